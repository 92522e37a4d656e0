"""Find the names of bodies in running Vietnamese text.

>>> [m.name for m in mentions("Giao Sở Nội vụ chủ trì, cùng UBND các xã, phường và các đơn vị liên quan.")]
['Sở Nội vụ', 'UBND các xã, phường', 'các đơn vị liên quan']
"""

import re
from collections.abc import Iterator
from functools import cache

from kg.bodies.composing import local_kinds
from kg.bodies.grammar import name_at
from kg.bodies.groups import AT_A_LEVEL, Reading, group_at
from kg.bodies.known import central
from kg.bodies.values import Mention
from kg.bodies.vocabulary import alternatives, openings, titles
from kg.text import flat

_FIELDS_AFTER = {"bộ": "Bộ", "sở": "Sở"}
_SPACE = re.compile(r"\s+")
_SEPARATOR = re.compile(r"\s*,\s*(?:và\s+)?|\s+và\s+")


@cache
def _titles() -> re.Pattern[str]:
    pattern = alternatives(title.replace(" ", r"\s+") for title in titles())
    return re.compile(rf"(?:{pattern})(?!\w)", re.IGNORECASE)


@cache
def _plural_heads() -> re.Pattern[str]:
    return re.compile(r"(?:(?:các|những)\s+)?(bộ|sở)(?:\s*:\s*|\s+)", re.IGNORECASE)


@cache
def field_pattern() -> re.Pattern[str]:
    """The fields of ministries and departments, without their head, in flat text."""
    names = [body.name.vi for body in central().values()] + [kind.name for kind in local_kinds()]
    fields = {
        name.removesuffix(" {place}").split(" ", 1)[1] for name in names if name.startswith(("Bộ ", "Sở "))
    } - {"Chính trị", "Tư lệnh"}
    return re.compile(rf"(?:{alternatives(re.escape(flat(one)) for one in fields)})(?!\w)")


def mentions(text: str) -> list[Mention]:
    """The bodies named in a composed text, in order, none inside another; offsets are the given text's."""
    reading = Reading.of(text)
    found: list[Mention] = []
    at = 0
    while opening := openings().search(text, at):
        here = list(body_at(reading, opening.start()))
        found += here
        at = here[-1].end if here else opening.end()
    return found


def body_at(reading: Reading, start: int, *, territory: bool = False) -> Iterator[Mention]:
    """The mention that begins here; several where one head serves a list: "các Bộ: Tài chính, Nội vụ"."""
    title = _titles().match(reading.text, start) if reading.text[start].isupper() else None
    offices = list(_office(reading, title, territory=territory)) if title else []
    plain = list(_plain_at(reading, start, territory=territory))
    if offices and (not plain or offices[-1].end > plain[-1].end):
        yield from offices
    else:
        yield from plain


def _plain_at(reading: Reading, start: int, *, territory: bool) -> Iterator[Mention]:
    """The same, but for offices: no title stands before another's."""
    fields = list(_elided(reading, start))
    if fields:
        yield from fields
        return
    end = name_at(reading, start) or 0
    group = _whole_group(reading, start, territory=territory) or 0
    if end and end >= group:
        name = reading.text[start:end]
        yield Mention(start, end, name, bool(AT_A_LEVEL.search(name)))
        yield from _more_fields(reading, start, end)
    elif group:
        yield Mention(start, group, reading.text[start:group], collective=True)


_OF = re.compile(r"\s+(?:(?:của|thuộc|trực thuộc)\s+)?")


def _whole_group(reading: Reading, start: int, *, territory: bool) -> int | None:
    """A collective body with the body whose parts it names: "các Ban của HĐND tỉnh"."""
    end = group_at(reading, start, territory=territory)
    of = _OF.match(reading.text, end) if end else None
    if not of or not end or "," in reading.text[start:end]:
        return end
    return name_at(reading, of.end()) or end if of.end() < len(reading.text) else end


def _office(reading: Reading, title: re.Match[str], *, territory: bool) -> Iterator[Mention]:
    """An office: the title with the body it belongs to."""
    written = " ".join(title[0].split())
    keeps = _kept().get(written.lower())
    space = _SPACE.match(reading.text, title.end())
    if not keeps and not space:
        return
    at = title.end() - len(keeps) if keeps else space.end() if space else 0
    if at >= len(reading.text):
        return
    fields = list(_elided(reading, at, title=written))
    if fields:
        yield from fields
        return
    body = next(_plain_at(reading, at, territory=territory), None)
    if body and not (keeps and body.collective):
        yield Mention(title.start(), body.end, reading.text[title.start() : body.end], body.collective)


@cache
def _kept() -> dict[str, str]:
    """What of each title, in lower case, belongs to the body's own name."""
    return {title.lower(): entry["keeps"] for title, entry in titles().items() if "keeps" in entry}


def _elided(reading: Reading, at: int, *, title: str = "") -> Iterator[Mention]:
    """The names in "các Bộ: Tài chính, Nội vụ": each field with the head that is left out."""
    heads = _plural_heads().match(reading.text, at)
    if not heads or not (reading.lower.startswith(("các", "những"), at) or ":" in heads[0]):
        return
    head = f"{title} {_FIELDS_AFTER[heads[1].lower()]}".strip()
    found = list(_field_run(reading, heads.end(), head))
    several = len(found) > 1 or ":" in heads[0]
    if found and several:
        yield from found


def _field_run(reading: Reading, at: int, head: str) -> Iterator[Mention]:
    while field := field_pattern().match(reading.flat, at):
        if not reading.text[at].isupper():
            return
        yield Mention(at, field.end(), reading.text[at : field.end()], head=head)
        separator = _SEPARATOR.match(reading.text, field.end())
        if not separator:
            return
        at = separator.end()


def _more_fields(reading: Reading, start: int, end: int) -> Iterator[Mention]:
    """Fields that go on after a whole name: "Bộ Tài chính, Nội vụ"."""
    head = _FIELDS_AFTER.get(reading.lower[start : start + 2])
    separator = _SEPARATOR.match(reading.text, end)
    if head and separator and not reading.lower.startswith("công an", separator.end()):
        yield from _field_run(reading, separator.end(), head)
