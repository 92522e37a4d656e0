"""Measure every question of the library on a large store on disk, alone and beside rdflib on the same.

Run `python bench/questions.py` (`--triples`, `--runs`, `--keep FOLDER`, `--only NAME...`, `--peer`). The
store holds made-up documents, the reviewed corpus, all that follows from both, and findings of the audit. A
parameter is given one of the busiest things of its kind, or its default, whichever gives the most
rows. A question's time is of the clock, from its text to the last row as terms, in a process that has the
store open; processor time stands beside it, since others may use the machine. rdflib holds the triples of
all graphs in memory and is stopped at the limit, which then counts.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from heapq import nlargest
from itertools import product
from pathlib import Path
from statistics import geometric_mean

from generate import QUADS_A_DOCUMENT, quads
from measured import Row, command, give, repeated
from pyoxigraph import NamedNode, RdfFormat, Store, serialize
from questions_peer import Peer, peer
from rdflib import RDF, SKOS, URIRef

from kg import store
from kg.audit import audit
from kg.errors import KgError
from kg.names import POL, VOCABULARY_BASE, Base
from kg.pipeline import build
from kg.query import Question, answer, bound, questions, resolve, run
from kg.reason import infer
from kg.validate import emit

_WANTED, _RATIO = "300 ms", 10
_TRIPLES = "graph.nt"
# What a parameter stands for: the property and object that things of its kind have.
_KINDS = {
    "body": (RDF.type, POL.Body),
    "document": (RDF.type, POL.Document),
    "statement": (RDF.type, POL.Statement),
    "task": (RDF.type, POL.Task),
    "target": (RDF.type, POL.Target),
    "viewpoint": (RDF.type, POL.Viewpoint),
    "group": (RDF.type, POL.TaskGroup),
    "indicator": (RDF.type, POL.Indicator),
    "topic": (SKOS.inScheme, URIRef(f"{VOCABULARY_BASE}concept/topic")),
}
_BUSIEST = 3
# Rules of the audit that find much and are soon done.
_RULES = (
    "deadline-before-document",
    "document-older-than-cited",
    "target-comparator-restated",
    "task-led-twice",
)
# Names as people type them: whole, short, by number, by place, and what many or none are called.
_NAMED = (
    ("body", "bo tai chinh"),
    ("body", "BTC"),
    ("body", "tinh uy"),
    ("body", "so du lieu"),
    ("document", "57-NQ/TW"),
    ("document", "nghi quyet 57"),
    ("document", "nghi quyet"),
    ("task", "57-NQ/TW IV.3"),
    ("task", "nang cap"),
    ("topic", "tri tue nhan tao"),
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it was asked: its query, the milliseconds that it took, its rows."""

    name: str
    query: str
    milliseconds: float
    rows: int


