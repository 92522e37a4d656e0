"""Striving: clauses that aim at a figure outside any part for targets ("phấn đấu đạt 20% ...")."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from kg.document import Block, Clean
from kg.extract.aims import in_table
from kg.extract.sentences import clauses, sentences

_REACH = r"[^.;\n]{0,110}?"
_AT_LEAST = r"(?:t\w{1,2}i?\s+thi\wu|it\s+nh[ae]t)"
_SHARE = rf"(?:tren|hon|vuot|{_AT_LEAST})\s+(?:co\s+)?\d[\d.,]*\s?%"
_AIMING = re.compile(
    rf"\b(?:phan dau|quyet tam)\b{_REACH}\d|\bmuc tieu tang truong\b[^.;,\n]{{0,60}}?\d[\d,.]*\s?%"
    r"|\bgiai ngan (?:dat |het |it nhat |tren )*\d[\d,.]*\s?% (?:tong |so |von |ke hoach )+"
    rf"|\bb\w{{1,2}} tri\s+{_AT_LEAST}\s+\d|\b(?:bao|dam) (?:dam"
    rf"|bao)\b(?:{_REACH}{_SHARE}"
    rf"|(?:\s+t[iy] le)?\s+100\s?%\s+\w)|\bthuoc nhom \d|\b(?:t[iy] (?:le|trong)"
    rf"|quy mo)\b{_REACH}\bdat {_SHARE}|\b{_AT_LEAST}\s+co\s+\d"
)
# Conditions, norms, penalties, damage and what has been reached.
_NOT_AIMED = re.compile(
    r"\b(?:neu|truong hop|dieu kien|tieu chi|tieu chuan|muc (?:chi|thu|ho tro|phat|huong|gia)|don gia"
    r"|phat tien|thiet hai"
    r"|duoc huong|quy dinh tai|cung ky|du toan|uoc (?:dat|tinh)|den nay|hien nay|thoi gian qua|da dat"
    r"|von dieu le|ca nhan dat"
    r"|trong boi canh|danh hieu|(?<!trong )(?<!dia )diem|bieu quyet|dong y|tham du|hoi vien)\b"
)
_REACHED = re.compile(r"\b(?:đã\b(?!\s+được\s[^.;]{0,60}\b(?:giao|phê duyệt)\b)|ước\b)", re.IGNORECASE)
_NORMS = {"article", "chapter", "division"}


def striving(
    clean: Clean, blocks: Sequence[Block], parts: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int, int]]:
    """Clauses outside the given runs of blocks that aim at a figure: clean offsets and the block's index."""
    starts = [block.start for block in blocks]
    seen = -1
    for found in _AIMING.finditer(clean.flat):
        index = bisect_right(starts, found.start()) - 1
        if index < 0 or found.start() < seen or any(one <= index < last for one, last in parts):
            continue
        for span in _around(clean, blocks[index], found.start()):
            seen = span[1]
            if _is_aimed(clean, blocks, index, span):
                yield *span, index


def _around(clean: Clean, block: Block, at: int) -> Iterator[tuple[int, int]]:
    for begin, finish in sentences(clean.text, block.words, block.end):
        for start, end in clauses(clean.text, begin, finish):
            if start <= at < end:
                yield start, end


def _is_aimed(clean: Clean, blocks: Sequence[Block], index: int, span: tuple[int, int]) -> bool:
    flat = clean.flat[span[0] : span[1]]
    if _NOT_AIMED.search(flat) or _REACHED.search(clean.text, *span) or in_table(clean, blocks, index):
        return False
    return "phan dau" in flat or not _under_norm(blocks, index)


def _under_norm(blocks: Sequence[Block], index: int) -> bool:
    """Whether a paragraph stands in an article, but for the parts of a plan that it approves."""
    while index >= 0:
        block = blocks[index]
        if block.style in ("roman", "capital"):
            return False
        if block.style in _NORMS:
            return True
        index = block.parent
    return False
