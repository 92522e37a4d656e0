"""Show a table: for the terminal, as CSV, as JSON, as Markdown."""

import csv
import json
from collections.abc import Callable
from io import StringIO
from shutil import get_terminal_size

from kg.query.table import Table
from kg.query.wording import compact, heading, in_markdown, printable

__all__ = ["FORMATS", "compact", "heading", "show"]

# Where nobody watches, no line is broken: what is piped on is whole.
_UNBROKEN = 100_000
_NARROWEST = 60


def show(table: Table, form: str, lang: str, *, watched: bool = False) -> str:
    """The table as text in one of FORMATS, headings in a language; `watched` fits it to the terminal."""
    if form == "table":
        return _terminal(table, lang, watched)
    return FORMATS[form](table, lang)


def _csv(table: Table, lang: str) -> str:
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")  # RFC 4180
    writer.writerow(table.columns)
    writer.writerows(table.cells())
    return out.getvalue()


def _json(table: Table, lang: str) -> str:
    rows = [
        {column: text for column, text in zip(table.columns, row, strict=True) if text}
        for row in table.cells()
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def _markdown(table: Table, lang: str) -> str:
    def line(cells: list[str]) -> str:
        return f"| {' | '.join(map(in_markdown, cells))} |\n"

    head = [heading(column, lang) for column in table.columns]
    return line(head) + "|" + " --- |" * len(head) + "\n" + "".join(line(row) for row in table.cells())


def _terminal(table: Table, lang: str, watched: bool) -> str:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table as Grid
    from rich.text import Text

    width = max(_NARROWEST, get_terminal_size().columns) if watched else _UNBROKEN
    out = StringIO()
    console = Console(file=out, width=width, force_terminal=False, color_system=None, legacy_windows=False)
    # A column that says nothing in any row is left out: without the texts there are no words to show.
    shown = [
        at
        for at, _ in enumerate(table.columns)
        if not table.rows or any(row[at] is not None for row in table.rows)
    ]
    grid = Grid(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for at in shown:
        grid.add_column(heading(table.columns[at], lang), overflow="fold")
    for row in table.cells():
        grid.add_row(*(Text(printable(compact(row[at]))) for at in shown))
    console.print(grid)
    lines = (line.rstrip() for line in out.getvalue().splitlines())
    counted = heading("row" if len(table.rows) == 1 else "rows", lang)
    return "\n".join(lines) + f"\n{len(table.rows)} {counted}\n"


FORMATS: dict[str, Callable[[Table, str], str]] = {
    "table": lambda table, lang: _terminal(table, lang, watched=False),
    "csv": _csv,
    "json": _json,
    "md": _markdown,
}
