"""Every input that fuzzing keeps passes, in every run of the tests; what a run tells, it tells of its log."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from threading import Thread
from types import FrameType

import pytest

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from fuzz.run import CORPUS, PAGES, Child, Run, outcome, told  # noqa: E402
from fuzz.targets import TARGETS  # noqa: E402

SECONDS = 20
INPUTS = sorted(path for path in CORPUS.rglob("*") if path.is_file())


@pytest.fixture
def bounded() -> Iterator[None]:
    """Ends a test whose input takes more processor time than any may."""

    def end(number: int, frame: FrameType | None) -> None:
        raise TimeoutError(f"over {SECONDS} seconds of processor time")

    before = signal.signal(signal.SIGVTALRM, end)
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
    yield
    signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    signal.signal(signal.SIGVTALRM, before)


def tried(name: str, content: bytes) -> None:
    """Give a target an input, in a thread of its own: in this one the loop of a browser may run already."""
    raised: list[BaseException] = []

    def run() -> None:
        try:
            TARGETS[name].run(content)
        except BaseException as error:
            raised.append(error)

    # One that goes on without end is left behind when the test is ended.
    thread = Thread(target=run, daemon=True)
    thread.start()
    thread.join()
    if raised:
        raise raised[0]


@pytest.mark.parametrize("path", INPUTS, ids=lambda path: f"{path.parent.name}/{path.name}")
@pytest.mark.usefixtures("bounded")
def test_a_kept_input_passes(path: Path) -> None:
    tried(path.parent.name, path.read_bytes())


@pytest.mark.parametrize("name", sorted(TARGETS))
def test_a_target_has_a_corpus_and_takes_nothing_and_noise(name: str) -> None:
    assert any((CORPUS / name).iterdir())
    for content in (b"", b"\0", b"\xff" * 64, bytes(range(256))):
        tried(name, content)


def test_the_corpus_stays_small_and_has_no_folder_without_a_target() -> None:
    assert sum(path.stat().st_size for path in INPUTS) < 1_000_000
    assert {path.name for path in CORPUS.iterdir()} == set(TARGETS)


LOG = "#3 INITED cov: 10 ft: 12 corp: 2/9b\n#99 NEW cov: 11 ft: 15 corp: 3/9b\nstat::number_of_executed_units: 4711\n"


def test_a_clean_run_is_told_by_its_log(tmp_path: Path) -> None:
    found = outcome("text", LOG, (0, 300, [50, 90, 91, 92]), tmp_path)
    assert found == Run("text", 4711, 300, (11, 15), (92, 91, 92), 0, 0)
    assert found.clean


def test_a_crash_a_hang_and_growth_are_told(tmp_path: Path) -> None:
    (tmp_path / "crash-1").write_bytes(b"x")
    crashed = outcome("text", LOG, (77, 300, [90]), tmp_path)
    hung = outcome(
        "text", LOG + " === Uncaught Python exception: ===\nHang: over 5 seconds\n", (77, 300, [90]), tmp_path
    )
    assert (crashed.crashes, crashed.hangs, crashed.clean) == (1, 0, False)
    assert (hung.crashes, hung.hangs, hung.clean) == (0, 1, False)
    (tmp_path / "crash-1").unlink()
    grown = outcome("text", LOG, (0, 300, [50, 90, 100, 150, 400]), tmp_path)
    assert grown.grows
    assert not grown.clean
    fallen = outcome("text", "", (1, 3, []), tmp_path)
    assert fallen.crashes == 1


@pytest.mark.parametrize(("program", "crashes"), [("true", 0), ("false", 1)])
def test_a_process_is_watched_until_it_ends(tmp_path: Path, program: str, crashes: int) -> None:
    (tmp_path / "text.log").write_text(LOG, encoding="utf-8")
    (tmp_path / "text").mkdir()
    words = ["sh", "-c", f"read line; {program}"]
    read, write = os.pipe()
    pid = os.posix_spawn("/bin/sh", words, os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, read, 0)])
    child = Child("text", pid, time.monotonic(), tmp_path / "text")
    assert child.seen() is None
    assert len(child.looks) == 1
    os.write(write, b"\n")
    while not (run := child.seen()):
        time.sleep(0.01)
    assert (run.inputs, run.crashes, run.clean) == (4711, crashes, not crashes)
    os.close(read)
    os.close(write)


@pytest.mark.skipif(find_spec("atheris") is None, reason="needs atheris (make tools)")
def test_an_input_that_fails_is_kept(tmp_path: Path) -> None:
    script = Path(__file__).with_name("fuzzed.py")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, script, tmp_path], capture_output=True, text=True, env=environment)
    assert (done.returncode, done.stderr) == (1, "")
    assert "| 1 | 0 |" in done.stdout
    (kept,) = (tmp_path / "text").glob("crash-*")
    assert kept.stat().st_size


def test_the_figures_are_told_in_both_languages() -> None:
    runs = [
        Run("text", 4711, 300, (11, 1500), (92, 91, 92), 0, 0),
        Run("pdf", 289, 1000, (1, 2), (500, 90, 400), 1, 2),
    ]
    en, vi = (told(runs, words).splitlines() for words in PAGES.values())
    assert en[2:] == [
        "| text | 4,711 | 300 | 11, 1,500 | 92, 91, 92 | 0 | 0 |",
        "| pdf | 289 | 1000 | 1, 2 | 500, 90, 400 (grows) | 1 | 2 |",
        "| all | 5,000 | 1,300 |  |  | 1 | 2 |",
    ]
    assert vi[2:] == [
        "| text | 4.711 | 300 | 11, 1.500 | 92, 91, 92 | 0 | 0 |",
        "| pdf | 289 | 1000 | 1, 2 | 500, 90, 400 (tăng dần) | 1 | 2 |",
        "| tất cả | 5.000 | 1.300 |  |  | 1 | 2 |",
    ]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_the_table_in_its_words(name: str) -> None:
    page = (ROOT / "docs" / name).read_text(encoding="utf-8")
    figures = page.partition("<!-- figures -->\n\n")[2].partition("\n\n<!-- end of figures -->\n")[0]
    rows = [line.split(" | ")[0].removeprefix("| ") for line in figures.splitlines()[2:]]
    assert figures.splitlines()[0] == PAGES[name].head
    assert rows == [*sorted(TARGETS), PAGES[name].all_]
