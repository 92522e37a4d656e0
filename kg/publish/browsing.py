"""Pages to browse by: documents, bodies, groups, deadlines, targets, concepts, findings, terms, shapes."""

from collections import defaultdict
from collections.abc import Callable, Iterable

from kg.names import POL, UNIT, concept
from kg.publish.chapters import EMPTY, Chapter, Row, text
from kg.publish.dates import of_deadlines
from kg.publish.terms import Shape, Usage
from kg.publish.things import Teller
from kg.publish.values import Value, rank
from kg.publish.vocabulary import (
    A_BODY,
    A_DOCUMENT,
    A_FINDING,
    ASSIGNEE,
    ASSIGNS,
    DCTERMS_ISSUED,
    HORIZON,
    IN_GROUP,
    INDICATOR,
    ISSUED_BY,
    LOCATOR,
    NUMBER,
    OWL_CLASS,
    OWL_DATATYPE_PROPERTY,
    OWL_OBJECT_PROPERTY,
    SEVERITY,
    SKOS_CONCEPT,
    SKOS_IN_SCHEME,
    STATED_IN,
    UPPER_VALUE,
    VALUE,
)
from kg.publish.wording import curie, short, words
from kg.publish.wording import found as finding
from kg.view import Words
from kg.view.answers import NOTHING, alike, joined
from kg.view.dates import day, written

_ENTITIES = OWL_CLASS, OWL_OBJECT_PROPERTY, OWL_DATATYPE_PROPERTY

# Units that a figure goes without, and those that have a sign.
_UNSAID = frozenset(map(str, (concept("unit", "rank"), UNIT.NUM)))
_SIGNS = {str(UNIT.PERCENT): alike("%")}


def documents(teller: Teller) -> list[str]:
    """The documents, what says most first."""
    reading = teller.reading
    found = reading.of_type(A_DOCUMENT)
    return sorted(found, key=lambda iri: (-len(reading.subjects(iri, STATED_IN)), iri))


def of_documents(teller: Teller) -> Iterable[Chapter]:
    """Documents with number, title, issuer, date, and how much they say."""
    columns = "number", "title", "kind", "issuer", "issued", "statements"
    yield Chapter(EMPTY, columns, [_document(teller, iri) for iri in documents(teller)])


def _document(teller: Teller, iri: str) -> Row:
    reading = teller.reading
    issuers = [teller.called(body) for body in reading.objects(iri, ISSUED_BY)]
    said = len(reading.subjects(iri, STATED_IN))
    return (
        text(reading.one(iri, NUMBER)),
        teller.value(iri),
        text(teller.said.kind(iri)),
        text(joined("; ", issuers)),
        text(day(reading.one(iri, DCTERMS_ISSUED) or "")),
        text(str(said) if said else ""),
    )


def of_bodies(teller: Teller) -> Iterable[Chapter]:
    """Bodies by kind, with how many assignments each has."""
    kinds: dict[str, list[str]] = defaultdict(list)
    for iri in teller.reading.of_type(A_BODY):
        kinds[teller.said.kinds[iri]].append(iri)
    for kind, bodies in sorted(kinds.items(), key=lambda pair: -len(pair[1])):
        counted = [(len(teller.reading.subjects(iri, ASSIGNEE)), iri) for iri in bodies]
        counted.sort(key=lambda pair: (-pair[0], teller.called(pair[1]).vi))
        rows = [(teller.value(iri), text(str(count) if count else "")) for count, iri in counted]
        yield Chapter(teller.value(kind), ("body", "duties_of_body"), rows)


def of_groups(teller: Teller) -> Iterable[Chapter]:
    """The task groups of each document, with their tasks."""
    for document, groups in _by_document(teller, POL.TaskGroup):
        for group in groups:
            tasks = sorted(teller.reading.subjects(group, IN_GROUP), key=lambda i: rank(teller.value(i)))
            said = teller.value(group)
            head = joined(" · ", [short(teller.reading, document, teller.said), said.text])
            rows = [(teller.value(t), text(_bodies(teller, t)), text(teller.time(t))) for t in tasks]
            yield Chapter(said._replace(text=head), ("task", "body", "time"), rows)


def _bodies(teller: Teller, task: str) -> Words:
    assigned = teller.reading.subjects(task, ASSIGNS)
    bodies = dict.fromkeys(teller.reading.one(a, ASSIGNEE) for a in assigned)
    return joined("; ", [teller.called(body) for body in bodies])


def _by_document(teller: Teller, kind: object) -> Iterable[tuple[str, list[str]]]:
    held: dict[str, list[str]] = defaultdict(list)
    for iri in teller.reading.of_type(str(kind)):
        held[teller.reading.one(iri, STATED_IN)].append(iri)
    for document in documents(teller):
        if document in held:
            yield document, sorted(held[document], key=lambda i: rank(teller.value(i)))


