r"""Targets in tables: an indicator a row, a year a column, a figure where they meet.

>>> from kg.document import cleaned, outline, tables
>>> clean = cleaned("| STT | Chỉ tiêu | ĐVT | Năm 2026 |\n|-|-|-|-|\n| 1 | Hộ dùng nước sạch | % | ≥ 98,5 |")
>>> found = targets_in_tables(clean, tables(clean, outline(clean)))
>>> [(one.indicator, one.comparator, one.value, one.unit, one.year) for one in found]
[('Hộ dùng nước sạch', 'atLeast', '98.5', '%', 2026)]
"""

import re
from collections.abc import Iterator, Sequence

from kg.document import Cell, Clean, Table
from kg.extract.figures import plain
from kg.extract.reading import Target
from kg.extract.tabled_cells import Said, item_start, spaced
from kg.extract.tabled_columns import Columns, columns_of, indicator_column, is_duties
from kg.extract.tabled_rows import Line, lines
from kg.text import flat

_FIGURE = re.compile(
    r"(?P<sign>[≥>≤<=~]{1,2}|tren|tu|toi thieu|it nhat|khong duoi|khong qua|toi da|duoi|dat|hon|vuot|khoang)?"
    r"\s*(?P<value>[0-9][0-9.,]*)\s*(?P<percent>%)?"
    r"(?:\s*(?:-|den)\s*(?P<upper>[0-9][0-9.,]*))?\s*(?P<unit>%|(?!tro len)[^\W\d].{0,40}?)?\s*"
    r"(?P<more>tro len)?"
)
_COMPARATORS = {
    "≥": "atLeast", ">=": "atLeast", "tu": "atLeast", "toi thieu": "atLeast", "it nhat": "atLeast",
    "khong duoi": "atLeast", ">": "moreThan", "tren": "moreThan", "hon": "moreThan", "vuot": "moreThan",
    "≤": "atMost", "<=": "atMost", "khong qua": "atMost", "toi da": "atMost", "<": "lessThan",
    "duoi": "lessThan",
}  # fmt: skip
_PAST = re.compile(r"(?:^|/ )(?:uoc|uth|th |thuc hien|hien trang|ket qua thuc hien|so voi|da dat)")
_IN_BRACKETS = re.compile(r"\(([^()]{1,30})\)")
_YEAR = re.compile(r"(?<![0-9])(20[0-9]{2})(?![0-9])")


def targets_in_tables(clean: Clean, tables: Sequence[Table]) -> tuple[Target, ...]:
    """The targets of all tables that set figures for years; offsets are those of the text as decoded.

    A target reaches from its indicator's cell to its figure's. Columns of what was achieved give none.
    """
    return tuple(
        target for table in tables if not table.layout and table.header for target in _targets(clean, table)
    )


def _targets(clean: Clean, table: Table) -> Iterator[Target]:
    columns = columns_of(clean, table)
    main = indicator_column(columns)
    if main is None or is_duties(columns):
        return
    years = [column for column, name in enumerate(columns.means) if name == "year"]
    figures = [column for column in years if not _PAST.search(columns.words[column])]
    figures = figures or [
        column for column, name in enumerate(columns.means) if name == "product" and not years
    ]
    for line in lines(clean, table, columns, main):
        for column in figures:
            if column in line.cells and (found := _target(clean, line, columns, (main, column))):
                yield found


def _target(clean: Clean, line: Line, columns: Columns, place: tuple[int, int]) -> Target | None:
    main, column = place
    indicator, said = line.cells[main], line.cells[column]
    figure = _FIGURE.fullmatch(flat(spaced(said.words)).strip(" ."))
    if not figure or said.cell.carried:
        return None
    text = " ".join(clean.text[indicator.cell.start : max(said.cell.end, indicator.cell.end)].split())
    value, upper = _decimal(figure["value"]), _decimal(figure["upper"])
    name = " - ".join(filter(None, (_indicator(indicator, line), _measure(columns, column))))
    return Target(
        text, *_range(clean, indicator, said.cell), name, _comparator(figure), value, upper,
        _unit(line, columns, column, figure), columns.year(column) or _year(line), line.path,
    )  # fmt: skip


def _comparator(figure: re.Match[str]) -> str:
    if figure["upper"]:
        return "between"
    return _COMPARATORS.get(figure["sign"] or "", "atLeast" if figure["more"] else "reaches")


def _measure(columns: Columns, column: int) -> str:
    """What a column measures, where several are of one year: Lượng, Giá trị."""
    title = columns.titles[column]
    return "" if _YEAR.search(title) or "year" not in columns.means else _IN_BRACKETS.sub("", title).strip()


def _unit(line: Line, columns: Columns, column: int, figure: re.Match[str]) -> str | None:
    """A figure's unit: that of its row, its cell, or its heading, "Lượng (tấn)"."""
    if unit := columns.of("unit", line.cells):
        return spaced(unit.words)
    words = spaced(line.cells[column].words).strip(" .")
    own = words[figure.start("unit") : figure.end("unit")] if figure["unit"] else ""
    titled = _IN_BRACKETS.search(columns.titles[column])
    return figure["percent"] or own or (titled[1] if titled else None)


def _range(clean: Clean, indicator: Said, cell: Cell) -> tuple[int, int]:
    return clean.raw_span(indicator.cell.start, max(cell.end, indicator.cell.end))


def _indicator(indicator: Said, line: Line) -> str:
    """The indicator's name; where it is a dash under a heading, behind that heading."""
    words = spaced(indicator.words)
    own = words[item_start(words) :]
    return f"{line.groups[-1]} - {own}" if line.groups and (own != words or not line.numbered) else own


def _year(line: Line) -> int | None:
    """The last year that a group's heading names, the innermost first."""
    return next((int(found[-1]) for words in reversed(line.groups) if (found := _YEAR.findall(words))), None)


def _decimal(figure: str | None) -> str | None:
    """A Vietnamese figure in plain digits: 26.120 and 0,7."""
    return None if figure is None else plain(figure.rstrip(".,"))
