"""The zone of a heading as lines: where it begins, and its text without mottoes, rules and borders."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.document import Block, Clean
from kg.extract.heading_types import TYPE_WORDS
from kg.text import fold

# Recognition loses marks and reads Đ as P; columns of a page may stand on one line.
MOTTO = re.compile(
    r"cong\s+hoa\s+xa\s+hoi\s+chu\s+nghia\s+viet\s+nam|doc\s+lap\s*-\s*tu\s+do\s*-\s*hanh\s+phuc"
)
PARTY = re.compile(r"(?<![a-z])[dp]ang\s+cong\s+san\s+viet\s+nam(?![a-z])")
_MOTTO_WORDS = "cong hoa xa hoi chu nghia viet nam"
_LABEL = re.compile(
    r"(?:^|(?<=[\n| _*>-]))s[o06]?\s?[:.]?\s?(?=[0-9]{1,5}[a-z]?\s?[/-])|(?:^|(?<=[\n|>]))\W*so\s?:"
)
_SUBJECT = re.compile(r"(?:^|(?<=\n))v\s?[/.]?\s?v(?![a-z])")
_CUT = re.compile(rf"\||<br>|\\?[_=*~]{{2,}}|-{{3,}}|(?:{MOTTO.pattern})(?=doc|(?![a-z]))|{PARTY.pattern}")
# Paragraphs of a heading at most, and how far behind the motto a number may stand.
_LONGEST, _REACH, _BACK = 60, 900, 10
_NUMBER_LINE = 120
# Characters of a paragraph that is surely no title.
_PROSE = 1_000
# Paragraphs behind the first motto in which the other may stand, or pieces of a broken one.
_MOTTOES = 4
_FIRST = 14
_HEADING = 24
_BELOW = re.compile(r"\W*(?:kinh g[a-z]{2,4}\b|can cu |theo de nghi|noi nhan)")
_TYPE_LINE = re.compile(rf"(?:{TYPE_WORDS})\W*")


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line or cell of the heading, as a range of the clean text.

    `cell` counts the borders before it; `opens` holds for the first line of a paragraph.
    """

    start: int
    end: int
    cell: int
    paragraph: int
    opens: bool = False


@dataclass(frozen=True, slots=True)
class Zone:
    """The heading's lines; `first` and `last` are the paragraphs between which it stands.

    `motto` is where a national or Party motto begins, if one was seen.
    """

    lines: tuple[Line, ...]
    first: int
    last: int
    motto: int | None


def zones(clean: Clean, blocks: tuple[Block, ...]) -> Iterator[Zone]:
    """The headings of the documents in a text, in order; nothing where the text has none."""
    behind = -1
    for anchor in _anchors(clean, blocks):
        if anchor > behind:
            zone = _zone(clean, blocks, anchor, behind)
            yield zone
            behind = zone.last


def upper_lines(clean: Clean, zone: Zone) -> tuple[Line, ...]:
    """The lines above addressees and legal basis, at most as many as a heading has."""
    lines: list[Line] = []
    for line in zone.lines[:_HEADING]:
        if _BELOW.match(clean.flat, line.start, line.end):
            break
        lines.append(line)
    return tuple(lines)


def _anchors(clean: Clean, blocks: tuple[Block, ...]) -> Iterator[int]:
    """The paragraphs that headings are anchored at: a motto near a number, a number or subject line."""
    plain = clean.flat
    for index, block in enumerate(blocks):
        if block.style == "bar":
            continue
        if (_has_motto(clean, block) and _numbered(plain, block.start)) or (
            index < _FIRST and _stands_alone(clean, blocks, index)
        ):
            yield index


def _has_motto(clean: Clean, block: Block) -> bool:
    plain = clean.flat[block.start : block.end]
    if "viet" not in plain and "doc" not in plain:
        return False
    found = MOTTO.search(plain) or PARTY.search(plain)
    if found is None:
        return False
    printed = clean.text[block.start + found.start() : block.start + found.end()]
    return printed.isupper() or plain[found.start() :].startswith("doc")


def _numbered(plain: str, start: int) -> bool:
    """Whether a number line stands near a motto, before a form's dots or the next motto's."""
    return bool(_LABEL.search(plain, max(0, start - 200), start + _REACH))


