"""Collective names: one spelling of those that mean the same bodies, and their English.

>>> one_spelling("UBND phường, xã và đặc khu"), one_spelling("Sở, ban ngành có liên quan")
('Ủy ban nhân dân các xã, phường, đặc khu', 'Các sở, ban, ngành liên quan')
>>> english("Các cơ quan khác thuộc UBND"), english("Các đội văn nghệ")
("Other agencies under the People's Committee", 'Các đội văn nghệ')
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import cast

from kg import resources
from kg.bodies.spelling import capitalised, written_out
from kg.bodies.vocabulary import titles
from kg.records import Body
from kg.text import fold

_PLURAL = re.compile(r"(?P<plural>(?:tất cả |toàn thể |toàn bộ )?các|những|từng|mọi)\s+", re.IGNORECASE)
_JOINT = re.compile(r"\s*,\s*(?:và\s+)?|\s+và\s+|\s*/\s*", re.IGNORECASE)
_LONGEST, _LONGEST_OWNER = 300, 8
_PAIR = re.compile(r"(bộ|sở|ban) (ngành)")
_COUNCIL = re.compile(r"(?P<council>Ủy ban nhân dân|Hội đồng nhân dân)\s+", re.IGNORECASE)
_CONCERNED = re.compile(r"\s+(?:có\s+)?liên quan$", re.IGNORECASE)
_OTHER = re.compile(r"\s+khác$", re.IGNORECASE)
_LEVEL = re.compile(r"\s+(cấp (?:tỉnh|xã|huyện)|các cấp)$", re.IGNORECASE)
_CENTRAL = re.compile(r"\s+trực thuộc trung ương$", re.IGNORECASE)
_PREPOSITION = re.compile(r"\s*(?:(?:trực\s+)?thuộc|của)\s+", re.IGNORECASE)
# The order in which territory is told, whatever the order of the name.
_RANKS = (
    "tỉnh", "thành phố", "huyện", "quận", "thị xã", "xã", "phường", "thị trấn", "đặc khu", "địa phương",
)  # fmt: skip


@cache
def _words(key: str) -> dict[str, str]:
    found = resources.mapping(resources.text("bodies/authority/english.yaml"))[key]
    return cast("dict[str, str]", found)


@dataclass(frozen=True, slots=True)
class _Parts:
    """What a collective's name consists of; nouns in lower case, `owner` with its preposition."""

    plural: str
    council: str
    nouns: tuple[str, ...]
    level: str = ""
    owner: str = ""
    central: bool = False
    other: bool = False
    concerned: bool = False


def one_spelling(name: str) -> str:
    """The name as it is spelt for all that mean the same bodies; one whose nouns are unknown as it is."""
    whole = written_out(name)
    parts = _parsed(whole)
    if parts is None:
        return capitalised(whole)
    before = f"{parts.council} các" if parts.council and not parts.level else parts.council or parts.plural
    said = f"{before} {', '.join(parts.nouns)}".strip() + (f" {parts.level}" if parts.level else "")
    said += " trực thuộc trung ương" * parts.central + " khác" * parts.other + _one_owner(parts.owner)
    return capitalised(said + " liên quan" * parts.concerned)


def _one_owner(of: str) -> str:
    """Whose the bodies are: "của" is no part of the name of a council's boards, for most leave it out."""
    council = _owner(of).startswith("hoi dong nhan dan")
    return f" {_PREPOSITION.sub('', of, count=1).strip()}" if council else of


def english(name: str) -> str:
    """The collective's name in English where each of its nouns is known; else the name as it is."""
    whole = written_out(name)
    parts = _parsed(whole)
    if parts is None:
        return _headed(whole) or whole
    listed = [_words("nouns")[_key(noun)] for noun in parts.nouns]
    if parts.other and listed:
        listed[0] = f"other {listed[0]}"
    if parts.central:
        listed = [f"centrally run {one}" if one == "cities" else one for one in listed]
    said = listed[0] if len(listed) == 1 else f"{', '.join(listed[:-1])} and {listed[-1]}" if listed else ""
    if parts.council:
        said = " of ".join(filter(None, (_words("councils")[fold(parts.council)], said)))
    said += f" {_words('ranks')[fold(parts.level)]}" if parts.level else ""
    said += f" {_words('owners')[_owner(parts.owner)]}" if parts.owner else ""
    return capitalised(said) + " concerned" * parts.concerned


