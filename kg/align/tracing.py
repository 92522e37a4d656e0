"""Trace recorded places in a text that may have changed: where their words now stand, or what stands there.

Of the words as they were there are only hashes, unless the old text is at hand. A hash is looked for in
windows of whole words, of about the recorded length, the nearest to where the places before it went first.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from kg.align.matching import Model, Text, rivals, seek
from kg.text import digest, fold

# Words that stayed the same, but for a few marks and spaces, keep about the recorded length.
_SHORTER, _LONGER, _LONGER_SHARE = 5, 3, 0.02
# Near the place where they should be, words are found even if all marks were added or taken away: folded,
# they are at least this share of the recorded length.
_NEAR, _FOLDED_SHARE = 1000, 0.85
_MARKS_AROUND = 4
_SLIP = 32
_Span = tuple[int, int]
Status = Literal["holds", "moved", "marks", "changed"]


@dataclass(frozen=True, slots=True)
class Recorded:
    """A place as recorded: offsets in the text as it was, hashes of its words as they were."""

    start: int
    end: int
    exact: str | None
    folded: str | None

    @property
    def length(self) -> int:
        """Its length in characters."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Trace:
    """What became of a recorded place, and where its words, or those in their stead, stand now."""

    status: Status
    start: int
    end: int


def trace(places: Sequence[Recorded], text: Text, old: str | None = None) -> list[Trace]:
    """What became of each place in a text, in the order given; `old` is the text that the places are of."""
    told = [_hashed(place, old) for place in places]
    found: dict[int, Trace] = {}
    shift = 0
    for at in sorted(range(len(told)), key=lambda index: (told[index].start, told[index].end)):
        now = _standing(told[at], text, 0) or _standing(told[at], text, shift)
        now = now or _slid(told[at], text, shift) or _elsewhere(told[at], text, shift, old)
        if now:
            found[at], shift = now, now.start - told[at].start
    known = _Borders.of([(told[at], now) for at, now in found.items()])
    return [found.get(at) or _instead(place, text, known, old) for at, place in enumerate(told)]


def _hashed(place: Recorded, old: str | None) -> Recorded:
    """The place with both hashes, where the old text gives those that were not recorded."""
    if old is None or place.end > len(old):
        return place
    words = old[place.start : place.end]
    return replace(place, exact=place.exact or digest(words), folded=place.folded or digest(fold(words)))


def _standing(place: Recorded, text: Text, shift: int) -> Trace | None:
    """The place itself, or that many characters on, if its words stand there."""
    start, end = place.start + shift, place.end + shift
    if start < 0 or end > len(text.raw):
        return None
    words = text.raw[start:end]
    if place.exact == digest(words):
        return Trace("moved" if shift else "holds", start, end)
    if place.folded != digest(fold(words)):
        return None
    return _spelt(
        place, text, (start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip()))
    )


def _slid(place: Recorded, text: Text, shift: int) -> Trace | None:
    """The very words a little before or after, be they whole or not: offsets miscounted."""
    for start in _outwards(range(len(text.raw)), min(max(0, place.start + shift), len(text.raw))):
        if abs(start - place.start - shift) > _SLIP:
            break
        if digest(text.raw[start : start + place.length]) == place.exact:
            return Trace("moved", start, start + place.length)
    return None


def _elsewhere(place: Recorded, text: Text, shift: int, old: str | None) -> Trace | None:
    """Where else the words stand, the nearest to where they should be."""
    words, near = _words(place, old), place.start + shift
    spans = _same(fold(words), text, near) if words else _windows(place, text, near)
    return next((_spelt(place, text, span) for span in spans), None)


def _words(place: Recorded, old: str | None) -> str:
    """The words as they were, if the old text is at hand and the place holds in it."""
    words = (old or "")[place.start : place.end]
    return words if words and digest(fold(words)) == place.folded else ""


def _same(sought: str, text: Text, near: int) -> list[_Span]:
    """Where the folded words stand, as whole words, the nearest first."""
    spans, folded, at = [], f" {text.folded.text} ", 0
    while sought and (at := folded.find(f" {sought} ", at)) >= 0:
        spans.append(text.folded.span(at, at + len(sought)))
        at += 1
    return sorted(spans, key=lambda span: abs(span[0] - near))


