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
