"""People and firms that head items, and conditions before a duty, in texts written for this test."""

import pytest

from kg.extract import read

ARTICLE = """QUYẾT ĐỊNH

Điều 1. Phạm vi

Quyết định này nói về kho sách.

Điều 2. Trách nhiệm thực hiện

1. Sở Y tế:

a) Hướng dẫn việc giữ sách;

2. {heading}

a) Thực hiện nội quy của kho sách;

b) {second}
"""


def found(
    heading: str, second: str = "Báo cáo số sách mất theo yêu cầu của Sở Y tế."
) -> list[tuple[str, str]]:
    read_ = read(ARTICLE.format(heading=heading, second=second)).assignments
    return [(one.body, one.role) for one in read_ if one.body != "Sở Y tế"]


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("Chủ đầu tư, chủ sở hữu, đơn vị vận hành kho sách (bên cho mượn):", "Chủ đầu tư, chủ sở hữu, đơn vị vận hành kho sách"),
        ("Người sử dụng kho sách (bên mượn):", "Người sử dụng kho sách"),
        ("Trách nhiệm của các doanh nghiệp in sách trên địa bàn tỉnh:", "các doanh nghiệp in sách trên địa bàn tỉnh"),
    ],
)  # fmt: skip
def test_people_and_firms_that_head_items_bear_them(heading: str, name: str) -> None:
    assert found(heading) == [(name, "implement"), (name, "report")]


@pytest.mark.parametrize(
    ("heading", "second"),
    [
        ("Cơ sở vật chất của kho sách:", "Báo cáo số sách mất."),
        ("Chủ đầu tư là người lập kho sách:", "Báo cáo số sách mất."),
        ("Chủ đầu tư kho sách:", "Tủ gỗ;\n\nc) Tủ sắt;\n\nd) Tủ kính."),
    ],
)
def test_things_sentences_and_lists_of_things_head_nobodys_duties(heading: str, second: str) -> None:
    assert found(heading, second) == []


def test_a_duty_behind_a_long_condition_is_read() -> None:
    condition = "Khi có thay đổi " + "về giá giấy hoặc về cách in sách " * 8 + "so với nội quy"
    read_ = read(
        ARTICLE.format(heading="Sở Nội vụ:", second="Mua tủ.")
        + f"\n3. {condition}, Sở Tư pháp chủ trì, phối hợp với Sở Nội vụ sửa nội quy.\n"
    )
    assert [(one.body, one.role) for one in read_.assignments][-2:] == [
        ("Sở Tư pháp", "lead"),
        ("Sở Nội vụ", "coordinate"),
    ]
