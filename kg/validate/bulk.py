"""Judge a large store in shards, on all cores, with memory that does not grow with the graph.

Each shard is put into columns, and each constraint held against a whole column (docs/validation.md).
"""

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from datetime import date
from functools import cache
from importlib import import_module
from multiprocessing import get_context

from rdflib import XSD

from kg.validate.columns import Columns, columns
from kg.validate.constraints import Judged, judgements
from kg.validate.facts import Facts, Term
from kg.validate.finding import Finding
from kg.validate.rules import own_rules, own_sight, shapes
from kg.validate.shards import NODES, SIZE, Shard, around, node_of, shards, written
from kg.validate.terms import of_triples
from kg.validate.values import lexical

# Focus, IRI of the shape, IRI of the component and value, terms as in N-Triples.
Told = tuple[str, str, str, str]
Above = Mapping[str, tuple[str, ...]]
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_PLAIN = {
    f'"^^<{XSD.integer}>': re.compile(r"[+-]?\d+", re.ASCII),
    f'"^^<{XSD.decimal}>': re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)", re.ASCII),
    f'"^^<{XSD.date}>': _DAY,
}
# Quads up to which one process is faster than several.
_ALONE = 200_000
# Shards that wait or are worked on, for each process: enough that none stands idle.
_AHEAD = 2


def judge(facts: Facts, size: int = SIZE) -> list[Finding]:
    """What the shapes find in a store, sorted; shards are of about `size` bytes."""
    above = {name: tuple(map(str, classes)) for name, classes in facts.above.items()}
    homes: dict[str, int] = {}
    parts = shards(facts, own_sight(), homes, size)
    answers = list(_here(parts, above) if len(facts.store) <= _ALONE else _apart(parts, above))
    kept = {
        entry
        for number, entries in answers
        for entry in entries
        # Nothing is said of a literal, so that every shard knows all of it.
        if entry[0].startswith('"') or homes.get(entry[0]) == number
    }
    return _findings(facts, kept)


def judge_nodes(facts: Facts, nodes: Iterable[Term]) -> list[Finding]:
    """What the shapes find of some nodes, sorted."""
    waiting, found = list(nodes), set[Told]()
    while waiting:
        own, waiting = waiting[:NODES], waiting[NODES:]
        names = set(map(str, own))
        entries = told(written(around(facts, own, own_sight())), {})
        found |= {entry for entry in entries if entry[0] in names}
    return _findings(facts, found)


def _findings(facts: Facts, entries: Iterable[Told]) -> list[Finding]:
    """The findings, with pySHACL's own word on each focus of which only that counts."""
    known = set(entries)
    left = {focus for focus, shape, _, _ in known if not shape}
    found = {_finding(entry) for entry in known if entry[0] not in left}
    return sorted(found | set(_by_the_judge(facts, left)))


def _by_the_judge(facts: Facts, names: set[str]) -> list[Finding]:
    if not names:
        return []
    judge = import_module("kg.validate.judge")
    findings: list[Finding] = judge.judge_nodes(facts, set(map(node_of, names)))
    return findings


def _here(parts: Iterable[Shard], above: Above) -> Iterator[tuple[int, list[Told]]]:
    return ((shard.number, told(shard.triples, above)) for shard in parts)


def _apart(parts: Iterable[Shard], above: Above) -> Iterator[tuple[int, list[Told]]]:
    """What each shard's judgement is, on all cores; no more shards are cut than are soon worked on."""
    workers = os.cpu_count() or 1
    under_way: dict[Future[list[Told]], int] = {}
    # Started anew and not forked: a fork takes the threads' locks with it, and the whole store.
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        for shard in parts:
            if len(under_way) >= _AHEAD * workers:
                yield from _finished(under_way)
            under_way[pool.submit(told, shard.triples, above)] = shard.number
        while under_way:
            yield from _finished(under_way)


def _finished(under_way: dict[Future[list[Told]], int]) -> list[tuple[int, list[Told]]]:
    done, _ = wait(under_way, return_when=FIRST_COMPLETED)
    return [(under_way.pop(future), future.result()) for future in done]


@cache
def _own() -> list[Judged]:
    return judgements(shapes())


def told(triples: bytes, above: Above) -> list[Told]:
    """What the shapes find in triples; a focus for pySHACL alone to judge is told without a shape."""
    seen = columns(triples.decode(), above)
    left = [(focus, "", "", "") for focus in _unclear(seen)]
    return left + [
        (focus, shape.iri, component, value)
        for shape in _own()
        for focus, component, value in shape.faults(seen, shape.foci(seen))
    ]


def _unclear(seen: Columns) -> Iterator[str]:
    """The nodes with a value that datatypes leave room to read: what is no plain number or day."""
    for prop in own_sight().typed:
        way = (("out", prop),)
        wrong = {node for node in seen.reached(way) if not plain(node)}
        if wrong:
            yield from (focus for focus, values in seen.along(way).items() if not wrong.isdisjoint(values))


def plain(node: str) -> bool:
    """Whether a term is read alike by all: a number, or a day that there is, or of another datatype.

    >>> plain(f'"2025-02-30"^^<{XSD.date}>'), plain('"5"')
    (False, True)
    """
    form = _PLAIN.get(node[node.rfind('"') :]) if node.startswith('"') else None
    if form is None:
        return True
    letters = lexical(node)
    if not form.fullmatch(letters):
        return False
    try:
        return form is not _DAY or bool(date.fromisoformat(letters))
    except ValueError:
        return False


def _finding(entry: Told) -> Finding:
    focus, shape, component, value = entry
    text = value if value.startswith("_:") else str(of_triples(value)) if value else ""
    shown = focus[1:-1] if focus.startswith("<") else focus
    return own_rules()[shape].finding(shown, component, value, text)
