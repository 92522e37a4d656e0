"""Put the planned error into what a document says, where no other document says it again."""

from collections.abc import Callable
from dataclasses import replace

from generating import dues
from generating.casts import cast
from generating.lexicon import THEMES, Phrase
from generating.values import Charge, Content, Due, Duty, Goal, Section, View

Change = Callable[[Duty], Duty]


def put(content: Content) -> Content:
    """The content with the error that its plan names; those of a number or date are in the plan itself."""
    return _ERRORS.get(content.plan.planted, _as_it_is)(content)


def planted_at(content: Content) -> tuple[str, ...]:
    """The locators of the statements that the error is in; none where it is of the document as a whole."""
    return _PLACES.get(content.plan.planted, _nowhere)(content)


def _nowhere(content: Content) -> tuple[str, ...]:
    return ()


def _as_it_is(content: Content) -> Content:
    return content


def _falling_back(content: Content) -> Content:
    aims = content.sections[1]
    first, further = aims.inner
    near, last = first.items[0], further.items[0]
    if isinstance(near, Goal) and isinstance(last, Goal):
        further = replace(further, items=(replace(last, value=near.value - 5), *further.items[1:]))
    return _with_section(content, 1, replace(aims, inner=(first, further)))


def _with_section(content: Content, at: int, section: Section) -> Content:
    return replace(content, sections=(*content.sections[:at], section, *content.sections[at + 1 :]))


def _one_more(at: int) -> Callable[[Content], Content]:
    def changed(content: Content) -> Content:
        counts = list(content.counts)
        counts[at] = replace(counts[at], count=counts[at].count + 1)
        return replace(content, counts=tuple(counts))

    return changed


def _incomplete(content: Content) -> Content:
    views = content.sections[0]
    return _with_section(content, 0, replace(views, items=views.items[:-1]))


def _reworded(content: Content) -> Content:
    theme = content.plan.theme
    other = THEMES[(THEMES.index(theme) + 1) % len(THEMES)]
    views = content.sections[0]
    first = views.items[0]
    if isinstance(first, View):
        words = Phrase(first.says.vi.replace(theme.vi, other.vi), first.says.en.replace(theme.en, other.en))
        first = replace(first, says=words)
    return _with_section(content, 0, replace(views, items=(first, *views.items[1:])))


def _goals(change: Callable[[Goal], Goal], *, every: bool = False) -> Callable[[Content], Content]:
    """A change of the first target that is said again, or of all of them."""

    def changed(content: Content) -> Content:
        aims = content.sections[0]
        section = aims.inner[0]
        items = tuple(
            change(one) if isinstance(one, Goal) and (every or at == 0) else one
            for at, one in enumerate(section.items)
        )
        heading = section.heading
        if every and isinstance(items[0], Goal):
            heading = Phrase(f"Đến năm {items[0].year}", f"By {items[0].year}")
        return _with_section(
            content, 0, replace(aims, inner=(replace(section, items=items, heading=heading),))
        )

    return changed


def _another_comparator(goal: Goal) -> Goal:
    return replace(goal, comparator="atLeast" if goal.comparator == "moreThan" else "moreThan")


def _last(change: Callable[[Content, Duty], Duty]) -> Callable[[Content], Content]:
    """A change of the last duty: of the annex, of the items, or of the last section."""

    def changed(content: Content) -> Content:
        if content.annex:
            return replace(content, annex=(*content.annex[:-1], change(content, content.annex[-1])))
        if content.items:
            return replace(content, items=(*content.items[:-1], _if_duty(change, content, content.items[-1])))
        last = content.sections[-1]
        items = (*last.items[:-1], _if_duty(change, content, last.items[-1]))
        return _with_section(content, len(content.sections) - 1, replace(last, items=items))

    return changed


def _if_duty(
    change: Callable[[Content, Duty], Duty], content: Content, item: View | Goal | Duty
) -> View | Goal | Duty:
    return change(content, item) if isinstance(item, Duty) else item


def _passed(content: Content, duty: Duty) -> Duty:
    due = duty.due or Due("trước ngày")
    return replace(duty, due=dues.passed(due, content.plan.issued))


def _led_twice(content: Content, duty: Duty) -> Duty:
    one, two, *rest = duty.charges
    return replace(duty, charges=(one, Charge("lead", two.body), *rest))


def _first_row(change: Callable[[Content, Duty], Duty]) -> Callable[[Content], Content]:
    return lambda content: replace(content, annex=(change(content, content.annex[0]), *content.annex[1:]))


def _another_lead(content: Content, duty: Duty) -> Duty:
    charged = {one.body for one in duty.charges}
    other = next(body for body in cast(content.plan).bodies if body not in charged)
    return replace(duty, charges=(Charge("lead", other), *duty.charges[1:]))


def _later(content: Content, duty: Duty) -> Duty:
    return replace(duty, due=dues.later(content.plan.issued))


_ERRORS: dict[str, Callable[[Content], Content]] = {
    "target-falling-back": _falling_back,
    "count-not-sum-of-groups": _one_more(0),
    "count-not-sum-of-horizons": _one_more(1),
    "restatement-incomplete": _incomplete,
    "restatement-reworded": _reworded,
    "target-figure-restated": _goals(lambda goal: replace(goal, value=goal.value + 7)),
    "target-comparator-restated": _goals(_another_comparator),
    "target-horizon-restated": _goals(lambda goal: replace(goal, year=goal.year + 1), every=True),
    "deadline-before-document": _last(_passed),
    "task-led-twice": _last(_led_twice),
    "task-assigned-to-other": _first_row(_another_lead),
    "task-deadline-restated": _first_row(_later),
}


def _last_place(content: Content) -> tuple[str, ...]:
    return ((content.annex or content.items or content.sections[-1].items)[-1].locator,)


def _first_goals(content: Content) -> tuple[str, ...]:
    return tuple(one.locator for one in content.sections[0].inner[0].items)


_PLACES: dict[str, Callable[[Content], tuple[str, ...]]] = {
    "target-falling-back": lambda content: (content.sections[1].inner[1].items[0].locator,),
    "count-not-sum-of-groups": lambda _: ("count.1",),
    "count-not-sum-of-horizons": lambda _: ("count.2",),
    "restatement-reworded": lambda content: (content.sections[0].items[0].locator,),
    "target-figure-restated": lambda content: _first_goals(content)[:1],
    "target-comparator-restated": lambda content: _first_goals(content)[:1],
    "target-horizon-restated": _first_goals,
    "deadline-before-document": _last_place,
    "task-led-twice": _last_place,
    "task-assigned-to-other": lambda content: (content.annex[0].locator,),
    "task-deadline-restated": lambda content: (content.annex[0].locator,),
}
