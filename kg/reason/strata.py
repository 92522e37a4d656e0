"""Order rules so that each runs after those that it waits for, and few of them more than once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode, Variable
from rdflib import RDF

from kg.reason.template import Pattern, Rule


@dataclass(frozen=True, slots=True)
class Stratum:
    """Rules that wait for no later ones; `recursive` where what they give is what some of them wait for."""

    rules: tuple[Rule, ...]
    recursive: bool


def key(pattern: Pattern) -> NamedNode | Variable:
    """What a pattern is about: its property or, where that is rdf:type, its class."""
    typing = isinstance(pattern.predicate, NamedNode) and pattern.predicate.value == str(RDF.type)
    return pattern.object if typing else pattern.predicate


def strata(rules: Iterable[Rule]) -> list[Stratum]:
    """The rules in the order to run them.

    What waits for more comes later: whatever waits for a thing waits for all that the thing waits for, so
    their number orders things as a topological sort does; things that wait for one another have the same.
    """
    giving = [rule for rule in rules if rule.given]
    waits: dict[object, set[object]] = {}
    for rule in giving:
        waits.setdefault(_given(rule), set()).update(map(key, rule.needed))
    behind = {thing: _behind(thing, waits) for thing in waits}
    together: dict[frozenset[object], list[Rule]] = {}
    for rule in giving:
        together.setdefault(behind[_given(rule)] | {_given(rule)}, []).append(rule)
    return [
        Stratum(tuple(group), any(_given(rule) in behind[_given(rule)] for rule in group))
        for _, group in sorted(together.items(), key=lambda item: len(item[0]))
    ]


def _given(rule: Rule) -> object:
    return rule.given and key(rule.given)


def _behind(thing: object, waits: Mapping[object, set[object]]) -> frozenset[object]:
    """All that a thing waits for, itself among them only if it waits for itself."""
    found: set[object] = set()
    waiting = [thing]
    while waiting:
        new = waits.get(waiting.pop(), set()) - found
        found |= new
        waiting += new
    return frozenset(found)
