r"""Piped rows: the cells of tables written `| a | b |`, one row a line, `\|` for a bar within a cell."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from kg.document.block import Block
from kg.document.clean import Clean
from kg.document.table_value import Cell, Row

_DASHES = re.compile(r"[\s|:\-–—]+")
_CELL = re.compile(r"\|((?:[^|\\]|\\.)*)")
_EMPTY = re.compile(r"(?:[\s*_]|<br ?/?>)*")


def piped(clean: Clean, blocks: Sequence[Block]) -> Iterator[tuple[list[Block], tuple[Row, ...]]]:
    """Each run of piped rows, as its blocks and its rows; the line of dashes is no row."""
    for is_row, run in groupby(blocks, lambda block: block.style == "cell"):
        if is_row:
            lines = list(run)
            rows = [
                _row(clean, line) for line in lines if not _DASHES.fullmatch(clean.text, line.start, line.end)
            ]
            if filled := tuple(row for row in rows if row):
                yield lines, filled


def _row(clean: Clean, line: Block) -> Row:
    found = _CELL.finditer(clean.text, line.start, line.end)
    cells = [_cell(clean.text, *one.span(1), column) for column, one in enumerate(found)]
    return tuple(cell for cell in cells if cell.end > cell.start)


def _cell(text: str, start: int, end: int, column: int) -> Cell:
    if _EMPTY.fullmatch(text, start, end):
        return Cell(start, start, column)
    words = text[start:end]
    return Cell(start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip()), column)
