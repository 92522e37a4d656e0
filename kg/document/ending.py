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
_RECIPIENTS = re.compile(r"\|?\W*noi nhan\s*(?::|\||$)")
_ITEMS = {"roman", "capital", "number", "dotted", "letter", "bracketed", *UNNUMBERED}
_LOOSE = {"text", "bar"}
# How documents end, whatever stands above: what they were, what is asked of all, where difficulties go.
_FORMULA = re.compile(
    r"tren day la |trong qua trinh |qua trinh (?:trien khai|thuc hien)|nhan duoc |cac co quan, don vi"
    r"|(?:yeu cau|de nghi) (?:cac|thu truong)\b|can cu (?:ke hoach|chi thi|noi dung|chuc nang)"
    r"|(?:uy ban nhan dan|ubnd) (?:tinh|thanh pho|thi xa|xa|phuong) (?:giao|yeu cau|de nghi)\b"
    r"|(?:ke hoach|chi thi|nghi quyet|huong dan|chuong trinh|thong bao) (?:nay )?"
    r"(?:da duoc|duoc|thay the|co hieu luc)\b"
)
_FORMULA_WITHIN = re.compile(rf"(?:(?<=[.;] )|(?<![^\n]))(?:{_FORMULA.pattern})")


def ended(blocks: Sequence[Block], clean: Clean) -> list[Block]:
    """The blocks, those that end a document before its recipients taken out of the item above them."""
    found = list(blocks)
    for at, block in enumerate(blocks):
        if _RECIPIENTS.match(clean.flat, block.start, block.end):
            for index in _ending(blocks, clean, at):
                around = _annex(blocks, index)
                path = (*(blocks[around].path if around >= 0 else ()), ENDING)
                found[index] = replace(blocks[index], path=path, parent=around)
    return found


def _ending(blocks: Sequence[Block], clean: Clean, end: int) -> Iterator[int]:
    """Which paragraphs before the list of recipients in block `end` end a document: from a formula on."""
    first = end
    while first and blocks[first - 1].style in _LOOSE:
        first -= 1
        if _RECIPIENTS.match(clean.flat, blocks[first].start, blocks[first].end):
            return
    if not first or blocks[first - 1].style not in _ITEMS:
        return
    # Behind a dash no second paragraph of it stands, so that the formula may come in any of its sentences.
    formula = _FORMULA_WITHIN.search if blocks[first - 1].style in UNNUMBERED else _FORMULA.match
    rest = [at for at in range(first, end) if blocks[at].style == "text"]
    opened = (at for at in rest if formula(clean.flat, blocks[at].start, blocks[at].end))
    begin = next((at for at in opened if clean.text[blocks[at].start].isupper()), end)
    yield from (at for at in rest if at >= begin)


def _annex(blocks: Sequence[Block], index: int) -> int:
    """The annex or the attached document in which a paragraph stands; -1 for none."""
    while index >= 0 and blocks[index].style != "annex":
        index = blocks[index].parent
    return index
