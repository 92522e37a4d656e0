"""Rhythms: how often a duty comes again, and on which day of every month, as words say it."""

import re
from typing import Literal

Recurrence = Literal[
    "continuous", "daily", "weekly", "monthly", "quarterly", "semiannual", "annual", "periodic"
]

_EACH = r"(?:hang|moi|theo|dinh ky)"
# The most frequent first: "hằng quý, hằng năm" is due every quarter.
_RECURRENCES: tuple[tuple[Recurrence, str], ...] = (
    ("continuous", r"thuong xuyen|lien tuc"),
    ("daily", r"(?:hang|moi) ngay|lan/ngay"),
    ("weekly", r"(?:hang|moi) tuan|lan/tuan"),
    ("monthly", rf"{_EACH} thang(?! [0-9])|(?:dinh ky|cu) (?:0?1|mot) thang|(?:0?1|mot) thang(?:/| mot )lan"),
    (
        "quarterly",
        rf"{_EACH} quy(?![a-z])|(?:dinh ky|cu) (?:0?3|ba) thang|(?:0?3|ba) thang(?:/| mot )(?:0?1 )?lan",
    ),
    (
        "semiannual",
        r"(?:dinh ky|hang|moi|cu|bao cao) (?:0?6|sau) thang|(?:0?6|sau) thang(?:/| mot )(?:0?1 )?lan"
        r"|(?:0?6|sau) thang(?:,| va| hoac)? (?:hang |mot )?nam(?! [0-9])|ban nien",
    ),
    ("annual", rf"{_EACH} nam(?! [0-9])|thuong nien"),
    ("periodic", r"dinh ky"),
)
_RECURRENCE_NAMES = tuple((name, re.compile(rf"(?<![a-z])(?:{words})")) for name, words in _RECURRENCES)
_LONGEST_MONTH = 31
# A day without its month, and the rhythm that may stand before it: hằng tháng, trước ngày 20.
LONE_DAY = re.compile(
    r"(?<![a-z])ngay ([0-9]{1,2})(?![0-9]| ?[/.-] ?[0-9]| (?:cua )?thang (?:[0-9]|cuoi|dau))"
)
LONE_NUMBER = re.compile(r"[0-9]{1,2}(?![0-9]| ?[/.-] ?[0-9]| thang [0-9])")
MONTHLY_BEFORE = re.compile(r"(?:hang|moi|theo|dinh ky) thang[\s,(:]*$")


def recurrence_of(plain: str) -> Recurrence | None:
    """How often a duty comes again, as folded words say; the most frequent, where they say several."""
    return next((name for name, words in _RECURRENCE_NAMES if words.search(plain)), None)


def day_of_months(plain: str) -> str | None:
    """The day of every month that words name, in EDTF; nothing for several, or one of another rhythm.

    >>> day_of_months("truoc ngay 20 hang thang"), day_of_months("truoc ngay 15 hang quy")
    ('XXXX-XX-20', None)
    """
    named = LONE_DAY.findall(plain)
    if len(named) != 1 or recurrence_of(plain) != "monthly" or not 1 <= int(named[0]) <= _LONGEST_MONTH:
        return None
    return f"XXXX-XX-{int(named[0]):02}"
