r"""Clean: a text made even for reading, paragraph by paragraph, and the way back to where it stood.

>>> clean = cleaned("**Số**: 57-\nNQ/TW\n\nHa\u0300 No\u0302\u0323i\n")
>>> clean.text
'Số: 57- NQ/TW\nHà Nội'
>>> clean.raw_span(14, 20)
(19, 28)
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from kg.document.joining import paragraphs
from kg.document.lines import Line
from kg.text import MARKED_LETTER, composed, flat

# What is not read: marks of bold and italics, soft hyphens, characters without width or that set a direction,
# and control characters, which a damaged text layer leaves and neither XML nor a terminal takes.
_UNREAD = "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff\ufffe\uffff"
_SPACES = r"[ \t\r\f\v\x1c-\x1f\x85\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]"
_SPECIAL = re.compile(rf"\*{{2,}}|(?<!\()\*|[{_UNREAD}]+|{_SPACES}{{2,}}|{MARKED_LETTER}")
_SAME_LENGTH = {ord("Ð"): "Đ", ord("ð"): "đ", ord("Ɖ"): "Đ"} | dict.fromkeys(
    map(ord, "\t\r\f\v\x1c\x1d\x1e\x1f\x85\u00a0\u202f"), " "
)
_MARK = re.compile(r"[\u0300-\u036f]")


@dataclass(frozen=True)
class Clean:
    """A text for reading: composed, without marks of layout, a paragraph a line.

    `flat` has the same length: lower case, no diacritics (kg.text.flat). `spans` are the paragraphs;
    `rejoined` tells whether each line of the raw text is a paragraph of its own there.
    """

    text: str
    spans: tuple[tuple[int, int], ...]
    raw: str
    _starts: tuple[int, ...]
    _offsets: tuple[int, ...]
    rejoined: bool = False

    @cached_property
    def flat(self) -> str:
        """The text in lower case without diacritics, character for character."""
        return flat(self.text)

    def raw_offset(self, offset: int) -> int:
        """Where the character at `offset` of `text` stands in the raw text."""
        piece = bisect_right(self._starts, offset) - 1
        return self._offsets[piece] + offset - self._starts[piece]

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """The range of the raw text under `text[start:end]`, which must not be empty."""
        last = self.raw_offset(end - 1) + 1
        while last < len(self.raw) and _MARK.match(self.raw, last):
            last += 1
        return self.raw_offset(start), last

    def offset(self, raw_offset: int) -> int:
        """The place in `text` of a raw offset, or of the next character that is read."""
        piece = max(bisect_right(self._offsets, raw_offset) - 1, 0)
        here = self._starts[piece] + max(raw_offset - self._offsets[piece], 0)
        following = self._starts[piece + 1] if piece + 1 < len(self._starts) else len(self.text)
        return min(here, following)

    def is_bold(self, start: int, end: int) -> bool:
        """Whether the raw text prints `text[start:end]` bold, between double asterisks."""
        begin, finish = self.raw_span(start, end)
        before, behind = self.raw[max(begin - 3, 0) : begin], self.raw[finish : finish + 3]
        return before.strip().endswith("**") and behind.strip().startswith("**")


def cleaned(raw: str) -> Clean:
    """The text as decoded, made even: see `Clean`."""
    pieces: list[str] = []
    starts: list[int] = []
    offsets: list[int] = []
    spans: list[tuple[int, int]] = []
    length = 0
    found, rejoined = _paragraphs(raw)
    for paragraph in found:
        begin = length
        for text, offset in _pieces(raw, paragraph):
            if text == " " and length == begin:
                continue
            pieces.append(text)
            starts.append(length)
            offsets.append(offset)
            length += len(text)
        if length > begin:
            spans.append((begin, length))
            pieces.append("\n")
            starts.append(length)
            offsets.append(offsets[-1] + len(pieces[-2]))
            length += 1
    text = "".join(pieces).translate(_SAME_LENGTH).removesuffix("\n")
    return Clean(text, tuple(spans), raw, tuple(starts), tuple(offsets), rejoined)


def _paragraphs(raw: str) -> tuple[list[list[Line]], bool]:
    """The paragraphs as `paragraphs` gives them; where lines break is judged by their composed letters."""
    if unicodedata.is_normalized("NFC", raw):
        return paragraphs(raw)
    even = composed(raw)
    found, rejoined = paragraphs(even.text)
    places = even.offsets
    return [[(places[start], places[end]) for start, end in lines] for lines in found], rejoined


def _pieces(raw: str, lines: Iterable[Line]) -> Iterator[tuple[str, int]]:
    """Each run of characters that is read as it stands, with its offset in the raw text."""
    joint: tuple[str, int] | None = None
    for start, end in lines:
        for text, offset in _read(raw, start, end):
            if joint and text != " ":
                yield joint
            joint = None
            yield text, offset
        joint = (" ", end)


def _read(raw: str, start: int, end: int) -> Iterator[tuple[str, int]]:
    at = start
    for found in _SPECIAL.finditer(raw, start, end):
        if found.start() > at:
            yield raw[at : found.start()], at
        at = found.end()
        if found[0][0].isspace():
            yield " ", found.start()
        elif found[0][0].isalpha():
            yield from _letters(found[0], found.start())
    if end > at:
        yield raw[at:end], at


def _letters(run: str, offset: int) -> Iterator[tuple[str, int]]:
    composed = unicodedata.normalize("NFC", run)
    yield composed[0], offset
    if len(composed) > 1:
        yield composed[1:], offset + 1
