"""Aims: which stretches of a document are its viewpoints and its targets, by their headings.

The headings are those of plans, strategies and schemes: QUAN ĐIỂM, QUAN ĐIỂM CHỈ ĐẠO, MỤC TIÊU, CHỈ TIÊU.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from rapidfuzz import fuzz

from kg.document import Block, Clean
from kg.document.marker import OUTER

Kind = Literal["viewpoints", "targets"]
_LIKE = 85
_LONGEST_HEADING = 160
_BEFORE = r"(?:ve\s+|cac\s+|mot so\s+|nhung\s+|he thong\s+|noi dung\s+)*"
_KINDS = (
    r"(?:\s+(?:chung|cu the|tong quat|tong the|truoc mat|lau dai|chu yeu|co ban|phat trien|chinh"
    r"|trong tam|chien luoc))*"
)
_HEADS: dict[Kind, re.Pattern[str]] = {
    "targets": re.compile(
        rf"{_BEFORE}(?:muc tieu(?! quoc gia)|chi tieu|tam nhin)(?:\s*(?:,|va)\s*(?:muc tieu|chi tieu"
        rf"|tam nhin))*{_KINDS}"
    ),
    "viewpoints": re.compile(
        rf"{_BEFORE}(?:quan diem|tu tuong chi dao|nguyen tac chi dao)(?:\s+(?:chi dao|phat trien|chung"
        rf"|chu dao))*"
    ),
}
_BOTH = re.compile(r"quan diem.*muc tieu|muc tieu.*quan diem")
# Recognition errs in letters, so the first two words of a heading are compared with these.
_MISREAD: dict[Kind, tuple[str, ...]] = {"viewpoints": ("quan diem",), "targets": ("muc tieu", "tam nhin")}
_REST = re.compile(
    r"[\s.:\d()/-]*(?:(?:den|trong|nam|giai doan|toi|het|tam nhin|va tam nhin|va dinh huong|nhu sau"
    r"|bao gom|gom|sau|la)[\s,.:\d()/-]+)*"
)
_OTHER = re.compile(
    r"(?:[\divx.)\- ]*)(?:cac\s+)?(?:nhiem vu|giai phap|to chuc thuc hien|phan cong|kinh phi"
    r"|nguon luc|trach nhiem|phu luc"
    r"|noi nhan|lo trinh|pham vi|doi tuong|noi dung|yeu cau|dieu khoan)"
)


@dataclass(frozen=True, slots=True)
class Aim:
    """A stretch of blocks under a heading of aims: the opening block, and one past the last.

    `content` is the clean offset at which words after the heading begin, in the heading's own paragraph.
    """

    kind: Kind
    opener: int
    last: int
    content: int


def aims(clean: Clean, blocks: Sequence[Block]) -> tuple[Aim, ...]:
    """The stretches of viewpoints and of targets, in order, none inside another of its kind."""
    found: list[Aim] = []
    for index in range(len(blocks)):
        opening = _opening(clean, blocks, index)
        if opening is None or (found and _swallowed(blocks, index, opening[0], found[-1])):
            continue
        if found:
            found[-1] = replace(found[-1], last=min(found[-1].last, index))
        found.append(Aim(opening[0], index, _last(clean, blocks, index), opening[1]))
    return tuple(found)


def _swallowed(blocks: Sequence[Block], index: int, kind: str, before: Aim) -> bool:
    """Whether a heading of aims stands inside the stretch before it (Mục tiêu cụ thể, under MỤC TIÊU)."""
    beside = blocks[before.opener].style == "text" and blocks[index].style != "text"
    return index < before.last and kind == before.kind and (beside or _below(blocks, index, before.opener))


def in_table(clean: Clean, blocks: Sequence[Block], index: int) -> bool:
    """Whether a block is a row or cell of a table: what cells hold is read by their columns."""
    near = blocks[max(index - 1, 0) : index + 2]
    return any(block.style in ("bar", "cell") for block in near) and blocks[index].style in (
        "text",
        "bar",
        "cell",
    )


def continued(clean: Clean, blocks: Sequence[Block], index: int, last: int) -> int:
    """One past the last of the unmarked paragraphs that go on with a block's sentence, over a page's end."""
    after = index + 1
    while (
        after < last
        and blocks[after].style == "text"
        and not (blocks[after].bold and not blocks[index].bold)
        and _goes_on(clean, blocks[after - 1], blocks[after])
    ):
        after += 1
    return after


def _goes_on(clean: Clean, one: Block, two: Block) -> bool:
    return clean.text[two.start].islower() or clean.text[one.end - 1] == ","


def _opening(clean: Clean, blocks: Sequence[Block], index: int) -> tuple[Kind, int] | None:
    block = blocks[index]
    if block.words >= block.end or block.style in ("bar", "cell", "annex"):
        return None
    flat = clean.flat[block.words : min(block.end, block.words + _LONGEST_HEADING + 1)]
    words = clean.text[block.words : block.end]
    if not words[0].isupper() or _BOTH.match(flat):
        return None
    for kind in _MISREAD:
        head = _HEADS[kind].match(flat) or _misread(kind, flat, block, words)
        if head and _is_heading(clean, blocks, index, head.end()):
            return kind, _content(block, flat, head.end())
    return None


def _misread(kind: Kind, flat: str, block: Block, words: str) -> re.Match[str] | None:
    if not (block.heading or words.isupper()) or len(flat) > 60:
        return None
    first = " ".join(flat.split()[:2]).rstrip(".:")
    if any(fuzz.ratio(first, right) >= _LIKE for right in _MISREAD[kind]):
        return re.match(r"\S+\s+\S+", flat)
    return None


def _is_heading(clean: Clean, blocks: Sequence[Block], index: int, end: int) -> bool:
    """Whether a paragraph that begins with a heading's words is a heading and not a sentence."""
    block = blocks[index]
    words = clean.text[block.words : block.end]
    rest = clean.flat[block.words + end : block.end]
    following = rest[_REST.match(rest).end() :]  # type: ignore[union-attr]
    if block.style == "text":
        alone = len(words) < _LONGEST_HEADING and not in_table(clean, blocks, index)
        return alone and (block.bold or words.isupper() or not following) and words[-1] not in ".;,"
    if block.style == "article":
        return not following
    heads = words[-1] == ":" and len(words) < _LONGEST_HEADING
    return block.heading or heads or not following or rest.lstrip().startswith(":")


