"""Repeats: of parts that bear one number in one place the second is marked, and all that lies in it.

Else what stands under the second "IV." of a document would lie in the first.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from kg.document import Block

Path = tuple[str, ...]


def told_apart(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks, a label that stood in its place before with how often it did: IV, IVn2, IVn3."""
    told: list[Block] = []
    seen: Counter[Path] = Counter()
    for block in blocks:
        above = told[block.parent].path if block.parent >= 0 else ()
        path = (*above, *block.path[len(above) :])
        if (block.label or block.style == "annex") and len(path) > len(above):
            seen[_folded(path)] += 1
            count = seen[_folded(path)]
            path = (*path[:-1], f"{_bare(path[-1])}n{count}") if count > 1 else path
        told.append(block if path == block.path else replace(block, path=path))
    return tuple(told)


def _folded(path: Path) -> Path:
    return tuple(_bare(part).casefold() for part in path)


def _bare(label: str) -> str:
    return label.strip(" .)(/-:")
