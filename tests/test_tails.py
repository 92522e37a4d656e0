"""Tails, things and forms: what belongs to a duty, and what is none, in documents written for this test."""

import pytest

from kg.document import cleaned, outline
from kg.extract import read
from kg.extract.duties import duties
from kg.extract.things import is_thing

PLAN = """KẾ HOẠCH

II. NHIỆM VỤ, GIẢI PHÁP

1. {}

2. Mở thêm ba kệ sách ở chợ.
"""
ORGANISED = """KẾ HOẠCH

III. TỔ CHỨC THỰC HIỆN

1. Sở Nội vụ

- {}
"""


def told(text):
    clean = cleaned(text)
    tasks, assignments = duties(clean, outline(clean), year=2025)
    bodies = {
        index: [(one.body, one.role) for one in assignments if one.task == index]
        for index in range(len(tasks))
    }
    return [
        (task.text, task.deadline.edtf if task.deadline else None, task.product, bodies[index])
        for index, task in enumerate(tasks)
    ]


def test_a_sentence_that_only_says_when_is_of_the_duty_before_it():
    item = "Lập sổ mượn. Thời gian hoàn thành: trước ngày 05/6/2025."
    assert told(ORGANISED.format(item)) == [(item, "2025-06-05", None, [("Sở Nội vụ", "implement")])]


def test_all_duties_of_a_sentence_have_the_deadline_that_follows_it():
    item = "Chủ trì lập sổ mượn; báo cáo Ủy ban nhân dân tỉnh. Hoàn thành trong tháng 6/2025."
    found = told(ORGANISED.format(item))
    assert [(due, bodies) for _, due, _, bodies in found] == [
        ("2025-06", [("Sở Nội vụ", "lead")]),
        ("2025-06", [("Sở Nội vụ", "report")]),
    ]


def test_a_deadline_of_its_own_is_not_taken_by_what_follows():
    item = "Lập sổ mượn trước ngày 01/5/2025. Thời hạn chốt trước ngày 05/6/2025."
    assert [due for _, due, _, _ in told(ORGANISED.format(item))] == ["2025-05-01"]


def test_the_words_of_a_duty_cover_the_sentences_that_go_on_with_it():
    item = "Lập sổ mượn. Kiểm kê lại kệ sách cũ. Sách cũ rất nhiều."
    assert [text for text, *_ in told(ORGANISED.format(item))] == ["Lập sổ mượn. Kiểm kê lại kệ sách cũ."]


def test_a_second_sentence_with_a_deadline_of_its_own_is_a_duty_of_its_own():
    item = "Lập sổ mượn. Gửi danh sách thủ thư trước ngày 30/6/2025."
    assert [(text, due) for text, due, _, _ in told(ORGANISED.format(item))] == [
        ("Lập sổ mượn.", None),
        ("Gửi danh sách thủ thư trước ngày 30/6/2025.", "2025-06-30"),
    ]


def test_a_clause_with_another_deadline_is_a_duty_of_its_own():
    item = "Lập sổ mượn trước ngày 01/5/2025; gửi danh sách thủ thư trước ngày 30/6/2025."
    assert [due for _, due, _, _ in told(ORGANISED.format(item))] == ["2025-05-01", "2025-06-30"]


def test_a_term_may_stand_between_a_body_and_its_duty():
    text = "KẾ HOẠCH\n\nIII. PHÂN CÔNG\n\n1. Sở Y tế chậm nhất 07 ngày sau khi thấy sách cổ phải thông báo cho Sở Nội vụ.\n"
    (duty,) = read(text).assignments
    assert (duty.body, duty.deadline.text) == ("Sở Y tế", "chậm nhất 07 ngày sau khi thấy sách cổ")


def test_what_is_asked_of_another_is_not_said_of_the_duty():
    item = "Lập sổ mượn. Đề nghị bạn đọc trả sách."
    assert told(ORGANISED.format(item))[0][0] == "Lập sổ mượn."


def test_an_item_whose_body_comes_last_is_read_from_its_beginning_with_its_product():
    item = (
        "Lập danh mục sách. Sản phẩm: Danh mục sách quý. Sở Tư pháp chủ trì thực hiện trước ngày 30/6/2025."
    )
    assert told(PLAN.format(item))[0] == (item, "2025-06-30", "Danh mục sách quý", [("Sở Tư pháp", "lead")])


