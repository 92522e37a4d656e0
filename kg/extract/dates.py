"""Dates and periods as Vietnamese documents write them, as EDTF with the place of their words.

Days in words, slashes, dots or dashes, months, quarters, halves of a year, years, ranges of these, and days
whose year is left out: that is taken from the document's own date where one is given,
else it stays open (XXXX).

>>> [found.edtf for found in dates("từ ngày 15/11 đến ngày 20/12/2025; quý I, II/2026; 6 tháng đầu năm 2027")]
['2025-11-15/2025-12-20', '2026-33/2026-34', '2027-01/2027-06']
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from kg.records.edtf import checked
from kg.text import flat

_DAY = r"(?:0?[1-9]|[12][0-9]|3[01])"
_MONTH = r"(?:0?[1-9]|1[0-2])"
_YEAR = r"(?:19|20)[0-9]{2}"
_QUARTER = r"(?:iv|i{1,3}|[1-4])(?![0-9a-z])"
_TO = r"\s*(?:-|den(?: het)?|toi)\s*"
_CUT = r"\s?[/.-]\s?"
_OF_YEAR = r"(?:\s*[/.-]\s*|,?\s+(?:nam\s+)?)(?P<{}>(?:19|20)[0-9]{{2}})(?![0-9])"


def _day(n: str) -> str:
    """A day with its month and perhaps its year, in words or figures; groups d, m, y with the suffix `n`."""
    words = rf"(?P<d{n}>{_DAY})\s+thang\s+(?P<m{n}>{_MONTH})(?![0-9])(?:,?\s+nam\s+(?P<y{n}>{_YEAR}))?"
    figures = rf"(?P<e{n}>{_DAY}){_CUT}(?P<f{n}>{_MONTH})(?:{_CUT}(?P<z{n}>{_YEAR}))?(?![0-9]|[/.-][0-9])"
    return rf"(?:ngay\s+)?(?:{words}|{figures})"


def _many(unit: str, one: str) -> str:
    """A unit's first and last in a range or list: `quy I, II/2026`, `thang 10 - 12/2025`."""
    joint = rf"\s*(?:,|va|-|den)\s*(?:{unit}\s+)?"
    return rf"{unit}\s+(?P<first>{one})(?:(?:{joint}{one}){{0,11}}{joint}(?P<last>{one}))?"


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date or period, its EDTF and place, and whether its year is the document's rather than its own."""

    edtf: str
    start: int
    end: int
    from_context: bool = False


_Read = tuple[str, bool]
_Reader = Callable[[re.Match[str], int | None], _Read]


def dates(text: str, year: int | None = None) -> tuple[FoundDate, ...]:
    """Every date and period in a clean text, in order; `year` is the document's own, for days that name none.

    Two figures alone (15/11) may be a fraction or a clause: they are a day only behind `ngày`.
    """
    plain = flat(text)
    found: list[FoundDate] = []
    for candidate in _CANDIDATE.finditer(plain):
        if found and candidate.start() < found[-1].end:
            continue
        one = date_at(plain, candidate.start(), year)
        if one and (one.edtf[:4].isdigit() or "ngay" in plain[one.start : one.end]) and _is_day(plain, one):
            found.append(one)
    return tuple(found)


def _is_day(plain: str, one: FoundDate) -> bool:
    return not one.from_context or "ngay" in plain[one.start : one.end]


def date_at(plain: str, start: int, year: int | None = None) -> FoundDate | None:
    """The date whose words begin at `start` of a flat text, if one does; here two figures may be a day."""
    for form, read in _FORMS:
        match = form.match(plain, start)
        if match and (one := _found(match, read, year)):
            return one
    return None


def _found(match: re.Match[str], read: _Reader, year: int | None) -> FoundDate | None:
    try:
        edtf, guessed = read(match, year)
        return FoundDate(checked(edtf), match.start(), match.end(), guessed)
    except ValueError:
        # 31/4, or a range that runs backwards: figures of no calendar.
        return None


def _one_day(match: re.Match[str], n: str, year: int | None) -> _Read:
    day, month = match[f"d{n}"] or match[f"e{n}"], match[f"m{n}"] or match[f"f{n}"]
    own = match[f"y{n}"] or match[f"z{n}"]
    whole = own or (str(year) if year else "XXXX")
    return f"{whole}-{int(month):02}-{int(day):02}", own is None and year is not None


def _of_day(match: re.Match[str], year: int | None) -> _Read:
    return _one_day(match, "", year)


def _of_days(match: re.Match[str], year: int | None) -> _Read:
    end, guessed = _one_day(match, "2", year)
    start, _ = _one_day(match, "1", int(end[:4]) if end[:4].isdigit() else year)
    if "XXXX" in (start[:4], end[:4]):
        raise ValueError("a range of days without a year")
    return f"{start}/{end}", guessed


