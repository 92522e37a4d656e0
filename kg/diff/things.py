"""Things: what a version says of each document, statement, assignment and the rest, ready to be compared."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode
from rdflib import DCTERMS, RDF, SKOS

from kg.diff.naming import Naming, phrases, vocabulary
from kg.diff.places import Place, places
from kg.diff.values import DEADLINE, FIGURE, Facts, Value, deadline, figure, one, values
from kg.diff.version import Term, Version
from kg.names import OA, POL
from kg.query.showing import compact
from kg.view.answers import NOTHING, Words, alike, joined

KINDS = {
    "document": POL.Document, "relation": POL.Relation, "event": POL.Event, "statement": POL.Statement,
    "assignment": POL.Assignment, "count": POL.DeclaredCount, "body": POL.Body, "indicator": POL.Indicator,
    "source": POL.Source,
}  # fmt: skip
# Kinds that have classes of their own, and kinds that all documents share.
_CLASSED, _LISTED = ("document", "statement", "body", "other"), ("body", "indicator", "source")
# What is shown inside the thing that it hangs on: the segment behind which it hangs, by class.
_NESTED = {
    str(POL.Evidence): "evidence",
    str(OA.TextPositionSelector): "evidence",
    str(OA.TextQuoteSelector): "evidence",
    str(POL.Product): "product",
    str(POL.Signature): "signature",
}
# What follows from locators or from other things that are compared, and would be told twice.
_FOLLOWS = {
    str(iri)
    for iri in (
        POL.statedIn, POL.describedIn, POL.assigns, POL.partOf, POL.inGroup, POL.locator, POL.supportedBy,
        POL.declaredTaskCount, POL.dueBy, POL.implements, POL.concretises, POL.disseminates, POL.basedOn,
        POL.amends, POL.replaces, POL.repeals, POL.mandates, POL.cites,
    )
}  # fmt: skip
_OF_FIGURE = {str(iri) for iri in (POL.indicator, POL.measure, POL.horizon, POL.scope)}


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that is told of when it changes; `identity` says what, beside its IRI, makes it the same.

    `holder` is the statement that it is or hangs on, `document` what says it; a list's entry has neither.
    """

    iri: str
    kind: str
    class_: str
    document: str
    holder: str
    locator: str
    name: Words
    identity: tuple[str, ...]
    properties: Mapping[str, tuple[Value, ...]]
    places: tuple[Place, ...] = ()


def owner(version: Version, subject: str) -> str:
    """The thing that a subject is shown in: itself, or what its evidence, product or signature hangs on."""
    for class_ in _facts(version, subject).get(str(RDF.type), ()):
        if isinstance(class_, NamedNode) and class_.value in _NESTED:
            return subject.rpartition(f"/{_NESTED[class_.value]}/")[0]
    return subject


def things(version: Version, naming: Naming, subjects: Iterable[str]) -> list[Thing]:
    """What the version says of these subjects; a target's figure is a thing of its own."""
    found = []
    for subject in sorted(subjects):
        facts = _facts(version, subject)
        if facts:
            found += _Maker(version, naming, subject, facts).made()
    return found


def _facts(version: Version, subject: str) -> dict[str, list[Term]]:
    facts: dict[str, list[Term]] = {}
    for predicate, value in version.said(subject):
        facts.setdefault(predicate, []).append(value)
    return facts


