"""The values of tables: a cell, a row of cells, and a table, in offsets of the clean text."""

from dataclasses import dataclass
from typing import TypeAlias

from kg.document.clean import Clean


@dataclass(frozen=True, slots=True)
class Cell:
    """A filled cell: its range in the clean text, its column from 0, and over how many columns it reaches.

    `carried` holds for the cell of a row above that reaches down into this row: its place is the one above.
    """

    start: int
    end: int
    column: int
    columns: int = 1
    carried: bool = False

    @property
    def span(self) -> tuple[int, int]:
        """Its range in the clean text."""
        return self.start, self.end

    def words(self, clean: Clean) -> str:
        """What stands in the cell; line breaks of the cell as such."""
        return clean.text[self.start : self.end]


Row: TypeAlias = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its range in the clean text, columns, and rows, of which the first `header` are headings.

    Empty cells are left out of the rows. `layout` marks frames that hold no table's content; `path` is
    that of the heading above.
    """

    start: int
    end: int
    width: int
    header: int
    rows: tuple[Row, ...]
    layout: bool
    path: tuple[str, ...]
