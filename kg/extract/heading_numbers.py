"""The number that a heading prints behind "Số": read, mended where it was damaged, or told to be blank."""

import re
from dataclasses import dataclass, replace

from kg.document import Clean
from kg.document.number import Number, numbers
from kg.extract.heading_lines import Line

# Recognition reads the ố of Số as 6, 0 or not at all.
_LABEL = re.compile(
    r"\W*(?:(?:luat|bo luat|phap lenh|nghi quyet|lenh)\s+)?(?:s[o06](?:\s+hieu)?|s)(?![a-z])\s*[:.;]?\s*"
)
_BLANK = re.compile(r"[\s.…_]*(?P<rest>[/-][^\s|,;]*)")
_REACH = 70


@dataclass(frozen=True, slots=True)
class FoundLabel:
    """Where "Số ..." stands, what is printed behind it (None if blank), and the number if it can be read."""

    start: int
    end: int
    printed: str | None
    number: Number | None


def labelled_number(clean: Clean, lines: tuple[Line, ...]) -> FoundLabel | None:
    """The number of the document itself: behind its label, or alone on a line or in a cell."""
    for line in lines:
        label = _LABEL.match(clean.flat, line.start, line.end)
        if label is None and not clean.text[line.start].isdigit():
            continue
        start = label.end() if label else line.start
        if found := _read(clean, start):
            return replace(found, start=line.start)
        if label and ":" in label[0] and (blank := _BLANK.match(clean.text, start, start + 40)):
            return FoundLabel(line.start, max(blank.end(), start), None, None)
    return None


def _read(clean: Clean, start: int) -> FoundLabel | None:
    words = clean.text[start : start + _REACH].partition("|")[0].replace("\n", " ")
    for text in (words, _mended(words)):
        found = next(numbers(text), None)
        if found and found.start <= 2:
            end = start + (found.end if text is words else len(words.split()[0]))
            return FoundLabel(start, end, str(found.number), found.number)
    return None


def _mended(words: str) -> str:
    """Hyphens doubled, spaces at joints and the letter O for Q, as recognition and typing leave them."""
    mended = re.sub(r"\s*([/-])(?:\s*-)*\s*", r"\1", words)
    return re.sub(r"(?<=[/0-9-])([NT])O(?=[/-])", r"\1Q", mended)
