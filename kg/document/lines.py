"""Lines of a raw text, and what each may be by itself: an item, a heading, the end of a sentence, a rule."""

import re
from typing import TypeAlias

from kg.document.marker import NO_REFERENCE

Line: TypeAlias = tuple[int, int]

LINE = re.compile(r"([^\n\f]*)(?:[\n\f]|\Z)")
_BLANK = re.compile(r"[\s*_\u00ad\u200b-\u200f\ufeff]*")
RULE = re.compile(r"[\s*_\-–—=~.•|]*")
PAGE = re.compile(r"[\s*]*(?:-\s*)?(?:[Tt]rang\s+)?(\d{1,3})(?:\s*/\s*\d{1,3})?(?:\s*-)?[\s*]*")
# The end of a sentence or of an item, marks of layout aside.
ENDS = re.compile(r"[.;:!?…][\"”)*_\s]*$")
LOWER = re.compile(r"[\s*(\"“]*[a-zà-ỹđ,]")
# What opens an item or a heading wherever it stands at the beginning of a line.
ALWAYS = re.compile(
    r"[\s*#]*(?:(?:Điều|Ðiều|Chương|Mục|Phần|PHẦN|CHƯƠNG|MỤC|PHỤ LỤC|Phụ lục)\s+[\dIVXLC]+\b"
    + NO_REFERENCE
    + r"|Căn cứ\s|Theo đề nghị\s|\||#+\s|Nơi nhận|Kính gửi)"
)
# What opens one only after the end of a sentence: within a sentence it may be chance.
AFTER_END = re.compile(
    r"[\s*]*(?:[-+•–▪●*]\s|\(?[a-zđ]{1,2}\)|\(\d{1,2}\)|\d{1,2}(?:\.\d{1,2})*[.)/](?!\d{4}|[A-ZĐ]{2})"
    r"|(?![Vv]\s?/\s?[Vv]\b)[IVXLC]{1,6}\s?[.\-–)/]\s?)"
)
# A clause that ends where a line does; an enumeration's semicolon or colon more surely than a full stop.
CLAUSE_ENDS = re.compile(r"(?:[;:]|\./\.?)[*_\s]*$")
_BOLD_LINE = re.compile(r"\s*\*\*[^*]+\*\*\s*")
_ITEM = re.compile(r"[\s*]*(?:[-–+•]|[a-zđ]{1,2}\)|\d{1,2}(?:\.\d{1,2})*[.)]|[IVX]{1,5}[.)-])[\s*]+")
# Words behind which a number or letter is a reference or part of a phrase.
REFERS = re.compile(
    r"(?:\b(?:Điều|điều|[Kk]hoản|[Đđ]iểm|[Mm]ục|[Pp]hần|[Ss]ố|[Nn]ăm|[Tt]háng|[Nn]gày|[Qq]uý|từ|đến|và"
    r"|của|các|theo|tại)|,)$"
)
_BARE = re.compile(
    r"[\s*]*(?:Điều\s+\d+[a-zđ]?|[IVXLC]{1,6}(?=[.)])|\d{1,2}(?:\.\d{1,2})*|[a-zđ]{1,2}(?=\))|[-–+•])"
    r"[.)]?\s*(?:\[\d+\])?[\s*]*"
)
_TABLE = re.compile(r"\s*\|")


def trimmed(raw: str, start: int, end: int) -> Line:
    """The range without the space at its ends."""
    text = raw[start:end]
    return start + len(text) - len(text.lstrip()), max(start, end - (len(text) - len(text.rstrip())))


def is_empty(raw: str, line: Line) -> bool:
    """Whether a line has nothing but marks of layout."""
    return line[1] <= line[0] or bool(_BLANK.fullmatch(raw, *line))


def is_row(raw: str, line: Line) -> bool:
    """Whether a line is the row of a table, or its border."""
    return bool(_TABLE.match(raw, *line))


def is_item(words: str, next_words: str) -> bool:
    """Whether a line after one without an end opens an item: a marker and a capital, and no reference."""
    found = _ITEM.match(next_words)
    if not found or not next_words[found.end() : found.end() + 1].isupper():
        return False
    return not words.endswith(",") if found[0].strip(" *") in "-–+•" else not REFERS.search(words)


def is_line_of_its_own(words: str) -> bool:
    """Whether a line in capitals is a heading or name, no abbreviation that a line happens to hold."""
    return is_capital(words) and (len(words.split()) > 1 or bool(_BOLD_LINE.fullmatch(words)))


def is_ended(words: str) -> bool:
    """Whether a line ends where a sentence or an item does."""
    return bool(ENDS.search(words[-8:]))


def is_bare(words: str) -> bool:
    """Whether a line is a mark and nothing else, but for the mark of a footnote."""
    return bool(_BARE.fullmatch(words))


def opens_upper(words: str) -> bool:
    """Whether the first letter or figure is a capital letter."""
    return next((c for c in words if c not in ' \t*("“'), "a").isupper()


def is_capital(text: str) -> bool:
    """Whether a line is a heading in capitals."""
    letters = list(filter(str.isalpha, text))
    return len(letters) > 3 and sum(map(str.isupper, letters)) > 0.8 * len(letters)
