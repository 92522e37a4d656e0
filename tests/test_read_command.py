"""`kg read`: what stands in documents, as a summary, as JSON or as drafts; what cannot be read is told and the rest goes on."""

import json
from pathlib import Path

import pytest

from kg.cli import main
from kg.records import read
from kg.text import fold

TWO_DEADLINES = """ỦY BAN NHÂN DÂN TỈNH HÀ GIANG
Số: 77/KH-UBND
Hà Giang, ngày 05 tháng 3 năm 2025

KẾ HOẠCH
Nâng cấp các điểm đọc sách

Căn cứ Quyết định số 12/2024/QĐ-UBND của Ủy ban nhân dân tỉnh Hà Giang;
Căn cứ Quyết định số 12/2024/QĐ-UBND ngày 02 tháng 02 năm 2024 của Ủy ban nhân dân tỉnh Hà Giang;

I. NHIỆM VỤ

1. Giao Sở Tài chính chủ trì, phối hợp với Sở Nội vụ rà soát các điểm đọc sách theo Nghị định số 30/2020/NĐ-CP, hoàn thành trước ngày 30 tháng 6 năm 2025.

2. Giao Sở Nội vụ theo dõi việc đọc sách; báo cáo Ủy ban nhân dân tỉnh trước ngày 15 tháng 12 năm 2025.
"""
SAMPLE = Path(__file__).parent.parent / "examples" / "mau-ke-hoach.md"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The sample, an empty file and one that is no text."""
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "mau.md").write_bytes(SAMPLE.read_bytes())
    (tmp_path / "texts" / "empty.txt").touch()
    (tmp_path / "texts" / "zip.docx").write_bytes(b"PK\x03\x04 broken")
    return tmp_path / "texts"


def test_the_summary_says_head_counts_charges_and_doubts(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", str(SAMPLE)]) == 0
    told = capsys.readouterr().out
    assert "412/KH-UBND" in told
    assert "nhiệm vụ" in told
    assert "Sở Khoa học và Công nghệ" in told
    assert main(["read", str(SAMPLE), "--lang", "en"]) == 0
    assert "tasks" in capsys.readouterr().out


def test_json_is_one_array_with_places_of_the_decoded_text(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", str(SAMPLE), "--format", "json"]) == 0
    (told,) = json.loads(capsys.readouterr().out)
    text = SAMPLE.read_text(encoding="utf-8")
    assert told["source"]["characters"] == len(text)
    assert told["number"] == "412/KH-UBND"
    for assignment in told["assignments"]:
        assert fold(assignment["body"]).split()[-1] in fold(
            text[assignment["body_start"] : assignment["body_end"]]
        )
        assert 0 <= assignment["task"] < len(told["tasks"])


def test_what_cannot_be_read_is_told_and_the_rest_goes_on(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["read", str(folder), "--format", "json"]) == 1
    said = capsys.readouterr()
    assert [Path(one["source"]["path"]).name for one in json.loads(said.out)] == ["mau.md"]
    assert sorted(Path(line.split(":")[0]).name for line in said.err.splitlines()) == [
        "empty.txt",
        "zip.docx",
    ]


def test_where_nothing_can_be_read_the_status_is_2(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", str(folder / "empty.txt")]) == 2
    assert "empty" in capsys.readouterr().err
    assert main(["read", str(folder / "none.txt")]) == 2


def test_two_processes_read_the_same_as_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in "abcde":
        (tmp_path / f"{name}.md").write_text(
            SAMPLE.read_text(encoding="utf-8") + f"\n{name}\n", encoding="utf-8"
        )
    told = []
    for jobs in ("1", "2"):
        assert main(["read", str(tmp_path), "--format", "json", "--jobs", jobs]) == 0
        told.append(capsys.readouterr().out)
    assert told[0] == told[1]


def test_drafts_are_written_as_records_that_read_back(tmp_path: Path) -> None:
    into = tmp_path / "drafts"
    assert main(["read", str(SAMPLE), "--write", str(into), "--quiet"]) == 0
    (path,) = into.iterdir()
    file = read({"draft": path.read_text(encoding="utf-8")}).files["draft"]
    assert file.document is not None
    assert file.document.status == "draft"
    assert {one.status for one in file.statements} == {"draft"}


def test_a_draft_replaces_only_a_draft_of_the_same_text_and_only_when_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    into = tmp_path / "drafts"
    command = ["read", str(SAMPLE), "--write", str(into), "--quiet"]
    assert main(command) == 0
    (path,) = into.iterdir()
    written = path.read_text(encoding="utf-8")
    assert main(command) == 2
    assert "--replace" in capsys.readouterr().err
    assert main([*command, "--replace"]) == 0
    corrected = written.replace("role: lead", "role: monitor", 1)
    assert corrected != written
    path.write_text(corrected, encoding="utf-8")
    assert main([*command, "--replace"]) == 2
    assert "was corrected by hand, and stays" in capsys.readouterr().err
    assert path.read_text(encoding="utf-8") == corrected
    reviewed = written.replace("status: draft", "status: reviewed")
    path.write_text(reviewed, encoding="utf-8")
    assert main([*command, "--replace"]) == 2
    assert "is reviewed" in capsys.readouterr().err
    assert path.read_text(encoding="utf-8") == reviewed
    other = written.replace("sha256: ", "sha256: 0000").replace("\n    characters", "XXXX\n    characters")
    path.write_text(
        "".join(line[:-4] + "\n" if "XXXX" in line else line for line in other.splitlines(True)),
        encoding="utf-8",
    )
    assert main([*command, "--replace"]) == 2
    assert [one.name for one in into.iterdir()] == [path.name]


def test_the_summary_counts_what_the_draft_holds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = tmp_path / "ke-hoach.md"
    text.write_text(TWO_DEADLINES, encoding="utf-8")
    assert main(["read", str(text), "--lang", "vi"]) == 0
    told = capsys.readouterr().out
    main(["read", str(text), "--format", "yaml"])
    (file,) = read({"draft.yaml": capsys.readouterr().out}).files.values()
    tasks = [record for record in file.statements if record.kind == "Task"]
    dated = [t for t in tasks if t.deadline or any(one.deadline for one in t.assignments)]
    twice = sum(bool(t.deadline) for t in tasks) + sum(bool(a.deadline) for t in tasks for a in t.assignments)
    assert twice > len(dated)
    assert f"nhiệm vụ {len(tasks)}," in told
    assert f"nhiệm vụ có thời hạn {len(dated)}\n" in told
    kinds = [relation.kind for relation in file.relations]
    assert f"căn cứ {kinds.count('basedOn')}, viện dẫn {kinds.count('cites')}," in told
    assert kinds.count("cites") == 1


@pytest.mark.parametrize(
    ("name", "right"),
    [
        ("a.doc", "save it as .docx or PDF"),
        ("a.rtf", "save it as .docx or PDF"),
        ("a.XLS", "save it as .xlsx"),
        ("a.zip", "unpack it, and give the documents in it"),
    ],
)
def test_a_file_of_a_format_that_is_not_read_is_told_what_to_do_with_it(
    name: str, right: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / name).write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    assert main(["read", str(tmp_path / name)]) == 2
    assert capsys.readouterr().err.endswith(f": files of this kind are not read; {right}\n")


@pytest.fixture
def with_unread(folder: Path) -> Path:
    """The sample, with files of kinds that are not read and files that are no documents."""
    (folder / "empty.txt").unlink()
    (folder / "zip.docx").unlink()
    for name in ("a.doc", "b.PPTX", "c.xls", "d.zip", "e.gif", "f.py", "g.json", ".h.doc", "~$i.doc", "j"):
        (folder / name).write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    return folder


def passed_over(folder: Path) -> str:
    names = ", ".join(str(folder / name) for name in ("a.doc", "b.PPTX", "c.xls"))
    return (
        f"files of kinds that are not read: 4 ({names}, ...); "
        "save documents as .docx or PDF, save workbooks as .xlsx, unpack archives\n"
    )


def test_files_of_a_folder_that_are_not_read_are_told_and_what_is_no_document_is_not(
    with_unread: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["read", str(with_unread)]) == 0
    assert capsys.readouterr().err == passed_over(with_unread)
    assert main(["read", str(with_unread), "--quiet"]) == 0
    assert capsys.readouterr().err == ""


def test_a_folder_of_nothing_but_files_that_are_not_read_tells_both(
    with_unread: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (with_unread / "mau.md").unlink()
    assert main(["read", str(with_unread)]) == 2
    told = capsys.readouterr().err
    assert told.startswith(passed_over(with_unread))
    assert told.endswith(": holds no document; give one, or a folder of them\n")


@pytest.mark.parametrize("bulk", [(), ("--bulk",)])
def test_a_build_of_a_folder_tells_what_is_not_read(
    bulk: tuple[str, ...], with_unread: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["build", str(with_unread), "-o", str(tmp_path / "built"), *bulk]) == 0
    assert passed_over(with_unread) in capsys.readouterr().err


@pytest.mark.parametrize("command", ["coverage", "align"])
def test_what_holds_records_against_texts_tells_what_is_not_read(
    command: str, with_unread: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["read", str(with_unread / "mau.md"), "--write", str(tmp_path / "drafts"), "--quiet"]) == 0
    assert main([command, str(tmp_path / "drafts"), str(with_unread)]) in (0, 1)
    assert passed_over(with_unread) in capsys.readouterr().err


def test_the_summary_tells_each_body_s_roles_the_lead_first(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    head = (
        "ỦY BAN NHÂN DÂN\nTỈNH NGHỆ AN\nSố: 7/KH-UBND\nNghệ An, ngày 2 tháng 3 năm 2026\nKẾ HOẠCH\nVề sách\n"
    )
    items = "1. Sở Nội vụ chủ trì lập kho sách.\n2. Sở Nội vụ chỉ đạo các xã mượn sách.\n3. Sở Nội vụ báo cáo Ủy ban nhân dân tỉnh.\n"
    (tmp_path / "mau.txt").write_text(f"{head}IV. TỔ CHỨC THỰC HIỆN\n{items}", encoding="utf-8")
    main(["read", str(tmp_path / "mau.txt"), "--quiet"])
    (told,) = (line for line in capsys.readouterr().out.splitlines() if "Giao việc" in line)
    roles = [role.rpartition(" ")[0] for role in told.partition("(")[2].rstrip(")").split(", ")]
    assert roles[0] == "chủ trì"
    assert len(roles) > 1
