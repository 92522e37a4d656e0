"""Match the patterns of rules with triples: which values their variables take, and what a rule then gives."""

from collections.abc import Mapping

from pyoxigraph import BlankNode, Literal, NamedNode, Triple, Variable

from kg.reason.template import Pattern

Term = NamedNode | BlankNode | Literal | Triple
Values = Mapping[str, Term]


def terms(triple: Triple) -> tuple[NamedNode, NamedNode, Term]:
    """Subject, predicate and object."""
    return triple.subject, triple.predicate, triple.object  # type: ignore[return-value]


def value(term: NamedNode | Variable, values: Values) -> Term | None:
    """What a term of a pattern stands for; None for a variable that has no value yet."""
    return values.get(term.value) if isinstance(term, Variable) else term


def matched(pattern: Pattern, triple: Triple, known: Values | None = None) -> dict[str, Term] | None:
    """The values that make the pattern the triple, beside those known; None where nothing does."""
    values = dict(known or {})
    for wanted, term in zip(pattern.terms, terms(triple), strict=True):
        if value(wanted, values) is None:
            values[wanted.value] = term
        elif value(wanted, values) != term:
            return None
    return values


def made(pattern: Pattern, values: Values) -> Triple | None:
    """The triple that a pattern is with these values; None where a literal would be what it is about."""
    subject, predicate, object_ = (value(term, values) for term in pattern.terms)
    if not isinstance(subject, NamedNode | BlankNode) or not isinstance(predicate, NamedNode):
        return None
    return None if object_ is None else Triple(subject, predicate, object_)
