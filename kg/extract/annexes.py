"""Annexes: the paths of what stands in a numbered annex begin with a mark of their own.

Else annex I would be part I, and what is annexed would lie in the part of the same number.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from kg.document import Block

# It stands before the annex's number: P.I.2 is the second item of annex I.
_MARK = "P"
_NUMBER = re.compile(r"[IVXLC]+|\d+|[A-Z]")


def apart(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks with the paths of numbered annexes, and of all in them, marked; others as they are."""
    marked: list[Block] = []
    inside: list[bool] = []
    for block in blocks:
        numbered = block.style == "annex" and _NUMBER.fullmatch(block.label) is not None
        inside.append(numbered or (block.parent >= 0 and inside[block.parent]))
        marked.append(replace(block, path=(_MARK, *block.path)) if inside[-1] else block)
    return tuple(marked)
