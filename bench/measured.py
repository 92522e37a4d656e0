"""What benchmarks measure, in one form: a row for each figure, and how a command is run and watched.

Each script gives its rows with `give`: they are printed as a Markdown table, and where BENCH_ROWS names a
file they are added to it, for `bench/run.py` to gather.
"""

import json
import os
import statistics
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import Literal

ROWS = "BENCH_ROWS"
HEAD = "| what | measured | memory | wanted | peer | ratio | load |\n|---|---|---|---|---|---|---|"
# Seconds between two looks at the memory of a command.
_EVERY = 0.1
_told: list[bool] = []


@dataclass(frozen=True, slots=True)
class Row:
    """One figure: what it is of, the median of its runs in its unit, and the bound that it answers to.

    `peer` names what did the same beside it, `theirs` its figure; `less` is better in seconds, `more` in
    requests a second. `megabytes` is the most that the processes held, `load` the machine's at the start.
    """

    what: str
    value: float
    unit: str = "s"
    runs: int = 1
    megabytes: float | None = None
    wanted: str = ""
    peer: str = ""
    theirs: float | None = None
    better: Literal["less", "more"] = "less"
    load: float = 0.0

    @property
    def ratio(self) -> float | None:
        """How many times as good as the peer."""
        if self.theirs is None or not (self.theirs and self.value):
            return None
        return self.theirs / self.value if self.better == "less" else self.value / self.theirs

    def line(self) -> str:
        """The row of a Markdown table."""
        runs = f" (median of {self.runs})" if self.runs > 1 else ""
        memory = f"{self.megabytes:.0f} MB" if self.megabytes else ""
        theirs = f"{self.peer}: {_figure(self.theirs)} {self.unit}" if self.theirs is not None else self.peer
        ratio = f"{self.ratio:.2f}" if self.ratio is not None else ""
        cells = (self.what, f"{_figure(self.value)} {self.unit}{runs}", memory, self.wanted, theirs, ratio)
        return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} | {self.load:.1f} |"


def _figure(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def give(row: Row) -> None:
    """Tell a row: on standard output, and in the file of rows where one is named."""
    if not _told:
        print(HEAD)
        _told.append(True)
    print(row.line(), flush=True)
    if os.environ.get(ROWS):
        with Path(os.environ[ROWS]).open("a", encoding="utf-8") as file:
            file.write(json.dumps(asdict(row), ensure_ascii=False) + "\n")


def rows(path: Path) -> list[Row]:
    """The rows that a script gave into a file."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    return [Row(**json.loads(line)) for line in lines]


def load() -> float:
    """How many processes wanted a core in the last minute."""
    return os.getloadavg()[0]


@dataclass(frozen=True, slots=True)
class Taken:
    """What runs took: seconds of the clock each, and the most megabytes that any held; load at the start."""

    seconds: tuple[float, ...]
    megabytes: float = 0.0
    load: float = 0.0

    @property
    def median(self) -> float:
        """The median of the runs, in seconds."""
        return statistics.median(self.seconds)

    def row(self, what: str, wanted: str = "", **more: object) -> Row:
        """The row of it; `more` are further fields of a row."""
        given = {
            "value": self.median,
            "runs": len(self.seconds),
            "megabytes": self.megabytes or None,
            "wanted": wanted,
            "load": self.load,
        }
        return Row(what, **{**given, **more})  # type: ignore[arg-type]


def repeated(work: Callable[[], object], runs: int) -> Taken:
    """Call a function so many times, in this process."""
    before, seconds = load(), []
    for _ in range(runs):
        began = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - began)
    return Taken(tuple(seconds), load=before)


def command(
    line: Sequence[str | Path], runs: int = 1, *, cwd: Path | None = None, right: Sequence[int] = (0,)
) -> Taken:
    """Run a command so many times, each in fresh processes, and watch the memory of them all.

    Raises SystemExit with what it said where it ends in another status than is `right`.
    """
    before, seconds, most = load(), [], 0
    for _ in range(runs):
        took, held = _watched([str(part) for part in line], cwd, right)
        seconds.append(took)
        most = max(most, held)
    return Taken(tuple(seconds), most / 2**20, before)


def _watched(line: Sequence[str], cwd: Path | None, right: Sequence[int]) -> tuple[float, int]:
    most, began = 0, time.perf_counter()
    # What it says goes to a file: a full pipe would stop it.
    with TemporaryFile("w+", encoding="utf-8", errors="replace") as said:
        process = subprocess.Popen(line, cwd=cwd, stdout=subprocess.DEVNULL, stderr=said, env=_env())
        while process.poll() is None:
            most = max(most, resident(process.pid))
            time.sleep(_EVERY)
        took = time.perf_counter() - began
        said.seek(0)
        if process.returncode not in right:
            raise SystemExit(f"{' '.join(line)[:200]} failed:\n{said.read()[-2000:]}")
    return took, most


def _env() -> Mapping[str, str]:
    # What a command writes of its own is no row of this benchmark.
    return {name: value for name, value in os.environ.items() if name != ROWS}


def resident(process: int) -> int:
    """The bytes that a process and all below it hold in memory; what they share is counted once (PSS)."""
    found, left = 0, [process]
    while left:
        one = left.pop()
        # Processes and threads end while they are asked.
        with suppress(OSError, ValueError, IndexError):
            for task in Path(f"/proc/{one}/task").iterdir():
                with suppress(OSError):
                    left += map(int, (task / "children").read_text().split())
            lines = Path(f"/proc/{one}/smaps_rollup").read_text()
            found += int(lines.partition("\nPss:")[2].split(maxsplit=1)[0]) * 1024
    return found
