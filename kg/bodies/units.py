"""Units of a ministry or the like, named with the body that they stand in.

>>> unit_named("Cục KTVB&QLXLVPHC - Bộ Tư pháp").name.vi
'Cục Kiểm tra văn bản và Quản lý xử lý vi phạm hành chính Bộ Tư pháp'
>>> unit_named("Vụ pháp chế, Bộ NN&MT").id, unit_named("Vụ Pháp chế") is None
('vu-phap-che-bo-nong-nghiep-va-moi-truong', True)
"""

import re
from functools import cache
from typing import TypedDict, cast

from kg import resources
from kg.bodies.known import names
from kg.bodies.minting import bounded
from kg.bodies.spelling import capitalised, spelled, written_out
from kg.bodies.vocabulary import alternatives
from kg.records import Body, Words
from kg.text import fold, slug

_NAMED = re.compile(
    r"(?P<unit>(?:Vụ|Cục)\s(?=[^\W\d_])[^;:()/]+?)\s*(?:[-,/(]|của\s|thuộc\s|\s)\s*"
    r"(?P<parent>Bộ Văn hóa, Thể thao và Du lịch"
    r"|(?:Bộ|VP|Văn phòng|Thanh tra|Ngân hàng|Ủy ban)\s[^;:(),/]+|[A-ZĐ]{3,5})\)?"
)
_LONGEST = 300
# Of several units in a row none is named with the body that they stand in.
_ANOTHER = re.compile(r"(?:,|\bvà)\s+(?:Vụ|Cục)\s")
_LETTERS = re.compile(r"(?<!\w)[A-ZĐ]{2,}")
_TWICE = re.compile(r"\b(và)(?:\s+và)+\b")


class _Unit(TypedDict, total=False):
    name: str
    en: str
    also: list[str]


class _Units(TypedDict):
    units: list[_Unit]
    letters: dict[str, str]
    standing_in: dict[str, list[str]]


@cache
def _listed() -> _Units:
    return cast("_Units", resources.mapping(resources.text("bodies/authority/units.yaml")))


@cache
def _known() -> dict[str, _Unit]:
    return {fold(name): one for one in _listed()["units"] for name in (one["name"], *one.get("also", ()))}


@cache
def _letters() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives(_listed()['letters'])})(?!\w)")


def unit_named(name: str) -> Body | None:
    """The unit that a name with its ministry means; None where no listed body stands behind the unit."""
    found = _NAMED.fullmatch(spelled(name)) if len(name) < _LONGEST else None
    parents = names().get(fold(written_out(found["parent"])), ()) if found else ()
    if not found or _ANOTHER.search(found["unit"]) or len(parents) != 1 or parents[0].kind != "StateBody":
        return None
    unit = _whole(found["unit"])
    own = names().get(fold(unit), ())
    stands = own and own[0].name.vi in _listed()["standing_in"].get(parents[0].name.vi, ())
    return own[0] if stands else _of(unit, parents[0])


def _whole(unit: str) -> str:
    """The unit's name without letters that stand for words, each conjunction once."""
    full = _listed()["letters"]
    plain = _letters().sub(lambda one: full[one[0]], unit.replace("&", " và "))
    return _TWICE.sub(r"\1", " ".join(plain.split()))


def _of(unit: str, parent: Body) -> Body | None:
    """The unit under its parent; None where letters are left that nothing explains."""
    if _LETTERS.search(unit):
        return None
    known = _known().get(fold(unit))
    said = known["name"] if known else capitalised(unit)
    vi = f"{said} {parent.name.vi}"
    en = f"{known['en']} of the {parent.name.en}" if known else vi
    return Body(id=bounded(slug(vi)), kind="StateBody", name=Words(vi=vi, en=en))
