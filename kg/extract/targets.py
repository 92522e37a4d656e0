"""Targets: what a document sets out to reach, one for each figure, with the year of its sentence or heading.

Read under headings of targets, and elsewhere only where a duty aims at a figure: what was reached already,
what a norm or a condition demands and what a penalty costs are figures too, and no targets.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.document import Block, Clean
from kg.extract.aims import Aim, aims, continued, in_table
from kg.extract.figures import FoundFigure, figures
from kg.extract.horizons import heading_year, year_in
from kg.extract.indicators import indicator, ranked
from kg.extract.pieces import pieces
from kg.extract.reading import Target
from kg.extract.sentences import clauses, sentences
from kg.extract.striving import striving

_BULLET = re.compile(r"\s[+•]\s")
_REACHED = re.compile(
    r"\b(?:đã|hiện|ước|mới chỉ)\s+(?:\w+\s+)?(?:đạt|có|hoàn thành|chiếm|tăng|giảm)?\s*$", re.IGNORECASE
)
_SHORTEST = 12


@dataclass(frozen=True, slots=True)
class _Place:
    """A clause, with its paragraph's beginning and path, and the year of the headings above."""

    start: int
    end: int
    item: int
    path: tuple[str, ...]
    year: int | None


def targets(clean: Clean, blocks: Sequence[Block]) -> tuple[Target, ...]:
    """The targets of a document in order, with offsets of the raw text; see `Target`."""
    parts = [aim for aim in aims(clean, blocks) if aim.kind == "targets"]
    found = [
        target
        for aim in parts
        for place in _places(clean, blocks, aim)
        for target in _of_clause(clean, place)
    ]
    for start, end, index in striving(clean, blocks, [(aim.opener, aim.last) for aim in parts]):
        found.extend(_figured(clean, _Place(start, end, start, blocks[index].path, None)))
    return tuple(sorted(found, key=lambda target: target.start))


def _places(clean: Clean, blocks: Sequence[Block], aim: Aim) -> Iterator[_Place]:
    opener = blocks[aim.opener]
    above = heading_year(clean, blocks, aim.opener)
    if aim.content < opener.end:
        yield from _clauses(clean, _Place(aim.content, opener.end, aim.content, opener.path, above))
    index = aim.opener + 1
    while index < aim.last:
        block, after = blocks[index], continued(clean, blocks, index, aim.last)
        end = blocks[after - 1].end
        if not in_table(clean, blocks, index) and not _is_caption(clean, blocks, index, end):
            year = heading_year(clean, blocks, block.parent) if block.parent >= 0 else None
            yield from _clauses(clean, _Place(block.words, end, block.words, block.path, year or above))
        index = after


def _is_caption(clean: Clean, blocks: Sequence[Block], index: int, end: int) -> bool:
    """Whether a paragraph only heads what follows: it ends in a colon, or is a heading without a figure."""
    block = blocks[index]
    if figures(clean, block.words, end):
        return False
    words = clean.text[block.words : end]
    return words.endswith(":") or block.heading or (block.style == "text" and (block.bold or words.isupper()))


def _clauses(clean: Clean, whole: _Place) -> Iterator[_Place]:
    for one, two in _bullets(clean, whole.start, whole.end):
        for begin, finish in sentences(clean.text, one, two):
            for start, end in clauses(clean.text, begin, finish):
                yield replace(whole, start=start, end=end)


def _bullets(clean: Clean, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for bullet in _BULLET.finditer(clean.text, start, end):
        yield at, bullet.start()
        at = bullet.end()
    yield at, end


def _of_clause(clean: Clean, place: _Place) -> list[Target]:
    found = _figured(clean, place)
    words = clean.text[place.start : place.end].strip()
    if found or len(words) < _SHORTEST or words.endswith(":") or not re.search(r"[^\W\d]{2}", words):
        return found
    year = year_in(clean, place.start, place.end) or year_in(clean, place.item, place.start) or place.year
    return [_unfigured(clean, place, year)]


def _figured(clean: Clean, place: _Place) -> list[Target]:
    counted: list[FoundFigure] = []
    for one in figures(clean, place.start, place.end):
        if _is_aimed(clean, place, one) or _goes_along(clean, counted, one):
            counted.append(one)
    kept = [one for at, one in enumerate(counted) if not _qualifies(clean, counted, at)]
    found: list[Target] = []
    parts = list(pieces(clean, (place.start, place.end), kept))
    ends = [end for _, end in parts]
    for figure, (start, end) in zip(kept, parts, strict=True):
        near = year_in(clean, start, end, figure.number) or year_in(clean, kept[-1].end, place.end)
        year = near or year_in(clean, place.item, start) or place.year
        bare = _unfigured(clean, replace(place, start=start, end=end), year)
        measured = ranked(clean, figure, ends) or (indicator(clean, figure, start, end),)
        found.extend(_with(bare, figure, one) for one in measured)
    return found


def _is_aimed(clean: Clean, place: _Place, figure: FoundFigure) -> bool:
    """Whether a figure is one to reach: a share, a rank, one that is compared or that a verb leads to."""
    before = clean.text[max(place.start, figure.start - 30) : figure.start]
    inside = clean.text.rfind("(", place.start, figure.start) > clean.text.rfind(
        ")", place.start, figure.start
    )
    if _REACHED.search(before) or inside:
        return False
    share = bool(figure.unit and figure.unit.startswith("%"))
    return (
        share
        or figure.comparator in ("rankAtMost", "moreThan", "atLeast", "atMost", "lessThan")
        or bool(figure.comparator and (figure.unit or "." in figure.value))
    )


def _goes_along(clean: Clean, found: Sequence[FoundFigure], figure: FoundFigure) -> bool:
    """Whether a count without a verb shares the verb of the one before ("đạt 9.000 con, đàn bò 700 con")."""
    if not found or figure.comparator or not figure.unit or found[-1].comparator != "reaches":
        return False
    between = clean.text[found[-1].end : figure.start]
    alike = figure.unit.split()[-1] == (found[-1].unit or "-").split()[-1]
    return alike and between.startswith(",") and "(" not in between


def _qualifies(clean: Clean, found: Sequence[FoundFigure], at: int) -> bool:
    """Whether a count says how much each of a share does ("100% đơn vị có ít nhất 01 ...")."""
    if at == 0:
        return False
    share = (found[at - 1].unit or "").startswith("%") and not (found[at].unit or "").startswith("%")
    between = clean.flat[found[at - 1].end : found[at].start].rstrip()
    return share and not between.endswith((",", " va")) and "phan dau" not in between


def _unfigured(clean: Clean, place: _Place, year: int | None) -> Target:
    start, end = clean.raw_span(place.start, place.end)
    text = clean.text[place.start : place.end].replace("\n", " ")
    return Target(text, start, end, None, None, None, None, None, year, place.path)


def _with(bare: Target, figure: FoundFigure, measured: str | None) -> Target:
    return replace(
        bare,
        indicator=measured,
        comparator=figure.comparator or "reaches",
        value=figure.value,
        upper=figure.upper,
        unit=figure.unit,
    )
