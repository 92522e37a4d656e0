"""The pictures that the build drew, with a page behind every card, and what each of them shows."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.errors import BadInput
from kg.names import VOCABULARY_BASE
from kg.publish.wording import words
from kg.view import PICTURES, Words

FOLDER = "pictures"
# Where the pages stand, seen from a picture.
_PAGES = "../{path}.{lang}.html"
# What a picture of a build says of pages, and the base of those that have one.
_UNSAID = '"pages":""'
_BASE = f'"base":{json.dumps(VOCABULARY_BASE)}'
_CARD = re.compile(r'"id":"((?:[^"\\]|\\.)*)"')


@dataclass(frozen=True, slots=True)
class Pictured:
    """The pictures by name, with the things that each shows; their pages are made when they are asked for."""

    drawn: Mapping[str, Path]
    shown: Mapping[str, frozenset[str]]
    renamed: tuple[str, str] = ("", "")

    def of(self, iri: str) -> list[tuple[Words, str]]:
        """The pictures in which a thing has a place, by a short name, with their files."""
        return [
            (words()[f"picture {name}"], f"{name}.html") for name, ids in self.shown.items() if iri in ids
        ]

    def pages(self) -> Iterator[tuple[str, str]]:
        """The pictures by name, each as the text of a page."""
        for name, file in self.drawn.items():
            yield name, _page(file, self.renamed)


def pictured(build: Path, renamed: tuple[str, str]) -> Pictured:
    """The pictures of a build; `renamed` is the base of its data and that of the site's.

    Raises BadInput where a picture is not as this version draws it.
    """
    files = {name: build / FOLDER / f"{name}.html" for name in PICTURES}
    drawn = {name: file for name, file in files.items() if file.is_file()}
    shown = {name: _cards(_page(file, renamed)) for name, file in drawn.items()}
    return Pictured(drawn, shown, renamed)


def _cards(html: str) -> frozenset[str]:
    return frozenset(_CARD.findall(html.partition('"edges":')[0]))


def _page(file: Path, renamed: tuple[str, str]) -> str:
    text, (old, new) = file.read_text(encoding="utf-8"), renamed
    if text.count(_UNSAID) != 1 or text.count(_BASE) != 1:
        raise BadInput("{file}: drawn by another version; build again: 'python build.py'", file=file)
    bases = list(dict.fromkeys((new, VOCABULARY_BASE)))
    text = text.replace(_UNSAID, f'"pages":{json.dumps(_PAGES)}')
    text = text.replace(_BASE, f'"base":{json.dumps(bases, separators=(",", ":"))}')
    if old == new:
        return text
    return re.sub(rf"{re.escape(old)}(?=id/|concept/indicator/)", lambda _: new, text)
