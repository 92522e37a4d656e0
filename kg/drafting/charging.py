"""Charging: the assignments of a task, each body once in each role, with deadline and recurrence."""

from collections.abc import Iterable
from typing import cast, get_args

from kg.drafting.setting import Cast, Setting
from kg.extract.reading import Assignment as Read
from kg.extract.reading import Due, Finding, Reading, Task
from kg.records import Assignment, Deadline, Evidence
from kg.records.edtf import checked
from kg.records.kinds import Qualifier, Recurrence, Role


def by_task(reading: Reading) -> dict[int, list[Read]]:
    """The assignments of a reading by the index of their task."""
    found: dict[int, list[Read]] = {}
    for read in reading.assignments:
        found.setdefault(read.task, []).append(read)
    return found


def charges(own: Task, charged: Iterable[Read], here: Setting, cast_: Cast) -> tuple[Assignment, ...]:
    """The assignments of one task; of the same body in the same role only the first."""
    first: dict[tuple[str, str], Read] = {}
    for read in charged:
        if read.role in get_args(Role):
            for one in cast_.get(read.body, ()):
                first.setdefault((one.body.id, read.role), read)
    return tuple(
        Assignment(
            id=at,
            body=body,
            role=cast(Role, role),
            deadline=due(read.deadline, (read.start, read.end), []),
            recurrence=recurrence(read.deadline),
            reports_to=_named(read.reports_to, cast_),
            via=_named(read.via, cast_),
            jointly_with=tuple(one for one in _named(read.jointly_with, cast_) if one != body),
            evidence=_proof(own, read, here),
        )
        for at, ((body, role), read) in enumerate(first.items(), start=1)
    )


def _proof(own: Task, read: Read, here: Setting) -> tuple[Evidence, ...]:
    """The places of an assignment: what is to be done, then who and when where these stand elsewhere.

    None where the task's own words hold all. A line with a key ("Cơ quan chủ trì: ...") says who in which
    role, so that it goes first.
    """
    words = (read.start, read.end)
    if not read.shown_at:
        return () if words == (own.start, own.end) else here.places((words,))
    keyed = [span for span in read.shown_at if ":" in here.text[span[0] : read.body_start]]
    return here.places((*keyed, words, *read.shown_at))


def _named(names: Iterable[str], cast_: Cast) -> tuple[str, ...]:
    """The ids of the bodies that names mean, each once; names without letters mean none."""
    return tuple(dict.fromkeys(one.body.id for name in names for one in cast_.get(name, ())))


def due(said: Due | None, span: tuple[int, int], findings: list[Finding]) -> Deadline | None:
    """Words of time as a deadline; a date that no calendar has is left out, with a finding."""
    if said is None or not said.text.strip():
        return None
    edtf = _existing(said.edtf)
    if said.edtf and edtf is None:
        english = f"{said.edtf!r} is no date of the calendar: look at the deadline again"
        findings.append(
            Finding("deadline", english, f"{said.edtf!r} không phải ngày có thật: xem lại thời hạn", *span)
        )
    qualifier = said.qualifier if edtf and said.qualifier in get_args(Qualifier) else None
    return Deadline(text=" ".join(said.text.split()), edtf=edtf, qualifier=cast(Qualifier | None, qualifier))


def _existing(edtf: str | None) -> str | None:
    try:
        return checked(edtf) if edtf else None
    except ValueError:
        return None


def recurrence(said: Due | None) -> Recurrence | None:
    """How often, where the words of time say it and records have a word for it."""
    return cast(Recurrence, said.recurrence) if said and said.recurrence in get_args(Recurrence) else None
