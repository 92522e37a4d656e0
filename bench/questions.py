"""Measure every question of the library on a large store on disk, alone and beside rdflib on the same data.

Run `python bench/questions.py` (`--triples`, `--runs`, `--keep FOLDER`, `--only NAME`, `--peer`). The store
holds made-up documents, the reviewed corpus, all that follows from both and what the audit finds. A parameter
is given the busiest thing of its kind, or its default, whichever gives more rows. Times are of the clock, in
one process that has the store open, from the query's text to the last row.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from heapq import nlargest
from itertools import product
from pathlib import Path

from generate import QUADS_A_DOCUMENT, quads
from pyoxigraph import NamedNode, RdfFormat, Store
from rdflib import RDF, SKOS, URIRef

from kg import store
from kg.audit import audit
from kg.errors import KgError
from kg.names import POL, VOCABULARY_BASE, Base
from kg.pipeline import build
from kg.query import Question, answer, bound, questions, resolve, run
from kg.reason import infer
from kg.validate import emit

_LIMIT = 300.0
_RATIO = 10.0
_TOPICS = URIRef(f"{VOCABULARY_BASE}concept/topic")
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
    "topic": (SKOS.inScheme, _TOPICS),
}
_BUSIEST = 3
# Names as people type them, each the value of a question's parameter: part of a name, a number, a place.
_NAMED = (
    ("body", "so tai chinh quang tri"),
    ("body", "Bộ Tài chính"),
    ("body", "so tai chinh"),
    ("document", "57-NQ/TW"),
    ("document", "01-nq"),
    ("task", "57-NQ/TW IV.3"),
    ("topic", "tri tue nhan tao"),
)
_STAGES = ("asserted", "judgement")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with the values that it was asked with: median milliseconds, and rows."""

    question: Question
    given: Mapping[str, str]
    milliseconds: float
    rows: int


def made(folder: Path, triples: int) -> None:
    """Make the store under a folder, if it is not there: documents, corpus, what follows, what is found."""
    if (folder / store.FOLDER).is_dir():
        return
    whole = Store()
    store.add(whole, quads(triples // QUADS_A_DOCUMENT))
    with tempfile.TemporaryDirectory() as room:
        build([], Path(room) / "build")
        reviewed = store.open_build(Path(room) / "build")
        whole.bulk_extend(quad for quad in reviewed if "/graph/inferred/" not in quad.graph_name.value)
    asserted = _asserted(whole)
    inferred = infer(whole, Base())
    findings = audit(whole)
    store.add(whole, emit(findings, Base()))
    print(f"{asserted:,} triples asserted, {inferred:,} inferred, {len(findings):,} findings of the audit")
    _written(whole, folder)


def _asserted(whole: Store) -> int:
    return sum(any(f"/graph/{stage}/" in quad.graph_name.value for stage in _STAGES) for quad in whole)


def _written(whole: Store, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    whole.dump(str(folder / "graph.nq"), format=RdfFormat.N_QUADS)
    on_disk = Store(str(folder / store.FOLDER))
    on_disk.bulk_load(path=str(folder / "graph.nq"), format=RdfFormat.N_QUADS)
    on_disk.flush()


def busiest(opened: Store, kind: str) -> list[str]:
    """The things of a parameter's kind that most is said of; none for a kind that no thing is of."""
    if kind not in _KINDS:
        return []
    property_, class_ = (NamedNode(str(term)) for term in _KINDS[kind])
    things = {quad.subject for quad in opened.quads_for_pattern(None, property_, class_)}
    said = {thing: sum(1 for _ in opened.quads_for_pattern(None, None, thing)) for thing in things}
    return [thing.value for thing in nlargest(_BUSIEST, things, key=lambda thing: (said[thing], thing.value))]


def values(opened: Store, asked: list[Question]) -> dict[str, list[str]]:
    """The values to try for each parameter of the questions."""
    kinds = {parameter.name for question in asked for parameter in question.parameters}
    return {kind: busiest(opened, kind) for kind in sorted(kinds)}


def chosen(opened: Store, question: Question, tried: Mapping[str, list[str]]) -> dict[str, str]:
    """The values with which the question gives the most rows."""
    offered = [[*tried[p.name], p.default] for p in question.parameters]
    names = [p.name for p in question.parameters]
    sets = [dict(zip(names, each, strict=True)) for each in product(*offered)]
    if len(sets) == 1:
        return sets[0]
    return max(sets, key=lambda given: len(answer(opened, question, given, "vi").rows))


def timed(act: Callable[[], object], runs: int) -> float:
    """The median milliseconds of an act."""
    taken = []
    for _ in range(runs):
        began = time.perf_counter()
        act()
        taken.append(1000 * (time.perf_counter() - began))
    return statistics.median(taken)


def measured(opened: Store, asked: list[Question], runs: int) -> Iterator[Asked]:
    """Each question, asked as `kg ask` asks it once names have been found."""
    tried = values(opened, asked)
    for question in asked:
        given = chosen(opened, question, tried)
        query = bound(opened, question, given, "vi")
        found = run(opened, query)
        rows = 0 if isinstance(found, str) else len(found.rows)
        yield Asked(question, given, timed(lambda query=query: run(opened, query), runs), rows)


def names(opened: Store, runs: int) -> Iterator[tuple[str, float]]:
    """How long it takes to find a thing by a name, or to say that several bear it."""
    for parameter, given in _NAMED:

        def find(parameter: str = parameter, given: str = given) -> None:
            try:
                resolve(opened, parameter, given)
            except KgError:
                return

        yield f"--{parameter} {given!r}", timed(find, runs)


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the questions of the library on a large store.")
    parser.add_argument(
        "--triples", type=int, default=1_000_000, help="asserted triples of made-up documents"
    )
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--keep", type=Path, help="a folder for the store, used again when it is there")
    parser.add_argument("--only", nargs="+", default=list(questions()), metavar="NAME")
    parser.add_argument("--peer", action="store_true", help="ask rdflib the same")
    parser.add_argument("--limit", type=float, default=10.0, help="seconds that rdflib has for each question")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as room:
        folder = options.keep or Path(room)
        made(folder, options.triples)
        began = time.perf_counter()
        opened = store.open_build(folder)
        print(f"store opened in {1000 * (time.perf_counter() - began):.0f} ms, {len(opened):,} quads")
        asked = [question for name, question in questions().items() if name in options.only]
        print("| question | rows | median ms | with |\n|---|---|---|---|", flush=True)
        for each in measured(opened, asked, options.runs):
            print(
                f"| {each.question.name} | {each.rows} | {each.milliseconds:.0f} | {each.given} |", flush=True
            )
        for name, taken in names(opened, options.runs):
            print(f"| {name} | {taken:.0f} |", flush=True)


if __name__ == "__main__":
    main()
