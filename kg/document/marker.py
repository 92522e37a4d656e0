"""Markers: what stands before an item or heading of a document, and which of them come one after another.

The kinds follow annexes I and III of Decree 30/2020/NĐ-CP (parts, chapters, sections, articles, clauses,
points) and the Party's habit of Roman numerals, Arabic numbers, dashes and plus signs.
"""

import re
from dataclasses import dataclass

_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
# "Điều 5 của Luật này" at the beginning of a line goes on with the sentence above.
NO_REFERENCE = r"(?!\s*[,;)]|\s+(?:[a-zđ]|và\b|Luật|Bộ luật|Nghị|Thông tư|Quyết|Quy|Pháp lệnh|Hiến pháp))"
# Each style with its pattern; of several that fit, the one that goes on with what is open is taken.
_PATTERNS = {
    "annex": r"(?:PHỤ LỤC|Phụ lục)(?:\s+(?:số\s+)?(?P<annex>[IVXLC]+|\d+|[A-Z]))?"
    r"(?=\s*[.:(]|\s*$|\s+[A-ZĐ])[.:]?",
    "part": r"(?:PHẦN|Phần)\s+(?:thứ\s+)?(?P<part>[IVXLC]+|\d+|nhất|hai|ba|tư|năm|THỨ\s+\w+)\b[.:]?",
    "chapter": r"(?:CHƯƠNG|Chương)\s+(?P<chapter>[IVXLC]+|\d+)\b[.:]?",
    "division": r"(?:MỤC|Mục)\s+(?P<division>\d+|[IVXLC]+)\b[.:]?",
    "article": r"(?:ĐIỀU|Điều)\s+(?P<article>\d+[a-zđ]?)\b" + NO_REFERENCE + r"\s*[.:]?",
    # Recognition reads I as 1, l or a bar: one true letter must be left.
    "roman": r"(?P<roman>(?=[1l|]*[IVX])[IVXLC1l|]{1,6})\s*[.)\-–—/](?!\d|\s?[Vv]\b)",
    "capital": r"(?P<capital>[A-HĐ])\s*[.)\-–—/](?=\s)",
    "dotted": r"(?P<dotted>\d{1,3}(?:\.\d{1,2}){1,3})(?:[.)/]|(?=\s))(?!\d)",
    "number": r"(?P<number>\d{1,3})\s?[.)/](?![\d/])"
    # Recognition may lose the point: then only what goes on from the number before is one.
    r"|(?P<pointless>\d{1,2})(?=\s[A-ZĐÀ-Ỹ][^\W\d_]+\s)(?!\s(?:Điều|Chương|Mục|Phần)\b)",
    "bracketed": r"\((?P<bracketed>\d{1,2}|[ivx]{1,4})\)",
    "letter": r"(?P<letter>[a-zđ]{1,2}\d?)\s?[)/](?=\s|$)|(?P<letter_dot>[a-zđ])\.(?=\s)",
    "dash": r"[-–—](?=\s|[^\W\d_])",
    "plus": r"\+",
    "bullet": r"[•▪●◦*](?=\s)",
}
_COMPILED = {style: re.compile(pattern) for style, pattern in _PATTERNS.items()}
_OPENS = re.compile(r"[A-ZĐa-zđl|(\d\-–—+•▪●◦*]")
_LETTERS = "abcdđeghiklmnopqrstuvxy"
UNNUMBERED = {"dash", "plus", "bullet"}
# Styles of headings that a word names, from the outermost: none stands inside one of the next.
PARTS = ("annex", "part", "chapter", "division", "article")
# Styles that open a part of their own: these, and capital letters or Roman numerals.
OUTER = {*PARTS, "roman", "capital"}


@dataclass(frozen=True, slots=True)
class Marker:
    """A marker as read: its style, its label without punctuation, its rank among its own (1 for the first).

    `end` is the offset at which it ends; a dash has no label and rank 0. A marker that is not `sure` is one
    only where it goes on with what is open.
    """

    style: str
    label: str
    rank: int
    end: int
    sure: bool = True


def markers(text: str, start: int, end: int) -> list[Marker]:
    """All readings of what a paragraph begins with, none where it begins with words."""
    if start >= end or not _OPENS.match(text[start]):
        return []
    return [marker for style in _COMPILED if (marker := _marker(style, text, start, end))]


def _marker(style: str, text: str, start: int, end: int) -> Marker | None:
    found = _COMPILED[style].match(text, start, end)
    if not found:
        return None
    label = next((group for group in found.groups() if group), "")
    if style == "roman":
        label = re.sub(r"[1l|]", "I", label)
        if not roman(label):
            return None
    return Marker(style, label, rank(style, label), found.end(), found.lastgroup != "pointless")


def rank(style: str, label: str) -> int:
    """The place of a label among its own, counted from 1; 0 where it has none.

    >>> rank("roman", "IV"), rank("letter", "đ"), rank("dotted", "1.3"), rank("dash", "")
    (4, 5, 3, 0)
    """
    if style == "letter" or (style == "capital" and label):
        return _LETTERS.find(label[0].lower()) + 1
    last = label.rpartition(".")[2]
    digits = re.match(r"\d+", last)
    return int(digits[0]) if digits else roman(last.upper())


def roman(label: str) -> int:
    """The value of a Roman numeral, 0 if it is none.

    >>> roman("XIV"), roman("IIII")
    (14, 0)
    """
    if not re.fullmatch(r"C?(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})", label) or not label:
        return 0
    values = [_ROMAN[letter] for letter in label]
    return sum(-one if one < two else one for one, two in zip(values, [*values[1:], 0], strict=True))
