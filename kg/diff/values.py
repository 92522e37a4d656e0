"""Values: what a thing has for a property, comparable and in words; a figure or deadline is one value."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pyoxigraph import Literal, NamedNode
from rdflib import XSD, URIRef

from kg.diff.naming import Naming
from kg.diff.version import Term
from kg.names import EDTF, POL, concept
from kg.view.answers import Words, alike, joined, plain
from kg.view.dates import day

Facts = Mapping[str, Sequence[Term]]
FIGURE = tuple(map(str, (POL.comparator, POL.value, POL.upperValue, POL.unit)))
DEADLINE = tuple(map(str, (POL.deadlineText, POL.deadlineQualifier, POL.deadline)))
_TOP = str(concept("comparator", "rankAtMost"))


@dataclass(frozen=True, slots=True)
class Value:
    """A value by what makes it the same as another, and in words."""

    key: str
    words: Words


def values(terms: Sequence[Term], naming: Naming, within: str) -> tuple[Value, ...]:
    """The values of a property; a text in both languages is one value."""
    by_language = {term.language: term.value for term in terms if isinstance(term, Literal)}
    if len(terms) == 2 and by_language.keys() == {"vi", "en"}:
        both = by_language["vi"], by_language["en"]
        return (Value(repr(both), Words(*map(plain, both))),)
    return tuple(sorted((_value(term, naming, within) for term in terms), key=lambda value: value.key))


def _value(term: Term, naming: Naming, within: str) -> Value:
    if isinstance(term, NamedNode):
        return Value(term.value, naming.of(term.value, within))
    if not isinstance(term, Literal):
        return Value(str(term), alike(str(term)))
    if term.datatype.value == str(XSD.decimal):
        return Value(_shortest(term.value), number(term.value))
    dated = term.datatype.value in (str(XSD.date), str(EDTF))
    return Value(str(term), day(term.value) if dated else alike(plain(term.value)))


def _shortest(decimal: str) -> str:
    return f"{Decimal(decimal).normalize():f}"


def number(decimal: str) -> Words:
    """A decimal as each language writes it.

    >>> number("0.70")
    Words(vi='0,7', en='0.7')
    """
    return Words(_shortest(decimal).replace(".", ","), _shortest(decimal))


def one(facts: Facts, predicate: URIRef | str) -> str:
    """The only value of a property as text, or nothing."""
    terms = facts.get(str(predicate), ())
    return terms[0].value if terms and isinstance(terms[0], NamedNode | Literal) else ""


def figure(facts: Facts, naming: Naming) -> tuple[Value, ...]:
    """Comparator, value and unit as one value, where there is a figure."""
    comparator, value, upper, unit = (one(facts, predicate) for predicate in FIGURE)
    if not value:
        return ()
    numbers = [number(text) for text in (value, upper) if text]
    parts = [naming.of(comparator), joined("–", numbers)]
    if unit and comparator != _TOP:
        parts.append(naming.of(unit))
    key = (comparator, *(words.en for words in numbers), unit)
    return (Value(repr(key), joined(" ", parts)),)


def deadline(facts: Facts, naming: Naming) -> tuple[Value, ...]:
    """The words of time and, behind them, what they mean."""
    text, qualifier, edtf = (one(facts, predicate) for predicate in DEADLINE)
    if not text:
        return ()
    parts = [naming.of(qualifier)] if qualifier else []
    parts += [day(edtf)] if edtf else []
    meant = joined(" ", parts)
    words = Words(*(f"“{plain(text)}” ({said})" if said else f"“{plain(text)}”" for said in meant))
    return (Value(repr((text, qualifier, edtf)), words),)