def _kind(facts: Facts) -> str:
    class_ = one(facts, RDF.type)
    classes = vocabulary().above.get(class_, frozenset()) | {class_}
    return next((kind for kind, wanted in KINDS.items() if str(wanted) in classes), "other")


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes the things that one subject stands for."""

    version: Version
    naming: Naming
    iri: str
    facts: Facts

    def made(self) -> list[Thing]:
        holder, locator, document = self._whereabouts()
        properties = self._properties(document)
        kind, name = self._kind(), self._name(document)
        of_figure = {n: properties.pop(n) for n in _FIGURE_NAMES if kind == "statement" and n in properties}
        identity = self._identity(kind, document, holder, name)
        main = Thing(
            self.iri, kind, one(self.facts, RDF.type), document, holder, locator, name, identity, properties,
            tuple(places(self.version, self.naming, self.iri, self._linked(POL.supportedBy))),
        )  # fmt: skip
        if not of_figure:
            return [main]
        figure_iri = f"{self.iri}/target"
        return [
            main,
            Thing(figure_iri, "figure", "", document, holder, locator, name, (holder,), of_figure),
        ]

    def _kind(self) -> str:
        return _kind(self.facts)

    def _whereabouts(self) -> tuple[str, str, str]:
        """The statement that the thing is or hangs on with its locator, and the document that says it."""
        if self._kind() in _LISTED:
            return "", "", ""
        iri, facts, above = self.iri, self.facts, ""
        while "/id/" in iri and str(POL.locator) not in facts:
            above = above or (iri if _kind(facts) == "document" else "")
            iri = iri.rpartition("/")[0]
            facts = _facts(self.version, iri)
        document = one(self.facts, POL.describedIn) or one(facts, POL.statedIn) or above
        return (iri, one(facts, POL.locator), document) if one(facts, POL.locator) else ("", "", document)

    def _properties(self, document: str) -> dict[str, tuple[Value, ...]]:
        found: dict[str, tuple[Value, ...]] = {}
        for predicate, terms in self.facts.items():
            if predicate in _FOLLOWS or predicate in FIGURE or predicate in DEADLINE:
                continue
            plain = [term for term in terms if not self._is_part(term)]
            parts = [
                self._part(term.value) for term in terms if isinstance(term, NamedNode) and term not in plain
            ]
            found[compact(predicate)] = (
                *values(plain, self.naming, document),
                *sorted(parts, key=lambda v: v.key),
            )
        whole = {
            "pol:value": figure(self.facts, self.naming),
            "pol:deadline": deadline(self.facts, self.naming),
        }
        if self._kind() not in _CLASSED:
            found.pop(compact(str(RDF.type)), None)
        return found | {name: said for name, said in whole.items() if said}

    def _is_part(self, term: Term) -> bool:
        parts = tuple(f"{self.iri}/{segment}/" for segment in _NESTED.values())
        return isinstance(term, NamedNode) and term.value.startswith(parts)

    def _part(self, iri: str) -> Value:
        """A product or signature by what is said of it."""
        said = [
            value
            for predicate, terms in _facts(self.version, iri).items()
            if predicate != str(RDF.type)
            for value in values(terms, self.naming, "")
        ]
        return Value(repr([value.key for value in said]), joined(" · ", [value.words for value in said]))

    def _linked(self, predicate: str) -> list[str]:
        """The parts of the thing itself that a property leads to."""
        terms = self.facts.get(str(predicate), ())
        return [term.value for term in terms if isinstance(term, NamedNode) and self._is_part(term)]

    def _of(self, predicate: str, document: str = "") -> Words:
        iri = one(self.facts, predicate)
        return self.naming.of(iri, document) if iri else NOTHING

    def _name(self, document: str) -> Words:
        kind = self._kind()
        if kind == "assignment":
            return joined(": ", [self._of(POL.assignee), self._of(POL.role)])
        if kind == "relation":
            ends = [self._of(p) for p in (POL.relationFrom, POL.relationKind, POL.relationTo)]
            return joined(" → ", ends)
        if kind == "count":
            return joined(" ", [alike(one(self.facts, POL.count)), self._of(POL.countOf)])
        if kind == "statement":
            label = values(self.facts.get(str(SKOS.prefLabel), ()), self.naming, "")
            return joined("; ", [value.words for value in label])
        return self.naming.of(self.iri, document)

    def _identity(self, kind: str, document: str, holder: str, name: Words) -> tuple[str, ...]:
        if kind == "statement":
            return (document, *name)
        said = {
            "assignment": (POL.assignee, POL.role),
            "relation": (POL.relationFrom, POL.relationKind, POL.relationTo),
            "count": (POL.countOf, POL.about, POL.horizon),
        }.get(kind)
        return (holder or document, *(one(self.facts, p) for p in said)) if said else (self.iri,)


_FIGURE_NAMES = ("pol:value", *sorted(map(compact, _OF_FIGURE)))
_ORDER = [
    compact(str(iri)) for iri in (RDF.type, POL.number, DCTERMS.title, SKOS.prefLabel, DCTERMS.description)
]


def in_order(names: Iterable[str]) -> Sequence[str]:
    """Names of properties, those that name a thing first, a reviewer's remark last."""
    last = compact(str(SKOS.editorialNote))
    return sorted(names, key=lambda n: (_ORDER.index(n) if n in _ORDER else len(_ORDER), n == last, n))


def class_name(thing: Thing) -> Words:
    """What sort of thing it is: a statement, document or body by its class."""
    own = vocabulary().names.get(thing.class_)
    return own if own and thing.kind in _CLASSED else phrases()["kinds"][thing.kind]
