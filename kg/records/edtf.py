"""Dates as policy documents give them: a day, a month, a quarter, a year, or a range of these.

The notation is EDTF (ISO 8601-2; https://www.loc.gov/standards/datetime/): `2025`, `2025-10`, `2025-02-22`,
`2025-33` for the first quarter (33 to 36 are the quarters), `2025/2030`, `2025/..`, `XXXX-01-13` for a day
whose year the text does not give, and `XXXX-XX-20` for the 20th day of every month.
"""

import re
from calendar import monthrange
from datetime import date, timedelta

from kg.messages import Message

_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_MONTH_OR_QUARTER = re.compile(r"([0-9]{4})-([0-9]{2})")
_YEAR = re.compile(r"[0-9]{4}")
_YEARLESS = re.compile(r"XXXX-([0-9]{2})(?:-([0-9]{2}))?")
_MONTHLESS = re.compile(r"XXXX-XX-([0-9]{2})")
_FIRST_QUARTER = 33
# As people write them: 31/12/2025, 12/2025, quý I/2025.
_YEAR_LAST = re.compile(r"(?:([0-9]{1,2})[/.-])?([0-9]{1,2})[/.-]([0-9]{4})")
_QUARTER = re.compile(r"(?:quý|quy|q)\s*(iv|i{1,3}|[1-4])\s*(?:[/.,-]|năm)?\s*([0-9]{4})", re.IGNORECASE)
_NUMERALS = ("I", "II", "III", "IV", "1", "2", "3", "4")
# Any leap year: a yearless 29 February is a date.
_LEAP_YEAR = 2024


def _last_month(month_or_quarter: int) -> int:
    if _FIRST_QUARTER <= month_or_quarter < _FIRST_QUARTER + 4:
        return 3 * (month_or_quarter - _FIRST_QUARTER + 1)
    return month_or_quarter


def _last_day_of_period(period: str) -> date:
    if found := _DAY.fullmatch(period):
        return date(int(found[1]), int(found[2]), int(found[3]))
    if found := _MONTH_OR_QUARTER.fullmatch(period):
        month = _last_month(int(found[2]))
        if not 1 <= month <= 12:
            raise ValueError(Message("{given!r} has no such month or quarter", given=period))
        return date(int(found[1]), month, monthrange(int(found[1]), month)[1])
    if _YEAR.fullmatch(period):
        return date(int(period), 12, 31)
    raise ValueError(Message("{given!r} is not a year, month, quarter or day", given=period))


def _first_day_of_period(period: str) -> date:
    if found := _MONTH_OR_QUARTER.fullmatch(period):
        last = _last_month(int(found[2]))
        return date(int(found[1]), last - 2 if int(found[2]) >= _FIRST_QUARTER else last, 1)
    return date(int(period), 1, 1) if _YEAR.fullmatch(period) else _last_day_of_period(period)


def _year_first(given: str) -> str:
    """The right form of a day, month or quarter that is written with the year last; empty for all else.

    >>> _year_first("12/2025"), _year_first("5-3-2025"), _year_first("Quý II/2025"), _year_first("2025/2030")
    ('2025-12', '2025-03-05', '2025-34', '')
    """
    if quarter := _QUARTER.fullmatch(given):
        return f"{quarter[2]}-{_FIRST_QUARTER + _NUMERALS.index(quarter[1].upper()) % 4}"
    if not (found := _YEAR_LAST.fullmatch(given)):
        return ""
    right = "-".join(f"{int(part):02}" for part in (found[3], found[2], found[1]) if part)
    try:
        _last_day_of_period(right)
    except ValueError:
        return ""
    return right


def checked(edtf: str) -> str:
    """The date itself, if it is one of the forms above and exists in the calendar; else ValueError.

    >>> checked("2025-33"), checked("2025/..")
    ('2025-33', '2025/..')
    >>> checked("2025-02-30")
    Traceback (most recent call last):
    ValueError: day is out of range for month
    """
    if found := _YEARLESS.fullmatch(edtf):
        date(_LEAP_YEAR, int(found[1]), int(found[2] or 1))
        return edtf
    if found := _MONTHLESS.fullmatch(edtf):
        # January has as many days as any month.
        date(_LEAP_YEAR, 1, int(found[1]))
        return edtf
    if right := _year_first(edtf):
        raise ValueError(
            Message("{given!r} does not begin with the year; write {right}", given=edtf, right=right)
        )
    ends = edtf.split("/")
    if len(ends) > 2 or ends == ["..", ".."]:
        raise ValueError(Message("{given!r} is not a date or a range of two", given=edtf))
    days = [_last_day_of_period(end) for end in ends if end != ".." or len(ends) == 1]
    if len(days) == 2 and days[1] < days[0]:
        raise ValueError(Message("{given!r} ends before it begins", given=edtf))
    return edtf


def checked_once(edtf: str) -> str:
    """Like `checked`, of something that is at one time: a day of every month is refused.

    >>> checked_once("XXXX-01-13")
    'XXXX-01-13'
    """
    if _MONTHLESS.fullmatch(edtf):
        raise ValueError(
            Message("{given!r} comes again every month, and only deadlines do; write the date", given=edtf)
        )
    return checked(edtf)


def last_day(edtf: str, qualifier: str | None) -> date | None:
    """The last day in time for what is due `qualifier` (before, by, during, from) the date, if there is one.

    >>> last_day("2025-02-22", "before"), last_day("2025-33", "during")
    (datetime.date(2025, 2, 21), datetime.date(2025, 3, 31))
    >>> last_day("2025", "from") is None
    True
    """
    end = edtf.split("/")[-1]
    if qualifier == "from" or end == ".." or "X" in edtf:
        return None
    if qualifier == "before":
        first = _first_day_of_period(end)
        return first - timedelta(days=1) if first > date.min else None
    return _last_day_of_period(end)
