"""A document whose lines are broken is not read as if nothing were to be doubted."""

from kg.extract import read

LINES = [
    "KẾ HOẠCH",
    "III. TỔ CHỨC THỰC HIỆN",
    "1. Sở Y tế chủ trì kiểm",
    "tra, đôn đốc việc thực hiện Kế hoạch này.",
    "2. Sở Tài chính bố trí kinh phí.",
]


def test_words_that_end_in_the_middle_of_a_sentence_are_doubted() -> None:
    text = "\n\n".join(LINES)
    (finding,) = (one for one in read(text).findings if one.kind == "words-torn")
    assert text[finding.start : finding.end].endswith("chủ trì kiểm")


def test_words_that_go_on_in_the_same_paragraph_or_end_there_are_not() -> None:
    text = "\n\n".join(LINES).replace("kiểm\n\ntra", "kiểm tra")
    assert [one for one in read(text).findings if one.kind == "words-torn"] == []


def kinds(text: str) -> list[str]:
    return [one.kind for one in read(text).findings]


def test_words_that_end_with_a_comma_or_a_preposition_are_doubted() -> None:
    for end in (",", " của"):
        text = "\n\n".join(LINES).replace("kiểm\n\ntra, đôn đốc", f"kiểm tra{end}\n\nSở Nội vụ đôn đốc")
        assert kinds(text) == ["words-torn"]


def test_an_item_below_a_heading_is_no_rest_of_it() -> None:
    text = "\n\n".join(
        [*LINES[:2], "1. Sở Y tế", "a) Chủ trì kiểm tra việc thực hiện.", "b) Báo cáo kết quả."]
    )
    assert kinds(text) == []


def test_words_that_begin_in_the_middle_of_a_sentence_are_doubted() -> None:
    text = "\n\n".join(
        [
            *LINES[:2],
            "1. Sở Y tế:",
            "Chủ trì kiểm tra và",
            "báo cáo Ủy ban nhân dân tỉnh trước ngày 15 tháng 6.",
        ]
    )
    assert "words-headless" in kinds(text)


def test_a_heading_of_one_word_is_doubted() -> None:
    text = "\n\n".join([*LINES[:2], "1. Kiểm", "a) Sở Y tế chủ trì kiểm tra."])
    assert kinds(text) == ["words-short"]


def test_that_lines_were_joined_is_told_once_in_both_languages() -> None:
    lines = [
        *LINES[:2],
        "1. Sở Y tế chủ trì, phối hợp với các cơ",
        "quan có liên quan kiểm tra việc thực",
        "hiện Kế hoạch này.",
    ]
    text = "\n\n".join([*lines, *lines[2:], *lines[2:]])
    (finding,) = (one for one in read(text).findings if one.kind == "lines-joined")
    assert text[finding.start : finding.end] == "\n\n".join(lines[2:])
    assert "joined" in finding.message
    assert "nối lại" in finding.message_vi
