"""Judge a large store with pyrudof: in shards, on all cores, with memory that does not grow with the graph.

Only bulk validation loads this module; pyrudof comes with the extra `scale`.
"""

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Set
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from datetime import date
from functools import cache
from importlib import import_module
from multiprocessing import get_context

from pyoxigraph import Literal, NamedNode
from pyrudof import RDFFormat, Rudof, RudofConfig, ShaclFormat
from rdflib import XSD

from kg import resources
from kg.validate.facts import Facts, Term
from kg.validate.finding import Finding
from kg.validate.rules import own_rules, own_sight
from kg.validate.shards import NODES, SIZE, Shard, around, closed, shards, written

# Focus in N-Triples, IRI of the shape, IRI of the component, value as the engine shows it.
Told = tuple[str, str, str, str | None]
Above = Mapping[str, tuple[str, ...]]
_SHOWN = re.compile(
    r'"(?P<text>.*)"(?:@(?P<lang>[\w-]+)|\^\^<(?P<iri>.*)>|\^\^xsd:(?P<local>\w+))?', re.DOTALL
)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_PLAIN = {
    str(XSD.integer): re.compile(r"[+-]?\d+", re.ASCII),
    str(XSD.decimal): re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)", re.ASCII),
    str(XSD.date): _DAY,
}
# Quads up to which one process is faster than several.
_ALONE = 60_000
# Shards that wait or are worked on, for each process: enough that none stands idle.
_AHEAD = 2


def judge(facts: Facts, size: int = SIZE) -> list[Finding]:
    """What the shapes find in a store, sorted; shards are of about `size` bytes."""
    above = {name: tuple(map(str, classes)) for name, classes in facts.above.items()}
    homes: dict[str, int] = {}
    parts = shards(facts, own_sight(), homes, size)
    told = list(_here(parts, above) if len(facts.store) <= _ALONE else _apart(parts, above))
    homes.update(dict.fromkeys(map(str, left := left_to_the_judge(facts)), 0))
    kept = {entry for number, entries in told for entry in entries if homes.get(entry[0]) == number}
    return sorted({*map(_finding, kept), *_by_the_judge(facts, left)})


def judge_nodes(facts: Facts, nodes: Iterable[Term]) -> list[Finding]:
    """What the shapes find of some nodes, sorted."""
    given = set(nodes)
    left = left_to_the_judge(facts, given)
    waiting, found = list(given - left), set[Told]()
    while waiting:
        own, waiting = waiting[:NODES], waiting[NODES:]
        names = set(map(str, own))
        entries = told(written(around(facts, own, own_sight())), {})
        found |= {entry for entry in entries if entry[0] in names}
    return sorted({*map(_finding, found), *_by_the_judge(facts, left)})


def left_to_the_judge(facts: Facts, nodes: Set[Term] | None = None) -> set[Term]:
    """Of some nodes, by default all, those on which pyrudof says less or more than SHACL does.

    It makes no literal a target, and reads some literals of a datatype otherwise than the datatype has it.
    """
    sight = own_sight()
    if nodes is not None:
        literals = {node for node in nodes if isinstance(node, Literal)}
        said = (t for node in nodes for p in sight.typed for t in facts.said(node, NamedNode(p)))
        return literals | {t.subject for t in said if not plain(t.object)}
    pointed = {t.object for p in sight.pointed for t in facts.linking(NamedNode(p))}
    typed = (t for p in sight.typed for t in facts.linking(NamedNode(p)))
    return {o for o in pointed if isinstance(o, Literal)} | {t.subject for t in typed if not plain(t.object)}


def plain(term: Term) -> bool:
    """Whether a term is read alike by all: a number, or a day that there is, or of another datatype.

    >>> plain(Literal("2025-02-30", datatype=NamedNode(str(XSD.date)))), plain(Literal(5))
    (False, True)
    """
    form = _PLAIN.get(term.datatype.value) if isinstance(term, Literal) else None
    if form is None or not isinstance(term, Literal):
        return True
    if not form.fullmatch(term.value):
        return False
    try:
        return form is not _DAY or bool(date.fromisoformat(term.value))
    except ValueError:
        return False


def _by_the_judge(facts: Facts, nodes: Set[Term]) -> list[Finding]:
    if not nodes:
        return []
    findings: list[Finding] = import_module("kg.validate.judge").judge_nodes(facts, nodes)
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
def _engine() -> Rudof:
    engine = Rudof(RudofConfig())
    engine.read_shacl("\n".join(resources.texts("shapes", ".ttl").values()), ShaclFormat.Turtle)
    # Data are staged upon nothing and taken back: each beginning costs the engine fifty milliseconds.
    engine.read_data("# nothing", RDFFormat.NTriples)
    return engine


def told(triples: bytes, above: Above) -> list[Told]:
    """What the engine says of triples; super-classes of their types are added first."""
    # Nodes that a change has left without a triple: the engine refuses to read nothing.
    if not triples.strip():
        return []
    engine = _engine()
    engine.begin_staging()
    try:
        engine.read_data(closed(triples, above).decode(), RDFFormat.NTriples, merge=True)
        entries = engine.validate_shacl()
    finally:
        engine.rollback_staging()
    return [(_node(e.focus_node), e.source_shape or "", e.constraint_component, e.value) for e in entries]


def _node(shown: str) -> str:
    """A node that the engine shows, in N-Triples."""
    return shown if shown.startswith("_:") else str(term(shown))


def term(shown: str) -> NamedNode | Literal:
    """The term that the engine shows so: IRIs bare, strings as they are between quotes, some values without.

    >>> term('"5"^^xsd:integer').datatype.value.rpartition("#")[2], term('"a "q" "@vi').value
    ('integer', 'a "q" ')
    """
    parts = _SHOWN.fullmatch(shown)
    if parts:
        local = parts["iri"] or (parts["local"] and f"{XSD}{parts['local']}")
        return Literal(parts["text"], language=parts["lang"], datatype=NamedNode(local) if local else None)
    if shown in ("true", "false"):
        return Literal(shown, datatype=NamedNode(str(XSD.boolean)))
    if re.match(r"-?\d{4,}-\d\d-\d\dT", shown):
        return Literal(shown, datatype=NamedNode(str(XSD.dateTime)))
    return NamedNode(shown)


def _finding(entry: Told) -> Finding:
    focus, shape, component, shown = entry
    blank = shown is not None and shown.startswith("_:")
    value = None if shown is None or blank else term(shown)
    in_triples = shown or "" if blank else str(value) if value is not None else ""
    text = value.value if value is not None else in_triples
    return own_rules()[shape].finding(focus.strip("<>"), component, in_triples, text)
