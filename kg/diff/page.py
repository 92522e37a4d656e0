"""The differences as one self-contained page: old and new side by side, the words that changed marked."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

from kg.diff.comparing import Change, Difference
from kg.diff.naming import phrases
from kg.diff.telling import counted
from kg.diff.things import class_name
from kg.query import said_place
from kg.rendering import templates
from kg.view.answers import Words

_TOKEN = re.compile(r"[0-9]+(?:[.,][0-9]+)*|\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words, and whether the other side lacks them."""

    said: str
    differs: bool


Pieces = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One property of one thing: its heading, and the old and the new words, in pieces, in each language."""

    name: Words
    old: tuple[Pieces, ...]
    new: tuple[Pieces, ...]


def page(differences: Sequence[Difference], compared: tuple[str, str], lang: str, *, evidence: bool) -> str:
    """The page, in a language at first; `compared` says what was compared with what."""
    shown = [d for d in differences if d.change != "moved" or evidence]
    entries = {
        document: [(d, class_name(d.thing), list(_rows(d, evidence))) for d in group]
        for document, group in groupby(shown, key=lambda difference: difference.thing.document)
    }
    template, counts = templates(escaping=True).get_template("diff.html"), counted(differences)
    return template.render(
        entries=entries, counts=counts, said=phrases(), compared=compared, lang=lang, place=_place
    )


def _place(locator: str) -> Words:
    return Words(said_place(locator, "vi"), said_place(locator, "en"))


def _rows(difference: Difference, evidence: bool) -> Iterator[Row]:
    for change in difference.properties:
        yield _row(change, both=difference.old is not None and difference.new is not None)
    for old, new in difference.moved if evidence else ():
        pairs = [pieces(*sides) for sides in zip(old.words(), new.words(), strict=True)]
        yield Row(phrases()["changes"]["moved"], *_sides(pairs))


def _row(change: Change, *, both: bool) -> Row:
    name, old, new = change.told()
    # Where there is no other side, all of it would be marked.
    pairs = [
        pieces(*sides) if both else (_plain(sides[0]), _plain(sides[1]))
        for sides in zip(old, new, strict=True)
    ]
    return Row(name, *_sides(pairs))


def _sides(pairs: Sequence[tuple[Pieces, Pieces]]) -> tuple[tuple[Pieces, ...], tuple[Pieces, ...]]:
    return tuple(old for old, _ in pairs), tuple(new for _, new in pairs)


def _plain(said: str) -> Pieces:
    return (Piece(said, False),) if said else ()


def pieces(old: str, new: str) -> tuple[Pieces, Pieces]:
    """Both texts in pieces, word by word.

    >>> [piece.said for piece in pieces("trên 40,5 %", "trên 41,5 %")[1] if piece.differs]
    ['41,5']
    """
    first, second = list(_TOKEN.finditer(old)), list(_TOKEN.finditer(new))
    sides = [token[0] for token in first], [token[0] for token in second]
    runs = SequenceMatcher(None, *sides, autojunk=False).get_opcodes()
    return (
        tuple(_cut(old, first, [(tag, a, b) for tag, a, b, _, _ in runs])),
        tuple(_cut(new, second, [(tag, a, b) for tag, _, _, a, b in runs])),
    )


def _cut(text: str, words: Sequence[re.Match[str]], runs: Sequence[tuple[str, int, int]]) -> Iterator[Piece]:
    """The text cut at the runs of its words; what stands between two runs is not marked."""
    at = 0
    for tag, first, beyond in runs:
        if first < beyond:
            start, end = words[first].start(), words[beyond - 1].end()
            yield Piece(text[at:start], False)
            yield Piece(text[start:end], tag != "equal")
            at = end
    yield Piece(text[at:], False)
