"""Locators: the paths of a reading as ids of statements, each once in its document.

>>> locator(("III", "1.", "đ)")), locator(("II", "1.", "1.2.", "a)")), locator(("II", "1.2."))
('III.1.dd', 'II.1.2.a', 'II.1.2')
>>> place = Places()
>>> place.take("III.1"), place.take("III.1"), place.take("iii.1")
('III.1', 'III.1n2', 'iii.1n3')
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from kg.text import fold

# A number that its place has twice bears how often it came: IVn2.
_CAPITALS = re.compile(r"(?:[IVXLCDM]+|[A-Z])(?:n[0-9]+)?")
_AGAIN = re.compile(r"n[0-9]+$")
# A number that has those above it in itself: the item 1.2 under 1.
_DOTTED = re.compile(r"\W*(?P<numbers>(?:[0-9]+|[IVXLC]+)(?:\.[0-9]+)+)\W*(?P<again>n[0-9]+)?")
_LONGEST_PART = 24
# No document is numbered deeper; what is nested further stands beside its fellows.
_DEEPEST = 12


def locator(path: Iterable[str]) -> str:
    """The labels of a path as a locator: letters and digits joined by dots; Roman numerals stay capital.

    What a label says again of those above it stands once.
    """
    parts: list[str] = []
    for label in path:
        parts += _parts(label, [_AGAIN.sub("", part) for part in parts])
    return ".".join(parts[:_DEEPEST])


def _parts(label: str, above: Sequence[str]) -> list[str]:
    """What a label adds to the parts above it."""
    dotted = _DOTTED.fullmatch(label)
    if not dotted:
        return list(filter(None, [_part(label)]))
    numbers = dotted["numbers"].split(".")
    said = next((n for n in range(len(numbers) - 1, 0, -1) if above[-n:] == numbers[:n]), 0)
    return [*numbers[said:-1], numbers[-1] + (dotted["again"] or "")]


def _part(label: str) -> str:
    bare = re.sub(r"\W+", "", label)
    if _CAPITALS.fullmatch(bare):
        return bare
    # In lists d) and đ) stand side by side.
    plain = "dd" if bare.lower() == "đ" else fold(label).replace("%", "").replace(" ", "")
    return plain[:_LONGEST_PART]


@dataclass(slots=True)
class Places:
    """The locators given so far, letter case aside, each with how often it was wanted."""

    taken: dict[str, int] = field(default_factory=dict)

    def take(self, wanted: str) -> str:
        """The locator that is wanted, or the next that is free beside it."""
        return self._next(wanted, f"{wanted}n")

    def take_under(self, parent: str, letter: str) -> str:
        """The next place under a parent that is marked by a letter: III.1.t1, III.1.t2."""
        return self._next(f"{parent}.{letter}1", f"{parent}.{letter}")

    def _next(self, first: str, numbered: str) -> str:
        found, count = first, self.taken.get(first.casefold(), 0)
        while found.casefold() in self.taken:
            count += 1
            found = f"{numbered}{count}"
        self.taken[first.casefold()] = max(count, 1)
        self.taken.setdefault(found.casefold(), 1)
        return found


def above(locator: str) -> Iterator[str]:
    """The locators that are beginnings of one, the nearest first.

    >>> list(above("III.1.a"))
    ['III.1', 'III']
    """
    parts = locator.split(".")
    return (".".join(parts[:count]) for count in range(len(parts) - 1, 0, -1))
