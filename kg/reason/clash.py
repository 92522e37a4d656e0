"""Find what contradicts the ontology, and the fewest asserted triples that each contradiction takes.

A rule of queries/derive/clash selects what no graph may hold: two classes without common members, a property
both ways, a property to itself.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import Store, Triple

from kg.names import Base
from kg.reason.explanation import INFERRED, Explainer, Step, matches
from kg.reason.rules import infer
from kg.reason.template import FOLDER, Rule, rules, solutions

CLASHES = f"{FOLDER}/clash"
_ONTOLOGY = "/graph/ontology/"


@dataclass(frozen=True, slots=True)
class Clash:
    """A contradiction: the rule that sees it, why each triple it needs holds, what that takes at least."""

    rule: Rule
    steps: tuple[Step, ...]
    asserted: tuple[Triple, ...]


def clashes(store: Store, base: Base, most: int = 20) -> list[Clash]:
    """The contradictions in a materialised store, as many as `most`, each with a minimal explanation.

    Minimal: without any one of its asserted triples, the others and the ontology contradict nothing.
    """
    explainer = Explainer(store, rules(store))
    found: dict[frozenset[Triple], Clash] = {}
    for _, needed in _contradictions(store):
        if len(found) == most:
            break
        asserted = _fewest(store, base, _leaves(_explained(explainer, needed)))
        found.setdefault(frozenset(asserted), _clash(store, base, asserted))
    return list(found.values())


def _clash(store: Store, base: Base, asserted: tuple[Triple, ...]) -> Clash:
    """The contradiction as these triples alone give it, so that nothing that can be spared is told."""
    alone = _alone(store, base, asserted)
    rule, needed = next(_contradictions(alone))
    return Clash(rule, _explained(Explainer(alone, rules(alone)), needed), asserted)


def _explained(explainer: Explainer, needed: Iterable[Triple]) -> tuple[Step, ...]:
    return tuple(step for triple in needed if (step := explainer.explain(triple)))


def _contradictions(store: Store) -> Iterator[tuple[Rule, tuple[Triple, ...]]]:
    seen = set()
    for rule in rules(store, CLASHES):
        answer = solutions(store, rule.text)
        names = [variable.value for variable in answer.variables]
        for row in sorted({tuple(row[name] for name in names) for row in answer}, key=str):
            needed = next(matches(store, rule.needed, dict(zip(names, row, strict=True))))
            if frozenset(needed) not in seen:
                seen.add(frozenset(needed))
                yield rule, needed


def _leaves(steps: Iterable[Step]) -> tuple[Triple, ...]:
    """The triples of records that the steps rest on, each once."""
    return tuple(
        dict.fromkeys(
            leaf.triple
            for step in steps
            for leaf in step.leaves()
            if not all(_ONTOLOGY in graph for graph in leaf.asserted)
        )
    )


def _fewest(store: Store, base: Base, asserted: tuple[Triple, ...]) -> tuple[Triple, ...]:
    """The triples that are left when each that the contradiction does not need is taken away."""
    for triple in asserted:
        others = tuple(other for other in asserted if other != triple)
        if contradict(store, base, others):
            asserted = others
    return asserted


def contradict(store: Store, base: Base, asserted: Iterable[Triple]) -> bool:
    """Whether some triples, with the ontology that the store holds, contradict one another."""
    return next(_contradictions(_alone(store, base, asserted)), None) is not None


def _alone(store: Store, base: Base, asserted: Iterable[Triple]) -> Store:
    """A store of the ontology and these triples of the store, each in its graphs, with what follows."""
    alone = Store()
    for graph in store.named_graphs():
        if _ONTOLOGY in str(graph):
            alone.extend(store.quads_for_pattern(None, None, None, graph))
    for triple in asserted:
        quads = store.quads_for_pattern(triple.subject, triple.predicate, triple.object)
        alone.extend(quad for quad in quads if INFERRED not in str(quad.graph_name))
    infer(alone, base)
    return alone
