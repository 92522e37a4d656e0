"""Ask HermiT, a complete OWL 2 DL reasoner that owlready2 carries, whether ontology and graph hold together."""

import re
import shutil
from dataclasses import dataclass
from io import BytesIO

import owlready2
from rdflib import OWL, RDF, XSD, Graph, Literal, URIRef

from kg import resources
from kg.errors import MissingTool
from kg.names import EDTF

# OWL 2's datatype map has no dates, years or EDTF (https://www.w3.org/TR/owl2-syntax/#Datatype_Maps); HermiT refuses them.
_OUTSIDE_OWL = {XSD.date, XSD.gYear, EDTF}
_MEGABYTES = 2000


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the reasoner says: consistent or not, the classes that nothing can be in, and its own explanation."""

    consistent: bool
    unsatisfiable: tuple[str, ...]
    individuals: int
    explanation: str = ""


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
    if shutil.which("java") is None:
        raise MissingTool(
            "HermiT needs Java, and no 'java' is on the path; install it (on Debian: apt-get install default-jre-headless)"
        )
    whole = ontology()
    for triple in facts:
        if not (isinstance(triple[2], Literal) and triple[2].datatype in _OUTSIDE_OWL):
            whole.add(triple)
    # Imports are merged already; owlready2 would look for them on the web.
    whole.remove((None, OWL.imports, None))
    world = owlready2.World()
    loaded = world.get_ontology("https://w3id.org/vnpolicy/ns").load(fileobj=BytesIO(_ntriples(whole)))
    owlready2.reasoning.JAVA_MEMORY = _MEGABYTES
    individuals = len({s for s, _, o in facts.triples((None, RDF.type, None)) if isinstance(s, URIRef)})
    try:
        with loaded:
            owlready2.sync_reasoner_hermit(world, infer_property_values=False, debug=0)
    except owlready2.OwlReadyInconsistentOntologyError as error:
        return Verdict(False, (), individuals, _explained(str(error)))
    impossible = tuple(sorted(c.iri for c in world.inconsistent_classes() if c is not owlready2.Nothing))
    return Verdict(not impossible, impossible, individuals)


def _ntriples(graph: Graph) -> bytes:
    return graph.serialize(format="nt", encoding="utf-8")


def _explained(message: str) -> str:
    """The lines of the reasoner's message that name what clashes."""
    lines = [
        line for line in message.splitlines() if re.search(r"inconsisten|clash|http", line, re.IGNORECASE)
    ]
    return "\n".join(lines[:20]) or message.strip()[:500]
