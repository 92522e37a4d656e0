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
    # How many labels of a path the mark stands for: none of a numbered annex, the running number of another.
    inside: list[int | None] = []
    for block in blocks:
        above = inside[block.parent] if block.parent >= 0 else None
        own = int(_NUMBER.fullmatch(block.label) is None) if block.style == "annex" else None
        inside.append(above if above is not None else own)
        marked.append(
            block if inside[-1] is None else replace(block, path=(_MARK, *block.path[inside[-1] :]))
        )
    return tuple(marked)
