"""The same resource as Turtle, JSON-LD, N-Triples and RDF/XML, written from sorted triples."""

from collections.abc import Iterable, Sequence

from pyoxigraph import BlankNode, RdfFormat, Triple, parse, serialize

from kg.names import PREFIXES
from kg.store import GRAPH_FORMS, in_xml

PUBLISHED = PREFIXES | {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "eli": "http://data.europa.eu/eli/ontology#",
    "org": "http://www.w3.org/ns/org#",
    "prov": "http://www.w3.org/ns/prov#",
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "sh": "http://www.w3.org/ns/shacl#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vann": "http://purl.org/vocab/vann/",
    "void": "http://rdfs.org/ns/void#",
}


def files(path: str, triples: Sequence[Triple]) -> Iterable[tuple[str, bytes]]:
    """The four files of a document, each with its path; the same bytes for triples in the same order."""
    for ending, form in GRAPH_FORMS.items():
        written = serialize(triples, format=form, prefixes=PUBLISHED) or b""
        yield f"{path}.{ending}", in_xml(written) if form == RdfFormat.RDF_XML else written


def triples_of(turtle: str) -> list[Triple]:
    """The triples of a Turtle text, its blank nodes named by the order in which they stand."""
    names: dict[str, BlankNode] = {}

    def named(node: object) -> object:
        if not isinstance(node, BlankNode):
            return node
        return names.setdefault(node.value, BlankNode(f"b{len(names)}"))

    found = parse(turtle.encode("utf-8"), format=RdfFormat.TURTLE)
    return [Triple(*map(named, (q.subject, q.predicate, q.object))) for q in found]  # type: ignore[arg-type]


def around(subject: object, triples: Iterable[Triple]) -> list[Triple]:
    """The triples of a subject and of the blank nodes that hang on it, in their order."""
    listed = list(triples)
    wanted, left = {subject}, [subject]
    by: dict[object, list[Triple]] = {}
    for triple in listed:
        by.setdefault(triple.subject, []).append(triple)
    while left:
        for triple in by.get(left.pop(), []):
            if isinstance(triple.object, BlankNode) and triple.object not in wanted:
                wanted.add(triple.object)
                left.append(triple.object)
    return [triple for triple in listed if triple.subject in wanted]
