"""The pictures that the build drew, with a page behind every card, and what each of them shows."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.errors import BadInput
from kg.publish.wording import words
from kg.view import PICTURES, Words

FOLDER = "pictures"
# Where the pages stand, seen from a picture.
_PAGES = "../{path}.vi.html"
_UNSAID = '"pages":""'
_CARD = re.compile(r'"id":"((?:[^"\\]|\\.)*)"')


@dataclass(frozen=True, slots=True)
class Pictured:
    """The pictures by name: their pages as text, and the things that each shows."""

    html: Mapping[str, str]
    shown: Mapping[str, frozenset[str]]

    def of(self, iri: str) -> list[tuple[Words, str]]:
        """The pictures in which a thing has a place, by a short name, with their files."""
        return [
            (words()[f"picture {name}"], f"{name}.html") for name, ids in self.shown.items() if iri in ids
        ]


def pictured(build: Path, renamed: tuple[str, str]) -> Pictured:
    """The pictures of a build; `renamed` is the base of its data and that of the site's.

    Raises BadInput where a picture is not as this version draws it.
    """
    html: dict[str, str] = {}
    for name in PICTURES:
        file = build / FOLDER / f"{name}.html"
        if file.is_file():
            text = file.read_text(encoding="utf-8")
            if text.count(_UNSAID) != 1:
                raise BadInput(f"{file}: drawn by another version; build again: 'python build.py'")
            html[name] = _rebased(text.replace(_UNSAID, f'"pages":{json.dumps(_PAGES)}'), *renamed)
    shown = {name: frozenset(_CARD.findall(text.partition('"edges":')[0])) for name, text in html.items()}
    return Pictured(html, shown)


def _rebased(html: str, old: str, new: str) -> str:
    if old == new:
        return html
    return re.sub(rf"{re.escape(old)}(?=id/|concept/indicator/)", lambda _: new, html)
