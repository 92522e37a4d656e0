"""Counts: how many things a document says it (or another) has ("41 nhóm chỉ tiêu", "13 nhiệm vụ cụ thể")."""

import re
from collections.abc import Sequence

from kg.document import Block, Clean
from kg.extract.horizons import year_in
from kg.extract.reading import Count

_KINDS = {
    "nhom chi tieu": "targetGroup",
    "nhom muc tieu": "targetGroup",
    "nhom nhiem vu": "taskGroup",
    "nhom giai phap": "taskGroup",
    "nhiem vu": "task",
    "quan diem": "viewpoint",
    "chi tieu": "target",
    "muc tieu": "target",
}
_COUNT = re.compile(
    rf"(?<![\w/.,-])(?P<number>\d{{1,3}})\s+(?P<of>{'|'.join(_KINDS)})\b(?! so\b)(?:\s+(?:cu the"
    rf"|chi dao|lon))*"
)
# A part of some, or what was done of it, is no count of what there is.
_PART = re.compile(
    r"(?:\d\s*/\s*|\b(?:them|giao|hoan thanh|con|trong so|it nhat|toi thieu|tren|khoang|so|nhiem vu)\s+)$"
)
_GROUP = re.compile(
    r"nhom(?:\s+(?:nhiem vu|chi tieu|giai phap|muc tieu))?(?:,\s*giai phap)?\s+thu\s+(?P<rank>nhat"
    r"|hai|ba|tu|nam|sau|bay|tam|chin|muoi|\d+)\b"
)
_RANKS = ("nhat", "hai", "ba", "tu", "nam", "sau", "bay", "tam", "chin", "muoi")
_STOP = re.compile(r"[,;.()]|\bva \d")
_REACH = 60


def counts(clean: Clean, blocks: Sequence[Block]) -> tuple[Count, ...]:
    """The declared counts of a document, in order, with offsets of the raw text; see `Count`."""
    found: list[Count] = []
    for block in blocks:
        group = _GROUP.match(clean.flat, block.words, block.end)
        for match in _COUNT.finditer(clean.flat, block.words, block.end):
            if clean.text[match.start("of")].islower() and not _PART.search(
                clean.flat[max(block.start, match.start() - 20) : match.start()]
            ):
                found.append(_count(clean, block, match, _rank(group["rank"]) if group else None))
    return tuple(found)


def _rank(word: str) -> int:
    return int(word) if word.isdigit() else _RANKS.index(word) + 1


def _count(clean: Clean, block: Block, match: re.Match[str], group: int | None) -> Count:
    reach = min(block.end, match.end() + _REACH)
    stop = _STOP.search(clean.flat, match.end(), reach)
    end = stop.start() if stop else reach
    start, last = clean.raw_span(match.start(), match.end())
    words = clean.text[match.start() : match.end()]
    of = _KINDS[match["of"]]
    return Count(
        of,
        int(match["number"]),
        group if of == "task" else None,
        year_in(clean, match.end(), end),
        words,
        start,
        last,
    )
