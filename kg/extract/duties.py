"""Duties: the tasks of a document and who bears them, from prose, headings, and keys with values."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.document import Block, Clean
from kg.extract.blocks import keyed
from kg.extract.faded import is_faded, mended
from kg.extract.given import Duty
from kg.extract.prose import Prose
from kg.extract.reading import Assignment, Task
from kg.extract.regions import tabled, unaddressed

Duties = tuple[tuple[Task, ...], tuple[Assignment, ...]]


def duties(clean: Clean, blocks: Sequence[Block], *, year: int | None = None) -> Duties:
    """The tasks and the assignments of a document, in order; offsets are those of the raw text.

    `blocks` are the clean text's outline; `year` is the document's own, for days that name none. Tables are
    not read here. An assignment's `task` is an index in the tasks.
    """
    read = replace(clean, text=mended(clean.text)) if is_faded(clean.text) else clean
    outside = tabled(blocks) | unaddressed(blocks, read)
    lines = keyed(read, blocks, outside, year)
    prose = Prose(read, blocks, year).read(outside | lines.taken)
    found = sorted((*lines.duties, *prose), key=lambda one: (one.start, one.end))
    return _written(clean, found)


def _written(clean: Clean, found: Iterable[Duty]) -> Duties:
    tasks: list[Task] = []
    assignments: list[Assignment] = []
    for duty in found:
        start, end = clean.raw_span(duty.start, duty.end)
        words = clean.text[duty.start : duty.end]
        path = duty.block.path
        tasks.append(Task(duty.block.label, words, start, end, duty.product, duty.due, path))
        for one in duty.bearers:
            name = clean.raw_span(one.named.start, one.named.end)
            assignments.append(
                Assignment(one.named.name, one.role, len(tasks) - 1, words, start, end, *name, duty.due)
            )
    return tuple(tasks), tuple(assignments)
