r"""Showing: where a document says who has a duty, outside the words of the duty itself.

>>> from kg.document import cleaned, outline
>>> clean = cleaned("1. Sở Nội vụ\n- Lập sổ.")
>>> found = Lines(clean, outline(clean)).naming((3, 12), (15, 22))
>>> [clean.text[start:end] for start, end in found]
['Sở Nội vụ']
"""

from bisect import bisect_right
from collections.abc import Sequence
from operator import itemgetter

from kg.document import Block, Clean
from kg.extract.sentences import sentences

Span = tuple[int, int]
# The longest line above a colon that is taken for the key of the items below it, in characters.
_KEY = 60


class Lines:
    """The paragraphs of a clean text, to find the sentence in which something stands."""

    def __init__(self, clean: Clean, blocks: Sequence[Block]) -> None:
        """Takes a clean text and its outline."""
        self._clean, self._blocks = clean, blocks
        self._starts = [block.start for block in blocks]
        self._parts: dict[int, tuple[Span, ...]] = {}

    def naming(self, name: Span, duty: Span) -> tuple[Span, ...]:
        """The sentence or line that names a bearer; up to the duty's end where it is the duty's own sentence.

        Nothing where the duty's words hold the name.
        """
        if duty[0] <= name[0] and name[1] <= duty[1]:
            return ()
        start, end = self._sentence(name)
        return ((start, max(duty[1], end) if start <= duty[0] < end else end),)

    def _sentence(self, name: Span) -> Span:
        at = bisect_right(self._starts, name[0]) - 1
        if at < 0:
            return name
        block = self._blocks[at]
        parts = self._sentences(at)
        before = bisect_right(parts, name[0], key=itemgetter(0)) - 1
        start, end = parts[before] if before >= 0 and name[0] < parts[before][1] else name
        return (self._key(block, start), max(end, name[1]))

    def _sentences(self, at: int) -> tuple[Span, ...]:
        """The sentences of a block; kept, since a long block may name very many bearers."""
        if at not in self._parts:
            block = self._blocks[at]
            self._parts[at] = tuple(sentences(self._clean.text, block.words, block.end))
        return self._parts[at]

    def _key(self, block: Block, start: int) -> int:
        """Where a line begins, or the key above that it is one of the values of: "Cơ quan phối hợp:"."""
        above = self._blocks[block.parent] if block.parent >= 0 else None
        if above is None or ":" in self._clean.text[block.words : block.end]:
            return start
        key = self._clean.text[above.start : above.end].rstrip()
        return above.start if key.endswith(":") and len(key) <= _KEY else start
