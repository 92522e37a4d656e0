"""The query page: YASGUI with our prefixes, our terms to complete, and the questions as examples."""

import json
from collections.abc import Callable
from functools import cache, partial

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, parse
from rdflib.namespace import OWL, RDF, RDFS

from kg import resources
from kg.messages import Message
from kg.names import IDS, PREFIXES, VOCABULARY_BASE
from kg.query import Question, bind, questions
from kg.serve.media import LANGUAGES, content_type, of_path
from kg.serve.values import Answer, Request, problem

_FOLDER = "templates/serve"
_FILES = ("query.js", "query.css")
# What else stands under /query is the site's.
PAGE_PATHS = ("/query", "/query/known.json", *(f"/query/{name}" for name in _FILES))
_KINDS = {
    "classes": (str(OWL.Class),),
    "properties": (str(OWL.ObjectProperty), str(OWL.DatatypeProperty)),
}
# The question that the page opens with.
_FIRST = "documents"


def answer_page(base: str, request: Request) -> Answer:
    """The page itself, or one of the files that it loads; `base` is where the IRIs of data begin."""
    name = request.path.removeprefix("/query").removeprefix("/") or "page.html"
    pages = _pages(base)
    if name not in pages:
        return problem(404, Message("nothing is at {path}", path=request.path))
    headers = (("content-type", content_type(of_path(name))), ("cache-control", "no-cache"))
    return Answer(200, headers, pages[name])


@cache
def _pages(base: str) -> dict[str, bytes]:
    pages = {name: resources.text(f"{_FOLDER}/{name}").encode("utf-8") for name in ("page.html", *_FILES)}
    return pages | {"known.json": json.dumps(known(base), ensure_ascii=False).encode("utf-8")}


def known(base: str) -> dict[str, object]:
    """What the page completes and offers: prefixes, terms with their labels, the questions as queries."""
    terms = _terms()
    return {
        "prefixes": {**PREFIXES, "id": base + IDS.removeprefix(VOCABULARY_BASE)},
        **{kind: [terms[iri] for iri in sorted(terms) if terms[iri]["kind"] == kind] for kind in _KINDS},
        "questions": [_offered(question, base) for question in questions().values()],
        "start": _FIRST,
        "bodies": resources.text("queries/name/body.rq"),
    }


def _terms() -> dict[str, dict[str, str]]:
    """The classes and properties of the ontology by IRI, with their labels in both languages."""
    kinds = {type_: kind for kind, types in _KINDS.items() for type_ in types}
    quads = list(parse(resources.text("ontology/policy.ttl"), format=RdfFormat.TURTLE))
    found = {
        quad.subject.value: {
            "iri": quad.subject.value,
            "kind": kinds[quad.object.value],
            "label": "",
            "other": "",
        }
        for quad in quads
        if quad.predicate.value == str(RDF.type)
        and not isinstance(quad.subject, BlankNode)
        and quad.object.value in kinds
    }
    for quad in quads:
        if quad.predicate.value == str(RDFS.label) and quad.subject.value in found:
            found[quad.subject.value]["label" if quad.object.language == "vi" else "other"] = (
                quad.object.value
            )
    return found


def _offered(question: Question, base: str) -> dict[str, object]:
    return {
        "name": question.name,
        "summary": {lang: question.asks(lang) for lang in LANGUAGES},
        "query": {lang: _bound(question, base, lang) for lang in LANGUAGES},
    }


def _bound(question: Question, base: str, lang: str) -> str:
    """The question's query with its defaults in place."""
    terms: dict[str, NamedNode | Literal] = {"_lang_string": Literal(lang)}
    for parameter in question.parameters:
        terms[parameter.variable] = _TERMS[parameter.kind](parameter.default.replace(IDS, f"{base}id/"))
    # What the header says stands beside the query on the page.
    lines = bind(question.text, terms).splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith("#+")).lstrip()


def _typed(datatype: str, text: str) -> Literal:
    return Literal(text, datatype=NamedNode(PREFIXES["xsd"] + datatype))


_TERMS: dict[str, Callable[[str], NamedNode | Literal]] = {
    "iri": NamedNode,
    "string": Literal,
    "date": partial(_typed, "date"),
    "integer": partial(_typed, "integer"),
}
