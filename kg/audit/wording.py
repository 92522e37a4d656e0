"""Compare two wordings word by word: what differs, and whether it is spelling, damage, omission or substance.

>>> [(d.kind, d.base, d.other) for d in compare("tỉ trọng trên 55%", "tỷ trọng trên 50%", scanned=False)]
[('spelling', (0, 1), (0, 1)), ('substantive', (3, 4), (3, 4))]
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from rapidfuzz import fuzz

from kg.audit.sentences import words
from kg.text import fold

# From harmless to grave: no difference; a habit of writing; what machine reading spoilt; words without
# content; content left out; content added; content or figures that differ.
KINDS = ("same", "spelling", "damage", "wording", "abridgement", "addition", "substantive")
# How alike a word and its misreading look, out of 100; a run whose spaces were misread too may be less.
_MISREAD, _RUN_MISREAD = 55.0, 50.0
# A pair that looks no more alike than this is doubtful where the words beside it differ.
_DOUBTFUL = 70.0
# So short a word has no letters to spare: its misreading need only begin as it does, with one letter or two.
_SHORT = {4: 1, 5: 2}
# So few characters are lost or made up by machine reading without a trace.
_SPECK = 3
_TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
# What machine reading takes for one another, brought to one form: digits, and what it makes of ư, ữ, ứng.
_LOOKS = str.maketrans("0165849yjt¢€§", "olosbagiilces")
_HORNED = re.compile(r"i[rtx]|ur|lr$")
_NUMBER = re.compile(r"\d+(?:[.,/]\d+)*%?")
# Words that carry no content of their own, folded: they may come and go.
_FUNCTION = re.compile(
    "va|la|cua|cac|nhung|mot|cho|de|trong|tren|ve|voi|o|tai|den|tu|do|nay|duoc|bi|se|da|dang|cung|nhu|thi|ma|"
    "theo|vao|ra|gom|ca|can"
)
Run = tuple[int, int]
Block = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Difference:
    """Runs of words that differ, as half-open ranges of the words of base and other; empty where left out."""

    kind: str
    base: Run
    other: Run


def compare(base: str, other: str, *, scanned: bool) -> list[Difference]:
    """How another wording differs from a base, in order; `scanned`: one was read by machine from a scan."""
    ours, theirs = ([said[w.start : w.end] for w in words(said)] for said in (base, other))
    pairs = _by_looks(ours, theirs) if scanned else _by_letters(ours, theirs)
    found = [d for block in _blocks(pairs, ours, theirs) if (d := _difference(block, ours, theirs, scanned))]
    return _merged(found, ours, theirs)


def _by_letters(ours: Sequence[str], theirs: Sequence[str]) -> list[Run]:
    """The words of both that have the same letters, in order."""
    matcher = SequenceMatcher(None, [*map(_key, ours)], [*map(_key, theirs)], autojunk=False)
    return [(i + step, k + step) for i, k, size in matcher.get_matching_blocks() for step in range(size)]


def _by_looks(ours: Sequence[str], theirs: Sequence[str]) -> list[Run]:
    """The words of both that are one another's misreading, the likest alignment (Needleman and Wunsch)."""
    best = [[0.0] * (len(theirs) + 1) for _ in range(len(ours) + 1)]
    for i, word in enumerate(ours):
        for k, there in enumerate(theirs):
            gain = best[i][k] + _gain(word, there)
            best[i + 1][k + 1] = max(best[i][k + 1], best[i + 1][k], gain)
    pairs, i, k = [], len(ours), len(theirs)
    while i and k:
        if best[i][k] == best[i - 1][k]:
            i -= 1
        elif best[i][k] == best[i][k - 1]:
            k -= 1
        else:
            i, k = i - 1, k - 1
            pairs.append((i, k))
    return pairs[::-1]


@lru_cache(maxsize=200_000)
def _gain(word: str, there: str) -> float:
    like = _likeness([word], [there])
    return max(0.0, like - _MISREAD + 1) + (20.0 if _key(word) == _key(there) else 0.0)


def _blocks(pairs: Sequence[Run], ours: Sequence[str], theirs: Sequence[str]) -> Iterator[Block]:
    """Runs without a partner, and each pair of words."""
    i = k = 0
    for a, b in [*pairs, (len(ours), len(theirs))]:
        if i < a or k < b:
            yield i, a, k, b
        if a < len(ours) and b < len(theirs):
            yield a, a + 1, b, b + 1
        i, k = a + 1, b + 1


