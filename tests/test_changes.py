"""Changes: what a document does to others by its own words, in texts written for this test."""

from hashlib import sha256
from pathlib import Path

import pytest

from kg.drafting import draft
from kg.extract import read
from kg.extract.again import distinct
from kg.extract.references import references
from kg.source import Source

OWN = {
    "Điều 3. Quyết định này có hiệu lực kể từ ngày ký và thay thế Quyết định số 41/QĐ-UBND.": ["replaces"],
    "Điều 3. Quyết định này có hiệu lực từ ngày 01.4.2025; bãi bỏ Quyết định số 41/QĐ-UBND về kho sách.": [
        "repeals"
    ],
    "Điều 3. Quyết định này thay thế các Quyết định sau đây:\na) Quyết định số 41/QĐ-UBND về kho sách;\nb) Quyết định số 42/QĐ-UBND về thẻ đọc.": [
        "replaces"
    ]
    * 2,
    "Điều 3. Quyết định này thay thế Quyết định số 41/QĐ-UBND về kho sách và Quyết định số 42/QĐ-UBND về thẻ đọc.": [
        "replaces"
    ]
    * 2,
    "Điều 3. Quyết định này thay thế Quy chế mượn sách ban hành kèm theo Quyết định số 41/QĐ-UBND.": [
        "replaces"
    ],
    "Điều 3. Quyết định này thay thế Danh mục kho sách có số thứ tự 1, 2 tại Quyết định số 41/QĐ-UBND.": [
        "amends"
    ],
    "Điều 1. Bãi bỏ khoản 2 Điều 5 Quyết định số 41/QĐ-UBND.": ["repeals"],
    "Điều 1. Sửa đổi, bổ sung một số điều của Quy chế kèm theo Quyết định số 41/QĐ-UBND.": ["amends"],
    "QUYẾT ĐỊNH\nBÃI BỎ TOÀN BỘ QUYẾT ĐỊNH SỐ 41/QĐ-UBND\nCăn cứ Luật Thư viện;": ["repeals", "basedOn"],
    "Điều 3. Quyết định số 41/QĐ-UBND về kho sách hết hiệu lực kể từ ngày Quyết định này có hiệu lực.": [
        "repeals"
    ],
    "Điều 3. Hiệu lực\n1. Quyết định này có hiệu lực từ ngày ký.\n2. Quyết định số 41/QĐ-UBND, Quyết định số 42/QĐ-UBND hết hiệu lực.": [
        "repeals"
    ]
    * 2,
    "Điều 3. Quyết định này thay thế Quyết định số 41/QĐ-UBND. Quyết định số 42/QĐ-UBND hết hiệu lực kể từ ngày Quyết định này có hiệu lực.": [
        "replaces",
        "repeals",
    ],
    "Điều 3. Quyết định số 41/QĐ-UBND; Quyết định số 42/QĐ-UBND hết hiệu lực kể từ ngày Quyết định này có hiệu lực.": [
        "repeals"
    ]
    * 2,
    "Điều 3. Quyết định số 41/QĐ-UBND được thay thế bằng Quyết định này.": ["replaces"],
    "Điều 1. Bãi bỏ toàn bộ một số văn bản quy phạm pháp luật của Ủy ban nhân dân tỉnh\n1. Quyết định số 41/QĐ-UBND về kho sách.\n2. Quyết định số 42/QĐ-UBND sửa đổi Điều 2 Quyết định số 40/QĐ-UBND về thẻ đọc.\n3. Quyết định số 43/QĐ-UBND quy định mức phí; quy định chế độ thu.": [
        "repeals",
        "repeals",
        "cites",
        "repeals",
    ],
    "Điều 1. Bãi bỏ một phần các văn bản sau của Ủy ban nhân dân tỉnh:\na) Khoản 2 Điều 5 của Quyết định số 41/QĐ-UBND;\nb) Điều 7 của Quyết định số 42/QĐ-UBND.": [
        "repeals"
    ]
    * 2,
    "Điều 1. Sửa đổi, bổ sung một số điều của các Quyết định sau:\n1. Quyết định số 41/QĐ-UBND về kho sách; lịch mở kho.\n2. Quyết định số 42/QĐ-UBND về thẻ đọc.": [
        "amends"
    ]
    * 2,
}
NOT_OWN = [
    "Điều 2. Theo Quyết định số 41/QĐ-UBND được sửa đổi, bổ sung bởi Quyết định số 42/QĐ-UBND.",
    "Điều 2. Quyết định số 41/QĐ-UBND đã hết hiệu lực từ năm 2020.",
    "Điều 2. Nghị định số 6/2020/NĐ-CP thay thế Nghị định số 5/2016/NĐ-CP.",
    "Điều 2. Sở Nội vụ tham mưu thay thế Quyết định số 41/QĐ-UBND.",
    "Điều 2. Trường hợp Quyết định số 41/QĐ-UBND hết hiệu lực thì áp dụng Quyết định này.",
    "Điều 2. Trường hợp Quyết định số 41/QĐ-UBND hết hiệu lực trước ngày Quyết định này có hiệu lực thì trả sách.",
    "Điều 2. Thông tư số 4/2019/TT-BTC hết hiệu lực kể từ ngày Thông tư này có hiệu lực.",
    "Điều 9. Mượn sách theo mẫu.\nPhụ lục I\n1. Kiến nghị: Sửa đổi Điều 4 Quyết định số 41/QĐ-UBND.",
    "Điều 2. Bổ sung hai kho mượn sách theo mẫu ban hành kèm theo Quyết định số 41/QĐ-UBND.",
    "Điều 2. Thông tư này thay thế Quyết định số 41/QĐ-UBND.",
    "Điều 1. Rà soát một số văn bản quy phạm pháp luật\n1. Quyết định số 41/QĐ-UBND về kho sách.\n2. Quyết định số 42/QĐ-UBND về thẻ đọc.",
]


