"""Showing: each assignment is borne out by places that name the body and the time, wherever these stand."""

import sys
from pathlib import Path
from types import FrameType

import pytest
import yaml

from kg.document import cleaned, outline
from kg.drafting import draft
from kg.extract import read
from kg.extract.sentences import sentences
from kg.extract.showing import Lines
from kg.source import find
from kg.source import read as read_source
from kg.text import fold

FIXTURES = Path(__file__).parent / "fixtures" / "duties"
KEYED = """KẾ HOẠCH
II. NHIỆM VỤ
1. Số hóa sổ sách
a) Nhiệm vụ: Lập danh mục sổ sách của xã.
b) Cơ quan thực hiện:
- Đơn vị chủ trì: Sở Nội vụ.
- Đơn vị phối hợp:
+ Sở Tài chính.
+ Công an tỉnh.
c) Thời gian thực hiện: Quý II năm 2026.
2. Sở Y tế
a) Rà soát trang thiết bị. Báo cáo Ủy ban nhân dân tỉnh trước ngày 30/6/2026.
"""
TABLE = """KẾ HOẠCH

| STT | Nhiệm vụ | Chủ trì | Phối hợp | Sản phẩm | Thời hạn |
|---|---|---|---|---|---|
| 1 | Lập sổ theo dõi văn bản đến | Sở Nội vụ | Sở Tài chính | Sổ theo dõi | Tháng 6/2026 |
"""


def shown(text: str) -> dict[tuple[str, str], list[str]]:
    """What bears out each body in each role, behind the task's own words."""
    return {
        (one.body, one.role): [text[start:end] for start, end in one.shown_at]
        for one in read(text).assignments
    }


def test_lines_of_keys_and_headings_show_who_and_when() -> None:
    found = shown(KEYED)
    when = "Thời gian thực hiện: Quý II năm 2026"
    assert found["Sở Nội vụ", "lead"] == ["Đơn vị chủ trì: Sở Nội vụ.", when]
    assert found["Công an tỉnh", "coordinate"] == [
        "- Đơn vị phối hợp:\n+ Sở Tài chính.\n+ Công an tỉnh.",
        when,
    ]
    assert found["Sở Y tế", "implement"] == ["Sở Y tế"]


def test_cells_show_who_when_and_what_comes_of_it() -> None:
    assert shown(TABLE) == {
        ("Sở Nội vụ", "lead"): ["Sở Nội vụ", "Tháng 6/2026"],
        ("Sở Tài chính", "coordinate"): ["Sở Tài chính", "Tháng 6/2026"],
    }
    (task,) = read(TABLE).tasks
    assert [TABLE[start:end] for start, end in task.shown_at] == ["Tháng 6/2026", "Sổ theo dõi"]


def test_a_sentence_that_holds_it_all_needs_no_other_place() -> None:
    assert (
        shown("QUYẾT ĐỊNH\nĐiều 2. Sở Nội vụ chủ trì lập sổ theo dõi trước ngày 30/6/2026.")[
            "Sở Nội vụ", "lead"
        ]
        == []
    )


