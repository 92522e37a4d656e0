"""The row of documents: families of twenty, each from a resolution down to dispatches, one after another.

Any document of the row can be made by itself: nothing of the others is kept, so that a row of any length
needs no more memory than a short one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import count, islice
from random import Random

from generating.lexicon import MINISTRIES, PROVINCES, THEMES, UNITS
from generating.values import Kind, Name, Plan

# Of each hundred documents that can bear an error, so many bear one.
RATE = 0.1


@dataclass(frozen=True, slots=True)
class Member:
    """A place in a family: what stands there, of which of the two provinces, under which other place.

    `grounds` are the places of further documents that it rests on.
    """

    kind: Kind
    province: int = 0
    above: int | None = None
    grounds: tuple[int, ...] = ()


FAMILY = (
    Member("resolution"),
    Member("government", above=0),
    Member("guidance", above=0),
    Member("ministry", above=1, grounds=(0,)),
    Member("programme", 0, above=0),
    Member("programme", 1, above=0),
    Member("plan", 0, above=4, grounds=(1,)),
    Member("plan", 1, above=5, grounds=(1,)),
    Member("plan", 0, above=4, grounds=(1,)),
    Member("directive", 1, above=7),
    *(Member("dispatch", at % 2, above=(6, 7, 8, 7)[at % 4]) for at in range(10)),
)
# What may be wrong in a document of each kind, by the rule that finds it (queries/audit).
PLANTED: dict[Kind, tuple[str, ...]] = {
    "resolution": ("target-falling-back",),
    "government": ("count-not-sum-of-groups", "count-not-sum-of-horizons"),
    "guidance": ("restatement-incomplete", "restatement-reworded", "number-of-other-issuer"),
    "ministry": ("deadline-before-document", "task-led-twice"),
    "programme": ("target-figure-restated", "target-comparator-restated", "target-horizon-restated"),
    "plan": ("task-led-twice", "deadline-before-document"),
    "directive": ("document-older-than-cited", "deadline-before-document"),
    "dispatch": (
        "task-assigned-to-other",
        "document-older-than-cited",
        "task-deadline-restated",
        "deadline-before-document",
        "task-led-twice",
    ),
}
# Days after the document above, at least and at most; so that what rests on several is younger than all.
_DAYS: dict[Kind, tuple[int, int]] = {
    "resolution": (0, 0),
    "government": (8, 20),
    "guidance": (8, 20),
    "ministry": (10, 30),
    "programme": (25, 45),
    "plan": (10, 40),
    "directive": (10, 40),
    "dispatch": (10, 40),
}
_FIRST_YEAR, _YEARS = 2026, 5


def plans(documents: int | None = None, seed: int = 1, rate: float = RATE) -> Iterator[Plan]:
    """The documents of a row, in order; without end where no number is given."""
    return islice((plan(seed, index, rate) for index in count()), documents)


@lru_cache(maxsize=256)
def plan(seed: int, index: int, rate: float = RATE) -> Plan:
    """One document of the row, with all above it."""
    family, at = divmod(index, len(FAMILY))
    member = FAMILY[at]
    above = None if member.above is None else plan(seed, index - at + member.above, rate)
    grounds = tuple(plan(seed, index - at + one, rate) for one in member.grounds)
    province = PROVINCES[(2 * family + member.province) % len(PROVINCES)]
    planted = _planted(seed, index, rate)
    ministry = MINISTRIES[(seed + family) % len(MINISTRIES)]
    return Plan(
        index=index,
        kind=member.kind,
        province=province,
        issuer=_issuer(member.kind, province, ministry[0]),
        number=_number(member.kind, _serial(family, at), _codes(index, ministry[1], planted)),
        issued=_issued(seed, index, planted),
        theme=THEMES[(seed + family) % len(THEMES)],
        above=above,
        grounds=grounds,
        planted=planted,
    )


def _planted(seed: int, index: int, rate: float) -> str:
    """The error of a document: each of its kind's in turn, so that none is wanting in a long row."""
    family, at = divmod(index, len(FAMILY))
    kind = FAMILY[at].kind
    if Random(f"{seed}/planted/{index}").random() >= rate:
        return ""
    return PLANTED[kind][(family + at) % len(PLANTED[kind])]


def _serial(family: int, at: int) -> int:
    """Numbered within the kind over the whole row, so that no two documents bear one number."""
    kind = FAMILY[at].kind
    return family * sum(one.kind == kind for one in FAMILY) + sum(
        one.kind == kind for one in FAMILY[: at + 1]
    )


def _codes(index: int, ministry: str, planted: str) -> dict[str, str]:
    # A number that ends in the letters of a province's commission, on a document of the centre's.
    commission = "BTGDVTU" if planted == "number-of-other-issuer" else "BTGDVTW"
    return {"ministry": ministry, "commission": commission, "unit": UNITS[index % len(UNITS)]}


def _number(kind: Kind, serial: int, codes: dict[str, str]) -> str:
    return _NUMBERS[kind].format(serial=f"{serial:02}", **codes)


_NUMBERS: dict[Kind, str] = {
    "resolution": "{serial}-NQ/TW",
    "government": "{serial}/NQ-CP",
    "guidance": "{serial}-HD/{commission}",
    "ministry": "{serial}/KH-{ministry}",
    "programme": "{serial}-CTr/TU",
    "plan": "{serial}/KH-UBND",
    "directive": "{serial}/CT-UBND",
    "dispatch": "{serial}/UBND-{unit}",
}


def committee(province: str) -> Name:
    """The Party committee of a province or city."""
    level, name = _parted(province)
    head = "Tỉnh ủy" if level == "tỉnh" else "Thành ủy"
    return Name(head, f"{head} {name}")


def _parted(province: str) -> tuple[str, str]:
    level = "tỉnh" if province.startswith("tỉnh ") else "thành phố"
    return level, province.removeprefix(f"{level} ")


def town(plan: Plan) -> str:
    """The place that is printed before the date."""
    local = plan.kind in ("programme", "plan", "directive", "dispatch")
    return _parted(plan.province)[1] if local else "Hà Nội"


def level(province: str) -> str:
    """What a province is called for short in its own documents."""
    return _parted(province)[0]


def _issuer(kind: Kind, province: str, ministry: str) -> Name:
    people = f"Ủy ban nhân dân {province}"
    central = {
        "resolution": "Bộ Chính trị",
        "government": "Chính phủ",
        "guidance": "Ban Tuyên giáo và Dân vận Trung ương",
        "ministry": ministry,
        "programme": committee(province).full,
    }
    return Name(central.get(kind, people), central.get(kind, people))


@lru_cache(maxsize=1024)
def _sound(seed: int, index: int) -> date:
    """The date that a document should have."""
    family, at = divmod(index, len(FAMILY))
    member, random = FAMILY[at], Random(f"{seed}/date/{index}")
    if member.above is None:
        return date(_FIRST_YEAR + family % _YEARS, 1, 5) + timedelta(days=random.randrange(150))
    return _sound(seed, index - at + member.above) + timedelta(days=random.randint(*_DAYS[member.kind]))


def _issued(seed: int, index: int, planted: str) -> date:
    at = index % len(FAMILY)
    above = FAMILY[at].above
    if planted != "document-older-than-cited" or above is None:
        return _sound(seed, index)
    days = Random(f"{seed}/early/{index}").randint(3, 7)
    return _sound(seed, index - at + above) - timedelta(days=days)
