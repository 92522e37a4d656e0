"""Compose what a document says from its place in the row; what it says again it takes from those above."""

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from random import Random

from generating import dues, planting
from generating.casts import Cast, cast
from generating.items import charged, deeds, grouped, made_goals, made_viewpoints, organised, raised
from generating.lexicon import GIVEN_NAMES, PRODUCTS, SURNAMES, Phrase
from generating.titles import opening, opening_to_annex, title
from generating.values import (
    Charge,
    Cited,
    Content,
    Counted,
    Duty,
    Goal,
    Kind,
    Name,
    Plan,
    Section,
    View,
    placed,
)


@lru_cache(maxsize=64)
def content(seed: int, plan: Plan) -> Content:
    """All that a document says, its planted error put in."""
    return planting.put(_sound(seed, plan))


@lru_cache(maxsize=64)
def _sound(seed: int, plan: Plan) -> Content:
    """What the document would say without error."""
    random = Random(f"{seed}/content/{plan.index}")
    made = Content(
        plan=plan,
        title=title(plan),
        cited=_cited(plan),
        opening=opening(plan),
        sections=(),
        signer=f"{random.choice(SURNAMES)} {random.choice(GIVEN_NAMES)}",
    )
    made = _BODIES[plan.kind](random, made, seed)
    annex = tuple(replace(duty, locator=f"PL.{at}") for at, duty in enumerate(made.annex, start=1))
    items = tuple(replace(item, locator=str(at)) for at, item in enumerate(made.items, start=1))
    return replace(made, sections=tuple(map(placed, made.sections)), annex=annex, items=items)


def _cited(plan: Plan) -> tuple[Cited, ...]:
    """What the document rests on, and at last what it carries out."""
    grounds = tuple(Cited(one, "Căn cứ", "basedOn") for one in plan.grounds)
    if plan.above is None:
        return grounds
    return (*grounds, Cited(plan.above, "Thực hiện", _RELATIONS.get(plan.kind, "implements")))


_RELATIONS: dict[Kind, str] = {"guidance": "disseminates", "ministry": "concretises"}


