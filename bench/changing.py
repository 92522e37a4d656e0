"""Measure a change of one document among many: inferring, judging and auditing again, in a store on disk.

Run by `make bench`, or alone: `python bench/changing.py [--documents 5600] [--runs 5]`. All is inferred first
in memory and loaded in bulk, as a build does. Each document taken away is put back; what is found
after the last of them is held against what auditing and judging anew find. Making documents is not counted.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import TypeVar

from generating import quads
from measured import Row, give, load
from pyoxigraph import NamedNode, Quad, RdfFormat, Store

from kg import store as storage
from kg.audit import audit, audit_again
from kg.names import Base
from kg.reason import infer, infer_again
from kg.validate import Finding, again, examine, learn

BASE, SEED = Base(), 3
T = TypeVar("T")


@dataclass(slots=True)
class Kept:
    """A store, what was found in it, and the seconds of clock and processor that each part took."""

    store: Store
    judged: list[Finding]
    audited: list[Finding]
    seconds: dict[str, list[float]] = field(default_factory=dict)
    worked: dict[str, list[float]] = field(default_factory=dict)

    def timed(self, what: str, work: Callable[[], T]) -> T:
        began, worked = time.perf_counter(), time.process_time()
        done = work()
        self.seconds.setdefault(what, []).append(time.perf_counter() - began)
        self.worked.setdefault(what, []).append(time.process_time() - worked)
        return done

    def change(self, gone: list[Quad], come: list[Quad]) -> None:
        """Change what the store asserts, and bring all that rests on it up to date."""
        for quad in gone:
            self.store.remove(quad)
        self.store.extend(come)
        inferred = self.timed("inferring again", lambda: infer_again(self.store, BASE, gone, come))
        triples = {quad.triple for quad in (*gone, *come, *inferred.came, *inferred.went)}
        self.judged = self.timed("judging again", lambda: again(self.judged, self.store, triples))
        self.audited = self.timed("auditing again", lambda: audit_again(self.audited, self.store, triples))


def prepared(documents: int, folder: Path) -> Kept:
    """A store on disk with all that follows from made-up documents, and what is found in it."""
    made = Store()
    storage.add(made, quads(documents))
    learn(made, BASE)
    kept = Kept(made, [], [])
    kept.timed("inferring in memory", lambda: infer(made, BASE))
    kept.judged = kept.timed("judging in memory", lambda: examine(made, "bulk"))
    kept.audited = kept.timed("auditing in memory", lambda: audit(made))
    made.dump(str(folder / "made.nq"), format=RdfFormat.N_QUADS)
    kept.store = Store(str(folder / "store"))
    file = str(folder / "made.nq")
    kept.timed("loading on disk", lambda: kept.store.bulk_load(path=file, format=RdfFormat.N_QUADS))
    return kept


def documents_of(store: Store) -> list[NamedNode]:
    """The asserted graphs of documents, sorted."""
    start = BASE.graph("asserted", "")
    names = (graph.value for graph in store.named_graphs() if isinstance(graph, NamedNode))
    return [NamedNode(n) for n in sorted(names) if n.startswith(start) and "/" in n.removeprefix(start)]


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure what a change of one document costs.")
    parser.add_argument("--documents", type=int, default=5600)
    parser.add_argument("--runs", type=int, default=5, help="how many documents to take away and put back")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as room:
        kept, before = prepared(options.documents, Path(room)), load()
        for graph in Random(SEED).sample(documents_of(kept.store), options.runs):
            said = list(kept.store.quads_for_pattern(None, None, None, graph))
            kept.change(said, [])
            kept.change([], said)
        if (kept.judged, kept.audited) != (examine(kept.store, "bulk"), audit(kept.store)):
            raise SystemExit("what is found after changes is not what is found anew")
        for what, seconds in kept.seconds.items():
            wanted = "0.5 s" if what.endswith("again") else "20 s"
            shown = f"{what} (processor {statistics.median(kept.worked[what]):.2f} s)"
            give(Row(shown, statistics.median(seconds), runs=len(seconds), wanted=wanted, load=before))


if __name__ == "__main__":
    main()
