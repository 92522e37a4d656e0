r"""Cut a text into its sentences and clauses, headings, items and table cells, each with its exact offsets.

>>> [u.said for u in cut("1. Ban hành cơ chế;\nphát triển hạ tầng. Xong.")]
['1. Ban hành cơ chế;', 'phát triển hạ tầng.', 'Xong.']
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Literal

# A dash, a number, a letter or a Roman numeral that begins an item of a list; machine reading has 1 for I.
MARK = re.compile(
    r"[ \t>*_]*(?:[-+•*–] +|\(?\d{1,2}(?:\.\d{1,2})*[.)](?=\s)|\(\d{1,2}\)|[a-zđ]\)|"
    r"[IVX1]{1,4} ?[-.](?=\s)) *"
)
_HASH = re.compile(r"[ \t]*#+ ")
_LINE = re.compile(r"[^\n]+")
_CELL = re.compile(r"[^|\t]+")
# What closes a sentence may stand behind its stop: quotation marks, brackets, markup.
_STOP = re.compile(r"(?:(?P<clause>;)|[.?!…]+)[\"”\u2019')*_\]]*(?=\s|$)")
# Signs of money and the like are letters that machine reading took for something else.
_WORD = re.compile(r"(?:[^\W_]|[¢€§£¥])+(?:[.,/&'\u2018\u2019-][^\W_]+)*%?")
_LETTERS = re.compile(r"[^\W\d_]{2}")
# A number in brackets inside a sentence counts the members of a list.
_COUNTED = re.compile(r"\(\d{1,2}\)")
_ENDED = re.compile(r"[.;:?!…/][\"”\u2019')*_\]\s-]*$")
Kind = Literal["sentence", "heading", "item", "cell"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a text: offsets of its first character and behind its last."""

    start: int
    end: int

    def holds(self, other: "Span") -> bool:
        """Whether the other lies within this one."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True)
class Unit:
    """A sentence or what stands in the place of one: where it is, and its words without the list's mark."""

    span: Span
    said: str
    kind: Kind

    @cached_property
    def words(self) -> tuple[Span, ...]:
        """The places of its words in the text."""
        mark = MARK.match(self.said)
        return words(self.said, self.span.start, mark.end() if mark else 0)


def words(said: str, offset: int = 0, begin: int = 0) -> tuple[Span, ...]:
    """The places of words in a stretch that stands at `offset` of its text, from its character `begin` on."""
    found = (
        word
        for word in _WORD.finditer(said, begin)
        if not _COUNTED.fullmatch(said[max(0, word.start() - 1) : word.end() + 1])
    )
    return tuple(Span(offset + word.start(), offset + word.end()) for word in found)


def cut(text: str) -> list[Unit]:
    """The units of a text in order; what has no word (rules, dots, blank lines) belongs to none."""
    return [unit for block in _blocks(text) for unit in _units(text, block)]


def _blocks(text: str) -> Iterator[Span]:
    """Paragraphs, items and lines of tables: a line goes on with the next unless that begins something."""
    start = end = 0
    for line in _LINE.finditer(text):
        if not line[0].strip():
            continue
        if end and not _goes_on(text, Span(start, end), line):
            yield Span(start, end)
            start = line.start()
        end = line.end()
    if text[start:end].strip():
        yield Span(start, end)


def _goes_on(text: str, block: Span, line: re.Match[str]) -> bool:
    said = line[0].lstrip(" \t*_")
    if (
        _HASH.match(text, block.start)
        or MARK.match(line[0])
        or _HASH.match(line[0])
        or _is_row(line[0])
        or _is_row(text[block.start : block.end])
    ):
        return False
    apart = text[block.end : line.start()].count("\n") > 1
    ended = _ENDED.search(text, max(block.start, block.end - 8), block.end)
    if ended and _is_heading(line[0]):
        return False
    # A page break leaves a blank line inside a sentence: what follows then begins with a small letter.
    return not (ended and apart) and not (apart and not said[:1].islower())


def _is_row(line: str) -> bool:
    return line.count("|") > 1 or "\t" in line.strip()


def _units(text: str, block: Span) -> Iterator[Unit]:
    said = text[block.start : block.end]
    if _is_row(said):
        cells = (Span(block.start + c.start(), block.start + c.end()) for c in _CELL.finditer(said))
        yield from (_unit(text, cell, "cell") for cell in cells if words(text[cell.start : cell.end]))
        return
    kind: Kind = "heading" if _is_heading(said) else "item" if MARK.match(said) else "sentence"
    for start, end in pairwise([block.start, *_stops(text, block), block.end]):
        if words(text[start:end]):
            yield _unit(text, Span(start, end), kind)


def _is_heading(said: str) -> bool:
    letters = [letter for letter in said if letter.isalpha()]
    return bool(_HASH.match(said)) or (bool(letters) and all(letter.isupper() for letter in letters))


def _stops(text: str, block: Span) -> Iterator[int]:
    last = block.start
    for stop in _STOP.finditer(text, block.start, block.end):
        following = text[stop.end() : block.end].lstrip(" \n*_\"“'(-")[:1]
        # A number with its point is the mark of what follows, no sentence.
        worded = _LETTERS.search(text, last, stop.start())
        if worded and (stop["clause"] or not following.islower()):
            last = stop.end()
            yield last


def _unit(text: str, span: Span, kind: Kind) -> Unit:
    said = text[span.start : span.end]
    start = span.start + len(said) - len(said.lstrip())
    return Unit(Span(start, span.start + len(said.rstrip())), said.strip(), kind)
