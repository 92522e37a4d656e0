"""Grid: the column of each cell of a flattened table, where empty and merged cells leave rows short.

Rows that fill all columns are sure. What lies between two of them is read in the way that costs least:
an empty cell, a cell from above that reaches down, a heading over all columns each have a small price, a
cell that does not suit its column a high one; running numbers open rows.
"""

import re
from collections import Counter
from dataclasses import dataclass
from itertools import groupby

from kg.document.clean import Clean
from kg.document.table_bars import Field, Stretch
from kg.document.table_head import LABEL, header_rows, kind_of_heading, spread
from kg.document.table_span import Spanned, carried
from kg.document.table_value import Cell, Row

_NUMBER = re.compile(rf"{LABEL.pattern}|\s*[-+•*]\s*")
_TIME = re.compile(
    r"(?:quy [ivx0-9]|thang [0-9]|nam 20|20[0-9]{2}|ngay [0-9]|truoc|hang (?:nam|thang|quy)|thuong xuyen"
    r"|giai doan|tu (?:nam|thang|quy) |trong (?:nam|quy|thang)|dinh ky|hoan thanh|den nam|[0-9]{1,2}/[0-9])"
    r"|(?:ban hanh|trinh|trien khai|thuc hien|thi diem|xay dung|bat dau|ket thuc|xong).{0,40}(?:trong |tu )?"
    r"(?:nam 20|quy [iv0-9]|thang [0-9]|giai doan|thuong xuyen)"
)
_BODY = re.compile(
    r"\W*(?:các )?(?:bộ|sở|ubnd|u[ỷy] ban|ủy ban|ban|cục|vụ|văn phòng|công an|thanh tra|tổng cục|hội"
    r"|liên đoàn|cơ quan|địa phương|đơn vị|trung tâm|trường|viện|chi cục|phòng|tòa án|toà án|ngân hàng"
    r"|tập đoàn|tổng công ty|đài|báo|doanh nghiệp|thành phố|xã|phường)(?!\w)",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"\W*[0-9][0-9.,]*(?:\s*%)?\W*")
_EMPTY, _SKIP, _SKIPPED, _GROUP, _MISFIT = 0.3, 0.3, 0.04, 0.3, 1.2
_REWARD = 0.8
_LONG = 90
_MOST_COLUMNS = 24
_TWO_HEADINGS = 3
_PART, _LONGEST_PART = 60, 600


@dataclass(frozen=True, slots=True)
class _Step:
    """A field in a column; `leading` counts the empty cells before it where it opens a row."""

    at: int
    column: int
    leading: int | None
    empty: int


@dataclass(frozen=True, slots=True)
class _Way:
    """The cheapest way to a field in a column: its price, its last step and the way to there."""

    price: float
    step: _Step | None
    before: "_Way | None"


def placed(clean: Clean, stretch: Stretch) -> tuple[tuple[Row, ...], int, int]:
    """The rows of a stretch with each cell in its column, the number of heading rows, and the width."""
    width = _width(clean, stretch)
    bare = tuple(tuple(Cell(one.start, one.end, at) for at, one in enumerate(row)) for row in stretch.rows)
    count = header_rows(clean, bare, width)
    heads = spread(clean, bare, count, width)
    kinds = _kinds(clean, stretch, heads, (count, width))
    rows: list[Spanned] = []
    sure = [_is_sure(stretch.rows, at, width) for at in range(len(stretch.rows))]
    for is_sure, run in groupby(range(count, len(stretch.rows)), lambda at: sure[at]):
        some = [stretch.rows[at] for at in run]
        rows += [_cells(row) for row in some] if is_sure else _aligned(clean, some, kinds)
    return (*bare[:count], *carried(clean, rows, width)), count, width


def _width(clean: Clean, stretch: Stretch) -> int:
    """The columns of a stretch: its widest row, or more where the rows from number to number have more.

    That is so where the heading stands in two rows and every row below has an empty cell.
    """
    widest = max(len(row) for row in stretch.rows)
    two = sum(len(row) for row in stretch.rows[:2])
    if len(stretch.rows) < _TWO_HEADINGS or _NUMBER.fullmatch(clean.flat, *stretch.rows[1][0].span):
        return widest
    spans: Counter[int] = Counter()
    bars: int | None = None
    for row in stretch.rows[2:]:
        bars = bars + row[0].bars if bars is not None else None
        if _NUMBER.fullmatch(clean.flat, *row[0].span):
            spans.update([] if bars is None else [bars - 1])
            bars = 0
        bars = bars + len(row) - 1 if bars is not None else None
    often = max(spans, key=lambda bars: (spans[bars], bars), default=0)
    return often if widest < often < two else widest


