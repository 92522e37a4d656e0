"""What page and pictures tell of things: names of terms, the words behind them, documents by IRI."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pyoxigraph import Store

from kg.names import POL, VOCABULARY_BASE, concept
from kg.query import Unreviewed, meant, said_place, unreviewed
from kg.query.called import ANNEXED, BESIDE
from kg.query.showing import compact, heading
from kg.view.answers import NOTHING, Row, Words, alike, joined, labels, plain, rows, words
from kg.view.dates import day
from kg.view.picture import DATED, RECURRING, TIMELESS, Group, Quote

# The first part of what follows a document's IRI, where it is a place in the text: 1, IV.3.b.
_LOCATOR = re.compile(rf"(?:(?:[\dIVXLCM]|{BESIDE})\w*|P|{ANNEXED})(?:\.[\w.]+)?")


@dataclass(frozen=True, slots=True)
class Telling:
    """What page and pictures tell: names of terms and bodies, the words behind things, documents by IRI."""

    labels: Mapping[str, Words]
    quotes: Mapping[str, tuple[Quote, ...]]
    documents: Mapping[str, Row]
    issuers: Mapping[str, Words]
    bodies: Mapping[str, Words]
    kinds: Mapping[str, str]
    unreviewed: Unreviewed

    def document(self, iri: str) -> Words:
        """How a document is called in passing: its number, or else its title."""
        row = self.documents[iri]
        return alike(row["number"]) if row["number"] else words(row)

    def document_of(self, iri: str) -> str:
        """The document that a thing belongs to by its IRI, or nothing."""
        while iri not in self.documents and "/" in iri:
            iri = iri.rpartition("/")[0]
        return iri if iri in self.documents else ""

    def thing(self, iri: str) -> Words:
        """How anything is called in passing: a term or body by name, a statement by document and locator."""
        if named := self.labels.get(iri) or self.bodies.get(iri):
            return named
        document = self.document_of(iri)
        if not document:
            return alike(plain(compact(iri)))
        place = _LOCATOR.fullmatch(iri.removeprefix(document).strip("/").partition("/")[0])
        return joined(", ", [self.document(document), _place(place[0]) if place else NOTHING])

    @property
    def times(self) -> tuple[str, ...]:
        """The English names of facts that tell a time."""
        terms = (POL.deadline, POL.dueBy, POL.recurrence)
        return tuple(self.labels[str(term)].en for term in terms if str(term) in self.labels)

    def listed(self, used: Iterable[str]) -> tuple[tuple[str, Words], ...]:
        """Those of the documents that are used, with how they are called, in their order."""
        wanted = set(used)
        return tuple((iri, self.document(iri)) for iri in self.documents if iri in wanted)

    def groups(self, groups: Iterable[str]) -> dict[str, Group]:
        """The groups in use with their names and sizes, the largest first."""
        sizes = sorted(Counter(groups).items(), key=lambda g: (-g[1], g[0]))
        return {group: Group(self.labels[group], size) for group, size in sizes}

    def standing(self, iri: str) -> tuple[tuple[Words, Words], ...]:
        """That nobody has reviewed a document or statement, as a fact; nothing where it has been reviewed."""
        if not self.unreviewed.rests(iri):
            return ()
        return ((self.labels[str(POL.status)], self.labels[str(concept("status", "draft"))]),)

    def time(self, row: Row) -> tuple[tuple[Words, Words], ...]:
        """The time of a task or assignment as facts: its words, the last day, the rhythm."""
        told = (
            (POL.deadline, Words(row["text"], meant(row["edtf"], row["qualifier"]) or row["text"])),
            (POL.dueBy, day(row["due"]) if row["due"] else NOTHING),
            (POL.recurrence, self.labels.get(row["recurrence"], NOTHING)),
        )
        return tuple((self.labels[str(term)], value) for term, value in told if value.vi or value.en)


def _place(locator: str) -> Words:
    """A place in passing: an item by its number, what has none by what it is."""
    vi, en = said_place(locator, "vi"), said_place(locator, "en")
    return Words(vi if re.match(BESIDE, locator) else f"mục {vi}", en)


def telling(store: Store) -> Telling:
    """What the store tells of terms, words and documents."""
    quotes: dict[str, list[Quote]] = {}
    for row in rows(store, "evidences"):
        quotes.setdefault(row["thing"], []).append(Quote(words(row), row["start"], row["end"], row["exact"]))
    issuers: dict[str, Words] = {}
    for row in rows(store, "document-issuers"):
        issuers[row["document"]] = joined("; ", [issuers.get(row["document"], NOTHING), words(row)])
    # What says most comes first.
    listed = sorted(rows(store, "documents"), key=lambda row: (-int(row["statements"] or 0), row["document"]))
    named = rows(store, "body-labels")
    bodies = {row["body"]: words(row) for row in named}
    kinds = {row["body"]: row["kind"] or str(POL.Body) for row in named}
    said = {thing: tuple(found) for thing, found in quotes.items()}
    documents = {row["document"]: row for row in listed}
    return Telling(labels(store), said, documents, issuers, bodies, kinds, unreviewed(store))


def when(row: Row) -> str:
    """Which kind of time a task or assignment has."""
    if row["due"] or row["text"]:
        return DATED
    return RECURRING if row["recurrence"] else TIMELESS


def caption(column: str) -> Words:
    """The name of a fact: that of the column in which answers give it."""
    return Words(heading(column, "vi"), heading(column, "en"))


def short(iri: str) -> str:
    """The last part of a vocabulary IRI, which style sheets know the group by.

    >>> short("https://w3id.org/vnpolicy/concept/role/lead"), short("https://w3id.org/vnpolicy/ns#PartyBody")
    ('lead', 'PartyBody')
    """
    return iri.replace("#", "/").rpartition("/")[2] if iri.startswith(VOCABULARY_BASE) else ""
