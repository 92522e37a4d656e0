"""Tables that are drawn with ruled lines: which lines belong together, and which boxes they leave."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.source.paper import Page, Rule

# Lines nearer than this are one (points); a drawing with more lines or boxes is no table.
_NEAR = 3.0
_SHORT = 6.0
_LINES, _BOXES = 3_000, 30_000


@dataclass(frozen=True, slots=True)
class Box:
    """A cell: its first row and column, and those behind its last."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Ruled:
    """A ruled table: where its columns and rows are parted, and its boxes."""

    columns: tuple[float, ...]
    rows: tuple[float, ...]
    boxes: tuple[Box, ...]

    def holds(self, across: float, down: float) -> bool:
        """Whether a point lies in the table."""
        return self.columns[0] <= across <= self.columns[-1] and self.rows[0] <= down <= self.rows[-1]

    def place(self, across: float, down: float) -> tuple[int, int]:
        """The row and column of a point in the table."""
        row = min(max(bisect_right(self.rows, down) - 1, 0), len(self.rows) - 2)
        return row, min(max(bisect_right(self.columns, across) - 1, 0), len(self.columns) - 2)


def ruled_tables(page: Page) -> list[Ruled]:
    """The ruled tables of a page, from top to bottom; a single frame is none."""
    level, upright = _joined(page.level), _joined(page.upright)
    if len(level) + len(upright) > _LINES:
        return []
    found = (_table(rows, columns) for rows, columns in _together(level, upright))
    return sorted((table for table in found if table), key=lambda table: table.rows[0])


def _joined(rules: Iterable[Rule]) -> list[Rule]:
    """Lines that touch along their axis as one, the too short left out."""
    joined: list[Rule] = []
    for rule in sorted(rules, key=lambda rule: (round(rule.at / _NEAR), rule.start)):
        last = joined[-1] if joined else None
        if last and abs(last.at - rule.at) < _NEAR and rule.start <= last.end + _NEAR:
            joined[-1] = Rule(last.at, last.start, max(last.end, rule.end))
        else:
            joined.append(rule)
    return [rule for rule in joined if rule.end - rule.start > _SHORT]


def _together(level: Sequence[Rule], upright: Sequence[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Level and upright lines that cross or touch, directly or through others."""
    owner = list(range(len(level) + len(upright)))

    def root(at: int) -> int:
        while owner[at] != at:
            owner[at] = owner[owner[at]]
            at = owner[at]
        return at

    for i, row in enumerate(level):
        for j, column in enumerate(upright, start=len(level)):
            if _crosses(row, column):
                owner[root(i)] = root(j)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for at, rule in enumerate([*level, *upright]):
        groups.setdefault(root(at), ([], []))[at >= len(level)].append(rule)
    return list(groups.values())


def _crosses(row: Rule, column: Rule) -> bool:
    return (
        row.start - _NEAR <= column.at <= row.end + _NEAR
        and column.start - _NEAR <= row.at <= column.end + _NEAR
    )


def _places(rules: Iterable[Rule]) -> tuple[float, ...]:
    places: list[float] = []
    for at in sorted(rule.at for rule in rules):
        if not places or at - places[-1] > _NEAR:
            places.append(at)
    return tuple(places)


def _table(level: list[Rule], upright: list[Rule]) -> Ruled | None:
    rows, columns = _places(level), _places(upright)
    if len(rows) < 2 or len(columns) < 2 or (len(rows) - 1) * (len(columns) - 1) > _BOXES:
        return None
    boxes = _boxes(rows, columns, _Walls(level), _Walls(upright))
    return Ruled(columns, rows, boxes) if len(boxes) > 1 else None


class _Walls:
    """Lines by where they stand, to be asked whether one parts two neighbours."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._rules = sorted(rules, key=lambda rule: rule.at)
        self._places = [rule.at for rule in self._rules]

    def part(self, at: float, along: float) -> bool:
        """Whether a line at about that place covers a point along it."""
        first = bisect_right(self._places, at - _NEAR)
        for rule in self._rules[first:]:
            if rule.at > at + _NEAR:
                return False
            if rule.start - 1 <= along <= rule.end + 1:
                return True
        return False


def _boxes(
    rows: Sequence[float], columns: Sequence[float], level: _Walls, upright: _Walls
) -> tuple[Box, ...]:
    """The cells of a grid where lines that are not drawn join neighbours, each group as its bounding box."""
    boxes: list[Box] = []
    taken: set[tuple[int, int]] = set()
    for top in range(len(rows) - 1):
        for left in range(len(columns) - 1):
            if (top, left) in taken:
                continue
            right = left + 1
            while right < len(columns) - 1 and (top, right) not in taken:
                if upright.part(columns[right], (rows[top] + rows[top + 1]) / 2):
                    break
                right += 1
            bottom = top + 1
            while bottom < len(rows) - 1 and not level.part(
                rows[bottom], (columns[left] + columns[left + 1]) / 2
            ):
                bottom += 1
            taken |= {(row, column) for row in range(top, bottom) for column in range(left, right)}
            boxes.append(Box(top, left, bottom, right))
    return tuple(boxes)