def _is_sure(rows: tuple[tuple[Field, ...], ...], at: int, width: int) -> bool:
    following = rows[at + 1][0].bars if at + 1 < len(rows) else 2
    return len(rows[at]) == width and rows[at][0].bars <= 2 and following == 2


def _cells(row: tuple[Field, ...]) -> Spanned:
    return Spanned(tuple(Cell(one.start, one.end, at) for at, one in enumerate(row)), frozenset())


def _kinds(clean: Clean, stretch: Stretch, heads: tuple[Row, ...], size: tuple[int, int]) -> list[str]:
    """What each column holds: by its heading, else by the rows that fill all columns."""
    count, width = size
    kinds = ["" for _ in range(width)]
    for row in heads:
        for cell in row:
            for column in range(cell.column, min(cell.column + cell.columns, width)):
                kinds[column] = kind_of_heading(clean, cell)
    if count:
        return [kind or "words" for kind in kinds]
    full = [row for row in stretch.rows[count:] if len(row) == width]
    for column in range(width):
        seen = [_kind(clean, row[column]) for row in full]
        kinds[column] = Counter(seen).most_common(1)[0][0] if seen else "words"
    return kinds


def _kind(clean: Clean, one: Field) -> str:
    for name, pattern in (("number", _NUMBER), ("figure", _FIGURE)):
        if pattern.fullmatch(clean.flat, one.start, one.end):
            return name
    if _TIME.match(clean.flat, one.start, one.end):
        return "time"
    return (
        "body" if one.end - one.start < 4 * _LONG and _BODY.match(clean.text, one.start, one.end) else "words"
    )


# The price of what a cell holds (first) in a column that its heading gives to another thing (second).
_UNFIT = {
    ("number", "time"): 0.3, ("number", "body"): 1.0, ("number", "figure"): 0.1, ("number", "words"): 0.4,
    ("number", "task"): 0.6, ("number", "product"): 0.5,
    ("time", "number"): 1.5, ("time", "body"): 1.2, ("time", "words"): 0.5, ("time", "figure"): 0.5,
    ("time", "task"): 0.9, ("time", "product"): 0.6,
    ("body", "number"): 1.5, ("body", "time"): 1.2, ("body", "words"): 0.4, ("body", "figure"): 1.0,
    ("body", "task"): 0.6, ("body", "product"): 0.9,
    ("words", "number"): 1.2, ("words", "words"): 0.25, ("words", "time"): 0.8, ("words", "body"): 0.7,
    ("words", "figure"): 0.6,
    ("words", "product"): 0.1,
    ("figure", "number"): 0.2, ("figure", "body"): 1.2, ("figure", "words"): 0.3, ("figure", "time"): 0.8,
    ("figure", "task"): 0.6, ("figure", "product"): 0.3,
}  # fmt: skip


def _misfit(clean: Clean, one: Field, kind: str) -> float:
    if one.end == one.start:
        return 0.0
    here = _kind(clean, one)
    price = _UNFIT.get((here, kind), 0.0)
    if here == "words" and kind == "body" and one.end - one.start > _LONG:
        price += _MISFIT
    return price / 3 if one.bold else price


def _aligned(clean: Clean, rows: list[tuple[Field, ...]], kinds: list[str]) -> list[Spanned]:
    """The rows of a run of fields, by the cheapest way through them; long runs are cut before a number."""
    if len(kinds) > _MOST_COLUMNS:
        return [_cells(row) for row in rows]
    found: list[Spanned] = []
    part: list[Field] = []
    for row in rows:
        numbered = kinds[0] == "number" and _kind(clean, row[0]) == "number"
        if len(part) > (_PART if numbered and row[0].bars == 2 else _LONGEST_PART):
            found += _way_through(clean, part, kinds)
            part = []
        part += row
    return found + _way_through(clean, part, kinds)


