"""Hold the code at the end of a document's number against the body that is said to have issued it.

>>> code("186-HD/BTGTU"), code("179/2024/NĐ-CP")
(Code(letters='BTGTU', party=True), Code(letters='CP', party=False))
>>> code("1234/BTC-NSNN"), code("không số")
(Code(letters='BTC', party=False), None)
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from string import digits
from typing import TypedDict, cast

import yaml
from pyoxigraph import Store

from kg import resources
from kg.audit.rows import rows
from kg.text import fold
from kg.validate import WARNING, Finding

NUMBER_OF_OTHER_ISSUER = "number-of-other-issuer"
_PARTY = re.compile(r"\d+[a-z]?-(?P<type>[^\W\d_]+)/(?P<code>[^\W\d_][\w-]*)")
_STATE = re.compile(r"\d+[a-z]?(?:/\d{4})?/(?P<letters>[^\W\d_][\w-]*)")


@dataclass(frozen=True, slots=True)
class Code:
    """The issuer's letters in a number, and whether the number is written as the Party writes them."""

    letters: str
    party: bool


class _Level(TypedDict):
    code: str
    names: list[str]
    of: dict[str, str]


class _Codes(TypedDict):
    levels: list[_Level]
    types: list[str]


@dataclass(frozen=True, slots=True)
class _Numbered:
    """A numbered document, one of its issuers, and the issuer's names and abbreviations, all folded."""

    document: str
    number: str
    issuer: str
    name: dict[str, str]
    abbreviations: frozenset[str]


def code(number: str) -> Code | None:
    """The issuer's code in a number as written, by the grammar of issuer_codes.yaml; None where none."""
    party = _PARTY.fullmatch(number.replace(" ", ""))
    if party:
        return Code(party["code"], party=True)
    state = _STATE.fullmatch(number.replace(" ", ""))
    if not state:
        return None
    first, _, rest = state["letters"].partition("-")
    return Code(rest if first in _codes()["types"] and rest else first, party=False)


@cache
def _codes() -> _Codes:
    return cast("_Codes", yaml.safe_load(resources.text("audit/issuer_codes.yaml")))


def numbers_of_other_issuers(store: Store, whole: Store) -> Iterator[Finding]:
    """Documents of a store whose number ends in the code of a body that none of their issuers is.

    Bodies are looked up in the whole.
    """
    names = rows(whole, "body-names")
    owners = {fold(row["name"]): row["body"] for row in names if row["kind"] == "abbreviation"}
    short: dict[str, set[str]] = {}
    for row in names:
        if row["kind"] == "abbreviation":
            short.setdefault(row["body"], set()).add(fold(row["name"]))
    issued: dict[tuple[str, str], list[_Numbered]] = {}
    for row in rows(store, "issuers"):
        named = {"vi": row["name_vi"], "en": row["name_en"]}
        abbreviations = frozenset(short.get(row["issuer"], ()))
        issued.setdefault((row["document"], row["number"]), []).append(
            _Numbered(row["document"], row["number"], row["issuer"], named, abbreviations)
        )
    for issuers in issued.values():
        yield from _judge(issuers, owners)


def _judge(issuers: list[_Numbered], owners: dict[str, str]) -> Iterator[Finding]:
    """A finding where the code belongs to none of the issuers, and is known to be another's or not theirs."""
    found = code(issuers[0].number)
    if found is None or any(_bears(one, found) for one in issuers):
        return
    level = _level(found)
    if level is None and not all(one.abbreviations for one in issuers):
        return
    whose = level["of"] if level else {"vi": "cơ quan khác", "en": "another body"}
    yield _finding(issuers[0], found, whose, owners.get(fold(found.letters), ""))


def _bears(one: _Numbered, found: Code) -> bool:
    # The National Assembly and its committee write their term behind their code: 20/2008/QH12.
    parts = {part.rstrip(digits) for part in (found.letters, *found.letters.split("-"))}
    if any(fold(part) in one.abbreviations for part in parts):
        return True
    level = _level(found)
    return level is not None and any(name in fold(one.name["vi"]) for name in level["names"])


def _level(found: Code) -> _Level | None:
    """The level of the Party whose letters end the code; the longest that fits."""
    fitting = [level for level in _codes()["levels"] if found.party and found.letters.endswith(level["code"])]
    return max(fitting, key=lambda level: len(level["code"]), default=None)


def _finding(one: _Numbered, found: Code, whose: dict[str, str], owner: str) -> Finding:
    other, own = owner or one.issuer, " / ".join(sorted(one.abbreviations)).upper()
    own_vi, own_en = (f", có mã {own}", f", whose code is {own}") if own else ("", "")
    return Finding(
        WARNING,
        NUMBER_OF_OTHER_ISSUER,
        one.document,
        f"Số {one.number} mang mã {found.letters} của {whose['vi']}, nhưng được ghi là của "
        f"{one.name['vi']}{own_vi}: tra số và cơ quan ban hành ở bản gốc ({other})",
        f"The number {one.number} ends in {found.letters}, the code of {whose['en']}, but is said to be of "
        f"{one.name['en']}{own_en}: look up number and issuer in the original ({other})",
        value=other,
    )
