"""The page on faults: it is what the tests say, and no cell of its matrix is empty."""

import sys
from pathlib import Path

from faults import APART, FAULTS, STAGES

sys.path.append(str(Path(__file__).parent.parent / "docs" / "making"))
from fault_table import PAGE, cells, covered, page


def test_the_page_is_what_the_tests_say() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert page(text) == text, "make it anew: python docs/making/fault_table.py"


def test_a_page_that_says_something_else_is_noticed() -> None:
    text = PAGE.read_text(encoding="utf-8")
    changed = text.replace("stands whole", "stands", 1)
    assert changed != text
    assert page(changed) == text


def test_no_cell_is_empty_and_each_is_tested_or_said_not_to_apply() -> None:
    every = {(fault, stage) for fault in FAULTS for stage in STAGES}
    assert covered().keys() | APART.keys() == every
    assert not covered().keys() & APART.keys()
    assert all(cells().values())
