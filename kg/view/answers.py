"""What the view's own queries answer: rows of text, and words in both languages."""

import re
from typing import NamedTuple

from pyoxigraph import Store

from kg import resources
from kg.errors import BadQuery
from kg.query import run

Row = dict[str, str]
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")


class Words(NamedTuple):
    """A text in Vietnamese and in English."""

    vi: str
    en: str


NOTHING = Words("", "")


def rows(store: Store, name: str) -> list[Row]:
    """The rows that queries/view/NAME.rq selects, by column, sorted unless the query sorts them.

    Raises BadQuery where the query selects no rows.
    """
    text = resources.text(f"queries/view/{name}.rq")
    table = run(store, text)
    if isinstance(table, str):
        raise BadQuery("queries/view/{name}.rq constructs a graph; a view selects rows", name=name)
    cells = table.cells() if "ORDER BY" in text else sorted(table.cells())
    return [dict(zip(table.columns, map(plain, row), strict=True)) for row in cells]


def plain(text: str) -> str:
    r"""The text without characters that control a terminal or turn the direction of what follows.

    Line breaks and the joiners within signs stay. The marks that turn text are those of Unicode's
    bidirectional algorithm (UAX 9, section 2): embeddings, overrides, isolates and their ends.

    >>> plain("\x1b[1mBộ\u202e Y tế\u2069")
    '[1mBộ Y tế'
    """
    return _CONTROLS.sub("", text)


def once(found: list[Row], column: str) -> list[Row]:
    """The last row for each value of a column, where a thing that is said twice has several."""
    return list({row[column]: row for row in found}.values())


def words(row: Row, prefix: str = "") -> Words:
    """The text in a row's columns `vi` and `en`, or, with a prefix, `<prefix>vi` and `<prefix>en`."""
    return Words(row[f"{prefix}vi"], row[f"{prefix}en"])


def alike(text: str) -> Words:
    """A text that is the same in both languages.

    >>> alike("57-NQ/TW")
    Words(vi='57-NQ/TW', en='57-NQ/TW')
    """
    return Words(text, text)


def joined(separator: str, parts: list[Words]) -> Words:
    """The parts that say something, joined in each language.

    >>> joined(", ", [Words("một", "one"), NOTHING, Words("hai", "two")])
    Words(vi='một, hai', en='one, two')
    """
    return Words(separator.join(p.vi for p in parts if p.vi), separator.join(p.en for p in parts if p.en))


def labels(store: Store) -> dict[str, Words]:
    """The names of classes, properties and concepts, by IRI."""
    return {row["thing"]: words(row) for row in rows(store, "labels")}
