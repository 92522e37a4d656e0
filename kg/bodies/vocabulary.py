"""The words by which bodies' names are found in running text, compiled once from the lists."""

import re
from collections.abc import Iterable
from functools import cache
from typing import get_args

from kg import resources
from kg.bodies.composing import stems
from kg.bodies.known import central
from kg.bodies.places import places, spellings
from kg.bodies.spelling import capitalised
from kg.records import Body
from kg.records.kinds import BodyKind
from kg.text import flat

_UPPER = "".join(
    chr(code)
    for code in (*range(0x41, 0x5B), *range(0xC0, 0x250), *range(0x1E00, 0x1F00))
    if chr(code).isupper()
)
UPPER = f"[{_UPPER}]"
_ABBREVIATED = re.compile(r"[^\W\d_a-zà-ỹ]{3,}(?:[^\W\d_]|&)*")
_RANK = r"(?:tinh|thanh pho|tp\.?)"


@cache
def _list(name: str) -> dict[str, object]:
    return resources.mapping(resources.text(f"bodies/authority/{name}.yaml"))


@cache
def words_of(name: str, key: str) -> tuple[str, ...]:
    """A list written as words between bars."""
    return tuple(word.strip(" ") for word in str(_list(name)[key]).replace(" |", "|").split("|"))


def words_in(name: str, key: str) -> tuple[str, ...]:
    """A list written as a sequence, in lower case."""
    return tuple(str(word).lower() for word in _list(name)[key])  # type: ignore[attr-defined]


def alternatives(words: Iterable[str]) -> str:
    """A pattern of any of the words, the longest first."""
    return "|".join(sorted(set(words), key=lambda word: (-len(word), word)))


@cache
def heads() -> dict[str, tuple[BodyKind, bool]]:
    """Each head in lower case: the kind of body, and whether it is enough by itself for a lower-case name."""
    found: dict[str, tuple[BodyKind, bool]] = {}
    for kind in get_args(BodyKind):
        listed = _list("heads").get(kind, {"long": [], "short": []})
        for size in ("long", "short"):
            for head in listed[size]:  # type: ignore[index]
                found[head.lower()] = (kind, size == "long")
    return found


@cache
def titles() -> dict[str, dict[str, str]]:
    """Each title of an office as written, with its English, and what of it belongs to the body's name."""
    return _list("titles")["titles"]  # type: ignore[return-value]


def _loose(name: str) -> str:
    """A name in flat letters as a pattern: any white space between words and around hyphens and commas."""
    return re.sub(
        r"(?:\\ )+", r"\\s+", re.sub(r"(?:\\ )*(\\-|,)(?:\\ )*", r"\\s*\1\\s*", re.escape(flat(name)))
    )


def place_pattern() -> str:
    """A place after a body's name in flat text: its rank, its name, or both."""
    named = alternatives(_loose(place.name) for place in places().values())
    others = alternatives(re.escape(name) for name in spellings() if " " not in name)
    return rf"(?:{_RANK}\s*(?:{named}|{others})|{_RANK}|{named}|{others})(?!\w)"


@cache
def place_behind() -> re.Pattern[str]:
    """White space and a place, in flat text."""
    return re.compile(rf"\s+(?:cua\s+)?{place_pattern()}")


@cache
def listed_names() -> re.Pattern[str]:
    """The names on the authority list, and the beginnings of composed ones, in flat text; longest first."""
    whole = [name for body in central().values() if body.kind != "CollectiveBody" for name in _names(body)]
    local = [_local(words_, stem.slot) for words_, stem in stems().items() if words_]
    every = [*map(_loose, whole), *local, _committee()]
    return re.compile(rf"(?:{alternatives(every)})(?!\w)")


def _names(body: Body) -> list[str]:
    return [one for one in (body.name.vi, *body.other_names) if one != "Đảng"]


@cache
def _committee() -> str:
    """A pattern of a province's Party committee in flat text, with the province's name or without."""
    named = alternatives(_loose(place.name) for place in places().values())
    return rf"(?:tinh|thanh)\s+uy(?:\s+(?:{named}))?"


def _local(words: str, slot: str) -> str:
    """A composed name's beginning; those of the Party's committees with the committee."""
    pattern = r"[\s,&-]+".join(words.split())
    return rf"{pattern}\s+{_committee()}" if slot == "committee" else pattern


@cache
def abbreviations() -> frozenset[str]:
    """Abbreviations that are a body's name in running text: three capitals or more."""
    every = {short for body in central().values() for short in body.abbreviations}
    return frozenset(short for short in every if _ABBREVIATED.fullmatch(short) and len(short) > 2)


@cache
def openings() -> re.Pattern[str]:
    """Every word in a text, as written, at which a body's name may begin."""
    plural = words_of("groups", "plural")
    groups = {*plural, *words_of("groups", "opens")}
    names = (name for body in central().values() for name in _names(body))
    first = {name.split()[0].lower() for name in (*heads(), *titles(), *names)}
    written = {*abbreviations(), *map(capitalised, (*first, *groups)), *map(str.upper, (*first, *plural))}
    lower = groups | {"công an", "hội đồng nhân dân", "ủy ban nhân dân", "uỷ ban nhân dân"}
    lower |= {"mặt trận tổ quốc", "Uỷ", "UỶ"}
    return _by_first_letter(written | lower | {word.split()[0] for word in lower})


def _by_first_letter(words: set[str]) -> re.Pattern[str]:
    """One pattern of all the words, grouped by first letter so that a text is scanned fast."""
    grouped: dict[str, list[str]] = {}
    for word in words:
        grouped.setdefault(word[0], []).append(re.escape(word[1:]))
    branches = (
        rf"{re.escape(first)}(?<![\w/].)(?<!\w-.)(?:{alternatives(rest)})"
        for first, rest in sorted(grouped.items())
    )
    return re.compile(rf"(?:{'|'.join(branches)})(?!\w)")
