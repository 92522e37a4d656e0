"""Headless tables: those that go on with the table before, and those whose columns only content can tell."""

import re
from dataclasses import dataclass

from kg.bodies import mentions
from kg.document import Cell, Clean, Table
from kg.extract.reading import Finding
from kg.extract.tabled_cells import spaced, words_of
from kg.extract.tabled_columns import Columns, columns_of, is_duties
from kg.text import flat

_NUMBER = re.compile(r"\W*([0-9]{1,3}|[IVXLC]{1,5}|[A-H])\W*")
_TIME = re.compile(r"(?:.{0,40}(?:20[0-9]{2}|quy [ivx1-4]|thang [0-9]|hang nam|thuong xuyen)|truoc ngay)")
_MOST = 0.8
_FEW_ROWS = 3
_LONG = 25


@dataclass(frozen=True, slots=True)
class Known:
    """The columns of the last table of tasks, for one that goes on with it."""

    width: int
    columns: Columns


def columns_for(
    clean: Clean, table: Table, known: Known | None
) -> tuple[Columns | None, Finding | None, Known | None]:
    """The columns of a table: by its heading, that of the table before, or its content if that is sure.

    Else nothing, and, where bodies fill a column beside sentences, a finding that says so.
    """
    if table.header:
        columns = columns_of(clean, table)
        return columns, None, Known(table.width, columns) if is_duties(columns) else None
    if known and known.width == table.width and _goes_on(clean, table):
        return known.columns, None, known
    kinds = [_kind(clean, table, column) for column in range(table.width)]
    if "body" not in kinds or "words" not in kinds or len(table.rows) < _FEW_ROWS:
        return None, None, None
    guessed = _guessed(kinds)
    return guessed, None if guessed else _finding(clean, table), None


def _goes_on(clean: Clean, table: Table) -> bool:
    first = table.rows[0][0]
    label = _NUMBER.fullmatch(words_of(clean, first))
    return bool(first.column == 0 and label and label[1] not in ("1", "01", "I", "A"))


def _guessed(kinds: list[str]) -> Columns | None:
    """Number, task, two columns of bodies, one of time: in that order plans always have them."""
    told = tuple(kind for kind in kinds if kind != "other")
    if told not in (
        ("number", "words", "body", "body", "time"),
        ("number", "words", "body", "body", "words", "time"),
    ):
        return None
    names = {
        "number": ["number"],
        "words": ["task", "product"],
        "body": ["lead", "coordinate"],
        "time": ["deadline"],
    }
    none = tuple("" for _ in kinds)
    return Columns(tuple(names[kind].pop(0) if kind in names else "other" for kind in kinds), none, none)


def _kind(clean: Clean, table: Table, column: int) -> str:
    cells = [cell for row in table.rows if len(row) > 2 for cell in row if cell.column == column]
    if not cells:
        return "other"
    for name, holds in _TESTS.items():
        if sum(holds(clean, cell) for cell in cells) >= _MOST * len(cells):
            return name
    return "other"


def _is_number(clean: Clean, cell: Cell) -> bool:
    return bool(_NUMBER.fullmatch(words_of(clean, cell)))


def _is_body(clean: Clean, cell: Cell) -> bool:
    words = spaced(words_of(clean, cell)).lstrip("-+• ")
    found = mentions(words)
    return bool(found and found[0].start < 3 and sum(one.end - one.start for one in found) > len(words) / 2)


def _is_time(clean: Clean, cell: Cell) -> bool:
    return cell.end - cell.start < 4 * _LONG and bool(_TIME.match(flat(words_of(clean, cell))))


def _is_words(clean: Clean, cell: Cell) -> bool:
    return cell.end - cell.start > _LONG


_TESTS = {"number": _is_number, "time": _is_time, "body": _is_body, "words": _is_words}


def _finding(clean: Clean, table: Table) -> Finding:
    start, end = clean.raw_span(table.start, table.end)
    return Finding(
        "tableWithoutHeader",
        "a table seems to assign tasks but has no headings that name its columns; nothing was read from it",
        "bảng có vẻ phân công nhiệm vụ nhưng không có dòng tiêu đề nêu tên các cột; chưa đọc bảng này",
        start,
        end,
    )
