"""Dates of deadlines in English, as answers have them; in Vietnamese the words of the document stand.

The queries of `queries/answer` hold the same rules in SPARQL, and a test holds both alike.
"""

import re

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_QUARTERS = ("first", "second", "third", "fourth")
_PARTS = {f"{at:02}": f"{name} " for at, name in enumerate(_MONTHS, start=1)} | {
    f"{at}": f"the {name} quarter of " for at, name in enumerate(_QUARTERS, start=33)
}
_EACH_MONTH = "XXXX-XX-"
_ENDINGS = {"1": "st", "2": "nd", "3": "rd"}
_TEENS = range(11, 14)
_YEARLESS = " (year not given)"
_DAY = re.compile(r"ngày \d")


def in_english(edtf: str) -> str:
    """A date in the notation of records (EDTF, ISO 8601-2) in English words.

    >>> in_english("2025-12-01"), in_english("2025-33"), in_english("XXXX-11-15")
    ('1 December 2025', 'the first quarter of 2025', '15 November (year not given)')
    >>> in_english("2025/.."), in_english("2025/2030-06"), in_english("XXXX-XX-22")
    ('from 2025', '2025 to June 2030', 'the 22nd')
    """
    first, _, last = edtf.partition("/")
    if not last:
        return _point(first)
    if last == "..":
        return f"from {_point(first)}"
    return f"until {_point(last)}" if first == ".." else f"{_point(first)} to {_point(last)}"


def _point(edtf: str) -> str:
    if edtf.startswith(_EACH_MONTH):
        return f"the {ordinal(int(edtf.removeprefix(_EACH_MONTH)))}"
    year, part, date = edtf[:4], _PARTS.get(edtf[5:7], ""), edtf[8:].lstrip("0")
    said = f"{date} {part}{year}".strip()
    return said.replace("XXXX", "(year not given)")


def ordinal(day: int) -> str:
    """A day of a month as one says it.

    >>> [ordinal(day) for day in (1, 2, 3, 12, 20, 31)]
    ['1st', '2nd', '3rd', '12th', '20th', '31st']
    """
    return f"{day}{'th' if day in _TEENS else _ENDINGS.get(str(day)[-1], 'th')}"


def meant(edtf: str, qualifier: str) -> str:
    """A date with how it is meant (before, by, during, from); a period says that by itself.

    >>> meant("2025-12-01", "before"), meant("2025/..", "from")
    ('before 1 December 2025', 'from 2025')
    """
    said = in_english(edtf) if edtf else ""
    return f"{qualifier} {said}" if said and qualifier and "/" not in edtf else said


def deadline_in_english(text: str, date: str, again: str) -> str:
    """A deadline from its words, its date as `meant` says it, and how often it comes again.

    Words that name a day which no date holds stand as they are.

    >>> deadline_in_english("trước ngày 20 hằng tháng", "before the 20th", "monthly")
    'monthly, before the 20th'
    >>> deadline_in_english("trước ngày 25 tháng cuối quý", "", "quarterly")
    'quarterly (trước ngày 25 tháng cuối quý)'
    """
    if not again:
        return date or text
    if date:
        return f"{again}, {date.replace(_YEARLESS, '')}"
    return f"{again} ({text})" if _DAY.search(text) else again
