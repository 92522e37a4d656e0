"""Make the table of docs/faults.md anew, of what the tests of faults say that they hold.

Run as `python docs/making/fault_table.py`; the tests are read, not run.
"""

import sys
from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path

from blocks import renewed, table

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "faults.md"
MODULES = ("test_faults", "test_faults_reading")
Cells = Mapping[tuple[str, str], str]


def covered() -> dict[tuple[str, str], list[str]]:
    """The tests of each cell, by fault and stage, each with its module."""
    found: dict[tuple[str, str], list[str]] = {}
    for test in _tests():
        for cell in test.cells:
            found.setdefault(cell, []).append(f"{test.__module__}.{test.__name__}")
    return found


def _tests() -> Iterator[object]:
    sys.path.insert(0, str(ROOT / "tests"))
    for name in MODULES:
        yield from (one for one in vars(import_module(name)).values() if hasattr(one, "cells"))


def cells() -> dict[tuple[str, str], str]:
    """What holds in each cell, or why none does."""
    said: dict[tuple[str, str], str] = {}
    for test in _tests():
        for cell, words in test.cells.items():
            said[cell] = f"{said[cell]}; {words}" if cell in said else words
    from faults import APART

    for cell, why in APART.items():
        said[cell] = f"does not apply, because {why}"
    return said


def matrix() -> str:
    """The table: a row for each fault, a column for each stage."""
    from faults import FAULTS, STAGES

    said = cells()
    rows = ([f"**{words}**", *(said[fault, stage] for stage in STAGES)] for fault, words in FAULTS.items())
    return table(["", *(f"`{stage}`" for stage in STAGES)], rows)


def page(text: str) -> str:
    """The page with its table as the tests say it."""
    return renewed(text, lambda what: matrix())


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
