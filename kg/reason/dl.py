"""Ask HermiT, a complete OWL 2 DL reasoner carried by owlready2, whether ontology and graph hold together."""

import shutil
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import owlready2
from rdflib import OWL, RDF, XSD, Graph, Literal, URIRef
from rdflib.term import Node

from kg import resources
from kg.errors import BadInput, MissingTool
from kg.messages import Message
from kg.names import EDTF

# Not in OWL 2's datatype map (https://www.w3.org/TR/owl2-syntax/#Datatype_Maps); HermiT refuses them.
_OUTSIDE_OWL = {XSD.date, XSD.gYear, EDTF}
_MEGABYTES = 2000


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the reasoner says: consistent or not, and the classes that nothing can be in."""

    consistent: bool
    unsatisfiable: tuple[str, ...]
    individuals: int


def ontology() -> Graph:
    """The whole ontology with its axioms and alignments, as one graph."""
    graph = Graph()
    for text in resources.texts("ontology", ".ttl").values():
        graph.parse(data=text, format="turtle")
    return graph


def consistency(facts: Graph) -> Verdict:
    """HermiT's verdict on the ontology together with these facts.

    Raises MissingTool where there is no Java to run it.
    """
    individuals = len({s for s, _, o in facts.triples((None, RDF.type, None)) if isinstance(s, URIRef)})
    try:
        world = _reasoned(facts, values=False)
    except owlready2.OwlReadyInconsistentOntologyError:
        return Verdict(False, (), individuals)
    impossible = tuple(sorted(c.iri for c in world.inconsistent_classes() if c is not owlready2.Nothing))
    return Verdict(not impossible, impossible, individuals)


def values(facts: Graph) -> set[tuple[Node, Node, Node]]:
    """The links between individuals that hold by HermiT, those that the facts state among them.

    Raises MissingTool where there is no Java, BadInput where the facts contradict the ontology.
    """
    try:
        found = _reasoned(facts, values=True).as_rdflib_graph()
    except owlready2.OwlReadyInconsistentOntologyError as error:
        raise BadInput("the graph contradicts the ontology; 'kg reason --dl' says where") from error
    properties = set(ontology().subjects(RDF.type, OWL.ObjectProperty))
    return {(s, p, o) for s, p, o in found if p in properties}


def _reasoned(facts: Graph, *, values: bool) -> Any:
    """The world of ontology and facts after HermiT has looked at it."""
    if shutil.which("java") is None:
        raise MissingTool(
            "HermiT needs Java, and no 'java' is on the path; on Debian: apt-get install default-jre-headless"
        )
    world = owlready2.World()
    loaded = world.get_ontology("https://w3id.org/vnpolicy/ns").load(
        fileobj=BytesIO(_ntriples(_whole(facts)))
    )
    owlready2.reasoning.JAVA_MEMORY = _MEGABYTES
    try:
        with loaded:
            owlready2.sync_reasoner_hermit(world, infer_property_values=values, debug=0)
    except owlready2.OwlReadyJavaError as error:
        said = str(error).strip().splitlines() or [Message("it gave no reason")]
        raise BadInput("HermiT could not judge the graph: {why}", why=said[-1]) from error
    return world


def _whole(facts: Graph) -> Graph:
    """Ontology and facts, without what HermiT refuses."""
    whole = ontology()
    for triple in facts:
        if not (isinstance(triple[2], Literal) and triple[2].datatype in _OUTSIDE_OWL):
            whole.add(triple)
    # Imports are merged already; owlready2 would look for them on the web.
    whole.remove((None, OWL.imports, None))
    return whole


def _ntriples(graph: Graph) -> bytes:
    return graph.serialize(format="nt", encoding="utf-8")
