"""Show a table in a notebook, and hand it to pandas."""

from collections.abc import Callable, Sequence
from datetime import date
from html import escape
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.errors import MissingTool
from kg.query.wording import compact, heading, printable

if TYPE_CHECKING:
    from pandas import DataFrame

Term = NamedNode | BlankNode | Literal | Triple | None
Value = str | int | float | bool | date | None
# More rows than a person reads in a notebook; the rest is told of, and is in the table.
_SHOWN = 200
_XSD = "http://www.w3.org/2001/XMLSchema#"
_VALUES: dict[str, Callable[[str], Value]] = {
    f"{_XSD}integer": int,
    f"{_XSD}decimal": float,
    f"{_XSD}double": float,
    f"{_XSD}gYear": int,
    f"{_XSD}boolean": lambda text: text in ("true", "1"),
    f"{_XSD}date": date.fromisoformat,
}


def as_html(columns: Sequence[str], cells: Sequence[Sequence[str]], lang: str, remark: str = "") -> str:
    """The cells as an HTML table, all text escaped; a column that says nothing in any row is left out.

    A remark on all of them stands below.
    """
    shown = [at for at, _ in enumerate(columns) if not cells or any(row[at] for row in cells)]
    head = "".join(f"<th>{escape(heading(columns[at], lang))}</th>" for at in shown)
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(printable(compact(row[at])))}</td>" for at in shown) + "</tr>"
        for row in cells[:_SHOWN]
    )
    rows = f"{len(cells)} {heading('row' if len(cells) == 1 else 'rows', lang)}"
    more = f"{_SHOWN} / {rows}" if len(cells) > _SHOWN else rows
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    said = [more, remark] if remark else [more]
    return table + "".join(f"<p>{escape(line)}</p>" for line in said)


def as_frame(columns: Sequence[str], rows: Sequence[Sequence[Term]]) -> "DataFrame":
    """The rows as a DataFrame: numbers, dates and truth values as Python's own, all else as text.

    Raises MissingTool where pandas is not installed.
    """
    try:
        from pandas import DataFrame
    except ImportError as error:
        raise MissingTool(
            "to_pandas() needs pandas, which is not installed; run 'pip install pandas'"
        ) from error
    return DataFrame([[value(term) for term in row] for row in rows], columns=list(columns))


def value(term: Term) -> Value:
    """A term as a Python value; a literal whose letters are not such as its datatype has, as text.

    >>> value(Literal("2025-02-21", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#date")))
    datetime.date(2025, 2, 21)
    """
    if term is None:
        return None
    if not isinstance(term, Literal):
        return str(term) if isinstance(term, Triple) else term.value
    try:
        return _VALUES.get(term.datatype.value, str)(term.value)
    except ValueError:
        return term.value
