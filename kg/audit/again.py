"""Audit again after a change: each rule only at the foci that the change bears on, as checks are asked again.

What a rule written as a query finds is its rows, so `kg.validate.nearby` serves it as it serves checks. One
written in Python rests on the rows of queries under queries/audit/reading: at a focus on those of that focus
or, where it holds all names against one another, on any.
"""

from collections.abc import Collection, Iterable

from pyoxigraph import Store, Triple

from kg import resources
from kg.audit.rules import Rule, by_gravity, rules
from kg.validate import Answer, Asked, Finding, Query, nearby


def audit_again(before: Iterable[Finding], store: Store, changed: Collection[Triple]) -> list[Finding]:
    """What the rules find in a store after triples came to its graphs or went from them, the gravest first.

    `before` is what they found; `changed` holds each triple that came to asserted, judged or inferred graphs
    or went from them; the store has the ontology in it. The findings are those of `audit` on the store.
    """
    answers = nearby({name: _asked(rule, store) for name, rule in rules().items()}, store, changed)
    kept = [finding for finding in before if _stands(finding, answers)]
    new = [finding for answer in answers.values() for finding in answer.findings]
    return by_gravity([*kept, *new])


def _asked(rule: Rule, store: Store) -> Asked:
    near, broad = (
        tuple(Query.of(resources.text(f"{path}.rq"), focus) for path, focus in named)
        for named in (rule.near, rule.broad)
    )
    return Asked(lambda part: rule.find(part, store), near, broad)


def _stands(finding: Finding, answers: dict[str, Answer]) -> bool:
    answer = answers.get(finding.rule)
    return answer is None or not answer.covers(finding.focus)
