"""Tell an explanation as an indented tree, a Markdown list or JSON, asserted triples with their evidence."""

import json
import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import TypedDict

from pyoxigraph import NamedNode, Store, Triple
from rdflib import DCTERMS, RDFS, SKOS

from kg import resources
from kg.names import POL
from kg.query import bind, cell, header, in_markdown, printable, select
from kg.query.showing import compact
from kg.reason.explanation import Step
from kg.reason.matching import Term, terms
from kg.reason.template import FOLDER, Rule

_GRAPH = re.compile(r"^(?P<base>.*/)graph/(?P<stage>\w+)/(?P<name>.+)$")
_NAMING = tuple(NamedNode(p) for p in (SKOS.prefLabel, POL.number, DCTERMS.title, RDFS.label))
_WORDS = {
    "vi": {
        "asserted": "khẳng định trong hồ sơ của",
        "judgement": "phán đoán của người duyệt, trong hồ sơ của",
        "ontology": "bản thể học:",
        "rule": "suy ra:",
        "axiom": "tiên đề:",
        "evidence": "căn cứ:",
    },
    "en": {
        "asserted": "asserted in the records of",
        "judgement": "a reviewer's judgement, in the records of",
        "ontology": "ontology:",
        "rule": "follows:",
        "axiom": "axiom:",
        "evidence": "evidence:",
    },
}


class Place(TypedDict, total=False):
    """A place in a source: its name, and start, end and words where the graph has them."""

    source: str
    start: int
    end: int
    words: str


class Told(TypedDict, total=False):
    """A step as JSON: its triple, and either what asserts it or what it follows from."""

    subject: str
    predicate: str
    object: str
    says: str
    rule: str
    summary: str
    axiom: list[str]
    because: "list[Told]"
    asserted: list[dict[str, str]]
    evidence: list[Place]


def tell(store: Store, step: Step, form: str, lang: str) -> str:
    """The explanation as text in one of TELLINGS, its words in a language."""
    return TELLINGS[form](told(store, step, lang), lang)


def told(store: Store, step: Step, lang: str) -> Told:
    """The explanation as plain values."""
    subject, predicate, object_ = terms(step.triple)
    says = " · ".join(label(store, term, lang) for term in (subject, predicate, object_))
    whole = Told(subject=cell(subject), predicate=cell(predicate), object=cell(object_), says=says)
    if step.rule is None:
        whole["asserted"] = [_asserting(store, graph, lang) for graph in step.asserted]
        # What a reviewer judges is in no one's words.
        said = any(graph["stage"] == "asserted" for graph in whole["asserted"])
        whole["evidence"] = places(store, step.triple) if said else []
        return whole
    whole["rule"] = step.rule.name
    whole["summary"] = summary(step.rule, lang)
    whole["axiom"] = [term.value for term in step.rule.axiom]
    whole["because"] = [told(store, needed, lang) for needed in step.because]
    return whole


def lines(store: Store, step: Step, lang: str, depth: int = 0) -> str:
    """The explanation as an indented tree."""
    return _tree(told(store, step, lang), lang, depth=depth)


def summary(rule: Rule, lang: str, folder: str = FOLDER) -> str:
    """What a rule says, in a language: from the header of its template."""
    said = header(resources.text(f"{folder}/{rule.name}.rq"))
    return str(said["summary_vi" if lang == "vi" else "summary"])


def label(store: Store, term: Term, lang: str) -> str:
    """The name of a thing in a language; where it has none, its IRI shortened; a literal as it is."""
    if isinstance(term, NamedNode):
        for naming in _NAMING:
            found = [quad.object for quad in store.quads_for_pattern(term, naming, None)]
            for name in sorted(found, key=str):
                if getattr(name, "language", None) in (lang, None):
                    return cell(name)
    return compact(cell(term))


def places(store: Store, triple: Triple) -> list[Place]:
    """Where sources say an asserted triple: at its relation, its subject, or the nearest thing around it."""
    query = resources.text(f"{FOLDER}/show/evidence.rq")
    for thing in _bearers(store, triple):
        table = select(store, bind(query, {"_thing_iri": thing}), "show/evidence.rq")
        if table.rows:
            return [_place(row) for row in table.cells()]
    return []


def _place(row: list[str]) -> Place:
    source, start, end, words = row
    place = Place(source=source)
    if start and end:
        place["start"], place["end"] = int(start), int(end)
    if words:
        place["words"] = words
    return place


def _bearers(store: Store, triple: Triple) -> Iterator[NamedNode]:
    subject, predicate, object_ = terms(triple)
    if isinstance(object_, NamedNode):
        asked = {"_subject_iri": subject, "_property_iri": predicate, "_object_iri": object_}
        query = bind(resources.text(f"{FOLDER}/show/relation.rq"), asked)
        rows = select(store, query, "show/relation.rq").cells()
        yield from (NamedNode(iri) for (iri,) in rows)
    iri = subject.value
    while "/id/document/" in iri:
        yield NamedNode(iri)
        iri = iri.rpartition("/")[0]


def _asserting(store: Store, graph: str, lang: str) -> dict[str, str]:
    """The stage that wrote a graph, and the document or list that the graph is of."""
    parts = _GRAPH.match(graph)
    if not parts:
        return {"graph": graph, "stage": "", "of": graph}
    document = NamedNode(f"{parts['base']}id/document/{parts['name']}")
    named = label(store, document, lang) if "/" in parts["name"] else parts["name"]
    return {"graph": graph, "stage": parts["stage"], "of": named}


def _lines(step: Told, lang: str, depth: int) -> Iterator[tuple[int, str]]:
    """The lines of the tree with their depth: what is said, its terms, and why."""
    words = _WORDS[lang]
    yield depth, step["says"]
    yield depth + 1, " ".join(compact(step[part]) for part in ("subject", "predicate", "object"))
    if "rule" in step:
        yield depth + 1, f"{words['rule']} {step['summary']}"
        yield depth + 1, f"{words['axiom']} {' '.join(map(compact, step['axiom']))}"
        for needed in step["because"]:
            yield from _lines(needed, lang, depth + 1)
        return
    for graph in step["asserted"]:
        yield depth + 1, f"{words.get(graph['stage'], graph['stage'])} {graph['of']}"
    for place in step["evidence"]:
        yield depth + 1, f"{words['evidence']} {_shown(place)}"


def _shown(place: Place) -> str:
    at = f", {place['start']}-{place['end']}" if "start" in place else ""
    said = f": “{' '.join(place['words'].split())}”" if "words" in place else ""
    return f"{place['source']}{at}{said}"


def _tree(
    step: Told, lang: str, *, bullet: str = "", written: Callable[[str], str] = printable, depth: int = 0
) -> str:
    """The lines of the tree, each on its depth behind the bullet, as `written` writes it."""
    return "".join(f"{'  ' * at}{bullet}{written(line)}\n" for at, line in _lines(step, lang, depth))


def _json(step: Told, lang: str) -> str:
    return json.dumps(step, ensure_ascii=False, indent=2) + "\n"


TELLINGS: dict[str, Callable[[Told, str], str]] = {
    "table": _tree,
    "json": _json,
    "md": partial(_tree, bullet="- ", written=in_markdown),
}
