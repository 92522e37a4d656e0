"""Fuzz every target, each in a process of its own, and tell what came of it: `make fuzz`.

    python -m fuzz.run [--seconds 5] [--jobs 1] [--target NAME]... [--log FOLDER] [--table] [--keep]

Without atheris (its wheels are for Linux and some versions of Python) the kept corpus alone is tried.
"""

import argparse
import ctypes
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).parent.parent
CORPUS = ROOT / "fuzz" / "corpus"
_BEGIN, _END = "<!-- figures -->\n", "<!-- end of figures -->\n"
_FOUND = ("crash-*", "timeout-*", "oom-*", "leak-*")
# How often memory is looked at, in seconds; and what it may grow by from the middle of a run to its end:
# libFuzzer keeps the inputs that it finds, and caches fill, so a little more is no leak.
_LOOK, _GROWTH, _SLACK = 1.0, 1.1, 16
# How often it is asked whether one has ended, in seconds.
_POLL = 0.1
# Seconds in which a target has hardly begun.
_SHORT = 120
# The most that a target's corpus may take, in bytes, so that the repository stays small.
_KEPT = 50_000


@dataclass(frozen=True, slots=True)
class Run:
    """What came of a target: inputs tried, seconds, coverage, memory in MB, and the inputs that failed."""

    name: str
    inputs: int
    seconds: int
    coverage: tuple[int, int]
    memory: tuple[int, int, int]
    crashes: int
    hangs: int

    @property
    def grows(self) -> bool:
        """Whether memory at the end is more than at the middle; a short run has no middle."""
        _, middle, end = self.memory
        return self.seconds >= _SHORT and end > middle * _GROWTH + _SLACK

    @property
    def clean(self) -> bool:
        """Whether nothing was found."""
        return not (self.crashes or self.hangs or self.grows)


def main(arguments: Sequence[str] | None = None) -> int:
    """Fuzz as the options say; 1 where something was found."""
    options = _options(arguments)
    names = options.target or sorted(path.name for path in CORPUS.iterdir() if path.is_dir())
    if find_spec("atheris") is None:
        print("atheris is not installed (pip install '.[fuzz]'); the kept corpus alone is tried")
        failed = [name for name in names if not _replayed(name)]
        return int(bool(failed))
    options.log.mkdir(parents=True, exist_ok=True)
    runs = []
    for run in _fuzzed(names, options):
        runs.append(run)
        print(_row(run, PAGES["fuzzing.md"]), flush=True)
    runs.sort(key=lambda run: run.name)
    if options.table:
        for name, words in PAGES.items():
            _write(ROOT / "docs" / name, told(runs, words))
    for name in names if options.keep else ():
        _keep(name, options.log.absolute() / name / "kept")
    return int(not all(run.clean for run in runs))


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m fuzz.run", description="Fuzz every target in turn.")
    parser.add_argument("--seconds", type=int, default=5, help="for each target (default: 5)")
    parser.add_argument(
        "--jobs", type=int, choices=range(1, 65), metavar="N", default=1, help="how many at once (default: 1)"
    )
    parser.add_argument("--target", action="append", help="only this one; may be given more than once")
    parser.add_argument("--log", type=Path, default=ROOT / "build" / "fuzz", help="folder of logs and finds")
    parser.add_argument("--table", action="store_true", help="renew the figures of both pages")
    parser.add_argument("--keep", action="store_true", help="add what reached new code to the kept corpus")
    return parser.parse_args(arguments)


def _replayed(name: str) -> bool:
    """Whether every kept input passes."""
    from fuzz.targets import TARGETS

    for path in sorted((CORPUS / name).iterdir()):
        try:
            TARGETS[name].run(path.read_bytes())
        except Exception as error:  # what a target raises is the find that is told
            print(f"{path}: {type(error).__name__}: {error}")
            return False
    return True


@dataclass(frozen=True, slots=True)
class Child:
    """A process that fuzzes: its number, when it began, where it works, its memory in MB time and again."""

    name: str
    pid: int
    began: float
    finds: Path
    looks: list[int] = field(default_factory=list)

    def seen(self) -> Run | None:
        """What came of it; None, and a look at its memory where one is due, while it goes on."""
        ended, status = os.waitpid(self.pid, os.WNOHANG)
        seconds = time.monotonic() - self.began
        if ended:
            log = self.finds.with_name(f"{self.name}.log").read_text("utf-8", "replace")
            told = os.waitstatus_to_exitcode(status), round(seconds), self.looks
            return outcome(self.name, log, told, self.finds)
        if seconds >= _LOOK * len(self.looks):
            said = Path(f"/proc/{self.pid}/statm").read_text("ascii").split()
            self.looks.append(int(said[1]) * os.sysconf("SC_PAGE_SIZE") >> 20)
        return None


def _fuzzed(names: Sequence[str], options: argparse.Namespace) -> Iterator[Run]:
    """A run of each target, as many at once as asked for; what they find goes to the log's folder.

    All that targets load is instrumented once, which takes longer than a short run; each is a fork of that.
    """
    _load(options.log / "loading.log")
    waiting, going = list(reversed(names)), list[Child]()
    while waiting or going:
        while waiting and len(going) < options.jobs:
            going.append(_begun(waiting.pop(), options))
        time.sleep(_POLL)
        for child in tuple(going):
            if run := child.seen():
                going.remove(child)
                yield run


