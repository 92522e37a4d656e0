"""The pages on faults: they are what the tests say, and no cell of their matrix is empty."""

import subprocess
import sys
from pathlib import Path

import pytest
from faults import APART, FAULTS, STAGES

MAKING = Path(__file__).parent.parent / "docs" / "making"
sys.path.append(str(MAKING))
from fault_table import PAGES, cells, covered, page, vietnamese  # noqa: E402


@pytest.mark.parametrize("lang", PAGES)
def test_the_page_is_what_the_tests_say(lang: str) -> None:
    text = PAGES[lang].read_text(encoding="utf-8")
    assert page(text, lang) == text, "make it anew: python docs/making/fault_table.py"


@pytest.mark.parametrize(("lang", "words"), [("en", "stands whole"), ("vi", "còn nguyên")])
def test_a_page_that_says_something_else_is_noticed(lang: str, words: str) -> None:
    text = PAGES[lang].read_text(encoding="utf-8")
    changed = text.replace(words, "stands", 1)
    assert changed != text
    assert page(changed, lang) == text


def test_the_table_can_be_made_without_the_tests_running() -> None:
    made = "from fault_table import matrix; print(matrix('vi'))"
    done = subprocess.run(
        [sys.executable, "-c", made], cwd=MAKING, capture_output=True, text=True, encoding="utf-8"
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert len(done.stdout.splitlines()) == len(FAULTS) + 2


def test_no_cell_is_empty_and_each_is_tested_or_said_not_to_apply() -> None:
    every = {(fault, stage) for fault in FAULTS for stage in STAGES}
    assert covered().keys() | APART.keys() == every
    assert not covered().keys() & APART.keys()
    assert all(cells().values())


def test_the_vietnamese_words_are_of_what_the_tests_say_and_of_nothing_else() -> None:
    parts = {part for words in (*cells().values(), *FAULTS.values()) for part in words.split("; ")}
    stages = {doing for stage in STAGES if (doing := stage.partition(", ")[2])}
    assert sorted(vietnamese()) == sorted(parts | stages)
