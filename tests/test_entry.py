"""Entry into force: a document's own clause gives the day, in documents written for this test; nothing else does."""

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest
from readings import source

from kg.cli import main
from kg.drafting import as_contract, as_yaml, draft, summary
from kg.extract import read
from kg.records import Document
from kg.records import read as read_records

HEAD = """ỦY BAN NHÂN DÂN TỈNH NGHỆ AN
Số: 9/2025/QĐ-UBND
Nghệ An, ngày 10 tháng 3 năm 2025

QUYẾT ĐỊNH
Về sổ tay điện tử của thư viện xã

Điều 1. Sở Tài chính chủ trì lập dự toán trước ngày 30/6/2025.
"""
SIGNED, OTHER = date(2025, 3, 10), date(2025, 4, 1)
SAID = {
    "Điều 2. Quyết định này có hiệu lực thi hành kể từ ngày ký.": SIGNED,
    "Điều 2. Quyết định này có hiệu lực từ ngày ký ban hành và thay thế Quyết định số 4/QĐ-UBND.": SIGNED,
    "Điều 2. Quyết định này có hiệu lực kể từ ngày ban hành Chánh Văn phòng chịu trách nhiệm thi hành.": SIGNED,
    "Điều 2. Quyết định có hiệu lực kể từ ngày 01 tháng 4 năm 2025.": OTHER,
    "Điều 2. Hiệu lực thi hành\n1. Quyết định này có hiệu lực từ 01/4/2025 đến hết ngày 31/12/2026.": OTHER,
    "Điều 2. Hiệu lực thi hành Quyết định này có hiệu lực thi hành từ ngày 01.4.2025, trừ khoản 2.": OTHER,
    "Điều 2. Quyết định này có hiệu lực sau 22 ngày, kể từ ngày ký ban hành.": OTHER,
    "Điều 2. Quyết định này có hiệu lực sau mười (10) ngày kể từ ngày 22 tháng 3 năm 2025.": OTHER,
    "Điều 2. Quyết định này có hiệu lực từ ngày được Hội đồng thông qua.\n"
    "Quyết định này đã được Hội đồng sổ tay khóa II thông qua ngày 01 tháng 4 năm 2025.": OTHER,
    "Điều 2. Thay cụm từ “sổ giấy” bằng “sổ tay”.\nĐiều 3. Quyết định này có hiệu lực từ ngày 01/4/2025.": OTHER,
}
NOT_SAID = [
    "Điều 2. Quyết định này có hiệu lực kể từ ngày Nghị định số 12/2025/NĐ-CP có hiệu lực.",
    "Điều 2. Quyết định này có hiệu lực sau 10 ngày làm việc kể từ ngày ký.",
    "Điều 2. Quyết định này có hiệu lực sau 10 ngày kể từ ngày đăng Công báo.",
    "Điều 2. Quyết định này có hiệu lực kể từ ngày ký hợp đồng in sổ.",
    "Điều 2. Quyết định này có hiệu lực kể từ ngày ký Nghị quyết số 5/NQ-HĐND.",
    "Điều 2. Quyết định này có hiệu lực từ tháng 4 năm 2025.",
    "Điều 2. Quyết định này có hiệu lực từ ngày được Hội đồng thông qua.",
    "Điều 2. Luật này có hiệu lực từ ngày 01 tháng 4 năm 2025.",
    "Điều 2. Nghị định số 12/2025/NĐ-CP có hiệu lực từ ngày 01 tháng 4 năm 2025.",
    "Điều 2. Khoản 3 Điều 1 Quyết định này có hiệu lực từ ngày 01 tháng 4 năm 2025.",
    "Điều 2. Từ ngày Quyết định này có hiệu lực, sổ giấy thôi dùng.",
    "Điều 2. Sửa Điều 5 như sau:\n“Điều 5. Hiệu lực\n1. Quyết định này có hiệu lực từ ngày 01/4/2025.”",
    "Nơi nhận:\n- Lưu: VT.\nĐiều 2. Quyết định này có hiệu lực từ ngày 01 tháng 4 năm 2025.",
    "PHỤ LỤC I\nĐiều 2. Quyết định này có hiệu lực từ ngày 01 tháng 4 năm 2025.",
    "Điều 2. Quyết định này có hiệu lực từ ngày ký.\nĐiều 3. Quyết định này có hiệu lực từ ngày 01/4/2025.",
]
TEXT = f"{HEAD}Điều 2. Quyết định này có hiệu lực từ ngày 01 tháng 4 năm 2025.\n"


