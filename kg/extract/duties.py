"""Duties: the tasks of a document and who bears them, from prose, headings, and keys with values."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.document import Block, Clean
from kg.extract.blocks import keyed
from kg.extract.faded import is_faded, mended
from kg.extract.given import Bearer, Duty
from kg.extract.passages import Named, passage
from kg.extract.prose import Prose
from kg.extract.reading import Assignment, Task
from kg.extract.regions import forms, tabled, unaddressed
from kg.extract.reports import Heard, hearers, reports
from kg.extract.sentences import sentences
from kg.extract.showing import Lines, Span
from kg.text import fold

Duties = tuple[tuple[Task, ...], tuple[Assignment, ...]]


def duties(clean: Clean, blocks: Sequence[Block], *, year: int | None = None) -> Duties:
    """The tasks and the assignments of a document, in order; offsets are those of the raw text.

    `blocks` are the clean text's outline; `year` is the document's own, for days that name none. Tables are
    not read here. An assignment's `task` is an index in the tasks.
    """
    read = replace(clean, text=mended(clean.text)) if is_faded(clean.text) else clean
    outside = tabled(blocks) | unaddressed(blocks, read) | forms(blocks, read)
    lines = keyed(read, blocks, outside, year)
    prose = Prose(read, blocks, year).read(outside | lines.taken)
    found = sorted((*lines.duties, *prose), key=lambda one: (one.start, one.end))
    return _written(clean, read, Lines(read, blocks), found)


def _written(clean: Clean, read: Clean, lines: Lines, found: Iterable[Duty]) -> Duties:
    tasks: list[Task] = []
    assignments: list[Assignment] = []
    for duty in found:
        task = _task(clean, duty)
        heard = _heard(read, duty)
        for one in duty.bearers:
            span = (one.named.start, one.named.end)
            named = lines.naming(span, (duty.start, duty.end))
            assignments.append(
                Assignment(
                    one.named.name,
                    one.role,
                    len(tasks),
                    *(task.text, task.start, task.end),
                    *clean.raw_span(*span),
                    duty.due,
                    *_told(read, one, duty, heard),
                    _raw(clean, (*named, *filter(None, (duty.due_at,)))),
                    _beside(one),
                )
            )
        tasks.append(task)
    return tuple(tasks), tuple(assignments)


def _task(clean: Clean, duty: Duty) -> Task:
    start, end = clean.raw_span(duty.start, duty.end)
    words = clean.text[duty.start : duty.end]
    shown = _raw(clean, filter(None, (duty.due_at, duty.product_at)))
    return Task(duty.block.label, words, start, end, duty.product, duty.due, duty.block.path, shown)


def _raw(clean: Clean, spans: Iterable[Span]) -> tuple[Span, ...]:
    return tuple(clean.raw_span(*span) for span in spans)


def _heard(read: Clean, duty: Duty) -> Heard:
    said = reports(read.flat[duty.start : duty.end])
    return hearers(passage(read, duty.start, duty.end)) if said else Heard()


def _beside(bearer: Bearer) -> tuple[str, ...]:
    own = fold(bearer.named.name)
    return tuple(dict.fromkeys(one.name for one in bearer.beside if fold(one.name) != own))


def _speaks_of_another(read: Clean, duty: Duty, bearer: Named, hears: int) -> bool:
    """Whether who hears, from an offset on, hears it of another: the bearer stands behind it in the words.

    A key below the words names a bearer, too; then it is another's where their sentence names one before.
    """
    if bearer.start < duty.end:
        return hears < bearer.start
    spans = sentences(read.text, duty.start, duty.end)
    start = next((first for first, last in spans if first <= hears < last), duty.start)
    return not all(one.collective and bearer.collective for one in passage(read, start, hears).names)


def _told(read: Clean, bearer: Bearer, duty: Duty, heard: Heard) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """To whom and through whom a bearer reports: not who joins in, or comes behind it in the duty's words.

    Who has the same duty in two roles, one of them to report, reports in that one.
    """
    if bearer.role == "coordinate" or not heard.to:
        return (), ()
    if _speaks_of_another(read, duty, bearer.named, heard.to[0].start):
        return (), ()
    own = fold(bearer.named.name)
    if bearer.role != "report" and ("report", own) in {(o.role, fold(o.named.name)) for o in duty.bearers}:
        return (), ()
    return (
        tuple(one.name for one in heard.to if fold(one.name) != own),
        tuple(one.name for one in heard.via if fold(one.name) != own),
    )
