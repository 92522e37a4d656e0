"""Join lines that became paragraphs of their own: by what each ends and begins with, and how wide it is."""

import re

from kg.document.lines import (
    AFTER_END,
    ALWAYS,
    REFERS,
    RULE,
    Line,
    is_bare,
    is_capital,
    is_ended,
    is_item,
    is_line_of_its_own,
    opens_upper,
)
from kg.document.printed import Printed

# A word that names a part, alone: its number stands on the next line.
_PART = re.compile(r"[\s*]*(?:Chương|Phần|Mục|Điều|Phụ lục|CHƯƠNG|PHẦN|MỤC|ĐIỀU)[\s*]*")
_NUMBERED_PART = re.compile(r"[\s*]*(?:Chương|Phần|Mục|CHƯƠNG|PHẦN|MỤC|PHỤ LỤC|Phụ lục)\s+\S{1,6}[\s*]*")
_ARTICLE = re.compile(r"[\s*]*Điều\s+\d")
_ANNEX = re.compile(r"[\s*]*(?:PHỤ LỤC|Phụ lục)(?:\s\S{1,5})?[\s*]*")
# Who decides stands under the title, and before the name of who signs; behind these words the title goes on.
_OFFICE = re.compile(
    r"[\s*]*(?:(?:PHÓ )?(?:CHỦ TỊCH|THỦ TƯỚNG|GIÁM ĐỐC)|ỦY BAN NHÂN DÂN|UBND|HỘI ĐỒNG|(?:THỨ|BỘ) TRƯỞNG"
    r"|CHÍNH PHỦ|QUỐC HỘI|(?:TM|KT|TL|TUQ|Q)\.)(?!\w)"
)
_OPEN_CAPITALS = re.compile(r"(?:,|\b(?:CỦA|VÀ|CÁC|VỀ|TẠI|THUỘC|DO|THEO|VỚI|CHO))$")
# One syllable in capitals is a piece of a name or title; only a law is called by one.
_SYLLABLE = re.compile(r"[\s*]*(?!LUẬT\b)[^\W\d_]+[\s*]*")
_MARKED = re.compile(
    r"[\s*]*(?:Điều\s+\d+[a-zđ]?|[IVXLC]{1,6}|\d{1,2}(?:\.\d{1,2})*|[a-zđ]{1,2}\)|[-–+•])[.)]?\s*"
)
_LETTERED_FIGURE = re.compile(r"[\s*]*[a-zđ]{1,2}\)\s+\d")
# The mark of a footnote, which may stand behind an item's own mark.
_NOTE = re.compile(r"\[\d+\]\s*")
# What stands in brackets goes on with its sentence, but for the remark under a title.
_ASIDE = re.compile(r"[\s*]*\((?!(?:Ban hành )?[Kk]èm |Ban hành )")
_DATED = re.compile(r"[^\W\d_][^\d,;:.]{0,25},\s+ngày\s+[\d.…]{1,4}\s+tháng\b")
# Words that no sentence, heading or item ends with: the next line goes on, whatever it begins with.
_UNFINISHED = re.compile(
    r"(?:,|\b(?:(?:[Kk]hoản|[Đđ]iểm|Điều) \w{1,4}|Điều|điều|[Kk]hoản|[Đđ]iểm|[Mm]ục|[Pp]hần|Chương|Phụ lục"
    r"|[Ss]ố|Luật|của|các|những|theo|tại|và|với|hoặc|về|cho|từ|đến|là|do|bởi|bằng|trong|trên|ngoài|tỉnh"
    r"|thành phố|xã|phường|huyện|Sở|Bộ|Ban|Cục|Văn phòng|Ủy ban|[Nn]gày|tháng|năm))$"
)


def rejoined(raw: str, blocks: list[list[Line]], how: Printed) -> list[list[Line]]:
    """The blocks, of a line each, that go on in the next joined."""
    joined: list[list[Line]] = []
    for block in blocks:
        if joined and not _begins(raw, joined, block[0], how):
            joined[-1] += block
        else:
            joined.append([*block])
    return joined


def _begins(raw: str, blocks: list[list[Line]], line: Line, how: Printed) -> bool:
    """Whether a line begins a paragraph of its own after the blocks above it."""
    first = len(blocks[-1]) == 1
    words, next_words = raw[slice(*blocks[-1][-1])], _NOTE.sub("", raw[slice(*line)])
    if any(one.startswith("|") or RULE.fullmatch(one) for one in (words, next_words)):
        return True
    if ALWAYS.match(next_words) or _ANNEX.fullmatch(next_words) or _PART.fullmatch(next_words):
        return not _UNFINISHED.search(words.rstrip("* "))
    if is_bare(next_words):
        return not REFERS.search(words) and not _PART.fullmatch(words)
    if AFTER_END.match(next_words):
        return is_ended(words) or is_capital(words) or _is_item(words, next_words)
    if first and _is_stump(words, next_words):
        return False
    if is_capital(words) or is_line_of_its_own(next_words):
        return not (
            is_capital(words) and is_capital(next_words) and _goes_on_in_capitals(raw, blocks, line, how)
        )
    if is_ended(words) or _is_remark(raw, blocks[-1]):
        return opens_upper(next_words) or next_words != raw[slice(*line)]
    return opens_upper(next_words) and not _goes_on(words, next_words, how, first=first)


def _is_item(words: str, next_words: str) -> bool:
    """Whether a line after one without an end opens an item, which may be about a figure."""
    of_figure = bool(_LETTERED_FIGURE.match(next_words)) and not REFERS.search(words)
    return of_figure or is_item(words, next_words)


def _is_stump(words: str, next_words: str) -> bool:
    """Whether a line is but the beginning of something: a mark, a mark with a syllable, half a place."""
    marked = _MARKED.match(words)
    if is_bare(words) or _PART.fullmatch(words) or (marked and _SYLLABLE.fullmatch(words, marked.end())):
        return True
    is_name = all(word.isalpha() for word in words.split()) and len(words.split()) < 4
    return is_name and not is_capital(words) and bool(_DATED.match(next_words))


def _is_remark(raw: str, block: list[Line]) -> bool:
    """Whether a block is all in brackets."""
    return raw[block[0][0]] == "(" and raw[block[-1][1] - 1] == ")"


def _goes_on_in_capitals(raw: str, blocks: list[list[Line]], line: Line, how: Printed) -> bool:
    """Whether a heading goes on: behind its mark, or under the number of its part, it does."""
    block = blocks[-1]
    words = raw[slice(*block[-1])]
    if len(block) == 1 and _SYLLABLE.fullmatch(words):
        return True
    if is_ended(words) or _ANNEX.fullmatch(words):
        return False
    if _OPEN_CAPITALS.search(words) or _OFFICE.match(raw, *line):
        return bool(_OPEN_CAPITALS.search(words))
    if ALWAYS.match(raw, *block[0]) or AFTER_END.match(raw, *block[0]):
        return not _NUMBERED_PART.fullmatch(words)
    if len(blocks) > 1 and _NUMBERED_PART.fullmatch(raw, blocks[-2][0][0], blocks[-2][-1][1]):
        return True
    return how.is_full(words, raw[slice(*line)], first=len(block) == 1)


def _goes_on(words: str, next_words: str, how: Printed, *, first: bool) -> bool:
    """Whether a line that ends without an end goes on in one that begins with a capital."""
    if _UNFINISHED.search(words.rstrip("* ")) or _ASIDE.match(next_words):
        return True
    if how.are_together(words, next_words):
        return True
    if (first and _ARTICLE.match(words)) or how.is_usually_small(next_words):
        return False
    return how.is_full(words, next_words, first=first)
