"""Builds in bulk again after a change: byte for byte what a whole build gives, and only what changed made anew."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from bulks import bulk, files_of, plan, stored
from test_bulk import ASTRAY, STRAY, Stopping, mixed

from kg.errors import BadGraph, BadRecords
from kg.names import Base
from kg.pipeline.bulk import build_in_bulk

# A draft that violates: an indicator's target of which the horizon lies before the record format's years end.
TWICE = """\
document:
  id: so-mau/2031/4-kh-sm
  type: Plan
  number: 4/KH-SM
  title: {vi: Bản thảo hai, en: Second draft}
  issued_by: [so-mau]
  status: draft
statements:
  - id: I
    kind: TaskGroup
    label: {vi: Nhóm, en: Group}
    status: draft
  - id: I.1
    kind: Task
    label: {vi: Việc, en: Work}
    status: draft
    assignments:
      - {id: 1, body: so-mau, role: lead}
      - {id: 2, body: so-mau, role: lead}
"""


def alike(inside: Path, into: Path, whole: Path) -> None:
    """The build brought up to date is a whole build of the same input, byte for byte."""
    found, fresh = bulk(inside, into), bulk(inside, whole)
    assert files_of(into) == files_of(whole)
    assert stored(into) == stored(whole)
    assert found.left_out == fresh.left_out


def _write(name: str, text: str) -> Callable[[Path], object]:
    return lambda folder: (folder / name).write_text(text, encoding="utf-8")


def _edit(name: str, old: str, new: str) -> Callable[[Path], object]:
    def change(folder: Path) -> None:
        text = (folder / name).read_text(encoding="utf-8")
        assert old in text
        (folder / name).write_text(text.replace(old, new), encoding="utf-8")

    return change


CHANGES: dict[str, Callable[[Path], object]] = {
    "a-word-of-a-draft": _edit("a.md", "Rà soát, cắt bỏ", "Rà soát và cắt bỏ"),
    "a-new-document": _write("d.md", plan(415)),
    "a-document-less": lambda folder: (folder / "c.md").unlink(),
    "another-name": lambda folder: (folder / "c.md").rename(folder / "z.md"),
    "the-fullest-mention": _edit("a.md", "ngày 05 tháng 8 năm 2025 ", ""),
    "a-cited-document-comes": _write("e.md", plan(998, ("/KH-UBND", "/QĐ-UBND"), ("KẾ HOẠCH", "QUYẾT ĐỊNH"))),
    "the-first-of-two-goes": lambda folder: (folder / "b.md").unlink(),
    "a-stray-reference-mended": _edit("astray-more.yaml", STRAY, ""),
    "a-draft-that-violates": _write("twice.yaml", TWICE),
    "a-body-declared": _write(
        "bodies.yaml", "bodies:\n  - {id: so-chua-ai-biet, kind: StateBody, name: {vi: Sở Biết, en: Known}}\n"
    ),
    "reviewed-records": _edit("records.yaml", "value: 40", "value: 41"),
    "a-text-no-longer-there": lambda folder: (folder / "text.txt").unlink(),
    "a-draft-of-the-reviewed": _write(
        "draft.yaml", ASTRAY.replace("so-mau/2031/2-kh-sm", "uy-ban-mau/2030/1-kh-ubm")
    ),
}


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the mixed input and a build of it."""
    folder = tmp_path_factory.mktemp("before")
    bulk(mixed(folder / "in", stray=STRAY), folder / "bulk")
    return folder


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_after_a_change_all_is_as_a_whole_build_makes_it(
    before: Path, tmp_path: Path, change: Callable[[Path], object]
) -> None:
    # The inputs' names stand in the manifest, so that they are changed where they lie, and put back.
    shutil.copytree(before / "bulk", tmp_path / "bulk")
    try:
        change(before / "in")
        alike(before / "in", tmp_path / "bulk", tmp_path / "whole")
    finally:
        shutil.rmtree(before / "in")
        mixed(before / "in", stray=STRAY)