def _windows(place: Recorded, text: Text, near: int) -> Iterator[_Span]:
    """The windows whose folded words have the recorded hash, the nearest first."""
    middle = bisect_left(text.start_offsets, near)
    for start in _outwards(text.starts, middle):
        for end in _ends(place, text, start, near):
            if end > start and digest(text.folded.text[start:end]) == place.folded:
                yield text.folded.span(start, end)


def _ends(place: Recorded, text: Text, start: int, near: int) -> Sequence[int]:
    """Where a window that starts there may end."""
    if abs(text.folded.offsets[start] - near) < _NEAR:
        first = bisect_left(text.ends, start + int(_FOLDED_SHARE * place.length) - _SHORTER)
        return text.ends[first : bisect_right(text.ends, start + place.length)]
    visible = text.visible[text.folded.offsets[start]]
    longest = place.length + _LONGER + int(_LONGER_SHARE * place.length)
    first = bisect_left(text.visible_ends, visible + place.length - _SHORTER)
    return text.ends[first : bisect_right(text.visible_ends, visible + longest)]


def _outwards(starts: Sequence[int], middle: int) -> Iterator[int]:
    """The starts from the middle on and back by turns."""
    for step in range(max(middle, len(starts) - middle) + 1):
        if middle + step < len(starts):
            yield starts[middle + step]
        if step and middle - step >= 0:
            yield starts[middle - step]


def _spelt(place: Recorded, text: Text, span: _Span) -> Trace:
    """A place with the same folded words: moved if they are the very words, else changed in marks only."""
    for step in range(2 * _MARKS_AROUND):
        start = span[0] + (-1) ** step * ((step + 1) // 2)
        if start >= 0 and digest(text.raw[start : start + place.length]) == place.exact:
            status: Status = "holds" if start == place.start else "moved"
            return Trace(status, start, start + place.length)
    end = span[1]
    while end < len(text.raw) and _is_mark(text.raw[end]) and text.length(span[0], end) < place.length:
        end += 1
    return Trace("marks", span[0], end)


def _is_mark(character: str) -> bool:
    return not character.isspace() and not fold(character)


@dataclass(frozen=True, slots=True)
class _Borders:
    """Offsets of the old text whose offsets in the new one are known, in order."""

    pairs: tuple[_Span, ...]

    @classmethod
    def of(cls, traced: Sequence[tuple[Recorded, Trace]]) -> "_Borders":
        """Those at the ends of the places that were found."""
        starts = {(place.start, now.start) for place, now in traced}
        return cls(tuple(sorted(starts | {(place.end, now.end) for place, now in traced})))

    def span(self, place: Recorded) -> _Span:
        """Where a place must lie now: as far from its neighbours as it was."""
        before = bisect_right(self.pairs, (place.start, place.start + 10**9)) - 1
        after = bisect_left(self.pairs, (place.end, 0))
        shift = self.pairs[before][1] - self.pairs[before][0] if before >= 0 else 0
        back = self.pairs[after][1] - self.pairs[after][0] if after < len(self.pairs) else shift
        start, end = place.start + shift, place.end + back
        # Neighbours that changed places tell nothing about the length between them.
        return (start, end) if 0 <= start < end < start + 2 * place.length else (start, start + place.length)


def _instead(place: Recorded, text: Text, known: _Borders, old: str | None) -> Trace:
    """The words that stand where the recorded ones stood."""
    start, end = known.span(place)
    if (words := _words(place, old)) and (hits := seek(Model(words), text)):
        nearest = min(rivals(hits), key=lambda hit: abs(hit.start - start))
        return Trace("changed", nearest.start, nearest.end)
    start = min(max(0, start), len(text.raw))
    end = min(max(start, end), len(text.raw))
    while 0 < start < len(text.raw) and text.raw[start - 1].isalnum() and text.raw[start].isalnum():
        start -= 1
    while 0 < end < len(text.raw) and text.raw[end - 1].isalnum() and text.raw[end].isalnum():
        end += 1
    words = text.raw[start:end]
    return Trace("changed", end - len(words.lstrip()), start + len(words.rstrip()))
