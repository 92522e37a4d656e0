"""Documents, the relations between them, and the events and counts that they tell of."""

from collections.abc import Iterator

from rdflib import DCTERMS, SKOS, XSD, Literal, URIRef

from kg.graph.writing import Triple, Writer, choice, evidence, links, literal, note, topics, type_, words
from kg.names import EDTF, POL
from kg.records import Count, Document, Event, Relation, Signature

_CAPACITIES = {"T/M": "tm", "T/L": "tl", "K/T": "kt", "TUQ": "tuq", "Q": "q"}


def document(writer: Writer, record: Document) -> Iterator[Triple]:
    """The head of a document."""
    iri = writer.base.document(record.id)
    yield iri, type_, POL[record.type]
    yield from words(iri, DCTERMS.title, record.title)
    yield from literal(iri, POL.number, record.number)
    yield from literal(iri, DCTERMS.issued, record.issued, XSD.date)
    yield from literal(iri, POL.entryIntoForce, record.entry_into_force, XSD.date)
    yield from literal(iri, POL.place, record.place)
    yield from choice(iri, POL.life, "life", record.life)
    yield from links(iri, POL.issuedBy, (writer.bodies[body] for body in record.issued_by))
    yield from links(iri, POL.addressedTo, (writer.bodies[body] for body in record.addressed_to))
    yield from links(iri, POL.sentTo, (writer.bodies[body] for body in record.sent_to))
    for signature in record.signed_by:
        yield from _signature(writer, iri, signature)
    if record.presented_at:
        yield iri, POL.presentedAt, writer.reference(record.presented_at)
    if record.known_through:
        yield iri, POL.knownThrough, writer.base.document(record.known_through)
    yield from topics(iri, record.topics)
    yield from note(iri, record.note)
    yield from choice(iri, POL.status, "status", record.status)
    yield from evidence(writer, iri, record.evidence)


def _signature(writer: Writer, document: URIRef, record: Signature) -> Iterator[Triple]:
    iri = URIRef(f"{document}/signature/{record.id}")
    yield document, POL.signedBy, iri
    yield iri, type_, POL.Signature
    yield from choice(iri, POL.capacity, "capacity", _CAPACITIES.get(record.capacity or ""))
    yield from literal(iri, POL.signatoryName, record.name)
    if record.office:
        yield iri, POL.signatoryOffice, writer.bodies[record.office]
    if record.on_behalf_of:
        yield iri, POL.onBehalfOf, writer.bodies[record.on_behalf_of]


def relation(writer: Writer, record: Relation) -> Iterator[Triple]:
    """A relation as a thing with its evidence, and the plain property beside it."""
    iri = writer.part("relation", record.id)
    subject, target = writer.base.document(record.from_ or writer.owner), writer.base.document(record.to)
    yield subject, POL[record.kind], target
    yield iri, type_, POL.Relation
    yield iri, POL.relationFrom, subject
    yield iri, POL.relationTo, target
    yield from choice(iri, POL.relationKind, "relation", record.kind)
    yield iri, POL.describedIn, writer.base.document(writer.owner)
    yield from choice(iri, POL.status, "status", record.status)
    yield from note(iri, record.note)
    yield from evidence(writer, iri, record.evidence)


def event(writer: Writer, record: Event) -> Iterator[Triple]:
    """A conference or the like."""
    iri = writer.part("event", record.id)
    yield iri, type_, POL.Event
    yield from words(iri, SKOS.prefLabel, record.label)
    yield from literal(iri, DCTERMS.date, record.date, EDTF)
    yield from words(iri, POL.form, record.form)
    yield from words(iri, POL.audience, record.audience)
    yield from links(iri, POL.organiser, (writer.bodies[body] for body in record.organisers))
    if record.held_under:
        yield iri, POL.heldUnder, writer.base.document(record.held_under)
    yield iri, POL.describedIn, writer.base.document(writer.owner)
    yield from note(iri, record.note)
    yield from evidence(writer, iri, record.evidence)


def count(writer: Writer, record: Count) -> Iterator[Triple]:
    """A number of things that the document says it, or another, has."""
    iri = writer.part("count", record.id)
    yield from declared_count(iri, writer.base.document(writer.owner), record.of, record.count)
    yield iri, POL.about, writer.reference(record.about or writer.owner)
    yield from literal(iri, POL.horizon, record.horizon, XSD.gYear)
    yield from note(iri, record.note)
    yield from evidence(writer, iri, record.evidence)
    if record.of == "task" and record.about in (None, writer.owner) and record.horizon is None:
        yield from literal(
            writer.base.document(writer.owner), POL.declaredTaskCount, record.count, XSD.integer
        )


def declared_count(iri: URIRef, document: URIRef, of: str, number: int) -> Iterator[Triple]:
    """What every declared count has: what is counted, how many, and the document that says so."""
    yield iri, type_, POL.DeclaredCount
    yield from choice(iri, POL.countOf, "countable", of)
    yield iri, POL.count, Literal(str(number), datatype=XSD.integer)
    yield iri, POL.describedIn, document


def judged_same(writer: Writer, record: Event) -> Iterator[Triple]:
    """A reviewer's judgement that two descriptions are of one event."""
    if record.identified_with:
        yield writer.part("event", record.id), POL.identifiedWith, writer.reference(record.identified_with)
