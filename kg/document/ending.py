r"""Ending: the paragraphs behind a document's last item, which belong to the document and not to that item.

>>> from kg.document import cleaned, outline
>>> clean = cleaned("I. VIỆC LÀM\n1. Lập sổ\n- Tại xã.\n\nTrên đây là Kế hoạch.\n\nNơi nhận:")
>>> [block.path for block in outline(clean)]
[('I',), ('I', '1'), ('I', '1', '1'), ('ket',), ()]
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.document.block import Block
from kg.document.clean import Clean
from kg.document.marker import UNNUMBERED

# The label of such a paragraph: "kết".
ENDING = "ket"
RECIPIENTS = re.compile(r"\|?\W*(?:noi nhan\b)")
_ITEMS = {"roman", "capital", "number", "dotted", "letter", "bracketed", *UNNUMBERED}
_NUMBERED = _ITEMS - {*UNNUMBERED}
# How documents end, whatever stands above: what they were, what is asked of all, where difficulties go.
_FORMULA = re.compile(
    r"tren day la |trong qua trinh |qua trinh (?:trien khai|thuc hien)|nhan duoc |cac co quan, don vi"
    r"|(?:yeu cau|de nghi) (?:cac|thu truong)\b|can cu (?:ke hoach|chi thi|noi dung|chuc nang)"
    r"|(?:uy ban nhan dan|ubnd) (?:tinh|thanh pho|thi xa|xa|phuong) (?:giao|yeu cau|de nghi)\b"
    r"|(?:ke hoach|chi thi|nghi quyet|huong dan|chuong trinh|thong bao) (?:nay )?"
    r"(?:da duoc|duoc|thay the|co hieu luc)\b"
)


def ended(blocks: Sequence[Block], clean: Clean) -> list[Block]:
    """The blocks, those behind the last item before each list of recipients taken out of that item."""
    found = list(blocks)
    for at, block in enumerate(blocks):
        if RECIPIENTS.match(clean.flat, block.start, block.end):
            for index in _behind(blocks, clean, at):
                found[index] = replace(blocks[index], path=(ENDING,), parent=-1)
    return found


def _behind(blocks: Sequence[Block], clean: Clean, end: int) -> Iterator[int]:
    """Which paragraphs before the block `end` stand behind the last item."""
    first = end
    while first and blocks[first - 1].style in ("text", "bar"):
        first -= 1
    if not first or blocks[first - 1].style not in _ITEMS:
        return
    rows = _numbered(blocks, first - 1)
    listed = blocks[first - 1].style in UNNUMBERED and rows
    for index in range(first, end):
        if blocks[index].style == "text" and (listed or _FORMULA.match(clean.flat, blocks[index].start)):
            yield from (at for at in range(index, end) if blocks[at].style == "text")
            return


def _numbered(blocks: Sequence[Block], index: int) -> bool:
    """Whether an item lies under one that has a number."""
    while index >= 0 and blocks[index].style not in _NUMBERED:
        index = blocks[index].parent
    return index >= 0
