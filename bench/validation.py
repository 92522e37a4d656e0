"""Measure validation: a million triples of made-up documents, pySHACL beside, judging again after changes.

Run by `make bench`, or alone: `python bench/validation.py [--documents 8200] [--runs 3]`. Times are
wall-clock, best and median; memory is the largest sum of the resident sets of a command and its processes.
Both engines read their files from start to end in fresh processes. The load is the machine's, of the last
minute before each measurement: what others did at the same time.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from generate import nquads, quads
from pyoxigraph import NamedNode, Quad, RdfFormat, Store, serialize

from kg.names import PREFIXES, Base
from kg.validate import again, check, examine, facts, learn

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
    load: float = 0

    def __str__(self) -> str:
        times = f"{min(self.seconds):.2f} s best, {statistics.median(self.seconds):.2f} s median"
        memory = f", {self.megabytes:.0f} MB" if self.megabytes else ""
        return f"{times}{memory}, load {self.load:.1f}"


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
    seconds, most, load = [], 0, os.getloadavg()[0]
    for _ in range(runs):
        began = time.perf_counter()
        process = subprocess.Popen(line, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while process.poll() is None:
            most = max(most, resident(process.pid))
            time.sleep(0.05)
        seconds.append(time.perf_counter() - began)
        if process.returncode not in (0, 1):
            raise SystemExit(f"{' '.join(line)[:200]} failed")
    return Measured(seconds, most / 2**20, load)


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
    seconds, load = [], os.getloadavg()[0]
    for _ in range(runs):
        began = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - began)
    return Measured(seconds, load=load)


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
    """Of one document the quads that change, by how much of it that is."""
    pol, skos = PREFIXES["pol"], PREFIXES["skos"]
    numbered = sorted(q.subject.value for q in store.quads_for_pattern(None, NamedNode(f"{pol}number"), None))
    graph = Base().graph("asserted", numbered[-1].removeprefix(str(Base().document(""))))
    said = list(store.quads_for_pattern(None, None, None, NamedNode(str(graph))))
    words = {f"{pol}{name}" for name in ("role", "deadline", "dueBy", "value", "horizon")} | {
        f"{skos}prefLabel"
    }
    edited = [quad for quad in said if quad.predicate.value in words]
    return {f"{len(edited)} facts of a document": edited, f"a whole document of {len(said)}": said}


def after_a_change(file: Path, runs: int) -> None:
    store = loaded(file)
    before = examine(store, "bulk")
    for what, quads_ in changes(store).items():
        changed = {quad.triple for quad in quads_}
        for quad in quads_:
            store.remove(quad)
        row(f"again, {what} taken away", repeated(partial(again, before, store, changed), runs), "1 s")
        broken = again(before, store, changed)
        if broken != examine(store, "bulk"):
            raise SystemExit(f"judging again without {what} is not judging all anew")
        store.extend(quads_)
        row(f"again, {what} put back", repeated(partial(again, broken, store, changed), runs), "1 s")
        if again(broken, store, changed) != before or broken == before:
            raise SystemExit(f"judging {what} again is not judging all anew")
    row("all checks, to compare", repeated(partial(check, store), runs), "")


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
