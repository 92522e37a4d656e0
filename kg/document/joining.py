"""Join broken lines: from the lines of a raw text to paragraphs, past page numbers and running heads."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from kg.document.lines import (
    AFTER_END,
    ALWAYS,
    CLAUSE_ENDS,
    ENDS,
    LINE,
    LOWER,
    PAGE,
    RULE,
    Line,
    is_capital,
    is_empty,
    is_item,
    is_line_of_its_own,
    is_row,
    opens_upper,
    trimmed,
)
from kg.document.printed import printed
from kg.document.rejoining import rejoined

# Characters by which a paragraph's last line is shorter than the next.
_ROOM = 15
# Characters of a line that is not short by intention.
_LONG = 60
# Characters that a line broken by layout has at most.
_BREAKABLE = 300
# A number that lost the break before it.
_GLUED = re.compile(
    r"(?<=[^\W\d_A-Z]{2}[.;])(?<!khoản.)(?<!điểm.)(?<!iều.)(?<!mục.)(?<!ảng.)(?<!hình.)(?<!mẫu.)"
    r"(?=(?P<number>[1-9][0-9]?)\. [^\W\d_a-z][^\W\d_]+ )"
)
# How many characters above it the number before it may stand.
_FAR_ABOVE = 6000
# From so many on a line is likely to be broken because it was full, and no label or name of its own.
_FULL = 45


def paragraphs(raw: str) -> tuple[list[list[Line]], bool]:
    """The paragraphs of a text, each as the ranges of its lines without space around them.

    Lines that a layout broke are joined; where each line is a paragraph (few lines end within a sentence)
    they are kept apart. A bar alone on its line (a table's cell border) and each row of a piped table stand
    alone. Page numbers are dropped, and the sentence that they part is joined. Also given: whether every line
    is a paragraph of its own in the text, so that only what the lines say tells which belong together.
    """
    lines = [trimmed(raw, *found.span(1)) for found in LINE.finditer(raw)]
    if how := printed(raw, lines):
        singles = [[line] for line in lines if not is_empty(raw, line)]
        return _unglued(raw, rejoined(raw, _across_pages(raw, singles), how)), True
    wrapped = _wrapped(raw, lines)
    blocks = _blocks(raw, lines, wrapped)
    return _unglued(raw, _across_pages(raw, blocks) if wrapped else blocks), False


def _unglued(raw: str, blocks: list[list[Line]]) -> list[list[Line]]:
    """The paragraphs, parted where a number stands right behind a full stop: "... ở xã.2. Giao"."""
    if not _GLUED.search(raw):
        return blocks
    parted: list[list[Line]] = []
    for block in blocks:
        parted.append([])
        for start, end in block:
            for found in () if is_row(raw, (start, end)) else _glued(raw, start, end):
                parted[-1].append((start, found.start()))
                parted.append([])
                start = found.start()
            parted[-1].append((start, end))
    return parted


def _glued(raw: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The numbers in a line that lost the break before them: each goes on from one not far above."""
    for found in _GLUED.finditer(raw, start, end):
        before = rf"(?:^|[\n.;])\W{{0,4}}{int(found['number']) - 1}\. "
        if re.search(before, raw[max(0, found.start() - _FAR_ABOVE) : found.start()]):
            yield found


def _wrapped(raw: str, lines: list[Line]) -> bool:
    """Whether lines are broken by layout: most lines before another end within a sentence.

    A page around the document has longer lines of its own, which no layout broke: a few are passed over.
    """
    inner = [
        (one, two)
        for one, two in pairwise(lines)
        if not is_empty(raw, one) and not is_empty(raw, two) and not is_row(raw, one) and not is_row(raw, two)
    ]
    short = [one for one, _ in inner if one[1] - one[0] <= _BREAKABLE]
    full = [one for one in short if one[1] - one[0] >= _FULL] or short
    ended = sum(bool(ENDS.search(raw[a:b][-8:])) for a, b in full)
    return len(short) > 0.9 * len(inner) and ended < 0.5 * len(full)


def _blocks(raw: str, lines: list[Line], wrapped: bool) -> list[list[Line]]:
    """Lines that belong together; an empty list stands where blank lines parted two blocks."""
    blocks: list[list[Line]] = []
    open_ = False
    for line in lines:
        if is_empty(raw, line):
            open_ = False
            continue
        if open_ and wrapped and not _begins(raw, blocks[-1][-1], line):
            blocks[-1].append(line)
        else:
            blocks.append([line])
        open_ = not is_row(raw, line)
    return blocks


def _begins(raw: str, before: Line, line: Line) -> bool:
    if before[1] - before[0] > _BREAKABLE or ALWAYS.match(raw, *line):
        return True
    if RULE.fullmatch(raw, *before) or RULE.fullmatch(raw, *line):
        return True
    words, next_words = raw[slice(*before)], raw[slice(*line)]
    if AFTER_END.match(raw, *line):
        return bool(ENDS.search(words[-8:])) or is_capital(words) or is_item(words, next_words)
    if is_capital(words) != is_capital(next_words) and (
        is_line_of_its_own(words) or is_line_of_its_own(next_words)
    ):
        return True
    if opens_upper(next_words) and (CLAUSE_ENDS.search(words) or _stops_short(words, next_words)):
        return True
    return next_words.startswith("**") and is_capital(next_words) and "**" not in words


def _stops_short(words: str, next_words: str) -> bool:
    """Whether a sentence ends in a line that had room for the next line's first word: a paragraph's last."""
    return len(words) > _ROOM and words.rstrip("* ").endswith(".") and len(next_words) - len(words) > _ROOM


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
            joined[-1] += block
        else:
            joined.append([*block])
        broken = False
    return joined


def _is_page_number(raw: str, block: list[Line]) -> bool:
    return len(block) == 1 and bool(PAGE.fullmatch(raw, *block[0]))


def _beside_a_bar(raw: str, blocks: list[list[Line]], index: int) -> bool:
    return 0 <= index < len(blocks) and is_row(raw, blocks[index][0])


def _page(raw: str, block: list[Line]) -> str:
    found = PAGE.fullmatch(raw, *block[0])
    return found[1] if found else "0"


def _goes_on(raw: str, before: Line, line: Line, *, parted: bool) -> bool:
    """Whether a block begins within the sentence before it; without a page number, only after a long line."""
    words = raw[slice(*before)]
    if ENDS.search(words[-8:]) or not LOWER.match(raw, *line) or AFTER_END.match(raw, *line):
        return False
    return parted or not (
        len(words) < _LONG or is_capital(words) or words.endswith("*") or is_row(raw, before)
    )


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
