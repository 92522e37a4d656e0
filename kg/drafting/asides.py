"""What of a text is its form and needs no record: letterhead, headings of parts, recipients and signatures.

They are set aside as Decree 30/2020/NĐ-CP lays documents out; `kg coverage` checks each (docs/coverage.md).
"""

import re
from collections.abc import Iterator
from typing import Literal, TypeAlias

from kg.drafting.setting import Setting
from kg.extract.reading import Reading, Section
from kg.records import Evidence
from kg.records.lists import Aside
from kg.text import Composed, composed, flat, in_words

_Stretch: TypeAlias = tuple[int, int, Literal["heading", "address", "connective"]]

_RECIPIENTS = re.compile(r"^[\W_]*noi nhan\b", re.MULTILINE)
_BASIS = re.compile(r"^[\W_]*can\s+cu(?:\s+vao)?[\W_]+$", re.MULTILINE)
_ANNEX = re.compile(r"\n[\W_]*(?:phu luc|\((?:ban hanh |dinh )?kem theo|danh muc|mau so)")
_LONGEST_HEADING = 600
# Characters of the longest list of recipients with the signature beside or below it.
_LONGEST_LIST = 3000
_BEFORE = 40


def asides(here: Setting, reading: Reading, title: tuple[Evidence, ...]) -> tuple[Aside, ...]:
    """The stretches set aside, in the order of the text, none over another."""
    found: list[Aside] = []
    even = composed(here.text)
    stretches = (*_letterhead(here, title), *_headings(even, reading), *_bases(even, reading))
    tables: list[_Stretch] = [(start, end, "heading") for start, end in reading.forms]
    for start, end, reason in sorted((*stretches, *tables, *_closing(even, reading))):
        for place in here.evidence(max(start, found[-1].end if found else 0), end):
            assert place.start is not None
            assert place.end is not None
            found.append(Aside(start=place.start, end=place.end, reason=reason, exact=place.exact))
    return tuple(found)


def _letterhead(here: Setting, title: tuple[Evidence, ...]) -> Iterator[_Stretch]:
    """All above the title, and the lines in capitals below it: who issues."""
    for place in title:
        if place.start and place.end:
            yield 0, place.start, "heading"
            yield place.end, _capitals_end(here.text, place.end), "heading"


def _capitals_end(text: str, start: int) -> int:
    end = start
    for line in re.finditer(r".*(?:\n|\Z)", text[start:]):
        if line[0].strip() and not (line[0].isupper() or line.start() == 0):
            return end
        end = start + line.end()
    return end


def _headings(even: Composed, reading: Reading) -> Iterator[_Stretch]:
    for section in reading.sections:
        yield section.start, _heading_end(even, section), "heading"


def _heading_end(even: Composed, section: Section) -> int:
    """Behind the words of a section's heading; they may be broken over lines there."""
    start = even.at(section.start)
    end = min(even.at(section.end), start + len(section.label) + _LONGEST_HEADING)
    found = in_words(section.heading).search(even.text, start, end)
    return even.offsets[found.end()] if found else section.start


def _bases(even: Composed, reading: Reading) -> Iterator[_Stretch]:
    """The words of a legal basis before the document that it names."""
    for cited in reading.based_on:
        at = even.at(cited.start)
        start = max(0, at - _BEFORE)
        found = _BASIS.search(flat(even.text[start:at]))
        if found:
            yield even.offsets[start + found.start()], cited.start, "connective"


def _closing(even: Composed, reading: Reading) -> Iterator[_Stretch]:
    """From the recipients on, the signature beside them too, down to an annex or what is said next."""
    said = (reading.sections, reading.viewpoints, reading.tasks, reading.targets)
    starts = sorted(even.at(one.start) for several in said for one in several)
    plain = flat(even.text)
    for found in _RECIPIENTS.finditer(plain):
        end = min(len(plain), found.start() + _LONGEST_LIST)
        annex = _ANNEX.search(plain, found.end(), end)
        following = next((start for start in starts if start > found.start()), end)
        last = min(following, annex.start() if annex else end)
        yield even.offsets[found.start()], even.offsets[last], "address"
