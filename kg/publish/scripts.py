"""What search and query load: the index, the questions and the quads, as scripts for file:// too."""

import base64
import json
from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, Store
from rdflib.namespace import SKOS

from kg import resources
from kg.names import POL, PREFIXES, VOCABULARY_BASE
from kg.publish.places import MOVED, TWINS
from kg.publish.reading import POLICY_GRAPH
from kg.publish.things import Teller
from kg.publish.values import Thing
from kg.publish.vocabulary import ASSIGNS, LOCATOR, STATED_IN
from kg.publish.wording import short
from kg.query import bind, bound, questions
from kg.query.question import LANGUAGE


def search_index(things: Iterable[Thing], teller: Teller) -> str:
    """Each thing as [path, name vi, name en, kind, other names], and the names of kinds."""
    kinds: dict[tuple[str, ...], int] = {}
    entries = []
    for thing in things:
        kind = kinds.setdefault(tuple(thing.kind.text), len(kinds))
        called = teller.called(thing.iri)
        entries.append([thing.path, called.vi, called.en, kind, _others(thing, teller)])
    return f"const siteKinds={_json(list(kinds))};\nconst siteIndex={_json(entries)};\n"


def _others(thing: Thing, teller: Teller) -> str:
    """Its other names, and the document that states it, by which people tell places of one name apart."""
    named = (POL.number, POL.abbreviation, SKOS.altLabel)
    found = [name for property_ in named for name in teller.reading.objects(thing.iri, str(property_))]
    at = teller.reading.one(thing.iri, ASSIGNS) or thing.iri
    stated, locator = teller.reading.one(at, STATED_IN), teller.reading.one(at, LOCATOR)
    if stated:
        called = short(teller.reading, stated, teller.said).vi
        # The place of a statement stands in its name, where readers are told it; people may know it as it is.
        shown = at != thing.iri or teller.place(at).vi != locator
        found.append(f"{called} {locator}" if shown else called)
    return "; ".join(dict.fromkeys(found))


def examples(base: str, start: str) -> str:
    """The library of questions with their defaults in place, in both languages, and what links need."""
    store = _of_base(base)
    told = {
        name: {
            "asks": [q.summary_vi, q.summary],
            "tag": q.tags[0] if q.tags else "",
            "text": [_query(bound(store, q, {}, lang)) for lang in ("vi", "en")],
        }
        for name, q in questions().items()
    }
    spaces = sorted(PREFIXES.items(), key=lambda pair: -len(pair[1]))
    thing = _query(resources.text("queries/publish/thing.rq"))
    opening = [bind(thing, {LANGUAGE: Literal(lang)}) for lang in ("vi", "en")]
    named = {
        "siteQuestions": told, "siteOpening": opening, "siteStart": start, "sitePrefixes": spaces,
        "siteMoved": MOVED, "siteTwins": sorted(TWINS),
        "siteBases": list(dict.fromkeys((base, VOCABULARY_BASE))),
    }  # fmt: skip
    return "".join(f"const {name}={_json(value)};\n" for name, value in named.items())


def _of_base(base: str) -> Store:
    """A store that tells its base as a build does, by the name of a graph."""
    store = Store()
    store.add_graph(NamedNode(f"{base}{POLICY_GRAPH}"))
    return store


def dataset(*packed: bytes) -> str:
    """Packed quads as a script."""
    return f"const siteQuads={_json([base64.b64encode(part).decode() for part in packed])};\n"


def _query(text: str) -> str:
    """The query without the header that says what it asks."""
    return (
        "".join(line for line in text.splitlines(keepends=True) if not line.startswith("#+")).strip() + "\n"
    )


def _json(told: object) -> str:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))
