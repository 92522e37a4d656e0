"""Sentences and clauses: what ends one, and what stands within quotation marks or a name and ends none."""

import pytest

from kg.extract import read
from kg.extract.sentences import clauses, sentences

NAME = "Ngày hội sách hay của thiếu nhi; đọc sách mọi lúc mọi nơi"


def parts(text: str) -> list[str]:
    return [text[start:end] for start, end in clauses(text, 0, len(text))]


@pytest.mark.parametrize(
    "text",
    [
        "Treo biển “Giữ sách; giữ kệ. Trả đúng hẹn” ở cổng.",
        'Treo biển "Giữ sách; giữ kệ. Trả đúng hẹn" ở cổng.',
    ],
)
def test_what_is_quoted_is_never_cut(text: str) -> None:
    assert parts(text) == [text]
    assert list(sentences(text, 0, len(text))) == [(0, len(text))]


def test_a_paragraph_with_very_many_marks_is_cut_at_once() -> None:
    text = "Sửa “kệ; tủ”; mượn sách. " * 60_000
    assert len(list(sentences(text, 0, len(text)))) == 60_000
    assert len(parts(text)) == 60_001


def test_a_mark_that_is_never_closed_hides_nothing() -> None:
    assert parts('Kệ cao 12" sơn lại; sổ mượn thay mới') == ['Kệ cao 12" sơn lại', "sổ mượn thay mới"]


def test_a_name_that_the_text_says_again_and_again_is_not_cut_at_its_semicolon() -> None:
    text = f"Mở {NAME} ở xã. Sơ kết {NAME} ở huyện; sửa kệ. Tổng kết {NAME} ở tỉnh."
    cut = parts(text)
    assert len(cut) == 2
    assert cut[1].startswith("sửa kệ")


@pytest.mark.parametrize(
    "more",
    [
        "giao Sở Xây dựng chủ trì sửa kệ",
        "thường xuyên báo cáo Sở Mẫu",
        "hằng quý đọc lại sổ mượn",
        "quét kho sách trước ngày 5 tháng 3 năm 2031",
        "sơn kệ sách cho đẹp",
    ],
)
def test_a_duty_that_several_bodies_have_in_the_same_words_is_cut_off(more: str) -> None:
    assert len(parts(f"Mua sách hay cho bạn đọc nhỏ; {more}. " * 3)) == 4


@pytest.mark.parametrize("more", ["giao Sở Xây dựng sửa kệ", "kiểm tra kho sách của xã", "hằng quý quét kho"])
def test_a_duty_behind_the_name_of_a_plan_is_cut_off(more: str) -> None:
    assert len(parts(f"Thực hiện Kế hoạch mua sách hay; {more}. " * 3)) == 4


def test_a_campaign_that_is_quoted_once_may_go_on_with_a_verb() -> None:
    name = "Góp sách hay cho trẻ nhỏ; tăng số kệ của mọi thôn"
    said = f"Mở {name} ở xã. Sơ kết {name} ở huyện. Tổng kết {name} ở tỉnh."
    assert len(parts(said)) == 4
    assert len(parts(f"Tên gọi “{name}”. {said}")) == 1


def test_each_body_keeps_the_duty_that_a_line_gives_it_behind_a_semicolon() -> None:
    bodies = ("Sở Y tế", "Sở Nội vụ", "Sở Tài chính")
    items = "".join(
        f"{at}. {body} chủ trì tổ chức mua sách; giao Sở Xây dựng chủ trì kiểm tra sách.\n"
        for at, body in enumerate(bodies, 1)
    )
    told = [one.body for one in read(f"KẾ HOẠCH\nVề sách\n\nII. NHIỆM VỤ\n\n{items}").assignments]
    assert told == [who for body in bodies for who in (body, "Sở Xây dựng")]


def test_marks_of_inches_hide_no_sentence() -> None:
    said = 'Mua màn hình 24 " cho xã. Sở Nội vụ chủ trì đếm sách. Sở Tài chính cấp ti vi 32 " cho thôn.'
    assert len(list(sentences(said, 0, len(said)))) == 3


def test_straight_marks_quote_within_a_paragraph_only() -> None:
    assert parts('Treo biển "Giữ sách\nở kho; giữ kệ" ở cổng') == [
        'Treo biển "Giữ sách\nở kho',
        'giữ kệ" ở cổng',
    ]


def test_what_is_said_less_often_or_goes_on_with_a_duty_is_cut() -> None:
    assert len(parts(f"Mở {NAME} ở xã. Sơ kết {NAME} ở huyện.")) == 3
    again = "Kiểm kê kho sách của các xã; báo cáo Sở Mẫu kết quả kiểm kê. "
    assert len(parts(again * 3)) == 4


def test_a_duty_behind_a_campaigns_name_is_read_from_its_verb() -> None:
    said = f"KẾ HOẠCH\n{NAME}\n\nI. MỤC ĐÍCH\n\n1. Chuẩn bị {NAME} chu đáo.\n\nII. TỔ CHỨC THỰC HIỆN\n\n"
    given = f"1. Sở Nội vụ phối hợp với Sở Y tế tuyên truyền về {NAME}; mở chuyên mục đọc sách.\n"
    assert [task.text for task in read(said + given).tasks] == [
        f"Sở Nội vụ phối hợp với Sở Y tế tuyên truyền về {NAME};",
        "mở chuyên mục đọc sách.",
    ]
