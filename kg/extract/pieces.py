"""Pieces: how a clause with several figures is divided, so that each has its own words."""

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from kg.document import Clean
from kg.extract.figures import FoundFigure

_COMMA = re.compile(r",\s|\s(?=va\s)")
_JOINT = re.compile(r"[\s,]*(?:va\s+)?")
# What begins the words of another figure.
_BEGINS = re.compile(
    r"(?:va\s+)?(?:trong do|phan dau|bao dam|dam bao|den|vao|ti le|ty le|ti trong|ty trong|so luong"
    r"|so|tong|gia tri|toc do|quy mo"
    r"|giam|tang|dat|co|thuoc|nhom|toi thieu|it nhat|tren|thu hut|hang nam|\d)"
)


def pieces(clean: Clean, span: tuple[int, int], found: Sequence[FoundFigure]) -> Iterator[tuple[int, int]]:
    """For each figure of a clause, the range of clean offsets that is its own."""
    start, end = span
    for one, two in zip_longest(found, found[1:]):
        cut = end if two is None else _cut(clean, one, two)
        yield start, _trim(clean, start, cut)
        start = _JOINT.match(clean.flat, cut, end).end()  # type: ignore[union-attr]


def _cut(clean: Clean, one: FoundFigure, two: FoundFigure) -> int:
    """Where the words of one figure end and those of the next begin: at the comma before new words."""
    commas = list(_COMMA.finditer(clean.flat, one.end, two.start))
    if not commas:
        return two.start if two.start > one.end else two.number
    begins = [comma for comma in commas if _BEGINS.match(clean.flat, comma.end())]
    return (begins[0] if begins else commas[0]).start() + 1


def _trim(clean: Clean, start: int, cut: int) -> int:
    while cut > start + 1 and clean.text[cut - 1] in " ,\n":
        cut -= 1
    return cut
