"""Bars: cells that stand each on lines of their own, parted by lines of one bar, gathered into stretches.

A row opens with a bar and each of its cells is closed by one, so that two bars part two rows or enclose an
empty cell. What follows a closing bar after a blank line is no cell but the text after the table.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.document.block import Block
from kg.document.clean import Clean
from kg.document.marker import PARTS
from kg.document.table_head import NUMBER_HEAD

_MOST_GAPS = 0.4
_SHORT = 150
# Rows before one that tell how wide its table is.
_SEEN = 50


@dataclass(frozen=True, slots=True)
class Field:
    """What stands between two bars: its range, the bars before it, and whether it looks like running text.

    `gap` tells of a blank line before it, `bold` of a cell printed bold or in capitals; a field whose empty
    cell was printed as such has no length.
    """

    start: int
    end: int
    bars: int
    gap: bool
    bold: bool
    running: bool
    structure: bool

    @property
    def span(self) -> tuple[int, int]:
        """Its range in the clean text."""
        return self.start, self.end


@dataclass(frozen=True, slots=True)
class Stretch:
    """Fields that belong to one table, parted into rows wherever two bars meet."""

    start: int
    end: int
    rows: tuple[tuple[Field, ...], ...]
    path: tuple[str, ...]


def stretches(clean: Clean, blocks: Sequence[Block]) -> Iterator[Stretch]:
    """The tables among bars, parted from the text between them."""
    bars = [index for index, block in enumerate(blocks) if block.style == "bar"]
    fields = list(_fields(clean, blocks, bars))
    with_gap = sum(field.gap for field, _ in fields)
    by_gap = with_gap <= _MOST_GAPS * len(fields)
    rows: list[list[Field]] = []
    path: tuple[str, ...] = ()
    for field, bar in fields:
        if rows and _ends(clean, rows, field, by_gap=by_gap):
            yield _stretch(rows, path)
            rows = []
            if not _opens(clean, field):
                continue
        if not rows:
            path = blocks[bar].path
            rows.append([])
        elif field.bars > 1:
            rows.append([])
        rows[-1].append(field)
    if rows:
        yield _stretch(rows, path)


def _stretch(rows: list[list[Field]], path: tuple[str, ...]) -> Stretch:
    return Stretch(rows[0][0].start, rows[-1][-1].end, tuple(map(tuple, rows)), path)


def _fields(clean: Clean, blocks: Sequence[Block], bars: Sequence[int]) -> Iterator[tuple[Field, int]]:
    """Each field with the index of the bar before it."""
    run = 1
    for one, two in pairwise(bars):
        if two == one + 1:
            between = clean.raw[
                clean.raw_offset(blocks[one].end - 1) + 1 : clean.raw_offset(blocks[two].start)
            ]
            if "*" not in between:
                run += 1
                continue
            yield Field(blocks[two].start, blocks[two].start, run, False, False, False, False), one
        else:
            yield _field(clean, blocks[one + 1 : two], run, blocks[one]), one
        run = 1


def _field(clean: Clean, inside: Sequence[Block], run: int, bar: Block) -> Field:
    start, end = inside[0].start, inside[-1].end
    lead = clean.raw[clean.raw_offset(bar.start) : clean.raw_offset(start)]
    words = clean.text[start:end]
    bold = all(block.bold for block in inside) or (words.isupper() and len(words) > 4)
    structure = any(block.style in PARTS for block in inside)
    running = structure or (
        end - start > _SHORT and len(inside) > 1 and inside[0].style not in ("dash", "plus", "bullet")
    )
    return Field(start, end, run, lead.count("\n") > 1, bold, running or inside[0].heading, structure)


def _ends(clean: Clean, rows: list[list[Field]], field: Field, *, by_gap: bool) -> bool:
    """Whether a field is no cell but what stands behind the table."""
    if _opens(clean, field):
        return (
            field.bars == 1 or len(rows[0]) != len(rows[-1]) or clean.flat.startswith("noi nhan", field.start)
        )
    if field.gap and by_gap:
        return True
    if not field.running or field.structure:
        return field.structure
    widest = max((len(row) for row in rows[-_SEEN:-1]), default=0)
    return field.bars == 1 and 0 < widest <= len(rows[-1])


def _opens(clean: Clean, field: Field) -> bool:
    """Whether a field is the first of a table: the heading of its numbers, or a document's recipients."""
    recipients = field.bars > 1 and clean.flat.startswith("noi nhan", field.start)
    return recipients or bool(NUMBER_HEAD.fullmatch(clean.flat, *field.span))
