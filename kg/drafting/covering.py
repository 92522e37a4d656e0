r"""How much of a document its draft holds: words in statements, words of its form, and words left over.

>>> covered("Số: 1\nA. Sở Y tế báo cáo.\nXin cảm ơn.", stated=[(6, 25)], formal=[(0, 5)])
Shares(stated=5, formal=2, left=3)
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.extract.reading import Reading
from kg.records import Evidence, RecordFile
from kg.text import composed

Span = tuple[int, int]

# A word, not the mark of an item, which stands first on a line.
_WORD = re.compile(
    r"(?m)(?:^[\s*_|]*(?:\d{1,2}(?:\.\d{1,2})*|[IVXLC]+|[A-ZĐ]|[a-zđ]{1,2})[.)](?=\s))|(?P<word>[^\W_]+)"
)
_LINE = re.compile(r"[^\n]+")
_ROW = re.compile(r"\s*\|")
# The grounds of a document stand together: no more characters lie between two of them.
_NEAR = 1500


@dataclass(frozen=True, slots=True)
class Shares:
    """Numbers of words: in statements; in the head, grounds, headings, recipients, signature; in neither."""

    stated: int
    formal: int
    left: int


def shares(file: RecordFile, reading: Reading, text: str) -> Shares:
    """How the words of a document's text, as decoded, are accounted for by its draft."""
    places = [place for statement in file.statements for place in statement.evidence]
    places += [place for s in file.statements for one in s.assignments for place in one.evidence]
    own = file.document.evidence if file.document else ()
    entry = reading.entry_into_force
    stated = [*_spans(places), *([(entry.start, entry.end)] if entry else [])]
    aside = [(one.start, one.end) for source in file.sources for one in source.set_aside]
    return covered(text, [*stated, *_rows(text, stated)], [*aside, *_spans(own), *_grounds(reading, text)])


def _spans(places: Iterable[Evidence]) -> Iterator[Span]:
    return ((one.start, one.end) for one in places if one.start is not None and one.end is not None)


def covered(text: str, stated: Iterable[Span], formal: Iterable[Span]) -> Shares:
    """The words of a text inside the first places, inside the others only, and inside none of them."""
    inside, form = _united(stated), _united(formal)
    even = composed(text)
    words = [even.offsets[found.start()] for found in _WORD.finditer(even.text) if found["word"]]
    said = [_holds(inside, at) for at in words]
    shaped = sum(not held and _holds(form, at) for held, at in zip(said, words, strict=True))
    return Shares(sum(said), shaped, len(words) - sum(said) - shaped)


def _united(places: Iterable[Span]) -> list[Span]:
    whole: list[Span] = []
    for start, end in sorted(places):
        if whole and start <= whole[-1][1]:
            whole[-1] = whole[-1][0], max(end, whole[-1][1])
        else:
            whole.append((start, end))
    return whole


def _holds(places: Sequence[Span], at: int) -> bool:
    before = bisect_right(places, at, key=lambda place: place[0]) - 1
    return before >= 0 and at < places[before][1]


def _rows(text: str, stated: Sequence[Span]) -> Iterator[Span]:
    """The rows of tables in which a statement stands, and the heads of these tables."""
    starts = sorted(start for start, _ in stated)
    head: Span | None = None
    for found in _LINE.finditer(text):
        if not _ROW.match(found[0]):
            head = None
            continue
        head = head or found.span()
        at = bisect_right(starts, found.start() - 1)
        if starts[at : at + 1] and starts[at] < found.end():
            yield found.span()
            yield head


def _grounds(reading: Reading, text: str) -> Iterator[Span]:
    """From the line of the first ground to the end of the last one's paragraph."""
    last: int | None = None
    for one in sorted(reading.based_on, key=lambda cited: cited.start):
        line = text.rfind("\n", 0, one.start) + 1
        behind = re.compile(r"[;.:]\s*(?:\n|\Z)|\Z").search(text, one.end)
        end = behind.end() if behind else one.end
        yield (last if last is not None and one.start - last < _NEAR else line), end
        last = end