@pytest.mark.parametrize(("clause", "day"), SAID.items())
def test_a_document_says_when_it_comes_into_force(clause: str, day: date) -> None:
    text = f"{HEAD}{clause}\n"
    entry = read(text).entry_into_force
    assert entry is not None
    assert entry.day == day
    assert text[entry.start : entry.end].startswith("Quyết định")


@pytest.mark.parametrize("clause", NOT_SAID)
def test_what_does_not_follow_from_the_documents_own_clause_is_not_stated(clause: str) -> None:
    assert read(f"{HEAD}{clause}\n").entry_into_force is None


def test_where_the_day_of_issue_is_blank_the_day_of_signing_is_not_known() -> None:
    blank = HEAD.replace("ngày 10 tháng 3", "ngày   tháng 3")
    assert read(f"{blank}Điều 2. Quyết định này có hiệu lực từ ngày ký.\n").entry_into_force is None


def test_a_draft_states_the_day_with_the_words_that_prove_it_and_is_read_back() -> None:
    made = draft(read(TEXT), source(TEXT))
    document = made.file.document
    assert document is not None
    assert document.entry_into_force == OTHER
    places = [TEXT[one.start : one.end] for one in document.evidence]
    assert places[0] == "Về sổ tay điện tử của thư viện xã"
    assert places[-1] == "Quyết định này có hiệu lực từ ngày 01 tháng 4 năm 2025"
    again = read_records({"mau.yaml": as_yaml(made.file, TEXT)}).files["mau.yaml"].document
    assert isinstance(again, Document)
    assert again == document


def test_a_reading_tells_the_day_in_its_summary_and_in_json() -> None:
    reading, text = read(TEXT), source(TEXT)
    made = draft(reading, text)
    assert "2025-03-10 (hiệu lực từ 2025-04-01) · Về sổ tay" in summary(text, reading, made, "vi")
    assert "2025-03-10 (in force from 2025-04-01) · Về sổ tay" in summary(text, reading, made, "en")
    told = as_contract(reading, text)["entry_into_force"]
    assert told["day"] == "2025-04-01"
    assert TEXT[told["start"] : told["end"]].endswith("tháng 4 năm 2025")
    assert as_contract(read(HEAD), source(HEAD))["entry_into_force"] is None


def test_the_graph_answers_when_a_document_is_in_force_and_tells_a_change_of_that(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, text in (("old", TEXT), ("new", TEXT.replace("01 tháng 4", "15 tháng 4"))):
        (tmp_path / name).mkdir()
        (tmp_path / name / "mau.txt").write_text(text, encoding="utf-8")
        assert main(["build", str(tmp_path / name), "-o", str(tmp_path / f"{name}-build"), "--quiet"]) == 0
    capsys.readouterr()
    main(["ask", "documents", "--build", str(tmp_path / "old-build"), "--format", "csv", "--quiet"])
    (row,) = (
        row
        for row in csv.DictReader(io.StringIO(capsys.readouterr().out))
        if row["number"] == "9/2025/QĐ-UBND"
    )
    assert (row["issued"], row["in_force"]) == ("2025-03-10", "2025-04-01")
    assert '"2025-04-01"' in (tmp_path / "old-build" / "graph.nq").read_text(encoding="utf-8")
    picture = (tmp_path / "old-build" / "pictures" / "derivation.html").read_text(encoding="utf-8")
    assert "Có hiệu lực từ" in picture
    assert "01/04/2025" in picture
    main(["diff", str(tmp_path / "old-build"), str(tmp_path / "new-build"), "--format", "json", "--quiet"])
    told = json.loads(capsys.readouterr().out)["differences"]
    (changed,) = (
        one
        for thing in told
        for one in thing.get("properties", ())
        if one["property"] == "pol:entryIntoForce"
    )
    assert (changed["old"][0]["en"], changed["new"][0]["vi"]) == ("2025-04-01", "15/04/2025")
