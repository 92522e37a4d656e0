"""Ask queries again around a change: of a small store that holds all that bears on their answers there.

Which foci a change bears on, and what a query sees from these, is read off the query's own patterns
(kg.validate.reach). A store of what it sees gives the same rows of these foci as the whole: each row that the
whole gives rests on triples that are there, and each that it does not give lacks one, or has one too many, in
the one as in the other. Where it is no longer little, the whole store is asked.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode, Store, Triple

from kg.validate.checking import check, checks
from kg.validate.facts import Term
from kg.validate.finding import Finding
from kg.validate.reach import Query, foci, seen
from kg.validate.surroundings import MANY, Surroundings, TooMany


@dataclass(frozen=True, slots=True)
class Asked:
    """What is found by queries, each with the variable of its focus, and how it is asked of a store.

    The rows of those that are `broad` bear on every focus.
    """

    find: Callable[[Store], Iterable[Finding]]
    queries: tuple[Query, ...]
    broad: tuple[Query, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What a check finds at some foci; at all that there are, where they are None."""

    foci: frozenset[str] | None
    findings: tuple[Finding, ...]

    def covers(self, focus: str) -> bool:
        """Whether all that is found at a focus is told here."""
        return self.foci is None or focus in self.foci


def check_nearby(store: Store, changed: Collection[Triple]) -> dict[str, Answer]:
    """For each check that a change concerns, what it finds now, and at which foci that is all.

    Each of `changed` came to the store or went from it; the store has the ontology in it.
    """
    return nearby({name: _asked(name) for name in checks()}, store, changed)


def _asked(name: str) -> Asked:
    return Asked(lambda store: check(store, [name]), (Query.of(checks()[name].text, "focus"),))


def nearby(asked: Mapping[str, Asked], store: Store, changed: Collection[Triple]) -> dict[str, Answer]:
    """For each thing asked that a change concerns, what is found now, and at which foci that is all."""
    around, part = Surroundings(store, changed, MANY), Store()
    near = {name: _near(one, around, part) for name, one in asked.items()}
    return {name: _answer(asked[name], terms, store, part) for name, terms in near.items() if terms != set()}


def _near(asked: Asked, around: Surroundings, part: Store) -> set[Term] | None:
    """The foci of which something else may be found, None for any; what they see is put into a part."""
    try:
        if any(foci(query, around) for query in asked.broad):
            return None
        terms = {term for query in asked.queries for term in foci(query, around)}
        for query in asked.queries if terms else ():
            part.extend(seen(query, terms, around))
    except TooMany:
        return None
    return terms


def _answer(asked: Asked, terms: set[Term] | None, store: Store, part: Store) -> Answer:
    if terms is None:
        return Answer(None, tuple(asked.find(store)))
    names = frozenset(map(shown, terms))
    return Answer(names, tuple(finding for finding in asked.find(part) if finding.focus in names))


def shown(node: Term) -> str:
    """A node as findings name their focus."""
    return node.value if isinstance(node, NamedNode) else str(node)
