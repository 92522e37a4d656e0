"""Horizons: the year by which a target is to be reached, in its clause or in the headings above it.

>>> from kg.document import cleaned
>>> clean = cleaned("giảm 20% so với năm 2024, đến hết năm 2030")
>>> year_in(clean, 0, len(clean.text), 5)
2030
"""

import re
from collections.abc import Sequence

from kg.document import Block, Clean

_YEAR = re.compile(
    r"(?:\bnam\s+|\b(?:den|toi)\s+|\bgiai doan\s+)(?:(?:19|20)\d\d\s*(?:-"
    r"|den(?: nam)?)\s*)?(?P<year>20\d\d)(?![\d/])"
)
_LOOSE = re.compile(r"(?<![\d/.])(?P<year>20\d\d)(?![\d/%])")
# A year of comparison, of a document or of what was reached is no horizon.
_NOT_A_HORIZON = re.compile(
    r"\b(?:so voi|ngay\s+\d|thang\s+\d|quyet dinh|nghi quyet|tu|trung binh|sau|cung ky)\b[^,;.]{0,24}$"
)
_BY = re.compile(r"\b(?:den|toi|vao)\s+(?:het\s+|cuoi\s+|truoc\s+)?(?:nam\s+)?(?P<year>20\d\d)(?!\d)")
_LONGEST_HEADING = 200
# Of a long paragraph only the first words head what stands under it ("Giai đoạn 2025 - 2027 ...").
_OPENING_WORDS = 30


def year_in(clean: Clean, start: int, end: int, near: int | None = None) -> int | None:
    """The year that words between two clean offsets name: the last before `near`, else the first behind it.

    Without `near`, the last of all. A period before ("giai đoạn 2026 - 2030") gives way to a year behind.
    """
    if end <= start:
        return None
    years = [
        (found.start(), found[0].startswith("giai"), int(found["year"]))
        for found in _YEAR.finditer(clean.flat, start, end)
        if not (found[0].startswith("nam") and clean.flat[max(found.start() - 1, 0)] == "(")
        and not _NOT_A_HORIZON.search(clean.flat[max(start, found.start() - 40) : found.start()])
    ]
    before = [(period, year) for at, period, year in years if near is None or at < near]
    after = [year for at, _, year in years if near is not None and at >= near]
    if before and not (before[-1][0] and after):
        return before[-1][1]
    return after[0] if after else None


def heading_year(clean: Clean, blocks: Sequence[Block], index: int) -> int | None:
    """The year that a heading names, or the nearest above it ("Đến năm 2030", "MỤC TIÊU ĐẾN 2030")."""
    while index >= 0:
        block = blocks[index]
        whole = block.end - block.words < _LONGEST_HEADING
        end = block.end if whole else block.words + _OPENING_WORDS
        if year := _named(clean.flat[block.words : end]):
            return year
        index = block.parent
    return None


def _named(flat: str) -> int | None:
    found = _BY.search(flat)
    if found:
        return int(found["year"])
    years = [int(match["year"]) for match in _LOOSE.finditer(flat)]
    return years[-1] if years else None
