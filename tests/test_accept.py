"""`kg accept`: a draft that holds becomes reviewed, without the reader's comments; one that does not is refused by place."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from readings import DOCUMENT, HEAD, NAME, READING, source

from kg.cli import main
from kg.drafting import as_yaml, draft
from kg.pipeline import build
from kg.records import read

ROOT = Path(__file__).parent.parent


@pytest.fixture(autouse=True)
def few(tmp_path: Path, sample: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Be where the reviewed records, which drafts are held against, are few: to read ours takes most of the time."""
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "records.yaml").write_text(sample, encoding="utf-8")
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A folder with a draft of the small document, with a remark of the reviewer's own."""
    made = draft(READING, source())
    text = as_yaml(made.file, DOCUMENT, made.findings).replace("statements:", "# seen by me\nstatements:")
    file = tmp_path / "drafts" / "mau.yaml"
    file.parent.mkdir()
    file.write_text(text, encoding="utf-8")
    return file


def test_an_accepted_draft_is_the_same_records_reviewed(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Beside our own reviewed records.
    monkeypatch.chdir(ROOT)
    before = path.read_text(encoding="utf-8")
    assert main(["accept", str(path), "--quiet"]) == 0
    after = path.read_text(encoding="utf-8")
    assert "#>" not in after
    assert "#?" not in after
    assert "# seen by me\n" in after
    as_reviewed = read({"a": before.replace("status: draft", "status: reviewed")}).files["a"]
    assert read({"a": after}).files["a"] == as_reviewed
    assert [one.name for one in path.parent.iterdir()] == ["mau.yaml"]


def test_a_dry_run_writes_nothing(path: Path) -> None:
    before = path.read_bytes()
    assert main(["accept", str(path.parent), "--dry-run", "--quiet"]) == 0
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("role: coordinate", "role: boss", "'boss' does not fit"),
        ("body: so-tai-chinh-tinh-nghe-an", "body: so-tai-chanh-tinh-nghe-an", "so-tai-chanh-tinh-nghe-an"),
        ("id: IV.1.2.t1", "id: IV.1.2", "is already used"),
    ],
)
def test_what_does_not_hold_is_refused_with_its_line(
    path: Path, right: str, wrong: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    text = path.read_text(encoding="utf-8")
    assert right in text
    path.write_text(text.replace(right, wrong, 1), encoding="utf-8")
    before = path.read_bytes()
    assert main(["accept", str(path)]) == 2
    (line,) = [line for line in capsys.readouterr().err.splitlines() if said in line]
    number = int(line.removeprefix(f"{path}:").partition(":")[0])
    assert wrong.split(": ")[1] in before.decode().splitlines()[number - 1]
    assert path.read_bytes() == before


def test_what_is_reviewed_already_is_refused(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["accept", str(path), "--quiet"]) == 0
    assert main(["accept", str(path)]) == 2
    assert "holds no draft" in capsys.readouterr().err


def test_accepted_into_a_folder_it_stands_there_and_never_over_another(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    into = tmp_path / "records"
    assert main(["accept", str(path), "--into", str(into), "--quiet"]) == 0
    assert "status: reviewed" in (into / "mau.yaml").read_text(encoding="utf-8")
    other = (into / "mau.yaml").read_text(encoding="utf-8") + "# Ghi thêm.\n"
    (into / "mau.yaml").write_text(other, encoding="utf-8")
    assert main(["accept", str(path), "--into", str(into)]) == 2
    assert (into / "mau.yaml").read_text(encoding="utf-8") == other
    assert "is there already" in capsys.readouterr().err


def test_it_takes_the_place_of_another_only_where_that_is_asked_for(path: Path, tmp_path: Path) -> None:
    into = tmp_path / "records"
    into.mkdir()
    (into / "mau.yaml").write_text("# Của tôi.\n", encoding="utf-8")
    assert main(["accept", str(path), "--into", str(into)]) == 2
    assert (into / "mau.yaml").read_text(encoding="utf-8") == "# Của tôi.\n"
    assert main(["accept", str(path), "--into", str(into), "--replace", "--quiet"]) == 0
    assert "status: reviewed" in (into / "mau.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_draft_that_nobody_changed_is_accepted_and_told(
    path: Path, ending: str, capsys: pytest.CaptureFixture[str]
) -> None:
    told = "nothing was changed since it was drafted"
    made = draft(READING, source())
    path.write_text(as_yaml(made.file, DOCUMENT, made.findings), encoding="utf-8", newline=ending)
    assert main(["accept", str(path), "--dry-run"]) == 0
    assert told in capsys.readouterr().err
    path.write_text(path.read_text(encoding="utf-8") + "# seen\n", encoding="utf-8")
    assert main(["accept", str(path), "--dry-run"]) == 0
    assert told not in capsys.readouterr().err


def test_places_of_doubt_are_counted_with_the_first_ones_line(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = path.read_text(encoding="utf-8")
    lines = text.splitlines()
    doubted = [at for at, line in enumerate(lines, 1) if line.strip().startswith("#?")]
    assert len(doubted) == 1
    assert main(["accept", str(path), "--dry-run"]) == 0
    told = f"places that the reader doubts: 1, the first at line {doubted[0]}"
    assert told in capsys.readouterr().err
    path.write_text("".join(f"{x}\n" for x in lines if not x.strip().startswith("#?")), encoding="utf-8")
    assert main(["accept", str(path), "--dry-run"]) == 0
    assert "the reader doubts" not in capsys.readouterr().err


def test_an_accepted_draft_builds_beside_its_text(path: Path, tmp_path: Path) -> None:
    assert main(["accept", str(path), "--quiet"]) == 0
    (tmp_path / NAME).write_text(DOCUMENT, encoding="utf-8", newline="")
    built = build([path, tmp_path / NAME], tmp_path / "build")
    assert built.left_out == ()


def test_what_a_stopped_run_left_is_accepted_by_the_next(path: Path, tmp_path: Path) -> None:
    accepted = tmp_path / "accepted"
    assert main(["accept", str(path), "--into", str(accepted), "--quiet"]) == 0
    done = (accepted / path.name).read_bytes()
    # Stopped behind the first of two in place, and behind it elsewhere.
    assert main(["accept", str(path), "--into", str(accepted), "--quiet"]) == 0
    assert (accepted / path.name).read_bytes() == done


def test_a_draft_that_is_no_text_is_told_in_a_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_bytes(b"document:\n  id: \xff\xfe\n")
    assert main(["accept", str(bad)]) == 2
    error = capsys.readouterr().err
    assert str(bad) in error
    assert error.count("\n") == 1


def test_a_status_that_is_written_otherwise_is_a_draft_too(path: Path) -> None:
    made = draft(replace(READING, head=replace(HEAD, number="78/KH-UBND")), source(DOCUMENT + "x\n"))
    text = as_yaml(made.file, DOCUMENT + "x\n", made.findings)
    assert text.count("status: draft") > 1
    other = text.replace("status: draft", 'status:  "draft"')
    (path.parent / "other.yaml").write_text(other, encoding="utf-8")
    assert main(["accept", str(path.parent), "--quiet"]) == 0
    for accepted in path.parent.iterdir():
        assert "draft" not in accepted.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("lang", "own", "other"),
    [("vi", "phải có chứng cứ", "must have evidence"), ("en", "must have evidence", "phải có chứng cứ")],
)
def test_what_a_shape_says_is_told_in_the_language_of_who_reads_it(
    lang: str,
    own: str,
    other: str,
    path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("KG_LANG", lang)
    text = path.read_text(encoding="utf-8")
    without = re.sub(r"(?m)^( +)evidence:\n(?:\1- .*\n)+", "", text)
    assert without != text
    path.write_text(without, encoding="utf-8")
    assert main(["accept", str(path)]) == 2
    told = capsys.readouterr().err
    assert own in told
    assert other not in told
    assert ": id:document/" in told
    assert "https://" not in told


def test_a_folder_that_is_not_there_is_told_with_what_to_give(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["accept", str(tmp_path / "none")]) == 2
    told = capsys.readouterr().err
    assert told.startswith(f"{tmp_path / 'none'}: there is no such file or folder; name the drafts")
    assert "corpus" not in told.partition(";")[2]


def test_drafts_that_spell_a_body_in_two_ways_are_accepted_together(tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    for number, ministries in ((1, "Các Bộ, cơ quan ngang Bộ"), (2, "Các bộ, cơ quan ngang bộ")):
        text = f"CHÍNH PHỦ\n\nSố: {number}/NQ-CP\n\nNGHỊ QUYẾT\nVề hoa\n\nI. NHIỆM VỤ\n\n1. {ministries} chủ trì trồng hoa.\n"
        (tmp_path / "texts" / f"{number}.md").write_text(text, encoding="utf-8")
    drafts = tmp_path / "drafts"
    assert main(["read", str(tmp_path / "texts"), "--write", str(drafts), "--quiet"]) == 0
    both = [path.read_text(encoding="utf-8") for path in drafts.iterdir()]
    assert all("id: cac-bo-co-quan-ngang-bo\n" in text for text in both)
    assert main(["accept", str(drafts), "--quiet"]) == 0


def test_what_is_accepted_says_that_places_were_not_held_against_the_texts(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["accept", str(path), "--dry-run"]) == 0
    assert f"places were not held against the texts: 'kg align {path} TEXTS' tells" in capsys.readouterr().err
    assert main(["accept", str(path), "--into", "reviewed"]) == 0
    assert f"'kg align {Path('reviewed') / path.name} TEXTS'" in capsys.readouterr().err
