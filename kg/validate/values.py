"""Tests of single values by SHACL Core: class, kind of node, list, datatype, pattern, language, least number.

A test gives those of some nodes that break it; terms are as N-Triples writes them. Where SHACL leaves room
(languages, datatypes), what pySHACL does is done.
"""

import re
from collections.abc import Callable, Mapping, Set
from functools import lru_cache

from rdflib import SH, XSD, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from kg.validate.columns import Columns
from kg.validate.comparing import ORDERS, Comparable, comparable, in_order
from kg.validate.terms import in_triples, of_triples

Test = Callable[[Columns, Set[str]], Set[str]]
LANGUAGE = re.compile(r'"@([\w-]+)$')
_NUMBER = re.compile(rf'"-?[0-9]+(\.[0-9]+)?"\^\^<({XSD.integer}|{XSD.decimal})>', re.ASCII)
_REMEMBERED = 100_000


def _class(_: Graph, kind: Node) -> Test:
    name = in_triples(kind)
    return lambda seen, nodes: nodes - seen.members(name)


def _node_kind(_: Graph, kind: Node) -> Test:
    begins = {SH.IRI: "<", SH.Literal: '"', SH.BlankNode: "_"}[URIRef(str(kind))]
    return lambda _, nodes: {node for node in nodes if not node.startswith(begins)}


def _in(graph: Graph, head: Node) -> Test:
    allowed = {in_triples(term) for term in Collection(graph, head)}
    return lambda _, nodes: nodes - allowed


def _datatype(_: Graph, datatype: Node) -> Test:
    end = '"' if datatype == XSD.string else f'"^^<{datatype}>'
    return lambda _, nodes: {
        node for node in nodes if not (node.startswith('"') and node.endswith(end) and _typed(node))
    }


@lru_cache(_REMEMBERED)
def _typed(node: str) -> bool:
    """Whether the letters of a literal are such as its datatype has."""
    if node.endswith('"') or _NUMBER.fullmatch(node):
        return True
    term = of_triples(node)
    return not (isinstance(term, Literal) and term.ill_typed)


def _pattern(_: Graph, pattern: Node) -> Test:
    wanted = re.compile(str(pattern))
    return lambda _, nodes: {
        node for node in nodes if node.startswith("_:") or not wanted.search(lexical(node))
    }


def lexical(node: str) -> str:
    """The letters of a node: of an IRI, or of a literal without quotes, language and datatype."""
    if node.startswith("<"):
        return node[1:-1]
    return str(of_triples(node)) if "\\" in node else node[1 : node.rindex('"')]


def _language_in(graph: Graph, head: Node) -> Test:
    wanted = {str(language).lower() for language in Collection(graph, head)}
    return lambda _, nodes: {node for node in nodes if not _spoken(node) & wanted}


def _spoken(node: str) -> set[str]:
    """The language of a literal, as it is and without its region."""
    found = LANGUAGE.search(node) if node.startswith('"') else None
    return {found[1].lower(), found[1].lower().partition("-")[0]} if found else set()


def _min_inclusive(_: Graph, least: Node) -> Test:
    bound, order = comparable(least), ORDERS[SH.lessThanOrEquals]
    return lambda _, nodes: {node for node in nodes if not in_order(bound, worth(node), order)}


@lru_cache(_REMEMBERED)
def worth(node: str) -> Comparable | None:
    """The number or day that a node is; nothing where it is neither."""
    return comparable(of_triples(node)) if node.startswith('"') else None


VALUE_TESTS: Mapping[Node, Callable[[Graph, Node], Test]] = {
    SH["class"]: _class,
    SH.nodeKind: _node_kind,
    SH["in"]: _in,
    SH.datatype: _datatype,
    SH.pattern: _pattern,
    SH.languageIn: _language_in,
    SH.minInclusive: _min_inclusive,
}
