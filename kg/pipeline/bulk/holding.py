"""What is made and judged, held together until nothing in it violates."""

from dataclasses import dataclass, field, replace

from kg.errors import BadGraph
from kg.pipeline.bulk.deciding import Decided
from kg.pipeline.bulk.faults import violations, without_faulty
from kg.pipeline.bulk.judging import Judged, judge_again
from kg.pipeline.bulk.making import Changed, Making, made_again
from kg.pipeline.bulk.mapping import Here
from kg.pipeline.bulk.standing import Standing


@dataclass(frozen=True, slots=True)
class Held:
    """What is made, what stands, what was judged of it, and how it differs from what there was."""

    making: Making
    here: Standing
    judged: Judged
    change: Changed = field(default_factory=Changed)


def without_violations(held: Held, decided: Decided) -> Held:
    """What holds, without drafts that violate; raises BadGraph where reviewed records do."""
    while problems := violations(held.making.shelf, held.here, decided, held.judged.findings):
        here = without_faulty(held.here, problems, BadGraph)
        making, here, decided, change = made_again(_in_one_process(held.making), here)
        judged = judge_again(held.judged, making.base, making.folder, change.went, change.came)
        held = Held(making, here, judged, held.change.then(change))
    return held


def _in_one_process(making: Making) -> Making:
    """What is made where little is left to do, and a store is open whose threads a new process would miss."""
    shelf = making.shelf
    return replace(making, shelf=replace(shelf, shop=replace(shelf.shop, mapper=Here())))
