"""Join broken lines: from the lines of a raw text to paragraphs, past page numbers and running heads."""

import re
from collections import Counter
from itertools import pairwise
from typing import TypeAlias

from kg.document.marker import NO_REFERENCE

Line: TypeAlias = tuple[int, int]

_LINE = re.compile(r"([^\n\f]*)(?:[\n\f]|\Z)")
_BLANK = re.compile(r"[\s*_\u00ad\u200b-\u200f\ufeff]*")
_RULE = re.compile(r"[\s*_\-–—=~.•|]*")
_PAGE = re.compile(r"[\s*]*(?:-\s*)?(?:[Tt]rang\s+)?(\d{1,3})(?:\s*/\s*\d{1,3})?(?:\s*-)?[\s*]*")
# The end of a sentence or of an item, marks of layout aside.
_ENDS = re.compile(r"[.;:!?…][\"”)*_\s]*$")
_LOWER = re.compile(r"[\s*(\"“]*[a-zà-ỹđ,]")
# What opens an item or a heading wherever it stands at the beginning of a line.
_ALWAYS = re.compile(
    r"[\s*#]*(?:(?:Điều|Ðiều|Chương|Mục|Phần|PHẦN|CHƯƠNG|MỤC|PHỤ LỤC|Phụ lục)\s+[\dIVXLC]+\b"
    + NO_REFERENCE
    + r"|Căn cứ\s|Theo đề nghị\s|\||#+\s|Nơi nhận|Kính gửi)"
)
# What opens one only after the end of a sentence: within a sentence it may be chance.
_AFTER_END = re.compile(
    r"[\s*]*(?:[-+•–▪●*]\s|\(?[a-zđ]{1,2}\)|\(\d{1,2}\)|\d{1,2}(?:\.\d{1,2})*[.)/](?!\d{4}|[A-ZĐ]{2})"
    r"|(?![Vv]\s?/\s?[Vv]\b)[IVXLC]{1,6}\s?[.\-–)/]\s?)"
)
# A clause that ends where a line does; an enumeration's semicolon or colon more surely than a full stop.
_CLAUSE_ENDS = re.compile(r"(?:[;:]|\./\.?)[*_\s]*$")
_BOLD_LINE = re.compile(r"\s*\*\*[^*]+\*\*\s*")
# Characters by which a paragraph's last line is shorter than the next.
_ROOM = 15
# Characters of a line that is not short by intention.
_LONG = 60
# Characters that a line broken by layout has at most.
_BREAKABLE = 300
# From so many on a line is likely to be broken because it was full, and no label or name of its own.
_FULL = 45
_ITEM = re.compile(r"[\s*]*(?:[-–+•]|[a-zđ]{1,2}\)|\d{1,2}(?:\.\d{1,2})*[.)]|[IVX]{1,5}[.)-])[\s*]+")
# Words behind which a number or letter is a reference or part of a phrase.
_REFERS = re.compile(
    r"(?:\b(?:Điều|điều|[Kk]hoản|[Đđ]iểm|[Mm]ục|[Pp]hần|[Ss]ố|[Nn]ăm|[Tt]háng|[Nn]gày|[Qq]uý|từ|đến|và"
    r"|của|các|theo|tại)|,)$"
)
_TABLE = re.compile(r"\s*\|")


def paragraphs(raw: str) -> list[list[Line]]:
    """The paragraphs of a text, each as the ranges of its lines without space around them.

    Lines that a layout broke are joined; where each line is a paragraph (few lines end within a sentence)
    they are kept apart. A bar alone on its line (a table's cell border) and each row of a piped table stand
    alone. Page numbers are dropped, and the sentence that they part is joined.
    """
    lines = [_trimmed(raw, *found.span(1)) for found in _LINE.finditer(raw)]
    wrapped = _wrapped(raw, lines)
    blocks = _blocks(raw, lines, wrapped)
    return _across_pages(raw, blocks) if wrapped else blocks


def _trimmed(raw: str, start: int, end: int) -> Line:
    text = raw[start:end]
    return start + len(text) - len(text.lstrip()), max(start, end - (len(text) - len(text.rstrip())))


def _empty(raw: str, line: Line) -> bool:
    return line[1] <= line[0] or bool(_BLANK.fullmatch(raw, *line))


def _wrapped(raw: str, lines: list[Line]) -> bool:
    """Whether lines are broken by layout: most lines before another end within a sentence.

    A page around the document has longer lines of its own, which no layout broke: a few are passed over.
    """
    inner = [
        (one, two)
        for one, two in pairwise(lines)
        if not _empty(raw, one) and not _empty(raw, two) and not _bars(raw, one) and not _bars(raw, two)
    ]
    short = [one for one, _ in inner if one[1] - one[0] <= _BREAKABLE]
    full = [one for one in short if one[1] - one[0] >= _FULL] or short
    ended = sum(bool(_ENDS.search(raw[a:b][-8:])) for a, b in full)
    return len(short) > 0.9 * len(inner) and ended < 0.5 * len(full)


def _bars(raw: str, line: Line) -> bool:
    return bool(_TABLE.match(raw, *line))


