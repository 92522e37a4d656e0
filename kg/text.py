"""Fold Vietnamese text so that spelling, marks and case do not hide what is the same.

>>> fold("Uỷ ban nhân dân  (UBND)")
'uy ban nhan dan ubnd'
>>> slug("Đảng đoàn Quốc hội")
'dang-doan-quoc-hoi'
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256

# Letters that Unicode does not decompose; Ð (eth) and Ɖ are typed for Đ in older documents.
_PLAIN = str.maketrans({"đ": "d", "Đ": "d", "Ð": "d", "ð": "d", "Ɖ": "d"})
# The marks of Vietnamese and its neighbours; few texts have others.
_MARKS = {code: None for code in range(0x300, 0x370) if unicodedata.combining(chr(code))}
_NOT_ALPHANUMERIC = re.compile(r"[^0-9a-z%]+")
_DIGEST_LENGTH = 16
# A letter with marks of its own, which Unicode composes to one letter.
MARKED_LETTER = r"[^\W\d_][\u0300-\u036f]+"


def fold(text: str) -> str:
    """Lower case, no diacritics, every run of other characters one space, trimmed; `%` is kept."""
    plain = unicodedata.normalize("NFD", text.translate(_PLAIN)).lower()
    bare = plain.translate(_MARKS)
    if not bare.isascii():
        bare = "".join(c for c in bare if not unicodedata.combining(c))
    return _NOT_ALPHANUMERIC.sub(" ", bare).strip()


# Every letter with a mark that Unicode composes, and what it is without: one character for one.
_BARE = {
    code: bare
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))
    if len(bare := unicodedata.normalize("NFD", chr(code))[0].lower()) == 1
}
_FLAT = (
    _BARE
    | {ord(marked): "d" for marked in "đĐÐðƉ"}
    | {ord(dash): "-" for dash in "–—\u2212\u2011\u2010"}
    | {0xA0: " "}
)


def flat(text: str) -> str:
    """Composed text in lower case without diacritics, each dash a hyphen; offsets stay those of the text.

    >>> flat("Uỷ ban – Đà Nẵng")
    'uy ban - da nang'
    """
    return text.lower() if text.isascii() else text.translate(_FLAT).lower()


@dataclass(frozen=True, slots=True)
class Composed:
    """A text with its letters composed and, for each of its characters and its end, where that stood."""

    text: str
    offsets: Sequence[int]

    def at(self, offset: int) -> int:
        """The place in the composed text of an offset of the original."""
        return bisect_left(self.offsets, offset)


def composed(text: str) -> Composed:
    r"""The text with its letters composed, so that `flat` strips their marks; other characters as they are.

    >>> composed("Thu\u031b\u0301 3"), composed("To\u031b\u0300").at(3)
    (Composed(text='Thứ 3', offsets=[0, 1, 2, 5, 6, 7]), 2)
    """
    if unicodedata.is_normalized("NFC", text):
        return Composed(text, range(len(text) + 1))
    letters: list[str] = []
    offsets: list[int] = []
    at = 0
    for found in re.finditer(MARKED_LETTER, text):
        letter = unicodedata.normalize("NFC", found[0])
        letters += [text[at : found.start()], letter]
        offsets += [*range(at, found.start()), *range(found.start(), found.start() + len(letter))]
        at = found.end()
    return Composed("".join([*letters, text[at:]]), [*offsets, *range(at, len(text) + 1)])


def slug(text: str) -> str:
    """The folded text as one IRI segment: words joined by hyphens."""
    return "-".join(fold(text).replace("%", " ").split())


def bounded_slug(segment: str, longest: int) -> str:
    """A slug; one of more than `longest` characters is cut at a hyphen and told apart by its digest.

    >>> bounded_slug("ke-hoach", 8), bounded_slug("ke-hoach-nam", 10)
    ('ke-hoach', 'ke-hoach-4fb8bf85')
    """
    if len(segment) <= longest:
        return segment
    return f"{segment[:longest].rsplit('-', 1)[0]}-{digest(segment)[:8]}"


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text and, for each of its characters, the offset of the character it came from."""

    text: str
    offsets: tuple[int, ...]
    original: str

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The half-open range of the original text under `text[start:end]`, marks of letters with them."""
        last = self.offsets[end - 1] + 1
        while last < len(self.original) and unicodedata.combining(self.original[last]):
            last += 1
        return self.offsets[start], last


def fold_with_offsets(text: str) -> Folded:
    """Like `fold`, remembering where each character stood.

    >>> fold_with_offsets("Số  57").offsets
    (0, 1, 2, 4, 5)
    """
    characters: list[str] = []
    offsets: list[int] = []
    for offset, original in enumerate(text):
        for character in _of_one(original):
            if character == " " and characters[-1:] in ([], [" "]):
                continue
            characters.append(character)
            offsets.append(offset)
    while characters[-1:] == [" "]:
        characters.pop()
        offsets.pop()
    return Folded("".join(characters), tuple(offsets), text)


@lru_cache(maxsize=4096)
def _of_one(character: str) -> str:
    """What a character becomes: nothing if it is a mark of the one before it, a space if it is no letter."""
    return "" if unicodedata.combining(character) else fold(character) or " "


def in_words(said: str) -> re.Pattern[str]:
    r"""A pattern of the words of something said, one behind the other, whatever else stands between them.

    >>> in_words("Sở Y tế").search("- **Sở\n Y** tế;")[0]
    'Sở\n Y** tế'
    """
    words = map(re.escape, re.findall(r"[^\W_]+", said))
    return re.compile(r"[\W_]+".join(words) or r"(?!)")


def digest(text: str) -> str:
    """The first 16 hexadecimal digits of the SHA-256 of the text in UTF-8."""
    return sha256(text.encode("utf-8")).hexdigest()[:_DIGEST_LENGTH]
