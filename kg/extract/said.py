"""Said: what a clause makes of its bearers: leaders with partners, reporters, or any other role."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.extract.given import Bearer, Frame, distinct
from kg.extract.passages import Named, Passage
from kg.extract.roles import (
    EITHER,
    PARTNERS,
    WATCHED,
    Role,
    guides_and_oversees,
    lacks_object,
    lead_in,
    main_role,
    report_in,
    verb_at,
)
from kg.extract.rows import row
from kg.extract.sentences import CAPITALS, behind_joint

# Roles that a clause gives by its own words, whatever the heading above gives.
_OWN: set[Role] = {"lead", "coordinate", "report"}
# Who leads with others, of whom nothing is said before them that is to be led.
_LEADS_WITH = re.compile(rf"chu tri(?:,| va)?\s+{PARTNERS.pattern}")
# How far behind "phối hợp với" the first name may begin, in characters.
_SLACK = 12
# What goes on with a name that was not read whole: "Ủy ban nhân dân 04 xã".
_CUT = re.compile(rf"\s+[0-9{CAPITALS}]")


@dataclass(frozen=True, slots=True)
class Said:
    """What a clause says: role of its bearers, who joins them, its range, and their other roles.

    `beside` are those whom bearers who only join in are to work with; nothing says what these have to do.
    """

    role: Role
    partners: tuple[Named, ...]
    start: int
    end: int
    besides: tuple[Role, ...] = ()
    beside: tuple[Named, ...] = ()


def is_covered(said: Said, before: Sequence[Said]) -> bool:
    """Whether a later clause only goes on with what the same bodies were already given."""
    roles = {role for one in before for role in (one.role, *one.besides)}
    if "report" in said.besides and "report" not in roles:
        return False
    if said.role in _OWN:
        return said.role in roles
    return bool(roles - {"coordinate", "report"})


def bearers(said: Said, frame: Frame) -> tuple[Bearer, ...]:
    """Who has a duty that a clause gives: the frame's bodies and who joins them, as said here or above it."""
    goes_on = said.role == frame.role
    beside = said.beside or (frame.beside if goes_on else ())
    partners = said.partners or (frame.partners if goes_on else ())
    kept = distinct(
        [
            *(Bearer(body, said.role, beside) for body in frame.bodies),
            *(Bearer(body, "coordinate") for body in partners),
        ]
    )
    return (*kept, *(Bearer(body, role) for role in said.besides for body in frame.bodies))


def all_said(part: Passage, at: int, role: Role | None) -> Iterator[Said]:
    """The main role of a clause from an offset on, and the report that it may end with."""
    main = said_at(part, at)
    main = replace(main, role=role) if role and main.role not in _OWN else main
    plain = part.clean.flat[at : part.end]
    report = report_in(part.clean.text[at : part.end], plain)
    if report is None or main.role == "report":
        yield main
    elif (
        report[0].startswith("hoac")
        or lacks_object(plain[: report.start()])
        or _only_leads(part, main, at + report.start())
    ):
        yield replace(main, besides=(*main.besides, "report"))
    else:
        yield main
        yield Said("report", (), at + behind_joint(plain, report.start(), len(plain)), part.end)


def _only_leads(part: Passage, main: Said, report: int) -> bool:
    """Whether all that is led is the report behind the partners: "chủ trì, phối hợp với Sở A, báo cáo"."""
    if main.role != "lead" or not main.partners:
        return False
    flat, first = part.clean.flat, main.partners[0].start
    bare = any(first - _SLACK <= one.end() <= first for one in _LEADS_WITH.finditer(flat, main.start, first))
    return bare and flat[part.after(main.partners) : report].strip(" ,") in ("", "va", "dong thoi")


def said_at(part: Passage, at: int) -> Said:
    """What a predicate that begins at an offset makes of its bearers, and who joins them."""
    flat = part.clean.flat
    at = behind_joint(flat, at, part.end)
    plain = flat[at : part.end]
    lead = lead_in(plain)
    if lead is None:
        report = report_in(part.clean.text[at : part.end], plain)
        role = "report" if report and report.start() == 0 else main_role(plain)
        beside = _beside(part, at, plain) if role == "coordinate" else ()
        besides: tuple[Role, ...] = ("monitor",) if guides_and_oversees(plain) else ()
        return Said(role, (), at, part.end, besides, beside)
    either = EITHER.match(plain, lead.end()) is not None
    joined = None if either else PARTNERS.search(plain, lead.end())
    partners = _partners(part, at + joined.end()) if joined else ()
    watched: tuple[Role, ...] = ("monitor",) if WATCHED.match(plain, lead.end()) else ()
    return Said("lead", partners, at, part.end, ("coordinate",) if either else watched)


def _partners(part: Passage, at: int) -> tuple[Named, ...]:
    """Those who join in, behind "phối hợp với": a run of names, or a row before the verb."""
    run, whole = part.run_at(at, slack=_SLACK), row(part, at)
    return whole if len(whole) > len(run) else run


def only_joins(part: Passage) -> bool:
    """Whether words say with whom and not what: a heading over what is to be done with them."""
    found = said_at(part, part.start).beside
    return bool(found) and not part.clean.text[part.after(found) : part.end].strip(" .:;")


def _beside(part: Passage, at: int, plain: str) -> tuple[Named, ...]:
    """Those named right behind the "phối hợp với" that a predicate opens with, if their names are whole."""
    joined = PARTNERS.match(plain, verb_at(plain))
    run = part.run_at(at + joined.end()) if joined else ()
    return () if run and _CUT.match(part.clean.text, run[-1].end, part.end) else run
