"""What shapes judge in a store: what it asserts, with the types of super-classes and the concept lists."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Store, Triple
from rdflib import RDF, SKOS, Graph, URIRef

from kg import resources
from kg import store as storage
from kg.graph import Quad
from kg.names import Base
from kg.query import select

Term = NamedNode | BlankNode | Literal | Triple
TYPE, IN_SCHEME = NamedNode(str(RDF.type)), NamedNode(str(SKOS.inScheme))
# What is inferred is not judged, lest a wrong link make itself right; nor is the ontology that judges.
_NOT_JUDGED = ("/graph/inferred/", "/graph/ontology/")


@dataclass(frozen=True, slots=True)
class Facts:
    """A store as shapes see it; `above` holds the super-classes of a class, `schemes` a concept's list."""

    store: Store
    above: Mapping[str, tuple[NamedNode, ...]]
    schemes: Mapping[str, tuple[NamedNode, ...]]

    def graphs(self) -> list[NamedNode | BlankNode | DefaultGraph]:
        """The names of the graphs that are judged, sorted so that those of one document stand together."""
        named = [name for name in self.store.named_graphs() if _judged(name)]
        return [DefaultGraph(), *sorted(named, key=lambda name: (_speaker(name), name.value))]

    def said(self, subject: Term, predicate: NamedNode | None = None) -> Iterator[Triple]:
        """What is said of a subject, by one property or by any, with what follows of types and lists."""
        if not isinstance(subject, NamedNode | BlankNode):
            return
        for quad in self.store.quads_for_pattern(subject, predicate, None):
            if _judged(quad.graph_name):
                yield quad.triple
                if quad.predicate == TYPE:
                    yield from (Triple(subject, TYPE, c) for c in self.above.get(str(quad.object), ()))
        if predicate in (None, IN_SCHEME):
            yield from (Triple(subject, IN_SCHEME, s) for s in self.schemes.get(str(subject), ()))

    def pointing(self, predicate: NamedNode | None, value: Term) -> Iterator[Triple]:
        """The links of a property, or of any, to a value."""
        for quad in self.store.quads_for_pattern(None, predicate, value):
            if _judged(quad.graph_name):
                yield quad.triple

    def linking(self, predicate: NamedNode) -> Iterator[Triple]:
        """All links of a property."""
        for quad in self.store.quads_for_pattern(None, predicate, None):
            if _judged(quad.graph_name):
                yield quad.triple

    def everything(self) -> Iterator[Triple]:
        """All that is judged."""
        subjects = {quad.subject for quad in self.store if _judged(quad.graph_name)}
        listed = {NamedNode(iri.strip("<>")) for iri in self.schemes}
        return (triple for subject in subjects | listed for triple in self.said(subject))


def facts(store: Store) -> Facts:
    """The facts of a store that holds the ontology too."""
    return Facts(store, _rows(store, "superclasses"), _rows(store, "concepts"))


def learn(store: Store, base: Base) -> None:
    """Add the package's ontology, by which a store is judged."""
    for name, text in resources.texts("ontology", ".ttl").items():
        storage.load_turtle(store, text, str(base.graph("ontology", name)))


def _judged(graph: NamedNode | BlankNode | DefaultGraph) -> bool:
    return not (isinstance(graph, NamedNode) and any(part in graph.value for part in _NOT_JUDGED))


def _speaker(graph: NamedNode | BlankNode) -> str:
    """What a graph's name says of whose words it holds, its stage left out."""
    return graph.value.replace("/graph/judgement/", "/graph/asserted/")


def _rows(store: Store, query: str) -> dict[str, tuple[NamedNode, ...]]:
    table = select(store, resources.text(f"queries/view/{query}.rq"), f"view/{query}.rq")
    found: dict[str, tuple[NamedNode, ...]] = {}
    for first, second in table.rows:
        if isinstance(second, NamedNode):
            found[str(first)] = (*found.get(str(first), ()), second)
    return found


def judged(asserted: Iterable[Quad], whole: Store) -> Graph:
    """Asserted and judged triples as a graph, with types of super-classes and the concept lists.

    `whole` is a store that holds the ontology.
    """
    graph, known = Graph(), facts(whole)
    for subject, predicate, value, _ in asserted:
        graph.add((subject, predicate, value))
    for thing, _, kind in list(graph.triples((None, RDF.type, None))):
        for above in known.above.get(f"<{kind}>", ()):
            graph.add((thing, RDF.type, URIRef(above.value)))
    for listed, schemes in known.schemes.items():
        for scheme in schemes:
            graph.add((URIRef(listed.strip("<>")), SKOS.inScheme, URIRef(scheme.value)))
    return graph
