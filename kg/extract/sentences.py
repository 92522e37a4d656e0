"""Sentences: where a sentence and a clause of a paragraph begin and end, in clean text.

>>> text = "Giao UBND TP. Huế rà soát; báo cáo trước ngày 15.11.2025. Sở Y tế phối hợp."
>>> [text[start:end] for start, end in sentences(text, 0, len(text))]
['Giao UBND TP. Huế rà soát; báo cáo trước ngày 15.11.2025.', 'Sở Y tế phối hợp.']
>>> [text[start:end] for start, end in clauses(text, 0, 57)]
['Giao UBND TP. Huế rà soát', 'báo cáo trước ngày 15.11.2025.']
"""

import re
from collections.abc import Iterator

# Every capital of Vietnamese; in Unicode they stand among the small letters.
CAPITALS = "A-Z" + "".join(c for c in map(chr, (*range(0xC0, 0x1B5), *range(0x1EA0, 0x1EFA))) if c.isupper())
_STOP = re.compile(rf"[.!?…]+[”\")]?\s+(?=[“\"(]?[{CAPITALS}])")
# A point behind these shortens a word; it ends no sentence. A capital alone is an initial.
_SHORTENED = re.compile(
    r"(?:^|[\s(])(?:TP|Tp|TX|Tx|TT|Q|P|X|H|T|ThS|Ths|TS|PGS|GS|BS|CN|KS|Th|Đ/c|đ/c|KT|TM|TL|TUQ|Q|St|No"
    r"|[A-ZĐ]|\d{1,2})\.$"
)
# What joins a duty to the one before it, and is of neither.
_JOINT = re.compile(r"[\s,]*(?:\s(?:và|đồng thời))?[\s,]*$")
_LONGEST_JOINT = 20
_SPLIT = re.compile(r"[;()“”]")


def sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The ranges of the sentences between two offsets of a paragraph, in order, without the space between."""
    begin = start
    for stop in _STOP.finditer(text, start, end):
        close = stop.start() + len(stop[0].rstrip())
        if _SHORTENED.search(text, max(begin, close - 6), close):
            continue
        yield begin, close
        begin = stop.end()
    if begin < end:
        yield begin, end


def clauses(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of a sentence between its semicolons, but for those in parentheses and quotations."""
    begin, depth = start, 0
    for mark in _SPLIT.finditer(text, start, end):
        depth = max(depth + {"(": 1, "“": 1, ")": -1, "”": -1, ";": 0}[mark[0]], 0)
        if mark[0] == ";" and not depth:
            if text[begin : mark.start()].strip():
                yield begin, mark.start()
            begin = mark.end() + len(text[mark.end() : end]) - len(text[mark.end() : end].lstrip())
    if text[begin:end].strip(" .;"):
        yield begin, end


def before_joint(text: str, end: int) -> int:
    """Where words end that are followed at an offset by others, which a comma or "và" joins to them."""
    joint = _JOINT.search(text, max(0, end - _LONGEST_JOINT), end)
    return joint.start() if joint else end
