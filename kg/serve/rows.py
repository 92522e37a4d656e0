"""The answer to a question of the library as JSON or CSV."""

import json
from collections.abc import Callable
from contextlib import suppress

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.messages import Message, said
from kg.query import Table, cell, show
from kg.serve.media import content_type
from kg.serve.values import Answer, warning

QUESTION_FORMS = {"json": "application/json", "csv": "text/csv"}
_VALUES: dict[str, Callable[[str], object]] = {
    "http://www.w3.org/2001/XMLSchema#integer": int,
    "http://www.w3.org/2001/XMLSchema#boolean": lambda text: text in ("true", "1"),
}


def as_rows(table: Table, form: str, lang: str, unreviewed: Message | None = None) -> Answer:
    """A table as CSV, or as JSON: its columns, and its rows by column; null where a row has nothing.

    `unreviewed` says how many of the rows nobody has reviewed: in JSON by a key, in any form by a header.
    """
    headers = (
        ("content-type", content_type(QUESTION_FORMS[form])),
        ("content-language", lang),
        ("vary", "Accept"),
        *((warning(unreviewed),) if unreviewed else ()),
    )
    if form == "csv":
        return Answer(200, headers, show(table, "csv", lang).encode("utf-8"))
    rows = [dict(zip(table.columns, map(_plain, row), strict=True)) for row in table.rows]
    told = {"unreviewed": said(unreviewed, lang)} if unreviewed else {}
    whole = {"columns": list(table.columns), "rows": rows, **told}
    return Answer(200, headers, json.dumps(whole, ensure_ascii=False).encode("utf-8"))


def _plain(term: BlankNode | Literal | NamedNode | Triple | None) -> object:
    if term is None:
        return None
    if isinstance(term, Literal) and term.datatype.value in _VALUES:
        with suppress(ValueError):  # what is no such value is given as it is written
            return _VALUES[term.datatype.value](term.value)
    return term.value if isinstance(term, Literal | NamedNode | BlankNode) else cell(term)
