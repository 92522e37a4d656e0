"""Measure cards and keep them apart: their heights, how they share room, the order of locators.

Everything is worked out when a picture is drawn, with no chance in it: it opens at once and always the same.
"""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.view.picture import Card

# Advance of a letter and height of a line in a 12.5-pixel sans-serif, in pixels.
_LETTER, LINE = 6.4, 15.0
_PADDING = 18.0
# How often a number came in its place stands behind it.
_AGAIN = re.compile(r"[^n]+n[0-9]+")
_WORTH = {"I": 1, "V": 5, "X": 10, "L": 50}
_NUMERAL = re.compile("(?:XL|L?X{0,3})(?:I[XV]|V?I{0,3})")


@dataclass(frozen=True, slots=True)
class Frame:
    """How wide things are on one kind of screen; `lines` is the most a label takes, `gap` the room for edges.

    `lang` is the language (0 Vietnamese, 1 English) whose labels must find room; `widths` are those of
    columns where they differ.
    """

    left: float
    gap: float
    right: float
    lines: int
    spacing: float
    columns: int = 1
    lang: int = 0
    widths: tuple[float, ...] = ()

    @property
    def width(self) -> float:
        """The width of both columns and the gap between them."""
        return self.left + self.gap + self.right


def spread(
    wanted: Sequence[float], heights: Sequence[float], spacing: float, room: tuple[float, float]
) -> list[float]:
    """Centres as near as can be to those wanted (ascending) that neither overlap nor leave the room.

    Where the room is too small they begin at its start.
    Cards that would overlap are pooled into a run about the mean of what they want (isotonic regression).

    >>> spread([50, 50], [20, 20], 0, (0, 100))
    [40.0, 60.0]
    """
    offsets, edge = [], 0.0
    for height in heights:
        offsets.append(edge + height / 2)
        edge += height + spacing
    runs: list[tuple[float, int]] = []
    for centre, offset in zip(wanted, offsets, strict=True):
        runs.append((centre - offset, 1))
        while len(runs) > 1 and runs[-2][0] > runs[-1][0]:
            (b, m), (a, n) = runs.pop(), runs.pop()
            runs.append(((a * n + b * m) / (n + m), n + m))
    most = room[1] - edge + spacing
    starts = [max(room[0], min(start, most)) for start, n in runs for _ in range(n)]
    return [start + offset for start, offset in zip(starts, offsets, strict=True)]


def locator_order(locator: str) -> list[tuple[int, int, str]]:
    """A key that puts IX after VIII, 10 after 9, and 1n2, the second 1, after the first.

    >>> sorted(["IX", "V", "10.a", "9.b", "9n2", "9.b.1"], key=locator_order)
    ['9.b', '9.b.1', '9n2', '10.a', 'V', 'IX']
    """
    return [_part_order(part) for part in re.split(r"[./]", locator)]


def _part_order(part: str) -> tuple[int, int, str]:
    bare, _, again = part.partition("n") if _AGAIN.fullmatch(part) else (part, "", "")
    if re.fullmatch("[0-9]+", bare):
        return 0, int(bare), again
    if number := roman(bare):
        return 1, number, again
    return 2, 0, part


def roman(numeral: str) -> int:
    """The number of a Roman numeral below XC; 0 where it is none, as C, the part after B.

    >>> roman("XIV"), roman("LX"), roman("C"), roman("IIX")
    (14, 60, 0, 0)
    """
    if not _NUMERAL.fullmatch(numeral):
        return 0
    worth = [_WORTH[letter] for letter in numeral]
    return sum(-one if one < max(worth[at:]) else one for at, one in enumerate(worth))


def size(card: Card, width: float, most: int, lang: int) -> tuple[float, int]:
    """The height of a card and the lines of its label; a box has its mark and foot on lines of their own."""
    around = (bool(card.mark.vi) + bool(card.foot.vi)) if card.form == "box" else 0
    letters = len(card.label[lang]) + (len(card.mark[lang]) + 2 if card.form == "row" and card.mark.vi else 0)
    lines = max(1, min(most, math.ceil(letters * _LETTER / (width - _PADDING))))
    return (lines + around) * LINE + (9 if around or lines > 1 else 4), lines


def total(sizes: Sequence[tuple[float, int]], spacing: float) -> float:
    """The height of cards one under the other."""
    return sum(height for height, _ in sizes) + spacing * max(0, len(sizes) - 1)


def mean(values: Iterable[float], otherwise: float = 0.0) -> float:
    """The mean of values, or something else where there are none."""
    listed = list(values)
    return sum(listed) / len(listed) if listed else otherwise
