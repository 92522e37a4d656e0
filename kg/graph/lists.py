"""Sources, bodies and indicators: the lists that all documents share."""

from collections.abc import Iterator

from rdflib import DCTERMS, SKOS, XSD, Literal

from kg.graph.writing import Triple, Writer, choice, literal, type_, words
from kg.names import EDTF, POL, scheme
from kg.records import Body, Indicator, Source

_ATTESTATIONS = {
    "fullText": POL.fullTextOf,
    "excerpt": POL.excerptOf,
    "restatement": POL.restatementOf,
    "report": POL.reportOf,
}


def source(writer: Writer, record: Source) -> Iterator[Triple]:
    """A text that was read, and what it is to each document."""
    iri = writer.sources[record.id]
    yield iri, type_, POL.Source
    yield from words(iri, DCTERMS.title, record.title)
    yield iri, DCTERMS.identifier, Literal(record.id)
    yield iri, POL.sha256, Literal(record.sha256)
    yield from literal(iri, POL.characters, record.characters, XSD.integer)
    yield from choice(iri, POL.medium, "medium", record.medium)
    for pair in record.attests:
        yield iri, _ATTESTATIONS[pair.as_], writer.base.document(pair.document)


def body(writer: Writer, record: Body) -> Iterator[Triple]:
    """A body of the authority list."""
    iri = writer.bodies[record.id]
    yield iri, type_, POL[record.kind]
    yield from words(iri, SKOS.prefLabel, record.name)
    for name in record.other_names:
        yield iri, SKOS.altLabel, Literal(name, lang="vi")
    for abbreviation in record.abbreviations:
        yield iri, POL.abbreviation, Literal(abbreviation)
    yield from literal(iri, POL.validFrom, record.valid_from, EDTF)
    yield from literal(iri, POL.validTo, record.valid_to, EDTF)
    if record.known_through:
        yield iri, POL.knownThrough, writer.base.document(record.known_through)
    if record.succeeded_by:
        yield iri, POL.succeededBy, writer.bodies[record.succeeded_by]


def indicator(writer: Writer, record: Indicator) -> Iterator[Triple]:
    """What a target measures, as a concept of the indicator scheme."""
    iri = writer.base.indicator(record.id)
    yield iri, type_, POL.Indicator
    yield from words(iri, SKOS.prefLabel, record.label)
    yield from words(iri, SKOS.definition, record.definition)
    yield iri, SKOS.inScheme, scheme("indicator")
