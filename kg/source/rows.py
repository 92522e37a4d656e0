r"""Tables as Markdown pipe rows, in one form for all kinds of file.

>>> rows = [[Cell("Việc"), Cell("Hạn", columns=2)], [Cell("A", rows=2), Cell("1"), Cell("2")]]
>>> print(written(spread([*rows, [Cell("3"), Cell("4|5")]])))
| Việc | Hạn |  |
|---|---|---|
| A | 1 | 2 |
| A | 3 | 4\|5 |
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.errors import BadInput

# Columns and cells beyond which a table is no table that a person made.
_COLUMNS, _CELLS = 1_000, 1_000_000


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's text, its lines parted by a newline, and how many columns and rows it spans."""

    text: str
    columns: int = 1
    rows: int = 1


def written(grid: Sequence[Sequence[str]]) -> str:
    """A grid of texts as pipe rows, dashes after the first; empty rows and columns are left out.

    A grid of a single filled column is given as its paragraphs.
    """
    width = max((len(row) for row in grid), default=0)
    full = [[*row, *[""] * (width - len(row))] for row in grid]
    kept = [column for column in range(width) if any(row[column].strip() for row in full)]
    filled = [[row[column] for column in kept] for row in full if any(text.strip() for text in row)]
    if len(kept) < 2:
        return "\n\n".join(line for row in filled for text in row for line in _lines(text))
    first, *others = [_row(row) for row in filled]
    return "\n".join([first, "|" + "---|" * len(kept), *others])


def spread(rows: Sequence[Sequence[Cell]]) -> list[list[str]]:
    """Each row's texts, one for each column.

    A cell that spans rows stands in each of them, one that spans columns is followed by empty ones.
    Raises BadInput beyond a million cells or a thousand columns.
    """
    pending: dict[int, tuple[int, str]] = {}
    grid: list[list[str]] = []
    cells = 0
    for row in rows:
        grid.append(_spread(row, pending))
        cells += len(grid[-1])
        if cells > _CELLS or len(grid[-1]) > _COLUMNS:
            raise BadInput(
                "has a table of over {cells:,} cells or {columns:,} columns; give it in parts",
                cells=_CELLS,
                columns=_COLUMNS,
            )
    return grid


def flattened(block: str) -> str:
    """A block as words of a cell: rows of a table in it become lines, cells parted by a space."""
    rows = [line for line in block.split("\n") if line and not line.startswith("|---")]
    return "\n".join(_words(line) if line.startswith("| ") else line for line in rows)


def _words(row: str) -> str:
    cells = (cell.replace("\0", "|").strip() for cell in row[1:-1].replace("\\|", "\0").split("|"))
    return " ".join(cell for cell in cells if cell).replace("<br>", " ")


def _spread(row: Iterable[Cell], pending: dict[int, tuple[int, str]]) -> list[str]:
    texts: list[str] = []
    for cell in row:
        _fill(texts, pending)
        for column in range(cell.columns):
            text = "" if column else cell.text
            if cell.rows > 1:
                pending[len(texts)] = cell.rows - 1, text
            texts.append(text)
    last = max(pending, default=-1)
    while len(texts) <= last:
        _fill(texts, pending)
        if len(texts) <= last:
            texts.append("")
    return texts


def _fill(texts: list[str], pending: dict[int, tuple[int, str]]) -> None:
    """Write what cells of rows above leave in the next columns."""
    while len(texts) in pending:
        column = len(texts)
        left, text = pending.pop(column)
        if left > 1:
            pending[column] = left - 1, text
        texts.append(text)


def _lines(text: str) -> list[str]:
    return [line for line in map(str.strip, text.split("\n")) if line]


def _row(texts: Sequence[str]) -> str:
    return "| " + " | ".join("<br>".join(_lines(text)).replace("|", "\\|") for text in texts) + " |"
