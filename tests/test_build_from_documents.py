"""Building from documents: texts that no record names become drafts; what does not hold is left out, the rest is built."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import Store
from readings import DOCUMENT, HEAD, NAME, READING, source

from kg import validate
from kg.bodies import authority
from kg.cli import main
from kg.drafting import as_yaml, draft
from kg.errors import BadInput, BadRecords
from kg.extract.reading import Reading
from kg.names import Base
from kg.pipeline import build
from kg.pipeline.building import judged
from kg.pipeline.gathering import gathered
from kg.records import Records, check, joined, read, with_listed
from kg.source import find, gather
from kg.source import read as read_source
from kg.store import open_build
from kg.text import digest

SAMPLE = Path(__file__).parent.parent / "examples" / "mau-ke-hoach.md"
POL = "https://w3id.org/vnpolicy/ns#"


def put(folder: Path, name: str, reading: Reading = READING, text: str = DOCUMENT) -> Path:
    made = draft(reading, source(text))
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(as_yaml(made.file, text, made.findings), encoding="utf-8")
    return folder / name


def values(store: Store, predicate: str) -> list[str]:
    return sorted(quad.object.value for quad in store if quad.predicate.value == f"{POL}{predicate}")


def test_a_folder_of_documents_alone_builds(tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "mau.md").write_bytes(SAMPLE.read_bytes())
    assert main(["build", str(tmp_path / "texts"), "-o", str(tmp_path / "build"), "--quiet"]) == 0
    store = open_build(tmp_path / "build")
    assert "412/KH-UBND" in values(store, "number")
    assert len(values(store, "assigns")) > 5


def test_a_document_that_cannot_be_read_is_told_and_the_rest_is_built(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "mau.md").write_bytes(SAMPLE.read_bytes())
    (tmp_path / "texts" / "empty.txt").touch()
    assert main(["build", str(tmp_path / "texts"), "-o", str(tmp_path / "build"), "--quiet"]) == 1
    assert "left out: " in capsys.readouterr().err
    assert (tmp_path / "build" / "graph.nq").exists()


def test_where_no_document_can_be_read_nothing_is_built(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    with pytest.raises(BadInput, match=r"empty\.txt"):
        build([tmp_path / "empty.txt"], tmp_path / "build")
    assert not (tmp_path / "build").exists()


def test_a_document_given_twice_is_built_once(tmp_path: Path) -> None:
    for name in ("one.md", "two.md"):
        (tmp_path / name).write_bytes(SAMPLE.read_bytes())
    built = build([tmp_path / "one.md", tmp_path / "two.md"], tmp_path / "build")
    (problem,) = built.left_out
    assert problem.place.file.endswith("two.md")
    assert "one.md already gives" in problem.wrong


def test_a_text_that_a_draft_names_is_its_evidence(tmp_path: Path) -> None:
    put(tmp_path / "drafts", "mau.yaml")
    (tmp_path / NAME).write_text(DOCUMENT, encoding="utf-8", newline="")
    built = build([tmp_path / "drafts", tmp_path / NAME], tmp_path / "build")
    assert built.left_out == ()
    quotes = {q.object.value for q in open_build(built.folder) if q.predicate.value.endswith("oa#exact")}
    assert "1. Làm tới đâu chắc tới đó." in quotes


def test_a_draft_that_does_not_hold_is_left_out_and_the_rest_is_built(tmp_path: Path) -> None:
    put(tmp_path / "drafts", "good.yaml")
    head = replace(HEAD, number="78/KH-UBND")
    bad = put(tmp_path / "drafts", "bad.yaml", replace(READING, head=head), DOCUMENT + "x\n")
    text = bad.read_text(encoding="utf-8").replace("indicator: ", "indicator: x-", 1)
    bad.write_text(text, encoding="utf-8")
    built = build([tmp_path / "drafts"], tmp_path / "build")
    (problem,) = built.left_out
    assert problem.place.file.endswith("bad.yaml")
    assert "78/KH-UBND" not in values(open_build(built.folder), "number")
    assert "77/KH-UBND" in values(open_build(built.folder), "number")


def test_what_breaks_a_shape_in_a_draft_leaves_it_out_too(tmp_path: Path) -> None:
    put(tmp_path / "drafts", "good.yaml")
    head = replace(HEAD, number="78/KH-UBND")
    bad = put(tmp_path / "drafts", "bad.yaml", replace(READING, head=head), DOCUMENT + "x\n")
    text = bad.read_text(encoding="utf-8")
    without_indicator = re.sub(r"indicator: [^,\n]+(, |\n)", "", text)
    assert without_indicator != text
    bad.write_text(without_indicator, encoding="utf-8")
    built = build([tmp_path / "drafts"], tmp_path / "build")
    assert [problem.place.file.rpartition("/")[2] for problem in built.left_out] == ["bad.yaml"]
    assert "Figure-indicator" in built.left_out[0].wrong


def test_a_body_that_nothing_declares_becomes_a_draft_body_with_a_finding(tmp_path: Path) -> None:
    path = put(tmp_path / "drafts", "mau.yaml")
    text = path.read_text(encoding="utf-8").replace("body: so-tai-chinh-tinh-nghe-an", "body: to-khong-ten")
    path.write_text(text, encoding="utf-8")
    built = build([path], tmp_path / "build")
    assert [f.rule for f in built.findings if f.focus.endswith("body/to-khong-ten")] == ["undeclared-body"]


def test_a_draft_of_a_document_that_is_reviewed_is_left_out(tmp_path: Path) -> None:
    path = put(tmp_path / "drafts", "mau.yaml")
    reviewed = path.read_text(encoding="utf-8").replace("status: draft", "status: reviewed")
    (tmp_path / "drafts" / "done.yaml").write_text(reviewed, encoding="utf-8")
    built = build([tmp_path / "drafts"], tmp_path / "build")
    assert [problem.place.file.rpartition("/")[2] for problem in built.left_out] == ["mau.yaml"]


def two(tmp_path: Path) -> Records:
    """Drafts of two documents that cite the same ones and name the same new body."""
    put(tmp_path / "drafts", "one.yaml")
    head = replace(HEAD, number="12/KH-UBND", issued=None)
    put(tmp_path / "drafts", "two.yaml", replace(READING, head=head), DOCUMENT + "x\n")
    return read(gather([tmp_path / "drafts"]).records)


def test_what_two_drafts_both_tell_is_told_once(tmp_path: Path) -> None:
    said = joined(two(tmp_path))
    told = [mention.id for _, _, mention in said.each("mentions")]
    assert told == ["thu-tuong-chinh-phu/2025/5-qd-ttg"]
    built = build([tmp_path / "drafts"], tmp_path / "build")
    assert built.left_out == ()


def test_a_mention_yields_to_the_document_and_lines_stay_true(tmp_path: Path) -> None:
    said = two(tmp_path)
    after = joined(said)
    for name in said.files:
        for index, mention in enumerate(after.files[name].mentions):
            assert after.raw[name]["mentions"][index]["id"] == mention.id
            line = after.place(name, ("mentions", index, "id")).line
            assert (
                mention.id
                in (Path(name) if Path(name).exists() else tmp_path / name)
                .read_text(encoding="utf-8")
                .splitlines()[line - 1]
            )


def test_reviewed_records_that_call_one_body_differently_are_refused(tmp_path: Path) -> None:
    body = "bodies:\n  - {id: to-mau, kind: Committee, name: {vi: %s, en: Sample team}}\n"
    said = joined(read({"a.yaml": body % "Tổ Mẫu", "b.yaml": body % "Tổ Mẫu khác"}))
    with pytest.raises(BadRecords, match="already used"):
        check(said, frozenset())
    check(joined(read({"a.yaml": body % "Tổ Mẫu", "b.yaml": body % "Tổ Mẫu"})), frozenset())


def test_listed_bodies_need_no_definition_and_bring_their_successors(tmp_path: Path) -> None:
    text = put(tmp_path, "mau.yaml").read_text(encoding="utf-8")
    text = text.replace("body: so-tai-chinh-tinh-nghe-an", "body: bo-ke-hoach-va-dau-tu")
    said = with_listed(read({"a.yaml": text}), authority())
    assert {"bo-ke-hoach-va-dau-tu", "bo-tai-chinh"} <= said.bodies.keys()


def test_every_text_of_the_development_set_reads_to_drafts_that_conform(shared: Path, tmp_path: Path) -> None:
    paths = find([shared / "devset" / "texts"]).documents
    assert len(paths) == 172
    inputs = gathered([shared / "devset" / "texts"])
    assert inputs.left_out == ()
    holds = judged(inputs, Base())
    assert [finding for finding in holds.findings if finding.severity == validate.VIOLATION] == []
    afresh = {f"src-{one.sha256[:16]}": one.text for one in map(read_source, paths)}
    statements = [record for _, _, record in inputs.said.each("statements")]
    assert len(statements) > 3000
    for record in statements:
        for place in record.evidence:
            assert digest(afresh[place.source][place.start : place.end]) == place.exact
