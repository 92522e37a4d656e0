"""The number of a document: read, written back, found in running text, and held against its own page."""

from pathlib import Path

import pytest

from kg.document.agreement import disagreements, document_class, type_names
from kg.document.codes import TYPE_CODES
from kg.document.number import Number, numbers
from kg.records.kinds import DocumentType

CASES = Path(__file__).parent / "fixtures" / "numbers"


def rows(name: str) -> list[list[str]]:
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    return [[cell.strip() for cell in line.split("|")] for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize("row", rows("valid.txt"), ids=lambda row: row[0])
def test_a_number_is_read_into_its_parts_and_spelt_by_the_rules(row: list[str]) -> None:
    written, canonical, form, type_code, issuer_code, *unit = row
    number = Number.parse(written)
    assert str(number) == canonical
    assert [number.form, number.type_code, number.issuer_code] == [form, type_code, issuer_code]
    assert number.unit_code == (unit[0] if unit else "")


@pytest.mark.parametrize("row", rows("valid.txt"), ids=lambda row: row[0])
def test_reading_what_was_written_gives_the_same_number(row: list[str]) -> None:
    number = Number.parse(row[0])
    assert Number.parse(str(number)) == number


@pytest.mark.parametrize("row", rows("invalid.txt"), ids=lambda row: row[0])
def test_what_is_no_number_is_refused_with_what_would_be_right(row: list[str]) -> None:
    with pytest.raises(ValueError, match="57-NQ/TW"):
        Number.parse(row[0])


@pytest.mark.parametrize("row", rows("found.txt"), ids=lambda row: row[0][:40])
def test_numbers_are_found_in_running_text_and_nothing_else_is(row: list[str]) -> None:
    text, wanted = row
    assert [str(one.number) for one in numbers(text)] == [w for w in wanted.split(", ") if w]


def test_the_place_of_a_number_gives_its_words() -> None:
    text = "theo Kế hoạch số 134- KH/TU ngày 29/12/2023"
    (found,) = numbers(text)
    assert text[found.start : found.end] == "134- KH/TU"


@pytest.mark.parametrize("row", rows("agreement.txt"), ids=lambda row: " ".join(row[:3]))
def test_a_page_that_contradicts_its_number_is_told(row: list[str]) -> None:
    number, printed_type, printed_issuer, kinds = row
    found = disagreements(Number.parse(number), printed_type or None, printed_issuer or None)
    assert [one.kind for one in found] == [kind for kind in kinds.split(", ") if kind]
    assert all(number in one.message and number in one.message_vi for one in found)


def test_every_code_names_its_type_and_a_class_of_the_vocabulary() -> None:
    classes = set(DocumentType.__args__)  # type: ignore[attr-defined]
    assert len(TYPE_CODES) > 40
    assert [
        e.code for e in TYPE_CODES.values() if not e.names or {e.document_class, e.party_class} - classes
    ] == []


def test_a_code_means_what_the_body_that_uses_it_means() -> None:
    assert type_names(Number.parse("144-QĐ/TW"))[0] == "Quy định"
    assert type_names(Number.parse("144/QĐ-TTg")) == ("Quyết định",)
    assert document_class(Number.parse("5363/CT-CS")) == "OfficialLetter"
    assert document_class(Number.parse("60/2024/QH15")) == "Law"
