"""A file takes the place of the last one whole, or not at all."""

import os
import re
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from kg.errors import BadInput
from kg.store import put_file

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "examples" / "mau-ke-hoach.md"


def test_a_file_takes_the_place_of_the_last_one_and_keeps_who_may_read_it(tmp_path: Path) -> None:
    file = tmp_path / "answer.csv"
    file.write_text("before", encoding="utf-8")
    file.chmod(0o640)

    put_file(file, "số,tên\r\n")

    assert file.read_bytes() == "số,tên\r\n".encode()
    assert file.stat().st_mode & 0o777 == 0o640
    assert os.listdir(tmp_path) == ["answer.csv"]


def test_what_a_link_leads_to_is_written_and_the_link_stays(tmp_path: Path) -> None:
    (tmp_path / "link.csv").symlink_to(tmp_path / "answer.csv")

    put_file(tmp_path / "link.csv", "new")

    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "answer.csv").read_text(encoding="utf-8") == "new"


def test_an_answer_that_does_not_fit_leaves_the_last_one_whole(tmp_path: Path, built: Path) -> None:
    file = tmp_path / "answer.txt"
    file.write_text("before", encoding="utf-8")

    done = subprocess.run(
        [sys.executable, "-m", "kg", "ask", "documents", "-o", file, "--build", built],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (200, 200)),
        capture_output=True,
        text=True,
    )

    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert "make room" in done.stderr
    assert file.read_text(encoding="utf-8") == "before"
    assert os.listdir(tmp_path) == ["answer.txt"]


def test_pages_of_the_coverage_that_do_not_fit_leave_the_last_ones_whole(tmp_path: Path) -> None:
    def run(*words: str | Path, most: int | None = None) -> "subprocess.CompletedProcess[str]":
        limit = (lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))) if most else None
        command = [sys.executable, "-m", "kg", *map(str, words)]
        return subprocess.run(command, preexec_fn=limit, capture_output=True, text=True)

    assert run("read", SAMPLE, "--write", tmp_path / "drafts").returncode == 0
    asked = ("coverage", tmp_path / "drafts", SAMPLE, "--html", tmp_path / "pages")
    assert run(*asked).returncode in (0, 1)
    before = {page.name: page.read_bytes() for page in (tmp_path / "pages").iterdir()}
    assert all(len(page) > 3000 for page in before.values())

    done = run(*asked, most=3000)

    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert "make room" in done.stderr
    assert {page.name: page.read_bytes() for page in (tmp_path / "pages").iterdir()} == before


def test_no_command_writes_a_file_in_place() -> None:
    modules = sorted((ROOT / "kg" / "cli").glob("*.py"))
    assert len(modules) > 20
    writing = re.compile(r"\.write_(text|bytes)\(|\.open\(\s*[\"'][awx+]")
    assert [path.name for path in modules if writing.search(path.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize("name", ["no/such/answer.csv", "."])
def test_where_no_file_can_be_is_told(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadInput, match="name a file that can be written"):
        put_file(tmp_path / name, "new")


def test_what_is_no_ordinary_file_is_written_to_as_it_is(tmp_path: Path) -> None:
    put_file(Path(os.devnull), "new")
    assert not Path(os.devnull).is_file()


def test_what_is_written_to_a_pipe_by_its_name_reaches_who_reads_it() -> None:
    write = "from pathlib import Path; from kg.store import put_file; put_file(Path('/dev/stdout'), 'số\\n')"
    done = subprocess.run([sys.executable, "-c", write], capture_output=True)
    assert (done.stdout, done.stderr) == ("số\n".encode(), b"")


def test_a_circle_of_links_is_no_file_that_can_be_written(tmp_path: Path) -> None:
    (tmp_path / "one").symlink_to(tmp_path / "other")
    (tmp_path / "other").symlink_to(tmp_path / "one")
    with pytest.raises(BadInput, match="name a file that can be written"):
        put_file(tmp_path / "one", "new")
