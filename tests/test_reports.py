"""Reports: to whom and through whom a duty reports, in documents written for this test."""

from hashlib import sha256
from pathlib import Path

import pytest

from kg.document import cleaned
from kg.drafting import as_contract, draft
from kg.extract import read
from kg.extract.passages import passage
from kg.extract.reports import hearers
from kg.source import Source

HEARD = {
    "báo cáo Ủy ban nhân dân tỉnh kết quả kiểm kê trước ngày 15/12/2025.": (["Ủy ban nhân dân tỉnh"], []),
    "báo cáo kết quả kiểm kê về Sở Tài chính trước ngày 20/11/2025 để tổng hợp, báo cáo Ủy ban nhân dân tỉnh.": (
        ["Sở Tài chính"],
        [],
    ),
    "Gửi danh sách thủ thư về Sở Nội vụ trước ngày 05/6/2025.": (["Sở Nội vụ"], []),
    "Báo cáo việc mua sách với Ủy ban nhân dân tỉnh (qua Sở Nội vụ) hằng quý.": (
        ["Ủy ban nhân dân tỉnh"],
        ["Sở Nội vụ"],
    ),
    "báo cáo kết quả thực hiện Ủy ban nhân dân tỉnh thông qua Sở Tư pháp.": (
        ["Ủy ban nhân dân tỉnh"],
        ["Sở Tư pháp"],
    ),
    "gửi báo cáo đến Bộ Tài chính và các Bộ: Công an, Quốc phòng.": (
        ["Bộ Tài chính", "Bộ Công an", "Bộ Quốc phòng"],
        [],
    ),
    "lập báo cáo, gửi Sở Xây dựng và Sở Tài chính thẩm tra.": (["Sở Xây dựng", "Sở Tài chính"], []),
    "báo cáo và kiến nghị Chính phủ, Thủ tướng Chính phủ việc tặng sách.": (
        ["Chính phủ", "Thủ tướng Chính phủ"],
        [],
    ),
    "báo cáo về tình hình mượn sách của Sở Tài chính.": ([], []),
    "báo cáo kết quả kiểm kê kho sách.": ([], []),
    "kiểm kê kho sách để Sở Nội vụ báo cáo Ủy ban nhân dân tỉnh.": ([], []),
    "gửi lấy ý kiến Sở Tư pháp.": ([], []),
    "soạn nội quy phòng đọc, trình Hội đồng nhân dân tỉnh xem xét, thông qua.": (
        ["Hội đồng nhân dân tỉnh"],
        [],
    ),
    "lập chương trình Sở Nội vụ đề ra theo trình tự Sở Tư pháp hướng dẫn.": ([], []),
    # The one that is advised submits it, not the bearer.
    "tham mưu Ủy ban nhân dân tỉnh trình Hội đồng nhân dân tỉnh mức phí thẻ đọc.": (
        ["Ủy ban nhân dân tỉnh"],
        [],
    ),
    "thẩm định hồ sơ do Sở Nội vụ trình Ủy ban nhân dân tỉnh.": ([], []),
}
SAID = """ỦY BAN NHÂN DÂN TỈNH NGHỆ AN
Số: 77/KH-UBND
Nghệ An, ngày 14 tháng 10 năm 2025
KẾ HOẠCH
Thử nghiệm sổ tay

III. TỔ CHỨC THỰC HIỆN
1. Sở Nội vụ chủ trì, phối hợp với Sở Tư pháp soạn sổ tay; báo cáo kết quả về Ủy ban nhân dân tỉnh trước ngày 20/12/2025.
2. Ủy ban nhân dân các xã, phường tập huấn thủ thư, gửi kết quả về Tổ Sổ tay (qua Sở Nội vụ).
3. Sở Tài chính bố trí kinh phí.
"""
SOURCE = Source(Path("mau.txt"), sha256(SAID.encode()).hexdigest(), SAID)


@pytest.mark.parametrize(("sentence", "expected"), HEARD.items())
def test_who_hears_of_it_is_who_the_words_report_or_send_to(sentence, expected):
    clean = cleaned(sentence)
    heard = hearers(passage(clean, 0, len(clean.text)))
    assert ([one.name for one in heard.to], [one.name for one in heard.via]) == expected


def test_the_bearer_reports_and_who_joins_in_or_only_works_does_not():
    told = [(one.body, one.role, one.reports_to, one.via) for one in read(SAID).assignments]
    assert told == [
        ("Sở Nội vụ", "lead", (), ()),
        ("Sở Tư pháp", "coordinate", (), ()),
        ("Sở Nội vụ", "report", ("Ủy ban nhân dân tỉnh",), ()),
        ("Ủy ban nhân dân các xã, phường", "implement", ("Tổ Sổ tay",), ("Sở Nội vụ",)),
        ("Sở Tài chính", "implement", (), ()),
    ]


def test_who_joins_in_a_duty_that_is_also_a_report_does_not_report():
    text = "II. PHÂN CÔNG\n\n1. Sở Nội vụ chủ trì, phối hợp với Sở Tư pháp soạn sổ, gửi kết quả về Ủy ban nhân dân tỉnh.\n"
    told = {(one.body, one.role): one.reports_to for one in read(text).assignments}
    assert told == {("Sở Nội vụ", "lead"): ("Ủy ban nhân dân tỉnh",), ("Sở Tư pháp", "coordinate"): ()}


def test_nobody_reports_to_who_comes_before_it_in_the_words():
    text = "II. PHÂN CÔNG\n\n1. Sở Nội vụ tổng hợp, gửi Sở Tài chính, Sở Tài chính phải báo cáo Sở Nội vụ.\n"
    assert all(one.body not in one.reports_to for one in read(text).assignments)


def test_drafts_name_the_bodies_that_hear_and_declare_those_no_list_knows():
    file = draft(read(SAID), SOURCE).file
    known = {body.id: body.name.vi for body in file.bodies}
    told = [
        (one.reports_to, one.via)
        for statement in file.statements
        for one in statement.assignments
        if one.reports_to or one.via
    ]
    assert told[0] == (("uy-ban-nhan-dan-tinh-nghe-an",), ())
    ((team,), via) = told[1]
    assert (known[team], via) == ("Tổ Sổ tay", ("so-noi-vu-tinh-nghe-an",))


def test_the_json_tells_to_whom_and_through_whom():
    told = as_contract(read(SAID), SOURCE)["assignments"]
    assert [(one["reports_to"], one["via"]) for one in told if one["role"] == "report"] == [
        (["Ủy ban nhân dân tỉnh"], [])
    ]
