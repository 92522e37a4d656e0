"""What is form in a text is set aside by its draft, each stretch once, and no statement or recital with it."""

from dataclasses import replace
from itertools import pairwise

import pytest
from readings import READING, source

from kg.drafting import draft
from kg.extract import read
from kg.records import RecordFile

LETTER = """ỦY BAN NHÂN DÂN        CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH NGHỆ AN            Độc lập - Tự do - Hạnh phúc
Số: 78/KH-UBND          Nghệ An, ngày 14 tháng 10 năm 2025

KẾ HOẠCH
Thử nghiệm sổ tay trên mạng
THÀNH PHỐ MẪU

*Căn
cứ* Quyết định số 5/QĐ-TTg ngày 03/01/2025 của Thủ tướng Chính phủ;

Sổ tay giấy đã cũ sau nhiều năm dùng.

I. NHIỆM VỤ

1. Sở Tài chính chủ trì lập dự toán trước ngày 30/6/2026.

Nơi nhận:
- Sở Tài chính;
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Trần Văn Mẫu

II. PHỤ LỤC

1. Sở Nội vụ chủ trì in sổ tay trước ngày 30/7/2026.
"""
TABLED = LETTER.partition("II. PHỤ LỤC")[0] + "(Kèm theo Kế hoạch)\nBảng kê sổ tay đã in của các xã.\n"


@pytest.fixture(scope="module")
def file() -> RecordFile:
    return draft(read(LETTER), source(LETTER)).file


def aside(file: RecordFile) -> dict[str, str]:
    """The words set aside, in one line, with their reasons."""
    (text,) = file.sources
    return {" ".join(LETTER[one.start : one.end].split()): one.reason for one in text.set_aside}


def test_the_form_of_a_document_is_set_aside(file: RecordFile) -> None:
    found = aside(file)
    letterhead, below, basis, part, recipients, annex = found
    assert letterhead.startswith("ỦY BAN NHÂN DÂN CỘNG HÒA")
    assert letterhead.endswith("KẾ HOẠCH")
    assert (below, basis, part, annex) == ("THÀNH PHỐ MẪU", "*Căn cứ*", "I. NHIỆM VỤ", "II. PHỤ LỤC")
    assert recipients.startswith("Nơi nhận: - Sở Tài chính;")
    assert recipients.endswith("Trần Văn Mẫu")
    assert list(found.values()) == ["heading", "heading", "connective", "heading", "address", "heading"]


def test_what_a_document_says_is_not_set_aside(file: RecordFile) -> None:
    words = " ".join(aside(file))
    assert "Sổ tay giấy" not in words
    assert "lập dự toán" not in words
    assert "in sổ tay" not in words


def test_no_stretch_lies_over_another(file: RecordFile) -> None:
    twice = replace(READING, sections=(*READING.sections, *READING.sections))
    for one in (file, draft(twice, source()).file):
        places = [(aside.start, aside.end) for aside in one.sources[0].set_aside]
        assert places
        assert all(end <= start for (_, end), (start, _) in pairwise(places))


def test_an_annex_behind_the_recipients_is_none_of_them() -> None:
    (text,) = draft(read(TABLED), source(TABLED)).file.sources
    address = text.set_aside[-1]
    assert address.reason == "address"
    assert TABLED[address.start : address.end].endswith("Trần Văn Mẫu")
