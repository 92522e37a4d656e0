"""Handing: what those have to do to whom something is sent, in texts written for this test."""

import pytest

from kg.extract import read

Told = tuple[str, str, tuple[str, ...]]


def told(words: str) -> list[tuple[str, list[Told]]]:
    found = read(f"IV. TỔ CHỨC THỰC HIỆN\n\n{words}\n")
    return [
        (task.text, [(a.body, a.role, a.reports_to) for a in found.assignments if a.task == index])
        for index, task in enumerate(found.tasks)
    ]


def test_who_is_sent_something_to_do_has_that_duty() -> None:
    words = "1. Sở Y tế lập danh mục sách, gửi Sở Nội vụ tổng hợp, báo cáo Ủy ban nhân dân tỉnh."
    assert told(words)[1:] == [
        ("Sở Nội vụ tổng hợp, báo cáo Ủy ban nhân dân tỉnh.", [("Sở Nội vụ", "report", ("Ủy ban nhân dân tỉnh",))])
    ]  # fmt: skip


def test_in_a_task_with_keys_too_who_is_sent_something_leads_it_with_others() -> None:
    words = (
        "1. Kho sách\n\na) Nhiệm vụ: Các phòng đề xuất, gửi Sở Y tế tổng hợp, chủ trì, phối hợp với Sở Nội vụ,"
        " báo cáo Ủy ban nhân dân tỉnh mua tủ.\n\nb) Đơn vị chủ trì: Sở Tài chính.\n\nc) Thời gian: Quý II/2026.\n"
    )
    assert [roles for _, roles in told(words)] == [
        [("Sở Tài chính", "lead", ())],
        [
            ("Sở Y tế", "lead", ()),
            ("Sở Nội vụ", "coordinate", ()),
            ("Sở Y tế", "report", ("Ủy ban nhân dân tỉnh",)),
        ],
    ]


@pytest.mark.parametrize(
    "words",
    [
        "1. Sở Y tế lập danh mục sách, gửi Sở Nội vụ để tổng hợp, báo cáo Ủy ban nhân dân tỉnh.",
        "1. Sở Y tế hằng quý gửi Sở Nội vụ báo cáo tình hình kho sách.",
    ],
)
def test_who_is_sent_something_for_a_purpose_or_a_report_has_no_duty(words: str) -> None:
    assert {body for _, roles in told(words) for body, _, _ in roles} == {"Sở Y tế"}


@pytest.mark.parametrize(("deed", "role"), [("xây dựng kho sách, ", "implement"), ("", None)])
def test_who_is_named_behind_partners_of_a_told_duty_has_a_duty_of_its_own(
    deed: str, role: str | None
) -> None:
    found = told(
        f"1. Sở Y tế chủ trì{' ' if deed else ', '}{deed}phối hợp với Sở Nội vụ, Công an tỉnh; "
        "Sở Tài chính có trách nhiệm bố trí kinh phí mua sách."
    )
    roles = {given for _, charged in found for body, given, _ in charged if body == "Sở Tài chính"}
    assert roles == ({role} if role else {"coordinate"})
