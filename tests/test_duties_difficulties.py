"""Difficulties: who is to tell whom of what hinders a document's execution, in texts written for this test."""

import pytest

from kg.drafting.labelling import behind
from kg.extract import read

ARTICLE = "IV. TỔ CHỨC THỰC HIỆN\n\n1. Sở Nội vụ giữ chìa khóa của kho sách.\n\n{words}\n"
FOUND = list[tuple[str, str, tuple[str, ...], tuple[str, ...]]]


def found(words: str) -> FOUND:
    read_ = read(ARTICLE.format(words=words)).assignments
    return [(one.body, one.role, one.reports_to, one.via) for one in read_ if "vướng mắc" in one.text]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "Trong quá trình mở kho, nếu có vướng mắc, đề nghị các sở, ngành kịp thời phản ánh về Sở Y tế để tổng hợp, hướng dẫn giải quyết.",
            ("các sở, ngành", "report", ("Sở Y tế",), ()),
        ),
        (
            "Trong quá trình mở kho nếu phát sinh vướng mắc, các cơ quan, đơn vị phản ánh về Ủy ban nhân dân tỉnh (thông qua Sở Y tế) để xem xét; sách hỏng thì để riêng.",
            ("các cơ quan, đơn vị", "report", ("Ủy ban nhân dân tỉnh",), ("Sở Y tế",)),
        ),
        (
            "Khi mở kho có vướng mắc thì Giám đốc Sở Y tế kịp thời báo cáo Ủy ban nhân dân tỉnh để được xem xét.",
            ("Giám đốc Sở Y tế", "report", ("Ủy ban nhân dân tỉnh",), ()),
        ),
        (
            "Trong quá trình mở kho, nếu có vướng mắc, tổ chức, cá nhân có trách nhiệm phản ánh về Bộ Y tế để sửa nội quy.",
            ("tổ chức, cá nhân", "report", ("Bộ Y tế",), ()),
        ),
        (
            "Trong quá trình mở kho, nếu có vướng mắc, các sở, ngành và Ủy ban nhân dân các xã, tổ chức, cá nhân có liên quan cần phản ánh, kiến nghị đến Bộ Y tế để sửa nội quy.",
            ("các sở, ngành và Ủy ban nhân dân các xã, tổ chức, cá nhân có liên quan", "report", ("Bộ Y tế",), ()),
        ),
    ],
)  # fmt: skip
def test_who_is_to_tell_of_difficulties_has_a_duty_to_report(
    words: str, expected: tuple[str, str, tuple[str, ...], tuple[str, ...]]
) -> None:
    assert found(words) == [expected]


def test_those_named_before_report_where_the_sentence_names_nobody_that_tells() -> None:
    words = "2. Giao Ủy ban nhân dân thành phố mở kho sách. Nếu có vướng mắc, kịp thời tổng hợp, báo cáo Hội đồng nhân dân thành phố để xem xét."
    assert found(words) == [
        ("Ủy ban nhân dân thành phố", "report", ("Hội đồng nhân dân thành phố",), ())
    ]  # fmt: skip


def test_the_duty_ends_before_what_is_said_of_other_things() -> None:
    words = "Trong quá trình mở kho, nếu có vướng mắc, các sở, ngành phản ánh về Sở Y tế để xem xét; sách hỏng thì để riêng."
    assert [one.text.endswith("để xem xét") for one in read(ARTICLE.format(words=words)).tasks] == [True]


@pytest.mark.parametrize(
    "words",
    [
        "Trong quá trình mở kho, nếu có vướng mắc, các sở, ngành phản ánh về Sở Y tế để được hỗ trợ.",
        "Trong quá trình mở kho, nếu có vướng mắc, đề nghị phản ánh về Sở Y tế để kịp thời giải quyết.",
    ],
)
def test_an_offer_of_help_and_a_request_to_nobody_give_no_duty(words: str) -> None:
    assert found(words) == []


def test_a_duty_to_tell_of_difficulties_is_called_by_what_is_to_be_done() -> None:
    text = "Trong quá trình mở kho, nếu có vướng mắc, đề nghị các sở, ngành kịp thời phản ánh về Sở Y tế."
    at = text.index("các sở, ngành")
    assert behind(text, [(at, at + len("các sở, ngành"))], (0, len(text))) == "Kịp thời phản ánh về Sở Y tế."
