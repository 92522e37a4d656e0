"""The sections of a document: its headings, where each begins and ends, and its place in the tree.

A section is a paragraph that opens a part: an article, chapter or annex, or a numbered heading over what it
heads. An item that is a sentence of its own is none, nor is a label of a block such as "a) Nhiệm vụ:".
"""

import re

from kg.document import Block, Clean
from kg.document.marker import PARTS
from kg.extract.closing import closing_index
from kg.extract.reading import Section

_LONGEST = 300
_REMARK = re.compile(r"\s*\(")


def sections(clean: Clean, blocks: tuple[Block, ...]) -> tuple[Section, ...]:
    """The sections in the order of the text; offsets are raw, `end` is where the next of its level begins.

    The last before the recipients ends there.
    """
    closing = closing_index(clean, blocks)
    return tuple(
        _section(clean, blocks, index, closing)
        for index, block in enumerate(blocks)
        if block.heading and not _in_a_table(blocks, index)
    )


def _section(clean: Clean, blocks: tuple[Block, ...], index: int, closing: int | None) -> Section:
    block = blocks[index]
    start, _ = clean.raw_span(block.start, block.end)
    label = clean.text[block.start : block.words].strip()
    heading = _heading(clean, blocks, index)
    if block.style == "annex":
        heading = f"{label} {heading}".strip()
    return Section(label, heading, start, _end(clean, blocks, index, closing), block.path)


def _end(clean: Clean, blocks: tuple[Block, ...], index: int, closing: int | None) -> int:
    """Where what stands under a block ends: descendants follow it without a gap, up to the recipients."""
    following = index + 1
    while following < len(blocks) and blocks[following].parent >= index:
        following += 1
    if closing and index < closing < following and not any(one.heading for one in blocks[closing:following]):
        following = closing
    if following == len(blocks):
        return clean.raw_span(blocks[-1].start, blocks[-1].end)[1]
    return clean.raw_span(blocks[following].start, blocks[following].end)[0]


def _heading(clean: Clean, blocks: tuple[Block, ...], index: int) -> str:
    """The heading's words; those of the next paragraphs where the marker stands alone on its line."""
    block = blocks[index]
    words = clean.text[block.words : block.end].strip(" .:-–")
    if block.style not in PARTS or (words and block.style != "annex"):
        return _shortened(words)
    parts = [words] if words else []
    for one in blocks[index + 1 : index + 4]:
        text = clean.text[one.start : one.end].strip()
        if one.style != "text" or _REMARK.match(text) or (parts and not text.isupper()):
            break
        if block.style != "article" and not (text.isupper() or one.bold):
            break
        parts.append(text)
        if block.style == "article":
            break
    return _shortened(" ".join(parts))


def _shortened(words: str) -> str:
    """A heading, or the beginning of a sentence that stands for one, to the end of a word."""
    return words if len(words) <= _LONGEST else words[:_LONGEST].rpartition(" ")[0]


def _in_a_table(blocks: tuple[Block, ...], index: int) -> bool:
    """Whether a paragraph is a cell of a flattened table: a border on each side of it."""
    block = blocks[index]
    if block.style in PARTS:
        return False
    before = index > 0 and blocks[index - 1].style == "bar"
    return before and index + 1 < len(blocks) and blocks[index + 1].style == "bar"
