"""What the patterns of a query say: links between its variables, and the steps of property paths."""

from dataclasses import dataclass
from typing import TypeVar

# A variable with its question mark, an IRI in angle brackets, or a literal, which is as good as any.
End = str
Scope = tuple[int, ...]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Link:
    """Two ends that triples link: by any of some properties, each along it (True) or against it.

    One triple at most or, if `many`, any number after one another, and at least `least`. Where there is no
    property, both are one term or its text; `named` is the variable that stands for the property, if any.
    A link holds in its scope and in those within it: what is optional, or must not be, has its own.
    """

    subject: End
    object: End
    steps: frozenset[tuple[str, bool]]
    scope: Scope
    least: int = 1
    many: bool = False
    named: End = ""


Branch = tuple[Link, ...]
# The one branch of what asks for no triple.
NOTHING: list[Branch] = [()]


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a path, as in a link."""

    steps: frozenset[tuple[str, bool]]
    least: int = 1
    many: bool = False
    named: End = ""

    @property
    def plain(self) -> bool:
        """Whether it is of one triple."""
        return self.least == 1 and not self.many


Way = tuple[Step, ...]


def joined(ones: list[tuple[T, ...]], others: list[tuple[T, ...]]) -> list[tuple[T, ...]]:
    """Each of some rows with each of others behind it."""
    return [one + other for one in ones for other in others]
