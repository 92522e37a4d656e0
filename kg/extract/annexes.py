"""Annexes: the paths of what stands in an annex begin with a mark of their own.

Else annex I would be part I, and what is annexed would lie in the part of the same number.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from kg.document import Block

# It stands before the annex's number: P.I.2 is the second item of annex I, P.2 that of one without a number.
_MARK = "P"
_NUMBER = re.compile(r"[IVXLC]+|\d+|[A-Z]")


def apart(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks with the paths of annexes, and of all in them, marked; others as they are."""
    marked: list[Block] = []
    # How many labels at the head of a path the mark stands for; None outside annexes that are marked.
    inside: list[int | None] = []
    for block in blocks:
        above = inside[block.parent] if block.parent >= 0 else None
        left_out = _replaced(block) if above is None else above
        inside.append(left_out)
        if left_out is not None:
            block = replace(block, path=(_MARK, *block.path[left_out:]))
        marked.append(block)
    return tuple(marked)


def _replaced(block: Block) -> int | None:
    """None of the number of an annex, the running number of one without; one that is named needs no mark."""
    if block.style != "annex" or (block.label and not _NUMBER.fullmatch(block.label)):
        return None
    return 0 if block.label else 1
