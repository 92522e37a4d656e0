"""What the page of a resource says: facts, what refers to it, evidence, duties, its place in pictures."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode
from rdflib.namespace import DCTERMS, RDF, RDFS, SKOS

from kg.names import OA, POL, VOCABULARY_BASE, concept
from kg.publish.places import Places
from kg.publish.reading import Edge, Reading
from kg.publish.values import Duty, Fact, Proof, Thing, Value, rank
from kg.publish.vocabulary import (
    ASSIGNEE,
    ASSIGNS,
    DCTERMS_DESCRIPTION,
    DEADLINE,
    DEADLINE_QUALIFIER,
    DEADLINE_TEXT,
    DUE_BY,
    LOCATOR,
    MANNER,
    MESSAGE,
    OA_HAS_SELECTOR,
    OA_HAS_SOURCE,
    RECURRENCE,
    ROLE,
    SKOS_DEFINITION,
    SKOS_SCOPE_NOTE,
    SUPPORTED_BY,
)
from kg.publish.wording import Wording, both, curie, short, words
from kg.query import deadline_in_english, meant, said_place
from kg.trace import phrase
from kg.view import Words
from kg.view.answers import NOTHING, alike, joined, plain
from kg.view.dates import day, written

# What a page has a place of its own for, or shows better than as a line of facts.
_APART = (
    RDF.type, RDFS.label, RDFS.isDefinedBy, SKOS.prefLabel, SKOS.definition, SKOS.example, DCTERMS.title,
    DCTERMS.description, POL.supportedBy, POL.assignedBy, POL.chargedWith, POL.message,
)  # fmt: skip
_ELSEWHERE = frozenset(map(str, _APART))
# The stage whose triples stand on the page of data.
_DESCRIPTION = "description"
# More links of one kind than this are told by their number, with the query that lists them.
SHOWN = 60
_DUTIES = frozenset(map(str, (POL.responsibleFor, POL.responsibilityOf)))
# A scheme names its concepts, which need not be named again as what names the scheme.
_SAYS_AGAIN = dict.fromkeys(map(str, (SKOS.inScheme, SKOS.topConceptOf)), str(SKOS.hasTopConcept))
_LEAD = str(concept("role", "lead"))
_CHANNELS = frozenset(map(str, (POL.reportsTo, POL.via, POL.jointlyWith)))
_WORD_TEXTS = (DCTERMS_DESCRIPTION, SKOS_DEFINITION, SKOS_SCOPE_NOTE, MESSAGE)


@dataclass(frozen=True, slots=True)
class Teller:
    """Tells of things in a reading."""

    reading: Reading
    said: Wording
    places: Places

    def value(self, iri: str, stage: str = "") -> Value:
        """A thing as a value that leads to where it is described."""
        home = self.places.of(iri)
        if not home:
            return Value(
                self.said.name(iri), iri if iri.startswith(("http://", "https://")) else "", "", stage
            )
        return Value(self.called(iri), home.path, home.anchor, stage, self.reading.one(iri, LOCATOR))

    def called(self, iri: str) -> Words:
        """A name as lists give it: a statement's with its place."""
        return joined(" ", [self.place(iri), self.said.name(iri)])

    def place(self, iri: str) -> Words:
        """Where in its document a statement stands, as readers are told; nothing of what is no statement."""
        locator = self.reading.one(iri, LOCATOR)
        return self._said(locator) if locator else NOTHING

    def _said(self, locator: str) -> Words:
        return Words(said_place(locator, "vi"), said_place(locator, "en"))

    def thing(self, iri: str) -> Thing:
        """What the page of a thing says."""
        outward, inward = self.reading.outward.get(iri, []), self.reading.inward.get(iri, [])
        home = self.places.of(iri)
        return Thing(
            iri=iri,
            path=home.path if home else "",
            kind=self.value(self.said.kinds[iri]) if iri in self.said.kinds else Value(NOTHING, "", "", ""),
            name=self.said.name(iri),
            about=both(outward, _WORD_TEXTS),
            trail=self.trail(iri),
            facts=self.facts(e for e in outward if self._told_as_fact(e)),
            referring=self._referring(outward, inward),
            proofs=self._proofs(iri),
            duties=self._duties(iri),
            statements=(),
        )

    def _told_as_fact(self, edge: Edge) -> bool:
        """Whether a line of facts is the place for it: who does what stands in the table of duties."""
        return edge.predicate not in _ELSEWHERE and not _DUTIES.intersection(
            (edge.predicate, *self.reading.above.get(edge.predicate, ()))
        )

    def trail(self, iri: str) -> tuple[Value, ...]:
        """What a thing stands in, outermost first: its document, and the statements that it is part of."""
        found: list[str] = []
        at = iri
        while above := self._above(at):
            if above in found or above == iri:
                break
            found.insert(0, above)
            at = above
        return tuple(self._step(above) for above in found)

    def _step(self, iri: str) -> Value:
        value = self.value(iri)
        is_statement = self.reading.one(iri, LOCATOR)
        return value if is_statement else value._replace(text=short(self.reading, iri, self.said))

    def _above(self, iri: str) -> str:
        for property_ in (POL.partOf, POL.statedIn, POL.assigns, POL.describedIn, SKOS.inScheme):
            if found := self.reading.one(iri, str(property_)):
                return found
        home = self.places.of(iri)
        parent = (
            iri.rpartition("/")[0].rpartition("/")[0] if home and home.path.startswith("id/document/") else ""
        )
        return parent if parent in self.reading.outward else ""

    def facts(self, edges: Iterable[Edge]) -> tuple[Fact, ...]:
        """What a thing says, a line for each property, without what follows from another line."""
        kept = [e for e in edges if _ours(e)]
        special = self._special(kept)
        found: dict[str, list[Edge]] = defaultdict(list)
        for edge in kept:
            if edge.stage != "inferred" or edge.predicate not in special[edge.object]:
                found[edge.predicate].append(edge)
        return tuple(self._fact(predicate, self._values(es)) for predicate, es in found.items())

    def _special(self, edges: Iterable[Edge]) -> Mapping[str, set[str]]:
        """For each object, the properties that only say less than another one with the same object."""
        found: dict[str, set[str]] = defaultdict(set)
        for edge in edges:
            left = list(self.reading.above.get(edge.predicate, ()))
            while left:
                above = left.pop()
                found[edge.object].add(above)
                left += self.reading.above.get(above, ())
        return found

    def _fact(self, predicate: str, values: list[Value]) -> Fact:
        home = self.places.of(predicate)
        values.sort(key=rank)
        return Fact(
            self.said.name(predicate), home.path if home else "", tuple(values[:SHOWN]), len(values) - SHOWN
        )

    def _values(self, edges: list[Edge]) -> list[Value]:
        """The values of a property; a text in both languages is one value."""
        told = {e.term.language: e for e in edges if isinstance(e.term, Literal) and e.term.language}
        if len(edges) == len(told) and set(told) == {"vi", "en"}:
            return [Value(Words(plain(told["vi"].object), plain(told["en"].object)), "", "", edges[0].stage)]
        return [self._value(edge) for edge in edges]

    def _value(self, edge: Edge) -> Value:
        if isinstance(edge.term, NamedNode):
            return self.value(edge.object, edge.stage)
        told = Words(written(edge.term, "vi"), written(edge.term, "en"))
        if edge.term.language:
            told = alike(f"{plain(edge.object)} ({edge.term.language})")
        if edge.predicate == LOCATOR:
            said = self._said(edge.object)
            told = said if said.vi == edge.object else joined(" · ", [said, alike(edge.object)])
        return Value(told, "", "", edge.stage)

    def _referring(self, outward: list[Edge], inward: list[Edge]) -> tuple[Fact, ...]:
        """What refers to a thing, without what the thing says itself the other way round."""
        said = {(e.predicate, e.object) for e in outward}
        kept = [
            e
            for e in inward
            if _ours(e)
            and e.stage != _DESCRIPTION
            and e.predicate not in _ELSEWHERE
            and e.predicate not in (ASSIGNS, ASSIGNEE)
            and (self._inverse(e.predicate), e.subject) not in said
        ]
        found: dict[str, list[Value]] = defaultdict(list)
        special: dict[str, set[str]] = defaultdict(set)
        for edge in kept:
            special[edge.subject] |= set(self.reading.above.get(edge.predicate, ()))
        for edge in kept:
            if edge.predicate not in special[edge.subject]:
                found[edge.predicate].append(self.value(edge.subject, edge.stage))
        return tuple(self._fact(p, values)._replace(name=self._inward(p)) for p, values in found.items())

    def _inward(self, predicate: str) -> Words:
        """What a property is called on the page of the thing that it leads to."""
        if _DUTIES.intersection(self.reading.above.get(predicate, ())):
            return Words(*phrase("relations", predicate.rpartition("#")[2], "down"))
        return words().get(f"inward {curie(predicate)}") or self.said.name(predicate)

    def _inverse(self, predicate: str) -> str:
        return self.reading.inverses.get(predicate) or _SAYS_AGAIN.get(predicate, "")

    def _proofs(self, iri: str) -> tuple[Proof, ...]:
        """The places that prove a thing, those of one source in the order of its text."""
        found = map(self._proof, self.reading.objects(iri, SUPPORTED_BY))
        return tuple(sorted(found, key=lambda proof: (proof.source.text, int(proof.start or 0))))

    def _proof(self, iri: str) -> Proof:
        selectors = self.reading.objects(iri, OA_HAS_SELECTOR)
        told = {
            predicate: value
            for selector in selectors
            for predicate in (OA.exact, OA.start, OA.end)
            if (value := self.reading.one(selector, str(predicate)))
        }
        home = self.places.of(iri)
        return Proof(
            anchor=home.anchor if home else "",
            quote=plain(told.get(OA.exact, "")),
            source=self.value(self.reading.one(iri, OA_HAS_SOURCE)),
            start=told.get(OA.start, ""),
            end=told.get(OA.end, ""),
            manner=self.said.name(self.reading.one(iri, MANNER)),
        )

    def _duties(self, iri: str) -> tuple[Duty, ...]:
        """The assignments of a task, each with its body, or of a body, each with its task."""
        of_task = self.reading.subjects(iri, ASSIGNS)
        of_body = self.reading.subjects(iri, ASSIGNEE)
        found = [(a, self.reading.one(a, ASSIGNEE)) for a in of_task]
        found += [(a, self.reading.one(a, ASSIGNS)) for a in of_body]
        duties = [self._duty(*pair) for pair in found if pair[1]]
        return tuple(sorted(duties, key=_duty_order))

    def _duty(self, assignment: str, other: str) -> Duty:
        return Duty(
            self.said.name(self.reading.one(assignment, ROLE)),
            self.value(other),
            self.time(assignment, other),
            self.value(assignment),
            self.leads(assignment),
            self._channels(assignment),
        )

    def _channels(self, assignment: str) -> tuple[Fact, ...]:
        """To whom, through whom and with whom an assignment is carried out."""
        edges = self.reading.outward.get(assignment, [])
        return self.facts(edge for edge in edges if edge.predicate in _CHANNELS)

    def leads(self, assignment: str) -> bool:
        """Whether it is the lead that an assignment gives."""
        return self.reading.one(assignment, ROLE) == _LEAD

    def standing(self, assignment: str) -> tuple[object, ...]:
        """A key by which who leads stands before all others, and the rest by role and name."""
        role, body = (self.reading.one(assignment, p) for p in (ROLE, ASSIGNEE))
        return not self.leads(assignment), self.said.name(role).vi if role else "", body

    def time(self, *things: str) -> Words:
        """The time of the first of these that has one: the last day, or the words, or the rhythm."""
        for iri in things:
            if due := self.reading.one(iri, DUE_BY):
                return day(due)
            if (said := self.worded(iri)).vi:
                return said
        return NOTHING

    def worded(self, iri: str) -> Words:
        """The time of a thing as its document words it, or how often it comes again; in English, as dated."""
        text, again = self.reading.one(iri, DEADLINE_TEXT), self.reading.one(iri, RECURRENCE)
        qualifier = self.reading.one(iri, DEADLINE_QUALIFIER)
        date = meant(self.reading.one(iri, DEADLINE), self.said.name(qualifier).en if qualifier else "")
        rhythm = self.said.name(again) if again else NOTHING
        return Words(text or rhythm.vi, deadline_in_english(text, date, rhythm.en))


def _duty_order(duty: Duty) -> tuple[object, ...]:
    """Who leads before all others; then by role and by place in the document."""
    return not duty.leads, duty.role.vi, duty.other.path.rpartition("/")[0], rank(duty.other)


def _ours(edge: Edge) -> bool:
    """Whether a line is worth a reader's time: an inferred one only in the vocabulary's own words."""
    return edge.stage != "inferred" or edge.predicate.startswith(VOCABULARY_BASE)
