"""Said: what a clause makes of its bearers: leaders with partners, reporters, or any other role."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.extract.passages import Named, Passage
from kg.extract.roles import EITHER, PARTNERS, WATCHED, Role, lead_in, main_role, report_in
from kg.extract.rows import row

# Roles that a clause gives by its own words, whatever the heading above gives.
_OWN: set[Role] = {"lead", "coordinate", "report"}


@dataclass(frozen=True, slots=True)
class Said:
    """What a clause says: role of its bearers, who joins them, its range, and their other roles."""

    role: Role
    partners: tuple[Named, ...]
    start: int
    end: int
    besides: tuple[Role, ...] = ()


def is_covered(said: Said, before: Sequence[Said]) -> bool:
    """Whether a later clause only goes on with what the same bodies were already given."""
    roles = {one.role for one in before}
    if said.role in _OWN:
        return said.role in roles
    return bool(roles - {"coordinate", "report"})


def all_said(part: Passage, at: int, role: Role | None) -> Iterator[Said]:
    """The main role of a clause from an offset on, and the report that it may end with."""
    main = said_at(part, at)
    yield replace(main, role=role) if role and main.role not in _OWN else main
    plain = part.clean.flat[at : part.end]
    report = report_in(part.clean.text[at : part.end], plain)
    if report and main.role != "report":
        begin = at + report.start()
        begin += len(plain[report.start() :]) - len(plain[report.start() :].lstrip(" ,:"))
        yield Said("report", (), begin, part.end)


def said_at(part: Passage, at: int) -> Said:
    """What a predicate that begins at an offset makes of its bearers, and who joins them."""
    flat = part.clean.flat
    at += len(flat[at : part.end]) - len(flat[at : part.end].lstrip(" ,"))
    plain = flat[at : part.end]
    lead = lead_in(plain)
    if lead is None:
        report = report_in(part.clean.text[at : part.end], plain)
        role = "report" if report and report.start() == 0 else main_role(plain)
        return Said(role, (), at, part.end)
    either = EITHER.match(plain, lead.end()) is not None
    joined = None if either else PARTNERS.search(plain, lead.end())
    partners = _partners(part, at + joined.end()) if joined else ()
    watched: tuple[Role, ...] = ("monitor",) if WATCHED.match(plain, lead.end()) else ()
    return Said("lead", partners, at, part.end, ("coordinate",) if either else watched)


def _partners(part: Passage, at: int) -> tuple[Named, ...]:
    """Those who join in, behind "phối hợp với": a run of names, or a row before the verb."""
    run, whole = part.run_at(at, slack=12), row(part, at)
    return whole if len(whole) > len(run) else run
