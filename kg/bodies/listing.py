"""Split a text that is a list of bodies, such as a table cell, into its names.

>>> [m.name for m in listed("Sở Văn hóa, Thể thao và Du lịch; Các Sở, ban, ngành, UBND xã, phường")]
['Sở Văn hóa, Thể thao và Du lịch', 'Các Sở, ban, ngành', 'UBND xã, phường']
"""

import re

from kg.bodies.finding import body_at, field_pattern
from kg.bodies.groups import Reading, is_collective
from kg.bodies.values import Mention

_LABEL = re.compile(
    r"\s*(?:(?:các\s+)?(?:cơ quan|đơn vị)\s+)?"
    r"(?:chủ trì|phối hợp|thực hiện|chịu trách nhiệm|tham mưu)[^:\n]{0,40}:",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"(?:[\s,;.+*•|\-–/]|(?:và|với|cùng|gồm|hoặc|&)(?!\w)\s*:?)+", re.IGNORECASE)
_NEXT = re.compile(r"[;\n|]|,\s|\s(?:và|cùng|với)\s|,$")
_CLOSES = re.compile(r"\s*(?:$|[;,.\n|)/+]|(?:và|cùng|với|hoặc)(?!\w)|-\s)", re.IGNORECASE)
_ASIDE = re.compile(r"\s*\([^()]*\)")
_NOTHING = re.compile(r"(?:không|nt|như trên|-+|\W*)\.?", re.IGNORECASE)


def listed(text: str) -> list[Mention]:
    """The bodies of a list, in order, with offsets in the text given; none for "Không".

    Split at ";", "," and "và", but for names that hold them and collective bodies.
    """
    reading = Reading.of(text)
    label = _LABEL.match(text)
    at = label.end() if label else 0
    found: list[Mention] = []
    while (at := _skipped(text, at)) < len(text):
        here = list(body_at(reading, at, territory=True)) or _field(reading, at)
        if here and _CLOSES.match(text, _aside(text, here[-1].end)):
            found += _with_aside(text, here)
        else:
            found += [piece] if (piece := _piece(text, at, here[-1].end if here else at)) else []
        at = max(found[-1].end if found else at, _end_of_piece(text, here[-1].end if here else at))
    return found


def _field(reading: Reading, at: int) -> list[Mention]:
    """A field by itself, whose ministry or department the list leaves out."""
    field = field_pattern().match(reading.flat, at)
    if not field or not reading.text[at].isupper():
        return []
    return [Mention(at, field.end(), reading.text[at : field.end()])]


def _skipped(text: str, at: int) -> int:
    between = _BETWEEN.match(text, at)
    return between.end() if between else at


def _aside(text: str, end: int) -> int:
    aside = _ASIDE.match(text, end)
    return aside.end() if aside else end


def _with_aside(text: str, here: list[Mention]) -> list[Mention]:
    last = here[-1]
    end = _aside(text, last.end)
    return [*here[:-1], Mention(last.start, end, text[last.start : end], last.collective, last.head)]


def _end_of_piece(text: str, at: int) -> int:
    stop = _NEXT.search(text, at)
    return stop.start() if stop else len(text)


def _piece(text: str, start: int, known: int) -> Mention | None:
    """A name that is not recognised, up to the next separator."""
    end = _end_of_piece(text, max(known, start))
    name = text[start:end].rstrip(" \t.,;:")
    if not name or _NOTHING.fullmatch(name):
        return None
    return Mention(start, start + len(name), name, is_collective(name))
