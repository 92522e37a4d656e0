"""The ontology as the pages about it need it: words, properties, and what leads from which class to which."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from rdflib import OWL, RDF, RDFS, SH, SKOS, Graph, URIRef
from rdflib.term import Node

from kg.names import POL

ROOT = Path(__file__).resolve().parents[2]
# Who stands for whatever bears a property that is of no one class.
ANYTHING = "Anything"


@dataclass(frozen=True)
class Ontology:
    """The ontology, and what the shapes add on which classes bear a property and which it leads to."""

    graph: Graph
    shapes: Graph

    def word(self, term: Node, lang: str) -> str:
        """The label of a term in a language."""
        return self.text(term, RDFS.label, lang)

    def meaning(self, term: Node, lang: str) -> str:
        """The definition of a term in a language."""
        return self.text(term, SKOS.definition, lang)

    def text(self, term: Node, said: URIRef, lang: str) -> str:
        """What a property says of a term in a language; nothing where it says nothing."""
        return next(
            (str(o) for o in self.graph.objects(term, said) if getattr(o, "language", "") == lang), ""
        )

    def name(self, term: Node) -> str:
        """A term as a query writes it, without `pol:`."""
        return self.qname(term).removeprefix("pol:")

    @cached_property
    def properties(self) -> list[URIRef]:
        """Our own object and datatype properties, in the order of the file."""
        kinds = (OWL.ObjectProperty, OWL.DatatypeProperty)
        ours = [
            s for kind in kinds for s in self.graph.subjects(RDF.type, kind) if str(s).startswith(str(POL))
        ]
        text = (ROOT / "ontology" / "policy.ttl").read_text(encoding="utf-8")
        return sorted((URIRef(str(s)) for s in ours), key=lambda term: text.index(f"\n{self.qname(term)}\n"))

    def qname(self, term: Node) -> str:
        """A term with its prefix."""
        return self.graph.namespace_manager.qname(str(term))

    def classes(self) -> list[URIRef]:
        """Our own classes."""
        found = self.graph.subjects(RDF.type, OWL.Class)
        return sorted(URIRef(str(term)) for term in found if str(term).startswith(str(POL)))

    def asserted(self) -> list[URIRef]:
        """The properties that records state: no inverses, none that follows from a role."""
        inverse = set(self.graph.subjects(OWL.inverseOf))
        of_roles = set(self.graph.subjects(RDFS.subPropertyOf, POL.responsibleFor))
        return [term for term in self.properties if term not in inverse | of_roles]

    def of(self, owner: URIRef) -> list[URIRef]:
        """The properties that are of one class."""
        return [term for term in self.asserted() if (term, RDFS.domain, owner) in self.graph]

    def edges(self) -> Iterator[tuple[str, str, str]]:
        """From which class which property leads to which class, by domains and ranges, then by shapes."""
        for term in self.asserted():
            start = self.graph.value(term, RDFS.domain)
            end = self.graph.value(term, RDFS.range)
            if end is not None:
                yield (self.name(start) if start else ANYTHING), self.name(term), self.name(end)
        for shape in sorted(self.shapes.subjects(SH["class"]), key=str):
            path = self.shapes.value(shape, SH.path)
            for start in self.shapes.objects(shape, SH.targetClass):
                if isinstance(path, URIRef):
                    for end in self.shapes.objects(shape, SH["class"]):
                        yield self.name(start), self.name(path), self.name(end)


def ontology() -> Ontology:
    """The project's ontology and shapes."""
    graph, shapes = Graph(), Graph()
    for path in sorted((ROOT / "ontology").glob("*.ttl")):
        graph.parse(path)
    for path in sorted((ROOT / "shapes").glob("*.ttl")):
        shapes.parse(path)
    return Ontology(graph, shapes)
