"""Read one document whole: from its text as decoded to all that it says."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from kg.document import Block, Clean, Table, cleaned, outline, tables
from kg.extract.again import cased, distinct, named_once
from kg.extract.annexes import apart
from kg.extract.counts import counts
from kg.extract.duties import Duties, duties
from kg.extract.entry import entry_into_force
from kg.extract.heading import head
from kg.extract.reading import Assignment, Cited, Finding, Head, Reading, Section, Target, Task
from kg.extract.references import Reference, references
from kg.extract.regions import forms
from kg.extract.repeats import told_apart
from kg.extract.sectioning import sections
from kg.extract.tabled import duties_in_tables
from kg.extract.tabled_forms import forms as tabled_forms
from kg.extract.tabled_targets import targets_in_tables
from kg.extract.targets import targets
from kg.extract.terms import Known, dated
from kg.extract.torn import torn
from kg.extract.unborne import unborne
from kg.extract.unjoined import unjoined
from kg.extract.viewpoints import viewpoints


def read(text: str) -> Reading:
    """What a document's text says; every offset in the reading is one of `text`."""
    clean = cleaned(text)
    blocks = told_apart(apart(outline(clean)))
    found = tuple(table for table in tables(clean, blocks) if not table.layout)
    prose = _outside(blocks, found)
    top = head(clean, blocks)
    year = top.issued.year if top.issued else None
    based_on, cites = _cited(clean, top)
    tasks, assignments, findings = _duties(clean, prose, found, year)
    entry = entry_into_force(clean, blocks, top.type, top.issued)
    known, parts = Known(top.issued, entry.day if entry else None, top.type), sections(clean, prose)
    return Reading(
        head=top,
        based_on=based_on,
        cites=cites,
        sections=parts,
        viewpoints=viewpoints(clean, prose),
        targets=_in_order((*targets(clean, prose), *targets_in_tables(clean, found))),
        tasks=tuple(replace(one, deadline=dated(one.deadline, one.text, known)) for one in tasks),
        assignments=tuple(replace(one, deadline=dated(one.deadline, one.text, known)) for one in assignments),
        counts=counts(clean, prose),
        entry_into_force=entry,
        forms=tuple(tabled_forms(clean, found, tasks)),
        findings=(*top.findings, *findings, *_doubts(clean, blocks, parts, (tasks, assignments))),
    )


def _doubts(
    clean: Clean, blocks: tuple[Block, ...], parts: tuple[Section, ...], duties_: Duties
) -> Iterator[Finding]:
    yield from torn(clean, blocks, parts, duties_[0])
    yield from unborne(clean, *duties_)
    yield from unjoined(clean, *duties_)


def _outside(blocks: tuple[Block, ...], found: Iterable[Table]) -> tuple[Block, ...]:
    """The blocks with all that stands in a table as its cells: what reads prose passes over them."""
    spans = [(table.start, table.end) for table in found]
    return tuple(
        replace(block, style="cell", heading=False)
        if any(first <= block.start < last for first, last in spans)
        else block
        for block in blocks
    )


def _has_one_of(starts: list[int], table: Table) -> bool:
    return bisect_left(starts, table.start) < bisect_left(starts, table.end)


def _in_order(found: Iterable[Target]) -> tuple[Target, ...]:
    return tuple(sorted(found, key=lambda target: (target.start, target.end)))


def _cited(clean: Clean, top: Head) -> tuple[tuple[Cited, ...], tuple[Cited, ...]]:
    named = cased(references(clean.text, top.number, clean.flat, type_=top.type or ""), clean.text)
    found = distinct(named_once(named, clean.flat))
    basis = tuple(_one_cited(clean, one) for one in found if one.is_basis)
    return basis, tuple(_one_cited(clean, one) for one in found if not one.is_basis)


def _one_cited(clean: Clean, one: Reference) -> Cited:
    start, end = clean.raw_span(one.start, one.end)
    issued = date.fromisoformat(one.issued) if one.issued and len(one.issued) == len("2025-01-01") else None
    said = one.relation_start < one.relation_end
    return Cited(
        one.number,
        one.type,
        one.issuer,
        issued,
        one.title,
        start,
        end,
        title_end=clean.raw_span(one.start, one.title_end)[1],
        relation=one.relation,
        related_at=clean.raw_span(one.relation_start, one.relation_end) if said else None,
        told_at=tuple(clean.raw_span(*span) for span in one.told_at),
    )


def _duties(
    clean: Clean, prose: tuple[Block, ...], found: tuple[Table, ...], year: int | None
) -> tuple[tuple[Task, ...], tuple[Assignment, ...], tuple[Finding, ...]]:
    """The duties of prose and of tables together, in the order of the text."""
    tasks, assignments = duties(clean, prose, year=year)
    filled = sorted(prose[index].start for index in forms(prose, clean))
    plans = [table for table in found if not _has_one_of(filled, table)]
    more, theirs, doubts = duties_in_tables(clean, plans, year=year)
    moved = (*assignments, *(replace(one, task=one.task + len(tasks)) for one in theirs))
    everything = (*tasks, *more)
    order = sorted(range(len(everything)), key=lambda index: (everything[index].start, index))
    place = {old: new for new, old in enumerate(order)}
    ordered = sorted((replace(one, task=place[one.task]) for one in moved), key=lambda one: one.task)
    return tuple(everything[index] for index in order), tuple(ordered), doubts
