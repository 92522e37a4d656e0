"""rdflib beside our store: a process reads the triples once, and a copy of it answers each question."""

import gc
import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

from rdflib import Graph


@dataclass(frozen=True, slots=True)
class Peer:
    """A process that holds the triples in rdflib, and the seconds that a question may take."""

    line: Connection
    limit: int

    def ask(self, query: str) -> tuple[float, int | None]:
        """The milliseconds that a query took, and its rows; at the limit, the limit and None."""
        self.line.send(query)
        seconds, rows = self.line.recv()
        return (1000.0 * self.limit, None) if rows is None else (1000 * seconds, rows)


@contextmanager
def peer(triples: Path, limit: int) -> Iterator[Peer]:
    """rdflib, with the triples of a file of N-Triples in memory; gone when done."""
    # A fresh process: the copies that answer must not hold our store.
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(triples, limit, theirs), daemon=False)
    process.start()
    try:
        ours.recv()
        yield Peer(ours, limit)
    finally:
        ours.send(None)
        process.join()


def _serve(triples: Path, limit: int, line: Connection) -> None:
    graph = Graph()
    graph.parse(triples, format="nt")
    gc.freeze()
    line.send(len(graph))
    while query := line.recv():
        line.send(_answered(graph, query, limit))


def _answered(graph: Graph, query: str, limit: int) -> tuple[float, int | None]:
    """Seconds and rows of a query in a copy of this process, which ends at the limit without rows."""
    read, write = os.pipe()
    child = os.fork()
    if not child:
        signal.alarm(limit)
        began = time.perf_counter()
        rows = len(list(graph.query(query)))
        os.write(write, f"{time.perf_counter() - began} {rows}".encode())
        os._exit(0)
    os.close(write)
    with os.fdopen(read, encoding="ascii") as said:
        seconds, _, rows = said.read().partition(" ")
    os.waitpid(child, 0)
    return (float(seconds), int(rows)) if rows else (float(limit), None)
