"""Place a matrix: rows named on the left, columns above, reading upwards, a cell where they meet."""

from collections.abc import Sequence
from dataclasses import dataclass

from kg.view.layout import LINE
from kg.view.picture import Place

_PADDING, _BETWEEN = 18.0, 40.0


@dataclass(frozen=True, slots=True)
class Grid:
    """How wide and high the parts of a matrix are, in pixels, and in how many blocks its rows stand."""

    name: float
    cell: float
    head: float
    row: float = 24.0
    blocks: int = 1
    gap: float = 2.0


def lattice(
    rows: Sequence[str], columns: Sequence[str], cells: dict[str, tuple[str, str]], grid: Grid
) -> dict[str, Place]:
    """Rows in blocks side by side, the columns' names above the first; `cells` gives row and column of each.

    The names of columns stand once for each block, as `<id>#2` and so on beyond the first.
    """
    high = -(-len(rows) // grid.blocks) or 1
    wide = grid.name + len(columns) * (grid.cell + grid.gap) + _BETWEEN
    corner = {row: (at // high * wide, grid.head + grid.gap + at % high * (grid.row + grid.gap))
              for at, row in enumerate(rows)}  # fmt: skip
    across = {column: grid.name + grid.gap + at * (grid.cell + grid.gap) + grid.cell / 2
              for at, column in enumerate(columns)}  # fmt: skip
    lines = max(1, int((grid.row - 4) // LINE))
    places = {
        row: Place(left + grid.name / 2, top + grid.row / 2, grid.name, grid.row, lines)
        for row, (left, top) in corner.items()
    }
    for block in range(-(-len(rows) // high)):
        for column, x in across.items():
            id_ = column if block == 0 else f"{column}#{block + 1}"
            most = max(1, int((grid.cell - 4) // LINE))
            places[id_] = Place(block * wide + x, grid.head / 2, grid.cell, grid.head, most)
    for cell, (row, column) in cells.items():
        left, top = corner[row]
        places[cell] = Place(left + across[column], top + grid.row / 2, grid.cell, grid.row, 1)
    return places
