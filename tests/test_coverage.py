"""The page that sets each sentence of parts III and IV of 57-NQ/TW beside its records, against text and records."""

import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
SCRIPT = ROOT / "docs" / "tables" / "coverage.py"
# The bullets of each group of part III as the resolution has them, the unmarked paragraphs among them.
BULLETS = {"III.1": 2, "III.2": 5, "III.3": 6, "III.4": 3, "III.5": 3, "III.6": 4, "III.7": 1}
ITEMS = 7


@pytest.fixture(scope="module")
def coverage() -> dict[str, Any]:
    return runpy.run_path(str(SCRIPT))


@pytest.fixture(scope="module")
def text(shared: Path, coverage: dict[str, Any]) -> str:
    return (shared / "corpus" / f"{coverage['SOURCE']}.txt").read_bytes().decode("utf-8")


@pytest.fixture(scope="module")
def statements(coverage: dict[str, Any]) -> Any:
    records = coverage["read"]({"57.yaml": (ROOT / "corpus" / "57-nq-tw.yaml").read_text(encoding="utf-8")})
    return records.files["57.yaml"].statements


@pytest.fixture(scope="module")
def rows(coverage: dict[str, Any], text: str, statements: Any) -> Any:
    return coverage["sentences"](text, statements)


def test_committed_page_is_what_the_script_writes(
    shared: Path, tmp_path: Path, coverage: dict[str, Any]
) -> None:
    page = tmp_path / "page.md"
    subprocess.run([sys.executable, SCRIPT, shared / "corpus", page], check=True)
    remedy = "run docs/tables/coverage.py on the folder of texts and commit the page"
    assert page.read_text(encoding="utf-8") == coverage["PAGE"].read_text(encoding="utf-8"), remedy


def test_no_sentence_but_a_heading_is_without_record(rows: Any) -> None:
    assert [row.span for row in rows if not row.records and not row.block.heading] == []


def test_words_without_record_are_connectives(rows: Any) -> None:
    left = [word.said.lower() for row in rows if not row.block.heading for word in row.unclaimed]
    assert set(left) <= {"va", "cling", "nhu"}


def test_every_record_of_parts_three_and_four_claims_a_sentence(
    rows: Any, statements: Any, coverage: dict[str, Any]
) -> None:
    claiming = {record.id for row in rows for record in row.records}
    finest = {s.id for s in coverage["finest"](statements) if s.id.startswith(("III.", "IV."))}
    assert finest == claiming


def test_counting_the_bullets_gives_the_locators_of_the_records(
    coverage: dict[str, Any], text: str, statements: Any
) -> None:
    counted = [block.locator for block in coverage["blocks"](text)]
    assert {g: sum(c.startswith(f"{g}.") for c in counted) for g in BULLETS} == BULLETS
    assert sum(locator.startswith("IV.") for locator in counted) == ITEMS
    known = {statement.id for statement in statements}
    assert [locator for locator in counted if locator not in known] == ["III", "IV"]


def test_record_of_a_bullet_takes_the_whole_bullet_as_evidence(
    coverage: dict[str, Any], text: str, statements: Any
) -> None:
    own = {statement.id: statement for statement in statements}
    blocks = [block for block in coverage["blocks"](text) if block.locator in own]
    assert {b.locator for b in blocks if b.span not in coverage["places"](own[b.locator])} == set()


def test_page_has_no_run_of_the_text_longer_than_two_words(
    coverage: dict[str, Any], text: str, rows: Any
) -> None:
    page = coverage["PAGE"].read_text(encoding="utf-8")
    runs = (
        " ".join(w.said for w in row.words[at : at + 3]) for row in rows for at in range(len(row.words) - 2)
    )
    assert [run for run in runs if run in page] == []


def test_wrong_number_of_arguments_is_told_how_to_call(coverage: dict[str, Any], capsys: Any) -> None:
    assert coverage["main"]([]) == 2
    assert "FOLDER_OF_TEXTS" in capsys.readouterr().err