def _load(log: Path) -> None:
    """Load all targets; what the instrumenting tells, line by line, goes to a log."""
    from fuzz import drive

    before = os.dup(2)
    with log.open("wb") as told:
        os.dup2(told.fileno(), 2)
    try:
        drive.targets()
    finally:
        os.dup2(before, 2)
        os.close(before)


def _begun(name: str, options: argparse.Namespace) -> Child:
    """A process that fuzzes a target in a folder of its own."""
    finds = options.log.absolute() / name
    shutil.rmtree(finds, ignore_errors=True)
    (finds / "kept").mkdir(parents=True)
    sys.stdout.flush()
    if pid := os.fork():
        return Child(name, pid, time.monotonic(), finds)
    try:
        _become(name, options.seconds, finds)
    except BaseException:
        traceback.print_exc()
    # What failed is written by libFuzzer as the process ends, which os._exit would not let it do.
    sys.stderr.flush()
    ctypes.CDLL(None).exit(1)
    raise AssertionError("the process has ended")


def _become(name: str, seconds: int, finds: Path) -> None:
    """Make this process one that fuzzes; does not return, but raises where a kept input fails."""
    from fuzz import drive

    os.nice(2)
    os.chdir(finds)
    log = os.open(finds.with_name(f"{name}.log"), os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    for stream in (1, 2):
        os.dup2(log, stream)
    drive.main([name, str(seconds), str(finds / "kept"), str(CORPUS / name)])


def outcome(name: str, log: str, ended: tuple[int, int, list[int]], finds: Path) -> Run:
    """The run of a target: its log, its exit status, seconds and megabytes time and again, and its finds."""
    status, seconds, looks = ended
    covered = re.findall(r"cov: (\d+) ft: (\d+)", log)
    tried = re.findall(r"stat::number_of_executed_units:\s*(\d+)", log)
    found = [path for pattern in _FOUND for path in finds.glob(pattern)]
    hangs = sum(path.name.startswith("timeout") for path in found) + log.count("\nHang: ")
    return Run(
        name=name,
        inputs=int(tried[-1]) if tried else 0,
        seconds=seconds,
        coverage=(int(covered[-1][0]), int(covered[-1][1])) if covered else (0, 0),
        memory=(max(looks, default=0), looks[len(looks) // 2] if looks else 0, max(looks[-5:], default=0)),
        crashes=max(len(found) - hangs, int(status != 0 and not hangs)),
        hangs=hangs,
    )


def _keep(name: str, kept: Path) -> None:
    """Add to the corpus the fewest inputs that reach all that was reached, the shortest first."""
    with tempfile.TemporaryDirectory(prefix="fuzz") as room:
        command = [
            sys.executable,
            "-m",
            "fuzz.drive",
            name,
            "0",
            "-merge=1",
            room,
            str(CORPUS / name),
            str(kept),
        ]
        subprocess.run(
            command, cwd=room, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=True, capture_output=True
        )
        known = {path.read_bytes() for path in (CORPUS / name).iterdir()}
        left = _KEPT - sum(map(len, known))
        found = (path for path in Path(room).iterdir() if path.is_file() and path.read_bytes() not in known)
        for path in sorted(found, key=lambda path: (path.stat().st_size, path.name)):
            left -= path.stat().st_size
            if left >= 0:
                shutil.copy(path, CORPUS / name / path.name[:16])


@dataclass(frozen=True, slots=True)
class Words:
    """What the table of figures says in a language, and its mark between thousands."""

    head: str
    all_: str
    grows: str
    mark: str


PAGES = {
    "fuzzing.md": Words(
        "| target | inputs | seconds | edges, features covered | MB: most, middle, end | crashes | hangs |",
        "all",
        "grows",
        ",",
    ),
    "dau-vao.md": Words(
        "| đích | số đầu vào | số giây | cạnh, đặc trưng đã chạm | MB: cao nhất, giữa, cuối | sập | treo |",
        "tất cả",
        "tăng dần",
        ".",
    ),
}


def told(runs: Sequence[Run], words: Words) -> str:
    """The table of runs in the words of a language."""
    inputs, seconds = sum(run.inputs for run in runs), sum(run.seconds for run in runs)
    crashes, hangs = sum(run.crashes for run in runs), sum(run.hangs for run in runs)
    both = f"{_number(inputs, words)} | {_number(seconds, words)}"
    total = f"| {words.all_} | {both} |  |  | {crashes} | {hangs} |"
    rows = [_row(run, words) for run in runs]
    return "\n".join([words.head, "|---|---|---|---|---|---|---|", *rows, total])


def _row(run: Run, words: Words) -> str:
    memory = ", ".join(map(str, run.memory)) + (f" ({words.grows})" if run.grows else "")
    covered = ", ".join(_number(number, words) for number in run.coverage)
    tried = f"{_number(run.inputs, words)} | {run.seconds}"
    return f"| {run.name} | {tried} | {covered} | {memory} | {run.crashes} | {run.hangs} |"


def _number(number: int, words: Words) -> str:
    return f"{number:,}".replace(",", words.mark)


def _write(page: Path, table: str) -> None:
    """Put the figures in their place in a page."""
    before, _, rest = page.read_text(encoding="utf-8").partition(_BEGIN)
    after = rest.partition(_END)[2]
    page.write_text(f"{before}{_BEGIN}\n{table}\n\n{_END}{after}", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