def _resolution(random: Random, made: Content, seed: int) -> Content:
    plan, roles = made.plan, cast(made.plan)
    year = 5 * (plan.issued.year // 5 + 1)
    near = made_goals(random, plan, year, 3)
    far = raised(random, near[:2], 15)
    duties = [Duty(words) for words in deeds(random, plan, 4)]
    duties[-1] = replace(duties[-1], due=dues.prose(random, plan.issued))
    horizons = (
        Section("1", Phrase(f"Đến năm {year}", f"By {year}"), near),
        Section("2", Phrase(f"Tầm nhìn đến năm {year + 15}", f"By {year + 15}"), far),
    )
    sections = (
        Section(
            "I", Phrase("QUAN ĐIỂM CHỈ ĐẠO", "Viewpoints"), made_viewpoints(random, plan), style="number"
        ),
        Section("II", Phrase("MỤC TIÊU", "Targets"), inner=horizons),
        Section("III", Phrase("NHIỆM VỤ, GIẢI PHÁP", "Tasks"), inner=grouped(duties, plan, 2)),
        _organisation("IV", organised(random, plan, roles, 2)),
    )
    return replace(made, sections=sections, recipients=roles.recipients)


def _organisation(label: str, duties: tuple[Duty, ...]) -> Section:
    return Section(label, Phrase("TỔ CHỨC THỰC HIỆN", "Organisation"), duties, style="number")


def _government(random: Random, made: Content, seed: int) -> Content:
    plan, roles = made.plan, cast(made.plan)
    year = 5 * (plan.issued.year // 5 + 1)
    near = made_goals(random, plan, year, 2)
    far = raised(random, near[:1], 5)
    duties = [charged(random, words, roles.bodies, 1) for words in deeds(random, plan, 3)]
    duties[0] = replace(duties[0], due=dues.prose(random, plan.issued))
    sections = (
        Section("I", Phrase("MỤC TIÊU", "Targets"), inner=(
            Section("1", Phrase(f"Đến năm {year}", f"By {year}"), near),
            Section("2", Phrase(f"Đến năm {year + 5}", f"By {year + 5}"), far),
        )),
        Section("II", Phrase("NHIỆM VỤ CỤ THỂ", "Tasks"), inner=grouped(duties, plan, 2, declared=True)),
    )  # fmt: skip
    counts = (
        Counted("task", 3),
        Counted("target", 3),
        Counted("target", 2, year),
        Counted("target", 1, year + 5),
    )
    return replace(made, sections=sections, counts=counts, recipients=roles.recipients)


def _guidance(random: Random, made: Content, seed: int) -> Content:
    plan, roles = made.plan, cast(made.plan)
    again = tuple(
        View(one.says, restates=f"{_above(plan).id}#{one.locator}")
        for one in _sound(seed, _above(plan)).sections[0].items
    )
    sections = (
        Section("I", Phrase("QUAN ĐIỂM CHỈ ĐẠO", "Viewpoints"), again, style="number"),
        _organisation("II", organised(random, plan, roles, 1)),
    )
    return replace(made, sections=sections, recipients=roles.recipients)


def _above(plan: Plan) -> Plan:
    if plan.above is None:
        raise ValueError(f"document {plan.index} carries out no other")
    return plan.above


def _ministry(random: Random, made: Content, seed: int) -> Content:
    """A plan whose tasks are blocks of lines: the task, who leads, who helps, by when."""
    plan, roles = made.plan, cast(made.plan)
    duties = tuple(
        replace(charged(random, words, roles.bodies, 1), due=dues.dated_cell(random, plan.issued))
        for words in deeds(random, plan, 3)
    )
    sections = (Section("I", Phrase("NỘI DUNG", "Content"), duties, style="block", group=True),)
    return replace(made, sections=sections, recipients=roles.recipients)


def _programme(random: Random, made: Content, seed: int) -> Content:
    plan, roles = made.plan, cast(made.plan)
    above = _sound(seed, _above(plan)).sections[1].inner[0]
    again = tuple(
        replace(one, restates=f"{_above(plan).id}#{one.locator}")
        for one in above.items
        if isinstance(one, Goal)
    )
    duties = [Duty(words) for words in deeds(random, plan, 2)]
    sections = (
        Section("I", Phrase("MỤC TIÊU", "Targets"), inner=(Section("1", above.heading, again),)),
        Section("II", Phrase("NHIỆM VỤ, GIẢI PHÁP", "Tasks"), inner=grouped(duties, plan, 2)),
        _organisation("III", organised(random, plan, roles, 2)),
    )
    return replace(made, sections=sections, recipients=roles.recipients)


def _plan(random: Random, made: Content, seed: int) -> Content:
    plan, roles = made.plan, cast(made.plan)
    year = 5 * (plan.issued.year // 5 + 1)
    goals = Section("1", Phrase(f"Đến năm {year}", f"By {year}"), made_goals(random, plan, year, 2))
    sections = (
        Section("I", Phrase("MỤC TIÊU", "Targets"), inner=(goals,)),
        _organisation("II", organised(random, plan, roles, 2)),
    )
    annex = [_row(random, plan, roles, words) for words in deeds(random, plan, 3)]
    # Dispatches say the first ones again: those are due on a day, so that another day would be an error.
    annex[:2] = [replace(duty, due=dues.dated_cell(random, plan.issued)) for duty in annex[:2]]
    return replace(made, annex=tuple(annex), sections=sections, recipients=roles.recipients)


def _row(random: Random, plan: Plan, roles: Cast, words: Phrase) -> Duty:
    duty = charged(random, words, roles.bodies, random.choice((1, 1, 2)))
    return replace(duty, due=dues.cell(random, plan.issued), product=random.choice(PRODUCTS))


def _directive(random: Random, made: Content, seed: int) -> Content:
    plan, roles = made.plan, cast(made.plan)
    one, two = random.sample(roles.bodies, 2)
    words = deeds(random, plan, 3)
    sections = (_owned("1", one, words[:2]), _owned("2", two, words[2:]))
    last = sections[1].items[-1]
    if isinstance(last, Duty):
        last = replace(last, due=dues.prose(random, plan.issued))
    return replace(
        made, sections=(sections[0], replace(sections[1], items=(last,))), recipients=roles.recipients
    )


def _owned(label: str, body: Name, words: list[Phrase]) -> Section:
    duties = tuple(Duty(one, (Charge("implement", body),)) for one in words)
    return Section(label, Phrase(body.printed, body.printed), duties, owner=body, group=True)


def _dispatch(random: Random, made: Content, seed: int) -> Content:
    """A letter that gives out tasks: one of the plan and one of its own in a table, or two in items."""
    plan, roles = made.plan, cast(made.plan)
    said = random.choice(_sound(seed, _above(plan)).annex[:2])
    if plan.planted.startswith("task-") or random.random() < 0.5:
        again = replace(said, restates=f"{_above(plan).id}#{said.locator}")
        own = next(words for words in deeds(random, plan, 4) if words.vi != said.says.vi)
        addressees = tuple(dict.fromkeys(one.body for one in said.charges))
        annex = (again, _row(random, plan, roles, own))
        return replace(made, annex=annex, addressees=addressees, opening=opening_to_annex(plan))
    duties = [charged(random, words, roles.bodies, 1) for words in deeds(random, plan, 2)]
    duties[-1] = replace(duties[-1], due=dues.prose(random, plan.issued))
    lead = tuple(dict.fromkeys(duty.charges[0].body for duty in duties))
    return replace(made, items=tuple(duties), addressees=lead)


_BODIES: dict[Kind, Callable[[Random, Content, int], Content]] = {
    "resolution": _resolution,
    "government": _government,
    "guidance": _guidance,
    "ministry": _ministry,
    "programme": _programme,
    "plan": _plan,
    "directive": _directive,
    "dispatch": _dispatch,
}
