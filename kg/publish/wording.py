"""What things are called on pages: labels in both languages, made up from their parts where none is given."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from pyoxigraph import Literal
from rdflib.namespace import DCTERMS, FOAF, RDFS, SKOS

from kg import resources
from kg.names import VOCABULARY_BASE
from kg.publish.forms import PUBLISHED
from kg.publish.reading import Edge, Reading
from kg.publish.vocabulary import (
    A_ASSIGNMENT,
    A_DECLARED_COUNT,
    A_EVIDENCE,
    A_FINDING,
    A_RELATION,
    A_SIGNATURE,
    ASSIGNEE,
    COUNT,
    COUNT_OF,
    MESSAGE,
    NUMBER,
    ON_BEHALF_OF,
    RELATION_FROM,
    RELATION_KIND,
    RELATION_TO,
    ROLE,
    SIGNATORY_NAME,
    SIGNATORY_OFFICE,
)
from kg.view import Words
from kg.view.answers import NOTHING, alike, plain

_NAMED = tuple(map(str, (SKOS.prefLabel, DCTERMS.title, RDFS.label, FOAF.name)))
# A finding's message ends in what it is of, which stands on the page besides.
_FOCUS = re.compile(r"\s*\(https?://[^\s)]+\)$")
_LONG = 90


@cache
def words() -> dict[str, Words]:
    """The words of the site's own, by key."""
    told = resources.mapping(resources.text("templates/publish/words.yaml"))
    return {key: Words(said["vi"], said["en"]) for key, said in told.items()}


@cache
def curie(iri: str) -> str:
    """An IRI with the prefix that people know it by, or as it is.

    >>> curie("http://www.w3.org/ns/dcat#Dataset"), curie("https://example.org/x")
    ('dcat:Dataset', 'https://example.org/x')
    """
    for prefix, space in PUBLISHED.items():
        if iri.startswith(space) and "/" not in iri[len(space) :]:
            return f"{prefix}:{iri[len(space) :]}"
    return iri


@dataclass(frozen=True, slots=True)
class Wording:
    """The names of everything in a reading, and the class that says best what a thing is."""

    names: Mapping[str, Words]
    kinds: Mapping[str, str]

    def name(self, iri: str) -> Words:
        """What a thing is called; its shortened IRI where it has no name."""
        return self.names.get(iri) or words().get(f"term {curie(iri)}") or alike(plain(curie(iri)))

    def kind(self, iri: str) -> Words:
        """What a thing is: the name of its class."""
        return self.name(self.kinds[iri]) if iri in self.kinds else NOTHING


def wording(reading: Reading) -> Wording:
    """The wording of a reading."""
    given = {iri: found for iri, edges in reading.outward.items() if (found := both(edges, _NAMED)).vi}
    kinds = {iri: kind for iri in reading.outward if (kind := _kind(reading, iri))}
    said = Wording(dict(given), kinds)
    composed = {
        iri: _COMPOSED[kind](reading, iri, said)
        for iri, kind in kinds.items()
        if kind in _COMPOSED and iri not in given
    }
    graphs = {graph: alike(graph.removeprefix(reading.base)) for graph in reading.graphs}
    return Wording({**graphs, **given, **composed}, kinds)


def both(edges: list[Edge], predicates: tuple[str, ...]) -> Words:
    """The text that a thing has by the first of these properties that it has, in each language."""
    for predicate in predicates:
        texts = {
            e.term.language or "": plain(e.object)
            for e in reversed(edges)
            if e.predicate == predicate and isinstance(e.term, Literal)
        }
        if texts:
            other = next(iter(texts.values()))
            return Words(texts.get("vi", other), texts.get("en", other))
    return NOTHING


def _kind(reading: Reading, iri: str) -> str:
    """The most special of the vocabulary's classes that a thing is of, or else any class."""
    types = reading.types(iri)
    ours = [t for t in types if t.startswith(VOCABULARY_BASE)]
    general = {above for t in ours for above in _ancestors(reading, t)}
    special = [t for t in ours if t not in general]
    return (special or types or [""])[0]


def _ancestors(reading: Reading, term: str) -> set[str]:
    found: set[str] = set()
    left = [term]
    while left:
        for above in reading.above.get(left.pop(), ()):
            if above not in found:
                found.add(above)
                left.append(above)
    return found


def _assignment(reading: Reading, iri: str, said: Wording) -> Words:
    role, body = (
        said.name(reading.one(iri, ROLE)),
        said.name(reading.one(iri, ASSIGNEE)),
    )
    return Words(f"{role.vi}: {body.vi}", f"{role.en}: {body.en}")


def _relation(reading: Reading, iri: str, said: Wording) -> Words:
    kind = said.name(reading.one(iri, RELATION_KIND))
    start = short(reading, reading.one(iri, RELATION_FROM), said)
    end = short(reading, reading.one(iri, RELATION_TO), said)
    return Words(f"{start.vi} → {kind.vi} → {end.vi}", f"{start.en} → {kind.en} → {end.en}")


def short(reading: Reading, iri: str, said: Wording) -> Words:
    """How a document is called in passing: its number, or else its title."""
    number = reading.one(iri, NUMBER)
    return alike(number) if number else said.name(iri)


def _count(reading: Reading, iri: str, said: Wording) -> Words:
    number, counted = reading.one(iri, COUNT), said.name(reading.one(iri, COUNT_OF))
    return Words(f"{number} {counted.vi}", f"{number} {counted.en}")


def _signature(reading: Reading, iri: str, said: Wording) -> Words:
    name = reading.one(iri, SIGNATORY_NAME)
    office = reading.one(iri, SIGNATORY_OFFICE) or reading.one(iri, ON_BEHALF_OF)
    return alike(name) if name else said.name(office)


def _finding(reading: Reading, iri: str, said: Wording) -> Words:
    told = found(reading, iri)
    return Words(cut(told.vi), cut(told.en))


def found(reading: Reading, iri: str) -> Words:
    """What a finding says, without the IRI of what it is of."""
    told = both(reading.outward[iri], (MESSAGE,))
    return Words(_FOCUS.sub("", told.vi), _FOCUS.sub("", told.en))


def _evidence(reading: Reading, iri: str, said: Wording) -> Words:
    source = iri.rpartition("/evidence/")[2].partition("/")[0]
    return Words(f"{words()['evidence'].vi} {source[:3]}", f"{words()['evidence'].en} {source[:3]}")


def cut(text: str) -> str:
    """A text short enough for a heading, cut between words.

    >>> cut("ngắn")
    'ngắn'
    """
    return text if len(text) <= _LONG else f"{text[:_LONG].rpartition(' ')[0]} …"


_COMPOSED: dict[str, Callable[[Reading, str, Wording], Words]] = {
    A_ASSIGNMENT: _assignment,
    A_RELATION: _relation,
    A_DECLARED_COUNT: _count,
    A_SIGNATURE: _signature,
    A_FINDING: _finding,
    A_EVIDENCE: _evidence,
}
