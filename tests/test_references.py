"""Documents that a text cites: which, of what date, as a legal basis or not, and what the text does with them."""

from pathlib import Path

import pytest
import yaml

from kg.extract.again import cased, distinct
from kg.extract.references import Reference, references

CASES = yaml.safe_load(
    (Path(__file__).parent / "fixtures" / "references" / "cited.yaml").read_text(encoding="utf-8")
)


def shown(one: Reference) -> str:
    title = [] if one.number else [one.title or ""]
    words = [one.relation, one.number or "-", one.type or "-", one.issued or "-", *title]
    return ("* " if one.is_basis else "") + " ".join(words)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_citations_are_found_with_what_the_text_does_with_them(case: dict[str, object]) -> None:
    assert [shown(one) for one in references(str(case["text"]))] == case["cites"]


def test_the_issuer_of_a_list_is_that_of_its_last() -> None:
    text = (
        "Chỉ thị số 31-CT/TU ngày 06/6/2023, Kế hoạch số 134-KH/TU ngày 29/12/2023 của Ban Thường vụ Tỉnh ủy"
    )
    assert [one.issuer for one in references(text)] == ["Ban Thường vụ Tỉnh ủy"] * 2


@pytest.mark.parametrize(
    ("words", "issuer"),
    [
        ("của Bộ Tài chính về giá", "Bộ Tài chính"),
        ("của Bộ Dân tộc và Tôn giáo công bố danh mục", "Bộ Dân tộc và Tôn giáo"),
        ("của Bộ Văn hóa, Thể thao và Du lịch quy định lễ hội", "Bộ Văn hóa, Thể thao và Du lịch"),
        ("của Bộ Giao thông vận tải, Bộ đã làm", "Bộ Giao thông vận tải"),
        ("của Ban Chỉ đạo Trung ương về liên thông", "Ban Chỉ đạo Trung ương"),
        ("của CHÍNH PHỦ VỀ NHÀ Ở", "CHÍNH PHỦ"),
        ("của Bộ Xây dựng hết hiệu lực kể từ mai", "Bộ Xây dựng"),
        ("của Chính phủ Chống tiếng ồn mẫu", "Chính phủ"),
        (
            "của Bộ Công an và Bộ Nông nghiệp và Môi trường, cùng bản mẫu",
            "Bộ Công an và Bộ Nông nghiệp và Môi trường",
        ),
    ],
)
def test_an_issuer_ends_where_its_name_does(words: str, issuer: str) -> None:
    (one,) = references(f"Quyết định số 5/QĐ-X ngày 01/01/2025 {words}".replace("QĐ-X", "QĐ-BTC"))
    assert one.issuer == issuer


def test_the_title_and_the_place_are_as_written() -> None:
    text = "theo Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ về công tác văn thư."
    (one,) = references(text)
    assert one.title == "về công tác văn thư"
    assert text[one.start : one.end] == "Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ"


def test_a_documents_own_number_is_no_citation() -> None:
    assert references("Số: 12/KH-UBND", own="12/KH-UBND") == ()


def test_of_several_citations_the_basis_stands_first() -> None:
    text = "Theo Luật Giá.\nCăn cứ Luật Giá ngày 19/6/2023;\nCăn cứ Nghị định số 1/2025/NĐ-CP;\nĐiều 1. Theo Nghị định số 1/2025/NĐ-CP."
    assert [(one.title or one.number, one.is_basis) for one in distinct(references(text))] == [
        ("Luật Giá", True),
        ("1/2025/NĐ-CP", True),
    ]


def test_brackets_and_repetitions_without_end_are_no_trap() -> None:
    assert len(references("Căn cứ Nghị định số 1/2025/NĐ-CP, " * 500 + "(" * 5_000)) == 500


def test_every_place_in_the_real_documents_gives_its_number(shared: Path) -> None:
    texts = sorted((shared / "devset" / "texts").glob("*.md"))
    counted = 0
    for path in texts[:40]:
        text = path.read_text(encoding="utf-8")
        for one in references(text):
            assert 0 <= one.start < one.end <= one.title_end <= len(text)
            if one.parsed is not None:
                assert one.parsed.serial in text[one.start : one.end]
                counted += 1
    assert counted > 200


def test_a_word_in_small_letters_is_a_type_only_with_its_own_marks() -> None:
    (cited,) = references("Theo Báo cáo giải trình, tiếp thu số 468/BC-UBND ngày 25/11/2025 của Ủy ban;")
    assert (cited.number, cited.type) == ("468/BC-UBND", "Báo cáo")
    (cited,) = references("theo quyết định số 12/QĐ-UBND ngày 25/11/2025;")
    assert cited.type == "Quyết định"


def test_what_a_cited_document_carries_out_is_not_carried_out_by_the_text() -> None:
    text = "Kết luận số 1-KL/TW ngày 15/8/2021 của Bộ Chính trị khóa XIII về tiếp tục thực hiện Chỉ thị số 5-CT/TW về xây mẫu."
    conclusion, directive = references(text)
    assert conclusion.title
    assert conclusion.title.startswith("về tiếp tục thực hiện")
    assert (conclusion.relation, directive.relation) == ("cites", "cites")


@pytest.mark.parametrize(
    ("text", "issued"),
    [
        ("theo Quyết định số 11/QĐ-TTg; Quyết định số 11/QĐ-TTg ngày 03/02/2024 của Thủ tướng Chính phủ.", "2024-02-03"),
        ("theo Quyết định số 11/QĐ-TTg ngày 03/02/2024; nêu tại Quyết định số 11/QĐ-TTg ngày 04/02/2024; xem", "2024-02-03"),
        ("theo Kế hoạch số 5/KH-UBND của UBND tỉnh Lào Cai; Kế hoạch số 5/KH-UBND ngày 03/02/2024 của UBND tỉnh Sơn La.", None),
        ("theo Quyết định số 11/QĐ-TTg; Quyết định số 12/QĐ-TTg ngày 03/02/2024 của Thủ tướng Chính phủ.", None),
    ],
)  # fmt: skip
def test_a_number_has_the_date_that_any_of_its_citations_gives(text: str, issued: str | None) -> None:
    assert distinct(references(text))[0].issued == issued


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("THI HÀNH LUẬT THƯ VIỆN ngày 02/01/2024 TẠI TỈNH. Sở phổ biến Luật Thư viện.", ["Luật Thư viện", "Luật Thư viện"]),
        ("THI HÀNH LUẬT THƯ VIỆN ngày 02/01/2024 TẠI TỈNH.", ["Luật Thư viện"]),
    ],
)  # fmt: skip
def test_a_law_named_in_capitals_has_the_case_of_its_name(text: str, titles: list[str]) -> None:
    assert [one.title for one in cased(references(text), text)] == titles
