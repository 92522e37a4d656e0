"""Ask the check queries of a store: what spans nodes, documents or lists, beyond a shape's sight."""

from collections.abc import Iterable, Iterator

from pyoxigraph import BlankNode, Literal, NamedNode, Store, Triple
from rdflib import SH

from kg import resources
from kg.errors import BadQuery
from kg.query import Table, cell, run
from kg.validate.finding import VIOLATION, Finding

_COMPONENT = str(SH.SPARQLConstraintComponent)


def checks() -> dict[str, str]:
    """The check queries by name."""
    return resources.texts("queries/check", ".rq")


def check(whole: Store, names: Iterable[str] | None = None) -> list[Finding]:
    """What the check queries (by default all) find in the store, sorted: each row is something wrong."""
    known = checks()
    return sorted(
        finding
        for name in (known if names is None else names)
        for finding in _rows(name, run(whole, known[name]))
    )


def _rows(name: str, table: Table | str) -> Iterator[Finding]:
    """The findings of one check: for each focus its messages in order, Vietnamese beside English."""
    if isinstance(table, str) or {"focus", "message"} - set(table.columns):
        raise BadQuery(f"queries/check/{name}.rq does not select ?focus ?message")
    focus, message = table.columns.index("focus"), table.columns.index("message")
    said: dict[tuple[str, str], list[str]] = {}
    for row in table.rows:
        text = row[message]
        if isinstance(text, Literal):
            said.setdefault((_focus(row[focus]), text.language or "en"), []).append(text.value)
    for iri in dict.fromkeys(iri for iri, _ in said):
        for vi, en in zip(said.get((iri, "vi"), []), said.get((iri, "en"), []), strict=True):
            yield Finding(VIOLATION, name, iri, vi, en, component=_COMPONENT)


def _focus(term: NamedNode | BlankNode | Literal | Triple | None) -> str:
    return str(term) if isinstance(term, BlankNode) else cell(term)