def _stands_alone(clean: Clean, blocks: tuple[Block, ...], index: int) -> bool:
    """Whether a heading without a motto begins here: a number, a subject or a type on a line of its own."""
    block = blocks[index]
    plain = clean.flat[block.start : block.end]
    if plain.startswith("so ") or plain.startswith("so:"):
        return bool(_LABEL.match(plain)) and len(plain) < 120
    if _SUBJECT.match(plain):
        return bool(re.search(r"\nkinh g[a-z]{2,4}\b", clean.flat[block.end : block.end + 400]))
    alone = _TYPE_LINE.fullmatch(plain) and clean.text[block.start : block.end].isupper()
    return bool(alone) and index + 1 < len(blocks)


def _zone(clean: Clean, blocks: tuple[Block, ...], anchor: int, behind: int) -> Zone:
    first = anchor
    while first > max(behind + 1, anchor - _BACK) and _may_head(clean, blocks[first - 1]):
        first -= 1
    last = _last(clean, blocks, anchor)
    lines: list[Line] = []
    cell = 0
    for index in range(first, last + 1):
        for start, end, border in _lines(clean, blocks[index], mottoes=index <= anchor + _MOTTOES):
            cell += border
            if end > start:
                lines.append(Line(start, end, cell, index, start == blocks[index].start))
    plain = clean.flat[blocks[first].start : blocks[anchor].end + 300]
    found = MOTTO.search(plain) or PARTY.search(plain)
    motto = blocks[first].start + found.start() if found else None
    return Zone(tuple(lines), first, last, motto)


def _last(clean: Clean, blocks: tuple[Block, ...], anchor: int) -> int:
    """The paragraph with which the text itself begins: the legal basis or the addressees, else a long one."""
    end = min(anchor + _LONGEST, len(blocks) - 1)
    for index in range(anchor + 1, end):
        block = blocks[index]
        if _BELOW.match(clean.flat, block.start, block.end) or block.end - block.start > _PROSE:
            return index
    return end


def _may_head(clean: Clean, block: Block) -> bool:
    """Whether a paragraph above a motto can belong to the heading: a border, a rule, a name in capitals."""
    text = clean.text[block.start : block.end]
    if len(text) < _NUMBER_LINE and (label := _LABEL.search(clean.flat, block.start, block.end)):
        above = clean.text[block.start : label.start()]
        return above.isupper() or not any(c.isalpha() for c in above)
    return (not any(c.isalpha() for c in text) and "#" not in text) or (text.isupper() and len(text) < 150)


def _lines(clean: Clean, block: Block, *, mottoes: bool) -> Iterator[tuple[int, int, bool]]:
    """The printed lines of a paragraph, cut at borders, rules and mottoes; whether a border stands before."""
    at, border = block.start, False
    for start, end, is_border in [*_cuts(clean, block, mottoes), (block.end, block.end, False)]:
        for piece in _broken(clean, at, start):
            yield (*piece, border)
            border = False
        at, border = end, border or is_border
    if border:
        yield block.end, block.end, True


def _cuts(clean: Clean, block: Block, mottoes: bool) -> Iterator[tuple[int, int, bool]]:
    for found in _CUT.finditer(clean.flat, block.start, block.end):
        if found[0][0] not in "cdp" or (mottoes and clean.text[found.start()].isupper()):
            yield found.start(), found.end(), found[0][0] in "|<"


def _broken(clean: Clean, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A range cut where the raw text has line breaks, trimmed; empty ones are left out."""
    if start >= end:
        return
    begin, finish = clean.raw_span(start, end)
    breaks = [clean.offset(begin + at) for at, c in enumerate(clean.raw[begin:finish]) if c == "\n"]
    for one, two in zip([start, *breaks], [*breaks, end], strict=True):
        text = clean.text[one:two]
        left, right = one + len(text) - len(text.lstrip(" #")), two - (len(text) - len(text.rstrip()))
        if any(c.isalnum() for c in clean.text[left:right]) and not _of_motto(clean.text[left:right]):
            yield left, right


def _of_motto(printed: str) -> bool:
    """Whether a line is a piece of a motto that its layout broke."""
    return len(printed) < 30 and printed.isupper() and " " in printed and fold(printed) in _MOTTO_WORDS
