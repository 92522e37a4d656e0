"""Whole words: names, titles, units and places that are not cut short or drawn out, in texts written for this test."""

from hashlib import sha256
from pathlib import Path

import pytest

from kg.document import cleaned
from kg.drafting import draft
from kg.extract import read
from kg.extract.references import references
from kg.extract.units import unit_at
from kg.source import Source

ANNEXED = """KẾ HOẠCH

I. MỤC TIÊU

1. Mở 12 kho sách vào năm 2027.

II. NHIỆM VỤ

1. Sở Nội vụ chủ trì mở kho sách ở chợ.

Phụ lục I

DANH MỤC NHIỆM VỤ

1. Sở Tài chính chủ trì mua kệ sách.

Phụ lục II

DANH SÁCH KHO SÁCH

1. Kho chợ cũ của tỉnh.
"""


@pytest.mark.parametrize(
    ("counted", "unit"),
    [
        ("05 bộ dữ liệu bạn đọc", "bộ dữ liệu"),
        ("05 cơ sở dữ liệu sách quý", "cơ sở dữ liệu"),
        ("03 hợp tác xã sách", "hợp tác xã"),
        ("10 trung tâm văn hóa", "trung tâm văn hóa"),
        ("20 doanh nghiệp tặng sách", "doanh nghiệp"),
        ("7 kho sách chợ", "kho sách"),
    ],
)
def test_a_unit_is_not_cut_in_the_middle_of_a_word(counted, unit):
    clean = cleaned(counted)
    assert unit_at(clean, len(counted.split()[0]), len(clean.text))[0] == unit


@pytest.mark.parametrize(
    "name",
    [
        "Các cơ quan, tổ chức, cá nhân",
        "Các cơ quan, tổ chức, cá nhân, hộ gia đình",
        "Các doanh nghiệp, hộ kinh doanh, cá nhân",
        "Các đơn vị, doanh nghiệp và các hợp tác xã có liên quan",
    ],
)
def test_a_collective_name_is_read_to_its_end(name):
    text = f"KẾ HOẠCH\n\nIII. TỔ CHỨC THỰC HIỆN\n\n1. {name} có trách nhiệm gửi sách về kho.\n"
    assert [one.body for one in read(text).assignments] == [name]


def test_a_title_ends_where_the_sentence_goes_on_to_something_else():
    text = "Thực hiện Quyết định số 749/QĐ-TTg ngày 03/6/2020 của Thủ tướng Chính phủ phê duyệt Chương trình đọc sách; {}"
    for rest in ("phối hợp với các xã mở kho.", "Ủy ban nhân dân tỉnh yêu cầu mở kho."):
        (one,) = references(text.format(rest))
        assert one.title == "phê duyệt Chương trình đọc sách"


def test_a_title_and_the_name_of_a_law_go_on_over_a_broken_line():
    law, decision = references(
        "Căn cứ Luật Thư\nviện ngày 21 tháng 11 năm 2019;\nCăn cứ Quyết định số 749/QĐ-TTg ngày 03/6/2020 về kho\nsách quý;\nĐiều 1. Mở kho."
    )
    assert (law.title, law.issued) == ("Luật Thư viện", "2019-11-21")
    assert decision.title == "về kho sách quý"


def test_a_line_that_begins_anew_is_not_part_of_a_laws_name():
    assert references("Theo Luật\nSở Mẫu họp ngày 21 tháng 11 năm 2019.") == ()


def test_a_remark_in_brackets_is_no_task():
    text = (
        "KẾ HOẠCH\n\nII. NHIỆM VỤ\n\n1. Mở thêm ba kệ sách ở chợ.\n\n(Chi tiết tại bảng kèm theo dưới đây)\n"
    )
    assert [task.text for task in read(text).tasks] == ["Mở thêm ba kệ sách ở chợ."]


def test_an_annex_is_not_the_part_of_the_same_number():
    reading = read(ANNEXED)
    assert [section.path for section in reading.sections] == [("I",), ("II",), ("P", "I"), ("P", "II")]
    file = draft(reading, Source(Path("a.txt"), sha256(ANNEXED.encode()).hexdigest(), ANNEXED)).file
    kinds = {one.id: one.kind for one in file.statements}
    assert kinds["II"] == kinds["P.I"] == "TaskGroup"
    assert "TaskGroup" not in {kinds.get("I"), kinds.get("P.II")}
    assert kinds["P.I.1"] == "Task"
