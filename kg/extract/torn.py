r"""Doubt what may be a piece of a sentence: the lines of its text were broken, or joined by a guess.

>>> text = "1. Chủ trì kiểm\n\ntra việc thu."
>>> [kind for start, end in ((3, 15), (17, 30)) for kind, *_ in _doubts(text, start, end)]
['words-torn', 'words-headless']
"""

import re
from collections.abc import Iterable, Iterator
from unicodedata import normalize

from kg.document import Block, Clean
from kg.extract.reading import Finding, Section, Task

_TORN = (
    "words-torn",
    "the words end in the middle of a sentence; are the lines of the document broken?",
    "lời dừng giữa câu; có phải dòng của văn bản bị ngắt?",
)
_HEADLESS = (
    "words-headless",
    "the words begin in the middle of a sentence; are the lines of the document broken?",
    "lời bắt đầu giữa câu; có phải dòng của văn bản bị ngắt?",
)
_SHORT = (
    "words-short",
    "a single word says too little; does it belong to the line above or below?",
    "chỉ một tiếng, chưa đủ nghĩa; có phải thuộc dòng trên hoặc dòng dưới?",
)
_JOINED = (
    "lines-joined",
    "every line of the document is a paragraph of its own, so the lines were joined by how they end and "
    "begin; compare what was read with the document",
    "mỗi dòng của văn bản là một đoạn riêng nên các dòng được nối lại theo cách chúng kết thúc và bắt đầu; "
    "nên đối chiếu với văn bản",
)
# What no statement ends with.
_OPEN = re.compile(r"(?:,|(?<!\w)(?:của|và|với|hoặc|theo|tại|các|những|về|cho|từ|đến|bởi|bằng|trong|do))$")
_ENDED = re.compile(r"[.;:!?…)\]”\"*|]\s*$")
_ITEM = re.compile(r"[a-zđ]{1,2}\d?\s?[.)/]")
_EMPTY_LINE = re.compile(r"\n\s*\n")
_WORD = re.compile(r"[^\W\d_]+[.;:,]?")
# Characters before and behind some words that tell whether a sentence goes on there.
_AROUND = 200


def torn(
    clean: Clean, blocks: Iterable[Block], parts: Iterable[Section], tasks: Iterable[Task]
) -> Iterator[Finding]:
    """What is doubtful about the words of headings and tasks, and that the text's lines had to be joined."""
    if clean.rejoined:
        yield Finding(*_JOINED, *_first_joined(clean))
    places = {*_headings(clean, blocks, parts), *((task.start, task.end) for task in tasks)}
    for start, end in sorted(places):
        for doubt in _doubts(clean.raw, start, end):
            yield Finding(*doubt, start, end)


def _first_joined(clean: Clean) -> tuple[int, int]:
    """The first paragraph with an empty line in it."""
    places = [clean.raw_span(*span) for span in clean.spans]
    return next((place for place in places if _EMPTY_LINE.search(clean.raw, *place)), places[0])


def _headings(clean: Clean, blocks: Iterable[Block], parts: Iterable[Section]) -> Iterator[tuple[int, int]]:
    """Where the words of the parts' headings stand in the text as decoded, without their labels."""
    starts = {clean.offset(part.start) for part in parts}
    for block in blocks:
        if block.start in starts and block.words < block.end:
            yield clean.raw_span(block.words, block.end)


def _doubts(text: str, start: int, end: int) -> Iterator[tuple[str, str, str]]:
    words = normalize("NFC", text[start:end]).strip()
    behind = normalize("NFC", text[end : end + _AROUND])
    rest = behind.lstrip()
    parted = "\n" in behind[: len(behind) - len(rest)]
    if parted and (
        (words[-1:].isalpha() and rest[:1].islower() and not _ITEM.match(rest)) or _OPEN.search(words)
    ):
        yield _TORN
    before = normalize("NFC", text[max(0, start - _AROUND) : start]).rstrip(" \t*")
    if before.endswith("\n") and words[:1].islower() and not _ENDED.search(before[-20:].rstrip()):
        yield _HEADLESS
    if _WORD.fullmatch(words):
        yield _SHORT
