"""Indicators: what a figure measures, in the words before it, or behind it where it stands first."""

import re
from collections.abc import Sequence

from kg.document import Clean
from kg.extract.figures import FoundFigure

# What leads from the thing measured to the figure, or from the sentence's beginning to the thing.
# A word is no part of another there and nothing is tried twice, or a row of dashes would take years.
_TAIL = re.compile(
    r"(?:[\s,:(-]|\b(?:dat|chiem|duy tri|o muc|muc|phan dau|bao dam|dam bao|la|con|tang|giam|co|them"
    r"|khoang|trung binh|binh quan"
    r"|du kien|hang nam|hoan thanh|it nhat|den|het|nam|vao|\d{4}|duoc|tu|thuoc|trong))++$"
)
_LEAD = re.compile(
    r"(?:[\s,:-]+|\b(?:phan dau|trong do|den|het|nam|vao|giai doan|\d{4}|bao dam|dam bao|hoan thanh"
    r"|va|hang nam|hoac|co"
    r"|bo tri|thu hut|xay dung|hinh thanh|thanh lap|dao tao|to chuc|trien khai|bo sung|danh|dat"
    r"|muc tieu|chi tieu)\b)+"
)
# What says where or for whom, and not what.
_WHERE = re.compile(r"(?:tai|o|doi voi|trong)\b")
_AIMS = re.compile(r",\s+(?:phan dau|quyet tam)\b|\bmuc tieu(?= tang truong\b)")
_GROWTH = re.compile(r"\b(?:tang|giam)\b")
_ABOUT = re.compile(r"\bve\s+")
_JOINTS = re.compile(r"\s+va\s+|,\s+")
_FEWEST, _MOST, _RATIO = 3, 9, 2.5


def indicator(clean: Clean, figure: FoundFigure, start: int, end: int) -> str | None:
    """What a figure measures, as written; None where its clause says nothing else."""
    aims = list(_AIMS.finditer(clean.flat, start, figure.number))
    start = aims[-1].end() if aims else start
    growth = _GROWTH.match(clean.flat, figure.start)
    before = _stripped(clean, start, max(figure.number if growth else figure.start, start))
    if before and not _WHERE.match(clean.flat, start) and clean.text[figure.start - 2 : figure.start] != ": ":
        return before
    after = _stripped(clean, figure.number, end).strip(" .;,")
    behind = clean.text[figure.end : end].strip(" .;,\n")
    whole = " ".join(part for part in ((figure.unit or "").strip("% "), behind) if part)
    return (whole or before or after).replace("\n", " ") or None


def ranked(clean: Clean, figure: FoundFigure, ends: Sequence[int]) -> tuple[str, ...]:
    """What a rank is about: one thing, or several of like length ("về A và B"); none where it is not said.

    `ends` are where the clause's pieces end: of "nhóm 3 nước ..., nhóm 50 nước ... về A" both are about A.
    """
    about = _ABOUT.search(clean.flat, figure.end, ends[-1]) if figure.comparator == "rankAtMost" else None
    if about is None:
        return ()
    end = next(end for end in ends if end >= about.end())
    words = clean.text[about.end() : end].strip(" .;,\n").replace("\n", " ")
    flat = clean.flat[about.end() : about.end() + len(words)]
    cuts = [0, *(cut for joint in _JOINTS.finditer(flat) for cut in joint.span()), len(words)]
    parts = [words[one:two] for one, two in zip(cuts[::2], cuts[1::2], strict=True)]
    lengths = [len(part.split()) for part in parts]
    alike = min(lengths) >= _FEWEST and max(lengths) <= min(_MOST, _RATIO * min(lengths))
    return tuple(parts) if alike else (words,)


def _stripped(clean: Clean, start: int, end: int) -> str:
    flat = clean.flat
    if lead := _LEAD.match(flat, start, end):
        start = lead.end()
    tail = _TAIL.search(flat[start:end])
    if tail and not (
        _GROWTH.search(tail[0]) and tail.start() and len(flat[start : start + tail.start()].split()) < _FEWEST
    ):
        end = start + tail.start()
    return clean.text[start:end].strip(" ,.;:\n").replace("\n", " ")
