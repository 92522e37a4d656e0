"""Joined duties: verbs that share an object, and what one sentence gives to several, in texts written for this test."""

import pytest

from kg.drafting.labelling import behind, substance
from kg.extract import read

Told = tuple[str, str, tuple[str, ...]]


def duties(words: str) -> list[tuple[str, list[Told]]]:
    """Each task's words with the bodies, roles and hearers of its assignments."""
    found = read(f"IV. TỔ CHỨC THỰC HIỆN\n\n{words}\n")
    return [
        (task.text, [(a.body, a.role, a.reports_to) for a in found.assignments if a.task == index])
        for index, task in enumerate(found.tasks)
    ]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("1. Sở Y tế: Theo dõi, tổng hợp và báo cáo về sách hỏng, gửi Sở Nội vụ để tổng hợp.", "monitor"),
        ("1. Sở Y tế có trách nhiệm lập danh mục, quản lý sử dụng và báo cáo Sở Nội vụ theo nội quy.", "implement"),
        ("1. Sở Y tế chỉ đạo các phòng đọc rà soát, thống kê, báo cáo Sở Nội vụ về sách hỏng.", "direct"),
    ],
)  # fmt: skip
def test_verbs_that_share_one_object_are_one_task(words: str, expected: str) -> None:
    (one,) = duties(words)
    assert one[1] == [("Sở Y tế", expected, ()), ("Sở Y tế", "report", ("Sở Nội vụ",))]
    assert one[0].endswith(words[-12:])


def test_a_report_in_a_later_clause_is_kept_with_the_verbs_that_share_its_object() -> None:
    found = duties("1. Sở Y tế chủ trì mở kho sách; theo dõi, tổng hợp, báo cáo Sở Nội vụ kết quả mở kho.")
    assert [one[1:] for _, roles in found for one in roles] == [
        ("lead", ()), ("monitor", ()), ("report", ("Sở Nội vụ",)),
    ]  # fmt: skip


def test_a_second_duty_begins_behind_what_joins_it_to_the_first() -> None:
    found = [
        words for words, _ in duties("1. Sở Y tế sửa chữa kho sách này và báo cáo kết quả về Sở Nội vụ.")
    ]
    assert found == ["Sở Y tế sửa chữa kho sách này", "báo cáo kết quả về Sở Nội vụ."]


def test_a_report_that_is_all_that_is_led_is_one_task_with_the_lead() -> None:
    told = bearers(
        "1. Sở Tài chính lập sổ, gửi Sở Y tế tổng hợp, chủ trì, phối hợp với Sở Xây dựng, báo cáo Sở Nội vụ mua kệ."
    )
    assert told[-1] == (
        "Sở Y tế tổng hợp, chủ trì, phối hợp với Sở Xây dựng, báo cáo Sở Nội vụ mua kệ.",
        [("Sở Y tế", "lead"), ("Sở Xây dựng", "coordinate"), ("Sở Y tế", "report")],
    )
    apart = bearers("1. Sở Y tế chủ trì, phối hợp với Sở Xây dựng mua kệ sách, báo cáo Sở Nội vụ.")
    assert len(apart) == 2


def test_what_is_carried_out_before_a_report_is_another_duty() -> None:
    found = duties("1. Sở Y tế khẩn trương triển khai thực hiện, báo cáo Sở Nội vụ trước ngày 15/3/2026.")
    assert [[one[1] for one in roles] for _, roles in found] == [["implement"], ["report"]]


def test_a_report_at_a_bodys_request_goes_to_it() -> None:
    ((_, found),) = duties("1. Sở Y tế: Báo cáo tình hình kho sách trên địa bàn theo yêu cầu của Sở Nội vụ.")
    assert found == [("Sở Y tế", "report", ("Sở Nội vụ",))]


def bearers(words: str) -> list[tuple[str, list[tuple[str, str]]]]:
    return [(text, [(body, role) for body, role, _ in roles]) for text, roles in duties(words)]


def test_a_second_body_behind_a_comma_has_its_own_duty() -> None:
    words = "1. Các cơ quan được giao chủ trì có trách nhiệm hoàn thành kho sách, các cơ quan phối hợp có trách nhiệm phối hợp với cơ quan chủ trì mua tủ."
    assert bearers(words) == [
        ("Các cơ quan được giao chủ trì có trách nhiệm hoàn thành kho sách", [("Các cơ quan được giao chủ trì", "implement")]),
        ("các cơ quan phối hợp có trách nhiệm phối hợp với cơ quan chủ trì mua tủ.", [("các cơ quan phối hợp", "coordinate")]),
    ]  # fmt: skip


@pytest.mark.parametrize("note", ["", "[3]", " (nơi giữ sổ)"])
def test_the_last_of_those_who_join_in_has_no_duty_of_its_own(note: str) -> None:
    words = f"1. Sở Y tế chủ trì, phối hợp với Sở Nội vụ{note}, Sở Tài chính có trách nhiệm mở kho sách."
    assert len(duties(words)) == 1


def test_those_who_join_in_may_be_parted_by_semicolons() -> None:
    words = (
        "1. Giao Sở Y tế chủ trì, phối hợp với các sở, ban, ngành tỉnh; Ủy ban nhân dân các xã mở kho sách."
    )
    assert bearers(words) == [
        (words[3:], [("Sở Y tế", "lead"), ("các sở, ban, ngành tỉnh", "coordinate"), ("Ủy ban nhân dân các xã", "coordinate")])
    ]  # fmt: skip


