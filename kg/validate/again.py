"""Judge again after a change: only nodes whose judgement can differ, only checks that can answer otherwise.

What shapes say of a node rests on what they see from it (`Sight`), so a changed triple concerns its subject,
its object where shapes look back along it, and all that see the subject where it changes what that shows as a
value. What a check finds rests on triples of the properties that it names, so one that names none that
changed finds what it found.
"""

import re
from collections.abc import Collection, Iterable

from pyoxigraph import NamedNode, Store, Triple
from rdflib import RDFS, SKOS

from kg.validate.checking import check, checks
from kg.validate.engines import examine, judge_nodes
from kg.validate.facts import TYPE, Facts, Term, facts
from kg.validate.finding import Finding
from kg.validate.rules import Sight, own_sight
from kg.validate.shards import seers

# What a change of the ontology itself concerns is everything.
_ONTOLOGY = {str(RDFS.subClassOf), str(RDFS.subPropertyOf), str(SKOS.topConceptOf)}
_PREFIX = re.compile(r"PREFIX (\w*:) <([^>]*)>")
_NAME = re.compile(r"(?<![\w?])(\w*:)(\w+)")
_ANY_PROPERTY = re.compile(r"^ *\?\w+ \?\w+ [?<\w]", re.MULTILINE)


def again(before: Iterable[Finding], store: Store, changed: Collection[Triple]) -> list[Finding]:
    """What shapes and checks find in a store after triples came to its judged graphs or went from them.

    `before` is what they found, `changed` holds each such triple; the store has the ontology in it.
    """
    properties = {triple.predicate.value for triple in changed}
    if properties & _ONTOLOGY:
        return examine(store)
    seen = facts(store)
    nodes = concerned(seen, changed, own_sight())
    asked = {
        name for name, query in checks().items() if properties & named(query) or _ANY_PROPERTY.search(query)
    }
    names = {_shown(node) for node in nodes}
    kept = {
        finding
        for finding in before
        if (finding.rule not in asked if finding.rule in checks() else finding.focus not in names)
    }
    return sorted({*kept, *judge_nodes(seen, nodes), *check(store, asked)})


def _shown(node: Term) -> str:
    return node.value if isinstance(node, NamedNode) else str(node)


def named(query: str) -> set[str]:
    """The IRIs that a query names, `a` among them."""
    prefixes = dict(_PREFIX.findall(query))
    body = re.sub(r'"[^"\n]*"|#[^\n]*', "", query)
    found = {prefixes[prefix] + name for prefix, name in _NAME.findall(body) if prefix in prefixes}
    return (
        found | set(re.findall(r"<([^>]*)>", body)) | ({TYPE.value} if re.search(r"\sa[ /]", body) else set())
    )


def concerned(seen: Facts, changed: Iterable[Triple], sight: Sight) -> set[Term]:
    """The nodes of which shapes may say something else since these triples came or went."""
    nodes, shown = set[Term](), set[Term]()
    for triple in changed:
        nodes.add(triple.subject)
        if triple.predicate.value in sight.inward | sight.pointed:
            nodes.add(triple.object)
        if triple.predicate == TYPE or triple.predicate.value in sight.beyond:
            shown.add(triple.subject)
    return nodes | seers(seen, shown, sight)
