"""What pages show: values that lead somewhere, facts, proofs, duties, and things made of them."""

from dataclasses import dataclass
from typing import NamedTuple

from kg.view import Words
from kg.view.layout import locator_order, roman


class Value(NamedTuple):
    """One value of a fact: its text, where it leads (in the site or elsewhere), the stage behind it.

    A statement has its locator, too, which is what it comes in order by.
    """

    text: Words
    path: str
    anchor: str
    stage: str
    locator: str = ""


class Fact(NamedTuple):
    """A property, where it is described, its values, and how many more there are."""

    name: Words
    path: str
    values: tuple[Value, ...]
    more: int


class Proof(NamedTuple):
    """A place in a source that says it: its anchor, the words if at hand, the source and the place there."""

    anchor: str
    quote: str
    source: Value
    start: str
    end: str
    manner: Words


class Duty(NamedTuple):
    """An assignment in a row: role, the body or task at its other end, its time, whether it is the lead.

    `channels` are those to whom, through whom and with whom it is carried out, by the way that leads to them.
    """

    role: Words
    other: Value
    time: Words
    itself: Value
    leads: bool
    channels: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Thing:
    """All that the page of a resource says."""

    iri: str
    path: str
    kind: Value
    name: Words
    about: Words
    trail: tuple[Value, ...]
    facts: tuple[Fact, ...]
    referring: tuple[Fact, ...]
    proofs: tuple[Proof, ...]
    duties: tuple[Duty, ...]
    statements: tuple[Value, ...]


def order(text: str) -> tuple[tuple[int, str, int], ...]:
    """A key by which 2.10 comes behind 2.9 and XIX behind XVI.

    >>> sorted(["III.10 b", "III.9 a", "XIX c", "XVI d"], key=order)
    ['III.9 a', 'III.10 b', 'XVI d', 'XIX c']
    """
    head, _, rest = text.partition(" ")
    return (*(_part(part) for part in head.split(".")), (-1, rest, 0))


def rank(value: Value) -> tuple[bool, list[tuple[int, int, str]], tuple[tuple[int, str, int], ...]]:
    """A key by which statements come in the order of their document, and all else behind them by its text."""
    return not value.locator, locator_order(value.locator), order(value.text.vi)


def _part(part: str) -> tuple[int, str, int]:
    if number := roman(part):
        return 0, "", number
    return (0, "", int(part)) if part.isascii() and part.isdigit() else (1, part, 0)