def of_targets(teller: Teller) -> Iterable[Chapter]:
    """The targets of each document by the year they are for, with figure and indicator."""
    reading = teller.reading
    for document, targets in _by_document(teller, POL.Target):
        years: dict[str, list[str]] = defaultdict(list)
        for iri in targets:
            years[reading.one(iri, HORIZON)].append(iri)
        for year, found in sorted(years.items(), key=lambda pair: pair[0] or "9999"):
            head = joined(" · ", [short(reading, document, teller.said), alike(year)])
            rows = [(teller.value(iri), text(_figure(teller, iri)), _indicator(teller, iri)) for iri in found]
            yield Chapter(teller.value(document)._replace(text=head), ("title", "value", "indicator"), rows)


def _figure(teller: Teller, iri: str) -> Words:
    """A target's comparator, value and unit in words; nothing where it has no figure."""
    edges = {e.predicate: e for e in teller.reading.outward.get(iri, [])}
    value, upper = edges.get(VALUE), edges.get(UPPER_VALUE)
    if not value:
        return NOTHING
    figure = [Words(written(e.term, "vi"), written(e.term, "en")) for e in (value, upper) if e]
    comparator, unit = (teller.reading.one(iri, str(p)) for p in (POL.comparator, POL.unit))
    named = [
        teller.said.name(term) if term and term not in _UNSAID else NOTHING for term in (comparator, unit)
    ]
    return joined(" ", [named[0], joined("–", figure), _SIGNS.get(unit, named[1])])


def _indicator(teller: Teller, iri: str) -> Value:
    found = teller.reading.one(iri, INDICATOR)
    return teller.value(found) if found else EMPTY


def of_concepts(teller: Teller) -> Iterable[Chapter]:
    """The concepts of each scheme."""
    schemes: dict[str, list[str]] = defaultdict(list)
    for iri in teller.reading.of_type(SKOS_CONCEPT):
        if teller.places.of(iri):
            schemes[teller.reading.one(iri, SKOS_IN_SCHEME)].append(iri)
    for scheme, concepts in sorted(schemes.items()):
        yield Chapter(
            teller.value(scheme), (), [(teller.value(iri), text(teller.thing(iri).about)) for iri in concepts]
        )


def of_findings(teller: Teller) -> Iterable[Chapter]:
    """The findings by severity."""
    kinds: dict[str, list[str]] = defaultdict(list)
    for iri in teller.reading.of_type(A_FINDING):
        kinds[teller.reading.one(iri, SEVERITY)].append(iri)
    for severity, found in sorted(kinds.items(), key=lambda pair: len(pair[1])):
        rows = [_finding(teller, iri) for iri in found]
        rows.sort(key=lambda row: (row[1].path.rpartition("/")[0], rank(row[1]), row[0].text.vi))
        yield Chapter(teller.value(severity), ("message", "place"), rows)


def _finding(teller: Teller, iri: str) -> Row:
    """A finding by its whole message, and what it is of."""
    value = teller.value(iri)
    told = finding(teller.reading, iri)
    concerned = teller.reading.one(iri, str(POL.concerns))
    return value._replace(text=told) if told.vi else value, _concerned(teller, concerned)


def _concerned(teller: Teller, iri: str) -> Value:
    """What a finding is of: a statement, or what hangs on one, by its document and its place there."""
    if not iri:
        return EMPTY
    reading, said = teller.reading, teller.said
    at = reading.one(iri, ASSIGNS) or iri
    document = reading.one(at, STATED_IN)
    if document:
        called = joined(", ", [short(reading, document, said), teller.place(at)])
    else:
        # What hangs on a statement or document, such as evidence, stands in those.
        called = joined(", ", [*(step.text for step in teller.trail(iri)), short(reading, iri, said)])
    return teller.value(iri)._replace(text=called, locator=reading.one(at, LOCATOR))


def ontology_terms(teller: Teller) -> list[str]:
    """The classes and properties that the vocabulary declares, in order of IRI."""
    found = {iri for kind in _ENTITIES for iri in teller.reading.of_type(kind)}
    return sorted(iri for iri in found if iri.startswith(str(POL)))


def of_terms(teller: Teller, used: Usage) -> Iterable[Chapter]:
    """Classes and properties with definition and number of uses."""
    for key, kinds in (("classes", _ENTITIES[:1]), ("properties", _ENTITIES[1:])):
        found = [i for i in ontology_terms(teller) if any(k in teller.reading.types(i) for k in kinds)]
        rows = [_term(teller, iri, used) for iri in found]
        yield Chapter(text(words()[key]), ("term", "title", "definition", "uses"), rows, named=True)


def _term(teller: Teller, iri: str, used: Usage) -> Row:
    about = teller.thing(iri).about
    value = teller.value(iri)
    code = value._replace(text=alike(curie(iri)))
    return code, text(value.text), text(about), text(str(len(used.pairs.get(iri, []))))


def of_shapes(found: Iterable[Shape]) -> Iterable[Chapter]:
    """The shapes with their messages."""
    rows = [(Value(alike(s.name), f"shape/{s.name}", "", ""), text(s.message)) for s in found]
    yield Chapter(EMPTY, ("title", "message"), rows, named=True)


BROWSED: dict[str, Callable[[Teller], Iterable[Chapter]]] = {
    "documents": of_documents,
    "bodies": of_bodies,
    "groups": of_groups,
    "deadlines": of_deadlines,
    "targets": of_targets,
    "concepts": of_concepts,
    "findings": of_findings,
}
