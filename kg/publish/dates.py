"""The page of deadlines: what has a last day, then what is due in other words, then what recurs."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kg.publish.chapters import EMPTY, Chapter, Row, text
from kg.publish.reading import Reading
from kg.publish.things import Teller
from kg.publish.values import Value, rank
from kg.publish.vocabulary import (
    ASSIGNEE,
    ASSIGNS,
    DEADLINE,
    DEADLINE_TEXT,
    DUE_BY,
    RECURRENCE,
    ROLE,
    STATED_IN,
)
from kg.publish.wording import short, words
from kg.view.dates import day

_TIMES = frozenset((DUE_BY, DEADLINE_TEXT, RECURRENCE))
_COLUMNS = "task", "role", "body", "document"


class Due(NamedTuple):
    """A duty, which is an assignment or a task without any, and what has its time: itself or its task."""

    duty: str
    timed: str


def dues(reading: Reading) -> list[Due]:
    """Every duty that has a time, of its own or of its task, in the order of documents and places."""
    timed = {e.subject for found in reading.outward.values() for e in found if e.predicate in _TIMES}
    return sorted(due for iri in timed for due in _dues(reading, iri, timed))


def _dues(reading: Reading, iri: str, timed: set[str]) -> Iterator[Due]:
    """The duties whose time a thing has: those of a task that have none of their own."""
    assigned = reading.subjects(iri, ASSIGNS)
    if not assigned:
        yield Due(iri, iri)
    yield from (Due(duty, iri) for duty in assigned if duty not in timed)


def of_deadlines(teller: Teller) -> Iterable[Chapter]:
    """What has a last day, by that day; then what is due in other words; then what recurs, by its rhythm."""
    reading = teller.reading
    years, worded, rhythms = _kinds(reading)
    for year, found in sorted(years.items()):
        found.sort(key=lambda due: (reading.one(due.timed, DUE_BY), *_place(teller, due)))
        rows: list[Row] = [(text(day(reading.one(due.timed, DUE_BY))), *_row(teller, due)) for due in found]
        yield Chapter(text(year), ("last_day", *_COLUMNS), rows)
    if worded:
        worded.sort(key=lambda due: (reading.one(due.timed, DEADLINE) or "~", *_place(teller, due)))
        yield _worded(teller, text(words()["no_last_day"]), worded)
    for rhythm, found in sorted(rhythms.items()):
        yield _worded(teller, teller.value(rhythm), sorted(found, key=lambda due: _place(teller, due)))


def _kinds(reading: Reading) -> tuple[dict[str, list[Due]], list[Due], dict[str, list[Due]]]:
    """The duties by the year of their last day, those with a deadline in other words, those by rhythm."""
    years: dict[str, list[Due]] = defaultdict(list)
    worded: list[Due] = []
    rhythms: dict[str, list[Due]] = defaultdict(list)
    for due in dues(reading):
        if day_ := reading.one(due.timed, DUE_BY):
            years[day_[:4]].append(due)
        if rhythm := reading.one(due.timed, RECURRENCE):
            rhythms[rhythm].append(due)
        if not (day_ or rhythm):
            worded.append(due)
    return years, worded, rhythms


def _worded(teller: Teller, heading: Value, found: Iterable[Due]) -> Chapter:
    rows = [(text(teller.worded(due.timed)), *_row(teller, due)) for due in found]
    return Chapter(heading, ("time", *_COLUMNS), rows)


def _place(teller: Teller, due: Due) -> tuple[object, ...]:
    task = teller.reading.one(due.duty, ASSIGNS) or due.duty
    document = teller.reading.one(task, STATED_IN)
    return document, rank(teller.value(task)), teller.standing(due.duty)


def _row(teller: Teller, due: Due) -> Row:
    """A task, the part that a body has in it, and the document that states it."""
    reading = teller.reading
    task = reading.one(due.duty, ASSIGNS) or due.duty
    role, body = reading.one(due.duty, ROLE), reading.one(due.duty, ASSIGNEE)
    document = reading.one(task, STATED_IN)
    called = short(reading, document, teller.said) if document else None
    return (
        teller.value(task),
        text(teller.said.name(role)) if role else EMPTY,
        teller.value(body) if body else EMPTY,
        teller.value(document)._replace(text=called) if called else EMPTY,
    )
