"""The peers' side of `bench/peers.py`: records to a judged and closed rdflib graph, and answers from it.

Run as `peers_alone.py RECORDS QUESTIONS.json ANSWERS.json`: the questions are SPARQL texts by name, the
answers how many rows each gives.
"""

import json
import sys
from pathlib import Path

from owlrl import DeductiveClosure, OWLRL_Semantics
from pyshacl import validate
from rdflib import OWL, Graph, URIRef

from kg import graph, records, resources
from kg.bodies import authority
from kg.names import POL, Base


def asserted(folder: Path) -> Graph:
    """The triples of the record files, with the ontology."""
    said = records.read(
        {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.yaml"))}
    )
    whole = Graph()
    for quad in graph.emit(records.with_listed(records.joined(said), authority()), Base(), {}):
        whole.add(quad[:3])
    for text in resources.texts("ontology", ".ttl").values():
        whole.parse(data=text, format="turtle")
    whole.remove((None, OWL.imports, None))
    return whole


def judged(whole: Graph) -> bool:
    """Whether pySHACL finds no violation by the shapes."""
    shapes = Graph()
    for text in resources.texts("shapes", ".ttl").values():
        shapes.parse(data=text, format="turtle")
    conforms, _, _ = validate(whole, shacl_graph=shapes, inference="none", allow_warnings=True, inplace=True)
    return bool(conforms)


def close(whole: Graph) -> None:
    """Add what follows: first the links that roles give, which no OWL axiom says, then by owlrl."""
    derived = dict(whole.subject_objects(POL.derives))
    for assignment, role in list(whole.subject_objects(POL.role)):
        property_ = derived.get(role)
        if isinstance(property_, URIRef):
            for body in whole.objects(assignment, POL.assignee):
                for task in list(whole.objects(assignment, POL.assigns)):
                    whole.add((body, property_, task))
    DeductiveClosure(
        OWLRL_Semantics, rdfs_closure=False, axiomatic_triples=False, datatype_axioms=False
    ).expand(whole)


def main() -> int:
    folder, asked, into = (Path(name) for name in sys.argv[1:4])
    whole = asserted(folder)
    if not judged(whole):
        print("the shapes find a violation", file=sys.stderr)
        return 1
    close(whole)
    texts = json.loads(asked.read_text(encoding="utf-8"))
    rows = {name: len(list(whole.query(text))) for name, text in texts.items()}
    into.write_text(json.dumps(rows), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
