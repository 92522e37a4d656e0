"""The sections of a document: which paragraphs open a part, and where each part ends."""

from pathlib import Path

import pytest

from kg.document import cleaned, outline
from kg.extract.reading import Section
from kg.extract.sectioning import sections

FOLDER = Path(__file__).parent / "fixtures/sections"


def read(text: str) -> tuple[Section, ...]:
    clean = cleaned(text)
    return sections(clean, outline(clean))


def listed(name: str) -> list[tuple[str, str]]:
    return [(one.label, one.heading) for one in read((FOLDER / name).read_text(encoding="utf-8"))]


def test_headings_are_sections_and_sentences_and_labels_of_a_block_are_not():
    assert listed("plan.txt") == [
        ("I.", "MỤC ĐÍCH, YÊU CẦU"),
        ("1.", "Mục đích"),
        ("2.", "Yêu cầu"),
        ("II.", "NHIỆM VỤ"),
        ("1.", "Dọn rong"),
        ("III.", "TỔ CHỨC THỰC HIỆN"),
        ("1.", "Ủy ban nhân dân các xã, phường"),
        ("3.", "Sở Nông nghiệp và Môi trường"),
        ("PHỤ LỤC I", "PHỤ LỤC I DANH SÁCH KÊNH"),
    ]


def test_an_issued_document_opens_an_annex_and_its_articles_stand_in_it():
    found = read((FOLDER / "decision.txt").read_text(encoding="utf-8"))
    assert [(one.label, one.heading) for one in found] == [
        ("Điều 1.", "Ban hành kèm theo Quyết định này Quy chế mượn xuồng"),
        ("Điều 2.", "Quyết định này có hiệu lực từ ngày ký./"),
        ("QUY CHẾ", "QUY CHẾ MƯỢN XUỒNG CỦA XÃ"),
        ("Chương I", "QUY ĐỊNH CHUNG"),
        ("Điều 1.", "Phạm vi điều chỉnh"),
        ("Chương II", "MƯỢN VÀ TRẢ XUỒNG"),
        ("Điều 2.", "Mượn xuồng"),
    ]
    assert found[0].path == ("1",)
    assert found[4].path == ("QUY CHẾ", "I", "1")


def test_a_section_begins_at_its_marker_and_ends_where_the_next_of_its_level_begins():
    text = (FOLDER / "plan.txt").read_text(encoding="utf-8")
    found = {one.heading: one for one in read(text)}
    purpose, demands, tasks = found["Mục đích"], found["Yêu cầu"], found["NHIỆM VỤ"]
    assert text[purpose.start : purpose.end].startswith("1. Mục đích")
    assert purpose.end == demands.start
    assert found["MỤC ĐÍCH, YÊU CẦU"].end == demands.end == tasks.start
    assert text[found["TỔ CHỨC THỰC HIỆN"].end :].startswith("Nơi nhận")


def test_a_text_without_headings_has_no_sections():
    assert read("") == ()
    assert read("Nước lên từ đêm qua. Đò ngang tạm nghỉ.") == ()


def test_every_section_of_the_development_set_begins_with_its_label_in_the_text_as_decoded(
    devset: dict[str, str],
) -> None:
    count = 0
    for stem, text in devset.items():
        for one in read(text):
            words = cleaned(text[one.start : one.end]).text.replace("\n", " ")
            assert words.startswith(" ".join(one.label.split())[:4]), (stem, one)
            count += 1
    assert count > 1_500


@pytest.mark.parametrize(
    "closing",
    [
        "Nơi nhận:\n- Như Điều 2;\n- Lưu: VT.\n",
        "| Nơi nhận: - Như Điều 2; - Lưu: VT. | CHỦ TỊCH Trần Văn Mẫu |\n|---|---|\n",
    ],
)
def test_the_last_article_ends_before_the_recipients(closing: str) -> None:
    text = f"Điều 1. Ban hành sổ.\n\nĐiều 2. Sở Y tế giữ sổ./.\n\n{closing}"
    clean = cleaned(text)
    last = sections(clean, outline(clean))[-1]
    assert text[last.start : last.end].strip() == "Điều 2. Sở Y tế giữ sổ./."
