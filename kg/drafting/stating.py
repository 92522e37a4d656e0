"""Statements: sections, viewpoints, targets and tasks of a reading, each with its locator and evidence."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pydantic import ValidationError

from kg.drafting.charging import by_task, charges, due, recurrence
from kg.drafting.figures import Measured, measured
from kg.drafting.headings import heading_end, kind_of_section, regulating
from kg.drafting.labelling import substance
from kg.drafting.locating import Places, above, locator
from kg.drafting.naming import label
from kg.drafting.setting import Cast, Setting
from kg.extract.products import products
from kg.extract.reading import Assignment as Said
from kg.extract.reading import Finding, Reading, Section, Target, Task, Viewpoint
from kg.records import Assignment, Indicator, Product, Statement, Words
from kg.records.kinds import StatementKind

_INSIDE: set[str] = {"TaskGroup", "Task"}
_UNNUMBERED = "doan"


@dataclass(slots=True)
class Stated:
    """The statements so far, what they bring with them, and what had to be left out."""

    here: Setting
    places: Places = field(default_factory=Places)
    statements: list[Statement] = field(default_factory=list)
    kinds: dict[str, StatementKind] = field(default_factory=dict)
    indicators: list[Indicator] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def add(self, span: tuple[int, int], make: Callable[[], Statement]) -> None:
        """Keep a statement that holds by the rules of records; else a finding with what is wrong."""
        try:
            made = make()
        except ValidationError as error:
            wrong = str(error.errors()[0]["msg"])
            self.findings.append(
                Finding(
                    "left-out",
                    f"left out, since as a record it does not hold: {wrong}",
                    f"bỏ ra vì không thành bản ghi được: {wrong}",
                    *span,
                )
            )
            return
        self.statements.append(made)
        self.kinds[made.id] = made.kind


def statements(reading: Reading, here: Setting, cast: Cast) -> Stated:
    """The statements of a reading in the order of the text; `cast` has the bodies for each name."""
    stated = Stated(here)
    outline = Outline.of(reading, here.text)
    tasks = _places_of_tasks(reading, stated, outline)
    charged = by_task(reading)
    for section in reading.sections:
        _section(section, stated, outline)
    for viewpoint in reading.viewpoints:
        _viewpoint(viewpoint, stated)
    for at, task in enumerate(reading.tasks):
        given = charged.get(at, ())
        shown = (*task.shown_at, *_heading(task, given, outline.headings, here.text))
        called = replace(task, text=substance(task, given, here.text), shown_at=shown)
        _task(called, tasks[at], stated, charges(task, given, here, cast))
    for target in reading.targets:
        _target(target, stated)
    stated.statements = [_under_a_group(s, stated) for s in sorted(stated.statements, key=_start)]
    return stated


def _heading(
    task: Task, given: Sequence[Said], headings: Mapping[tuple[str, ...], Section], text: str
) -> Iterator[tuple[int, int]]:
    """Where the heading of an item stands that only a task stands for, unless something shows it already."""
    section = headings.get(task.path)
    if section is None or not section.heading:
        return
    end = heading_end(section, text)
    shown = [(task.start, task.end), *task.shown_at, *(place for one in given for place in one.shown_at)]
    if end <= task.start and not any(start < end and section.start < last for start, last in shown):
        yield section.start, end


def _start(statement: Statement) -> tuple[int, int]:
    """Where the statement begins; of two that begin together the one with the shorter locator is first."""
    start = statement.evidence[0].start if statement.evidence else None
    return (start or 0, statement.id.count("."))


@dataclass(frozen=True, slots=True)
class Outline:
    """What lies where in a reading: paths with tasks below them, sections and tasks, beginnings of aims.

    `headings` are the sections for which a task stands, by their path; `regulating` the paths of those that
    are provisions, whatever duties they hold beside.
    """

    grouped: frozenset[tuple[str, ...]]
    regulating: frozenset[tuple[str, ...]]
    tasks: frozenset[str]
    headings: Mapping[tuple[str, ...], Section]
    inner: tuple[tuple[int, int], ...]
    said: tuple[int, ...]

    @classmethod
    def of(cls, reading: Reading, text: str) -> "Outline":
        """The outline of a reading of a text, as decoded."""
        aims: list[Viewpoint | Target] = [*reading.viewpoints, *reading.targets]
        grouped = frozenset(task.path[:count] for task in reading.tasks for count in range(len(task.path)))
        return cls(
            grouped,
            regulating(reading, text),
            frozenset(locator(task.path) for task in reading.tasks),
            {section.path: section for section in reading.sections if section.path not in grouped},
            tuple(sorted(_spans(reading))),
            tuple(sorted(one.start for one in aims)),
        )

    def own(self, section: Section) -> tuple[tuple[int, int], ...]:
        """Where a section's own words stand: before, between and behind the sections and tasks inside it."""
        places, at = [], section.start
        inside = bisect_right(self.inner, (section.start, section.end))
        for start, end in self.inner[inside:]:
            if start >= section.end:
                break
            places.append((at, start))
            at = max(at, end)
        return tuple((start, end) for start, end in (*places, (at, section.end)) if start < end)

    def only_holds(self, section: Section) -> bool:
        """Whether viewpoints or targets lie in a section, which then need no statement around them."""
        at = bisect_left(self.said, section.start)
        return any(start < section.end for start in self.said[at : at + 1])


