"""Find words in a text though the text was misread: folded, over windows, snapped to whole words."""

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from rapidfuzz import fuzz

from kg.text import Folded, fold, fold_with_offsets

# On folded text, true finds of machine-read words score above this and false ones below (measured on the
# scan and the clean copy of one resolution).
CERTAIN = 86.0
# What scores less is not worth a reviewer's look.
_WORTH_A_LOOK = 72.0
# Fewer folded characters than these are found by chance.
_SHORTEST = 10
_MOST_HITS = 8
# How far below the best another hit may score and still be its rival.
_RIVAL = 4.0
_ODD_FIGURE = 2.0
_WORD = re.compile(r"[^ ]+")
# A figure by itself: machine reading leaves digits inside words.
_NUMBER = re.compile(r"(?<![^ ])\d+%?(?![^ ])")
# A mark that closes a phrase; and, as printed or misread, whatever closes a word there.
_CLOSING = re.compile(r"[.,;:!?…)\]”\"»\u2019']")
_ORDINAL = re.compile(r"^\d{1,2} ")
_CLOSED = re.compile(r"[^\w\s*#]{1,5}")
_ONE_WORD_ON = re.compile(r"\s+\w{1,4}(?=[^\w\s*#])")
_OPENS = re.compile(r"([^\w\s]|\n)\s*$")
_MARGIN = 8
_OPENING = "“\"«(['\u2018"


@dataclass(frozen=True, eq=False)
class Text:
    """A text to search, with its folded form and the borders of the folded words; each reading is its own."""

    raw: str

    @cached_property
    def folded(self) -> Folded:
        """The folded text with its offsets."""
        return fold_with_offsets(self.raw)

    @cached_property
    def starts(self) -> list[int]:
        """Where the folded words start."""
        return [found.start() for found in _WORD.finditer(self.folded.text)]

    @cached_property
    def ends(self) -> list[int]:
        """Where the folded words end."""
        return [found.end() for found in _WORD.finditer(self.folded.text)]

    @cached_property
    def start_offsets(self) -> list[int]:
        """Where the words start in the text itself."""
        return [self.folded.offsets[start] for start in self.starts]

    @cached_property
    def visible(self) -> list[int]:
        """How many characters stand before each offset of the text; combining marks do not count."""
        return [0, *accumulate(not unicodedata.combining(character) for character in self.raw)]

    @cached_property
    def visible_ends(self) -> list[int]:
        """`visible` where the words end."""
        return [self.visible[self.folded.offsets[end - 1] + 1] for end in self.ends]

    def length(self, start: int, end: int) -> int:
        """The length of a stretch of the text in such characters, so that decomposed letters count once."""
        return self.visible[end] - self.visible[start]


@dataclass(frozen=True, slots=True)
class Hit:
    """A stretch of a text, in characters of the text itself, and how like the words sought it is (0-100)."""

    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class Model:
    """Words to seek, and the character that stands after them where they are known to stand."""

    words: str
    after: str = ""


def seek(model: Model, text: Text) -> list[Hit]:
    """The places in the text where words like the model's stand, the best first."""
    sought = fold(model.words)
    if len(sought) < _SHORTEST:
        return []
    snapped = {_snap(sought, text, *rough) for rough in _rough(sought, text)}
    best_first = sorted(snapped, key=lambda hit: (-hit.score, hit.start))
    kept: list[Hit] = []
    for hit in best_first:
        if all(hit.end <= other.start or other.end <= hit.start for other in kept):
            kept.append(hit)
    return [_spread(model, text, hit) for hit in kept]


def rivals(hits: list[Hit]) -> list[Hit]:
    """The best hit and those that score about as high."""
    return [hit for hit in hits if hit.score >= hits[0].score - _RIVAL]


