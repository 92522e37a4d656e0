"""rdflib beside our store: a process reads the triples once, and a copy of it answers each question."""

import gc
import os
import signal
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
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
    # Else nobody would notice that the other end is gone.
    theirs.close()
    try:
        ours.recv()
        yield Peer(ours, limit)
    finally:
        with suppress(OSError):
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
    """Seconds and rows of a query in a copy of this process, which ends at the limit without rows.

    Raises SystemExit where rdflib fails, which is no answer that took long.
    """
    read, write = os.pipe()
    child = os.fork()
    if not child:
        signal.alarm(limit)
        os._exit(_answer(graph, query, write))
    os.close(write)
    with os.fdopen(read, encoding="ascii") as said:
        seconds, _, rows = said.read().partition(" ")
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if status not in (0, -signal.SIGALRM):
        raise SystemExit("rdflib failed at a query; its own words stand above")
    return (float(seconds), int(rows)) if rows else (float(limit), None)


def _answer(graph: Graph, query: str, write: int) -> int:
    """Write seconds and rows of a query; gives the status with which to end."""
    began = time.perf_counter()
    try:
        rows = len(list(graph.query(query)))
    except Exception:
        traceback.print_exc()
        return 1
    os.write(write, f"{time.perf_counter() - began} {rows}".encode())
    return 0
