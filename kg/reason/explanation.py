"""Explain a triple of the graph: from which asserted triples, by which rules, it follows.

The rules that materialised it are read backwards on the store that holds what they gave.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Store, Triple, Variable

from kg.reason.matching import Term, matched, terms, value
from kg.reason.strata import key
from kg.reason.template import Pattern, Rule

INFERRED = "/graph/inferred/"


@dataclass(frozen=True, slots=True)
class Step:
    """A triple and why it holds: the graphs that assert it or, if none does, the rule and what that needs."""

    triple: Triple
    asserted: tuple[str, ...]
    rule: Rule | None = None
    because: "tuple[Step, ...]" = ()

    def leaves(self) -> "Iterator[Step]":
        """The asserted triples from which this one follows; itself, if it is asserted."""
        if self.rule is None:
            yield self
        for step in self.because:
            yield from step.leaves()


@dataclass(frozen=True, slots=True)
class _Derivation:
    rule: Rule
    needed: tuple[Triple, ...]


class Explainer:
    """Explains triples of one store by one set of rules, remembering what it has looked up."""

    def __init__(self, store: Store, rules: Iterable[Rule]) -> None:
        self._store = store
        self._giving: dict[object, list[Rule]] = {}
        for rule in rules:
            if rule.given:
                self._giving.setdefault(key(rule.given), []).append(rule)
        self._derived: dict[Triple, list[_Derivation]] = {}

    def explain(self, triple: Triple) -> Step | None:
        """The lowest tree that gives the triple, or None where nothing in the graph does.

        What a triple follows from is looked up level by level, until what is asserted carries the triple: so
        no explanation rests on what it explains.
        """
        done: dict[Triple, Step] = {}
        front, seen = {triple}, set[Triple]()
        while front and triple not in done:
            seen |= front
            front = {n for t in front for d in self._derivations(t) for n in d.needed} - seen
            done |= {t: Step(t, graphs) for t in front | seen if (graphs := asserting(self._store, t))}
            self._settle(sorted(seen, key=str), done)
        return done.get(triple)

    def _settle(self, seen: Iterable[Triple], done: dict[Triple, Step]) -> None:
        """Add the steps of triples whose needs are settled, round by round, so that low trees come first."""
        new = [triple for triple in seen if triple not in done]
        while found := {triple: step for triple in new if (step := self._step(triple, done))}:
            done |= found
            new = [triple for triple in new if triple not in found]

    def _step(self, triple: Triple, done: Mapping[Triple, Step]) -> Step | None:
        for derivation in self._derivations(triple):
            if all(needed in done for needed in derivation.needed):
                return Step(triple, (), derivation.rule, tuple(done[n] for n in derivation.needed))
        return None

    def _derivations(self, triple: Triple) -> list[_Derivation]:
        """Every way in which one rule gives the triple from what the graph holds; none if it is asserted."""
        if triple not in self._derived:
            found = [] if asserting(self._store, triple) else list(self._found(triple))
            self._derived[triple] = sorted(found, key=lambda one: (_leaps(triple, one.needed), str(one)))
        return self._derived[triple]

    def _found(self, triple: Triple) -> Iterator[_Derivation]:
        about = key(Pattern(*(t if isinstance(t, NamedNode) else Variable("x") for t in terms(triple))))
        for rule in self._giving.get(about, []):
            values = matched(rule.given, triple) if rule.given else None
            if values is not None:
                for needed in matches(self._store, rule.needed, values):
                    yield _Derivation(rule, needed)


def _leaps(triple: Triple, needed: Iterable[Triple]) -> int:
    """How many needed triples speak of something else: that a task is a statement is best said of tasks."""
    return sum(other.predicate != triple.predicate for other in needed)


def asserting(store: Store, triple: Triple) -> tuple[str, ...]:
    """The graphs, other than those of inference, that hold a triple."""
    graphs = (quad.graph_name for quad in store.quads_for_pattern(*terms(triple)))
    return tuple(sorted(g.value for g in graphs if isinstance(g, NamedNode) and INFERRED not in g.value))


def matches(
    store: Store, patterns: tuple[Pattern, ...], values: Mapping[str, Term]
) -> Iterator[tuple[Triple, ...]]:
    """Every choice of triples of the store that fits the patterns with these values of their variables."""
    if not patterns:
        yield ()
        return
    subject, predicate, object_ = (value(term, values) for term in patterns[0].terms)
    if isinstance(subject, Literal) or isinstance(predicate, Literal):
        return
    quads = store.quads_for_pattern(subject, predicate, object_)  # type: ignore[arg-type]
    for triple in dict.fromkeys(quad.triple for quad in quads):
        more = matched(patterns[0], triple, values)
        if more is not None:
            for rest in matches(store, patterns[1:], more):
                yield (triple, *rest)
