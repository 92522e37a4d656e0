"""Dates as documents give them, and the last day in time that follows."""

from datetime import date

import pytest

from kg.records.edtf import checked, checked_once, last_day


@pytest.mark.parametrize(
    "edtf",
    [
        "2025",
        "2025-10",
        "2025-33",
        "2025-02-22",
        "2024-02-29",
        "2025/2030",
        "2025-01/2025-06",
        "2025/..",
        "../2030",
        "XXXX-01-13",
        "XXXX-XX-20",
        "XXXX-XX-31",
    ],
)
def test_dates_of_documents_are_accepted(edtf: str) -> None:
    assert checked(edtf) == edtf


@pytest.mark.parametrize(
    "edtf",
    [
        "",
        "25",
        "2025-13",
        "2025-00",
        "2025-37",
        "2025-02-30",
        "2023-02-29",
        "2030/2025",
        "../..",
        "..",
        "2025/2026/2027",
        "XXXX-13-01",
        "XXXX-XX-32",
        "XXXX-XX-00",
        "2025-XX-20",
        "22/02/2025",
        "2025-2-1",
        "٢٠٢٥",
    ],
)
def test_what_is_no_date_is_refused(edtf: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        checked(edtf)


def test_only_what_comes_again_is_on_a_day_of_every_month() -> None:
    assert checked_once("XXXX-01-13") == "XXXX-01-13"
    with pytest.raises(ValueError, match="every month"):
        checked_once("XXXX-XX-20")


@pytest.mark.parametrize(
    ("edtf", "qualifier", "day"),
    [
        ("2025-02-22", "before", date(2025, 2, 21)),
        ("2025-02-22", "by", date(2025, 2, 22)),
        ("2025-03", "before", date(2025, 2, 28)),
        ("2024-02", "by", date(2024, 2, 29)),
        ("2025", "before", date(2024, 12, 31)),
        ("2025", "during", date(2025, 12, 31)),
        ("2025-33", "during", date(2025, 3, 31)),
        ("2025-36", None, date(2025, 12, 31)),
        ("2025-34", "before", date(2025, 3, 31)),
        ("2025/2030", "during", date(2030, 12, 31)),
        ("2025/..", "during", None),
        ("2025", "from", None),
        ("XXXX-01-13", None, None),
        ("XXXX-XX-20", "before", None),
    ],
)
def test_the_last_day_follows_from_date_and_qualifier(
    edtf: str, qualifier: str | None, day: date | None
) -> None:
    assert last_day(edtf, qualifier) == day
