"""Validate: hold the asserted graph against the shapes (pySHACL), and the store against the check queries.

Shapes judge what records assert, with the types of super-classes and nothing else inferred, so that a wrong
link cannot make itself right.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyshacl
from pyoxigraph import Literal as StoreLiteral
from pyoxigraph import Store
from rdflib import RDF, SH, SKOS, Graph, Literal, URIRef
from rdflib.term import Node

from kg import resources
from kg.errors import BadQuery
from kg.graph import Quad
from kg.names import POL, SHAPE, Base, concept
from kg.query import Table, cell, run
from kg.text import digest, slug

VIOLATION, WARNING, NOTE = "violation", "warning", "note"
_SEVERITIES = {SH.Violation: VIOLATION, SH.Warning: WARNING, SH.Info: NOTE}


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """Something that a shape or a check found: how grave, which rule, about what, and the message."""

    severity: str
    rule: str
    focus: str
    message_vi: str
    message_en: str
    path: str = ""
    value: str = ""


def shapes() -> Graph:
    """All shapes, as one graph."""
    graph = Graph()
    for text in resources.texts("shapes", ".ttl").values():
        graph.parse(data=text, format="turtle")
    return graph


def judged(asserted: Iterable[Quad], whole: Store) -> Graph:
    """What the shapes judge: asserted and judged triples, with types of super-classes and the concept lists.

    `whole` is a store that holds the ontology.
    """
    graph = Graph()
    for subject, predicate, value, _ in asserted:
        graph.add((subject, predicate, value))
    for row in _rows_of(whole, "queries/view/superclasses.rq"):
        for thing in list(graph.subjects(RDF.type, row[0])):
            graph.add((thing, RDF.type, row[1]))
    for row in _rows_of(whole, "queries/view/concepts.rq"):
        graph.add((row[0], SKOS.inScheme, row[1]))
    return graph


def _rows_of(whole: Store, name: str) -> list[list[URIRef]]:
    table = run(whole, resources.text(name))
    return [] if isinstance(table, str) else [list(map(URIRef, cells)) for cells in table.cells()]


def conform(graph: Graph, against: Graph) -> list[Finding]:
    """What the shapes find in a graph, sorted; an empty list where it conforms to all of them."""
    _, report, _ = pyshacl.validate(
        graph, shacl_graph=against, inplace=True, inference="none", advanced=False, meta_shacl=False
    )
    if not isinstance(report, Graph):
        raise TypeError("pySHACL gave no report graph")
    return sorted(
        {_finding(report, result, against) for result in report.subjects(RDF.type, SH.ValidationResult)}
    )


def _finding(report: Graph, result: Node, against: Graph) -> Finding:
    shape = report.value(result, SH.sourceShape)
    messages = {
        m.language: str(m) for m in report.objects(result, SH.resultMessage) if hasattr(m, "language")
    }
    english = messages.get("en") or next(iter(messages.values()), "")
    return Finding(
        severity=_SEVERITIES.get(URIRef(str(report.value(result, SH.resultSeverity))), VIOLATION),
        rule=_shape_name(shape),
        focus=str(report.value(result, SH.focusNode)),
        message_vi=messages.get("vi", english),
        message_en=english,
        path=str(report.value(result, SH.resultPath) or ""),
        value=str(report.value(result, SH.value) or ""),
    )


def _shape_name(shape: Node | None) -> str:
    return str(shape).removeprefix(str(SHAPE))


def check(whole: Store) -> list[Finding]:
    """What the check queries find in the store, sorted: each row of `?focus ?message` is something wrong."""
    return sorted(
        finding
        for name, text in resources.texts("queries/check", ".rq").items()
        for finding in _rows(name, run(whole, text))
    )


def _rows(name: str, table: Table | str) -> Iterator[Finding]:
    """The findings of one check: for each focus its messages in order, Vietnamese beside English."""
    if isinstance(table, str) or {"focus", "message"} - set(table.columns):
        raise BadQuery(f"queries/check/{name}.rq does not select ?focus ?message")
    focus, message = table.columns.index("focus"), table.columns.index("message")
    said: dict[tuple[str, str], list[str]] = {}
    for row in table.rows:
        text = row[message]
        if isinstance(text, StoreLiteral):
            said.setdefault((cell(row[focus]), text.language or "en"), []).append(text.value)
    for iri in dict.fromkeys(iri for iri, _ in said):
        for vi, en in zip(said.get((iri, "vi"), []), said.get((iri, "en"), []), strict=True):
            yield Finding(VIOLATION, name, iri, vi, en)


def emit(findings: Iterable[Finding], base: Base) -> Iterator[Quad]:
    """The findings as quads of the audit graph."""
    graph = base.graph("audit", "validation")
    for finding in findings:
        iri = base.finding(
            slug(finding.rule),
            digest("\n".join((finding.focus, finding.path, finding.value, finding.message_en))),
        )
        yield iri, RDF.type, POL.Finding, graph
        yield iri, POL.concerns, URIRef(finding.focus), graph
        yield iri, POL.rule, Literal(finding.rule), graph
        yield iri, POL.severity, concept("severity", finding.severity), graph
        yield iri, POL.message, Literal(finding.message_vi, lang="vi"), graph
        yield iri, POL.message, Literal(finding.message_en, lang="en"), graph
