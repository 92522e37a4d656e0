"""Materialise what follows from what records assert, by the rules of queries/derive, in graphs of its own.

Everything is done by SPARQL 1.1 on the store, so that the same rules serve the embedded store and a server.
"""

from collections.abc import Mapping

from pyoxigraph import Literal, NamedNode

from kg import resources
from kg.names import Base
from kg.query import bind
from kg.reason.strata import Stratum, key, strata
from kg.reason.template import FOLDER, Pattern, Queryable, Rule, rules, solutions

# The inferred graph of what follows only from several documents together, or from none.
SPANNING = "all"
# Where inferred triples wait for their place; gone when that is done.
_NEW = "new"

Terms = Mapping[str, NamedNode | Literal]


def infer(store: Queryable, base: Base) -> int:
    """Add to the store every triple that the rules give and no graph of it holds; gives their number.

    A triple goes into the inferred graph of the document that its subject and object belong to; where they
    belong to none or to different ones, into the graph of what spans documents.
    """
    terms = _terms(base)
    store.update(_step("forget", terms))
    for stratum in strata(rules(store)):
        _exhaust(store, stratum, terms)
    number = _count(store, None, terms)
    _place(store, terms)
    return number


def _terms(base: Base) -> Terms:
    return {
        "_new_iri": NamedNode(base.graph("inferred", _NEW)),
        "_spanning_iri": NamedNode(base.graph("inferred", SPANNING)),
        "_graphs_string": Literal(base.graph("inferred", "")),
        "_asserted_string": Literal(base.graph("asserted", "")),
        "_documents_string": Literal(base.document("")),
    }


def _step(name: str, terms: Terms) -> str:
    return bind(resources.text(f"{FOLDER}/step/{name}.rq"), terms)


def _exhaust(store: Queryable, stratum: Stratum, terms: Terms) -> None:
    """Run the rules of a stratum, and those again whose needs have grown, until they give nothing new."""
    due = list(stratum.rules)
    while due:
        rule = due.pop(0)
        before = _count(store, rule.given, terms) if stratum.recursive else 0
        store.update(bind(rule.text, terms))
        if stratum.recursive and _count(store, rule.given, terms) > before:
            due += [other for other in stratum.rules if other not in due and _needs(other, rule)]


def _needs(rule: Rule, other: Rule) -> bool:
    return other.given is not None and key(other.given) in map(key, rule.needed)


def _count(store: Queryable, given: Pattern | None, terms: Terms) -> int:
    """How many triples like the given one, or at all, have been inferred and not yet placed."""
    said = {"_predicate_iri": given.predicate, "_object_iri": given.object} if given else {}
    known = {name: term for name, term in said.items() if isinstance(term, NamedNode)}
    row = next(solutions(store, _step("count", {**terms, **known})))
    return int(row["count"].value)


def _place(store: Queryable, terms: Terms) -> None:
    """Give each new triple its graph, looking at the ids of documents by their length, the longest first."""
    ids = [row["document"].value for row in solutions(store, _step("documents", terms))]
    lengths = sorted({id_.count("/") for id_ in ids} or {0}, reverse=True)
    for length in lengths:
        looked_at = {
            "_beginning_string": Literal(f"^([^/]*(/[^/]*){{{length}}})(/.*)?$|^.*$"),
            "_last_boolean": Literal(length == lengths[-1]),
        }
        store.update(_step("place", {**terms, **looked_at}))
    store.update(_step("forget", terms))
