"""What rules start from while inference is done again: a store, less some triples, with others beside it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Store, Triple, Variable
from rdflib import RDF

from kg.names import Base
from kg.reason.matching import Term, Values, made, matched, terms, value
from kg.reason.strata import key
from kg.reason.template import Pattern, Rule

_Graph = NamedNode | BlankNode | DefaultGraph
TYPE = NamedNode(str(RDF.type))
_BESIDE = NamedNode("urn:beside")
# As many triples as this are no better than more when a pattern to begin with is chosen.
_MANY = 50


@dataclass(frozen=True, slots=True)
class State:
    """The triples of a store's premises but those `without`, and those put beside it.

    What is found, in graphs of the audit, is no premise: a build infers before it looks for faults.
    """

    store: Store
    inferred: str
    audit: str
    beside: Store = field(default_factory=Store)
    without: set[Triple] = field(default_factory=set)

    @classmethod
    def of(cls, store: Store, base: Base, without: Iterable[Triple] = ()) -> "State":
        """The state of a store whose names are under a base, without some triples."""
        return cls(store, base.graph("inferred", ""), base.graph("audit", ""), without=set(without))

    def put(self, triples: Iterable[Triple]) -> None:
        """Put triples beside the store, for as long as this state is used."""
        self.beside.extend(Quad(*terms(triple), _BESIDE) for triple in triples)

    def find(self, pattern: Sequence[Term | None]) -> Iterator[Triple]:
        """The triples that fit a pattern in which None is anything; one may come more than once."""
        subject, predicate, object_ = pattern
        if isinstance(subject, Literal) or not isinstance(predicate, NamedNode | None):
            return
        for quad in self.store.quads_for_pattern(subject, predicate, object_):
            if self._premise(quad.graph_name) and not (self.without and quad.triple in self.without):
                yield quad.triple
        for quad in self.beside.quads_for_pattern(subject, predicate, object_):
            yield quad.triple

    def holds(self, triple: Triple) -> bool:
        """Whether a triple is there."""
        return next(self.find(terms(triple)), None) is not None

    def asserted(self, triple: Triple) -> bool:
        """Whether a graph of the store says a triple that is not inferred."""
        graphs = (quad.graph_name for quad in self.store.quads_for_pattern(*terms(triple)))
        return any(self._premise(graph) and not self.infers(graph) for graph in graphs)

    def inferences(self, triple: Triple) -> list[Quad]:
        """The quads of inferred graphs of the store that say a triple."""
        quads = self.store.quads_for_pattern(*terms(triple))
        return [quad for quad in quads if self.infers(quad.graph_name)]

    def infers(self, graph: _Graph) -> bool:
        """Whether a graph is of what is inferred."""
        return isinstance(graph, NamedNode) and graph.value.startswith(self.inferred)

    def _premise(self, graph: _Graph) -> bool:
        if isinstance(graph, NamedNode):
            return not graph.value.startswith(self.audit)
        return isinstance(graph, BlankNode)

    def completed(self, patterns: Sequence[Pattern], values: Values) -> Iterator[Values]:
        """Every choice of values with which all patterns are there, beside those known."""
        if not patterns:
            yield values
            return
        first = min(patterns, key=lambda one: self._few(one, values)) if patterns[1:] else patterns[0]
        rest = [pattern for pattern in patterns if pattern is not first]
        for triple in self.find([value(term, values) for term in first.terms]):
            more = matched(first, triple, values)
            if more is not None:
                yield from self.completed(rest, more)

    def _few(self, pattern: Pattern, values: Values) -> int:
        """How many triples fit a pattern, counted up to a few."""
        found = self.find([value(term, values) for term in pattern.terms])
        return sum(1 for _ in islice(found, _MANY))


@dataclass(frozen=True, slots=True)
class Following:
    """Rules by what they give and what they need, so that only those are tried that a triple may concern."""

    giving: Mapping[object, list[Rule]]
    needing: Mapping[object, list[tuple[Rule, Pattern]]]

    @classmethod
    def of(cls, rules: Iterable[Rule]) -> "Following":
        """The index of some rules; those that give nothing are left out."""
        giving: dict[object, list[Rule]] = {}
        needing: dict[object, list[tuple[Rule, Pattern]]] = {}
        for rule in rules:
            if rule.given:
                giving.setdefault(_about(rule.given), []).append(rule)
                for pattern in rule.needed:
                    needing.setdefault(_about(pattern), []).append((rule, pattern))
        return cls(giving, needing)

    def from_(self, triple: Triple, state: State) -> Iterator[Triple]:
        """What the rules give from a triple, whether there or not, with others of a state."""
        for about in _abouts(triple):
            for rule, pattern in self.needing.get(about, ()):
                rest = [other for other in rule.needed if other is not pattern]
                values = matched(pattern, triple)
                for found in () if values is None else state.completed(rest, values):
                    if (given := _given(rule, found)) is not None:
                        yield given

    def gives(self, triple: Triple, state: State) -> bool:
        """Whether a rule gives a triple from what a state holds."""
        return any(
            _given(rule, found) is not None
            for about in _abouts(triple)
            for rule in self.giving.get(about, ())
            if rule.given and (values := matched(rule.given, triple)) is not None
            for found in state.completed(rule.needed, values)
        )


def _given(rule: Rule, values: Values) -> Triple | None:
    if rule.given and all(isinstance(values[name], NamedNode) for name in rule.things):
        return made(rule.given, values)
    return None


def _about(pattern: Pattern) -> object:
    """What a pattern is about; None for anything."""
    about = key(pattern)
    return None if isinstance(about, Variable) else about


def _abouts(triple: Triple) -> tuple[object, object]:
    """What the patterns that a triple fits are about."""
    return (triple.object if triple.predicate == TYPE else triple.predicate), None
