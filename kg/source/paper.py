"""A page as it is seen: words with their boxes, and ruled lines; in points from the top left corner."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Word:
    """A word's text and box."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> float:
        """Half way across."""
        return (self.left + self.right) / 2

    @property
    def height_at(self) -> float:
        """Half way down."""
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Rule:
    """A ruled line along one axis: where it stands on the other, and from where to where it runs."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Page:
    """A page's size, its words in the order in which they are stored, and its level and upright lines."""

    width: float
    height: float
    words: tuple[Word, ...]
    level: tuple[Rule, ...] = ()
    upright: tuple[Rule, ...] = ()


@dataclass(frozen=True)
class Line:
    """Words on one line, from left to right."""

    words: tuple[Word, ...]

    @cached_property
    def left(self) -> float:
        """Where the first word begins."""
        return self.words[0].left

    @cached_property
    def right(self) -> float:
        """Where the last word ends."""
        return max(word.right for word in self.words)

    @cached_property
    def top(self) -> float:
        """The highest point."""
        return min(word.top for word in self.words)

    @cached_property
    def bottom(self) -> float:
        """The lowest point."""
        return max(word.bottom for word in self.words)

    @cached_property
    def size(self) -> float:
        """The usual height of its words."""
        heights = sorted(word.bottom - word.top for word in self.words)
        return heights[len(heights) // 2]

    @cached_property
    def middle(self) -> float:
        """Half way across."""
        return (self.left + self.right) / 2

    @cached_property
    def text(self) -> str:
        """The words with a space between."""
        return " ".join(word.text for word in self.words)


def lines(words: Iterable[Word]) -> list[Line]:
    """Words put into lines by where they stand, from top to bottom."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.height_at, word.left)):
        if rows and _beside(rows[-1], word):
            rows[-1].append(word)
        else:
            rows.append([word])
    return [Line(tuple(sorted(row, key=lambda word: word.left))) for row in rows]


def _beside(row: Sequence[Word], word: Word) -> bool:
    last = row[-1]
    smaller = min(last.bottom - last.top, word.bottom - word.top)
    return word.height_at - row[0].height_at < 0.6 * max(smaller, 1.0)
