"""Reading: what was read in one document, as values; every start and end is an offset of the text as decoded.

`kg read --format json` gives these values; `None` stands for what the text does not show.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Finding:
    """What the reader doubts, and where."""

    kind: str
    message: str
    message_vi: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signed: the name, and the capacity as written ("KT. CHỦ TỊCH, PHÓ CHỦ TỊCH")."""

    name: str | None
    capacity: str | None


@dataclass(frozen=True, slots=True)
class Cited:
    """Another document, as the text names it.

    `relation` is what the words around say of it (a RelationKind of the records, or repeals); `title_end`
    is where its title ends, which may stand behind number, date and issuer. `related_at` is where the words
    stand that say the relation, if any do; `told_at` are other places that say its number, date or issuer.
    """

    number: str | None
    type: str | None
    issuer: str | None
    issued: date | None
    title: str | None
    start: int
    end: int
    title_end: int
    relation: str
    related_at: tuple[int, int] | None = None
    told_at: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A part with a heading; `end` is where the next of its level begins, `path` its place in the tree."""

    label: str
    heading: str
    start: int
    end: int
    path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Viewpoint:
    """A guiding viewpoint."""

    label: str
    text: str
    start: int
    end: int
    path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Target:
    """A target; without a figure `value` is None. `year` is its own or its heading's."""

    text: str
    start: int
    end: int
    indicator: str | None
    comparator: str | None
    value: str | None
    upper: str | None
    unit: str | None
    year: int | None
    path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """A number of things that the text says there are.

    `of` is viewpoint, target, targetGroup, taskGroup or task; `group` the rank of the group that has them,
    where the paragraph is about one; `year` the horizon of targets that are counted.
    """

    of: str
    number: int
    group: int | None
    year: int | None
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline: its words, and what they mean (EDTF, before/by/during/from, recurrence)."""

    text: str
    edtf: str | None
    qualifier: str | None
    recurrence: str | None


@dataclass(frozen=True, slots=True)
class Task:
    """A task; `path` is its place in the tree of sections and items, its own label last.

    `shown_at` are the places outside its words that say when it is due and what it is to yield.
    """

    label: str
    text: str
    start: int
    end: int
    product: str | None
    deadline: Due | None
    path: tuple[str, ...]
    shown_at: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Assignment:
    """One body, one role, one task; `task` is an index in the reading's tasks, `body` the name as written.

    `reports_to` are the names of those who are to hear of the outcome, `via` of those it passes through,
    `jointly_with` of those whom a body that only joins in is to work with,
    `shown_at` the places outside its words that say who has it and when.
    """

    body: str
    role: str
    task: int
    text: str
    start: int
    end: int
    body_start: int
    body_end: int
    deadline: Due | None
    reports_to: tuple[str, ...] = ()
    via: tuple[str, ...] = ()
    shown_at: tuple[tuple[int, int], ...] = ()
    jointly_with: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """The day on which the document says that it comes into force, and where the clause stands."""

    day: date
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Head:
    """What stands at the beginning and the end of a document; `shown_at` are the places that say it.

    The title's is not among them.
    """

    number: str | None = None
    type: str | None = None
    issuer: str | None = None
    place: str | None = None
    issued: date | None = None
    title: str | None = None
    signer: Signer | None = None
    recipients: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    shown_at: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read in one document; `forms` are places of tables that say nothing by themselves."""

    head: Head
    based_on: tuple[Cited, ...]
    cites: tuple[Cited, ...]
    sections: tuple[Section, ...]
    viewpoints: tuple[Viewpoint, ...]
    targets: tuple[Target, ...]
    tasks: tuple[Task, ...]
    assignments: tuple[Assignment, ...]
    findings: tuple[Finding, ...]
    counts: tuple[Count, ...] = ()
    entry_into_force: Entry | None = None
    forms: tuple[tuple[int, int], ...] = ()
