"""Outline: the paragraphs of a document as a tree of annexes, parts, articles, clauses, points and dashes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.document.clean import Clean
from kg.document.marker import UNNUMBERED, Marker, markers

_SENTENCE_ENDS = re.compile(r"[.;,:/][\"”)]?$")
_RULE = re.compile(r"[-–—_=~*.\s|]*")
_HEADING_LENGTH = 300
# Markers that a text may have lost between two that are read.
_LOST = 3
_RECIPIENTS = re.compile(r"noi nhan\b|kinh gui\b")
# Styles whose blocks are headings whatever they look like.
_ALWAYS_HEADINGS = {"annex", "part", "chapter", "division", "article"}
_NOT_IN_A_DASH = {"roman", "capital", "number", "dotted"}
# From the outermost: one of these never stands inside one of the next.
_OUTER = ("annex", "part", "chapter", "division", "article")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph in the tree: its range in the clean text, and where its words begin after the marker.

    `style` is the marker's (`text` without one, `cell` for a row of a piped table, `bar` for a bar alone on its
    line); `label` as printed; `path` the labels from the top, with a running number for dashes; `parent` an
    index in the blocks, -1 at the top; `bold` where all is printed bold; `heading` where it opens a part.
    """

    start: int
    end: int
    words: int
    style: str
    label: str
    path: tuple[str, ...]
    parent: int
    bold: bool
    heading: bool


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
    return tuple(_with_headings(blocks, clean))


def _block(clean: Clean, span: tuple[int, int], blocks: list[Block], stack: list[_Open]) -> Block:
    start, end = span
    bold = _is_bold(clean, start, end)
    if _RECIPIENTS.match(clean.flat, start):
        stack.clear()
    if clean.text[start] == "|":
        style = "bar" if end - start == 1 else "cell"
        return Block(start, end, start, style, "", _path(blocks, stack), _top(stack), bold, False)
    marker = _chosen(markers(clean.text, start, end), stack)
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


def _is_bold(clean: Clean, start: int, end: int) -> bool:
    begin, finish = clean.raw_span(start, end)
    return clean.raw[max(begin - 3, 0) : begin].strip().endswith("**") and clean.raw[
        finish : finish + 3
    ].strip().startswith("**")


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
        (m for m in readings if m.rank in (0, 1) or m.style in _ALWAYS_HEADINGS or _near(m, stack)), None
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
    if marker.style in _OUTER:
        outside = _OUTER[: _OUTER.index(marker.style)]
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
    for index, block in enumerate(blocks):
        followed = index in parents
        yield replace(block, heading=True) if _is_heading(block, clean, followed) else block


def _is_heading(block: Block, clean: Clean, followed: bool) -> bool:
    if block.style in _ALWAYS_HEADINGS:
        return True
    words = clean.text[block.words : block.end].rstrip()
    if block.style in ("bar", "cell") or not words or len(words) > _HEADING_LENGTH:
        return False
    if block.style in UNNUMBERED or block.style == "text":
        return False
    return block.bold or words.isupper() or (followed and not _SENTENCE_ENDS.search(words))
