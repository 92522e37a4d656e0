"""Dates and numbers as each language writes them, so that no code for a date reaches a reader."""

import re
from collections.abc import Callable

from pyoxigraph import Literal
from rdflib import XSD

from kg.query import ordinal
from kg.query.table import Term, cell
from kg.view.answers import Words, alike, plain

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_QUARTERS = ("I", "II", "III", "IV")
_ORDINALS = ("first", "second", "third", "fourth")
_FIRST_QUARTER = 33
_DECIMALS = {str(XSD.decimal), str(XSD.double), str(XSD.float)}
_DATE = r"(?:(?:\d{4}|XXXX)-\d{2}(?:-\d{2})?|XXXX-XX-\d{2})"
# A bare year is a number as well and stays as it is.
_DATED = re.compile(rf"{_DATE}(?:/(?:{_DATE}|\d{{4}}|\.\.))?|(?:\d{{4}}|\.\.)/{_DATE}", re.ASCII)
_SPAN = re.compile(r"(\S+)/(\S+)")


def day(edtf: str) -> Words:
    """A date in the notation of records (EDTF, ISO 8601-2) as each language writes it.

    >>> day("2024-12-22")
    Words(vi='22/12/2024', en='2024-12-22')
    >>> day("2025-33"), day("XXXX-01-13").vi
    (Words(vi='quý I năm 2025', en='first quarter of 2025'), '13/01 (không nêu năm)')
    >>> day("XXXX-XX-20")
    Words(vi='ngày 20 hằng tháng', en='the 20th of each month')
    >>> day("2025/.."), day("2025-10/2030").vi
    (Words(vi='từ 2025', en='from 2025'), 'tháng 10/2025 – 2030')
    """
    span = _SPAN.fullmatch(edtf)
    if not span:
        return next((say(*m.groups()) for form, say in _FORMS if (m := form.fullmatch(edtf))), alike(edtf))
    start, end = day(span[1]), day(span[2])
    if span[2] == "..":
        return Words(f"từ {start.vi}", f"from {start.en}")
    if span[1] == "..":
        return Words(f"đến {end.vi}", f"until {end.en}")
    return Words(f"{start.vi} – {end.vi}", f"{start.en} – {end.en}")


def written(term: Term, lang: str) -> str:
    """What a cell of an answer shows: dates and decimals as the language writes them, else the text.

    >>> from pyoxigraph import NamedNode
    >>> written(Literal("0.5", datatype=NamedNode(str(XSD.decimal))), "vi"), written(Literal("II.1.2"), "vi")
    ('0,5', 'II.1.2')
    """
    text = plain(cell(term))
    if isinstance(term, Literal) and term.datatype.value in _DECIMALS and lang == "vi":
        return text.replace(".", ",")
    if isinstance(term, Literal) and _DATED.fullmatch(text):
        return day(text).vi if lang == "vi" else day(text).en
    return text


def _whole(year: str, month: str, date: str) -> Words:
    return Words(f"{date}/{month}/{year}", f"{year}-{month}-{date}")


def _month(year: str, month: str) -> Words:
    at = int(month)
    if _FIRST_QUARTER <= at < _FIRST_QUARTER + len(_QUARTERS):
        quarter = at - _FIRST_QUARTER
        return Words(f"quý {_QUARTERS[quarter]} năm {year}", f"{_ORDINALS[quarter]} quarter of {year}")
    return Words(f"tháng {at}/{year}", f"{_name(month)} {year}")


def _yearless(month: str, date: str | None) -> Words:
    vi, en = (f"{date}/{month}", f"{int(date)} {_name(month)}") if date else (f"tháng {month}", _name(month))
    return Words(f"{vi} (không nêu năm)", f"{en} (year not given)")


def _monthly(date: str) -> Words:
    return Words(f"ngày {int(date)} hằng tháng", f"the {ordinal(int(date))} of each month")


def _name(month: str) -> str:
    return _MONTHS[int(month) - 1] if 1 <= int(month) <= len(_MONTHS) else month


_FORMS: tuple[tuple[re.Pattern[str], Callable[..., Words]], ...] = (
    (re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII), _whole),
    (re.compile(r"(\d{4})-(\d{2})", re.ASCII), _month),
    (re.compile(r"XXXX-(\d{2})(?:-(\d{2}))?", re.ASCII), _yearless),
    (re.compile(r"XXXX-XX-(\d{2})", re.ASCII), _monthly),
)
