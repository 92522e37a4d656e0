"""The graph as the site reads it: every triple once, from both its ends, with the stage that wrote it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from operator import attrgetter
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode, Quad, Store, Triple
from rdflib.namespace import OWL, RDF, RDFS

from kg.names import POL, VOCABULARY_BASE, concept

# Of two stages that say the same triple, the earlier here is the one that it is put down to.
STAGES = ("asserted", "judgement", "ontology", "audit", "inferred", "description")
# Every build has this graph, and what stands before it is the base.
POLICY_GRAPH = "graph/ontology/policy"
_STATUS, _ASSIGNS, _STATEMENT = str(POL.status), str(POL.assigns), str(POL.Statement)
_DRAFT = str(concept("status", "draft"))
_MINTED = ("id/", "graph/", "concept/indicator/")


class Edge(NamedTuple):
    """A triple, as text and as terms, with the stage that wrote it."""

    subject: str
    predicate: str
    object: str
    term: NamedNode | Literal
    stage: str
    triple: Triple
    line: str


@dataclass(frozen=True, slots=True)
class Reading:
    """All triples of a dataset from both ends, in the order of their N-Triples, and its graphs."""

    base: str
    outward: Mapping[str, list[Edge]]
    inward: Mapping[str, list[Edge]]
    graphs: Mapping[str, list[Edge]]
    inverses: Mapping[str, str]
    above: Mapping[str, tuple[str, ...]]

    def objects(self, thing: str, predicate: str) -> list[str]:
        """What a thing has by a property, as text."""
        return [e.object for e in self.outward.get(thing, ()) if e.predicate == predicate]

    def one(self, thing: str, predicate: str) -> str:
        """The first of these, or nothing."""
        return next((e.object for e in self.outward.get(thing, ()) if e.predicate == predicate), "")

    def subjects(self, thing: str, predicate: str) -> list[str]:
        """What has a thing by a property."""
        return [e.subject for e in self.inward.get(thing, ()) if e.predicate == predicate]

    def types(self, thing: str) -> list[str]:
        """The classes of a thing."""
        return self.objects(thing, str(RDF.type))

    def draft(self, thing: str) -> bool | None:
        """Whether nobody has reviewed a thing, or the task that it assigns; None of what nobody ever does."""
        found = self.one(thing, _STATUS) or self.one(self.one(thing, _ASSIGNS), _STATUS)
        return found == _DRAFT if found else None

    def unreviewed(self) -> tuple[int, int]:
        """How many statements nobody has reviewed, and how many there are."""
        standings = [self.draft(thing) for thing in self.of_type(_STATEMENT)]
        return standings.count(True), len(standings)

    def of_type(self, class_: str) -> list[str]:
        """Everything that is said to be of a class, in order of IRI."""
        return sorted(self.subjects(class_, str(RDF.type)))


def base_of(store: Store) -> str:
    """The base that a store's data were built with; empty where no build of ours made it."""
    graphs = (graph.value for graph in store.named_graphs() if isinstance(graph, NamedNode))
    return next((graph.removesuffix(POLICY_GRAPH) for graph in graphs if graph.endswith(POLICY_GRAPH)), "")


def moved(quads: Iterable[Quad], old: str, new: str) -> Iterable[Quad]:
    """The quads with the IRIs of data under another base; the vocabulary stays where it is."""
    if old == new:
        return quads
    known: dict[str, NamedNode] = {}

    def term(node: object) -> object:
        if not isinstance(node, NamedNode):
            return node
        iri = node.value
        if iri not in known:
            ours = iri.startswith(old) and iri.startswith(_MINTED, len(old))
            known[iri] = NamedNode(new + iri[len(old) :]) if ours else node
        return known[iri]

    return (Quad(*map(term, (q.subject, q.predicate, q.object, q.graph_name))) for q in quads)  # type: ignore[arg-type]


@cache
def stage_of(graph: str, base: str) -> str:
    """The stage that a named graph's IRI tells.

    >>> stage_of("https://example.org/graph/asserted/bodies", "https://example.org/")
    'asserted'
    """
    return graph.removeprefix(f"{base}graph/").partition("/")[0]


def read(quads: Iterable[Quad], base: str) -> Reading:
    """The reading of quads without blank nodes whose named graphs stand under `base`."""
    graphs: dict[str, list[Edge]] = defaultdict(list)
    # The same text is kept once, however often it is said.
    known: dict[str, str] = {}
    for quad in quads:
        graph = quad.graph_name.value  # type: ignore[union-attr]
        graphs[graph].append(_edge(quad, stage_of(graph, base), known))
    for edges in graphs.values():
        edges.sort(key=attrgetter("line"))
    return _joined(graphs, base)


def extended(reading: Reading, quads: Iterable[Quad]) -> Reading:
    """A reading with the quads of one more graph."""
    more = read(quads, reading.base)
    return _joined({**reading.graphs, **more.graphs}, reading.base)


def _joined(graphs: Mapping[str, list[Edge]], base: str) -> Reading:
    rank = {stage: at for at, stage in enumerate(STAGES)}
    by_stage = sorted(graphs, key=lambda graph: (rank.get(stage_of(graph, base), len(rank)), graph))
    once = {edge.line: edge for graph in reversed(by_stage) for edge in graphs[graph]}
    edges = [once[line] for line in sorted(once)]
    outward, inward = defaultdict(list), defaultdict(list)
    for edge in edges:
        outward[edge.subject].append(edge)
        if isinstance(edge.term, NamedNode):
            inward[edge.object].append(edge)
    whole = dict(sorted(graphs.items()))
    return Reading(base, dict(outward), dict(inward), whole, _inverses(edges), _above(edges))


def _edge(quad: Quad, stage: str, known: dict[str, str]) -> Edge:
    triple = quad.triple
    told = [known.setdefault(text, text) for text in (node.value for node in triple)]
    return Edge(*told, quad.object, stage, triple, f"{triple} .\n")  # type: ignore[arg-type, call-arg]


def _inverses(edges: Iterable[Edge]) -> dict[str, str]:
    """Each property of an inverse pair, with the other."""
    pairs = [(e.subject, e.object) for e in edges if e.predicate == str(OWL.inverseOf)]
    return dict(pairs) | {second: first for first, second in pairs}


def _above(edges: Iterable[Edge]) -> dict[str, tuple[str, ...]]:
    """The classes and properties of the vocabulary that each is directly under."""
    under = (str(RDFS.subClassOf), str(RDFS.subPropertyOf))
    found: dict[str, tuple[str, ...]] = {}
    for edge in edges:
        if edge.predicate in under and edge.object.startswith(VOCABULARY_BASE):
            found[edge.subject] = (*found.get(edge.subject, ()), edge.object)
    return found
