"""Lines that became paragraphs of their own are joined again; where paragraphs are whole, nothing is."""

from dataclasses import replace
from pathlib import Path
from textwrap import wrap

import making
import pytest
from making import SAMPLE, blocks

from kg import extract
from kg.document import cleaned
from kg.extract import Reading
from kg.source import read

TEXT = SAMPLE.read_text(encoding="utf-8")


def torn(text: str, width: int = 74) -> str:
    """The text with a paragraph for each line of so many characters, tables as they are."""
    lines = (
        [block] if block.startswith("|") else wrap(block, width, break_on_hyphens=False)
        for block in blocks(text)
    )
    return "\n\n".join(line for several in lines for line in several) + "\n"


def even(text: str) -> str:
    return "".join(text.split())


def said(reading: Reading) -> tuple[object, ...]:
    return (
        replace(reading.head, shown_at=()),
        [(one.number, one.relation) for one in (*reading.based_on, *reading.cites)],
        [(one.label, one.heading, one.path) for one in reading.sections],
        [(one.text, one.value, one.upper, one.year) for one in reading.targets],
        [(one.label, one.text, one.deadline, one.path) for one in reading.tasks],
        [(one.body, one.role, one.task, one.deadline) for one in reading.assignments],
    )


@pytest.mark.parametrize(
    "write", [making.write_html, making.write_docx, making.write_pdf], ids=["html", "docx", "pdf"]
)
def test_a_file_with_a_paragraph_for_each_line_says_what_the_whole_one_does(write, tmp_path: Path) -> None:
    path = write(torn(TEXT), tmp_path / f"a.{write.__name__.removeprefix('write_')}")
    reading, whole = extract.read(read(path).text), extract.read(TEXT)
    assert len(whole.assignments) > 10
    assert said(reading) == said(whole)


@pytest.mark.parametrize("width", [60, 88])
def test_a_text_with_an_empty_line_behind_each_line_says_what_the_whole_one_does(width: int) -> None:
    assert said(extract.read(torn(TEXT, width))) == said(extract.read(TEXT))


def test_places_are_those_of_the_text_as_decoded() -> None:
    text = torn(TEXT)
    reading = extract.read(text)
    broken = [one for one in reading.tasks if "\n\n" in text[one.start : one.end]]
    assert len(broken) > 3
    for one in reading.tasks:
        assert even(text[one.start : one.end]) == even(one.text)


LINES = """
ỦY BAN NHÂN DÂN
TỈNH ĐIỆN BIÊN
Số: 31/QĐ-UBND
QUYẾT ĐỊNH
VỀ VIỆC TRỒNG THÊM CÂY BÓNG MÁT TRONG SÂN CỦA
CÁC TRƯỜNG
CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH
Chương I
QUY ĐỊNH VỀ CÂY VÀ NGƯỜI TRỒNG CÂY TRONG SÂN
TRƯỜNG HỌC
Điều 1. Phạm vi điều chỉnh
Quyết định này quy định việc trồng cây bóng mát trong
sân trường và việc chăm cây sau khi trồng, theo Điều 4
Nghị định số 3/2024/NĐ-CP của Chính phủ.
Điều 2. Phân công
1. Sở Giáo dục và Đào tạo chủ trì, phối hợp với Sở
Nông nghiệp và Môi trường chọn giống cây hợp với từng
sân trường, gồm:
a) cây lấy bóng;
b) cây lấy hoa, lấy quả cho học trò cùng chăm, cùng
hái.
2. Kinh phí
- Sở Tài chính cân đối ngân sách hằng năm để trồng
cây; Kho bạc Nhà nước tỉnh hướng dẫn các trường lập
hồ sơ thanh toán trước ngày 15 tháng 11.
Các trường báo cáo kết quả.
Nơi nhận:
- Như Điều 2;
- Lưu: VT.
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Lò Văn Mẫu
""".strip().split("\n")


def test_headings_items_recipients_and_signatures_stay_apart() -> None:
    joined = cleaned("\n\n".join(LINES)).text.split("\n")
    assert joined == [
        "ỦY BAN NHÂN DÂN",
        "TỈNH ĐIỆN BIÊN",
        "Số: 31/QĐ-UBND",
        "QUYẾT ĐỊNH",
        "VỀ VIỆC TRỒNG THÊM CÂY BÓNG MÁT TRONG SÂN CỦA CÁC TRƯỜNG",
        "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH",
        "Chương I",
        "QUY ĐỊNH VỀ CÂY VÀ NGƯỜI TRỒNG CÂY TRONG SÂN TRƯỜNG HỌC",
        "Điều 1. Phạm vi điều chỉnh",
        " ".join(LINES[11:14]),
        "Điều 2. Phân công",
        " ".join(LINES[15:18]),
        LINES[18],
        " ".join(LINES[19:21]),
        "2. Kinh phí",
        " ".join(LINES[22:25]),
        *LINES[25:],
    ]


def test_a_name_that_a_line_broke_is_joined_where_the_document_has_it_whole_elsewhere() -> None:
    named = "Trước mùa mưa, trạm khuyến nông của Hội Trồng Hoa báo lại."
    lines = [*LINES, "3. Giao cho trạm của Hội", "Trồng Hoa"]
    assert cleaned("\n\n".join(lines)).text.endswith("Hội\nTrồng Hoa")
    assert cleaned("\n\n".join([named, *lines])).text.endswith("Hội Trồng Hoa")


def test_page_numbers_between_torn_lines_are_passed_over() -> None:
    lines = [*LINES[:12], "2", *LINES[12:20], "3", *LINES[20:]]
    assert cleaned("\n\n".join(lines)).text == cleaned("\n\n".join(LINES)).text


def test_whole_paragraphs_stay_as_they_are() -> None:
    paragraphs = [line for line in TEXT.split("\n") if line and line[0] != "|"]
    assert [line for line in cleaned(TEXT).text.split("\n") if line[0] != "|"] == paragraphs
    few = "\n\n".join([*LINES[:13], *(f"{n}. Trường số {n} trồng cây trong tháng {n}." for n in range(1, 9))])
    assert cleaned(few).text == few.replace("\n\n", "\n")


def test_the_cells_of_a_column_are_no_broken_lines() -> None:
    cells = "\n\n".join(
        ["Cây", "bàng", "Cây", "xoan", "Cây", "sấu", "Cây", "nhội", "Cây", "me", "Cây", "dâu"]
    )
    assert cleaned(cells).text == cells.replace("\n\n", "\n")
