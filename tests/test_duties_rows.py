"""Duties of bodies that no list knows, of provinces, and of those who tell of difficulties, in texts for this test."""

import pytest

from kg.document import cleaned, outline
from kg.extract import read
from kg.extract.duties import duties
from kg.extract.targets import targets

SAID = {
    "1. Công ty In Mẫu, Hợp tác xã đóng sách Hoa Sen và các đơn vị bán lẻ sách tổ chức kiểm kê kho đọc.": [
        ("Công ty In Mẫu", "implement"),
        ("Hợp tác xã đóng sách Hoa Sen", "implement"),
        ("các đơn vị bán lẻ sách", "implement"),
    ],
    "1. Sở Nội vụ chủ trì, phối hợp với doanh nghiệp in ấn và các đơn vị liên quan thực hiện kiểm kê kho đọc.": [
        ("Sở Nội vụ", "lead"),
        ("doanh nghiệp in ấn", "coordinate"),
        ("các đơn vị liên quan", "coordinate"),
    ],
    "1. Sở Nội vụ chủ trì, phối hợp với đơn vị cung cấp dịch vụ công nghệ thông tin để nâng cấp sổ đọc.": [
        ("Sở Nội vụ", "lead"),
        ("đơn vị cung cấp dịch vụ công nghệ thông tin", "coordinate"),
    ],
    "1. Sở Nội vụ chủ trì, hướng dẫn, theo dõi, đôn đốc các xã mở kho đọc.": [
        ("Sở Nội vụ", "lead"),
        ("Sở Nội vụ", "monitor"),
    ],
    "1. Giao Thường trực Hội đồng nhân dân Thành phố, các Tổ đại biểu và các đại biểu Hội đồng nhân dân Thành phố giám sát việc mua sách.": [
        ("Thường trực Hội đồng nhân dân Thành phố", "monitor"),
        ("các Tổ đại biểu", "monitor"),
        ("các đại biểu Hội đồng nhân dân Thành phố", "monitor"),
    ],
    "1. Giao các Ban Hội đồng nhân dân, Tổ đại biểu Hội đồng nhân dân, đại biểu Hội đồng nhân dân thành phố giám sát việc mua sách theo quyền hạn.": [
        ("các Ban Hội đồng nhân dân", "monitor"),
        ("Tổ đại biểu Hội đồng nhân dân", "monitor"),
        ("đại biểu Hội đồng nhân dân thành phố", "monitor"),
    ],
    "1. Sở Nội vụ kiểm tra, sửa chữa, bảo dưỡng giá sách của kho đọc.": [("Sở Nội vụ", "implement")],
    "1. Sở Nội vụ kiểm tra, đôn đốc các xã bảo dưỡng giá sách.": [("Sở Nội vụ", "monitor")],
}


def given(text: str) -> list[tuple[str, str]]:
    clean = cleaned(f"II. PHÂN CÔNG\n\n{text}\n")
    _, assignments = duties(clean, outline(clean), year=2025)
    return [(one.body, one.role) for one in assignments]


@pytest.mark.parametrize(("text", "expected"), SAID.items())
def test_a_row_before_the_verb_is_of_bodies_in_their_roles(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert given(text) == expected


@pytest.mark.parametrize(
    ("text", "recurrence"),
    [
        ("1. Sở Nội vụ có trách nhiệm thường xuyên kiểm kê kho đọc.", "continuous"),
        ("1. Sở Nội vụ:\n- Thường xuyên cập nhật sổ mượn sách.", "continuous"),
        ("1. Sở Nội vụ xây dựng sổ mượn sách, thường xuyên hỏi bạn đọc.", None),
    ],
)
def test_what_is_done_all_the_time_recurs(text: str, recurrence: str | None) -> None:
    clean = cleaned(f"II. PHÂN CÔNG\n\n{text}\n")
    (task,) = duties(clean, outline(clean), year=2025)[0]
    assert (task.deadline.recurrence if task.deadline else None) == recurrence


LISTED = """II. NHIỆM VỤ TRONG THỜI GIAN TỚI
Để phòng đọc đông hơn, tỉnh Lào Cai cần tiếp tục thực hiện tốt việc mượn sách, tập trung {words}:
1. Rà soát các kho đọc của từng xã.
2. Đẩy mạnh việc mượn sách qua mạng.
"""


def test_a_province_that_an_introduction_addresses_has_the_items_below() -> None:
    found = [(one.body, one.role) for one in read(LISTED.format(words="thực hiện các việc sau")).assignments]
    assert found == [("tỉnh Lào Cai", "implement")] * 2


def test_a_province_of_which_something_is_told_has_none() -> None:
    told = LISTED.format(words="thực hiện các việc sau").replace("cần tiếp tục thực hiện", "đã thực hiện")
    assert read(told).assignments == ()


def test_who_is_told_of_difficulties_reports_them_further() -> None:
    text = "III. THỰC HIỆN\n\n1. Quá trình thực hiện nếu có vướng mắc, các cơ quan, đơn vị phản ánh kịp thời về Sở Y tế để tổng hợp, báo cáo Ủy ban nhân dân tỉnh xem xét."
    found = [(one.body, one.role, one.reports_to) for one in read(text).assignments]
    assert found == [
        ("các cơ quan, đơn vị", "report", ("Sở Y tế",)),
        ("Sở Y tế", "report", ("Ủy ban nhân dân tỉnh",)),
    ]


def test_where_help_is_offered_nobody_has_to_report() -> None:
    text = "III. THỰC HIỆN\n\n1. Quá trình thực hiện nếu có vướng mắc, các cơ quan, đơn vị phản ánh về Sở Y tế để được hướng dẫn."
    assert read(text).assignments == ()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("1. Mua sách mới cho kho trọng điểm, quyết tâm giải ngân 100% kế hoạch vốn năm 2025 đã được tỉnh giao.", ["100"]),
        ("1. Mở kho đọc để đạt được mục tiêu tăng trưởng kinh tế 8% trong năm 2025 của tỉnh.", ["8"]),
        ("1. Kho đọc đã giải ngân 60% kế hoạch vốn năm 2025.", []),
    ],
)  # fmt: skip
def test_a_share_that_a_duty_is_resolved_to_reach_is_a_target(words: str, expected: list[str]) -> None:
    clean = cleaned(f"II. NHIỆM VỤ\n\n{words}\n")
    assert [one.value for one in targets(clean, outline(clean))] == expected