def test_the_duty_of_a_later_body_begins_where_the_body_is_named() -> None:
    words = "1. Giao Sở Y tế chủ trì mở kho sách; hằng năm, Sở Nội vụ có trách nhiệm mua tủ."
    assert [text for text, _ in duties(words)] == [
        "Giao Sở Y tế chủ trì mở kho sách;",
        "hằng năm, Sở Nội vụ có trách nhiệm mua tủ.",
    ]


def test_what_a_body_answers_for_is_called_so() -> None:
    said = "Sở Y tế chịu trách nhiệm về việc đề nghị ban hành nội quy."
    assert behind(said, [(0, 7)], (0, len(said))) == "Chịu trách nhiệm về việc đề nghị ban hành nội quy."


def test_a_second_duty_is_called_by_words_that_begin_with_a_capital() -> None:
    text = "IV. TỔ CHỨC THỰC HIỆN\n\n1. Sở Y tế sửa chữa kho sách này và báo cáo kết quả về Sở Nội vụ.\n"
    found = read(text)
    assert [substance(task, (), text) for task in found.tasks][1] == "Báo cáo kết quả về Sở Nội vụ."


@pytest.mark.parametrize(
    ("words", "roles"),
    [
        ("1. Sở Y tế hướng dẫn và theo dõi việc mượn sách.", ["implement", "monitor"]),
        ("1. Sở Y tế hướng dẫn, đôn đốc, kiểm tra việc mượn sách.", ["implement", "monitor"]),
        ("1. Sở Y tế hướng dẫn việc mượn sách và theo dõi số sách mất.", ["implement"]),
        ("1. Sở Y tế hướng dẫn, kiểm tra, bảo dưỡng kệ sách.", ["implement"]),
    ],
)
def test_who_guides_and_oversees_the_same_has_both_roles(words: str, roles: list[str]) -> None:
    assert [role for _, told in duties(words) for _, role, _ in told] == roles


KEYED = (
    "II. NHIỆM VỤ\n\n1. Về kệ sách\n\na) Nhiệm vụ: {words}.\n\nb) Cơ quan thực hiện:\n\n"
    "- Đơn vị chủ trì: Sở Y tế.\n\n- Đơn vị phối hợp: Sở Xây dựng.\n\n"
    "c) Thời gian thực hiện: Hoàn thành trong năm 2025.\n"
)


def test_who_is_named_below_a_task_reports_to_whom_its_words_name() -> None:
    found = read(KEYED.format(words="Tham mưu UBND Thành phố mua thêm kệ sách cho kho đọc"))
    assert [(a.body, a.reports_to) for a in found.assignments] == [
        ("Sở Y tế", ("UBND Thành phố",)), ("Sở Xây dựng", ()),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("lead", "hearers"), [("Các sở, ban, ngành", ("Sở Nội vụ",)), ("Sở Y tế", ())]
)  # fmt: skip
def test_several_below_a_task_are_those_who_its_words_say_send_something(
    lead: str, hearers: tuple[str, ...]
) -> None:
    words = (
        "Mua kệ bằng tiền UBND tỉnh đã giao. Nếu thiếu kệ, các đơn vị có văn bản đề xuất, gửi Sở Nội vụ xem"
    )
    found = read(KEYED.format(words=words).replace("Sở Y tế", lead))
    assert [a.reports_to for a in found.assignments if a.role == "lead"] == [hearers]


def test_what_is_handed_on_in_a_task_with_keys_is_due_when_the_task_is() -> None:
    found = read(KEYED.format(words="Lập sổ kệ sách, gửi Sở Nội vụ tổng hợp, báo cáo UBND Thành phố"))
    due = {a.body: a.deadline.edtf if a.deadline else None for a in found.assignments}
    assert due["Sở Nội vụ"] == due["Sở Y tế"] == "2025"


@pytest.mark.parametrize(
    ("words", "partners"),
    [
        ("Sơn kệ sách, đồng thời phối hợp Bộ Công an, Bộ Y tế, thợ mộc để xếp sách", "Bộ Công an, Bộ Y tế"),
        ("Sơn kệ sách; phối hợp với Sở Xây dựng để xếp sách", None),
        ("Sơn kệ sách; phối hợp với Cục Thuế, Bộ Tài chính để xếp sách", None),
        ("Sơn kệ sách; phối hợp với các sở để xếp sách", None),
    ],
)
def test_a_ministry_to_work_with_that_nobody_s_assignment_names_is_doubted(
    words: str, partners: str | None
) -> None:
    text = KEYED.format(words=words)
    doubts = [one for one in read(text).findings if one.kind == "partners"]
    assert [one.message.partition("work with ")[2].partition(", but")[0] for one in doubts] == (
        [partners] if partners else []
    )
    assert all(partners in one.message_vi for one in doubts if partners)
    assert all(text[one.start : one.end] == words for one in doubts)


def test_whom_a_body_that_joins_in_is_to_work_with_is_not_doubted() -> None:
    found = read("IV. TỔ CHỨC THỰC HIỆN\n\n1. Sở Y tế phối hợp với Sở Nội vụ xếp sách lên kệ.\n")
    assert [one.kind for one in found.findings] == []


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("Báo cáo Sở Y tế về số sách cho mượn khi tổng kết mùa đọc.", "khi tổng kết mùa đọc"),
        ("Báo cáo Sở Y tế số sách mất sau khi kết thúc mùa đọc (qua Sở Nội vụ).", "sau khi kết thúc mùa đọc"),
        ("Phát thưởng cho bạn đọc khi tổng kết mùa đọc.", None),
    ],
)
def test_a_report_is_due_at_the_end_that_its_words_name(words: str, due: str | None) -> None:
    (task,) = read(f"IV. TỔ CHỨC THỰC HIỆN\n\n1. Sở Xây dựng:\n\n- {words}\n").tasks
    assert (task.deadline.text if task.deadline else None) == due
