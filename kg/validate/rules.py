"""The rules that shapes are: their severity, path and messages, and how far around a node they look."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from pyoxigraph import RdfFormat, parse
from rdflib import RDF, SH, XSD, Graph, URIRef
from rdflib import Literal as Words
from rdflib.collection import Collection
from rdflib.term import Node

from kg import resources
from kg.names import SHAPE
from kg.validate.finding import NOTE, VIOLATION, WARNING, Finding
from kg.validate.terms import of_store

_SEVERITIES = {SH.Violation: VIOLATION, SH.Warning: WARNING, SH.Info: NOTE}
_TOGETHER = (SH["and"], SH["or"], SH.xone)
_ALONE = (SH["not"], SH.node, SH.property, SH.qualifiedValueShape)
_BESIDE = (SH.lessThan, SH.lessThanOrEquals, SH.equals, SH.disjoint)


@dataclass(frozen=True, slots=True)
class Rule:
    """A named shape: what a finding says of it."""

    name: str
    severity: str
    path: str
    message_vi: str
    message_en: str

    def finding(self, focus: str, component: str, term: str, value: str) -> Finding:
        """What it finds at a focus; `term` is the value in N-Triples and `value` its text."""
        return Finding(
            self.severity,
            self.name,
            focus,
            self.message_vi,
            self.message_en,
            self.path,
            value,
            component,
            term,
        )


@dataclass(frozen=True, slots=True)
class Sight:
    """What shapes look at, so that a part of a graph can be told to be enough to judge a node.

    Of the node itself they see all that it says. `inward` are the properties along which they look back;
    `pointed` those that make their object a target, for which one link is as good as many; `beyond` what they
    read of values, apart from their types; `depth` how many steps away they read; `typed` those of which they
    ask a datatype other than a string's.
    """

    inward: frozenset[str]
    pointed: frozenset[str]
    beyond: frozenset[str]
    depth: int
    typed: frozenset[str]


def shapes() -> Graph:
    """All shapes, as one graph."""
    graph = Graph()
    # Oxigraph reads Turtle ten times as fast as rdflib does.
    for text in resources.texts("shapes", ".ttl").values():
        for triple in parse(text.encode(), format=RdfFormat.TURTLE):
            graph.add((of_store(triple.subject), of_store(triple.predicate), of_store(triple.object)))
    return graph


@cache
def own_rules() -> Mapping[str, Rule]:
    """The rules of the package's own shapes, by the IRI of the shape."""
    return rules(shapes())


@cache
def own_sight() -> Sight:
    """How far the package's own shapes look."""
    return sight(shapes())


def rules(graph: Graph) -> dict[str, Rule]:
    """The rules of a graph of shapes, by the IRI of the shape."""
    named = {s for kind in (SH.NodeShape, SH.PropertyShape) for s in graph.subjects(RDF.type, kind)}
    return {str(shape): _rule(graph, shape) for shape in named if isinstance(shape, URIRef)}


def _rule(graph: Graph, shape: URIRef) -> Rule:
    said = {m.language: str(m) for m in graph.objects(shape, SH.message) if isinstance(m, Words)}
    english = said.get("en") or next(iter(said.values()), "")
    severity = _SEVERITIES.get(URIRef(str(graph.value(shape, SH.severity))), VIOLATION)
    path = graph.value(shape, SH.path)
    name = str(shape).removeprefix(str(SHAPE))
    return Rule(name, severity, written(graph, path) if path else "", said.get("vi", english), english)


def written(graph: Graph, path: Node) -> str:
    """A path as text: a property's IRI, or a SPARQL property path of such."""
    if isinstance(path, URIRef):
        return str(path)
    back, either = graph.value(path, SH.inversePath), graph.value(path, SH.alternativePath)
    if back is not None:
        return f"^{_inner(graph, back)}"
    steps = list(Collection(graph, either if either is not None else path))
    return ("|" if either is not None else "/").join(_inner(graph, step) for step in steps)


def _inner(graph: Graph, path: Node) -> str:
    return f"<{path}>" if isinstance(path, URIRef) else f"({written(graph, path)})"


def sight(graph: Graph) -> Sight:
    """How far around a node the shapes of a graph look.

    Raises ValueError for a path of several steps, of which it would have to know each.
    """
    read = {(*found,) for shape in _aimed(graph) for found in _read(graph, shape, 0)}
    return Sight(
        inward=frozenset(p for level, way, p in read if way == "in"),
        pointed=frozenset(map(str, graph.objects(None, SH.targetObjectsOf))),
        beyond=frozenset(p for level, way, p in read if way == "out" and level > 0),
        depth=max((level for level, _, _ in read), default=0),
        typed=frozenset(
            str(graph.value(shape, SH.path))
            for shape, datatype in graph.subject_objects(SH.datatype)
            if datatype != XSD.string
        ),
    )


def _aimed(graph: Graph) -> set[Node]:
    targets = (SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf)
    return {shape for target in targets for shape in graph.subjects(target)}


def _read(graph: Graph, shape: Node, level: int) -> Iterator[tuple[int, str, str]]:
    """Each property that a shape reads: how many steps from the focus, which way, and the property."""
    path = graph.value(shape, SH.path)
    at = level + 1 if path is not None else level
    if path is not None:
        yield from ((level, way, p) for way, p in steps(graph, path))
    yield from ((level, "out", str(p)) for kind in _BESIDE for p in graph.objects(shape, kind))
    if graph.value(shape, SH["class"]) is not None:
        yield at, "type", str(RDF.type)
    for nested in _nested(graph, shape):
        yield from _read(graph, nested, at)


def _nested(graph: Graph, shape: Node) -> Iterator[Node]:
    for kind in _TOGETHER:
        for head in graph.objects(shape, kind):
            yield from Collection(graph, head)
    for kind in _ALONE:
        yield from graph.objects(shape, kind)


def steps(graph: Graph, path: Node) -> Iterator[tuple[str, str]]:
    """The ways along a path, "out" or "in", each with its property; one or another where there are several.

    Raises ValueError for a path of several steps.
    """
    if isinstance(path, URIRef):
        yield "out", str(path)
        return
    back, either = graph.value(path, SH.inversePath), graph.value(path, SH.alternativePath)
    if isinstance(back, URIRef):
        yield "in", str(back)
    elif either is not None:
        for one in Collection(graph, either):
            yield from steps(graph, one)
    else:
        raise ValueError(f"{written(graph, path)}: shapes here look one step at a time")
