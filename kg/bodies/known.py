"""The authority list: bodies of the centre from file, those of the provinces composed when asked for.

>>> authority()["bo-ke-hoach-va-dau-tu"].succeeded_by
'bo-tai-chinh'
>>> authority()["uy-ban-nhan-dan-tinh-quang-binh"].succeeded_by
'uy-ban-nhan-dan-tinh-quang-tri'
"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import TypedDict, cast, get_args

from kg import resources
from kg.bodies.composing import LocalKind, composed, local_ids, local_kinds
from kg.bodies.places import Place, places
from kg.bodies.spelling import written_out
from kg.records import Body, Words
from kg.records.kinds import BodyKind
from kg.text import fold, slug

_TENS, _ONES = ("", "X", "XX"), ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")


class _Entry(TypedDict, total=False):
    id: str
    name: str
    en: str
    short: list[str]
    also: list[str]
    code: list[str]
    to: object
    next: str
    vague: bool


class _Region(TypedDict, total=False):
    name: str
    en: str
    last: int
    numerals: str
    also: list[str]


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _id(entry: _Entry) -> str:
    return entry.get("id") or slug(entry["name"])


def _body(kind: BodyKind, entry: _Entry) -> Body:
    return Body(
        id=_id(entry),
        kind=kind,
        name=Words(vi=entry["name"], en=entry["en"]),
        abbreviations=tuple(entry.get("short", ())),
        other_names=tuple(entry.get("also", ())),
        valid_from=_text(cast("dict[str, object]", entry).get("from")),
        valid_to=_text(entry.get("to")),
        succeeded_by=entry.get("next"),
    )


def _regional(region: _Region) -> Iterator[Body]:
    for at in range(region["last"]):
        number = (
            _TENS[(at + 1) // 10] + _ONES[(at + 1) % 10] if region["numerals"] == "roman" else str(at + 1)
        )
        name, en = region["name"].format(number=number), region["en"].format(number=number)
        also = tuple(name.format(number=number) for name in region.get("also", ()))
        yield Body(id=slug(name), kind="StateBody", name=Words(vi=name, en=en), other_names=also)


@cache
def _entries() -> tuple[tuple[BodyKind, _Entry], ...]:
    listed = resources.mapping(resources.text("bodies/authority/central.yaml"))
    return tuple((kind, entry) for kind in get_args(BodyKind) for entry in listed.get(kind, ()))


@cache
def central() -> dict[str, Body]:
    """The bodies that are listed one by one, and those of numbered regions, by id."""
    listed = resources.mapping(resources.text("bodies/authority/provincial.yaml"))
    regional = [body for region in listed["regions"] for body in _regional(region)]
    return {body.id: body for body in (*(_body(*entry) for entry in _entries()), *regional)}


class _Authority(Mapping[str, Body]):
    """The bodies by id; a provincial one is composed when it is asked for."""

    def __init__(self) -> None:
        self._local: dict[str, tuple[LocalKind, Place]] = {
            id_: (kind, place) for id_, kind, place in local_ids() if id_ not in central()
        }

    def __getitem__(self, id_: str) -> Body:
        listed = central().get(id_)
        return listed if listed is not None else composed(*self._local[id_])

    def __iter__(self) -> Iterator[str]:
        yield from central()
        yield from self._local

    def __len__(self) -> int:
        return len(central()) + len(self._local)


@cache
def authority() -> Mapping[str, Body]:
    """All bodies of the authority list by id: the centre's, and each province's for every kind."""
    return _Authority()


def is_listed(name: str) -> bool:
    """Whether a body of the authority list is called just this, marks and case aside.

    >>> is_listed("Sở Nội vụ tỉnh Sơn La"), is_listed("Sở Nội vụ")
    (True, False)
    """
    return slug(name) in _slugs()


@cache
def _slugs() -> frozenset[str]:
    # The id of a body that is composed with a place is its name, and it is not composed for that.
    return frozenset(slug(body.name.vi) for body in central().values()) | authority().keys()


@cache
def vague() -> frozenset[str]:
    """Listed offices that every body has one of: their bare words, in a text, mean none for certain."""
    return frozenset(_id(entry) for _, entry in _entries() if entry.get("vague"))


@cache
def names() -> dict[str, tuple[Body, ...]]:
    """The listed bodies by every folded name and abbreviation; several where a name is shared."""
    found: dict[str, dict[str, Body]] = {}
    for body in central().values():
        if body.id in vague():
            continue
        for name in (body.name.vi, *body.other_names, *body.abbreviations):
            for key in (fold(name), fold(written_out(name))):
                found.setdefault(key, {})[body.id] = body
    return {key: tuple(bodies.values()) for key, bodies in found.items()}


@cache
def _central_codes() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for _, entry in _entries():
        for code in entry.get("code", ()):
            key = fold(code)
            found[key] = (*found.get(key, ()), _id(entry))
    return found


def issuers(code: str, province: str | None = None) -> tuple[Body, ...]:
    """The bodies whose letters end a number: BTC, TTg, QH15; UBND, TU, SNV with a province's id.

    The letters are those of Decree 30/2020/NĐ-CP (annex III) and of the Party's guidance 36-HD/VPTW; a
    National Assembly's number behind them (QH15) is left out. Empty where they are unknown.
    """
    key = fold(code.rstrip("0123456789"))
    place = places().get(province or "")
    local = [
        composed(kind, place) for kind in _kinds_of_code().get(key, ()) if place and kind.exists_in(place)
    ]
    return (*(central()[id_] for id_ in _central_codes().get(key, ())), *local)


@cache
def _kinds_of_code() -> dict[str, tuple[LocalKind, ...]]:
    found: dict[str, tuple[LocalKind, ...]] = {}
    for kind in local_kinds():
        for code in kind.codes:
            found[fold(code)] = (*found.get(fold(code), ()), kind)
    return found
