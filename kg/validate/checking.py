"""Ask the check queries of a store: what spans nodes, documents or lists, beyond a shape's sight."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import yaml
from pyoxigraph import BlankNode, Literal, NamedNode, Store, Triple
from rdflib import SH

from kg import resources
from kg.errors import BadQuery
from kg.query import Table, cell, header, select
from kg.validate.finding import NOTE, VIOLATION, WARNING, Finding

_COMPONENT = str(SH.SPARQLConstraintComponent)
# What the header may say, in SHACL's words; a check that says nothing finds violations.
_SEVERITIES = {"violation": VIOLATION, "warning": WARNING, "info": NOTE}


@dataclass(frozen=True, slots=True)
class Check:
    """A check query: its name, how grave what it finds is, and its text."""

    name: str
    severity: str
    text: str


@cache
def checks() -> Mapping[str, Check]:
    """The check queries by name."""
    return {name: parse_check(name, text) for name, text in resources.texts("queries/check", ".rq").items()}


def parse_check(name: str, text: str) -> Check:
    """The check in the text of a `.rq` file.

    Raises BadQuery where its header gives a severity other than violation, warning or info.
    """
    try:
        severity = header(text).get("severity", "violation")
    except (yaml.YAMLError, TypeError) as error:
        raise BadQuery(
            "check/{name}.rq: the header is no YAML mapping ({error})", name=name, error=error
        ) from error
    if not isinstance(severity, str) or severity not in _SEVERITIES:
        raise BadQuery(
            "check/{name}.rq: the severity is {known}, not {severity!r}",
            name=name,
            known=", ".join(_SEVERITIES),
            severity=severity,
        )
    return Check(name, _SEVERITIES[severity], text)


def check(whole: Store, names: Iterable[str] | None = None) -> list[Finding]:
    """What the check queries (by default all) find in the store, sorted: each row is something wrong."""
    known = checks()
    return sorted(
        finding
        for name in (known if names is None else names)
        for finding in _rows(known[name], select(whole, known[name].text, f"check/{name}.rq"))
    )


def _rows(asked: Check, table: Table) -> Iterator[Finding]:
    """The findings of one check: for each focus its messages in order, Vietnamese beside English."""
    if {"focus", "message"} - set(table.columns):
        raise BadQuery("check/{name}.rq does not select ?focus ?message", name=asked.name)
    focus, message = table.columns.index("focus"), table.columns.index("message")
    said: dict[tuple[str, str], list[str]] = {}
    for row in table.rows:
        text = row[message]
        if isinstance(text, Literal):
            said.setdefault((_focus(row[focus]), text.language or "en"), []).append(text.value)
    for iri in dict.fromkeys(iri for iri, _ in said):
        for vi, en in zip(said.get((iri, "vi"), []), said.get((iri, "en"), []), strict=True):
            yield Finding(asked.severity, asked.name, iri, vi, en, component=_COMPONENT)


def _focus(term: NamedNode | BlankNode | Literal | Triple | None) -> str:
    return str(term) if isinstance(term, BlankNode) else cell(term)
