"""Judge small graphs with pySHACL, the judge whose word counts."""

import logging
from collections.abc import Iterable

import pyshacl
from pyoxigraph import NamedNode as StoreNode
from pyoxigraph import Triple
from rdflib import RDF, SH, BNode, Graph, URIRef
from rdflib.term import Node

from kg.validate.comparing import parted
from kg.validate.facts import Facts, Term
from kg.validate.finding import Finding
from kg.validate.rules import Rule, own_sight, rules, shapes
from kg.validate.shards import around
from kg.validate.terms import in_triples, of_store

# A literal that does not fit its datatype is for the shapes to tell, not for rdflib's log.
logging.getLogger("rdflib.term").setLevel(logging.ERROR)


def judge(facts: Facts) -> list[Finding]:
    """What the shapes find in a store, sorted."""
    return conform(_graph(facts.everything()), shapes())


def judge_nodes(facts: Facts, nodes: Iterable[Term]) -> list[Finding]:
    """What the shapes find of some nodes, sorted."""
    own = set(nodes)
    names = {node.value if isinstance(node, StoreNode) else str(node) for node in own}
    found = conform(_graph(around(facts, own, own_sight())), shapes())
    return [finding for finding in found if finding.focus in names]


def _graph(triples: Iterable[Triple]) -> Graph:
    graph = Graph()
    for triple in triples:
        graph.add((of_store(triple.subject), of_store(triple.predicate), of_store(triple.object)))
    return graph


def conform(graph: Graph, against: Graph) -> list[Finding]:
    """What the shapes find in a graph, sorted; an empty list where it conforms to all of them."""
    known = rules(against)
    rest, comparisons = parted(against)
    _, report, _ = pyshacl.validate(
        graph, shacl_graph=rest, inplace=True, inference="none", advanced=False, meta_shacl=False
    )
    if not isinstance(report, Graph):
        raise TypeError("pySHACL gave no report graph")
    found = {_finding(report, entry, known) for entry in report.subjects(RDF.type, SH.ValidationResult)}
    for comparison in comparisons:
        rule = known[str(comparison.shape)]
        found |= {_told(rule, f, comparison.component, v) for f, v in comparison.broken(graph, against)}
    return sorted(found)


def _finding(report: Graph, entry: Node, known: dict[str, Rule]) -> Finding:
    focus, value = report.value(entry, SH.focusNode), report.value(entry, SH.value)
    component = str(report.value(entry, SH.sourceConstraintComponent))
    return _told(known[str(report.value(entry, SH.sourceShape))], focus, component, value)


def _told(rule: Rule, focus: Node | None, component: str, value: Node | None) -> Finding:
    shown = str(focus) if isinstance(focus, URIRef) else in_triples(focus)
    text = in_triples(value) if isinstance(value, BNode) else "" if value is None else str(value)
    return rule.finding(shown, component, in_triples(value), text)
