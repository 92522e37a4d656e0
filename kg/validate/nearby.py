"""Ask checks again around a change: of a small store that holds all that bears on their answers there.

A row of a check is a match of its patterns, and these hang together by the properties that it names. So what
a changed triple bears on is what links of these properties reach from its ends, and what is found there rests
on nothing else. Where that is no longer little, or a check asks for any property, the whole store is asked.
"""

from collections.abc import Collection, Iterable, Iterator, Set
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad, Store, Triple

from kg.validate.checking import Check, check, checks
from kg.validate.facts import Term
from kg.validate.finding import Finding

# Nodes from which on asking the whole store takes less time.
_FEW = 1_000
_ONTOLOGY = "/graph/ontology/"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a check finds at some foci; at all that there are, where they are None."""

    foci: frozenset[str] | None
    findings: tuple[Finding, ...]


def check_nearby(store: Store, changed: Collection[Triple]) -> dict[str, Answer]:
    """For each check that a change concerns, what it finds now, and at which foci that is all.

    Each of `changed` came to the store or went from it; the store has the ontology in it.
    """
    ontology = list(_ontology(store))
    listed = {quad.subject for quad in ontology}
    part, near = Store(), dict[str, Set[Term] | None]()
    part.extend(ontology)
    for asked in _concerned(changed):
        near[asked.name] = nodes = _together(store, asked, changed, listed)
        part.extend(_said(store, asked, nodes or ()))
    return {name: _answer(name, nodes, store, part) for name, nodes in near.items()}


def _concerned(changed: Iterable[Triple]) -> list[Check]:
    properties = {triple.predicate.value for triple in changed}
    return [asked for asked in checks().values() if asked.any_property or properties & asked.named]


def _answer(name: str, nodes: Set[Term] | None, store: Store, part: Store) -> Answer:
    if nodes is None:
        return Answer(None, tuple(check(store, [name])))
    foci = frozenset(map(shown, nodes))
    return Answer(foci, tuple(finding for finding in check(part, [name]) if finding.focus in foci))


def shown(node: Term) -> str:
    """A node as findings name their focus."""
    return node.value if isinstance(node, NamedNode) else str(node)


def _ontology(store: Store) -> Iterator[Quad]:
    for graph in store.named_graphs():
        if _ONTOLOGY in str(graph):
            yield from store.quads_for_pattern(None, None, None, graph)


def _together(store: Store, asked: Check, changed: Iterable[Triple], listed: Set[Term]) -> Set[Term] | None:
    """All that hangs together with what changed; None where that is much.

    What the ontology describes is not passed through: a class or a concept joins nothing to anything.
    """
    if asked.any_property:
        return None
    waiting = {end for t in changed if t.predicate.value in asked.named for end in (t.subject, t.object)}
    found = set[Term]()
    while waiting and len(found) < _FEW:
        node = waiting.pop()
        found.add(node)
        if node not in listed:
            waiting.update(end for end in _linked(store, asked, node) if end not in found)
    return None if waiting else found


def _linked(store: Store, asked: Check, node: Term) -> Iterator[Term]:
    """What a node links to and what links to it, by the properties that a check names."""
    back = asked.joining if isinstance(node, Literal) else asked.named
    for prop in back:
        yield from (quad.subject for quad in store.quads_for_pattern(None, NamedNode(prop), node))
    if not isinstance(node, Literal):
        for prop in asked.named:
            yield from (quad.object for quad in store.quads_for_pattern(node, NamedNode(prop), None))


def _said(store: Store, asked: Check, nodes: Iterable[Term]) -> Iterator[Quad]:
    for node in nodes:
        if not isinstance(node, Literal):
            for prop in asked.named:
                yield from store.quads_for_pattern(node, NamedNode(prop), None)