def test_a_list_of_what_is_repealed_ends_with_its_article():
    text = "Điều 1. Bãi bỏ các văn bản sau:\n1. Quyết định số 41/QĐ-UBND về kho sách.\nĐiều 2. Hiệu lực\n2. Quyết định số 42/QĐ-UBND về thẻ đọc còn áp dụng."
    assert relations(text, "Quyết định") == ["repeals", "cites"]


def test_a_law_named_again_without_its_number_is_the_same():
    text = "Điều 2. Theo Luật Điện lực số 61/2024/QH15, Luật Đất đai số 31/2024/QH15, Luật Điện lực và Luật Đất đai năm 2013."
    found = [(one.number, one.title) for one in read(text).cites]
    assert found == [
        ("61/2024/QH15", "Luật Điện lực"),
        ("31/2024/QH15", "Luật Đất đai"),
        (None, "Luật Đất đai"),
    ]


def test_a_title_keeps_both_its_quotation_marks_and_its_second_rule():
    text = "Điều 2. Xem Quyết định số 41/QĐ-UBND phê duyệt “Kế hoạch kho sách”; Quyết định số 42/QĐ-UBND quy định mức phí; quy định chế độ thu."
    assert [one.title for one in references(text)] == [
        "phê duyệt “Kế hoạch kho sách”",
        "quy định mức phí; quy định chế độ thu",
    ]


def relations(text: str, type_: str) -> list[str]:
    return [one.relation for one in references(text, type_=type_)]


@pytest.mark.parametrize(("text", "expected"), OWN.items())
def test_a_document_changes_others_in_its_own_name(text, expected):
    assert relations(text, "Quyết định") == expected


@pytest.mark.parametrize("text", NOT_OWN)
def test_what_another_does_or_is_only_told_is_no_change_of_ones_own(text):
    assert not {"amends", "replaces", "repeals"} & set(relations(text, "Quyết định"))


@pytest.mark.parametrize("type_", ["Kế hoạch", "Văn bản hợp nhất", ""])
def test_what_a_plan_or_a_restatement_lists_is_not_changed_by_it(type_):
    text = "Điều 1. Bãi bỏ Quyết định số 41/QĐ-UBND."
    assert relations(text, type_) == ["cites"]
    assert relations(text, "Quyết định") == ["repeals"]


def test_a_plan_may_replace_a_plan_by_name():
    assert relations("Kế hoạch này thay thế Kế hoạch số 7/KH-UBND.", "Kế hoạch") == ["replaces"]


def test_a_title_ends_before_it_is_said_that_the_document_ends():
    (one,) = references(
        "Thông tư số 4/2019/TT-BTC quy định lệ phí đọc hết hiệu lực kể từ ngày Thông tư này có hiệu lực."
    )
    assert (one.title, one.relation) == ("quy định lệ phí đọc", "repeals")


def test_a_title_may_say_that_procedures_were_amended_and_not_that_it_was():
    text = "Quyết định số {}/QĐ-BTC về việc công bố thủ tục hành chính được sửa đổi, bổ sung{}"
    (kept,) = references(text.format(4, " lĩnh vực thẻ đọc."))
    (cut, _) = references(text.format(5, " bởi Quyết định số 6/QĐ-BTC."))
    assert kept.title is not None
    assert kept.title.endswith("lĩnh vực thẻ đọc")
    assert cut.title == "về việc công bố thủ tục hành chính"


def test_a_document_cited_before_it_is_changed_is_given_in_both_places():
    text = "Căn cứ Quyết định số 41/QĐ-UBND;\nĐiều 1. Bãi bỏ Quyết định số 41/QĐ-UBND. Quyết định số 41/QĐ-UBND cũ."
    found = distinct(references(text, type_="Quyết định"))
    assert [(one.relation, one.is_basis) for one in found] == [("basedOn", True), ("repeals", False)]


def test_a_draft_has_the_relation_with_the_words_that_say_it():
    text = (
        "ỦY BAN NHÂN DÂN TỈNH NGHỆ AN\n\nSố: 9/QĐ-UBND\n\nNghệ An, ngày 10 tháng 3 năm 2025\n\nQUYẾT ĐỊNH\n\nVề thẻ đọc\n\n"
        "Căn cứ Luật Thư viện ngày 21 tháng 11 năm 2019;\n\nĐiều 1. Theo Quyết định số 41/QĐ-UBND ngày 05/6/2020.\n\n"
        "Điều 2. Quyết định này thay thế Quyết định số 41/QĐ-UBND ngày 05/6/2020.\n"
    )
    file = draft(read(text), Source(Path("a.txt"), sha256(text.encode()).hexdigest(), text)).file
    (relation,) = [one for one in file.relations if one.kind != "basedOn"]
    (place,) = relation.evidence
    said = "thay thế Quyết định số 41/QĐ-UBND ngày 05/6/2020"
    assert (text[place.start : place.end], relation.kind) == (said, "replaces")
