"""What all emission shares: the document that speaks, and the triples of labels, notes and evidence."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from rdflib import DCTERMS, RDF, SKOS, XSD, Literal, URIRef
from rdflib.term import Node

from kg.names import OA, POL, Base, concept
from kg.records import MANNERS, Evidence, RecordFile, Records, Words

type_ = RDF.type
Triple = tuple[URIRef, URIRef, Node]
# How many characters around a quotation go with it, so that it is found again when the text moves.
_CONTEXT = 32


@dataclass(frozen=True, slots=True)
class Writer:
    """The document that speaks, and where the IRIs of what it names are found.

    By the id of a source, `manners` says how it gives the document's words; `texts` holds the texts at hand.
    """

    base: Base
    owner: str
    bodies: Mapping[str, URIRef]
    sources: Mapping[str, URIRef]
    manners: Mapping[str, str]
    texts: Mapping[str, str]

    def part(self, *segments: str | int) -> URIRef:
        """Something that hangs on the document."""
        return self.base.part(self.owner, *segments)

    def reference(self, reference: str) -> URIRef:
        """A statement or event, of this document or, behind `#`, of another; or a document."""
        document, _, locator = reference.rpartition("#")
        if not document and "/" in reference and not reference.startswith("event/"):
            return self.base.document(reference)
        return self.base.part(document or self.owner, locator)


def writers(records: Records, base: Base, texts: Mapping[str, str]) -> Iterator[tuple[Writer, RecordFile]]:
    """Each file of the records, with the writer for its document."""
    bodies = {body.id: base.body(body.id, body.known_through) for body in records.bodies.values()}
    sources = {source.id: base.source(source.sha256) for source in records.sources.values()}
    manners: dict[str, dict[str, str]] = {}
    for source in records.sources.values():
        for pair in source.attests:
            manners.setdefault(pair.document, {})[source.id] = MANNERS[pair.as_]
    for file in records.files.values():
        owner = file.document.id if file.document else ""
        yield Writer(base, owner, bodies, sources, manners.get(owner, {}), texts), file


def words(subject: URIRef, predicate: URIRef, said: Words | None) -> Iterator[Triple]:
    """A text in both languages."""
    if said is not None:
        yield subject, predicate, Literal(said.vi, lang="vi")
        yield subject, predicate, Literal(said.en, lang="en")


def literal(
    subject: URIRef, predicate: URIRef, value: object, datatype: URIRef | None = None
) -> Iterator[Triple]:
    """A plain value, if there is one."""
    if value is not None:
        yield subject, predicate, Literal(str(value), datatype=datatype)


def links(subject: URIRef, predicate: URIRef, targets: Iterable[URIRef]) -> Iterator[Triple]:
    """A link to each."""
    for target in targets:
        yield subject, predicate, target


def choice(subject: URIRef, predicate: URIRef, scheme: str, name: str | None) -> Iterator[Triple]:
    """A link to a concept of one of the vocabulary's lists, if one is named."""
    if name is not None:
        yield subject, predicate, concept(scheme, name)


def topics(subject: URIRef, names: Iterable[str]) -> Iterator[Triple]:
    """What it is about."""
    return links(subject, DCTERMS.subject, (concept("topic", name) for name in names))


def note(subject: URIRef, said: Words | None) -> Iterator[Triple]:
    """A reviewer's remark."""
    return words(subject, SKOS.editorialNote, said)


def evidence(writer: Writer, subject: URIRef, places: Iterable[Evidence]) -> Iterator[Triple]:
    """The places that say it, as Web Annotation selectors; the words only where the text is at hand."""
    seen: dict[str, int] = {}
    for place in places:
        seen[place.source] = seen.get(place.source, 0) + 1
        segments = [str(subject), "evidence", place.source] + (
            [str(seen[place.source])] if seen[place.source] > 1 else []
        )
        iri = URIRef("/".join(segments))
        yield subject, POL.supportedBy, iri
        yield iri, type_, POL.Evidence
        yield iri, OA.hasSource, writer.sources[place.source]
        yield from choice(iri, POL.manner, "manner", place.as_ or writer.manners.get(place.source))
        yield from literal(iri, POL.exactHash, place.exact)
        yield from literal(iri, POL.foldedHash, place.folded)
        if place.start is not None and place.end is not None:
            yield from _selectors(iri, place.start, place.end, writer.texts.get(place.source))


def _selectors(iri: URIRef, start: int, end: int, text: str | None) -> Iterator[Triple]:
    position = URIRef(f"{iri}/position")
    yield iri, OA.hasSelector, position
    yield position, type_, OA.TextPositionSelector
    # Web Annotation wants xsd:nonNegativeInteger, which Oxigraph keeps as the integer that it is.
    yield from literal(position, OA.start, start, XSD.integer)
    yield from literal(position, OA.end, end, XSD.integer)
    if text is not None:
        quote = URIRef(f"{iri}/quote")
        yield iri, OA.hasSelector, quote
        yield quote, type_, OA.TextQuoteSelector
        yield quote, OA.exact, Literal(text[start:end])
        yield quote, OA.prefix, Literal(text[max(0, start - _CONTEXT) : start])
        yield quote, OA.suffix, Literal(text[end : end + _CONTEXT])
