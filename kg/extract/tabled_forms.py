r"""Forms: what in a table of duties says nothing by itself: its head, numbers, rows that head others.

>>> from kg.document import cleaned, outline, tables
>>> from kg.extract.tabled import duties_in_tables
>>> rows = "| TT | Nhiệm vụ | Chủ trì |\n|-|-|-|\n| I | Hồ sơ | |\n| 1 | Lập sổ | Sở Nội vụ |"
>>> clean = cleaned(rows)
>>> found = tables(clean, outline(clean))
>>> tasks, _, _ = duties_in_tables(clean, found, year=2025)
>>> [rows[start:end] for start, end in forms(clean, found, tasks)]
['TT', 'Nhiệm vụ', 'Chủ trì', 'I', 'Hồ sơ', '1']
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from kg.document import Cell, Clean, Table
from kg.extract.reading import Task
from kg.extract.showing import Span

_NUMBER = re.compile(r"\W*(?:[0-9]{1,3}|[IVXLC]{1,6})(?:\.[0-9]{1,3})*\W*|\W*[A-ZĐ]\W*")
# A row of no more cells, none of which is a duty, is the heading of those below.
_FEW = 2


def forms(clean: Clean, tables: Sequence[Table], tasks: Sequence[Task]) -> Iterator[Span]:
    """The places of such cells in the text as decoded, of the tables that give one of the tasks."""
    starts = sorted(task.start for task in tasks)
    for table in tables:
        if not _holds(starts, clean.raw_span(table.start, table.end)):
            continue
        for at, row in enumerate(table.rows):
            cells = [cell for cell in row if not cell.carried and cell.start < cell.end]
            heads = at < table.header or _heads(clean, cells, starts)
            yield from (
                clean.raw_span(cell.start, cell.end)
                for cell in cells
                if heads or _NUMBER.fullmatch(clean.text, cell.start, cell.end)
            )


def _heads(clean: Clean, cells: Sequence[Cell], starts: list[int]) -> bool:
    few = 0 < len(cells) <= _FEW
    return few and not any(_holds(starts, clean.raw_span(cell.start, cell.end)) for cell in cells)


def _holds(starts: list[int], span: Span) -> bool:
    return bisect_left(starts, span[0]) < bisect_left(starts, span[1])
