"""Lists in chapters, and the pages that show them: one, or several where there are many rows."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from kg.publish.pages import Page
from kg.publish.values import Fact, Value
from kg.publish.wording import words
from kg.view import Words
from kg.view.answers import NOTHING, alike

Row = tuple[Value, ...]
# The most rows of a page: what a browser shows at once and a reader can look through.
MOST = 1000
EMPTY = Value(NOTHING, "", "", "")


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of a list: its heading, which may lead somewhere, its columns by key, its rows.

    Where it is `named`, each row is an anchor by the last part of the path that its first cell leads to. A
    part of a chapter that goes on over pages tells how many rows there are as a `whole`.
    """

    heading: Value
    columns: tuple[str, ...]
    rows: Sequence[Row]
    named: bool = False
    whole: int = -1


def text(said: Words | str) -> Value:
    """A value that leads nowhere."""
    return Value(alike(said) if isinstance(said, str) else said, "", "", "")


def listing(
    key: str, path: str, chapters: Sequence[Chapter], *, described: bool = False, facts: Sequence[Fact] = ()
) -> Page:
    """The page of a list; `key` names its heading and lead among the words, `facts` are told before it."""
    told = {"heading": words()[key], "lead": words()[f"{key}_lead"], "chapters": chapters, "iri": ""}
    return Page(path, "list.html", told | {"facts": facts, "pager": ()}, described)


def listings(key: str, path: str, chapters: Iterable[Chapter]) -> Iterator[Page]:
    """The pages of a list that may be long, each with the ways to the others."""
    parts = list(_parted(chapters))
    paths = [path if at == 0 else f"{path}-{at + 1}" for at in range(len(parts))]
    for part, own in zip(parts, paths, strict=True):
        page = listing(key, own, part)
        yield replace(page, told={**page.told, "pager": paths})


def _parted(chapters: Iterable[Chapter]) -> Iterator[list[Chapter]]:
    """Chapters in parts of at most so many rows; one that is longer goes on in the next part."""
    part: list[Chapter] = []
    room = MOST
    for chapter in chapters:
        at, count = 0, len(chapter.rows)
        while count - at > room:
            part.append(replace(chapter, rows=chapter.rows[at : at + room], whole=count))
            yield part
            part, at, room = [], at + room, MOST
        part.append(replace(chapter, rows=chapter.rows[at:], whole=count))
        room -= count - at
    yield part
