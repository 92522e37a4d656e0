"""Dates and deadlines: as documents write them, and only those that bind somebody."""

from pathlib import Path

import pytest

from kg.extract.dates import dates
from kg.extract.deadlines import Deadline, deadline, deadlines

CASES = Path(__file__).parent / "fixtures" / "dates"


def rows(name: str) -> list[list[str]]:
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    return [[cell.strip() for cell in line.split("|")] for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize("row", rows("dates.txt"), ids=lambda row: row[0])
def test_dates_are_read_as_documents_write_them(row: list[str]) -> None:
    assert [one.edtf for one in dates(row[0], 2025)] == [edtf for edtf in row[1].split("; ") if edtf]


def test_a_year_that_the_words_leave_out_is_the_documents_and_is_marked() -> None:
    (own, given) = dates("ngày 27/8 và ngày 28/8/2024", 2025)
    assert (own.edtf, own.from_context) == ("2025-08-27", True)
    assert (given.edtf, given.from_context) == ("2024-08-28", False)
    assert dates("ngày 27/8")[0].edtf == "XXXX-08-27"


@pytest.mark.parametrize("row", rows("deadlines.txt"), ids=lambda row: row[0])
def test_a_cell_gives_one_deadline(row: list[str]) -> None:
    words, edtf, qualifier, recurrence = row
    found = deadline(words, 2025)
    assert found is not None
    assert found.text == words
    assert [found.edtf, found.qualifier, found.recurrence] == [
        edtf or None,
        qualifier or None,
        recurrence or None,
    ]


def test_an_empty_cell_gives_none() -> None:
    assert deadline(" : -") is None


def shown(one: Deadline) -> str:
    return f"{one.text} ({one.edtf or '-'}, {one.qualifier or '-'}, {one.recurrence or '-'})"


@pytest.mark.parametrize("row", rows("sentences.txt"), ids=lambda row: row[0][:50])
def test_only_words_of_time_that_bind_are_deadlines(row: list[str]) -> None:
    sentence, wanted = row
    found = deadlines(sentence, 2025)
    assert [shown(one) for one in found] == ([wanted] if wanted else [])
    assert all(sentence[one.start : one.end] == one.text for one in found)


def test_a_list_of_ten_thousand_months_is_no_trap() -> None:
    assert dates("tháng 1, " * 10_000) == ()
