"""The bodies that every province has, composed from a kind and a place by rule.

>>> composed(stems()["so tai chinh"].of, places()["tinh-quang-tri"]).id
'so-tai-chinh-tinh-quang-tri'
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import TypedDict, cast, get_args

from kg import resources
from kg.bodies.places import Place, places
from kg.records import Body, Words
from kg.records.kinds import BodyKind
from kg.text import fold, slug

_SLOT = re.compile(r"\s*\{(place|committee|name)\}$")


class _Entry(TypedDict, total=False):
    name: str
    en: str
    code: list[str]
    also: list[str]
    short: list[str]
    bare: bool
    own: list[str]
    only: list[str]
    next: str


class _Department(TypedDict, total=False):
    en: str
    code: str
    next: str


@dataclass(frozen=True, slots=True)
class LocalKind:
    """A kind of body, its names with a slot for the place, and the kind that took over from it.

    `own` are folded names without a place that in a document of a place mean that place's body.
    """

    kind: BodyKind
    name: str
    en: str
    codes: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    bare: bool = True
    own: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    next: str | None = None

    def exists_in(self, place: Place) -> bool:
        """Whether this place has such a body."""
        return not self.only or place.name in self.only


@dataclass(frozen=True, slots=True)
class Stem:
    """What stands before the place in one name of a kind, folded, and what the place is written as."""

    words: str
    slot: str
    of: LocalKind = field(repr=False)


def _yaml() -> dict[str, object]:
    return resources.mapping(resources.text("bodies/authority/provincial.yaml"))


def _kind(kind: BodyKind, entry: _Entry) -> LocalKind:
    return LocalKind(
        kind,
        entry["name"],
        entry["en"],
        codes=tuple(entry.get("code", ())),
        also=tuple(entry.get("also", ())),
        bare=entry.get("bare", True),
        own=tuple(fold(name) for name in entry.get("own", ())),
        only=tuple(entry.get("only", ())),
        next=entry.get("next"),
    )


def _departments(listed: dict[str, _Department]) -> Iterator[LocalKind]:
    for name, entry in listed.items():
        after = entry.get("next")
        yield LocalKind(
            "StateBody",
            f"Sở {name} {{place}}",
            f"Department of {entry['en']} of {{place}}",
            codes=(entry["code"],),
            excluded=tuple(cast("dict[str, list[str]]", entry).get("not", ())),
            next=f"Sở {after} {{place}}" if after else None,
        )


@cache
def local_kinds() -> tuple[LocalKind, ...]:
    """Every kind that is composed with a place."""
    listed = _yaml()
    found = [
        _kind(kind, entry)
        for kind in get_args(BodyKind)
        for entry in cast("list[_Entry]", listed.get(kind, []))
    ]
    return (*found, *_departments(cast("dict[str, _Department]", listed["departments"])))


@cache
def stems() -> dict[str, Stem]:
    """Every folded beginning of a composed name."""
    found: dict[str, Stem] = {}
    for kind in local_kinds():
        for name in (kind.name, *kind.also):
            slot = _SLOT.search(name)
            words = fold(name[: slot.start()] if slot else name)
            found.setdefault(words, Stem(words, slot[1] if slot else "name", kind))
    return found


@cache
def own_names() -> frozenset[str]:
    """The folded names without a place that mean the body of the document's own place, if it has one."""
    return frozenset(name for kind in local_kinds() for name in kind.own)


def _id(name: str, place: Place) -> str:
    return slug(name.format(**place.words))


def _successor(kind: LocalKind, place: Place) -> str | None:
    if kind.next:
        return None if place.name in kind.excluded else _id(kind.next, place)
    return _id(kind.name, places()[place.successor]) if place.successor else None


@cache
def composed(kind: LocalKind, place: Place) -> Body:
    """The body of this kind in this place; one of a merged place ends with it."""
    return Body(
        id=_id(kind.name, place),
        kind=kind.kind,
        name=Words(vi=kind.name.format(**place.words), en=kind.en.format(**place.words_en)),
        valid_to=place.valid_to,
        succeeded_by=_successor(kind, place),
    )


def local_ids() -> Iterator[tuple[str, LocalKind, Place]]:
    """The id of every composed body, with its kind and place."""
    for kind in local_kinds():
        for place in places().values():
            if kind.exists_in(place):
                yield _id(kind.name, place), kind, place
