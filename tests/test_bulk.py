"""Builds in bulk: the same graph as the ordinary build, in parts, on any number of cores, stopped or not."""

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

import pytest
from bulks import EXAMPLE, bulk, files_of, plan, quads_of, stored
from samples import SAMPLE, TEXT

from kg.cli import main
from kg.errors import BadInput, BadRecords
from kg.pipeline import build
from kg.pipeline.bulk import Here, Processes, build_in_bulk
from kg.text import digest, fold

# A draft that declares what another declares too, less fully, refers to what is nowhere, and to nobody known.
ASTRAY = """\
document:
  id: so-mau/2031/2-kh-sm
  type: Plan
  number: 2/KH-SM
  title: {vi: Bản thảo mẫu, en: Sample draft}
  issued_by: [so-chua-ai-biet]
  status: draft
statements:
  - id: I
    kind: Task
    label: {vi: Việc mẫu, en: Sample work}
    status: draft
"""


def mixed(into: Path, *, stray: str = "") -> Path:
    """Reviewed records with their text, drafts that share mentions and bodies, and what must be left out."""
    into.mkdir()
    hashes = {"exact": digest(TEXT[:8]), "folded": digest(fold(TEXT[:8]))}
    sample = SAMPLE.format(sha256=sha256(TEXT.encode()).hexdigest(), characters=len(TEXT), **hashes)
    files = {
        "records.yaml": sample,
        "text.txt": TEXT,
        "a.md": plan(412),
        "b.md": plan(413, ("ngày 05 tháng 8 năm 2025 ", "")),
        "c.md": plan(414, ("dùng lại nhiều lần", "dùng lại\u2028nhiều lần")),
        "copy-of-b.md": plan(413, ("tài sản chung", "tài sản dùng chung")),
        "empty.txt": " ",
        "astray.yaml": ASTRAY,
        "astray-more.yaml": ASTRAY.replace("so-mau/2031/2", "so-mau/2031/3") + stray,
    }
    for name, text in files.items():
        (into / name).write_text(text, encoding="utf-8")
    return into


