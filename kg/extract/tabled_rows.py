"""Rows: the lines of a table that say something, each with its place under group rows."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.document import Cell, Clean, Table
from kg.extract.tabled_cells import Said, repeats, spaced, words_of
from kg.extract.tabled_columns import Columns

_LABEL = re.compile(r"\W*((?:[0-9]{1,3}|[IVXLC]{1,6})(?:\.[0-9]{1,2})*|[A-ZĐ]|[a-zđ])[.)]?\W*")
_LEADS = re.compile(r"\s*((?:[0-9]{1,3}|[IVXLC]{1,6})(?:\.[0-9]{1,2})*|[A-HĐ])\s*[.)/\-–]\s+")
_COUNTED = re.compile(r"\(?([0-9]{1,2})\)?")
# J is not used.
_NEXT_LETTER = 2
_ENDED = re.compile(r"[.;:!?…]\s*$")


@dataclass(frozen=True, slots=True)
class Line:
    """A row: what it says by column, its label, its path of group labels, and the words of its groups.

    `numbered` holds where the label is printed, and is no dash.
    """

    cells: dict[int, Said]
    label: str
    path: tuple[str, ...]
    groups: tuple[str, ...]
    numbered: bool


@dataclass(frozen=True, slots=True)
class _Group:
    label: str
    style: str
    words: str


def lines(clean: Clean, table: Table, columns: Columns, main: int) -> Iterator[Line]:
    """The rows of a table that fill its column `main`; group rows give the path of those below.

    A row that only goes on with a sentence of the row above (a page's end) is joined to it.
    """
    pending: Line | None = None
    for said, groups, count in _placed(clean, table, columns, main):
        if pending and _goes_on(pending, said, columns, main):
            pending = _joined(pending, said)
            continue
        if pending:
            yield pending
        pending = _line(said, columns, (table, groups, count))
    if pending:
        yield pending


def _placed(
    clean: Clean, table: Table, columns: Columns, main: int
) -> Iterator[tuple[dict[int, Said], list[_Group], int]]:
    """What each row says, the groups that it stands in, and how many rows have no number before it."""
    groups: list[_Group] = []
    above: dict[int, Said] = {}
    count = 0
    rows = [row for row in table.rows[table.header :] if not _repeats_heading(clean, table, row)]
    for at, row in enumerate(rows):
        if group := _group(clean, table, rows, at):
            groups = _under(groups, _settled(groups, group))
            above, count = {}, 0
            continue
        said = {cell.column: _said(clean, cell, above) for cell in row}
        if main in said:
            above = above | said
            count = 1 if _is_new(said, columns) else count + 1
            yield said, groups, count


def _is_new(said: dict[int, Said], columns: Columns) -> bool:
    """Whether a row has a number of its own; rows without one are counted from there."""
    first = columns.of("number", said)
    return bool(first and not first.cell.carried and _LABEL.fullmatch(first.words))


def _line(said: dict[int, Said], columns: Columns, place: tuple[Table, list[_Group], int]) -> Line:
    table, groups, count = place
    first = columns.of("number", said)
    found = _LABEL.fullmatch(first.words) if first else None
    label = found[1] if found else str(count)
    below = (str(count),) if found and first and first.cell.carried else ()
    path = (*table.path, *(group.label for group in groups), label, *below)
    return Line(said, path[-1], path, tuple(group.words for group in groups), bool(found))


def _said(clean: Clean, cell: Cell, above: dict[int, Said]) -> Said:
    words = words_of(clean, cell)
    if repeats(words) and cell.column in above:
        return Said(above[cell.column].words, cell, repeated=True)
    return Said(words, cell)


def _repeats_heading(clean: Clean, table: Table, row: tuple[Cell, ...]) -> bool:
    """Whether a row prints the headings again, or numbers the columns."""
    words = [spaced(words_of(clean, cell)).casefold() for cell in row]
    numbers = [_COUNTED.fullmatch(one) for one in words]
    if (
        len(words) > 2
        and all(numbers)
        and [int(one[1]) for one in numbers if one] == list(range(1, len(words) + 1))
    ):
        return True
    return len(row) > 1 and any(
        words == [spaced(words_of(clean, cell)).casefold() for cell in head]
        for head in table.rows[: table.header]
    )


def _group(clean: Clean, table: Table, rows: list[tuple[Cell, ...]], at: int) -> _Group | None:
    """The group that a row opens: a label and one cell, or one cell, or the same words in every cell."""
    row = rows[at]
    if any(cell.carried for cell in row):
        return None
    words = [spaced(words_of(clean, cell)) for cell in row]
    if len(set(words)) == 1:
        below = words_of(clean, rows[at + 1][0]).strip("*. ") if at + 1 < len(rows) else ""
        over = _over_all(clean, row) or (below in ("1", "01") and not words[0][:1].islower())
        return _named_group(words[0], at) if over else None
    label = _LABEL.fullmatch(words[0])
    others = set(words[1:])
    if not label or len(others) != 1 or row[0].column or row[-1].end - row[-1].start < 2 or len(label[1]) > 9:
        return None
    text = words[1]
    sure = (
        row[-1].columns > 1
        or len(row) > 2
        or text.isupper()
        or not (label[1][0].isdigit() or label[1].islower())
    )
    if sure or _opens(clean, label[1], rows[at + 1] if at + 1 < len(rows) else ()):
        return _Group(label[1], _style(label[1]), text)
    return None


def _over_all(clean: Clean, row: tuple[Cell, ...]) -> bool:
    cell = row[0]
    words = words_of(clean, cell)
    reaches = len(row) > 1 or cell.columns > 1 or cell.column == 0
    return bool((reaches or words.isupper()) and not words[:1].islower() and not repeats(words))


def _named_group(words: str, at: int) -> _Group:
    found = _LEADS.match(words)
    label = found[1] if found else f"n{at}"
    return _Group(label, _style(label), words)


def _opens(clean: Clean, label: str, row: tuple[Cell, ...]) -> bool:
    """Whether the row under a label is a part of it: 1.1 or a dash or a letter under 1, or 1 again."""
    first = words_of(clean, row[0]).strip("*. ") if row else ""
    below = (
        first.startswith(f"{label}.")
        or (first == "1" != label)
        or first[:1] in ("-", "+")
        or first in ("a", "a)")
    )
    return bool(row and row[0].column == 0 and below)


def _settled(groups: list[_Group], group: _Group) -> _Group:
    """C, D, I, L and M are Roman numerals but after the letter before them: B, H, K."""
    if group.style != "roman" or len(group.label) > 1:
        return group
    letters = [one.label for one in groups if one.style == "capital"]
    follows = any(0 < ord(group.label) - ord(letter) <= _NEXT_LETTER for letter in letters)
    return replace(group, style="capital") if follows else group


def _style(label: str) -> str:
    return _kind(label) + "." * label.count(".")


def _kind(label: str) -> str:
    if label[0].isdigit():
        return "number"
    if re.match(r"[IVXLC]+(?:\.|$)", label):
        return "roman"
    if label[0].islower() and label[0] != "n":
        return "small"
    return "capital" if len(label) == 1 else "unnumbered"


def _under(groups: list[_Group], group: _Group) -> list[_Group]:
    """The groups that stay open when another begins: those outside its own like."""
    styles = [one.style for one in groups]
    if group.style in styles:
        return [*groups[: styles.index(group.style)], group]
    if "." in group.style:
        kept = [one for one in groups if group.label.startswith(f"{one.label}.")]
        return [*groups[: groups.index(kept[-1]) + 1], group] if kept else [*groups, group]
    if group.style in ("roman", "capital") and "number" in styles:
        return [*groups[: styles.index("number")], group]
    return [*groups, group]


def _goes_on(before: Line, said: dict[int, Said], columns: Columns, main: int) -> bool:
    """Whether a row without a number goes on with the sentence of the row above."""
    if columns.of("number", said):
        return False
    words, last = said[main].words, before.cells[main].words
    return words[:1].islower() and not _ENDED.search(last) and not said[main].cell.carried


def _joined(before: Line, said: dict[int, Said]) -> Line:
    cells = dict(before.cells)
    for column, one in said.items():
        old = cells.get(column)
        cells[column] = replace(old, words=f"{old.words} {one.words}") if old and not one.repeated else one
    return replace(before, cells=cells)
