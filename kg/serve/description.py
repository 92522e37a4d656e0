"""What the endpoint says of itself where it is asked no query.

Source: https://www.w3.org/TR/sparql11-service-description/, sections 2 and 3. The IRIs are relative to the
address that was asked, so they are right behind any proxy; N-Triples has none, and is not among the forms.
"""

from dataclasses import dataclass

from pyoxigraph import NamedNode, RdfFormat, parse, serialize

from kg.messages import Message
from kg.serve.filling import template
from kg.serve.media import FORMS, content_type
from kg.serve.negotiation import choose
from kg.serve.values import Answer, problem
from kg.store import GRAPH_FORMS

_OFFERED = {name: FORMS[name] for name in ("ttl", "jsonld", "rdf")}
# Stands for the address while a form is written that is not the template's own.
_HERE = "http://here.invalid/"
_RESULTS = (
    "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV",
    "Turtle", "N-Triples", "JSON-LD", "RDF_XML",
)  # fmt: skip


def wanted(accept: str) -> str:
    """What a request without a query wants: the name of a form of the description, `html`, or nothing."""
    return choose(accept, {**_OFFERED, "html": FORMS["html"]}) or ""


@dataclass(frozen=True, slots=True)
class Described:
    """What is described: its named graphs, and whether its default graph is all of them.

    `licence` is the IRI of that of the data, or empty; `catalogue` the address that tells more.
    """

    graphs: list[NamedNode]
    union: bool
    licence: str = ""
    catalogue: str = ""


def described(what: Described, form: str) -> Answer:
    """The description of the endpoint in a form."""
    if form not in _OFFERED:
        offered = ", ".join(_OFFERED.values())
        wrong = Message("no query is given; the endpoint describes itself as {forms}", forms=offered)
        return problem(406, wrong, ("vary", "Accept"))
    told = {
        "graphs": sorted(map(str, what.graphs)), "formats": _RESULTS, "described": what.catalogue,
        "union": what.union, "licence": what.licence,
    }  # fmt: skip
    turtle = template("service.ttl").render(told).encode("utf-8")
    body = turtle if form == "ttl" else _as(form, turtle)
    return Answer(200, (("content-type", content_type(_OFFERED[form])), ("vary", "Accept")), body)


def _as(form: str, turtle: bytes) -> bytes:
    triples = [quad.triple for quad in parse(turtle, format=RdfFormat.TURTLE, base_iri=_HERE)]
    written = serialize(triples, format=GRAPH_FORMS[form]) or b""
    return written.replace(_HERE.encode("ascii"), b"")
