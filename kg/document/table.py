r"""Table: the tables of a document as rows of cells, from piped rows and from cells that stand one a line.

>>> from kg.document import cleaned, outline
>>> clean = cleaned("| STT | Nhiệm vụ |\n|---|---|\n| 1 | Lập sổ |\n| 2 | Kiểm kê |")
>>> [table] = tables(clean, outline(clean))
>>> table.header, [[cell.words(clean) for cell in row] for row in table.rows]
(1, [['STT', 'Nhiệm vụ'], ['1', 'Lập sổ'], ['2', 'Kiểm kê']])
"""

import re
from collections.abc import Iterator, Sequence

from kg.document.block import Block
from kg.document.clean import Clean
from kg.document.table_bars import Stretch, stretches
from kg.document.table_grid import placed
from kg.document.table_head import NUMBER_HEAD, header_rows, spread
from kg.document.table_pipes import piped
from kg.document.table_value import Cell, Row, Table

# What stands in the frames of a document's head and tail (Decree 30/2020/NĐ-CP, annex I), or of a web page.
_FRAMES = re.compile(
    r"doc lap *- *tu do|cong hoa\s+xa hoi|dang cong san viet nam|noi nhan *:|(?:kt|tm|tl|tuq)\. ?[a-z]"
    r"|so *: *[0-9./]*[a-z0-9/]*-|so hieu *:|nguoi ky *:|so cong bao *:|loai van ban *:"
    r"|, ngay [. 0-9]* ?thang"
)
_FRAME_ROWS = 4
# A single row goes on with the table before where it has a number.
_NUMBER = re.compile(r"[0-9]{1,3}")


def tables(clean: Clean, blocks: Sequence[Block]) -> tuple[Table, ...]:
    """The tables of an outlined text, in order; frames of its head and signature are marked `layout`.

    A table's path is that of the heading it stands under.
    """
    found = [*_flattened(clean, blocks), *_piped(clean, blocks)]
    return tuple(sorted(found, key=lambda table: table.start))


def _piped(clean: Clean, blocks: Sequence[Block]) -> Iterator[Table]:
    for run, rows in piped(clean, blocks):
        width = max((cell.column + 1 for row in rows for cell in row), default=0)
        count = header_rows(clean, rows, width)
        yield _table(clean, (run[0].start, run[-1].end, run[0].path), (count, width), (rows, rows))


def _flattened(clean: Clean, blocks: Sequence[Block]) -> Iterator[Table]:
    for stretch in stretches(clean, blocks):
        if _is_frame(clean, stretch):
            rows = tuple(
                tuple(Cell(one.start, one.end, at) for at, one in enumerate(row)) for row in stretch.rows
            )
            width = max(len(row) for row in rows)
            yield Table(stretch.start, stretch.end, width, 0, rows, True, stretch.path)
            continue
        rows, count, width = placed(clean, stretch)
        as_spread = (*spread(clean, rows, count, width), *rows[count:])
        yield _table(clean, (stretch.start, stretch.end, stretch.path), (count, width), (rows, as_spread))


def _table(
    clean: Clean,
    place: tuple[int, int, tuple[str, ...]],
    size: tuple[int, int],
    rows: tuple[tuple[Row, ...], ...],
) -> Table:
    start, end, path = place
    count, width = size
    return Table(start, end, width, count, rows[1], _is_layout(clean, rows[0], width), path)


def _is_frame(clean: Clean, stretch: Stretch) -> bool:
    if any(NUMBER_HEAD.fullmatch(clean.flat, *one.span) for one in stretch.rows[0]):
        return False
    if max(len(row) for row in stretch.rows) == 1 or (
        len(stretch.rows) == 1 and not _NUMBER.fullmatch(clean.flat, *stretch.rows[0][0].span)
    ):
        return True
    first = "\n".join(clean.flat[one.start : one.end] for row in stretch.rows[:_FRAME_ROWS] for one in row)
    return bool(_FRAMES.search(first))


def _is_layout(clean: Clean, rows: tuple[Row, ...], width: int) -> bool:
    if width < 2 or (len(rows) < 2 and not _NUMBER.fullmatch(clean.flat, *rows[0][0].span)):
        return True
    first = "\n".join(clean.flat[cell.start : cell.end] for row in rows[:_FRAME_ROWS] for cell in row)
    numbered = any(NUMBER_HEAD.fullmatch(clean.flat, *cell.span) for cell in rows[0])
    return not numbered and bool(_FRAMES.search(first))
