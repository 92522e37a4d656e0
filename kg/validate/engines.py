"""Choose the engine that judges: pySHACL for small graphs, pyrudof for large ones; both say the same."""

from collections.abc import Iterable
from importlib import import_module
from importlib.util import find_spec

from pyoxigraph import Store
from rdflib import Graph

from kg.errors import MissingTool
from kg.validate.checking import check
from kg.validate.facts import Facts, Term, facts
from kg.validate.finding import Finding

# The module of each engine, loaded when it is used, and the package that it needs.
ENGINES = {"pyshacl": ("kg.validate.judge", "pyshacl"), "bulk": ("kg.validate.bulk", "pyrudof")}
# Quads from which the bulk engine takes less time than pySHACL, its start included (docs/validation.md).
_LARGE = 20_000


def examine(store: Store, engine: str | None = None) -> list[Finding]:
    """What the shapes and the checks find in a store that holds the ontology too, sorted.

    The engine is chosen by the number of quads, unless one of ENGINES is named. Raises MissingTool where the
    one that is named is not installed.
    """
    return sorted({*judge(facts(store), engine or chosen(len(store))), *check(store)})


def chosen(quads: int) -> str:
    """The engine for a store of that many quads: the judge for small ones, and where there is no other."""
    return "bulk" if quads >= _LARGE and find_spec("pyrudof") else "pyshacl"


def judge(seen: Facts, engine: str) -> list[Finding]:
    """What the shapes find, by the engine of that name."""
    module, package = ENGINES[engine]
    if not find_spec(package):
        raise MissingTool(
            f"--engine {engine} needs {package}; install it with: pip install 'vnpolicy-kg[scale]'"
        )
    findings: list[Finding] = import_module(module).judge(seen)
    return findings


def conform(graph: Graph, against: Graph) -> list[Finding]:
    """What shapes find in a graph by pySHACL, sorted; an empty list where it conforms to all of them."""
    findings: list[Finding] = import_module("kg.validate.judge").conform(graph, against)
    return findings


def judge_nodes(seen: Facts, nodes: Iterable[Term]) -> list[Finding]:
    """What the shapes find of some nodes, by the faster engine that is installed."""
    module, _ = ENGINES["bulk" if find_spec("pyrudof") else "pyshacl"]
    findings: list[Finding] = import_module(module).judge_nodes(seen, nodes)
    return findings
