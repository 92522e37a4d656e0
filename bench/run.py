"""Run all benchmarks, one after another, and write what they found into one table with the machine beside it.

Run by `make bench` (`QUICK=1` for small sizes in a few minutes), or by
`python bench/run.py [--quick] [--only NAME...] [-o FILE]`. Each runs in a process of its own; one that fails
is named in the table, the rest goes on, and the exit status is 1. The full run is written to
bench/RESULTS.md; a quick one is only printed, unless a file is named.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from measured import HEAD, ROWS, Row, load, rows
from software import described

ROOT = Path(__file__).parent.parent
RESULTS = ROOT / "bench" / "RESULTS.md"
# Stands in an argument for the build of the reviewed corpus that this run makes.
_BUILD = "BUILD"
_LAST = 300
_TEXTS, _SHARED = "the source texts (KG_SHARED)", "KG_SHARED"


@dataclass(frozen=True, slots=True)
class Bench:
    """A script beside this one, with its arguments for a full and for a quick run.

    Where what it `needs` is not at hand, it is left out and the results say so.
    """

    name: str
    full: tuple[str, ...] = ()
    quick: tuple[str, ...] = ()
    needs: str = ""


BENCHES = (
    Bench("commands", quick=("--runs", "1")),
    Bench("scale", quick=("--documents", "40")),
    Bench("cluster", quick=("--documents", "60")),
    Bench("peers", quick=("--documents", "10", "--patience", "10")),
    Bench("reasoning", quick=("--triples", "20000", "--peer-triples", "2500", "--patience", "10")),
    Bench("validation", quick=("--documents", "100", "--peer-documents", "20", "--runs", "1")),
    Bench("changing", quick=("--documents", "60", "--runs", "1")),
    Bench("questions", ("--peer",), ("--triples", "20000", "--runs", "1")),
    Bench("publishing", (_BUILD,), (_BUILD,)),
    Bench("pictures", (_BUILD,), (_BUILD, "--small")),
    Bench("serving", ("--build", _BUILD), ("--build", _BUILD, "--seconds", "2", "--rounds", "1"), "wrk"),
    Bench("corpus_reading", needs=_TEXTS),
)


@dataclass(frozen=True, slots=True)
class Ran:
    """What a benchmark gave: its rows, what it printed, why it failed, and how long it took."""

    name: str
    rows: tuple[Row, ...]
    printed: str
    failed: str
    seconds: float

    def section(self) -> str:
        """Its part of the results; what it printed stands there only where it gave no rows."""
        lines = [f"## {self.name}", ""]
        if self.rows:
            lines += [HEAD, *(row.line() for row in self.rows), ""]
        elif self.printed:
            lines += [self.printed, ""]
        if self.failed:
            lines += [f"**Failed:** {self.failed}", ""]
        return "\n".join([*lines, f"Took {self.seconds:.0f} s.", ""])


def ran(bench: Bench, arguments: tuple[str, ...], limit: float) -> Ran:
    """One benchmark in a process of its own; `limit` is the seconds that it may take."""
    if bench.needs and not _at_hand(bench.needs):
        return Ran(bench.name, (), f"Left out: needs {bench.needs}.", "", 0.0)
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as room:
        file = Path(room) / "rows.jsonl"
        line = [sys.executable, str(ROOT / "bench" / f"{bench.name}.py"), *arguments]
        try:
            done = subprocess.run(
                line, cwd=ROOT, env=os.environ | {ROWS: str(file)}, timeout=limit,
                capture_output=True, text=True, check=False,
            )  # fmt: skip
            printed, failed = done.stdout, _why(done)
        except subprocess.TimeoutExpired:
            printed, failed = "", f"not done within {limit:.0f} s"
        return Ran(bench.name, tuple(rows(file)), printed.strip(), failed, time.perf_counter() - began)


def _at_hand(needed: str) -> bool:
    return bool(os.environ.get(_SHARED)) if needed == _TEXTS else shutil.which(needed) is not None


def _why(done: "subprocess.CompletedProcess[str]") -> str:
    """The last of what a failed benchmark said; empty where it did not fail."""
    if done.returncode == 0:
        return ""
    lines = done.stderr.strip().splitlines() or [f"ended with status {done.returncode}"]
    return lines[-1][:_LAST]


def summary(done: list[Ran]) -> str:
    """A line for each benchmark: how many figures it gave, or why it failed."""
    lines = ["| benchmark | figures | seconds | |", "|---|---|---|---|"]
    for one in done:
        said = f"failed: {one.failed}" if one.failed else "" if one.seconds else one.printed
        lines.append(f"| {one.name} | {len(one.rows)} | {one.seconds:.0f} | {said.replace('|', '/')} |")
    return "\n".join(lines)


def report(done: list[Ran], *, quick: bool, before: float) -> str:
    """The whole table as Markdown; `before` is the load when the run began."""
    small = "Small sizes: these figures say only that the benchmarks run.\n\n" if quick else ""
    head = f"# What the benchmarks found\n\n{small}{described(before)}\n\n{summary(done)}\n\n"
    return head + "\n".join(one.section() for one in done)


def main() -> int:
    parser = argparse.ArgumentParser(description="Run the benchmarks and write down what they found.")
    parser.add_argument("--quick", action="store_true", help="small sizes")
    parser.add_argument("--only", nargs="+", choices=[one.name for one in BENCHES], metavar="NAME")
    parser.add_argument("--limit", type=float, default=7200.0, help="seconds that each benchmark may take")
    parser.add_argument("-o", "--output", type=Path)
    options = parser.parse_args()
    into = options.output or (None if options.quick else RESULTS)
    before, done = load(), []
    with tempfile.TemporaryDirectory() as room:
        build = str(Path(room) / "build")
        subprocess.run([sys.executable, str(ROOT / "build.py"), "-o", build, "--quiet"], check=True)
        for bench in BENCHES:
            if not options.only or bench.name in options.only:
                arguments = bench.quick if options.quick else bench.full
                given = tuple(build if one == _BUILD else one for one in arguments)
                print(f"{bench.name} ...", file=sys.stderr, flush=True)
                done.append(ran(bench, given, options.limit))
                _put(into, report(done, quick=options.quick, before=before))
    print(report(done, quick=options.quick, before=before))
    return 1 if any(one.failed for one in done) else 0


def _put(into: Path | None, text: str) -> None:
    """Write the results so far: a run of hours that is broken off leaves what it found."""
    if into is not None:
        into.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    sys.exit(main())
