"""Measure materialisation: a million triples against its limit, and fewer against owlrl, in one run.

Run `python bench/reasoning.py` (`--triples`, `--runs`, `--peer-triples` change the sizes). Times are of the
clock; processor time stands beside them, since others may use the machine. Neither making nor loading the
documents is counted.
"""

import argparse
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from generate import QUADS_A_DOCUMENT, quads
from measured import Row, give, load
from owlrl import DeductiveClosure, OWLRL_Semantics
from pyoxigraph import RdfFormat, Store, serialize
from rdflib import OWL, Graph

from kg import resources, store
from kg.names import Base
from kg.reason import infer
from kg.reason.dl import ontology

Made = Store | Graph
_LIMIT = 20.0
_RATIO = 50.0
# Seconds that the peer may take at its largest size, and how much longer it takes for twice the triples.
_PATIENCE = 180.0
_GROWTH = 2.2


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds of the clock (best and median run), seconds of processors (best), and what came of it."""

    best: float
    median: float
    processor: float
    given: int
    new: int
    runs: int
    load: float


def measure(prepare: Callable[[], Made], run: Callable[[Made], object], runs: int) -> Measured:
    clock, processor, given, new, before = [], [], 0, 0, load()
    for _ in range(runs):
        graph = prepare()
        given = len(graph)
        began, worked = time.perf_counter(), time.process_time()
        run(graph)
        clock.append(time.perf_counter() - began)
        processor.append(time.process_time() - worked)
        new = len(graph) - given
    return Measured(min(clock), statistics.median(clock), min(processor), given, new, runs, before)


def documents(triples: int) -> Store:
    """A store of made-up documents and the ontology."""
    made = Store()
    store.add(made, quads(triples // QUADS_A_DOCUMENT))
    for name, text in resources.texts("ontology", ".ttl").items():
        store.load_turtle(made, text, str(Base().graph("ontology", name)))
    return made


def copied(made: Store) -> Store:
    copy = Store()
    copy.bulk_extend(made)
    return copy


def as_graph(made: Store) -> Graph:
    graph = Graph()
    graph.parse(data=serialize(store.triples(made), format=RdfFormat.N_TRIPLES), format="nt")
    graph += ontology()
    graph.remove((None, OWL.imports, None))
    return graph


def peer(graph: Made) -> None:
    DeductiveClosure(
        OWLRL_Semantics, rdfs_closure=False, axiomatic_triples=False, datatype_axioms=False
    ).expand(graph)


def ours(made: Made) -> None:
    if isinstance(made, Store):
        infer(made, Base())


def row(measured: Measured, wanted: str = "", theirs: float | None = None) -> Row:
    """The median run; `theirs` is the seconds of owlrl on the same triples."""
    what = f"rules on {measured.given:,} triples give {measured.new:,} (processor {measured.processor:.2f} s)"
    return Row(
        what,
        measured.median,
        runs=measured.runs,
        wanted=wanted,
        peer="owlrl" if theirs else "",
        theirs=theirs,
        load=measured.load,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure materialisation, alone and beside owlrl.")
    parser.add_argument("--triples", type=int, default=1_000_000)
    parser.add_argument("--peer-triples", type=int, default=10_000, help="the smallest size for owlrl")
    parser.add_argument("--patience", type=float, default=_PATIENCE, help="seconds that owlrl may take")
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    large = documents(options.triples)
    give(row(measure(partial(copied, large), ours, options.runs), f"{_LIMIT:.0f} s"))
    triples = options.peer_triples
    while True:
        wanted = f"{_RATIO:.0f} times owlrl's speed at the most it does in {options.patience:.0f} s"
        # Twice the triples take a little more than twice the time.
        if against_peer(triples, options.runs, wanted) * _GROWTH > options.patience:
            break
        triples *= 2


def against_peer(triples: int, runs: int, wanted: str) -> float:
    """The seconds that owlrl took, once; the median of ours beside it."""
    small = documents(triples)
    mine = measure(partial(copied, small), ours, max(5, runs))
    theirs = measure(partial(as_graph, small), peer, 1)
    give(row(mine, wanted, theirs.best))
    return theirs.best


if __name__ == "__main__":
    main()
