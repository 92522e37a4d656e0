"""Materialise what follows from what records assert, by the rules of queries/derive, in graphs of its own.

Everything is done by SPARQL 1.1 on the store, so that the same rules serve the embedded store and a server.
"""

from pyoxigraph import NamedNode

from kg.names import Base
from kg.query import bind
from kg.reason.placing import Terms, place, step, terms
from kg.reason.strata import Stratum, key, strata
from kg.reason.template import Pattern, Queryable, Rule, rules, solutions


def infer(store: Queryable, base: Base) -> int:
    """Add to the store every triple that the rules give and no graph of it holds; gives their number.

    A triple goes into the inferred graph of the document that its subject and object belong to; where they
    belong to none or to different ones, into the graph of what spans documents.
    """
    values = terms(base)
    store.update(step("forget", values))
    for stratum in strata(rules(store)):
        _exhaust(store, stratum, values)
    number = _count(store, None, values)
    place(store, values)
    return number


def _exhaust(store: Queryable, stratum: Stratum, values: Terms) -> None:
    """Run the rules of a stratum, and those again whose needs have grown, until they give nothing new."""
    due = list(stratum.rules)
    while due:
        rule = due.pop(0)
        before = _count(store, rule.given, values) if stratum.recursive else 0
        store.update(bind(rule.text, values))
        if stratum.recursive and _count(store, rule.given, values) > before:
            due += [other for other in stratum.rules if other not in due and _needs(other, rule)]


def _needs(rule: Rule, other: Rule) -> bool:
    return other.given is not None and key(other.given) in map(key, rule.needed)


def _count(store: Queryable, given: Pattern | None, values: Terms) -> int:
    """How many triples like the given one, or at all, have been inferred and not yet placed."""
    said = {"_predicate_iri": given.predicate, "_object_iri": given.object} if given else {}
    known = {name: term for name, term in said.items() if isinstance(term, NamedNode)}
    row = next(solutions(store, step("count", {**values, **known})))
    return int(row["count"].value)
