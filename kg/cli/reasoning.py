"""`kg reason`: ask a reasoner whether ontology and graph hold together."""

import argparse

from pyoxigraph import RdfFormat, serialize
from rdflib import Graph

from kg.errors import BadInput
from kg.reason.dl import Verdict, consistency
from kg.store import open_build, triples


def verdict(options: argparse.Namespace) -> tuple[bool, str]:
    """Whether all is well, and the reasoner's verdict in a few lines."""
    if not options.dl:
        raise BadInput("kg reason: say with which reasoner; --dl asks HermiT")
    facts = Graph()
    said = triples(open_build(options.build), ("asserted", "judgement", "inferred"))
    facts.parse(data=serialize(said, format=RdfFormat.N_TRIPLES), format="nt")
    found = consistency(facts)
    return found.consistent, _told(found, len(facts))


def _told(found: Verdict, facts: int) -> str:
    if found.consistent:
        return (
            f"consistent: HermiT finds no contradiction in {facts} triples about {found.individuals} things, "
            "and no class that nothing can be in"
        )
    if found.unsatisfiable:
        return "\n".join(["these classes can have no member:", *(f"  {iri}" for iri in found.unsatisfiable)])
    return "inconsistent: the graph contradicts the ontology"
