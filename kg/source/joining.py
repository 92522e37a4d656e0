"""Tell which line goes on with the paragraph above it: by where lines begin and end, and with what."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.source.paper import Line

_MARK = re.compile(
    r"(?:[-–+•*]\s|\(?\d{1,3}[.)/]\s|\d{1,2}(?:\.\d{1,2}){1,3}\.?\s|\(?[a-zđA-ZĐ]{1,2}\)\s|[IVXLC]{1,6}[.)]\s|\|"
    r"|(?:Điều|Chương|Mục|Phần|PHẦN|CHƯƠNG|MỤC)\s+[\dIVX]+)"
)
_INDENT, _PITCH, _BIGGER = 0.6, 2.4, 1.6
_LETTERS = 4


@dataclass(frozen=True, slots=True)
class Margins:
    """Between which the lines run, in points."""

    left: float
    right: float


def continues(paragraph: Sequence[Line], line: Line, margins: Margins) -> bool:
    """Whether a line goes on with the paragraph of the lines above it.

    It does where its first word had no room on the line above, it begins with no mark of a list, is of the
    same size and stands neither far below nor indented.
    """
    last = paragraph[-1]
    return (
        _full(last, line, margins)
        and not _MARK.match(line.text + " ")
        and _alike(last, line)
        and (_aligned(paragraph, line) or _centred_under(last, line, margins))
    )


def joined(body: Sequence[Line], margins: Margins) -> str:
    """The lines of a cell, those that were broken by its edge as one."""
    texts: list[str] = []
    for at, line in enumerate(body):
        if at and _full(body[at - 1], line, margins) and not _MARK.match(line.text + " "):
            texts[-1] += f" {line.text}"
        else:
            texts.append(line.text)
    return "\n".join(texts)


def _full(last: Line, line: Line, margins: Margins) -> bool:
    """Whether a line's first word had no room on the last one; a centred line has room on both sides."""
    first = line.words[0]
    needed = first.right - first.left + 0.2 * last.size
    room = margins.right - last.right
    if _centred(last, margins):
        room += max(last.left - margins.left, 0)
    return needed > room - 0.25 * last.size


def _centred(line: Line, margins: Margins) -> bool:
    middle = (margins.left + margins.right) / 2
    inside = min(line.left - margins.left, margins.right - line.right)
    return abs(line.middle - middle) < line.size and inside > 0.2 * line.size


def _centred_under(last: Line, line: Line, margins: Margins) -> bool:
    middle = (margins.left + margins.right) / 2
    return _centred(line, margins) and abs(last.middle - middle) < last.size


def _alike(last: Line, line: Line) -> bool:
    below = line.top - last.top
    near = below < 0 or below < _PITCH * max(last.size, line.size)
    same = max(last.size, line.size) < _BIGGER * min(last.size, line.size)
    return near and same and not (_capital(last) and not _capital(line))


def _capital(line: Line) -> bool:
    return line.text.isupper() and sum(map(str.isalpha, line.text)) > _LETTERS


def _aligned(paragraph: Sequence[Line], line: Line) -> bool:
    """Whether a line begins where its paragraph's lines do; the first may be indented or hang."""
    last, slack = paragraph[-1], _INDENT * line.size
    if len(paragraph) > 1:
        return abs(line.left - last.left) < slack
    hanging = _MARK.match(last.text) and len(last.words) > 1 and abs(line.left - last.words[1].left) < slack
    return bool(hanging) or line.left < last.left + slack
