"""Judge again after a change: only nodes whose judgement can differ, only checks that can answer otherwise.

What shapes say of a node rests on what they see from it (`Sight`), so a changed triple concerns its subject,
its object where shapes look back along it, and all that see the subject where it changes what that shows as a
value. Checks are asked again around the change (kg.validate.nearby); one that names no property of what
changed finds what it found.
"""

from collections.abc import Collection, Iterable

from pyoxigraph import Store, Triple
from rdflib import RDFS, SKOS

from kg.validate.checking import checks
from kg.validate.engines import examine, judge_nodes
from kg.validate.facts import TYPE, Facts, Term, facts
from kg.validate.finding import Finding
from kg.validate.nearby import Answer, check_nearby, shown
from kg.validate.rules import Sight, own_sight
from kg.validate.shards import seers

# What a change of the ontology itself concerns is everything.
_ONTOLOGY = {str(RDFS.subClassOf), str(RDFS.subPropertyOf), str(SKOS.topConceptOf)}


def again(before: Iterable[Finding], store: Store, changed: Collection[Triple]) -> list[Finding]:
    """What shapes and checks find in a store after triples came to its judged graphs or went from them.

    `before` is what they found, `changed` holds each such triple; the store has the ontology in it.
    """
    if {triple.predicate.value for triple in changed} & _ONTOLOGY:
        return examine(store)
    seen = facts(store)
    nodes = concerned(seen, changed, own_sight())
    answers = check_nearby(store, changed)
    names = {shown(node) for node in nodes}
    kept = [finding for finding in before if _stands(finding, names, answers)]
    new = [finding for answer in answers.values() for finding in answer.findings]
    return sorted(dict.fromkeys([*kept, *judge_nodes(seen, nodes), *new]))


def _stands(finding: Finding, judged: set[str], answers: dict[str, Answer]) -> bool:
    """Whether nothing was judged anew that a finding is about."""
    if finding.rule not in checks():
        return finding.focus not in judged
    answer = answers.get(finding.rule)
    return answer is None or not answer.covers(finding.focus)


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
