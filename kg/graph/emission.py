"""Emit the quads of all records: what documents state in asserted graphs, what reviewers judge in others."""

from collections.abc import Iterable, Iterator, Mapping

from rdflib import URIRef
from rdflib.term import Node

from kg.graph.documents import count, document, event, judged_same, relation
from kg.graph.lists import body, indicator, source
from kg.graph.statements import judgements, parents, statement
from kg.graph.writing import Triple, Writer, writers
from kg.names import Base
from kg.records import RecordFile, Records

Quad = tuple[URIRef, URIRef, Node, URIRef]


def emit(records: Records, base: Base, texts: Mapping[str, str]) -> Iterator[Quad]:
    """The quads of the records, file by file; `texts` holds the texts at hand, by the id of their source."""
    for writer, file in writers(records, base, texts):
        yield from emit_file(writer, file)


def emit_file(writer: Writer, file: RecordFile) -> Iterator[Quad]:
    """The quads of one file."""
    for name, triples in (
        ("sources", (triple for record in file.sources for triple in source(writer, record))),
        ("bodies", (triple for record in file.bodies for triple in body(writer, record))),
        ("indicators", (triple for record in file.indicators for triple in indicator(writer, record))),
    ):
        yield from _in_graph(writer.base.graph("asserted", writer.owner or name), triples)
    yield from _in_graph(writer.base.graph("asserted", writer.owner), _said(writer, file))
    yield from _in_graph(writer.base.graph("judgement", writer.owner), _judged(writer, file))


def _in_graph(graph: URIRef, triples: Iterable[Triple]) -> Iterator[Quad]:
    return ((*triple, graph) for triple in triples)


def _said(writer: Writer, file: RecordFile) -> Iterator[Triple]:
    for head in file.documents:
        yield from document(writer, head)
    for link in file.relations:
        yield from relation(writer, link)
    for happening in file.events:
        yield from event(writer, happening)
    for number in file.counts:
        yield from count(writer, number)
    statements = {record.id: record for record in file.statements}
    parent = parents(statements)
    for locator, record in statements.items():
        yield from statement(writer, record, statements[parent[locator]] if locator in parent else None)


def _judged(writer: Writer, file: RecordFile) -> Iterator[Triple]:
    for happening in file.events:
        yield from judged_same(writer, happening)
    for record in file.statements:
        yield from judgements(writer, record)