def _content(block: Block, flat: str, head: int) -> int:
    """Where words begin that stand in the heading's own paragraph, behind a colon or run on."""
    colon = flat.find(":", head, head + 80)
    if block.heading or (colon < 0 and len(flat) < _LONGEST_HEADING):
        return block.words + colon + 1 if colon >= 0 and len(flat) - colon > 40 else block.end
    return block.words + (colon + 1 if colon >= 0 else head)


def _below(blocks: Sequence[Block], index: int, above: int) -> bool:
    while index > above:
        index = blocks[index].parent
    return index == above


def _last(clean: Clean, blocks: Sequence[Block], opener: int) -> int:
    end = _last_below if blocks[opener].style != "text" else _last_beside
    return end(clean, blocks, opener)


def _last_below(clean: Clean, blocks: Sequence[Block], opener: int) -> int:
    index = opener + 1
    while index < len(blocks) and _below(blocks, index, opener):
        index += 1
    return index


def _last_beside(clean: Clean, blocks: Sequence[Block], opener: int) -> int:
    """Under a heading without a number: up to a heading that is outside it, or of another part."""
    for index in range(opener + 1, len(blocks)):
        block = blocks[index]
        short = block.end - block.start < _LONGEST_HEADING
        other = _OTHER.match(clean.flat, block.words) and short and clean.text[block.words].isupper()
        alike = block.style == "text" and block.bold and blocks[opener].bold
        if block.style in OUTER or (alike and short) or (other and clean.text[block.end - 1] not in ".;,"):
            return index
    return len(blocks)


def children(blocks: Sequence[Block], aim: Aim) -> Iterator[int]:
    """The marked blocks directly under an aim's heading."""
    own = blocks[aim.opener]
    above = aim.opener if own.style != "text" else own.parent
    for index in range(aim.opener + 1, aim.last):
        if blocks[index].parent == above and blocks[index].style not in ("text", "bar", "cell"):
            yield index
