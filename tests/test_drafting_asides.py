"""What is form in a text is set aside by its draft, each stretch once, and no statement or recital with it."""

import json
import unicodedata
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from readings import READING, source

from kg.drafting import draft, plain, summary
from kg.extract import read
from kg.records import RecordFile
from kg.source import read as read_source

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


def said(text: str, lang: str) -> tuple[str, str]:
    """All that a draft of a text says, its places as the composed words there, and its summary."""
    reading, source_ = read(text), source(text)
    made = draft(reading, source_)
    tree = json.loads(
        json.dumps(plain(made.file), ensure_ascii=False, default=str).replace(source_.sha256[:16], "")
    )

    def with_words(value: object) -> object:
        if isinstance(value, list):
            return [with_words(inner) for inner in value]
        if not isinstance(value, dict):
            return value
        kept = {k: with_words(v) for k, v in value.items() if k not in ("sha256", "characters", "exact")}
        if "start" in kept:
            words = text[value["start"] : value["end"]]
            kept["start"] = kept["end"] = unicodedata.normalize("NFC", words)
        return kept

    told = summary(source_, reading, replace(made, findings=()), lang)
    return json.dumps(with_words(tree), ensure_ascii=False, indent=1), told.replace(source_.sha256[:16], "")


@pytest.mark.parametrize("text", [LETTER, TABLED, "Sổ tay giấy để ở nhà văn hóa, ai cũng mượn được. " * 200])
def test_a_draft_says_the_same_of_letters_that_are_not_composed(text: str) -> None:
    decomposed = unicodedata.normalize("NFD", text)
    assert decomposed != text
    assert said(decomposed, "vi") == said(text, "vi")


def test_heads_of_tables_and_numbers_of_rows_are_form_and_no_other_cell(tmp_path: Path) -> None:
    rows = (
        "| TT | Nhiệm vụ | Chủ trì | Ghi chú |\n|-|-|-|-|\n| I | Hồ sơ | | |\n"
        "| 1 | Lập sổ theo dõi văn bản đến | Sở Nội vụ | Làm dần |\n"
    )
    path = tmp_path / "mau.md"
    path.write_text(f"KẾ HOẠCH\n\n{rows}", encoding="utf-8")
    source = read_source(path)
    text = source.text
    drafted = draft(read(text), source).file.sources[0]
    aside = [text[one.start : one.end] for one in drafted.set_aside]
    assert {"TT", "Nhiệm vụ", "Chủ trì", "Ghi chú", "I", "1"} <= set(aside)
    assert any("Hồ sơ" in words for words in aside)
    assert not any("Làm dần" in words or "Lập sổ" in words for words in aside)
