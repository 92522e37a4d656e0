"""Lines side by side without a ruled line: a document's head, and its recipients beside the signature.

Where they stand is laid down by Decree 30/2020/NĐ-CP, annex I: issuer and motto, number and date, recipients
and signature are pairs of places beside each other.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.source.paper import Line, Word

_NUMBER = re.compile(r"(?:\S+\s){0,2}?Số\b", re.I)
_ITEM = re.compile(r"[-–+]\s?")
_ENDED = (";", ".", ",", ":")
# In heights of a line: the gap that parts columns, what must stay of it, how far lines may stand apart.
_GAP, _LEFT_OVER, _APART = 1.6, 0.8, 7.0
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class _Gutter:
    left: float
    right: float

    def narrowed(self, line: Line) -> "_Gutter":
        """What of the gutter a line leaves free."""
        middle = (self.left + self.right) / 2
        left = max([self.left, *(word.right for word in line.words if word.middle < middle)])
        right = min([self.right, *(word.left for word in line.words if word.middle >= middle)])
        return _Gutter(left, right)

    def sides(self, line: Line) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
        """The words of a line before and behind the gutter."""
        middle = (self.left + self.right) / 2
        left = tuple(word for word in line.words if word.middle < middle)
        return left, line.words[len(left) :]


def side_by_side(body: Sequence[Line], start: int) -> tuple[list[list[str]], int]:
    """The two columns that begin with a line, as table rows, and how many lines they take; or [], 0."""
    attempts = [_block(body[start : start + _LONGEST], gutter) for gutter in _gutters(body[start])]
    gutter, block = max(attempts, key=lambda attempt: len(attempt[1]), default=(None, []))
    if gutter is None or not block:
        return [], 0
    return _rows(gutter, block), len(block)


def _gutters(line: Line) -> list[_Gutter]:
    pairs = zip(line.words, line.words[1:], strict=False)
    return [_Gutter(a.right, b.left) for a, b in pairs if b.left - a.right > _GAP * line.size]


def _block(body: Sequence[Line], gutter: _Gutter) -> tuple[_Gutter, list[Line]]:
    """The lines that leave a gutter free, as far as both sides go on."""
    block: list[Line] = []
    lefts = rights = both = whole = 0
    for line in body:
        narrowed = gutter.narrowed(line)
        if narrowed.right - narrowed.left < _LEFT_OVER * line.size or _leaves(block, line, narrowed):
            break
        gutter = narrowed
        left, right = gutter.sides(line)
        block.append(line)
        lefts, rights, both = lefts + bool(left), rights + bool(right), both + bool(left and right)
        whole = len(block)
    return gutter, block[:whole] if both > 1 or (both and lefts > 1 and rights > 1) else []


def _leaves(block: Sequence[Line], line: Line, gutter: _Gutter) -> bool:
    """Whether a line is no part of its column: far below, or in the middle of both."""
    if not block:
        return False
    if line.top - block[-1].bottom > _APART * line.size:
        return True
    left, right = gutter.sides(line)
    if left and right:
        return False
    whole = (min(known.left for known in block) + max(known.right for known in block)) / 2
    same = [words for known in block if (words := gutter.sides(known)[bool(right)])]
    near = any(
        abs(words[0].left - line.left) < line.size
        or abs((words[0].left + words[-1].right) / 2 - line.middle) < line.size
        for words in same
    )
    return not near or abs(line.middle - whole) < line.size / 2


def _rows(gutter: _Gutter, block: Sequence[Line]) -> list[list[str]]:
    """A row for each pair of places: a new one where the document's number begins beside its date."""
    rows: list[tuple[list[str], list[str]]] = []
    for line in block:
        left, right = (" ".join(word.text for word in words) for words in gutter.sides(line))
        if not rows or (_NUMBER.match(left) and right):
            rows.append(([], []))
        for side, text in zip(rows[-1], (left, right), strict=True):
            _add(side, text)
    return [["\n".join(side) for side in row] for row in rows]


def _add(side: list[str], text: str) -> None:
    """A line to a column; what a recipient's line leaves unfinished goes on in the next."""
    if side and text and _ITEM.match(side[-1]) and not _ITEM.match(text) and not side[-1].endswith(_ENDED):
        side[-1] += f" {text}"
    elif text:
        side.append(text)
