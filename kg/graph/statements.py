"""Statements: viewpoints, targets, groups, tasks and the rest, with the assignments and products of tasks."""

from collections.abc import Iterable, Iterator, Mapping

from rdflib import DCTERMS, SKOS, XSD, URIRef

from kg.graph.documents import declared_count
from kg.graph.writing import Triple, Writer, choice, evidence, links, literal, note, topics, type_, words
from kg.names import EDTF, POL, unit
from kg.records import Assignment, Deadline, Evidence, Figure, Statement, last_day


def parents(statements: Mapping[str, Statement]) -> dict[str, str]:
    """For each locator the nearest declared one that is a beginning of it, where there is one.

    A locator's parts are joined by dots: III.1.1.c is part of III.1.1 or, if that is not declared, of III.1.
    """
    found = {}
    for locator in statements:
        parts = locator.split(".")
        beginnings = (".".join(parts[:length]) for length in range(len(parts) - 1, 0, -1))
        parent = next((beginning for beginning in beginnings if beginning in statements), None)
        if parent:
            found[locator] = parent
    return found


def statement(writer: Writer, record: Statement, parent: Statement | None) -> Iterator[Triple]:
    """One statement with all that hangs on it; `parent` is the statement that it is part of."""
    iri, document = writer.part(record.id), writer.base.document(writer.owner)
    yield iri, type_, POL[record.kind]
    yield iri, POL.statedIn, document
    yield from literal(iri, POL.locator, record.id)
    yield from words(iri, SKOS.prefLabel, record.label)
    yield from words(iri, DCTERMS.description, record.summary)
    if parent:
        yield iri, POL.partOf, writer.part(parent.id)
        if record.kind == "Task" and parent.kind == "TaskGroup":
            yield iri, POL.inGroup, writer.part(parent.id)
    yield from topics(iri, record.topics)
    yield from links(iri, POL.restates, map(writer.reference, record.restates))
    yield from choice(iri, POL.status, "status", record.status)
    yield from note(iri, record.note)
    yield from evidence(writer, iri, record.evidence)
    yield from _of_its_kind(writer, iri, record)


def _of_its_kind(writer: Writer, iri: URIRef, record: Statement) -> Iterator[Triple]:
    if record.target:
        yield from _figure(writer, iri, record.target)
    if record.declared_tasks is not None:
        yield from _declared_tasks(writer, iri, record)
    yield from _time(iri, record.deadline, record.recurrence)
    for assignment in record.assignments:
        yield from _assignment(writer, iri, record, assignment)
    yield from _products(writer, iri, record)
    for founding in record.founds:
        yield iri, POL.founds, writer.bodies[founding.body]
        if founding.chaired_by:
            yield writer.bodies[founding.body], POL.chairedBy, writer.bodies[founding.chaired_by]


def _figure(writer: Writer, iri: URIRef, figure: Figure) -> Iterator[Triple]:
    if figure.indicator:
        yield iri, POL.indicator, writer.base.indicator(figure.indicator)
    yield from choice(iri, POL.comparator, "comparator", figure.comparator)
    yield from literal(iri, POL.value, figure.value, XSD.decimal)
    yield from literal(iri, POL.upperValue, figure.upper, XSD.decimal)
    if figure.unit:
        yield iri, POL.unit, unit(figure.unit)
    yield from literal(iri, POL.unitText, figure.unit_text)
    yield from choice(iri, POL.measure, "measure", figure.measure)
    yield from literal(iri, POL.horizon, figure.horizon, XSD.gYear)
    yield from words(iri, POL.scope, figure.scope)


def _declared_tasks(writer: Writer, iri: URIRef, record: Statement) -> Iterator[Triple]:
    count = URIRef(f"{iri}/count/1")
    yield from literal(iri, POL.declaredTaskCount, record.declared_tasks, XSD.integer)
    yield from declared_count(count, writer.base.document(writer.owner), "task", record.declared_tasks or 0)
    yield count, POL.about, iri
    yield from _shared_evidence(writer, count, iri, record.evidence)


def _shared_evidence(
    writer: Writer, subject: URIRef, bearer: URIRef, places: Iterable[Evidence]
) -> Iterator[Triple]:
    """The places that hang on one thing, its bearer, as evidence of another too."""
    for _, predicate, place in evidence(writer, bearer, places):
        if predicate == POL.supportedBy:
            yield subject, POL.supportedBy, place


def _time(iri: URIRef, deadline: Deadline | None, recurrence: str | None) -> Iterator[Triple]:
    yield from choice(iri, POL.recurrence, "recurrence", recurrence)
    if deadline:
        yield from literal(iri, POL.deadlineText, deadline.text)
        yield from literal(iri, POL.deadline, deadline.edtf, EDTF)
        yield from choice(iri, POL.deadlineQualifier, "qualifier", deadline.qualifier)
        yield from literal(
            iri, POL.dueBy, deadline.edtf and last_day(deadline.edtf, deadline.qualifier), XSD.date
        )


def _assignment(writer: Writer, task: URIRef, record: Statement, assignment: Assignment) -> Iterator[Triple]:
    iri = URIRef(f"{task}/assignment/{assignment.id}")
    yield iri, type_, POL.Assignment
    yield iri, POL.assigns, task
    yield iri, POL.assignee, writer.bodies[assignment.body]
    yield from choice(iri, POL.role, "role", assignment.role)
    yield from _time(iri, assignment.deadline, assignment.recurrence)
    yield from links(iri, POL.reportsTo, (writer.bodies[body] for body in assignment.reports_to))
    yield from links(iri, POL.via, (writer.bodies[body] for body in assignment.via))
    yield from links(iri, POL.jointlyWith, (writer.bodies[body] for body in assignment.jointly_with))
    yield from note(iri, assignment.note)
    if assignment.evidence:
        yield from evidence(writer, iri, assignment.evidence)
    else:
        # The task's own words assign it.
        yield from _shared_evidence(writer, iri, task, record.evidence)


def _products(writer: Writer, iri: URIRef, record: Statement) -> Iterator[Triple]:
    for product in record.products:
        if product.document:
            yield iri, POL.product, writer.base.document(product.document)
            continue
        thing = URIRef(f"{iri}/product/{product.id}")
        yield iri, POL.product, thing
        yield thing, type_, POL.Product
        yield from words(thing, SKOS.prefLabel, product.label)


def judgements(writer: Writer, record: Statement) -> Iterator[Triple]:
    """The targets that a task serves and the viewpoints that guide it, as a reviewer sees them."""
    iri = writer.part(record.id)
    yield from links(iri, POL.contributesTo, map(writer.reference, record.contributes_to))
    yield from links(iri, POL.guidedBy, map(writer.reference, record.guided_by))
