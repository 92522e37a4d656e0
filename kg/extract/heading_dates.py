"""The place and date of a heading ("Hà Nội, ngày 25 tháng 11 năm 2025"), and a law's date of adoption."""

import re
from dataclasses import dataclass
from datetime import date

from kg.document import Clean
from kg.extract.dates import date_at
from kg.extract.heading_lines import Line
from kg.extract.heading_numbers import FoundLabel
from kg.extract.wording import last_match

_DAY = re.compile(
    r"(?<![a-z])ngay\s*(?P<day>[0-9]{1,2}|[\s.…_]*)\s*(?:thang\s*(?P<month>[0-9]{1,2}"
    r"|[\s.…_]*)\s*,?\s*nam\s*(?P<year>[0-9]{4}|20[\s.…_]*)"
    r"|[/.-]\s?[0-9]{1,2}\s?[/.-]\s?[0-9]{4}(?![0-9]))"
)
_ADOPTED = re.compile(r"thong qua[^.;]{0,120}?(?=ngay\s+[0-9]{1,2}\s)")
_PLACE = re.compile(r"[^\W\d_][^\d|:;]{1,50}$")
_REACH = 400
# Words: Thành phố Hồ Chí Minh has five.
_LONGEST_PLACE = 6


@dataclass(frozen=True, slots=True)
class FoundIssue:
    """Where place and date stand; `day` is None where a part of the date is blank."""

    start: int
    end: int
    place: str | None
    day: date | None


def issue_of(clean: Clean, lines: tuple[Line, ...], label: FoundLabel | None) -> FoundIssue | None:
    """The place and date of the heading's own line, not of a document that its title names."""
    for at, line in enumerate(lines):
        found = _DAY.search(clean.flat, line.start, line.end + 40)
        if not found or found.start() >= line.end or (label and found.end() < label.start - _REACH):
            continue
        start = max(line.start, label.end) if label and line.start < label.end <= line.end else line.start
        before = clean.text[start : found.start()]
        if at and start == line.start and _goes_on(clean, lines[at - 1], line):
            start = lines[at - 1].start
            if not label or start >= label.end:
                before = clean.text[start : found.start()]
        place = _PLACE.search(before.strip().rstrip(",. ").strip())
        if before.strip(" ,.*") and not place:
            continue
        if place and len(place[0].split()) > _LONGEST_PLACE:
            return None
        if not found["month"] and not (place and before.rstrip().endswith(",")):
            continue
        return FoundIssue(start, found.end(), place[0] if place else None, _printed(found))
    return None


def _goes_on(clean: Clean, one: Line, two: Line) -> bool:
    """Whether a place may be broken over two lines: of one cell and paragraph, the first not in capitals."""
    text = clean.text[one.start : one.end]
    return (one.cell, one.paragraph) == (two.cell, two.paragraph) and not text.isupper()


def _printed(found: re.Match[str]) -> date | None:
    """The day of a heading's line; None where a part is blank or no day of the calendar."""
    figures = [int(part) for part in re.findall(r"[0-9]+", found[0])]
    try:
        return date(figures[2], figures[1], figures[0])
    except (IndexError, ValueError):
        return None


def adopted_on(clean: Clean, start: int) -> FoundIssue | None:
    """The day on which an assembly says at the end of its law or resolution that it adopted it."""
    last = last_match(_ADOPTED, clean.flat, start, len(clean.flat))
    found = date_at(clean.flat, last.end()) if last else None
    if last is None or found is None or not re.fullmatch(r"\d{4}-\d\d-\d\d", found.edtf):
        return None
    return FoundIssue(last.start(), found.end, None, date.fromisoformat(found.edtf))