def _spans(reading: Reading) -> Iterator[tuple[int, int]]:
    yield from ((section.start, section.end) for section in reading.sections)
    yield from ((task.start, task.end) for task in reading.tasks)


def _places_of_tasks(reading: Reading, stated: Stated, outline: Outline) -> list[str]:
    """A locator for each task; one that stands at a heading with tasks below it is that group's own, .0."""
    groups = {section.path for section in reading.sections if section.path in outline.grouped}
    return [
        stated.places.take(
            locator(task.path) + ".0" if task.path in groups else locator(task.path) or _UNNUMBERED
        )
        for task in reading.tasks
    ]


def _section(section: Section, stated: Stated, outline: Outline) -> None:
    """A section as a statement, unless a task stands for it or it only holds viewpoints or targets."""
    grouped = section.path in outline.grouped
    own = locator(section.path)
    if not own or (not grouped and (own in outline.tasks or outline.only_holds(section))):
        return
    groups = grouped and section.path not in outline.regulating
    around = next((stated.kinds[place] for place in above(own) if place in stated.kinds), None)
    kind = kind_of_section(section.heading, around, grouped=groups)
    shown = ((section.start, heading_end(section, stated.here.text)),) if groups else outline.own(section)
    place, words = stated.places.take(own), section.heading or stated.here.words(*shown[0])
    stated.add(
        shown[0],
        lambda: Statement(
            id=place,
            kind=kind,
            label=label(kind, place, words),
            status="draft",
            evidence=stated.here.places(shown),
        ),
    )


def _viewpoint(viewpoint: Viewpoint, stated: Stated) -> None:
    place = stated.places.take(locator(viewpoint.path) or _UNNUMBERED)
    stated.add(
        (viewpoint.start, viewpoint.end),
        lambda: Statement(
            id=place,
            kind="Viewpoint",
            label=label("Viewpoint", place, viewpoint.text),
            status="draft",
            evidence=stated.here.evidence(viewpoint.start, viewpoint.end),
        ),
    )


def _target(target: Target, stated: Stated) -> None:
    """A target; a figure inside a task is part of that task, one of several in an item a part of the item."""
    wanted = locator(target.path) or "m"
    taken = wanted.casefold() in stated.places.taken
    place = stated.places.take_under(wanted, "t") if taken else stated.places.take(wanted)
    name = f"{stated.here.source}-{place.replace('.', '-')}"
    found: Measured = measured(target, name, f"target {place} of {stated.here.document}")

    def make() -> Statement:
        return Statement(
            id=place,
            kind="Target",
            label=label("Target", place, target.text, found.english),
            target=found.figure,
            status="draft",
            evidence=stated.here.evidence(target.start, target.end),
        )

    before = len(stated.statements)
    stated.add((target.start, target.end), make)
    if found.indicator and len(stated.statements) > before:
        stated.indicators.append(found.indicator)


def _task(task: Task, place: str, stated: Stated, charged: tuple[Assignment, ...]) -> None:
    said = {one.deadline.text for one in charged if one.deadline}
    own = task.deadline if task.deadline and task.deadline.text not in said else None
    span = (task.start, task.end)
    stated.add(
        span,
        lambda: Statement(
            id=place,
            kind="Task",
            label=label("Task", place, task.text),
            assignments=charged,
            products=tuple(_products(task, place)),
            deadline=due(own, span, stated.findings),
            recurrence=recurrence(own),
            status="draft",
            evidence=stated.here.places((span, *task.shown_at)),
        ),
    )


def _products(task: Task, place: str) -> Iterator[Product]:
    for at, name in enumerate(products(task.product or ""), start=1):
        words = Words(vi=name, en=f"Product {at} of task {place}")
        yield Product(id=at, label=words)


def _under_a_group(statement: Statement, stated: Stated) -> Statement:
    """A task in a group must hang on the group or on a task: else it is lifted past what stands between."""
    if statement.kind != "Task":
        return statement
    kinds = [(place, kind) for place in above(statement.id) if (kind := stated.kinds.get(place))]
    if not kinds or kinds[0][1] in _INSIDE or "TaskGroup" not in [kind for _, kind in kinds]:
        return statement
    under = next(place for place, kind in kinds if kind in _INSIDE)
    rest = statement.id[len(under) + 1 :].replace(".", "")
    return replace(statement, id=stated.places.take(f"{under}.{rest}"))