def _difference(block: Block, ours: Sequence[str], theirs: Sequence[str], scanned: bool) -> Difference | None:
    i, j, k, m = block
    kind = _kind(ours[i:j], theirs[k:m], scanned)
    return None if kind == "same" else Difference(kind, (i, j), (k, m))


def _kind(ours: Sequence[str], theirs: Sequence[str], scanned: bool) -> str:
    plain = [[unicodedata.normalize("NFC", word.lower()) for word in run] for run in (ours, theirs)]
    if plain[0] == plain[1]:
        return "same"
    # Words run together or apart, marks on another letter, i for y, initials for words.
    alike = "".join(plain[0]) == "".join(plain[1]) or [*map(_habit, ours)] == [*map(_habit, theirs)]
    if alike or _abbreviated(ours, theirs):
        return "spelling"
    if scanned and _damaged(ours, theirs):
        return "damage"
    content = [[word for word in run if not _FUNCTION.fullmatch(_key(word))] for run in (ours, theirs)]
    if not any(content):
        return "wording"
    return "substantive" if all(content) else "addition" if content[1] else "abridgement"


def _damaged(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    if not ours or not theirs:
        one_sided = (*ours, *theirs)
        return len("".join(map(_key, one_sided))) <= _SPECK and not any(map(_NUMBER.fullmatch, one_sided))
    return _likeness(ours, theirs) >= _RUN_MISREAD


def _likeness(ours: Sequence[str], theirs: Sequence[str]) -> float:
    """How alike two runs look, out of 100, spaces aside; 0 where both have figures and these differ."""
    figures = [sorted(word for word in run if _NUMBER.fullmatch(word)) for run in (ours, theirs)]
    if all(figures) and figures[0] != figures[1]:
        return 0.0
    one, two = ("".join(map(_key, run)) for run in (ours, theirs))
    like = fuzz.ratio(_look(one), _look(two))
    same = _SHORT.get(max(4, len(one), len(two)))
    if len(ours) == len(theirs) == 1 and same and not any(figures):
        return max(_MISREAD, like) if one[:same] == two[:same] or _garbled(one) != _garbled(two) else like
    return like


def _garbled(letters: str) -> bool:
    """Whether a word that is no figure has other signs than letters."""
    return not all(letter.isascii() and letter.isalpha() for letter in letters)


@lru_cache(maxsize=20_000)
def _look(letters: str) -> str:
    return _HORNED.sub("u", letters).replace("im", "un").replace("mg", "ng").translate(_LOOKS)


@lru_cache(maxsize=20_000)
def _key(word: str) -> str:
    """A word's letters without marks and spaces, a final y that stands for i as i."""
    return fold(_habit(word)).replace(" ", "") or word


@lru_cache(maxsize=20_000)
def _habit(word: str) -> str:
    """A word with its tone behind it, wherever that was written, and a final y that stands for i as i."""
    letters = unicodedata.normalize("NFD", word.lower())
    tone = "".join(letter for letter in letters if letter in _TONES)
    plain = unicodedata.normalize("NFC", "".join(letter for letter in letters if letter not in _TONES))
    return re.sub(r"(?<=[bcdghklmnpqrstvx])y$|(?<=qu)y$", "i", plain) + tone


def _abbreviated(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether one run has the initials of the other's words."""
    short = [any(len(word) > 1 and word.isupper() for word in run) for run in (ours, theirs)]
    letters = ["".join(_key(w) if w.isupper() else _key(w)[:1] for w in run) for run in (ours, theirs)]
    return any(short) and letters[0] == letters[1]


def _merged(found: Iterable[Difference], ours: Sequence[str], theirs: Sequence[str]) -> list[Difference]:
    """Differences that are one to a reader: substantive ones a word apart, and doubtful pairs beside such."""

    def doubtful(d: Difference) -> bool:
        return d.kind == "damage" and _likeness(ours[slice(*d.base)], theirs[slice(*d.other)]) < _DOUBTFUL

    merged: list[Difference] = []
    for d in found:
        last = merged[-1] if merged else d
        gap = max(d.base[0] - last.base[1], d.other[0] - last.other[1])
        kinds = {last.kind, d.kind}
        grave = "substantive" in kinds and len(kinds) == 1 and gap <= 1
        if merged and (grave or (gap == 0 and "substantive" in kinds and (doubtful(last) or doubtful(d)))):
            merged[-1] = Difference("substantive", (last.base[0], d.base[1]), (last.other[0], d.other[1]))
        else:
            merged.append(d)
    return merged