def made(folder: Path, triples: int) -> None:
    """Make the store under a folder, if it is not there: documents, corpus, what follows, what is found."""
    if (folder / store.FOLDER).is_dir():
        return
    whole = Store()
    store.add(whole, quads(triples // QUADS_A_DOCUMENT))
    asserted = len(whole)
    with tempfile.TemporaryDirectory() as room:
        build([], Path(room) / "build")
        reviewed = store.open_build(Path(room) / "build")
        whole.bulk_extend(quad for quad in reviewed if "/graph/inferred/" not in quad.graph_name.value)
    inferred = infer(whole, Base())
    findings = [finding for rule in _RULES for finding in audit(whole, only=rule)]
    store.add(whole, emit(findings, Base()))
    print(f"{asserted:,} triples of made-up documents; {inferred:,} follow; {len(findings):,} findings\n")
    _write(whole, folder)


def _write(whole: Store, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    whole.dump(str(folder / "graph.nq"), format=RdfFormat.N_QUADS)
    serialize({quad.triple for quad in whole}, str(folder / _TRIPLES), format=RdfFormat.N_TRIPLES)
    on_disk = Store(str(folder / store.FOLDER))
    on_disk.bulk_load(path=str(folder / "graph.nq"), format=RdfFormat.N_QUADS)
    # As a build in bulk leaves it.
    on_disk.optimize()
    on_disk.flush()


def busiest(opened: Store, kind: str) -> list[str]:
    """The things of a parameter's kind that most is said of; none for a kind that no thing is of."""
    if kind not in _KINDS:
        return []
    property_, class_ = (NamedNode(str(term)) for term in _KINDS[kind])
    things = {quad.subject for quad in opened.quads_for_pattern(None, property_, class_)}
    said = {thing: sum(1 for _ in opened.quads_for_pattern(None, None, thing)) for thing in things}
    return [thing.value for thing in nlargest(_BUSIEST, things, key=lambda thing: (said[thing], thing.value))]


def chosen(opened: Store, question: Question, tried: Mapping[str, list[str]]) -> dict[str, str]:
    """The values with which the question gives the most rows."""
    names = [parameter.name for parameter in question.parameters]
    offered = [[*tried[parameter.name], parameter.default] for parameter in question.parameters]
    sets = [dict(zip(names, each, strict=True)) for each in product(*offered)]
    if len(sets) == 1:
        return sets[0]
    return max(sets, key=lambda given: len(answer(opened, question, given, "vi").rows))


def asked(opened: Store, names: list[str], runs: int) -> Iterator[tuple[Asked, Row]]:
    """Each question, asked as `kg ask` asks it once names have been found."""
    library = {name: question for name, question in questions().items() if name in names}
    kinds = {parameter.name for question in library.values() for parameter in question.parameters}
    tried = {kind: busiest(opened, kind) for kind in sorted(kinds)}
    for name, question in library.items():
        query = bound(opened, question, chosen(opened, question, tried), "vi")
        found = run(opened, query)
        rows = 0 if isinstance(found, str) else len(found.rows)
        row = timed(f"{name}, {rows:,} rows", partial(run, opened, query), runs)
        yield Asked(name, query, row.value, rows), row


def timed(what: str, act: Callable[[], object], runs: int) -> Row:
    """The row of an act: milliseconds of the clock and, in its name, of the processor for one run."""
    began = time.process_time()
    taken = repeated(act, runs)
    processor = 1000 * (time.process_time() - began) / runs
    said = f"{what}; {processor:.0f} ms of processor"
    return taken.row(said, _WANTED, value=1000 * taken.median, unit="ms")


def named(opened: Store, folder: Path, runs: int) -> Iterator[Row]:
    """Opening the store, finding a thing by a name or saying why not, and the whole command."""
    yield timed("opening the store", partial(store.open_build, folder), runs)
    for parameter, given in _NAMED:
        yield timed(f"finding --{parameter} {given!r}", partial(_find, opened, parameter, given), runs)
    line = (
        "-m",
        "kg",
        "ask",
        "tasks-of-body",
        "--body",
        "bo tai chinh",
        "--format",
        "csv",
        "--build",
        folder,
    )
    taken = command((sys.executable, *line), runs)
    yield taken.row("kg ask tasks-of-body --body 'bo tai chinh', the whole command", unit="s")


def _find(opened: Store, parameter: str, given: str) -> None:
    with suppress(KgError):
        resolve(opened, parameter, given)


def beside(rows: list[tuple[Asked, Row]], other: Peer) -> Iterator[Row]:
    """The same questions asked of the peer, and the geometric mean of both."""
    ours, theirs, stopped = [], [], 0
    for one, row in rows:
        milliseconds, count = other.ask(one.query)
        ours.append(one.milliseconds)
        theirs.append(milliseconds)
        stopped += count is None
        said = (
            "rdflib, stopped" if count is None else "rdflib" if count == one.rows else f"rdflib, {count} rows"
        )
        yield Row(row.what, row.value, "ms", row.runs, None, _WANTED, said, milliseconds, load=row.load)
    what = f"geometric mean of {len(ours)} questions; rdflib was stopped at {stopped} of them"
    wanted = f"{_RATIO} times as fast"
    yield Row(what, geometric_mean(ours), "ms", 1, None, wanted, "rdflib", geometric_mean(theirs))


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the questions of the library on a large store.")
    parser.add_argument(
        "--triples", type=int, default=1_000_000, help="asserted triples of made-up documents"
    )
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--keep", type=Path, help="a folder for the store, used again when it is there")
    parser.add_argument("--only", nargs="+", default=list(questions()), metavar="NAME")
    parser.add_argument("--peer", action="store_true", help="ask rdflib the same")
    parser.add_argument("--limit", type=int, default=10, help="seconds that rdflib has for each question")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as room:
        folder = options.keep or Path(room)
        made(folder, options.triples)
        measure(folder, options)


def measure(folder: Path, options: argparse.Namespace) -> None:
    """Give the rows of one store."""
    opened = store.open_build(folder)
    told = []
    for one, row in asked(opened, options.only, options.runs):
        told.append((one, row))
        if not options.peer:
            give(row)
    for row in named(opened, folder, options.runs):
        give(row)
    if options.peer:
        with peer(folder / _TRIPLES, options.limit) as other:
            for row in beside(told, other):
                give(row)


if __name__ == "__main__":
    main()
