r"""Guess a place by structure: the item that a locator leads to, and the sentence there most like a record.

>>> within("1. Mục tiêu\n1.1. Đến năm 2030\n1.2. Đến năm 2045", (0, 47), ("1", "2"))
(30, 47)
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz import fuzz

from kg.align.matching import Hit
from kg.text import fold

Span = tuple[int, int]
_LEAD = r"^[^\S\n]*[*#>]*[^\S\n]*"
_BULLET = re.compile(_LEAD + r"(?P<label>[-–•+])\s", re.MULTILINE)
# The ways in which items bear their labels; an item reaches to the next one labelled in the same way.
_LABELLED = tuple(
    re.compile(_LEAD + label, re.MULTILINE)
    for label in (
        r"(?P<label>[IVXL]+)\s?[-–.)]",
        r"(?P<label>\d{1,2}(?:\.\d{1,2})*)\s?[.)/]",
        r"\((?P<label>\d{1,2})\)",
        r"(?P<label>[a-zđ])\s?[.)/]",
    )
)
_SENTENCE = re.compile(r"\S(?:(?![.;](?:\s|$)|\n\s*\n).)*[.;]?", re.DOTALL)
_PARAGRAPH = re.compile(r"\S(?:(?!\n\s*\n).)*", re.DOTALL)
# Less likeness between a record's own words and a sentence than this is chance; a restatement that is not
# where structure leads must be more like what it restates.
_WORTH_A_LOOK = 50.0
_RESTATED = 73.0


def guess(raw: str, locator: str, said: str) -> Hit | None:
    """The place that structure and likeness suggest for a record, scored by likeness; never certain.

    `said` is the record's label and summary in the language of the text.
    """
    span, whole = _descend(raw, locator)
    if whole:
        start, end = _stripped(raw, span)
        return Hit(start, end, _likeness(fold(said), fold(raw[start:end])))
    return _likeliest(fold(said), _pieces(raw, span, _SENTENCE), _WORTH_A_LOOK)


def restated(raw: str, said: str) -> Hit | None:
    """The paragraph of a text with an order of its own that is most like what a record says; never certain.

    `said` is what the record says: its words in another text, or its label and summary.
    """
    return _likeliest(fold(said), _pieces(raw, (0, len(raw)), _PARAGRAPH), _RESTATED)


def _likeliest(sought: str, pieces: Iterable[tuple[int, int, str]], least: float) -> Hit | None:
    scored = [Hit(start, end, _likeness(sought, words)) for start, end, words in pieces]
    best = max(scored, key=lambda hit: (hit.score, -hit.start), default=None)
    return best if best and best.score >= least else None


def within(raw: str, span: Span, parts: tuple[str, ...]) -> Span | None:
    """The item of a range that bears the last of the locator's parts, alone or behind those before it.

    Without such a label it is the bullet of that number; None where that is missing too. An item reaches to
    the next of its kind and depth, or to the end of the range.
    """
    names = {".".join(parts[at:]) for at in range(len(parts))}
    for labelled in _LABELLED:
        marks = list(labelled.finditer(raw, *span))
        for at, mark in enumerate(marks):
            if mark["label"] in names:
                depth = mark["label"].count(".")
                ends = (other.start() for other in marks[at + 1 :] if other["label"].count(".") <= depth)
                return mark.start(), next(ends, span[1])
    return _bullet(raw, span, int(parts[-1])) if parts[-1].isdigit() else None


def _bullet(raw: str, span: Span, number: int) -> Span | None:
    marks = list(_BULLET.finditer(raw, *span))
    # Bullets inside bullets bear another mark.
    starts = [mark.start() for mark in marks if mark["label"] == marks[0]["label"]]
    if not 0 < number <= len(starts):
        return None
    return starts[number - 1], [*starts, span[1]][number]


def _descend(raw: str, locator: str) -> tuple[Span, bool]:
    """The smallest range that the locator's parts lead to, and whether all of them were found."""
    span: Span = (0, len(raw))
    parts = tuple(locator.split("/")[0].split("."))
    for at in range(len(parts)):
        # An item's own label is not one of the labels inside it.
        inner = within(raw, (span[0] + (at > 0), span[1]), parts[: at + 1])
        if inner is None:
            return span, False
        span = inner
    return span, True


@lru_cache(maxsize=256)
def _pieces(raw: str, span: Span, kind: re.Pattern[str]) -> tuple[tuple[int, int, str], ...]:
    """The sentences or paragraphs of a range, each with its folded words."""
    return tuple((*found.span(), fold(found[0])) for found in kind.finditer(raw, *span))


def _stripped(raw: str, span: Span) -> Span:
    words = raw[slice(*span)]
    return span[0] + len(words) - len(words.lstrip()), span[1] - len(words) + len(words.rstrip())


def _likeness(sought: str, words: str) -> float:
    """How like two folded wordings are (0-100): by the words they share, and by what each has alone."""
    return (fuzz.token_set_ratio(sought, words) + fuzz.token_sort_ratio(sought, words)) / 2
