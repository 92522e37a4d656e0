"""Viewpoints: the guiding viewpoints of a document, one per item under their heading."""

from collections.abc import Iterator, Sequence

from kg.document import Block, Clean
from kg.extract.aims import Aim, aims, children, continued, in_table
from kg.extract.reading import Viewpoint

# A viewpoint is a sentence; what is shorter is a remark such as "..." or a caption.
_SHORTEST = 30


def viewpoints(clean: Clean, blocks: Sequence[Block]) -> tuple[Viewpoint, ...]:
    """The viewpoints of a document or of one that it restates, in order, with offsets of the raw text.

    One for each numbered item, dash or paragraph under a heading such as QUAN ĐIỂM CHỈ ĐẠO; what an item
    has under it, and the paragraphs that go on with its sentence, belong to it.
    """
    return tuple(
        viewpoint
        for aim in aims(clean, blocks)
        if aim.kind == "viewpoints"
        for viewpoint in _of_part(clean, blocks, aim)
    )


def _of_part(clean: Clean, blocks: Sequence[Block], aim: Aim) -> Iterator[Viewpoint]:
    items = list(children(blocks, aim))
    opener = blocks[aim.opener]
    if not items and opener.end - aim.content > _SHORTEST:
        yield _viewpoint(clean, opener, aim.content, opener.end)
    if not items:
        items = list(_paragraphs(clean, blocks, aim))
    for index in items:
        block = blocks[index]
        last = _whole(clean, blocks, index, aim.last)
        if block.end - block.words > _SHORTEST:
            yield _viewpoint(clean, block, block.start, blocks[last - 1].end)


def _paragraphs(clean: Clean, blocks: Sequence[Block], aim: Aim) -> Iterator[int]:
    index = aim.opener + 1
    while index < aim.last:
        if not in_table(clean, blocks, index) and clean.text[blocks[index].end - 1] != ":":
            yield index
        index = continued(clean, blocks, index, aim.last)


def _whole(clean: Clean, blocks: Sequence[Block], index: int, last: int) -> int:
    """One past the last block of an item: its continuation, and the marked items under it."""
    after = continued(clean, blocks, index, last)
    while (
        after < last
        and blocks[after].style != "text"
        and blocks[after].path[: len(blocks[index].path)] == blocks[index].path
    ):
        if blocks[after].parent < index or blocks[index].style == "text":
            break
        after = continued(clean, blocks, after, last)
    return after


def _viewpoint(clean: Clean, block: Block, start: int, end: int) -> Viewpoint:
    text = clean.text[max(start, block.words) : end].strip().replace("\n", " ")
    raw_start, raw_end = clean.raw_span(start + (clean.text[start] == " "), end)
    return Viewpoint(block.label, text, raw_start, raw_end, block.path)
