"""Workbooks (.xlsx): each visible sheet's rows as a table, as they are shown in Vietnamese."""

import re
import warnings
from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from posixpath import join, normpath

from lxml import etree
from openpyxl import load_workbook
from openpyxl.utils import range_boundaries
from openpyxl.utils.cell import coordinate_to_tuple
from openpyxl.worksheet.worksheet import Worksheet

from kg.errors import BadInput
from kg.source.archive import check, name, parse, unpack
from kg.source.kinds import DAMAGE, Decoded
from kg.source.rows import written

_PARTS = r"xl/(?:workbook|sharedStrings|styles)\.xml|xl/worksheets/[^/]+\.xml|xl/_rels/workbook\.xml\.rels"
_ROWS, _COLUMNS, _CELLS = 100_000, 200, 5_000_000
# What openpyxl raises where a part is not as it should be.
_DAMAGE = (*DAMAGE, LookupError, TypeError, AttributeError, ArithmeticError, SyntaxError)
_PERCENT = re.compile(r"0(?:\.(0+))?%")


def read(content: bytes) -> Decoded:
    """The text of a workbook: lines above a table as paragraphs, hidden sheets left out.

    Dates are day/month/year, decimals with a comma, percentages as formatted. Raises BadInput as `unpack`
    does, and for a sheet of over 100,000 rows.
    """
    parts = unpack(content, _PARTS)
    for part in parts.values():
        check(part)
    try:
        with warnings.catch_warnings():
            # openpyxl warns of styles and parts that it does not know; they hold no words.
            warnings.simplefilter("ignore")
            workbook = load_workbook(BytesIO(content), read_only=True, data_only=True)
            sheets = [sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible"]
            return Decoded("\n\n".join(block for sheet in sheets for block in _blocks(sheet, parts)) + "\n")
    except _DAMAGE as error:
        raise BadInput("is a damaged workbook; save it again") from error


def _blocks(sheet: Worksheet, parts: dict[str, bytes]) -> Iterator[str]:
    """The paragraphs above the first row of two filled cells, and the table from there."""
    root = parse(parts[_part(sheet.title, parts)])
    width = _width(root)
    rows = sheet.iter_rows(min_row=1, max_row=_ROWS, min_col=1, max_col=width)
    grid = [
        [_shown(cell.value, cell.number_format if cell.value is not None else "") for cell in row]
        for row in rows
    ]
    for left, top, right, bottom in _merged(root, width):
        for row in grid[top - 1 : bottom]:
            row[left - 1 : right] = [grid[top - 1][left - 1], *[""] * (min(right, len(row)) - left)]
    begin = next((at for at, row in enumerate(grid) if sum(map(bool, row)) > 1), len(grid))
    yield from (line for row in grid[:begin] for text in row for line in text.split("\n") if line.strip())
    if text := written(grid[begin:]):
        yield text


def _part(title: str, parts: dict[str, bytes]) -> str:
    """The part that holds the sheet of a title."""
    sheets = next(element for element in parse(parts["xl/workbook.xml"]) if name(element) == "sheets")
    relation = next(
        value
        for sheet in sheets
        if sheet.get("name") == title
        for key, value in sheet.items()
        if str(key).endswith("}id")
    )
    links = {link.get("Id"): link.get("Target") or "" for link in parse(parts["xl/_rels/workbook.xml.rels"])}
    target = links[str(relation)]
    return target.lstrip("/") if target.startswith("/") else normpath(join("xl", target))


def _width(root: etree._Element) -> int:
    """How many columns hold something; raises BadInput where all cells up to there are more than are read."""
    width = 1
    for row in root.iter("{*}row"):
        places = [place for cell in row if (place := cell.get("r"))]
        width = max(width, len(row), *(coordinate_to_tuple(place)[1] for place in places))
    width = min(width, _COLUMNS)
    if width * _last(root) > _CELLS:
        raise BadInput("has a sheet of over {cells:,} cells; give it in parts", cells=_CELLS)
    return width


def _last(root: etree._Element) -> int:
    """The last row that holds something; raises BadInput where it is behind those that are read."""
    filled = (row for row in root.iter("{*}row") if any(len(cell) for cell in row))
    last = max((int(row.get("r") or 0) for row in filled), default=0)
    if last > _ROWS:
        raise BadInput(
            "has a sheet of {last:,} rows, more than the {rows:,} that are read; give it in parts",
            last=last,
            rows=_ROWS,
        )
    return last


def _merged(root: etree._Element, width: int) -> list[tuple[int, int, int, int]]:
    """Merged ranges as first column, first row, last column, last row, within what holds something."""
    last = _last(root)
    ranges = [range_boundaries(merge.get("ref") or "A1") for merge in root.iter("{*}mergeCell")]
    return [
        (left, top, min(right, width), bottom)
        for left, top, right, bottom in ranges
        if left and top and right and bottom and left <= width and top <= last
    ]


def _shown(value: object, form: str) -> str:
    """A value as a Vietnamese reader sees it."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{value:%d/%m/%Y}" if value.time() == time() else f"{value:%d/%m/%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _number(value, form)
    return str(value).replace("\r\n", "\n").replace("_x000D_", "").strip()


def _number(value: float, form: str) -> str:
    if percent := _PERCENT.search(form):
        return f"{value * 100:.{len(percent[1] or '')}f}%".replace(".", ",")
    exact = Decimal(repr(value))
    return (f"{value:.0f}" if exact == exact.to_integral_value() else f"{exact:f}").replace(".", ",")
