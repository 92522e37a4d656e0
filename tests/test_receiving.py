"""Receiving: lines of recipients become names, each its own, however long the line and whatever is in it."""

import pytest

from kg.bodies import unit_named
from kg.drafting.receiving import received


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Cục Thuế, Cục Hải quan - Bộ Tài chính", ["Cục Thuế", "Cục Hải quan"]),
        ("Vụ Pháp chế, Vụ Tổ chức cán bộ, Bộ Y tế", ["Vụ Pháp chế", "Vụ Tổ chức cán bộ", "Bộ Y tế"]),
        ("Các Vụ: TH, PC; Sở Y tế", ["Sở Y tế"]),
        ("Công an tỉnh - Bộ Chỉ huy Quân sự tỉnh", ["Công an tỉnh"]),
        ("Ban , ngành: TH", []),
        ("Các cơ quan thuộc Bộ Mẫu và Sở Y tế", ["Các cơ quan thuộc Bộ Mẫu", "Sở Y tế"]),
        ("Các phòng, ban, trung tâm thuộc Sở Y tế", ["Các phòng, ban, trung tâm thuộc Sở Y tế"]),
        ("Các phòng, TT thuộc VP. UBND tỉnh", ["Các phòng, trung tâm thuộc VP. UBND tỉnh"]),
        (
            "Sở Y tế các tỉnh, thành phố trực thuộc trung ương",
            ["Sở Y tế các tỉnh, thành phố trực thuộc trung ương"],
        ),
    ],
)
def test_several_units_are_none_of_one_name(line: str, names: list[str]) -> None:
    assert received(line) == names


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("Cục Thuế - Bộ Tài chính", "cuc-thue"),
        ("Cục Thuế - Bộ Y tế", "cuc-thue-bo-y-te"),
        ("Vụ - Bộ Y tế", None),
    ],
)
def test_a_listed_unit_is_meant_only_with_the_body_that_it_stands_in(name: str, body: str | None) -> None:
    found = unit_named(name)
    assert (found.id if found else None) == body


@pytest.mark.parametrize(
    ("line", "count"),
    [
        ("Các ban, ngành, đoàn thể" + ", Sở Y tế" * 60, 61),
        ("Sở Y tế; " * 1200, 1200),
        ("Các báo: " * 600, 1),
        ("Chủ tịch, các Phó Chủ tịch UBND tỉnh, " * 600, None),
    ],
)
def test_a_line_without_end_is_read_to_an_end(line: str, count: int | None) -> None:
    found = received(line)
    assert count is None or len(found) == count
