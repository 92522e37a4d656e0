"""The pipeline: what goes into a build, and a build that fails leaves the last one whole."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from pyoxigraph import Quad, Store

from kg.errors import BadGraph, BadInput, BadRecords
from kg.pipeline import build
from kg.store import open_build


def files_of(folder: Path) -> dict[str, bytes]:
    """The content of every file of a build but the store's own, by its path."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and "store" not in path.parts)
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def test_a_build_replaces_the_last_one_whole(folder: Path, tmp_path: Path) -> None:
    into = tmp_path / "build"
    build([folder], into)
    (into / "left-over").touch()
    build([folder], into)
    assert (into / "graph.nq").exists()
    assert not (into / "left-over").exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["build", "sample"]


def test_what_is_no_build_is_never_replaced(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for into in (tmp_path / "file", tmp_path, folder):
        with pytest.raises(BadInput, match="name"):
            build([folder], into)
    assert sorted(path.name for path in folder.iterdir()) == ["records.yaml", "text.txt"]


def test_what_a_killed_build_left_is_removed_by_the_next(folder: Path, tmp_path: Path) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    (tmp_path / f".build.{ended.pid}.left").mkdir()
    (tmp_path / f".build.{os.getpid()}.live").mkdir()
    build([folder], tmp_path / "build")
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        f".build.{os.getpid()}.live",
        "build",
        "sample",
    ]


def test_a_violation_names_the_line_to_mend_and_leaves_the_last_build(
    folder: Path, sample: str, tmp_path: Path
) -> None:
    into = tmp_path / "build"
    build([folder], into)
    before = files_of(into)
    without_evidence = sample.replace(
        "    label: {vi: Gửi báo cáo mẫu, en: Send the sample report}\n    evidence: [{source: sample}]\n",
        "    label: {vi: Gửi báo cáo mẫu, en: Send the sample report}\n",
    )
    assert without_evidence != sample
    (folder / "records.yaml").write_text(without_evidence, encoding="utf-8")
    with pytest.raises(BadGraph) as caught:
        build([folder], into)
    (problem,) = caught.value.problems
    assert problem.place.file.endswith("records.yaml")
    assert "id: I.1.a" in without_evidence.splitlines()[problem.place.line - 1]
    assert "evidence" in problem.remedy
    assert files_of(into) == before


def test_the_words_of_a_text_at_hand_are_in_the_graph(folder: Path, tmp_path: Path) -> None:
    build([folder], tmp_path / "build")
    quotes = {
        quad.object.value
        for quad in open_build(tmp_path / "build")
        if quad.predicate.value.endswith("#exact")
    }
    assert quotes == {"Sở Mẫu l"}


def test_a_text_that_no_record_names_becomes_a_draft_beside_the_records(folder: Path, tmp_path: Path) -> None:
    (folder / "text.txt").write_text("Chữ khác.\n", encoding="utf-8")
    built = build([folder], tmp_path / "build")
    assert built.left_out == ()
    iris = {quad.subject.value for quad in open_build(built.folder)}
    assert any("/undated/van-ban" in iri for iri in iris)


@pytest.mark.parametrize(
    ("key", "said"),
    [("folded", "are not those that were reviewed"), ("exact", "differ in spelling or marks")],
)
def test_a_place_whose_words_changed_is_refused(
    key: str, said: str, folder: Path, sample: str, tmp_path: Path
) -> None:
    at = sample.index(f"{key}: ") + len(f"{key}: ")
    (folder / "records.yaml").write_text(sample[:at] + "0" * 16 + sample[at + 16 :], encoding="utf-8")
    with pytest.raises(BadRecords, match=said):
        build([folder], tmp_path / "build")


def test_a_place_beyond_the_text_is_refused(folder: Path, sample: str, tmp_path: Path) -> None:
    (folder / "records.yaml").write_text(sample.replace("end: 8", "end: 800"), encoding="utf-8")
    with pytest.raises(BadRecords, match="beyond the text's 42 characters"):
        build([folder], tmp_path / "build")


@pytest.mark.parametrize("name", ["none", "picture.png", "empty"])
def test_a_path_that_cannot_be_used_is_told(name: str, tmp_path: Path) -> None:
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    (tmp_path / "empty").mkdir()
    with pytest.raises(BadInput, match=name):
        build([tmp_path / name], tmp_path / "build")
    assert not (tmp_path / "build").exists()


def test_a_file_that_is_not_utf8_is_told(folder: Path, tmp_path: Path) -> None:
    (folder / "records.yaml").write_bytes("bodies: [Bộ]".encode("utf-16"))
    with pytest.raises(BadInput, match="not UTF-8"):
        build([folder], tmp_path / "build")


def test_the_reviewed_corpus_builds_with_its_texts(built_with_texts: Path, store: Store) -> None:
    with_words = open_build(built_with_texts)
    quotes = [quad for quad in with_words if quad.predicate.value.endswith("#exact")]
    places = [quad for quad in with_words if quad.predicate.value.endswith("oa#start")]
    assert len(quotes) == len(places) > 800
    words = ("#exact", "#prefix", "#suffix", "#hasSelector", "#type", "#TextQuoteSelector")

    def without_words(quads: Store) -> set[Quad]:
        """All but the words themselves and what the audit finds in them."""
        kept = (quad for quad in quads if "/graph/audit/" not in str(quad.graph_name))
        return {quad for quad in kept if not quad.predicate.value.endswith(words)}

    assert without_words(with_words) == without_words(store)
