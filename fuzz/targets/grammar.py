"""The small grammars: what they find lies in the text, what they read they write to be read again."""

from contextlib import suppress

from kg.document.number import Number, numbers
from kg.extract.dates import dates
from kg.extract.deadlines import deadline, deadlines
from kg.records import last_day
from kg.records.edtf import checked

_QUALIFIERS = (None, "before", "by", "during", "from")


def grammar(content: bytes) -> None:
    """Any text, as a number, as a date, as a deadline, and as a text that holds some."""
    said = content.decode("utf-8", "replace")
    with suppress(ValueError):
        _number(Number.parse(said))
    with suppress(ValueError):
        _edtf(checked(said))
    for found in numbers(said):
        _number(found.number)
        _inside(said, found.start, found.end)
    for year in (None, 2025):
        for day in dates(said, year):
            _edtf(checked(day.edtf))
            _inside(said, day.start, day.end)
        whole = deadline(said, year)
        for due in (*deadlines(said, year), *([whole] if whole else [])):
            _inside(said, due.start, due.end)
            if due.edtf:
                _edtf(checked(due.edtf))


def _number(number: Number) -> None:
    if Number.parse(str(number)) != number:
        raise AssertionError(f"{number} does not read back: {number!r}, {Number.parse(str(number))!r}")


def _edtf(edtf: str) -> None:
    for qualifier in _QUALIFIERS:
        last_day(edtf, qualifier)


def _inside(said: str, start: int, end: int) -> None:
    if not 0 <= start < end <= len(said):
        raise AssertionError(f"outside the text: {start}, {end}")