def _of_days_of_month(match: re.Match[str], year: int | None) -> _Read:
    own = match["y"] or year
    if not own:
        raise ValueError("a range of days without a year")
    month = f"{own}-{int(match['m']):02}"
    return f"{month}-{int(match['first']):02}/{month}-{int(match['last']):02}", match["y"] is None


def _of_months(match: re.Match[str], year: int | None) -> _Read:
    return _spread(match, lambda month: int(month))


def _of_quarters(match: re.Match[str], year: int | None) -> _Read:
    numerals = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
    return _spread(match, lambda quarter: 32 + (numerals.get(quarter) or int(quarter)))


def _spread(match: re.Match[str], ordinal: Callable[[str], int]) -> _Read:
    first = f"{match['y']}-{ordinal(match['first']):02}"
    return (f"{first}/{match['y']}-{ordinal(match['last']):02}" if match["last"] else first), False


def _of_month_range(match: re.Match[str], year: int | None) -> _Read:
    start = match["y1"] or match["y2"]
    return f"{start}-{int(match['m1']):02}/{match['y2']}-{int(match['m2']):02}", False


def _of_half(match: re.Match[str], year: int | None) -> _Read:
    return (
        f"{match['y']}-01/{match['y']}-06" if match["half"] == "dau" else f"{match['y']}-07/{match['y']}-12"
    ), False


def _of_years(match: re.Match[str], year: int | None) -> _Read:
    return f"{match['first']}/{match['last']}", False


def _of_years_on(match: re.Match[str], year: int | None) -> _Read:
    return f"{match['y']}/..", False


def _of_year(match: re.Match[str], year: int | None) -> _Read:
    return match["y"], False


# Longer forms first: a form that is the beginning of another would hide it.
_SOURCES: tuple[tuple[str, _Reader], ...] = (
    (rf"(?:tu\s+)?{_day('1')}{_TO}{_day('2')}", _of_days),
    (
        rf"(?:ngay\s+)?(?P<first>{_DAY})\s?-\s?(?P<last>{_DAY})/(?P<m>{_MONTH})/(?P<y>{_YEAR})(?![0-9])",
        _of_days_of_month,
    ),
    (_day(""), _of_day),
    (
        rf"(?:tu\s+)?thang\s+(?P<m1>{_MONTH})(?:(?:\s*[/.-]\s*|\s+nam\s+)(?P<y1>{_YEAR}))?{_TO}"
        rf"thang\s+(?P<m2>{_MONTH}){_OF_YEAR.format('y2')}",
        _of_month_range,
    ),
    (rf"(?:0?6|sau) thang (?P<half>dau|cuoi) nam (?P<y>{_YEAR})(?![0-9])", _of_half),
    (_many("thang", _MONTH + "(?![0-9])") + _OF_YEAR.format("y"), _of_months),
    (_many("quy", _QUARTER) + _OF_YEAR.format("y"), _of_quarters),
    (
        rf"(?:tu\s+)?(?:nam\s+)?(?P<y>{_YEAR})(?:,?\s+va|,|\s+-)?\s+"
        r"(?:(?:(?:nhung|cac|cho)\s+)?nam\s+(?:tiep\s?theo|sau)(?:\s+do)?|tro\s+di)",
        _of_years_on,
    ),
    (
        rf"(?:(?:giai doan|thoi ky|nhiem ky)\s+)?(?:tu\s+)?(?:(?:cac )?nam\s+)?(?P<first>{_YEAR})"
        rf"(?:\s*-\s*|\s+den\s+)(?:nam\s+)?(?P<last>{_YEAR})(?![0-9])",
        _of_years,
    ),
    (
        rf"(?:cac )?nam\s+(?P<first>{_YEAR})(?:\s*(?:,|va)\s*(?:nam\s+)?{_YEAR}){{0,11}}"
        rf"\s*(?:,|va)\s*(?:nam\s+)?(?P<last>{_YEAR})(?![0-9/])",
        _of_years,
    ),
    (rf"(?:(?:dau|giua|cuoi|het)\s+)?nam\s+(?P<y>{_YEAR})(?![0-9]|[/.-][0-9])", _of_year),
)
_FORMS = tuple((re.compile(source), read) for source, read in _SOURCES)
_CANDIDATE = re.compile(
    r"[0-9a-z](?<![0-9a-z/.,][0-9a-z])"
    r"(?:(?<=t)u\s|(?<=g)iai doan|(?<=t)hoi ky|(?<=n)hiem ky|(?<=n)gay\s|(?<=t)hang\s|(?<=q)uy\s"
    r"|(?<=n)am\s|(?<=c)ac nam"
    r"|(?<=[dch])(?:au|uoi|et) nam|(?<=g)iua nam|(?<=s)au thang|(?<=[0-9])[0-9]{0,3}[\s/.-])"
)
