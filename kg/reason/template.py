"""Rules as they stand in queries/derive: a template each, made concrete for each axiom that it is about.

A template is an update whose parameters stand for an axiom's terms; `axiom/<rule>.rq` selects them. What a
rule needs is read off its GRAPH patterns, each of which holds one triple.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from pyoxigraph import (
    BlankNode,
    NamedNode,
    Quad,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    Variable,
    parse,
)

from kg import resources
from kg.errors import BadQuery
from kg.query import bind

FOLDER = "queries/derive"
_PREFIX = re.compile(r"^PREFIX (\w*:) <([^>]*)>", re.MULTILINE)
# A pattern of one triple in a graph of its own; what only must not be there is no premise.
_PATTERN = re.compile(r"(NOT EXISTS \{ )?GRAPH \S+ \{ (\S+) (\S+) (\S+) \}")
_THING = re.compile(r"FILTER \(isIRI\(\?(\w+)\)\)")
_INSERT = re.compile(r"^INSERT\b", re.MULTILINE)
_COMMENT = re.compile(r"^#.*\n", re.MULTILINE)


class Queryable(Protocol):
    """What rules run on: a store, or a client of a server that speaks SPARQL 1.1."""

    def query(self, query: str, /) -> QuerySolutions | QueryBoolean | QueryTriples:
        """The answer to a query."""

    def update(self, update: str, /) -> None:
        """Change what is stored."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A triple with variables."""

    subject: NamedNode | Variable
    predicate: NamedNode | Variable
    object: NamedNode | Variable

    @property
    def terms(self) -> tuple[NamedNode | Variable, ...]:
        """The three of them, in order."""
        return self.subject, self.predicate, self.object


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule about one axiom: its template's name, the axiom, the query, what it gives and what it needs.

    The axiom is the terms of its triple, with the members where it is a list. `given` is None in a rule that
    gives no triple but a contradiction. `things` are the variables whose values must be IRIs.
    """

    name: str
    axiom: tuple[NamedNode, ...]
    text: str
    given: Pattern | None
    needed: tuple[Pattern, ...]
    things: frozenset[str] = frozenset()


def solutions(store: Queryable, query: str) -> QuerySolutions:
    """The rows that a SELECT query gives.

    Raises BadQuery where it is no SELECT.
    """
    found = store.query(query)
    if not isinstance(found, QuerySolutions):
        raise BadQuery("a SELECT query is wanted")
    return found


def rules(store: Queryable, folder: str = FOLDER) -> list[Rule]:
    """The rules of a folder for every axiom in the store's graphs, in order of template and axiom.

    The store keeps no blank nodes, so axioms that are lists come from the package's own ontology.
    """
    return [
        _rule(name, text, said)
        for name, text in resources.texts(folder, ".rq").items()
        for said in _axioms(store, resources.text(f"{folder}/axiom/{name}.rq"))
    ]


@cache
def axioms() -> tuple[Pattern, ...]:
    """What a triple must look like to say, with others, that a rule is, or is not, about something."""
    texts = resources.texts(f"{FOLDER}/axiom", ".rq").values()
    return tuple(dict.fromkeys(pattern for text in texts for pattern, _ in _read(text)))


@dataclass(frozen=True, slots=True)
class _Axiom:
    """An axiom: the terms of its triple, and the values that its rule's parameters take."""

    triple: tuple[NamedNode, ...]
    values: tuple[tuple[str, NamedNode], ...]


def _axioms(store: Queryable, query: str) -> list[_Axiom]:
    pattern = _patterns(query)[1][0]
    found = {
        tuple((variable.value, row[variable]) for variable in answer.variables)
        for answer in (solutions(store, query), solutions(lists(), query))
        for row in answer
    }
    return [_Axiom(_said(pattern, dict(values)), values) for values in sorted(found, key=str)]


def _said(pattern: Pattern, values: Mapping[str, NamedNode]) -> tuple[NamedNode, ...]:
    """The axiom's triple; where its object is a list, the members in the object's place."""
    spoken = {term.value for term in pattern.terms if isinstance(term, Variable)}
    terms = [values.get(t.value) if isinstance(t, Variable) else t for t in pattern.terms]
    members = [value for name, value in values.items() if name not in spoken]
    return (*(term for term in terms if term is not None), *members)


@cache
def lists() -> Store:
    """The axioms of the package's ontology that need blank nodes."""
    store = Store()
    for name, text in resources.texts("ontology", ".ttl").items():
        store.extend(
            Quad(quad.subject, quad.predicate, quad.object, NamedNode(f"urn:ontology:{name}"))
            for quad in parse(text.encode("utf-8"), format=RdfFormat.TURTLE)
            if isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode)
        )
    return store


def _rule(name: str, template: str, axiom: _Axiom) -> Rule:
    text = bind(template, {f"_{parameter}_iri": term for parameter, term in axiom.values})
    given, needed = _patterns(text)
    return Rule(name, axiom.triple, text, given, needed, frozenset(_THING.findall(text)))


def _patterns(text: str) -> tuple[Pattern | None, tuple[Pattern, ...]]:
    """What a rule gives (a rule that selects gives nothing), and what it needs."""
    found = [pattern for pattern, absent in _read(text) if not absent]
    if _INSERT.search(text):
        return found[0], tuple(found[1:])
    return None, tuple(found)


def _read(text: str) -> list[tuple[Pattern, bool]]:
    """The patterns of a query, and which of them must not be there."""
    prefixes = dict(_PREFIX.findall(text))
    return [
        (Pattern(*(_term(token, prefixes) for token in tokens)), bool(absent))
        for absent, *tokens in _PATTERN.findall(_COMMENT.sub("", text))
    ]


def _term(token: str, prefixes: Mapping[str, str]) -> NamedNode | Variable:
    if token.startswith("?"):
        return Variable(token[1:])
    if token.startswith("<"):
        return NamedNode(token[1:-1])
    prefix, name = token.split(":", 1)
    return NamedNode(prefixes[f"{prefix}:"] + name)
