"""Outline: the paragraphs of a document as a tree of annexes, parts, articles, clauses, points and dashes."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.document.block import Block
from kg.document.clean import Clean
from kg.document.ending import ended
from kg.document.marker import PARTS, UNNUMBERED, Marker, markers
from kg.text import flat

_SENTENCE_ENDS = re.compile(r"[.;,:/][\"”)]?$")
_RULE = re.compile(r"[-–—_=~*.\s|]*")
_HEADING_LENGTH = 300
_NAME_WORDS = 45
# Headings beside an item for it to be one too; the characters of such a heading at most, and what it lacks.
_ENOUGH, _TITLE_LENGTH = 2, 120
# Items with a number of their own, which may be a task's title, and the first line below such a title.
_TITLED = {"number", "dotted", "roman", "capital"}
_KEYED = re.compile(r"(?:noi dung )?(?:nhiem vu|cong viec)(?: thuc hien)?\s*:")
_BROKEN = re.compile(r"[.;:]\s")
# With their marks: a place may be called Cồn Cỏ, and "có" leaves a sentence open.
_UNFINISHED = re.compile(
    r"(?<!\w)(?:như sau|sau đây|bao gồm|gồm|có trách nhiệm|chủ trì|phối hợp(?: với)?|được|phải"
    r"|thực hiện|giao|trình"
    r"|quyết định|các nội dung|sau|theo|là|có|khi|nếu|căn cứ)$|(?<!\w)(?:có trách nhiệm|chủ trì|phải"
    r"|được quy định)(?!\w)",
    re.IGNORECASE,
)
# A sentence about the document itself ("Quy chế này quy định ...").
_OF_ITSELF = re.compile(r"(?:[a-z]+ ){1,3}nay (?:quy dinh|ap dung|huong dan|dieu chinh|bao gom)")
_BODY_OR_TIME = re.compile(
    r"(?:de nghi |giao |yeu cau )?(?:cac )?(?:bo |so |uy ban|ubnd|hdnd|hoi dong|cong an|chu tich"
    r"|giam doc|thu truong|bo truong|ban "
    r"|van phong|tinh uy|thanh uy|dang uy|cuc |chi cuc|vien |dai |bao |trung tam|thanh tra|co quan"
    r"|don vi|dia phuong|to chuc"
    r"|mat tran|lien doan|hoi |doi voi |den nam|giai doan|tam nhin|ngan hang|kho bac|doanh nghiep"
    r"|truong |chu rung)"
)
_ANNEXED = re.compile(
    r"(?:quy che|quy dinh|ke hoach|chuong trinh|de an|danh muc|dieu le|phuong an|chien luoc|huong dan"
    r"|quy trinh|bang|noi quy|du an)(?![a-z])"
)
_ISSUED_WITH = re.compile(r"\n\W{0,3}\((?:ban hanh )?kem theo ")
# Characters of the title between a document's name and the remark that it is issued with another.
_TITLE_REACH = 420
# Markers that a text may have lost between two that are read.
_LOST = 3
_RECIPIENTS = re.compile(r"noi nhan\b|kinh gui\b")
_NOT_IN_A_DASH = {"roman", "capital", "number", "dotted"}


@dataclass(slots=True)
class _Open:
    """A block that is still open, and how many unnumbered children it has had."""

    index: int
    marker: Marker
    children: int = 0


def outline(clean: Clean) -> tuple[Block, ...]:
    """Every paragraph of the text, in order, as a block of the tree."""
    blocks: list[Block] = []
    stack: list[_Open] = []
    for start, end in clean.spans:
        blocks.append(_block(clean, (start, end), blocks, stack))
    return tuple(ended(tuple(_with_headings(blocks, clean)), clean))


def _block(clean: Clean, span: tuple[int, int], blocks: list[Block], stack: list[_Open]) -> Block:
    start, end = span
    bold = clean.is_bold(start, end)
    if _RECIPIENTS.match(clean.flat, start):
        stack.clear()
    if clean.text[start] == "|":
        style = "bar" if end - start == 1 else "cell"
        return Block(start, end, start, style, "", _path(blocks, stack), _top(stack), bold, False)
    marker = _chosen(markers(clean.text, start, end), stack) or _annexed(clean, blocks, span)
    if marker is None or _RULE.fullmatch(clean.text, start, end):
        return Block(start, end, start, "text", "", _path(blocks, stack), _top(stack), bold, False)
    _close(stack, marker)
    parent, path = _top(stack), _path(blocks, stack)
    if stack:
        stack[-1].children += marker.style in UNNUMBERED
    label = marker.label or (str(stack[-1].children) if stack else str(len(blocks) + 1))
    words = marker.end + len(clean.text[marker.end : end]) - len(clean.text[marker.end : end].lstrip())
    stack.append(_Open(len(blocks), marker))
    return Block(start, end, min(words, end), marker.style, marker.label, (*path, label), parent, bold, False)


def _annexed(clean: Clean, blocks: list[Block], span: tuple[int, int]) -> Marker | None:
    """The name of an issued document, in capitals over "(Ban hành kèm theo ...)": it opens an annex.

    Under a line "PHỤ LỤC" it is that annex's title.
    """
    start, end = span
    if blocks and blocks[-1].style == "annex":
        return None
    found = _ANNEXED.match(clean.flat, start, end)
    if not found or not clean.text[start : found.end()].isupper():
        return None
    if not _ISSUED_WITH.search(clean.flat, end, end + _TITLE_REACH):
        return None
    return Marker("annex", clean.text[start : found.end()], 0, found.end())


def _top(stack: list[_Open]) -> int:
    return stack[-1].index if stack else -1


def _path(blocks: list[Block], stack: list[_Open]) -> tuple[str, ...]:
    return blocks[stack[-1].index].path if stack else ()


def _chosen(readings: list[Marker], stack: list[_Open]) -> Marker | None:
    """The reading that goes on with what is open, else the one that begins something, else the first."""
    if not readings:
        return None
    for open_ in reversed(stack):
        for marker in readings:
            if _follows(open_.marker, marker):
                return marker
    return next(
        (m for m in readings if m.sure and (m.rank in (0, 1) or m.style in PARTS or _near(m, stack))),
        None,
    )


def _near(marker: Marker, stack: list[_Open]) -> bool:
    """Whether a marker may go on after some that were lost: a few steps on, or not far from the first."""
    before = [open_.marker.rank for open_ in stack if open_.marker.style == marker.style]
    return -_LOST <= marker.rank - (before[-1] if before else 1) - 1 <= _LOST


def _follows(one: Marker, two: Marker) -> bool:
    if one.style != two.style:
        return False
    if one.style == "dotted":
        return _inside(one) == _inside(two) and two.rank == one.rank + 1
    return one.style in UNNUMBERED or two.rank == one.rank + 1


def _inside(marker: Marker) -> str:
    return marker.label.rpartition(".")[0]


def _close(stack: list[_Open], marker: Marker) -> None:
    """Close what the marker does not stand in: its own like and all below, or all that is not outside it."""
    if marker.style in PARTS:
        outside = PARTS[: PARTS.index(marker.style)]
        while stack and stack[-1].marker.style not in outside:
            stack.pop()
        return
    if marker.style == "dotted":
        _close_dotted(stack, marker)
        return
    alike = [place for place, open_ in enumerate(stack) if open_.marker.style == marker.style]
    if alike:
        del stack[alike[-1] :]
    while stack and stack[-1].marker.style in UNNUMBERED and marker.style in _NOT_IN_A_DASH:
        stack.pop()


def _close_dotted(stack: list[_Open], marker: Marker) -> None:
    for place in range(len(stack) - 1, -1, -1):
        if stack[place].marker.style in ("number", "dotted") and stack[place].marker.label == _inside(marker):
            del stack[place + 1 :]
            return
    alike = [place for place, open_ in enumerate(stack) if open_.marker.style == "dotted"]
    if alike:
        del stack[alike[0] :]


def _with_headings(blocks: list[Block], clean: Clean) -> Iterator[Block]:
    parents = {block.parent for block in blocks}
    told = [_is_heading(block, clean, index in parents) for index, block in enumerate(blocks)]
    like = Counter((blocks[index].parent, blocks[index].style, told[index]) for index in parents - {-1})
    for index, (block, heading) in enumerate(zip(blocks, told, strict=True)):
        own, others = (like[block.parent, block.style, one] for one in (True, False))
        titled = (
            index in parents
            and own >= max(_ENOUGH, others)
            and _is_title(clean.text[block.words : block.end])
        )
        heading = heading or titled or (index in parents and _is_keyed(clean, block, blocks[index + 1]))
        yield replace(block, heading=True) if heading else block


def _is_keyed(clean: Clean, block: Block, first: Block) -> bool:
    """Whether an item is the title of a task that the lines below it describe: "a) Nhiệm vụ: ..."."""
    if block.style not in _TITLED or block.end - block.words > _HEADING_LENGTH:
        return False
    return bool(_KEYED.match(clean.flat, first.words, first.end))


def _is_title(words: str) -> bool:
    """Whether words may be a heading that ends in a full stop or a colon: one phrase, and not a long one."""
    said = words.rstrip()
    bare = said.rstrip(" .:")
    whole = not _BROKEN.search(bare) and not _UNFINISHED.search(bare)
    return whole and bare != said and len(said) <= _TITLE_LENGTH


def _is_heading(block: Block, clean: Clean, followed: bool) -> bool:
    if block.style in PARTS:
        return True
    words = clean.text[block.words : block.end].rstrip()
    if block.style in ("bar", "cell") or not words or len(words) > _HEADING_LENGTH:
        return False
    if block.style in UNNUMBERED or block.style == "text":
        return False
    if block.bold or words.isupper():
        return True
    if followed and words.endswith(":"):
        return _names_a_part(block.style, words.rstrip(": "))
    if _OF_ITSELF.match(clean.flat, block.words, block.end):
        return False
    return followed and not _SENTENCE_ENDS.search(words)


def _names_a_part(style: str, words: str) -> bool:
    """Whether words before a colon name whoever or whatever the items under them belong to.

    A sentence that the items complete does not, nor does the label of one line in a block ("a) Nhiệm vụ:").
    """
    if _UNFINISHED.search(words) or words.count(" ") >= _NAME_WORDS:
        return False
    return bool(_BODY_OR_TIME.match(flat(words))) or (
        style not in ("letter", "bracketed") and words.count(" ") < 8
    )
