"""Which documents a site has, and the triples of each."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import Triple
from rdflib.namespace import OWL

from kg import resources
from kg.names import SHAPE, VOCABULARY_BASE
from kg.publish.forms import triples_of
from kg.publish.places import Places
from kg.publish.reading import Reading

NS = "ns"
# The files that a vocabulary document is made from; each is an ontology of its own.
ONTOLOGIES = {NS: "policy", f"{NS}/axioms": "axioms", f"{NS}/alignments": "alignments"}
_APART = frozenset((*ONTOLOGIES, "catalog"))


@dataclass(frozen=True, slots=True)
class Held:
    """For each document's path, the things that it describes; the first is what the document is about."""

    things: Mapping[str, tuple[str, ...]]


def held(reading: Reading, places: Places) -> Held:
    """The documents of a reading: each of a thing and what hangs on it; no ontologies, graphs, catalogue."""
    found: dict[str, list[str]] = defaultdict(list)
    for iri in reading.outward:
        home = places.of(iri)
        if home and home.path not in _APART and not home.path.startswith("graph/"):
            found[home.path].append(iri)
    return Held(
        {path: tuple(sorted(iris, key=lambda i: (len(i), i))) for path, iris in sorted(found.items())}
    )


def triples(reading: Reading, things: tuple[str, ...]) -> list[Triple]:
    """What is said of things, and what refers to the first of them; of a term, without what uses it."""
    main = things[0]
    found = [edge for thing in things for edge in reading.outward.get(thing, ())]
    of_term = main.startswith(f"{VOCABULARY_BASE}{NS}")
    found += [e for e in reading.inward.get(main, ()) if not of_term or e.stage == "ontology"]
    return [edge.triple for edge in dict.fromkeys(sorted(found, key=lambda e: e.line))]


def of_graphs(reading: Reading) -> Iterator[tuple[str, list[Triple]]]:
    """Each named graph as a document: its path and all of its triples."""
    for graph, edges in reading.graphs.items():
        yield graph.removeprefix(reading.base), [edge.triple for edge in edges]


def of_ontologies(reading: Reading) -> Iterator[tuple[str, str, list[Triple]]]:
    """Each ontology and its version: path, Turtle as written, triples with lists."""
    for path, name in ONTOLOGIES.items():
        iri, turtle = f"{VOCABULARY_BASE}{path}", resources.text(f"ontology/{name}.ttl")
        found = triples_of(turtle)
        yield path, turtle, found
        for version in reading.objects(iri, str(OWL.versionIRI)):
            yield version.removeprefix(VOCABULARY_BASE), turtle, found


def of_shapes() -> tuple[str, str, list[Triple]]:
    """The document of all shapes: path, Turtle as written, triples."""
    turtle = "\n".join(resources.texts("shapes", ".ttl").values())
    return str(SHAPE).removeprefix(VOCABULARY_BASE).rstrip("#"), turtle, triples_of(turtle)
