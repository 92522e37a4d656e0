"""The pages of a site: one for each thing, term, shape and graph, those to browse by, and the first one."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rdflib.namespace import DCTERMS, FOAF

from kg.names import POL, SHAPE, VOCABULARY_BASE
from kg.publish import browsing, terms
from kg.publish.chapters import listing, listings
from kg.publish.dates import dues
from kg.publish.describable import ONTOLOGIES, Held, held
from kg.publish.dumping import Dump
from kg.publish.pages import Page
from kg.publish.pictured import Pictured
from kg.publish.structured import of_dataset, structured
from kg.publish.terms import Shape
from kg.publish.things import Teller
from kg.publish.values import Fact, Thing, Value, order, rank
from kg.publish.vocabulary import (
    A_BODY,
    A_FINDING,
    A_TARGET,
    A_TASK_GROUP,
    ASSIGNEE,
    DCTERMS_ISSUED,
    ISSUED_BY,
    LOCATOR,
    NUMBER,
    OWL_VERSION_IRI,
    RDF_TYPE,
    STATED_IN,
    STATES,
)
from kg.publish.wording import curie, words
from kg.view import PICTURES, Words
from kg.view.answers import alike, joined
from kg.view.dates import day

_NAMES = frozenset(map(str, (DCTERMS.title, FOAF.name)))
# A family of numbered things in the catalogue: its stem.
_NUMBERED = re.compile(r"(.+)-[0-9]+")
# So many documents are named on the first page.
_FIRST = 40


@dataclass(frozen=True, slots=True)
class Spread:
    """The pages of a site, the things they are about, the documents they describe, and the shapes."""

    pages: tuple[Page, ...]
    things: tuple[Thing, ...]
    held: Held
    shapes: tuple[Shape, ...]


def spread(teller: Teller, pictures: Pictured, dumped: Sequence[Dump]) -> Spread:
    """All pages of a site."""
    documents = held(teller.reading, teller.places)
    found = terms.shapes()
    used, constraining = terms.usage(teller), terms.constraining(found)
    things: list[Thing] = []
    pages: list[Page] = []
    for iris in documents.things.values():
        thing = _whole(teller.thing(iris[0]), teller)
        page = _page(thing, teller, pictures)
        if thing.iri.startswith(str(POL)):
            told = {"term": terms.term(thing.iri, teller, used, constraining)}
            page = replace(page, template="term.html", told={**page.told, **told})
        things.append(thing)
        pages.append(page)
    pages += [*_shapes(found, teller), *_ontologies(teller, used), *_graphs(teller)]
    for key, tell in browsing.BROWSED.items():
        pages += listings(key, f"browse/{key}", tell(teller))
    pages += [Page(f"{key}/index", f"{key}.html", {"iri": ""}) for key in ("search", "query")]
    pages += [_data(teller, dumped), _home(teller, pictures)]
    return Spread(tuple(pages), tuple(things), documents, tuple(found))


def _whole(thing: Thing, teller: Teller) -> Thing:
    """A document with the tree of its statements in the place of the links that name them."""
    said = teller.reading.subjects(thing.iri, STATED_IN)
    if not said:
        return thing
    values = [(len(teller.reading.one(iri, LOCATOR).split(".")), teller.value(iri)) for iri in said]
    tree = sorted((v._replace(stage=str(min(depth - 1, 5))) for depth, v in values), key=rank)
    skipped = {teller.said.name(STATES), teller.said.name(STATED_IN)}
    kept = tuple(fact for fact in thing.facts if fact.name not in skipped)
    referring = tuple(fact for fact in thing.referring if fact.name not in skipped)
    return replace(thing, statements=tuple(tree), facts=kept, referring=referring)


def _page(thing: Thing, teller: Teller, pictures: Pictured) -> Page:
    of_body = bool(teller.reading.subjects(thing.iri, ASSIGNEE))
    standing, is_statement = teller.reading.draft(thing.iri), teller.reading.one(thing.iri, LOCATOR)
    told = {
        "thing": thing,
        "iri": thing.iri,
        "about": thing.about.vi,
        "code": curie(thing.iri) if thing.iri.startswith((str(POL), str(SHAPE))) else "",
        "locator": teller.place(thing.iri) if is_statement else alike(teller.reading.one(thing.iri, NUMBER)),
        "structured": structured(thing, teller.reading),
        "pictures": pictures.of(thing.iri),
        # A document is made of statements that are reviewed one by one.
        "draft": None if thing.statements and not standing else standing,
        "asked": not thing.iri.startswith(str(SHAPE)),
        "duties_are": "duties_of_body" if of_body else "duties_of_task",
        "others_are": "task" if of_body else "body",
    }
    return Page(thing.path, "thing.html", told, described=True)


def _shapes(found: Sequence[Shape], teller: Teller) -> Iterator[Page]:
    yield listing("shapes", "shape", list(browsing.of_shapes(found)), described=True)
    for shape in found:
        about = tuple(teller.value(iri) for iri in sorted(shape.about) if iri in teller.reading.outward)
        kind = Value(words()["shape"], "shape", "", "")
        thing = replace(teller.thing(shape.iri), kind=kind, name=alike(shape.name))
        page = _page(thing, teller, Pictured({}, {}))
        told = {**page.told, "message": shape.message, "turtle": shape.turtle, "constrained": about}
        yield replace(page, template="shape.html", told=told)


def _ontologies(teller: Teller, used: terms.Usage) -> Iterator[Page]:
    """The vocabulary's first page, and one for each other ontology and version."""
    about = teller.thing(f"{VOCABULARY_BASE}ns")
    listed = list(browsing.of_terms(teller, used))
    page = listing("terms", "ns", listed, described=True, facts=(*about.facts, *_beside()))
    yield replace(page, told={**page.told, "iri": about.iri})
    for path in ONTOLOGIES:
        iri = f"{VOCABULARY_BASE}{path}"
        page = _page(teller.thing(iri), teller, Pictured({}, {}))
        if path != "ns":
            yield page
        for version in teller.reading.objects(iri, OWL_VERSION_IRI):
            yield replace(page, path=version.removeprefix(VOCABULARY_BASE))


