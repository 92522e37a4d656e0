"""What is made and judged, held together until nothing in it violates."""

from dataclasses import dataclass, field, replace

from kg.errors import BadGraph
from kg.pipeline.bulk.deciding import Decided
from kg.pipeline.bulk.faults import violations, without_faulty
from kg.pipeline.bulk.judging import Judged, judge_again
from kg.pipeline.bulk.making import Changed, Making, made_again
from kg.pipeline.bulk.standing import Standing


@dataclass(frozen=True, slots=True)
class Held:
    """What is made, what stands, what was judged of it, and how it differs from what there was."""

    making: Making
    here: Standing
    judged: Judged
    change: Changed = field(default_factory=Changed)


def brought_up(held: Held) -> tuple[Held, Decided]:
    """The parts and the judgement brought into step with what stands."""
    making, here, decided, change = made_again(held.making, held.here)
    judged = judge_again(held.judged, making.base, making.folder, change.went, change.came)
    return Held(making, here, judged, held.change.then(change)), decided


def without_violations(held: Held, decided: Decided) -> Held:
    """What holds, without drafts that violate; raises BadGraph where reviewed records do."""
    while problems := violations(held.making.shelf, held.here, decided, held.judged.findings):
        here = without_faulty(held.here, problems, BadGraph)
        held, decided = brought_up(replace(held, here=here))
    return held
