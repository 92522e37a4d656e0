"""Trace: the chains from bodies through tasks, groups, targets and viewpoints to documents, either way.

networkx, which not every installation has, is loaded where a network is made or searched.
"""

from kg.trace.chain import DEPTH, DIRECTIONS, Direction, Remark, Search, Step, Trace, Way
from kg.trace.measures import coverage, load, meanings
from kg.trace.network import Link, Place, Thing, Words, network
from kg.trace.searching import between, trace
from kg.trace.telling import markdown, tree
from kg.trace.wording import grounds, kind, phrase, relation, relations, remark, title
from kg.trace.writing import to_graphml, to_json

__all__ = [
    "DEPTH",
    "DIRECTIONS",
    "Direction",
    "Link",
    "Place",
    "Remark",
    "Search",
    "Step",
    "Thing",
    "Trace",
    "Way",
    "Words",
    "between",
    "coverage",
    "grounds",
    "kind",
    "load",
    "markdown",
    "meanings",
    "network",
    "phrase",
    "relation",
    "relations",
    "remark",
    "title",
    "to_graphml",
    "to_json",
    "trace",
    "tree",
]
