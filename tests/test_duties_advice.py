"""Advice: who advises and proposes, to whom it goes, and who may report instead, in texts written for this test."""

import pytest

from kg.extract import read

Told = tuple[str, str, tuple[str, ...]]


def told(words: str) -> list[list[Told]]:
    found = read(f"IV. TỔ CHỨC THỰC HIỆN\n\n1. {words}\n")
    return [
        [(a.body, a.role, a.reports_to) for a in found.assignments if a.task == index]
        for index in range(len(found.tasks))
    ]


@pytest.mark.parametrize(
    ("words", "role", "hearer"),
    [
        ("Sở Y tế tham mưu Ủy ban nhân dân tỉnh ban hành nội quy kho sách.", "advise", "Ủy ban nhân dân tỉnh"),
        ("Sở Y tế có trách nhiệm rà soát, tham mưu cho Ủy ban nhân dân tỉnh sửa nội quy.", "advise", "Ủy ban nhân dân tỉnh"),
        ("Sở Y tế nghiên cứu, kịp thời tham mưu đề xuất Ủy ban nhân dân tỉnh mua tủ.", "advise", "Ủy ban nhân dân tỉnh"),
        ("Sở Y tế chủ trì tham mưu Ủy ban nhân dân tỉnh ban hành nội quy.", "lead", "Ủy ban nhân dân tỉnh"),
        ("Sở Y tế rà soát kho sách; đề xuất Bộ Y tế sửa nội quy.", "implement", "Bộ Y tế"),
    ],
)  # fmt: skip
def test_whom_a_body_advises_hears_of_it(words: str, role: str, hearer: str) -> None:
    assert told(words) == [[("Sở Y tế", role, (hearer,))]]


def test_a_report_tells_more_of_who_hears_than_advice_does() -> None:
    words = "Sở Y tế tham mưu Ủy ban nhân dân tỉnh sửa nội quy, trình Bộ Y tế nội quy mới."
    assert told(words) == [[("Sở Y tế", "advise", ("Bộ Y tế",))]]


def test_who_directs_others_to_advise_advises_nobody() -> None:
    words = "Bộ trưởng Bộ Y tế chỉ đạo các đơn vị nghiên cứu, tham mưu cho Ủy ban nhân dân tỉnh mua tủ."
    assert told(words) == [[("Bộ trưởng Bộ Y tế", "direct", ())]]


def test_who_works_with_others_to_advise_still_joins_in() -> None:
    assert told("Sở Y tế phối hợp tham mưu sửa nội quy.") == [[("Sở Y tế", "coordinate", ())]]


def test_to_settle_or_report_is_one_task_in_two_roles() -> None:
    words = "Sở Y tế: Giải quyết theo thẩm quyền hoặc báo cáo đề xuất Sở Nội vụ giải quyết việc mất sách."
    assert told(words) == [[("Sở Y tế", "implement", ()), ("Sở Y tế", "report", ("Sở Nội vụ",))]]


def test_a_sentence_behind_another_that_settles_or_reports_is_a_task_of_its_own() -> None:
    words = "Sở Y tế:\n\na) Hướng dẫn việc đọc sách. Giải quyết hoặc báo cáo Sở Nội vụ việc mất sách."
    assert [[role for _, role, _ in one] for one in told(words)] == [["implement"], ["implement", "report"]]
