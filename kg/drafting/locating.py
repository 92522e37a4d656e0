"""Locators: the paths of a reading as ids of statements, each once in its document.

>>> locator(("III", "1.", "đ)"))
'III.1.dd'
>>> place = Places()
>>> place.take("III.1"), place.take("III.1"), place.take("iii.1")
('III.1', 'III.1n2', 'iii.1n3')
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kg.text import fold

# A number that its place has twice bears how often it came: IVn2.
_CAPITALS = re.compile(r"(?:[IVXLCDM]+|[A-Z])(?:n[0-9]+)?")
_LONGEST_PART = 24
# No document is numbered deeper; what is nested further stands beside its fellows.
_DEEPEST = 12


def locator(path: Iterable[str]) -> str:
    """The labels of a path as a locator: letters and digits joined by dots; Roman numerals stay capital."""
    return ".".join(list(filter(None, map(_part, path)))[:_DEEPEST])


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
