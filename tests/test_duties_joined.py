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