def _blocks(raw: str, lines: list[Line], wrapped: bool) -> list[list[Line]]:
    """Lines that belong together; an empty list stands where blank lines parted two blocks."""
    blocks: list[list[Line]] = []
    open_ = False
    for line in lines:
        if _empty(raw, line):
            open_ = False
            continue
        if open_ and wrapped and not _begins(raw, blocks[-1][-1], line):
            blocks[-1].append(line)
        else:
            blocks.append([line])
        open_ = not _bars(raw, line)
    return blocks


def _begins(raw: str, before: Line, line: Line) -> bool:
    if before[1] - before[0] > _BREAKABLE or _ALWAYS.match(raw, *line):
        return True
    if _RULE.fullmatch(raw, *before) or _RULE.fullmatch(raw, *line):
        return True
    words, next_words = raw[slice(*before)], raw[slice(*line)]
    if _AFTER_END.match(raw, *line):
        return bool(_ENDS.search(words[-8:])) or _capital(words) or _is_item(words, next_words)
    if _capital(words) != _capital(next_words) and (
        _is_line_of_its_own(words) or _is_line_of_its_own(next_words)
    ):
        return True
    if _opens_upper(next_words) and (_CLAUSE_ENDS.search(words) or _stops_short(words, next_words)):
        return True
    return next_words.startswith("**") and _capital(next_words) and "**" not in words


def _is_item(words: str, next_words: str) -> bool:
    """Whether a line after one without an end opens an item: a marker and a capital, and no reference."""
    found = _ITEM.match(next_words)
    if not found or not next_words[found.end() : found.end() + 1].isupper():
        return False
    return not words.endswith(",") if found[0].strip(" *") in "-–+•" else not _REFERS.search(words)


def _is_line_of_its_own(words: str) -> bool:
    """Whether a line in capitals is a heading or name, no abbreviation that a line happens to hold."""
    return _capital(words) and (len(words.split()) > 1 or bool(_BOLD_LINE.fullmatch(words)))


def _opens_upper(words: str) -> bool:
    return next((c for c in words if c not in ' \t*("“'), "a").isupper()


def _stops_short(words: str, next_words: str) -> bool:
    """Whether a sentence ends in a line that had room for the next line's first word: a paragraph's last."""
    return len(words) > _ROOM and words.rstrip("* ").endswith(".") and len(next_words) - len(words) > _ROOM


def _capital(text: str) -> bool:
    """Whether a line is a heading in capitals."""
    letters = [c for c in text if c.isalpha()]
    return len(letters) > 3 and sum(c.isupper() for c in letters) > 0.8 * len(letters)


def _across_pages(raw: str, blocks: list[list[Line]]) -> list[list[Line]]:
    """The blocks without page numbers and running heads, joined where a page broke a sentence."""
    pages = {index for index, block in enumerate(blocks) if _is_page_number(raw, block)}
    pages = {
        index
        for index in pages
        if not any(_beside_a_bar(raw, blocks, near) for near in (index - 1, index + 1))
    }
    numbers = [int(_page(raw, blocks[index])) for index in sorted(pages)]
    if sum(two == one + 1 for one, two in pairwise(numbers)) < len(numbers) / 2 or len(numbers) < 2:
        pages = set()
    heads = _running_heads(raw, blocks, pages)
    joined: list[list[Line]] = []
    broken = False
    for index, block in enumerate(blocks):
        if index in pages or index in heads:
            broken = True
            continue
        if joined and _goes_on(raw, joined[-1][-1], block[0], parted=broken):
            joined[-1] = joined[-1] + block
        else:
            joined.append(block)
        broken = False
    return joined


def _is_page_number(raw: str, block: list[Line]) -> bool:
    return len(block) == 1 and bool(_PAGE.fullmatch(raw, *block[0]))


def _beside_a_bar(raw: str, blocks: list[list[Line]], index: int) -> bool:
    return 0 <= index < len(blocks) and _bars(raw, blocks[index][0])


def _page(raw: str, block: list[Line]) -> str:
    found = _PAGE.fullmatch(raw, *block[0])
    return found[1] if found else "0"


def _goes_on(raw: str, before: Line, line: Line, *, parted: bool) -> bool:
    """Whether a block begins within the sentence before it; without a page number, only after a long line."""
    words = raw[slice(*before)]
    if _ENDS.search(words[-8:]) or not _LOWER.match(raw, *line) or _AFTER_END.match(raw, *line):
        return False
    return parted or not (len(words) < _LONG or _capital(words) or words.endswith("*") or _bars(raw, before))


def _running_heads(raw: str, blocks: list[list[Line]], pages: set[int]) -> set[int]:
    """The blocks beside page numbers whose words stand beside most of them."""
    beside = [near for page in pages for near in (page - 1, page + 1) if 0 <= near < len(blocks)]
    words = Counter(_words(raw, blocks[near]) for near in beside)
    usual = {
        text for text, times in words.items() if times >= 3 and times > len(pages) / 2 and len(text) < 150
    }
    return {near for near in beside if near not in pages and _words(raw, blocks[near]) in usual}


def _words(raw: str, block: list[Line]) -> str:
    return " ".join(raw[slice(*line)] for line in block)
