"""Regions: the stretches of a document in which no duty is given, and those that hold tasks."""

import re
from collections.abc import Iterator, Sequence

from kg.document import Block, Clean

_RECIPIENTS = re.compile(r"\s*(?:noi nhan|kinh gui)(?![a-z])")
_NOT_DUTIES = re.compile(
    r"\W*(?:muc dich|yeu cau\s*$|yeu cau chung|quan diem|muc tieu|chi tieu|can cu|pham vi|doi tuong"
    r"|nguyen tac|giai thich|boi canh"
    r"|thuc trang|danh gia tinh hinh|ket qua|tinh hinh|dac diem|su can thiet|co so|dieu kien|thu tuc|trinh tu"
    r"|quy trinh(?!.*trach nhiem)|cach thuc (?:nop|tiep nhan|giai quyet)|cac buoc|thanh phan ho so"
    r"|ho so|quan diem chi dao|dinh huong|du bao|danh gia chung|nhan dinh|uu diem|ton tai|han che"
    r"|hieu luc|noi nhan)"
)
_TASKS = re.compile(
    r"(?:\W|[0-9])*(?:cac |mot so )?(?:noi dung|nhiem vu|giai phap|cong viec|cac hoat dong"
    r"|hoat dong)(?![a-z])"
)
_DUTIES = re.compile(
    r"to chuc thuc hien|trach nhiem|phan cong|nhiem vu|to chuc trien khai|giao nhiem vu|kinh phi"
    r"|che do bao cao"
)
# What opens a form to be filled in (Decree 30/2020/NĐ-CP, annex III): its number on a line, or an annex.
_FORM = re.compile(r"\W*(?:bieu )?mau (?:so )?[0-9ivx]{1,4}[a-z]?(?:[./][0-9a-z]{1,6})*\W*(?:$|[:.]\s)")
_OF_FORMS = re.compile(r"\W*(?:(?:cac|danh muc|he thong|mot so) )*(?:bieu )?mau(?![a-z])")
_CLOSED = re.compile(r"\s*\W*noi nhan(?![a-z])")
_LONGEST_FORM_HEADING = 160
_ARTICLES_OF_A_LAW = 7
_MOST_CELLS = 14
_MOST_IN_A_CELL, _LONGEST_CELL = 9, 1600


def tabled(blocks: Sequence[Block]) -> frozenset[int]:
    """The blocks that lie in tables: piped rows, and cells that bars on lines of their own part."""
    inside = {index for index, block in enumerate(blocks) if block.style in ("cell", "bar")}
    at = 0
    while at < len(blocks):
        if blocks[at].style != "bar":
            at += 1
            continue
        end = _table_end(blocks, at)
        inside.update(range(at, end))
        at = max(end, at + 1)
    return frozenset(inside)


def _table_end(blocks: Sequence[Block], start: int) -> int:
    """Behind the last row: each has as many bars as the first, which the first two bars in a row close.

    What is too long for a cell is none: the table ended at the bar before it.
    """
    columns = _columns(blocks, start)
    at = start
    while at < len(blocks) and blocks[at].style == "bar":
        bars, bar = 0, at
        while at < len(blocks) and bars <= columns:
            if blocks[at].style == "bar":
                bars, bar = bars + 1, at
            elif at - bar > _MOST_IN_A_CELL or blocks[at].end - blocks[bar].end > _LONGEST_CELL:
                return bar + 1
            at += 1
    return at


def _columns(blocks: Sequence[Block], start: int) -> int:
    bars, before = 1, "bar"
    for block in blocks[start + 1 :]:
        if block.style == "bar":
            if before == "bar" and bars > 1:
                return bars - 1
            bars += 1
        if bars > _MOST_CELLS:
            break
        before = block.style
    return 2


def unaddressed(blocks: Sequence[Block], clean: Clean) -> frozenset[int]:
    """The blocks of lists of recipients, down to the next annex or article."""
    found: set[int] = set()
    open_ = False
    for index, block in enumerate(blocks):
        if block.style in ("annex", "part", "chapter", "article", "roman"):
            open_ = False
        if _RECIPIENTS.match(clean.flat, block.words):
            open_ = open_ or clean.flat.startswith("noi nhan", block.words)
            found.add(index)
        if open_:
            found.add(index)
    return frozenset(found)


def forms(blocks: Sequence[Block], clean: Clean) -> frozenset[int]:
    """The blocks of forms to be filled in, behind the signature or in an annex, down to the next annex."""
    found: set[int] = set()
    behind = open_ = False
    for index, block in enumerate(blocks):
        if block.style == "annex":
            behind, open_ = True, _opens_forms(blocks, index, clean)
        elif block.style != "cell":
            behind = behind or _CLOSED.match(clean.flat, block.start) is not None
            open_ = open_ or (behind and _is_form(block, clean))
        if open_:
            found.add(index)
    return frozenset(found)


def _is_form(block: Block, clean: Clean) -> bool:
    words = clean.flat[block.start : block.end]
    return block.style == "text" and len(words) < _LONGEST_FORM_HEADING and _FORM.match(words) is not None


def _opens_forms(blocks: Sequence[Block], index: int, clean: Clean) -> bool:
    """Whether an annex is of forms, by what stands behind its number or on the line below it."""
    said = clean.flat[blocks[index].words : blocks[index].end].strip(" .:-")
    below = blocks[index + 1 : index + 2]
    words = said or next((clean.flat[one.start : one.end] for one in below if one.style == "text"), "")
    return _OF_FORMS.match(words) is not None


def ancestors(blocks: Sequence[Block], index: int) -> Iterator[int]:
    """The blocks above one, the nearest first."""
    at = blocks[index].parent
    while at >= 0:
        yield at
        at = blocks[at].parent


class Sections:
    """What the headings above a block say of it."""

    def __init__(self, blocks: Sequence[Block], clean: Clean) -> None:
        """Takes the blocks of one document and its clean text."""
        self._blocks, self._flat = blocks, clean.flat
        self._kinds: dict[int, frozenset[str]] = {-1: frozenset()}
        self.normative = sum(block.style == "article" for block in blocks) > _ARTICLES_OF_A_LAW

    def kinds(self, index: int) -> frozenset[str]:
        """What a block lies under: `idle` (purposes, bases, procedures), `tasks`, `duties` (organisation)."""
        above = self._blocks[index].parent
        if above not in self._kinds:
            self._kinds[above] = self.kinds(above) | self._own(above)
        return self._kinds[above]

    def _own(self, index: int) -> frozenset[str]:
        block = self._blocks[index]
        if not block.heading and block.end - block.words > 120:
            return frozenset()
        words = self._flat[block.words : min(block.end, block.words + 200)]
        named = (("idle", _NOT_DUTIES.match), ("tasks", _TASKS.match), ("duties", _DUTIES.search))
        return frozenset(kind for kind, matches in named if matches(words))
