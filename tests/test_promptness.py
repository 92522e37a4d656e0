"""Promptness: which words say that something is to be done at once, and where they end."""

import pytest

from kg.extract.deadlines import deadlines
from kg.extract.promptness import promptly


def told(sentence: str) -> list[str]:
    return [sentence[one.start : one.end] for one in promptly(sentence)]


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Ngay sau khi các sở, ngành báo cáo, Sở Mẫu gộp số.", "Ngay sau khi các sở, ngành báo cáo"),
        ("Mở kho ngay sau khi UBND tỉnh, Sở Mẫu phê duyệt.", "ngay sau khi UBND tỉnh, Sở Mẫu phê duyệt"),
        (
            "Đếm ngay khi cơ quan, tổ chức, cá nhân gửi sách, ghi vào sổ.",
            "ngay khi cơ quan, tổ chức, cá nhân gửi sách",
        ),
        (
            "Đếm ngay khi cơ quan có thẩm quyền, đơn vị liên quan cho phép.",
            "ngay khi cơ quan có thẩm quyền, đơn vị liên quan cho phép",
        ),
        ("Đếm ngay khi xã, phường có sách.", "ngay khi xã, phường có sách"),
        ("Ngay khi mưa tạnh, Sở Mẫu báo cáo.", "Ngay khi mưa tạnh"),
        ("Ngay sau khi nhận sách, Sở Mẫu ghi sổ.", "Ngay sau khi nhận sách"),
        ("Mở kho ngay khi các sở, ngành dọn kệ; đếm sách.", "ngay khi các sở, ngành dọn kệ"),
    ],
)
def test_the_words_of_an_event_end_at_a_comma_behind_its_verb(sentence: str, words: str) -> None:
    assert told(sentence) == [words]


@pytest.mark.parametrize(
    "sentence",
    [
        "Sở Mẫu không báo cáo ngay thì bị nhắc.",
        "Khắc phục việc chưa kịp thời báo cáo ngay cho tỉnh.",
        "Ai không báo cáo ngay khi có mối thì bị nhắc.",
        "Thủ thư gửi ngay ngắn sổ mượn.",
    ],
)
def test_what_is_not_done_at_once_is_no_deadline(sentence: str) -> None:
    assert told(sentence) == []
    assert not list(deadlines(sentence))


def test_a_denial_of_something_else_takes_no_deadline_away() -> None:
    assert told("Kệ không khóa thì báo cáo ngay Sở Mẫu.") == ["ngay"]


def test_an_event_that_is_told_at_great_length_gives_no_deadline() -> None:
    assert told(f"Mở kho ngay khi có {'sách ' * 60}") == []