def _headed(whole: str) -> str:
    """Those who head several bodies: "Chủ tịch UBND cấp xã"; nothing where a word is not known."""
    if len(whole) > _LONGEST:
        return ""
    title = next((one for one in sorted(titles(), key=len, reverse=True) if whole.startswith(f"{one} ")), "")
    rest = whole[len(title) + 1 :]
    said = english(rest) if title and "keeps" not in titles()[title] else rest
    return f"{plural(titles()[title]['en'])} of {_within(said)}" if said != rest else ""


def _within(said: str) -> str:
    """Names of bodies inside a longer one: without a capital, unless it is their own."""
    return said if said.startswith("People's") else f"{said[0].lower()}{said[1:]}"


def plural(office: str) -> str:
    """The English of an office for all who hold it.

    >>> plural("Deputy Chairman of the People's Committee"), plural("Head")
    ("Deputy Chairmen of the People's Committee", 'Heads')
    """
    title, of, body = office.partition(" of ")
    many = f"{title[:-2]}en" if title.endswith("man") else f"{title}s"
    return f"{many}{of}{body}"


def office_in_english(title: str, of: Body) -> str:
    """An office: Minister of Finance, Heads of agencies; nothing where the body's English is not known."""
    ministry, body = "Ministry of ", of.name.en
    if body == of.name.vi:
        return ""
    if of.kind == "CollectiveBody":
        return f"{plural(title)} of {_within(body)}"
    own = title.endswith("Minister") and body.startswith(ministry)
    return f"{title} of {body.removeprefix(ministry)}" if own else f"{title} of the {body}"


def _parsed(whole: str) -> _Parts | None:
    """The parts of a name; None where a word of it is not known."""
    if len(whole) > _LONGEST:
        return None
    rest, concerned = _CONCERNED.subn("", whole)
    rest, central = _CENTRAL.subn("", rest)
    owner = _owners_words(rest)
    rest, other = _OTHER.subn("", rest.removesuffix(owner))
    plural = _PLURAL.match(rest)
    rest = rest[plural.end() :] if plural else rest
    council = _COUNCIL.match(f"{rest} ")
    rest = rest[council.end() :] if council else rest
    behind = _PLURAL.match(rest) if council else None
    rest = rest[behind.end() :] if behind else rest
    level = _LEVEL.search(f" {rest}")
    rest = f" {rest}"[: level.start()].strip() if level else rest
    nouns = _nouns(rest)
    if nouns is None or not (nouns or (council and level)):
        return None
    return _Parts(
        plural["plural"].lower() if plural else "các",
        capitalised(council["council"].lower()) if council else "",
        tuple(sorted(nouns, key=_RANKS.index)) if council and set(nouns) <= set(_RANKS) else tuple(nouns),
        level=level[1].lower() if level else "",
        owner=owner,
        central=bool(central),
        other=bool(other),
        concerned=bool(concerned),
    )


def _owners_words(said: str) -> str:
    """The words at the end that say whom the bodies are parts of, with their preposition and a space."""
    words = said.split()
    for at in range(max(1, len(words) - _LONGEST_OWNER), len(words)):
        of = " ".join(words[at:])
        if _owner(of) in _words("owners") and (_owner(of) != fold(of) or " " in of):
            return f" {of}"
    return ""


def _key(noun: str) -> str:
    """A noun as the list has it: "tổ chức chính trị - xã hội" without its hyphen."""
    return " ".join(re.sub(r"\W+", " ", fold(noun)).split())


def _owner(of: str) -> str:
    """The key of whom the bodies are parts of, without the preposition."""
    return fold(_PREPOSITION.sub("", of, count=1))


def _nouns(said: str) -> list[str] | None:
    """The nouns of a list in lower case; None where one is not known."""
    found: list[str] = []
    for piece in _JOINT.split(said) if said else ():
        plural = _PLURAL.match(piece)
        noun = piece[plural.end() if plural else 0 :].lower().replace("chính phủ", "Chính phủ").strip()
        pair = _PAIR.fullmatch(noun)
        if _key(noun) in _words("nouns"):
            found.append(noun)
        elif pair:
            found += [pair[1], pair[2]]
        else:
            return None
    return found
