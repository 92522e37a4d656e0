"""The audit's rules: each says by name what in the sources is wrong, or is said differently in two places.

Most are queries under queries/audit, whose header gives the severity; what SPARQL cannot say is a function.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, partial

import yaml
from pyoxigraph import Literal, NamedNode, Store

from kg import resources
from kg.audit.issuers import NUMBER_OF_OTHER_ISSUER, numbers_of_other_issuers
from kg.audit.names import NAME_OF_TWO_BODIES, names_of_two_bodies
from kg.audit.restatements import REWORDED, SHORTENED, reworded, shortened
from kg.audit.rows import READING
from kg.errors import BadQuery
from kg.query import header, select
from kg.validate import NOTE, WARNING, Finding

_QUERIES = "queries/audit"
# The gravest first; what a source says wrongly is never a violation.
GRAVITY = (WARNING, NOTE)


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: how grave what it finds is, what it finds (vi and en), and how it finds it in a store.

    `find` is given the store to look in and that in which to look up names, which may be larger. It rests on
    the rows of queries, named by their paths without `.rq`: `near` gives for some the variable of the focus
    that their rows are about, `broad` for others a variable of rows that bear on every focus.
    """

    name: str
    severity: str
    summary_vi: str
    summary: str
    find: Callable[[Store, Store], Iterable[Finding]]
    near: tuple[tuple[str, str], ...] = ()
    broad: tuple[tuple[str, str], ...] = ()

    def says(self, lang: str) -> str:
        """What it finds, in a language."""
        return self.summary_vi if lang == "vi" else self.summary


@cache
def rules() -> dict[str, Rule]:
    """All rules by name, sorted.

    Raises BadQuery where the header of a query lacks a summary or a severity.
    """
    asked = [_of_query(name, text) for name, text in resources.texts(_QUERIES, ".rq").items()]
    return {rule.name: rule for rule in sorted([*asked, *_FUNCTIONS], key=lambda rule: rule.name)}


def audit(store: Store, *, only: str | None = None) -> list[Finding]:
    """What the rules find in a store that holds asserted, judged and inferred graphs, the gravest first.

    `only` names one rule; without it all are held against the store. Raises KeyError for no rule's name.
    """
    asked = rules().values() if only is None else [rules()[only]]
    return by_gravity(finding for rule in asked for finding in rule.find(store, store))


def by_gravity(findings: Iterable[Finding]) -> list[Finding]:
    """The findings in the order in which they are told, the gravest first."""
    return sorted(findings, key=lambda finding: (GRAVITY.index(finding.severity), finding))


_FUNCTIONS = (
    Rule(
        NUMBER_OF_OTHER_ISSUER,
        WARNING,
        "Số hiệu mang mã của cơ quan khác với cơ quan được ghi là ban hành.",
        "A document's number ends in the code of a body other than its stated issuer.",
        numbers_of_other_issuers,
        near=((f"{READING}/issuers", "document"),),
        broad=((f"{READING}/body-names", "body"),),
    ),
    Rule(
        NAME_OF_TWO_BODIES,
        WARNING,
        "Một tên chỉ hai cơ quan, hoặc một cơ quan đứng hai lần trong danh mục.",
        "One name stands for two bodies, or one body stands twice in the list.",
        lambda store, whole: names_of_two_bodies(whole),
        broad=((f"{READING}/body-names", "body"),),
    ),
    Rule(
        REWORDED,
        WARNING,
        "Lời nhắc lại thay từ, con số hoặc phủ định của văn bản gốc (khi có nguyên văn hai bên).",
        "A restatement replaces words, figures or a negation of the original (where both texts are at hand).",
        lambda store, whole: reworded(store),
        near=((f"{READING}/restated-words", "focus"),),
    ),
    Rule(
        SHORTENED,
        NOTE,
        "Lời nhắc lại giữ nguyên văn nhưng bớt hoặc thêm từ (khi có nguyên văn hai bên).",
        "A restatement is word for word but for words left out or added (where both texts are at hand).",
        lambda store, whole: shortened(store),
        near=((f"{READING}/restated-words", "focus"),),
    ),
)


def _of_query(name: str, text: str) -> Rule:
    try:
        said = header(text)
        severity, vi, en = said["severity"], said["summary_vi"], said["summary"]
    except (yaml.YAMLError, KeyError, TypeError) as error:
        raise BadQuery(
            "audit/{name}.rq: the header must give summary, summary_vi and severity ({error})",
            name=name,
            error=error,
        ) from error
    if severity not in GRAVITY:
        raise BadQuery(
            "audit/{name}.rq: the severity is {known}, not {severity!r}",
            name=name,
            known=" or ".join(GRAVITY),
            severity=severity,
        )
    find, near = partial(_asked, name, text, severity), ((f"{_QUERIES}/{name}", "focus"),)
    return Rule(name, severity, vi, en, find, near)


def _asked(name: str, text: str, severity: str, store: Store, _: Store) -> Iterator[Finding]:
    """A finding for each pair of focus and other side; messages in one language, if several, follow on.

    The IRI of the other side, in which messages end, stands behind the last of them alone.
    """
    told: dict[tuple[str, str], dict[str, list[str]]] = {}
    for focus, other, message in select(store, text, f"audit/{name}.rq").rows:
        if isinstance(focus, NamedNode) and isinstance(message, Literal):
            pair = focus.value, other.value if isinstance(other, NamedNode) else ""
            told.setdefault(pair, {}).setdefault(message.language or "en", []).append(message.value)
    for (focus_iri, other_iri), said in told.items():
        vi, en = (_following(said.get(lang, []), f" ({other_iri})") for lang in ("vi", "en"))
        yield Finding(severity, name, focus_iri, vi, en, value=other_iri)


def _following(messages: list[str], end: str) -> str:
    """Messages one after another, with what all of them may end in at the very end.

    >>> _following(["one (urn:a)", "two (urn:a)"], " (urn:a)")
    'one; two (urn:a)'
    """
    if len(messages) < 2:
        return "".join(messages)
    bare = [message.removesuffix(end) for message in dict.fromkeys(messages)]
    return "; ".join(bare) + (end if messages[-1].endswith(end) else "")


def as_read(message: str, other: str) -> str:
    """A message as people read it, without the IRI of the other side in which it may end.

    >>> as_read("the two differ (https://example.org/b)", "https://example.org/b")
    'the two differ'
    """
    return message.removesuffix(f" ({other})") if other else message
