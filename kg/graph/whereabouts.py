"""Find the record that an IRI of the graph came from, so that a finding names the line to mend."""

from collections.abc import Iterator

from rdflib import URIRef

from kg.errors import Place
from kg.names import Base
from kg.records import RecordFile, Records


def whereabouts(records: Records, base: Base) -> dict[URIRef, Place]:
    """The line of the record of all that has an IRI: documents, statements, assignments, bodies, the rest."""
    places: dict[URIRef, Place] = {}
    for name, file in records.files.items():
        for iri, path in (*_lists(records, file, base), *_documents(file, base), *_said(file, base)):
            places[iri] = records.place(name, path)
    return places


def _lists(records: Records, file: RecordFile, base: Base) -> Iterator[tuple[URIRef, tuple[str | int, ...]]]:
    for index, body in enumerate(file.bodies):
        yield base.body(body.id, body.known_through), ("bodies", index)
    for index, source in enumerate(file.sources):
        yield base.source(source.sha256), ("sources", index)
    for index, indicator in enumerate(file.indicators):
        yield base.indicator(indicator.id), ("indicators", index)


def _documents(file: RecordFile, base: Base) -> Iterator[tuple[URIRef, tuple[str | int, ...]]]:
    if file.document:
        yield base.document(file.document.id), ("document",)
    for index, mention in enumerate(file.mentions):
        yield base.document(mention.id), ("mentions", index)


def _said(file: RecordFile, base: Base) -> Iterator[tuple[URIRef, tuple[str | int, ...]]]:
    owner = file.document.id if file.document else ""
    for section, segment in (("relations", "relation"), ("events", "event"), ("counts", "count")):
        for index, value in enumerate(getattr(file, section)):
            yield base.part(owner, segment, value.id), (section, index)
    for index, statement in enumerate(file.statements):
        yield base.part(owner, statement.id), ("statements", index)
        for part in ("assignments", "products"):
            for at, value in enumerate(getattr(statement, part)):
                if value.id is not None:
                    yield (
                        base.part(owner, statement.id, part.removesuffix("s"), value.id),
                        ("statements", index, part, at),
                    )
