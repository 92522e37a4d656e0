"""Keep the order of a document: which places follow one another, and between which a place must lie."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Anchor:
    """A statement, by its number in the document, that starts at an offset; its weight against others."""

    order: int
    start: int
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Chain:
    """Anchors whose starts do not decrease while their orders increase."""

    anchors: tuple[Anchor, ...]

    def bounds(self, order: int, length: int) -> tuple[int, int]:
        """The first and last offset at which a statement may start in a text of `length` characters."""
        orders = [anchor.order for anchor in self.anchors]
        before, after = bisect_left(orders, order), bisect_right(orders, order)
        low = self.anchors[before - 1].start if before else 0
        return low, self.anchors[after].start if after < len(orders) else length


def chain(anchors: Iterable[Anchor]) -> Chain:
    """The heaviest of the anchors that can all stand in order.

    >>> [anchor.order for anchor in chain([Anchor(1, 10), Anchor(2, 90), Anchor(3, 20, weight=5)]).anchors]
    [1, 3]
    """
    kept = sorted(anchors)
    ends: list[tuple[float, int]] = []
    for at, anchor in enumerate(kept):
        fits = [(ends[i][0], i) for i in range(at) if kept[i].start <= anchor.start]
        heaviest = max(fits, default=(0.0, -1))
        ends.append((heaviest[0] + anchor.weight, heaviest[1]))
    at = max(range(len(ends)), key=lambda i: ends[i][0], default=-1)
    path: list[Anchor] = []
    while at >= 0:
        path.append(kept[at])
        at = ends[at][1]
    return Chain(tuple(reversed(path)))