def test_a_long_line_is_cut_into_sentences_once() -> None:
    clean = cleaned("1. Sở Y tế đếm sách. Sở Nội vụ dọn kệ. Sở Tài chính ghi sổ.")
    lines, entered = Lines(clean, outline(clean)), []

    def note(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and frame.f_code is sentences.__code__:
            entered.append(frame)

    sys.setprofile(note)
    try:
        found = [lines.naming((at, at + 5), (0, 2)) for at in (3, 21, 40)]
    finally:
        sys.setprofile(None)
    said = [clean.text[start:end] for ((start, end),) in found]
    assert said == ["Sở Y tế đếm sách.", "Sở Nội vụ dọn kệ.", "Sở Tài chính ghi sổ."]
    assert len(entered) == len(said) + 1


def test_drafts_have_these_places_as_evidence(tmp_path: Path) -> None:
    path = tmp_path / "mau.txt"
    path.write_text(KEYED, encoding="utf-8")
    source = read_source(path)
    drafted = draft(read(source.text), source)
    (task,) = (one for one in drafted.file.statements if one.id == "II.1")
    said = [[source.text[p.start : p.end] for p in one.evidence] for one in task.assignments]
    assert said[0] == [
        "Đơn vị chủ trì: Sở Nội vụ.",
        "Lập danh mục sổ sách của xã",
        "Thời gian thực hiện: Quý II năm 2026",
    ]
    assert "Thời gian thực hiện: Quý II năm 2026" in [source.text[p.start : p.end] for p in task.evidence]


def test_words_within_a_longer_quotation_are_not_quoted_again(tmp_path: Path) -> None:
    text = "KẾ HOẠCH\nII. TỔ CHỨC THỰC HIỆN\n1. Đề nghị các sở, ban, ngành khẩn trương mở kho sách; kịp thời báo cáo Ủy ban nhân dân tỉnh việc mượn sách.\n"
    path = tmp_path / "mau.txt"
    path.write_text(text, encoding="utf-8")
    source = read_source(path)
    found = [task for task in draft(read(source.text), source).file.statements if task.kind == "Task"]
    assert len(found) == 2
    (report,) = found[1].assignments
    assert [source.text[place.start : place.end] for place in report.evidence] == [
        "Đề nghị các sở, ban, ngành khẩn trương mở kho sách; kịp thời báo cáo Ủy ban nhân dân tỉnh việc mượn sách."
    ]


def borne_out(text: str) -> int:
    """The number of assignments of a text, each of which its places bear out."""
    assignments = read(text).assignments
    for one in assignments:
        places = [(one.start, one.end), *one.shown_at]
        assert any(start <= one.body_start and one.body_end <= end for start, end in places), one
        if one.deadline:
            due = fold(one.deadline.text)
            words = (text[start:end].replace("*", "") for start, end in places)
            assert any(due in fold(" ".join(said.split())) for said in words), one
    return len(assignments)


@pytest.mark.parametrize("case", sorted(FIXTURES.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_body_and_time_of_the_cases_is_borne_out(case: Path) -> None:
    written = yaml.safe_load(case.read_text(encoding="utf-8"))
    assert borne_out(written["text"]) == len(written["expected"])


def test_every_body_and_time_of_real_documents_is_borne_out(shared: Path) -> None:
    texts = find([shared / "devset" / "texts"]).documents[::4]
    assert sum(borne_out(read_source(path).text) for path in texts) > 500


def test_a_cited_document_is_proved_with_its_title(tmp_path: Path) -> None:
    text = "KẾ HOẠCH\nThực hiện Quyết định số 1850/QĐ-TTg ngày 27/8/2025 của Thủ tướng Chính phủ về sổ sách mẫu;\n"
    path = tmp_path / "mau.txt"
    path.write_text(text, encoding="utf-8")
    source = read_source(path)
    (mention,) = draft(read(source.text), source).file.mentions
    (place,) = mention.evidence
    assert source.text[place.start : place.end].endswith("về sổ sách mẫu")


def charged(tmp_path: Path, words: str) -> dict[str, tuple[str, str]]:
    """The kind and name of each body that a plan of a province charges, by its id."""
    path = tmp_path / "mau.txt"
    head = "ỦY BAN NHÂN DÂN\nTỈNH AN GIANG\nSố: 7/KH-UBND\nAn Giang, ngày 2 tháng 3 năm 2026\nKẾ HOẠCH\nVề sách\n"
    path.write_text(f"{head}IV. TỔ CHỨC THỰC HIỆN\n{words}\n", encoding="utf-8")
    source = read_source(path)
    file = draft(read(source.text), source).file
    ids = {one.body for record in file.statements for one in record.assignments}
    return {body.id: (body.kind, body.name.vi) for body in file.bodies if body.id in ids}


def test_who_heads_several_collectives_heads_each_of_them(tmp_path: Path) -> None:
    words = "1. Thủ trưởng các sở, ban, ngành và Ủy ban nhân dân các xã, phường báo cáo Ủy ban nhân dân tỉnh."
    ((_kind, name),) = charged(tmp_path, words).values()
    assert name.startswith("Thủ trưởng các sở, ban, ngành và Ủy ban nhân dân các xã")


def test_people_and_firms_are_no_organs_of_the_state(tmp_path: Path) -> None:
    words = (
        "1. Chủ đầu tư, chủ sở hữu kho sách (bên cho mượn):\na) Lập sổ theo dõi sách.\nb) Báo cáo Sở Nội vụ."
    )
    assert {kind for kind, _ in charged(tmp_path, words).values()} == {"CollectiveBody"}
