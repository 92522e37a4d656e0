"""Headings of tables: how many rows they take, and over which columns a heading of several reaches."""

import re
from dataclasses import replace
from itertools import combinations

from kg.document.clean import Clean
from kg.document.table_value import Cell, Row

# The number or letter of a row, in flat text.
LABEL = re.compile(r"\W*((?:[0-9]{1,3}|[ivxlc]{1,5})(?:\.[0-9]{1,2})*|[a-zđ])\W*")
# The heading over the numbers of rows.
NUMBER_HEAD = re.compile(r"(?:s?tt|so tt|so thu tu)(?![a-z])\W*")
_LEADS = re.compile(r"(?:[0-9]{1,3}|[IVXLC]{1,5}|[A-HĐ])\s*[.)/]")
_COUNTED = re.compile(r"\W*([0-9]{1,2})\W*")
_OVER = re.compile(
    r"phan cong|giai doan|co quan|don vi thuc hien|nam thuc hien|lo trinh|trong do|chia ra|to chuc"
)
_KINDS = (
    ("number", NUMBER_HEAD),
    ("words", re.compile(r"(?:thuoc )?nhom")),
    ("time", re.compile(r"(?:thoi (?:gian|han|diem)|tien do|lo trinh|han hoan)")),
    ("body", re.compile(r"(?:.*(?:chu tri|phoi hop)|(?:co quan|don vi|phan cong|to chuc)(?! tinh))")),
    ("figure", re.compile(r"(?:.*(?:nam|hoach) 20[0-9]{2}|20[0-9]{2}$|don gia|so luong|thanh tien)")),
    ("product", re.compile(r"(?:ket qua|san pham|dau ra|chi tieu dat|kinh phi|nguon|ghi chu)")),
    ("task", re.compile(r"(?:.*nhiem vu|noi dung|cong viec|ten |hoat dong)")),
)
_SHORT = 80
_MOST_HEADS = 12
_COUNT_LENGTH = 12


def header_rows(clean: Clean, rows: tuple[Row, ...], width: int) -> int:
    """How many rows at the top are headings: none where the first row is already numbered."""
    titles = _titles(clean, rows)
    if titles == len(rows) or _starts(clean, rows[titles]) or not _short(rows[titles]):
        return 0
    count = titles + 1
    while count < min(titles + 3, len(rows)) and _goes_on(clean, rows, count, width):
        count += 1
    if count < len(rows) and _counts(clean, rows[count]):
        count += 1
    return count


def _titles(clean: Clean, rows: tuple[Row, ...]) -> int:
    """How many rows before the headings hold one cell each: a title over the table, as sheets have it."""
    count = 0
    while (
        count < min(2, len(rows))
        and len(rows[count]) == 1
        and not _LEADS.match(clean.text, rows[count][0].start)
    ):
        count += 1
    return count if count < len(rows) and not _starts(clean, rows[count]) else 0


def _starts(clean: Clean, row: Row) -> bool:
    first = row[0]
    return bool(first.column == 0 and LABEL.fullmatch(clean.flat, first.start, first.end))


def _short(row: Row) -> bool:
    return len(row) > 1 and all(cell.end - cell.start < 2 * _SHORT for cell in row)


def _goes_on(clean: Clean, rows: tuple[Row, ...], at: int, width: int) -> bool:
    """Whether a row under a heading is still one: it repeats one above, or fills one that was parted."""
    row, above = rows[at], rows[at - 1]
    if _starts(clean, row) or any(cell.end - cell.start > _SHORT for cell in row):
        return False
    if _repeats(clean, row, above):
        return True
    return len(above) < width and len(row) > 1 and len(row) + len(above) > width


def _repeats(clean: Clean, row: Row, above: Row) -> bool:
    over = {cell.column: cell.words(clean) for cell in above}
    return any(over.get(cell.column) == cell.words(clean) for cell in row)


def _counts(clean: Clean, row: Row) -> bool:
    """A row that only numbers the columns: (1) (2) (3)."""
    if len(row) < 3 or any(cell.end - cell.start > _COUNT_LENGTH for cell in row):
        return False
    numbers = [_COUNTED.fullmatch(clean.flat, cell.start, cell.end) for cell in row]
    values = [int(number[1]) for number in numbers if number]
    return len(values) >= max(2, len(row) - 2) and values == list(range(values[0], values[0] + len(values)))


def kind_of_heading(clean: Clean, cell: Cell) -> str:
    """What a column may hold by its heading: number, time, body, figure or words."""
    words = " ".join(clean.flat[cell.start : cell.end].split())
    return next((name for name, pattern in _KINDS if pattern.match(words)), "words")


def spread(clean: Clean, rows: tuple[Row, ...], count: int, width: int) -> tuple[Row, ...]:
    """Heading rows of a flattened table with each cell over its columns.

    Where the first row has fewer cells than columns and a second follows, the cells of the second stand
    under some of the first, chosen by their words, else under the last.
    """
    if count < 2 or len(rows[0]) >= width:
        return rows[:count]
    first, second = rows[0], rows[1]
    groups = len(first) + len(second) - width
    if not 1 <= groups <= len(first) <= _MOST_HEADS or len(second) < 2 * groups:
        return rows[:count]
    over = _groups(clean, first, groups)
    each = _shares(len(second), groups)
    top: list[Cell] = []
    below: list[Cell] = []
    column = 0
    under = list(second)
    for at, cell in enumerate(first):
        reach = each[over.index(at)] if at in over else 1
        top.append(replace(cell, column=column, columns=reach))
        if at in over:
            below += [replace(under.pop(0), column=column + step) for step in range(reach)]
        column += reach
    return (tuple(top), tuple(below), *rows[2:count])


def _groups(clean: Clean, first: Row, groups: int) -> tuple[int, ...]:
    def worth(chosen: tuple[int, ...]) -> tuple[int, int]:
        fits = sum(bool(_OVER.search(clean.flat, first[at].start, first[at].end)) for at in chosen)
        return fits, sum(chosen)

    return max(combinations(range(len(first)), groups), key=worth)


def _shares(count: int, groups: int) -> list[int]:
    return [count // groups + (at < count % groups) for at in range(groups)]
