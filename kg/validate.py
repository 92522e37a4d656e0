"""Validate: hold the asserted graph against the shapes (pySHACL), and the whole store against the check queries.

Shapes judge what records assert, with the types of super-classes and nothing else inferred, so that a wrong link cannot make
itself right.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import pyshacl
from pyoxigraph import Literal as StoreLiteral
from pyoxigraph import NamedNode, RdfFormat, Store, serialize
from rdflib import RDF, RDFS, SH, Graph, URIRef
from rdflib.term import Node

from kg import resources, store
from kg.names import SHAPE
from kg.query import Table, run

VIOLATION, WARNING, NOTE = "violation", "warning", "note"
_SEVERITIES = {SH.Violation: VIOLATION, SH.Warning: WARNING, SH.Info: NOTE}
_JUDGED = ("asserted", "judgement", "ontology")


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """Something that a shape or a check found: what is concerned, the rule, how grave, and the message in both languages."""

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


def judged(whole: Store) -> Graph:
    """What the shapes judge: the asserted, judged and ontology triples with the types of super-classes."""
    triples = store.triples(whole, _JUDGED)
    graph = Graph()
    graph.parse(data=serialize(triples, format=RdfFormat.N_TRIPLES), format="nt")
    above = {
        c: [s for s in graph.transitive_objects(c, RDFS.subClassOf) if isinstance(s, URIRef)]
        for c in set(graph.objects(None, RDF.type))
    }
    for thing, kind in list(graph.subject_objects(RDF.type)):
        for super_class in above[kind]:
            graph.add((thing, RDF.type, super_class))
    return graph


def conform(graph: Graph, against: Graph) -> list[Finding]:
    """What the shapes find in a graph, sorted; an empty list where it conforms to all of them."""
    _, report, _ = pyshacl.validate(
        graph, shacl_graph=against, inference="none", advanced=False, meta_shacl=False
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
    """What the check queries find in the store, sorted: a row of `?focus ?message`, in each language, is something wrong."""
    return sorted(
        finding
        for name, text in resources.texts("queries/check", ".rq").items()
        for finding in _rows(name, run(whole, text))
    )


def _rows(name: str, table: Table | str) -> Iterable[Finding]:
    if isinstance(table, str):
        raise TypeError(f"queries/check/{name}.rq constructs a graph; a check selects ?focus ?message")
    messages: dict[str, dict[str, str]] = {}
    for row in table.rows:
        focus, message = (
            dict(zip(table.columns, row, strict=True)).get(column) for column in ("focus", "message")
        )
        if isinstance(focus, NamedNode) and isinstance(message, StoreLiteral):
            messages.setdefault(focus.value, {})[message.language or "en"] = message.value
    for focus_iri, said in messages.items():
        yield Finding(VIOLATION, name, focus_iri, said.get("vi", said.get("en", "")), said.get("en", ""))
