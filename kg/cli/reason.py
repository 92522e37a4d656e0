"""`kg reason`: ask a reasoner whether ontology and graph hold together."""

from collections.abc import Sequence

from pyoxigraph import RdfFormat, serialize
from rdflib import Graph

from kg.cli.options import command, of_a_build, put
from kg.reason.dl import Verdict, consistency
from kg.store import open_build, triples

_DONE, _FOUND = 0, 1


def run(arguments: Sequence[str]) -> int:
    """Tell HermiT's verdict on the built graph."""
    parser = command("reason", "Ask a complete OWL reasoner whether the graph is consistent.")
    parser.add_argument(
        "--dl", action="store_true", required=True, help="with HermiT, an OWL 2 DL reasoner (needs Java)"
    )
    of_a_build(parser)
    options = parser.parse_args(arguments)
    said = triples(open_build(options.build), ("asserted", "judgement", "inferred"))
    facts = Graph().parse(data=serialize(said, format=RdfFormat.N_TRIPLES), format="nt")
    verdict = consistency(facts)
    put(_told(verdict, len(facts)), None)
    return _DONE if verdict.consistent else _FOUND


def _told(verdict: Verdict, facts: int) -> str:
    if verdict.consistent:
        return (
            f"consistent: HermiT finds no contradiction in {facts} triples about "
            f"{verdict.individuals} things, and no class that nothing can be in\n"
        )
    if verdict.unsatisfiable:
        return "\n".join(
            ["these classes can have no member:", *(f"  {iri}" for iri in verdict.unsatisfiable), ""]
        )
    return "inconsistent: the graph contradicts the ontology\n"
