"""Measure validation: a million made-up triples, pySHACL beside it, and judging again after a change.

Run it as `python bench/validation.py [--documents 8200] [--runs 3]`. Times are wall-clock, best and median;
memory is the largest sum of the resident sets of a command and its processes. Both engines read their files,
start to end, in fresh processes.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from generate import nquads, quads
from pyoxigraph import NamedNode, Quad, RdfFormat, Store, serialize

from kg.names import PREFIXES, Base
from kg.validate import Finding, again, check, examine, facts, learn

# What pySHACL finishes in a time that one waits for.
PEER_DOCUMENTS = 1600
PEER = """
import sys, rdflib, pyshacl
graph = rdflib.Graph().parse(sys.argv[1], format="nt")
shapes = rdflib.Graph().parse(sys.argv[2], format="turtle")
pyshacl.validate(graph, shacl_graph=shapes, inplace=True, inference="none", advanced=False, meta_shacl=False)
"""
ROOT = Path(__file__).parent.parent
PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds of each run, and the largest memory, in megabytes, of any."""

    seconds: list[float]
    megabytes: float = 0

    def __str__(self) -> str:
        times = f"{min(self.seconds):.2f} s best, {statistics.median(self.seconds):.2f} s median"
        return f"{times}, {self.megabytes:.0f} MB" if self.megabytes else times


def resident(parent: int) -> int:
    """The bytes that a process and all below it hold."""
    below: dict[int, list[int]] = {}
    held: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            below.setdefault(int(fields[1]), []).append(int(entry.name))
            held[int(entry.name)] = int(fields[21]) * PAGE
    waiting, total = [parent], 0
    while waiting:
        process = waiting.pop()
        total += held.get(process, 0)
        waiting += below.get(process, [])
    return total


def command(line: list[str], runs: int) -> Measured:
    seconds, most = [], 0
    for _ in range(runs):
        began = time.perf_counter()
        process = subprocess.Popen(line, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while process.poll() is None:
            most = max(most, resident(process.pid))
            time.sleep(0.05)
        seconds.append(time.perf_counter() - began)
        if process.returncode not in (0, 1):
            raise SystemExit(f"{' '.join(line)[:200]} failed")
    return Measured(seconds, most / 2**20)


def made(documents: int, file: Path) -> int:
    with file.open("w", encoding="utf-8") as stream:
        lines = 0
        for line in nquads(quads(documents)):
            stream.write(line)
            lines += 1
    return lines


def loaded(file: Path) -> Store:
    store = Store()
    store.bulk_load(path=str(file), format=RdfFormat.N_QUADS)
    learn(store, Base())
    return store


def repeated(work: Callable[[], object], runs: int) -> Measured:
    seconds = []
    for _ in range(runs):
        began = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - began)
    return Measured(seconds)


def row(what: str, measured: Measured, wanted: str) -> None:
    print(f"| {what} | {measured} | {wanted} |", flush=True)


def whole(file: Path, triples: int, runs: int) -> None:
    kg = [sys.executable, "-m", "kg", "check", str(file), "--engine", "bulk", "--quiet"]
    row(f"shapes and checks on {triples:,} triples", command(kg, runs), "30 s, 2048 MB")


def beside_pyshacl(folder: Path, runs: int) -> None:
    """The same triples, with the types of super-classes that pySHACL is given for nothing."""
    file, plain, shapes = folder / "peer.nq", folder / "peer.nt", folder / "shapes.ttl"
    made(PEER_DOCUMENTS, file)
    triples = sorted(set(facts(loaded(file)).everything()), key=str)
    serialize(triples, str(plain), format=RdfFormat.N_TRIPLES)
    shapes.write_text(
        "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "shapes").glob("*.ttl"))),
        encoding="utf-8",
    )
    ours = command([sys.executable, "-m", "kg", "check", str(file), "--engine", "bulk", "--quiet"], runs)
    theirs = command([sys.executable, "-W", "ignore", "-c", PEER, str(plain), str(shapes)], runs)
    row(f"shapes and checks on {len(triples):,} triples", ours, "")
    row("pySHACL on the same, shapes alone", theirs, "")
    best = min(theirs.seconds) / min(ours.seconds)
    median = statistics.median(theirs.seconds) / statistics.median(ours.seconds)
    print(f"| pySHACL / ours | {best:.1f} (best), {median:.1f} (median) | 4 |")


def changes(store: Store) -> dict[str, list[Quad]]:
    """Of one document the quads that go, by what kind of change that is."""
    pol = PREFIXES["pol"]
    document = sorted(str(q.subject) for q in store.quads_for_pattern(None, NamedNode(f"{pol}number"), None))[
        -1
    ].strip("<>")
    graph = NamedNode(str(Base().graph("asserted", document.removeprefix(str(Base().document(""))))))
    said = list(store.quads_for_pattern(None, None, None, graph))
    assignment = next(q for q in said if q.predicate.value == f"{pol}role")
    return {"one role": [assignment], "a whole document": said}


def after_a_change(file: Path, runs: int) -> None:
    store = loaded(file)
    before = examine(store, "bulk")
    for what, gone in changes(store).items():
        row(f"again, {what} taken away", repeated(lambda gone=gone: taken(store, before, gone), runs), "1 s")
        for quad in gone:
            store.add(quad)
        row(
            f"again, {what} put back",
            repeated(lambda gone=gone: again(before, store, {q.triple for q in gone}), runs),
            "1 s",
        )
    row("of which all checks", repeated(lambda: check(store), runs), "")


def taken(store: Store, before: Iterable[Finding], gone: list[Quad]) -> list[Finding]:
    for quad in gone:
        store.remove(quad)
    return again(before, store, {quad.triple for quad in gone})


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure validation.")
    parser.add_argument("--documents", type=int, default=8200)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as room:
        file = Path(room) / "made.nq"
        triples = made(options.documents, file)
        print("| what | measured | wanted |\n|---|---|---|")
        whole(file, triples, options.runs)
        beside_pyshacl(Path(room), options.runs)
        after_a_change(file, options.runs)


if __name__ == "__main__":
    main()
