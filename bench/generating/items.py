"""The things that documents say, made by chance: viewpoints, targets, tasks, and who does what at the end."""

from dataclasses import replace
from random import Random

from generating.casts import Cast
from generating.lexicon import DEEDS, GROUPS, MEASURES, PLACES, VIEWPOINTS, Phrase
from generating.titles import type_of
from generating.values import Charge, Due, Duty, Goal, Name, Plan, Role, Section, View

_EVERY_YEAR = Due("trước ngày 15 tháng 12 hằng năm", "XXXX-12-15", "before", "annual")
# Duties of the last part by role; {kind} is what the document calls itself, {chief} who is reported to.
_ORGANISED: tuple[tuple[Role, Phrase], ...] = (
    ("direct", Phrase("lãnh đạo, chỉ đạo việc thực hiện {kind} trong phạm vi phụ trách", "Direct {theme}")),
    ("monitor", Phrase("theo dõi, đôn đốc việc thực hiện {kind}", "Follow the work on {theme}")),
    ("report", Phrase("tổng hợp, báo cáo {chief} kết quả thực hiện", "Report on {theme}")),
    ("advise", Phrase("tham mưu {chief} bố trí kinh phí cho {theme}", "Advise on means for {theme}")),
    ("approve", Phrase("phê duyệt thiết kế mẫu của {theme}", "Approve designs of {theme}")),
    ("implement", Phrase("bố trí người làm đầu mối về {theme}", "Name a contact for {theme}")),
)
# What the bodies below do; the rest is done by those at the issuer's side.
_BELOW = frozenset({"direct", "implement"})


def made_viewpoints(random: Random, plan: Plan) -> tuple[View, ...]:
    return tuple(View(words.about(plan.theme)) for words in random.sample(VIEWPOINTS, 4))


def made_goals(random: Random, plan: Plan, year: int, many: int) -> tuple[Goal, ...]:
    return tuple(
        Goal(
            plan.theme,
            measure,
            random.choice(("moreThan", "atLeast")),
            random.randint(20, 60) if measure.percent else 5 * random.randint(2, 30),
            year,
        )
        for measure in random.sample(MEASURES, many)
    )


def raised(random: Random, goals: tuple[Goal, ...], years: int) -> tuple[Goal, ...]:
    """The same targets for a later year, each above what it was."""
    return tuple(
        replace(one, value=one.value + random.randint(5, 35), year=one.year + years) for one in goals
    )


def deeds(random: Random, plan: Plan, many: int) -> list[Phrase]:
    """Deeds at places, no deed and no place twice in a document."""
    deeds, places = random.sample(DEEDS, many), random.sample(PLACES, many)
    made = ((deed.about(plan.theme), place) for deed, place in zip(deeds, places, strict=True))
    return [Phrase(f"{deed.vi} {place.vi}", f"{deed.en} {place.en}") for deed, place in made]


def charged(random: Random, words: Phrase, bodies: tuple[Name, ...], partners: int) -> Duty:
    lead, *others = random.sample(bodies, 1 + partners)
    return Duty(words, (Charge("lead", lead), *(Charge("coordinate", one) for one in others)))


def grouped(duties: list[Duty], plan: Plan, many: int, *, declared: bool = False) -> tuple[Section, ...]:
    """The duties in groups, as even as they go."""
    parts = [duties[at::many] for at in range(many)]
    return tuple(
        Section(
            str(at),
            words.about(plan.theme),
            tuple(part),
            group=True,
            declared=len(part) if declared else None,
        )
        for at, (words, part) in enumerate(zip(GROUPS, parts, strict=False), start=1)
    )


def organised(random: Random, plan: Plan, roles: Cast, many: int) -> tuple[Duty, ...]:
    """Duties of the last part: who directs, follows, advises, approves, reports; no body twice but one."""
    chosen = sorted(random.sample(range(len(_ORGANISED)), many))
    bodies = random.sample(roles.bodies, many)
    return tuple(
        _of_role(*_ORGANISED[at], plan, roles, body) for at, body in zip(chosen, bodies, strict=True)
    )


def _of_role(role: Role, words: Phrase, plan: Plan, roles: Cast, body: Name) -> Duty:
    said = Phrase(
        words.vi.format(theme=plan.theme.vi, kind=type_of(plan.kind), chief=roles.chief.printed),
        words.en.format(theme=plan.theme.en),
    )
    charges = (Charge(role, roles.below if role in _BELOW else body),)
    if role == "report":
        return Duty(said, charges, _EVERY_YEAR, reports_to=roles.chief)
    return Duty(said, charges)
