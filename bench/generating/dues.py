"""Deadlines: the forms in which documents set them, on a day after or, by mistake, before their own."""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

from generating.values import Due

_ROMAN = ("I", "II", "III", "IV")


def _by_day(random: Random, issued: date) -> Due:
    day = issued + timedelta(days=random.randint(120, 900))
    return Due(f"trước ngày {long_date(day)}", day.isoformat(), "before")


def _by_month(random: Random, issued: date) -> Due:
    year, month = issued.year + random.randint(1, 3), random.randint(1, 12)
    return Due(f"trong tháng {month} năm {year}", f"{year}-{month:02}", "during")


def _by_quarter(random: Random, issued: date) -> Due:
    year, quarter = issued.year + random.randint(1, 3), random.randint(1, 4)
    return Due(f"trong quý {_ROMAN[quarter - 1]} năm {year}", f"{year}-{32 + quarter}", "during")


def _by_year(random: Random, issued: date) -> Due:
    year = issued.year + random.randint(1, 4)
    return Due(f"trong năm {year}", str(year), "during")


def _cell_day(random: Random, issued: date) -> Due:
    day = issued + timedelta(days=random.randint(120, 900))
    return Due(f"Trước {day.day:02}/{day.month:02}/{day.year}", day.isoformat(), "before")


def _cell_month(random: Random, issued: date) -> Due:
    year, month = issued.year + random.randint(1, 3), random.randint(1, 12)
    return Due(f"Tháng {month}/{year}", f"{year}-{month:02}", "during")


def _cell_quarter(random: Random, issued: date) -> Due:
    year, quarter = issued.year + random.randint(1, 3), random.randint(1, 4)
    return Due(f"Quý {_ROMAN[quarter - 1]}/{year}", f"{year}-{32 + quarter}", "during")


def _cell_year(random: Random, issued: date) -> Due:
    year = issued.year + random.randint(1, 4)
    return Due(f"Năm {year}", str(year), "during")


def _cell_years(random: Random, issued: date) -> Due:
    first = issued.year + random.randint(1, 2)
    last = first + random.randint(1, 3)
    return Due(f"{first} - {last}", f"{first}/{last}", "during")


def _always(random: Random, issued: date) -> Due:
    text, recurrence = random.choice((("Thường xuyên", "continuous"), ("Hằng năm", "annual")))
    return Due(text, recurrence=recurrence)


_Form = Callable[[Random, date], Due]
_IN_PROSE: tuple[_Form, ...] = (_by_day, _by_day, _by_month, _by_quarter, _by_year)
_IN_CELLS: tuple[_Form, ...] = (_cell_day, _cell_day, _cell_month, _cell_quarter, _cell_year, _cell_years)


def prose(random: Random, issued: date) -> Due:
    """A deadline as a sentence has it: words that go behind "hoàn thành"."""
    return random.choice(_IN_PROSE)(random, issued)


def cell(random: Random, issued: date) -> Due:
    """A deadline as a table has it; of five one recurs."""
    return _always(random, issued) if random.random() < 0.2 else dated_cell(random, issued)


def dated_cell(random: Random, issued: date) -> Due:
    """A deadline of a table that is a day, month, quarter, year or years."""
    return random.choice(_IN_CELLS)(random, issued)


def passed(due: Due, issued: date) -> Due:
    """A deadline in the form of another, on a day before the document's date."""
    day = issued - timedelta(days=40)
    text = f"trước ngày {long_date(day)}" if due.text[0].islower() else f"Trước {day:%d/%m/%Y}"
    return Due(text, day.isoformat(), "before")


def later(issued: date) -> Due:
    """A day of a table well after all that the others set."""
    day = date(issued.year + 6, 3, 15)
    return Due(f"Trước {day:%d/%m/%Y}", day.isoformat(), "before")


def long_date(day: date) -> str:
    """A day as heads and sentences write it; days below 10 and the first two months with a zero."""
    month = f"{day.month:02}" if day.month < 3 else str(day.month)
    return f"{day.day:02} tháng {month} năm {day.year}"
