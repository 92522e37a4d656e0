"""Choose the engine that judges: pySHACL for small graphs, our own for large ones; both say the same."""

from collections.abc import Iterable
from importlib import import_module

from pyoxigraph import Store
from rdflib import Graph

from kg.validate.checking import check
from kg.validate.facts import Facts, Term, facts
from kg.validate.finding import Finding

# The module of each engine, loaded when it is used.
ENGINES = {"pyshacl": "kg.validate.judge", "bulk": "kg.validate.bulk"}
# Quads up to which pySHACL judges in a second, its start included (docs/validation.md).
_SMALL = 5_000


def examine(store: Store, engine: str | None = None) -> list[Finding]:
    """What the shapes and the checks find in a store that holds the ontology too, sorted.

    The engine is chosen by the number of quads, unless one of ENGINES is named.
    """
    return sorted({*by_shapes(facts(store), engine), *check(store)})


def chosen(quads: int) -> str:
    """The engine for a store of that many quads."""
    return "pyshacl" if quads <= _SMALL else "bulk"


def by_shapes(seen: Facts, engine: str | None = None) -> list[Finding]:
    """What the shapes find, sorted, by the engine of that name or the one for so many quads."""
    module = ENGINES[engine or chosen(len(seen.store))]
    findings: list[Finding] = import_module(module).judge(seen)
    return findings


def conform(graph: Graph, against: Graph) -> list[Finding]:
    """What shapes find in a graph by pySHACL, sorted; an empty list where it conforms to all of them."""
    findings: list[Finding] = import_module("kg.validate.judge").conform(graph, against)
    return findings


def judge_nodes(seen: Facts, nodes: Iterable[Term]) -> list[Finding]:
    """What the shapes find of some nodes, by the faster engine."""
    findings: list[Finding] = import_module(ENGINES["bulk"]).judge_nodes(seen, nodes)
    return findings