STRAY = """\
relations:
  - {id: 1, kind: cites, to: so-mau/2031/khong-co, status: draft}
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return mixed(tmp_path_factory.mktemp("mixed") / "in", stray=STRAY)


@pytest.fixture(scope="module")
def result(folder: Path) -> Path:
    """The folder of the mixed input built in bulk in this process."""
    return bulk(folder, folder.parent / "bulk").folder


def test_the_parts_of_the_reviewed_corpus_are_the_ordinary_build(built: Path, tmp_path: Path) -> None:
    found = build_in_bulk([], tmp_path / "bulk", mapper=Here())
    assert quads_of(found.folder) == (built / "graph.nq").read_bytes()
    assert stored(found.folder) == (built / "graph.nq").read_bytes()


def test_drafts_and_what_is_left_out_are_those_of_the_ordinary_build(folder: Path, result: Path) -> None:
    ordinary = build([folder], folder.parent / "ordinary")
    found = bulk(folder, result)
    assert found.left_out == ordinary.left_out
    assert {Path(one.place.file).name for one in found.left_out} == {
        "astray-more.yaml",
        "copy-of-b.md",
        "empty.txt",
    }
    assert (found.quads, found.inferred, found.findings) == (
        ordinary.quads,
        ordinary.inferred,
        len(ordinary.findings),
    )
    assert quads_of(result) == (ordinary.folder / "graph.nq").read_bytes()
    assert "undeclared-body" in {finding.rule for finding in ordinary.findings}
    assert files_of(result)["inputs.json"] == (ordinary.folder / "inputs.json").read_bytes()


def test_real_documents_are_built_alike(shared: Path, tmp_path: Path) -> None:
    paths = sorted((shared / "devset" / "texts").iterdir())[::10]
    ordinary = build(paths, tmp_path / "ordinary")
    found = build_in_bulk(paths, tmp_path / "bulk")
    assert quads_of(found.folder) == (ordinary.folder / "graph.nq").read_bytes()
    assert found.left_out == ordinary.left_out


def test_the_words_of_sources_are_quoted_alike(shared: Path, built_with_texts: Path, tmp_path: Path) -> None:
    found = build_in_bulk([Path("corpus"), shared / "corpus"], tmp_path / "bulk", mapper=Here())
    assert quads_of(found.folder) == (built_with_texts / "graph.nq").read_bytes()


def test_the_store_holds_the_parts(result: Path) -> None:
    assert stored(result) == quads_of(result)


def test_several_processes_give_the_same_bytes(folder: Path, result: Path, tmp_path: Path) -> None:
    found = build_in_bulk([folder], tmp_path / "bulk", mapper=Processes(2))
    assert files_of(found.folder) == files_of(result)


def test_order_of_completion_does_not_matter(folder: Path, result: Path, tmp_path: Path) -> None:
    @dataclass(frozen=True)
    class LastFirst:
        def map(self, work, tasks, /):
            return map(work, reversed(list(tasks)))

    found = build_in_bulk([folder], tmp_path / "bulk", mapper=LastFirst())
    assert files_of(found.folder) == files_of(result)


def test_the_manifest_gives_the_hash_of_each_input_and_part(folder: Path, result: Path) -> None:
    manifest = (result / "manifest.json").read_text(encoding="utf-8")
    for path in (*folder.iterdir(), *result.glob("quads/*/*"), *result.glob("index/*")):
        assert sha256(path.read_bytes()).hexdigest() in manifest


@dataclass
class Stopping:
    """Does so much work and is then interrupted; `keys` and `files` are of the tasks that were done."""

    tasks: int
    keys: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)

    def map(self, work, tasks, /):
        for task in islice(tasks, self.tasks - len(self.keys)):
            yield work(task)
            self.keys.append(task.key)
            self.files += [Path(one.name).name for one in task.files]
        if len(self.keys) == self.tasks:
            raise KeyboardInterrupt


@pytest.mark.parametrize("after", [1, 5, 9])
def test_a_stopped_build_goes_on_where_it_was(folder: Path, result: Path, tmp_path: Path, after: int) -> None:
    stopped, rest = Stopping(after), Stopping(1000)
    with pytest.raises(KeyboardInterrupt):
        build_in_bulk([folder], tmp_path / "bulk", mapper=stopped)
    assert not (tmp_path / "bulk").exists()
    build_in_bulk([folder], tmp_path / "bulk", mapper=rest)
    assert set(stopped.keys).isdisjoint(rest.keys)
    assert len(stopped.keys) == after
    assert files_of(tmp_path / "bulk") == files_of(result)
    assert [path.name for path in tmp_path.iterdir()] == ["bulk"]


def test_a_killed_build_goes_on_where_it_was(folder: Path, result: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "kg", "build", "--bulk", str(folder), "-o", str(tmp_path / "bulk")]
    process = subprocess.Popen(command, start_new_session=True, stderr=subprocess.PIPE)
    read = tmp_path / ".bulk.work" / "read"
    while process.poll() is None and not any(read.glob("*.entries")):
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    assert not (tmp_path / "bulk").exists()
    finished = subprocess.run(command, capture_output=True, text=True)
    assert finished.returncode == 1, finished.stderr
    assert "left out: " in finished.stderr
    # The manifest names the software, whose files may have been touched since this test began.
    apart = {"manifest.json": b""}
    assert files_of(tmp_path / "bulk") | apart == files_of(result) | apart


def test_reviewed_records_that_do_not_hold_are_told_in_the_same_words(folder: Path, tmp_path: Path) -> None:
    inside = mixed(tmp_path / "in")
    records = inside / "records.yaml"
    records.write_text(
        records.read_text(encoding="utf-8").replace("body: so-mau", "body: so-ma"), encoding="utf-8"
    )
    with pytest.raises(BadRecords) as ordinary:
        build([inside], tmp_path / "ordinary")
    with pytest.raises(BadRecords) as found:
        bulk(inside, tmp_path / "bulk")
    assert str(found.value) == str(ordinary.value)
    assert not (tmp_path / "bulk").exists()


def test_a_place_that_does_not_hold_is_told_in_the_same_words(tmp_path: Path) -> None:
    inside = mixed(tmp_path / "in")
    records = inside / "records.yaml"
    records.write_text(records.read_text(encoding="utf-8").replace("start: 0", "start: 1"), encoding="utf-8")
    with pytest.raises(BadRecords) as ordinary:
        build([inside], tmp_path / "ordinary")
    with pytest.raises(BadRecords) as found:
        bulk(inside, tmp_path / "bulk")
    assert str(found.value) == str(ordinary.value)


def test_a_folder_that_is_no_build_is_left_alone(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(BadInput, match="no build of ours"):
        bulk(folder, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_nothing_to_build_is_told_as_ever(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    with pytest.raises(BadInput, match="holds no record file"):
        bulk(tmp_path / "in", tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_the_questions_are_answered_from_a_build_in_bulk(
    result: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ask", "duties-of-document", "--document", "412/KH-UBND", "--build", str(result)]) == 0
    assert "Sở Khoa học và Công nghệ" in capsys.readouterr().out


def test_the_sample_is_what_the_plans_are_made_of() -> None:
    assert "412/KH-UBND" in EXAMPLE.read_text(encoding="utf-8")


def test_a_graph_too_large_for_memory_is_judged_on_disk(
    folder: Path, result: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.pipeline.bulk.whole.IN_MEMORY", 0)
    found = bulk(folder, tmp_path / "bulk")
    assert files_of(found.folder) == files_of(result)
    assert stored(found.folder) == stored(result)


def test_two_builds_of_one_folder_do_not_meet(folder: Path, tmp_path: Path) -> None:
    class Meeting:
        def map(self, work, tasks, /):
            with pytest.raises(BadInput, match="another build of this folder is under way"):
                bulk(folder, tmp_path / "bulk")
            return map(work, tasks)

    build_in_bulk([folder], tmp_path / "bulk", mapper=Meeting())


def killed(task: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def test_a_helper_that_is_killed_is_not_told_as_a_damaged_build(tmp_path: Path) -> None:
    class Starved:
        def map(self, work, tasks, /):
            with ProcessPoolExecutor(1, mp_context=get_context("fork")) as pool:
                yield from pool.map(killed, tasks)

    inside = tmp_path / "in"
    inside.mkdir()
    (inside / "a.md").write_text(plan(412), encoding="utf-8")
    bulk(inside, tmp_path / "bulk")
    before = files_of(tmp_path / "bulk")
    (inside / "b.md").write_text(plan(413), encoding="utf-8")
    with pytest.raises(BrokenExecutor):
        build_in_bulk([inside], tmp_path / "bulk", mapper=Starved())
    assert files_of(tmp_path / "bulk") == before


def test_a_build_that_has_nothing_to_do_leaves_the_work_of_another_alone(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    for inside, number in ((one, 412), (two, 413)):
        inside.mkdir()
        (inside / "a.md").write_text(plan(number), encoding="utf-8")
    before = bulk(one, tmp_path / "bulk")

    class Meeting:
        def map(self, work, tasks, /):
            assert bulk(one, tmp_path / "bulk") == before
            return map(work, tasks)

    build_in_bulk([two], tmp_path / "bulk", mapper=Meeting())
    assert files_of(tmp_path / "bulk") == files_of(bulk(two, tmp_path / "alone").folder)


def test_a_build_in_bulk_takes_the_place_of_an_ordinary_one_and_the_other_way(
    folder: Path, result: Path, tmp_path: Path
) -> None:
    (tmp_path / "build").mkdir()
    (tmp_path / "build" / "graph.nq").write_text("", encoding="utf-8")
    bulk(folder, tmp_path / "build")
    assert files_of(tmp_path / "build") == files_of(result)
    build([folder], tmp_path / "build")
    assert not (tmp_path / "build" / "manifest.json").exists()


def test_on_a_pipe_only_the_steps_are_told_and_with_quiet_nothing(
    folder: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["build", "--bulk", str(folder), "-o", str(tmp_path / "bulk")]) == 1
    told = capfd.readouterr().err.splitlines()
    assert "reading 9 files, but for those read before" in told
    assert not any("━" in line or "\r" in line for line in told)
    assert main(["build", "--bulk", "--quiet", str(folder), "-o", str(tmp_path / "bulk")]) == 1
    assert all(line.startswith("left out: ") for line in capfd.readouterr().err.splitlines())


def test_a_build_in_bulk_is_published_and_its_manifest_named_as_what_the_site_is_made_of(
    tmp_path: Path,
) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.md").write_text(plan(412), encoding="utf-8")
    bulk(tmp_path / "texts", tmp_path / "build")
    site = tmp_path / "site"
    assert main(["publish", "--build", str(tmp_path / "build"), "-o", str(site), "--quiet"]) == 0
    manifest = (tmp_path / "build" / "manifest.json").read_bytes()
    catalogues = [
        path.read_text(encoding="utf-8")
        for path in site.rglob("*.ttl")
        if "manifest.json" in path.read_text(encoding="utf-8")
    ]
    assert any(sha256(manifest).hexdigest() in said for said in catalogues)
