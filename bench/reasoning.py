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

from generate import quads
from owlrl import DeductiveClosure, OWLRL_Semantics
from pyoxigraph import RdfFormat, Store, serialize
from rdflib import OWL, Graph

from kg import resources, store
from kg.names import Base
from kg.reason import infer
from kg.reason.dl import ontology

Made = Store | Graph
_TRIPLES_A_DOCUMENT = 120
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


def measure(
    prepare: Callable[[], Store | Graph], run: Callable[[Store | Graph], object], runs: int
) -> Measured:
    clock, processor, given, new = [], [], 0, 0
    for _ in range(runs):
        graph = prepare()
        given = len(graph)
        began, worked = time.perf_counter(), time.process_time()
        run(graph)
        clock.append(time.perf_counter() - began)
        processor.append(time.process_time() - worked)
        new = len(graph) - given
    return Measured(min(clock), statistics.median(clock), min(processor), given, new)


def documents(triples: int) -> Store:
    """A store of made-up documents and the ontology."""
    made = Store()
    store.add(made, quads(triples // _TRIPLES_A_DOCUMENT))
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


def peer(graph: Store | Graph) -> None:
    DeductiveClosure(
        OWLRL_Semantics, rdfs_closure=False, axiomatic_triples=False, datatype_axioms=False
    ).expand(graph)


def ours(made: Made) -> None:
    if isinstance(made, Store):
        infer(made, Base())


def row(name: str, measured: Measured, wanted: str) -> str:
    return (
        f"| {name} | {measured.given:,} | {measured.new:,} | {measured.best:.2f} s | {measured.median:.2f} s "
        f"| {measured.processor:.2f} s | {wanted} |"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure materialisation, alone and beside owlrl.")
    parser.add_argument("--triples", type=int, default=1_000_000)
    parser.add_argument("--peer-triples", type=int, default=10_000, help="the smallest size for owlrl")
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    print("| what | triples | new | best | median | processor | wanted |\n|---|---|---|---|---|---|---|")
    large = documents(options.triples)
    alone = measure(partial(copied, large), ours, options.runs)
    print(row("rules", alone, f"{_LIMIT:.0f} s"), flush=True)
    triples = options.peer_triples
    while True:
        ratio, seconds = against_peer(triples, options.runs)
        # Twice the triples take a little more than twice the time.
        if seconds * _GROWTH > _PATIENCE:
            break
        triples *= 2
    wanted = f"{_RATIO:.0f} times as fast as owlrl at the most that it finishes in {_PATIENCE:.0f} s"
    print(f"\nWanted: {wanted}; found: {ratio:.0f} times.")


def against_peer(triples: int, runs: int) -> tuple[float, float]:
    """How many times as fast as owlrl (its one run, the median of ours), and the seconds that it took."""
    small = documents(triples)
    mine = measure(partial(copied, small), ours, max(5, runs))
    print(row("rules", mine, ""), flush=True)
    theirs = measure(partial(as_graph, small), peer, 1)
    ratio = theirs.best / mine.median
    print(row("owlrl", theirs, f"{ratio:.0f} times ours"), flush=True)
    return ratio, theirs.best


if __name__ == "__main__":
    main()
