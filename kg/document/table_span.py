"""Spans: cells of a flattened table that reach down from the row above, and headings over all columns."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.document.clean import Clean
from kg.document.table_head import LABEL
from kg.document.table_value import Cell, Row

_GROUP_LABEL = re.compile(r"\W*(?:[ivxlc]{1,5}(?:\.[0-9]{1,2})*|[a-zđ])\W*")
_DASH = re.compile(r"[-+•]")


@dataclass(frozen=True, slots=True)
class Spanned:
    """A row as printed (empty cells have no length), and the columns for which it prints no cell."""

    cells: Row
    missing: frozenset[int]


def carried(clean: Clean, rows: Sequence[Spanned], width: int) -> tuple[Row, ...]:
    """The rows with what reaches down into them; a heading over all columns takes nothing from above."""
    found: list[Row] = []
    above: dict[int, Cell] = {}
    for at, row in enumerate(rows):
        following = rows[at + 1] if at + 1 < len(rows) else None
        if row.missing and _is_group(clean, row, following, width):
            filled = [cell for cell in row.cells if cell.end > cell.start]
            last = replace(filled[-1], columns=width - filled[-1].column)
            found.append((*filled[:-1], last))
            above = {}
            continue
        cells = {cell.column: cell for cell in row.cells}
        cells |= {column: replace(above[column], carried=True) for column in row.missing if column in above}
        above = cells
        found.append(
            tuple(cells[column] for column in sorted(cells) if cells[column].end > cells[column].start)
        )
    return tuple(row for row in found if row)


def _is_group(clean: Clean, row: Spanned, following: Spanned | None, width: int) -> bool:
    """Whether a row is a heading: a label and one cell, or one cell, and nothing printed behind."""
    filled = [cell for cell in row.cells if cell.end > cell.start]
    if not 0 < len(filled) <= 2 or filled[-1].column == width - 1:
        return False
    words = clean.text[filled[-1].start : filled[-1].end]
    if words.isupper() or clean.is_bold(*filled[-1].span):
        return True
    label = LABEL.fullmatch(clean.flat, filled[0].start, filled[0].end) if len(filled) == 2 else None
    if not label:
        return False
    return bool(_GROUP_LABEL.fullmatch(clean.flat, filled[0].start, filled[0].end)) or _opens(
        clean, label[1], following
    )


def _opens(clean: Clean, label: str, following: Spanned | None) -> bool:
    """Whether the next row is one of those under a heading: 1.1 or a dash under 1, or 1 again."""
    if following is None:
        return False
    first = following.cells[0]
    words = clean.flat[first.start : first.end].strip("*. ")
    return words.startswith(f"{label}.") or (words == "1" != label) or bool(_DASH.match(words))
