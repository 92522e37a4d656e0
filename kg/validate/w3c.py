"""The W3C validation report of findings (SHACL, section 3.6), without a blank node.

A report that is merged with others, compared or kept needs names that do not change: the report, its results
and the paths that are more than a property each have an IRI, and so have the blank nodes of what was judged.
"""

from collections.abc import Iterable, Iterator, Sequence

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse, serialize
from rdflib import RDF, SH, XSD, Graph
from rdflib.collection import Collection
from rdflib.term import Node, URIRef

from kg.names import POL, PREFIXES, SHAPE, Base
from kg.text import digest
from kg.validate.finding import NOTE, VIOLATION, WARNING, Finding, minted
from kg.validate.rules import own_rules, shapes

_SEVERITY = {VIOLATION: SH.Violation, WARNING: SH.Warning, NOTE: SH.Info}
_PREFIXES = {**PREFIXES, "sh": str(SH)}


def turtle(findings: Sequence[Finding], base: Base) -> str:
    """The report as Turtle; `sh:conforms` is true where nothing at all was found."""
    triples = sorted(_report(findings, base), key=str)
    written = (serialize(triples, format=RdfFormat.TURTLE, prefixes=_PREFIXES) or b"").decode()
    lines = written.splitlines(keepends=True)
    # The serialiser gives the prefixes in an order of its own, which is not the same twice.
    return "".join(sorted(lines[: len(_PREFIXES)]) + lines[len(_PREFIXES) :])


def _report(findings: Sequence[Finding], base: Base) -> Iterator[Triple]:
    iris = {finding: _node(finding.iri(base)) for finding in findings}
    report = _node(base.finding("report", digest("\n".join(sorted(iri.value for iri in iris.values())))))
    yield Triple(report, _node(RDF.type), _node(SH.ValidationReport))
    conforms = Literal("false" if findings else "true", datatype=_node(XSD.boolean))
    yield Triple(report, _node(SH.conforms), conforms)
    for finding, iri in iris.items():
        yield Triple(report, _node(SH.result), iri)
        yield from _result(finding, iri, base)
    yield from _paths({finding.rule for finding in findings if "<" in finding.path})


def _result(finding: Finding, iri: NamedNode, base: Base) -> Iterator[Triple]:
    shape = f"{SHAPE}{finding.rule}"
    said: list[tuple[Node, NamedNode | Literal]] = [
        (RDF.type, _node(SH.ValidationResult)),
        (SH.focusNode, _term(finding.focus, base)),
        (SH.resultSeverity, _node(_SEVERITY[finding.severity])),
        (SH.resultMessage, Literal(finding.message_vi, language="vi")),
        (SH.resultMessage, Literal(finding.message_en, language="en")),
        (POL.rule, Literal(finding.rule)),
    ]
    if finding.component:
        said.append((SH.sourceConstraintComponent, _node(finding.component)))
    if shape in own_rules():
        said.append((SH.sourceShape, _node(shape)))
    if finding.path:
        said.append((SH.resultPath, _node(_path(finding.rule) if "<" in finding.path else finding.path)))
    if finding.term:
        said.append((SH.value, _term(finding.term, base)))
    return (Triple(iri, _node(predicate), value) for predicate, value in said)


def _node(iri: object) -> NamedNode:
    return NamedNode(str(iri))


def _term(text: str, base: Base) -> NamedNode | Literal:
    """A term from N-Triples or, if it is an IRI, from that alone; a blank node gets an IRI."""
    if text.startswith('"'):
        triple = next(iter(parse(f"<x:s> <x:p> {text} .".encode(), format=RdfFormat.N_TRIPLES)))
        if isinstance(triple.object, Literal):
            return triple.object
    return _node(minted(text.strip("<>"), base))


def _path(rule: str) -> str:
    return f"{SHAPE}{rule}/path"


def _paths(rules: Iterable[str]) -> Iterator[Triple]:
    """The paths of shapes that are more than a property, each node of them with an IRI."""
    graph = shapes()
    for rule in rules:
        path = graph.value(URIRef(f"{SHAPE}{rule}"), SH.path)
        if path is not None:
            yield from _spelt(graph, path, _path(rule))


def _spelt(graph: Graph, path: Node, iri: str) -> Iterator[Triple]:
    for way in (SH.inversePath, SH.alternativePath):
        inner = graph.value(path, way)
        if isinstance(inner, URIRef):
            yield Triple(_node(iri), _node(way), _node(inner))
        elif inner is not None:
            yield Triple(_node(iri), _node(way), _node(f"{iri}/1"))
            yield from _listed([str(step) for step in Collection(graph, inner)], iri)


def _listed(steps: list[str], iri: str) -> Iterator[Triple]:
    for number, step in enumerate(steps, 1):
        rest = _node(RDF.nil) if number == len(steps) else _node(f"{iri}/{number + 1}")
        yield Triple(_node(f"{iri}/{number}"), _node(RDF.first), _node(step))
        yield Triple(_node(f"{iri}/{number}"), _node(RDF.rest), rest)