def test_what_a_change_left_out_comes_back_when_it_is_undone(tmp_path: Path) -> None:
    inside = mixed(tmp_path / "in", stray=STRAY)
    bulk(inside, tmp_path / "bulk")
    first = files_of(tmp_path / "bulk")
    (inside / "twice.yaml").write_text(TWICE, encoding="utf-8")
    left_out = bulk(inside, tmp_path / "bulk").left_out
    assert "assignment-twice" in str([str(one) for one in left_out if "twice.yaml" in one.place.file])
    (inside / "twice.yaml").unlink()
    bulk(inside, tmp_path / "bulk")
    assert files_of(tmp_path / "bulk") == first


def test_where_nothing_changed_nothing_is_touched(tmp_path: Path) -> None:
    inside = mixed(tmp_path / "in")
    made = bulk(inside, tmp_path / "bulk")

    def stamps() -> dict[Path, tuple[int, int]]:
        stats = {path: path.stat() for path in (tmp_path / "bulk").rglob("*")}
        return {path: (stat.st_ino, stat.st_mtime_ns) for path, stat in stats.items()}

    first = stamps()
    assert bulk(inside, tmp_path / "bulk") == made
    assert stamps() == first


def test_one_changed_document_is_the_only_one_read_and_emitted(tmp_path: Path) -> None:
    inside = mixed(tmp_path / "in")
    bulk(inside, tmp_path / "bulk")
    _edit("a.md", "Rà soát, cắt bỏ", "Rà soát và cắt bỏ")(inside)
    counting = Stopping(1000)
    build_in_bulk([inside], tmp_path / "bulk", mapper=counting)
    assert len(counting.keys) == 2
    assert set(counting.files) == {"a.md"}


def test_unchanged_parts_are_shared_with_the_last_build(tmp_path: Path) -> None:
    inside = mixed(tmp_path / "in")
    bulk(inside, tmp_path / "bulk")
    before = _parts(tmp_path / "bulk")
    _edit("a.md", "Rà soát, cắt bỏ", "Rà soát và cắt bỏ")(inside)
    bulk(inside, tmp_path / "bulk")
    after = _parts(tmp_path / "bulk")
    same = {place for place in before.keys() & after.keys() if before[place][1] == after[place][1]}
    assert len(same) > 50
    assert len(after.keys() - same) > 50
    assert {place for place in same if before[place][0] != after[place][0]} == set()


def _parts(build: Path) -> dict[Path, tuple[int, bytes]]:
    """The files of a build's quads, each as the file that it is on the disk and what stands in it."""
    files = (build / "quads").rglob("*.nq")
    return {path.relative_to(build): (path.stat().st_ino, path.read_bytes()) for path in files}


def test_another_base_is_a_whole_new_build(tmp_path: Path) -> None:
    inside = mixed(tmp_path / "in")
    made = bulk(inside, tmp_path / "bulk")
    other = build_in_bulk([inside], tmp_path / "bulk", Base("https://example.org/kg/"))
    assert other.quads == made.quads
    assert b"https://example.org/kg/id/document/" in stored(tmp_path / "bulk")
    assert b"<https://w3id.org/vnpolicy/id/" not in stored(tmp_path / "bulk")


def test_an_error_leaves_the_last_build_as_it_was(tmp_path: Path) -> None:
    inside = mixed(tmp_path / "in")
    bulk(inside, tmp_path / "bulk")
    first = files_of(tmp_path / "bulk")
    _edit("records.yaml", "body: so-mau", "body: so-ma")(inside)
    with pytest.raises(BadRecords):
        bulk(inside, tmp_path / "bulk")
    assert files_of(tmp_path / "bulk") == first
    _edit("records.yaml", "body: so-ma", "body: so-mau")(inside)
    bulk(inside, tmp_path / "bulk")
    assert files_of(tmp_path / "bulk") == first


def test_reviewed_records_that_violate_stop_a_build_that_is_brought_up_to_date(tmp_path: Path) -> None:
    inside = mixed(tmp_path / "in")
    bulk(inside, tmp_path / "bulk")
    first = files_of(tmp_path / "bulk")
    (inside / "twice.yaml").write_text(
        TWICE.replace("  status: draft\n", "  status: reviewed\n"), encoding="utf-8"
    )
    with pytest.raises(BadGraph, match=r"twice\.yaml"):
        bulk(inside, tmp_path / "bulk")
    assert files_of(tmp_path / "bulk") == first
