"""Measure the commands that people wait for, each beside a peer in the same run, and print a table.

Run by `make bench`. Times are wall-clock medians of several runs in fresh processes; memory is the largest
resident set of one.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
RUNS = 5


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds (median) and the largest resident set, in megabytes, of a command."""

    seconds: float
    megabytes: float


def measure(command: list[str], folder: Path) -> Measured:
    seconds, kilobytes = [], 0
    for _ in range(RUNS):
        began = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        _, status, usage = os.wait4(process.pid, 0)
        seconds.append(time.perf_counter() - began)
        kilobytes = max(kilobytes, usage.ru_maxrss)
        message = process.stderr.read().decode() if process.stderr else ""
        if status:
            raise SystemExit(f"{' '.join(command)} failed:\n{message}")
    return Measured(statistics.median(seconds), kilobytes / 1024)


def row(name: str, ours: Measured, limit: str, peer: str, theirs: Measured) -> str:
    ratio = theirs.seconds / ours.seconds
    return (
        f"| {name} | {ours.seconds:.2f} s | {ours.megabytes:.0f} MB | {limit} "
        f"| {peer}: {theirs.seconds:.2f} s, {theirs.megabytes:.0f} MB | {ratio:.1f} |"
    )


def main() -> None:
    python = sys.executable
    with tempfile.TemporaryDirectory() as room:
        folder = Path(room)
        graph = folder / "build" / "graph.nq"
        build = measure([python, str(ROOT / "build.py"), "-o", str(folder / "build"), "--quiet"], folder)
        helped = measure([python, "-m", "kg", "--help"], folder)
        asked = measure([python, "-m", "kg", "ask", "tasks-of-body", "--body", "bo tai chinh"], folder)
        bare = measure([python, "-c", "import rdflib"], folder)
        load = "import rdflib,sys; d = rdflib.Dataset(); d.parse(sys.argv[1], format='nquads')"
        loaded = measure([python, "-W", "ignore", "-c", load, str(graph)], folder)
        query = load + "; list(d.query(open(sys.argv[2]).read()))"
        question = ROOT / "queries" / "answer" / "tasks-of-body.rq"
        peer_asked = measure([python, "-W", "ignore", "-c", query, str(graph), str(question)], folder)
    print("| command | time | memory | wanted | peer | peer / ours |")
    print("|---|---|---|---|---|---|")
    print(row("python build.py", build, "3 s, 400 MB", "rdflib, reading the finished graph", loaded))
    print(row("kg --help", helped, "0.25 s", "python -c 'import rdflib'", bare))
    print(row("kg ask tasks-of-body", asked, "0.5 s", "rdflib, reading and asking the same", peer_asked))


if __name__ == "__main__":
    main()