def _beside() -> Iterator[Fact]:
    """Where the shapes, and the other ontologies, are."""
    others = [Value(alike(path), path, "", "") for path in ONTOLOGIES if path != "ns"]
    yield Fact(words()["ontology"], "", tuple(others), 0)
    yield Fact(words()["shapes"], "", (Value(words()["shapes"], "shape", "", ""),), 0)


def _graphs(teller: Teller) -> Iterator[Page]:
    for graph, lines in teller.reading.graphs.items():
        thing = teller.thing(graph)
        kind = Value(words()["graph"], "", "", "")
        page = _page(replace(thing, kind=kind), teller, Pictured({}, {}))
        told = {**page.told, "structured": of_dataset(teller.reading, teller.value(graph), len(lines))}
        yield replace(page, told=told)


def _data(teller: Teller, dumped: Sequence[Dump]) -> Page:
    graphs = [(teller.value(graph), len(lines)) for graph, lines in teller.reading.graphs.items()]
    whole = [dump for dump in dumped if dump.path.startswith("dumps/graph.")]
    base = teller.reading.base
    told = {
        "files": whole,
        "graphs": graphs,
        "structured": of_dataset(teller.reading),
        "iri": f"{base}catalog",
    }
    told |= _described(teller, base)
    return Page("catalog", "data.html", told, described=True)


def _described(teller: Teller, base: str) -> dict[str, object]:
    """Everything that the catalogue describes: things one by one, and families of numbered ones as tables."""
    things = [iri for iri in teller.reading.outward if iri.startswith(f"{base}catalog")]
    single: list[tuple[str, Value, tuple[Fact, ...]]] = []
    families: dict[str, list[tuple[str, tuple[Fact, ...]]]] = defaultdict(list)
    for iri in sorted(things, key=lambda iri: order(iri.replace("-", "."))):
        anchor, edges = iri.partition("#")[2], teller.reading.outward[iri]
        if numbered := _NUMBERED.fullmatch(anchor):
            families[numbered[1]].append((anchor, teller.facts(e for e in edges if e.predicate != RDF_TYPE)))
        else:
            facts = teller.facts(e for e in edges if e.predicate not in _NAMES)
            single.append((anchor, Value(teller.said.name(iri), "", "", ""), facts))
    return {"described": single, "families": [_family(*pair) for pair in families.items()]}


def _family(stem: str, members: list[tuple[str, tuple[Fact, ...]]]) -> tuple[str, list[Words], list[object]]:
    columns = list(dict.fromkeys(fact.name for _, facts in members for fact in facts))
    rows: list[object] = []
    for anchor, facts in members:
        values = {fact.name: fact.values for fact in facts}
        rows.append((anchor, [values.get(name, ()) for name in columns]))
    return stem, columns, rows


def _home(teller: Teller, pictures: Pictured) -> Page:
    documents = browsing.documents(teller)
    reading = teller.reading
    saying = [iri for iri in documents if reading.subjects(iri, STATED_IN)]
    numbers = {
        "documents": len(documents), "bodies": len(reading.of_type(A_BODY)),
        "groups": len(reading.of_type(A_TASK_GROUP)), "deadlines": len(dues(reading)),
        "targets": len(reading.of_type(A_TARGET)), "findings": len(reading.of_type(A_FINDING)),
    }  # fmt: skip
    cards = [(key, f"browse/{key}", number) for key, number in numbers.items()]
    told = {
        "cards": [*cards, ("query", "query/index", "SPARQL")],
        "pictures": [(name, PICTURES[name], f"{name}.html") for name in pictures.drawn],
        "papers": [(teller.value(iri), _about(teller, iri)) for iri in saying[:_FIRST]],
        "more": len(saying) - _FIRST,
        "structured": of_dataset(reading),
        "iri": "",
    }
    return Page("index", "home.html", told)


def _about(teller: Teller, iri: str) -> tuple[str, str]:
    reading = teller.reading
    parts = [
        teller.said.kind(iri),
        alike(reading.one(iri, NUMBER)),
        joined("; ", [teller.called(body) for body in reading.objects(iri, ISSUED_BY)]),
        day(reading.one(iri, DCTERMS_ISSUED)),
    ]
    return joined(" · ", parts)