def _way_through(clean: Clean, fields: list[Field], kinds: list[str]) -> list[Spanned]:
    width = len(kinds)
    ways: dict[int, _Way] = {}
    for at, one in enumerate(fields):
        fits = [_misfit(clean, one, kind) for kind in kinds]
        numbered = kinds[0] == "number" and _kind(clean, one) == "number"
        costs = fits, _REWARD if numbered else 0.0
        ways = _next(ways, fields, at, costs) if at else _opened(at, fits, one.bars - 2, costs[1])
    best = min(ways.items(), key=lambda way: way[1].price + _short(fields[-1], way[0], width))
    return _read(fields, best[1], width)


def _opened(at: int, fits: list[float], empty: int, reward: float) -> dict[int, _Way]:
    """The ways to the first field: behind empty cells, or under cells that reach down."""
    empty = max(empty, 0)
    found = {}
    for column in range(len(fits)):
        skipped = column - min(empty, column)
        price = fits[column] + _EMPTY * min(empty, column) + _skip(skipped) - (reward if column == 0 else 0)
        found[column] = _Way(price, _Step(at, column, min(empty, column), min(empty, column)), None)
    return found


def _skip(count: int) -> float:
    return _SKIP + _SKIPPED * count if count else 0.0


def _short(one: Field, column: int, width: int) -> float:
    """The price of a row that ends before the last column."""
    left = width - 1 - column
    return (_GROUP if one.bold else _SKIP + _SKIPPED * left) if left else 0.0


def _next(
    ways: dict[int, _Way], fields: list[Field], at: int, costs: tuple[list[float], float]
) -> dict[int, _Way]:
    """The cheapest ways from those of the field before: on in its row, or into a new one."""
    fits, reward = costs
    bars = fields[at].bars
    found: dict[int, _Way] = {}
    for last, way in ways.items():
        _go_on(found, way, (at, last, bars), fits)
        for after in range(min(bars - 1, len(fits) - last)):
            closed = way.price + 0.1 * after + _short(fields[at - 1], last + after, len(fits))
            _go_down(found, _Way(closed, way.step, way.before), (at, bars - 2 - after, reward), fits)
    if not found:
        # More bars than any row has: the field begins a row.
        best = min(ways.values(), key=lambda way: way.price)
        found[0] = _Way(best.price + fits[0], _Step(at, 0, 0, 0), best)
    return found


def _go_on(found: dict[int, _Way], way: _Way, place: tuple[int, int, int], fits: list[float]) -> None:
    at, last, bars = place
    for column in range(last + bars, len(fits)):
        price = way.price + fits[column] + _EMPTY * (bars - 1) + 2 * _skip(column - last - bars)
        if column not in found or price < found[column].price:
            found[column] = _Way(price, _Step(at, column, None, bars - 1), way)


def _go_down(found: dict[int, _Way], way: _Way, place: tuple[int, int, float], fits: list[float]) -> None:
    at, leading, reward = place
    for column in range(leading, len(fits)):
        price = (
            way.price + fits[column] + _EMPTY * leading + _skip(column - leading) - (0 if column else reward)
        )
        if column not in found or price < found[column].price:
            found[column] = _Way(price, _Step(at, column, leading, leading), way)


def _read(fields: list[Field], end: _Way | None, width: int) -> list[Spanned]:
    """The rows along a way, with the columns over which cells from above or beside reach."""
    steps: list[_Step] = []
    while end and end.step:
        steps.append(end.step)
        end = end.before
    rows: list[list[Cell]] = []
    empty: list[set[int]] = []
    for step in reversed(steps):
        if step.leading is not None:
            rows.append([])
            empty.append(set())
            if len(empty) > 1:
                after = max(fields[step.at].bars - 2 - step.leading, 0)
                empty[-2] |= set(range(rows[-2][-1].column + 1, rows[-2][-1].column + 1 + after))
        first = rows[-1][-1].column + 1 if rows[-1] else 0
        empty[-1] |= set(range(first, first + step.empty))
        rows[-1].append(Cell(fields[step.at].start, fields[step.at].end, step.column))
    return [
        Spanned(tuple(row), frozenset(range(width)) - {cell.column for cell in row} - none)
        for row, none in zip(rows, empty, strict=True)
    ]
