"""How lines were printed that became paragraphs of their own: how wide they are, which words have capitals.

So they are in a Word document that was pasted or made from a scan, and in a page saved as text: an empty line
behind each says nothing of where a paragraph ends.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.document.lines import (
    AFTER_END,
    LOWER,
    PAGE,
    RULE,
    Line,
    is_bare,
    is_capital,
    is_empty,
    is_ended,
    is_row,
)

# Lines that end within a sentence whose next begins in a small letter: the fewest, and their share of all.
_TORN, _SHARE = 4, 0.12
# The share of lines right under another: where it is greater, empty lines do part paragraphs.
_TOGETHER = 0.2
# The share of torn lines that are shorter than a full one: letters differ in width.
_SHORTER = 0.2
# Characters of a line that a layout broke: shorter ones stand in a column, longer ones were not broken.
_BREAKABLE = range(20, 301)
_EDGES = ".,;:!?…()[]“”\"'*"


@dataclass(frozen=True, slots=True)
class Printed:
    """Characters that a paragraph's first line and others had no room for; each two words side by side."""

    first: int
    other: int
    pairs: Counter[tuple[str, str]]

    def is_full(self, before: str, words: str, *, first: bool) -> bool:
        """Whether a line had no room for the first word of the next."""
        return _needed(before, words) >= (self.first if first else self.other)

    def are_together(self, before: str, words: str) -> bool:
        """Whether a line's last word and the next one's first stand next to each other elsewhere."""
        one, two = before.split()[-1], words.split(maxsplit=1)[0]
        return self.pairs[one.strip(_EDGES), two.strip(_EDGES)] > 0

    def is_usually_small(self, words: str) -> bool:
        """Whether the words that a line begins with have a small letter elsewhere: here a sentence begins."""
        one, two, *_ = (*(word.strip(_EDGES) for word in words.split(maxsplit=2)), "", "")
        small = one[:1].lower() + one[1:]
        return self.pairs[small, two] > 1 and not self.pairs[one, two]


def printed(raw: str, lines: Sequence[Line]) -> Printed | None:
    """How the lines are printed, where each line of the document is a paragraph of its own; else None."""
    filled = [line for line in lines if not (is_empty(raw, line) or PAGE.fullmatch(raw, *line))]
    pairs = [(one, two) for one, two in pairwise(filled) if not is_row(raw, one) and not is_row(raw, two)]
    torn = [(one, two) for one, two in pairs if _runs_on(raw, one, two)]
    if len(torn) < _TORN or len(torn) < _SHARE * len(pairs) or _together(raw, lines) > _TOGETHER * len(pairs):
        return None
    goes_on = {two for one, two in pairs if not is_ended(raw[slice(*one)])}
    needed = [(one in goes_on, _needed(raw[slice(*one)], raw[slice(*two)])) for one, two in torn]
    first = [size for inner, size in needed if not inner]
    other = [size for inner, size in needed if inner]
    return Printed(_least(first or other), _least(other or first), Counter(_pairs(raw, filled)))


def _together(raw: str, lines: Sequence[Line]) -> int:
    return sum(not any(is_empty(raw, line) or is_row(raw, line) for line in pair) for pair in pairwise(lines))


def _runs_on(raw: str, before: Line, line: Line) -> bool:
    """Whether a sentence surely goes on from one line to the next."""
    words = raw[slice(*before)]
    return (
        len(words) in _BREAKABLE
        and bool(LOWER.match(raw, *line))
        and not AFTER_END.match(raw, *line)
        and not (is_ended(words) or is_capital(words) or RULE.fullmatch(words) or is_bare(words))
    )


def _needed(before: str, words: str) -> int:
    """The characters of a line if it had taken in the first word of the next."""
    return len(before) + 1 + len(words.split(maxsplit=1)[0])


def _least(needed: Sequence[int]) -> int:
    return sorted(needed)[int(_SHORTER * len(needed))]


def _pairs(raw: str, lines: Sequence[Line]) -> Iterator[tuple[str, str]]:
    """Each two words next to each other within a sentence of a line."""
    for line in lines:
        words = raw[slice(*line)].split()
        for before, one, two in zip(words, words[1:], words[2:], strict=False):
            if not (re.search(r"[.;:!?)|*\-–+]$", before) or one[-1] in _EDGES):
                yield one.strip(_EDGES), two.strip(_EDGES)