@pytest.mark.parametrize(
    "item",
    [
        "Kỹ năng tra cứu sách quý trên máy.",
        "Quy tắc mượn sách của thư viện lưu động.",
        "Các nhóm sách dành cho trẻ nhỏ.",
        "02 vị trí đặt kệ sách ở chợ mới.",
        "Xã Tân Mẫu và chợ nổi ven sông.",
        "Hệ thống theo dõi sách mượn quá hạn.",
    ],
)
def test_a_list_of_things_under_tasks_is_no_task(item):
    assert is_thing(item)
    assert [text for text, *_ in told(PLAN.format(item))] == ["Mở thêm ba kệ sách ở chợ."]


@pytest.mark.parametrize(
    "item",
    [
        "Hệ thống hóa sổ sách của các kho cũ.",
        "Xã Tân Mẫu: Đóng thêm hai kệ sách.",
        "Nội dung: Tuyên truyền về sách quý.",
        "Các trung tâm văn hóa mở cửa buổi tối.",
        "Số hóa sách quý của thư viện tỉnh.",
        "Danh mục sách quý hoàn thành trước ngày 30/6/2025.",
    ],
)
def test_what_is_to_be_done_is_a_task_although_it_begins_like_a_thing(item):
    assert [text for text, *_ in told(PLAN.format(item))] == [item, "Mở thêm ba kệ sách ở chợ."]


def test_a_paragraph_with_the_things_that_it_is_about_below_it_is_the_task():
    text = PLAN.format(
        "Mua sắm cho kho sách lưu động của tỉnh trong năm nay những thứ dưới đây:\n\na) Hệ thống kệ sắt của kho chính.\n\nb) Phần mềm mượn sách."
    )
    assert [said for said, *_ in told(text)] == [
        "Mua sắm cho kho sách lưu động của tỉnh trong năm nay những thứ dưới đây:",
        "Mở thêm ba kệ sách ở chợ.",
    ]


def test_a_saying_in_quotation_marks_is_no_task():
    text = "II. NỘI DUNG\n\n1. Chủ đề\n\n“Đọc sách mỗi ngày; mượn sách mỗi tuần, trả sách đúng hẹn”.\n\n2. Tổ chức ngày hội đọc sách ở các trường.\n"
    assert [task.text for task in read(text).tasks] == ["Tổ chức ngày hội đọc sách ở các trường."]


def test_steps_of_a_procedure_are_no_tasks():
    text = "KẾ HOẠCH\n\nII. NHIỆM VỤ\n\n1. {} tiếp nhận sách tặng\n\na) Người tặng ghi tên vào sổ ở quầy.\n\nb) Thủ thư đóng dấu từng cuốn sách.\n"
    for heading in ("Trình tự", "Quy trình", "Các bước"):
        assert told(text.format(heading)) == []


FORMS = """QUYẾT ĐỊNH

Số: 9/QĐ-UBND

Điều 1. Giao Sở Nội vụ lập sổ mượn sách.

Nơi nhận:

- Như Điều 1;

Phụ lục I

{}

I. NHIỆM VỤ KỲ TỚI

1. Nêu các việc phải làm trong kỳ tới

| STT | Nhiệm vụ | Cơ quan chủ trì | Thời hạn |
|-|-|-|-|
| 1 | Ghi tên việc | Sở Nội vụ | 2026 |

Phụ lục II

NHIỆM VỤ CỦA CÁC SỞ

1. Sở Tài chính chủ trì mua kệ sách.
"""


@pytest.mark.parametrize(
    "heading", ["MẪU BÁO CÁO", "Mẫu số 01", "CÁC BIỂU MẪU", "Mẫu số 02: Phiếu tặng sách"]
)
def test_forms_to_be_filled_in_hold_no_tasks_down_to_the_next_annex(heading):
    assert [one.body for one in read(FORMS.format(heading)).assignments] == ["Sở Nội vụ", "Sở Tài chính"]


def test_an_annex_of_tasks_is_no_form_and_a_form_named_before_the_signature_opens_none():
    reading = read(FORMS.format("KẾ HOẠCH NĂM TỚI"))
    assert [one.body for one in reading.assignments] == ["Sở Nội vụ", "Sở Nội vụ", "Sở Tài chính"]
    named = "KẾ HOẠCH\n\nII. NHIỆM VỤ\n\nMẫu số 01\n\n1. Sở Nội vụ chủ trì lập sổ mượn sách.\n"
    assert [one.body for one in read(named).assignments] == ["Sở Nội vụ"]