def numbers_agree(words: str, others: str, *, misread: bool) -> bool:
    """Whether two wordings have the same figures; where one was `misread`, figures may be lost or added.

    >>> numbers_agree("trên 55%", "trên 50%", misread=True)
    False
    """
    one, other = (Counter(_NUMBER.findall(_ORDINAL.sub("", fold(said)))) for said in (words, others))
    return one == other or (misread and (one <= other or other <= one))


def opens(raw: str, start: int) -> bool:
    """Whether a phrase may begin at an offset: behind a mark, at a line's start, or at the text's.

    >>> opens("trồng cây; tưới nước", 11), opens("trồng cây; tưới nước", 6)
    (True, False)
    """
    return _OPENS.search(raw[max(0, start - _MARGIN) : start]) is not None or not raw[:start].strip()


def _rough(sought: str, text: Text) -> list[tuple[int, int]]:
    """Windows of the folded text like the words sought: the best, and others about as good beside it."""
    found: list[tuple[int, int]] = []
    folded, least = text.folded.text, _WORTH_A_LOOK
    open_ = [(0, len(folded))]
    while open_ and len(found) < _MOST_HITS:
        low, high = open_.pop()
        if high - low < len(sought):
            continue
        at = fuzz.partial_ratio_alignment(sought, folded[low:high], score_cutoff=least)
        if at is None:
            continue
        least = max(least, at.score - 2 * _RIVAL)
        start, end = low + at.dest_start, low + at.dest_end
        found.append((start, end))
        open_ += [(end, high), (low, start)]
    return found


def _snap(sought: str, text: Text, start: int, end: int) -> Hit:
    """The window of whole words, near a rough one, that is most like the words sought (folded offsets)."""
    folded, best = text.folded.text, (-1.0, start, end)
    first, last = _nearest(text.starts, start), _nearest(text.ends, end)
    improved = True
    while improved:
        around = [(first + step, last) for step in range(-3, 4)]
        around += [(first, last + step) for step in range(-3, 4)]
        scored = [
            (_likeness(sought, folded[text.starts[i] : text.ends[j]]), i, j)
            for i, j in around
            if 0 <= i <= j < len(text.starts)
        ]
        top = max(scored, default=best)
        improved = top[0] > best[0]
        if improved:
            best, first, last = top, top[1], top[2]
    start, end = text.starts[first], text.ends[last]
    return Hit(start, end, fuzz.ratio(sought, folded[start:end]))


def _likeness(sought: str, words: str) -> float:
    """How like two folded wordings are; a figure that only one has weighs more than its few characters."""
    figures, others = Counter(_NUMBER.findall(sought)), Counter(_NUMBER.findall(words))
    odd = (figures - others).total() + (others - figures).total()
    return fuzz.ratio(sought, words) - _ODD_FIGURE * odd


def _nearest(borders: list[int], offset: int) -> int:
    at = bisect_left(borders, offset)
    around = [index for index in (at - 1, at) if 0 <= index < len(borders)]
    return min(around, key=lambda index: abs(borders[index] - offset))


def _spread(model: Model, text: Text, hit: Hit) -> Hit:
    """The hit in characters of the text, with the marks around it that the model has too."""
    start, end = text.folded.span(hit.start, hit.end)
    while end < len(text.raw) and unicodedata.combining(text.raw[end]):
        end += 1
    end = _close(model, text.raw, end)
    if model.words[0] in _OPENING and text.raw[start - 1 : start] in tuple(_OPENING):
        start -= 1
    return Hit(start, end, hit.score)


def _close(model: Model, raw: str, end: int) -> int:
    """Where words end with the marks that close them: as in the model, or as they stand."""
    closed = bool(_CLOSING.fullmatch(model.words[-1]))
    if closed and (word := _ONE_WORD_ON.match(raw, end)):
        # A last word so badly read that nothing of it matched.
        end = word.end()
    closing = _CLOSED.match(raw, end)
    if closing is None or (not closed and _CLOSING.fullmatch(model.after)):
        return end
    return closing.end() if closed else end + bool(_CLOSING.match(raw, end))
