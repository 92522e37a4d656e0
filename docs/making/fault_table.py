"""Make the table of faults anew in both languages, of what the tests of faults say that they hold.

Run as `python docs/making/fault_table.py`; the tests are read, not run. What they say stands in Vietnamese in
docs/tables/faults.yaml.
"""

import sys
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path

import yaml
from blocks import renewed, table

ROOT = Path(__file__).resolve().parents[2]
PAGES = {"en": ROOT / "docs" / "faults.md", "vi": ROOT / "docs" / "su-co.md"}
WORDS = ROOT / "docs" / "tables" / "faults.yaml"
MODULES = ("test_faults", "test_faults_reading")
# Where the tests lie, of which some have names that others may have too.
sys.path.append(str(ROOT / "tests"))
from faults import APART, FAULTS, STAGES  # noqa: E402


def covered() -> dict[tuple[str, str], list[str]]:
    """The tests of each cell, by fault and stage, each with its module."""
    found: dict[tuple[str, str], list[str]] = {}
    for test in _tests():
        for cell in test.cells:
            found.setdefault(cell, []).append(f"{test.__module__}.{test.__name__}")
    return found


def _tests() -> Iterator[object]:
    for name in MODULES:
        yield from (one for one in vars(import_module(name)).values() if hasattr(one, "cells"))


def cells() -> dict[tuple[str, str], str]:
    """What holds in each cell, or why none does."""
    said: dict[tuple[str, str], str] = {}
    for test in _tests():
        for cell, words in test.cells.items():
            said[cell] = f"{said[cell]}; {words}" if cell in said else words
    for cell, why in APART.items():
        said[cell] = f"does not apply, because {why}"
    return said


@cache
def vietnamese() -> dict[str, str]:
    """What the tests say, part by part, and the same in Vietnamese."""
    return dict(yaml.safe_load(WORDS.read_text(encoding="utf-8")))


def _told(words: str, lang: str) -> str:
    """Words of the tests in a language; raises KeyError where a part has no Vietnamese."""
    return words if lang == "en" else "; ".join(map(vietnamese().__getitem__, words.split("; ")))


def _head(stage: str, lang: str) -> str:
    """A stage as its command, and in words what it is about."""
    command, _, doing = stage.partition(", ")
    return f"`{command}`, {_told(doing, lang)}" if doing else f"`{command}`"


def matrix(lang: str) -> str:
    """The table: a row for each fault, a column for each stage."""
    said = cells()
    rows = (
        [f"**{_told(words, lang)}**", *(_told(said[fault, stage], lang) for stage in STAGES)]
        for fault, words in FAULTS.items()
    )
    return table(["", *(_head(stage, lang) for stage in STAGES)], rows)


def page(text: str, lang: str) -> str:
    """A page with its table as the tests say it."""
    return renewed(text, lambda what: matrix(lang))


if __name__ == "__main__":
    for lang, path in PAGES.items():
        path.write_text(page(path.read_text(encoding="utf-8"), lang), encoding="utf-8")
