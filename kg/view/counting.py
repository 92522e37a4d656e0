"""What each document holds in numbers, and all of them together without what one says after another."""

from collections.abc import Mapping
from dataclasses import dataclass

from pyoxigraph import Store

from kg.view.answers import Row, Words, rows
from kg.view.telling import Telling

MEASURES = (
    "viewpoints",
    "groups",
    "targets_with_figure",
    "targets_without_figure",
    "tasks",
    "subtasks",
    "assignments",
    "bodies",
    "evidences",
)


@dataclass(frozen=True, slots=True)
class Count:
    """How many there are, and how many of them restate what another document says."""

    all: int
    restated: int = 0


@dataclass(frozen=True, slots=True)
class Counts:
    """The numbers of each document in the order of MEASURES, with how its nearest source gives its words."""

    documents: tuple[tuple[Words, str, tuple[Count, ...]], ...]
    total: tuple[int, ...]


def counts(store: Store, tell: Telling, manners: Mapping[str, str]) -> Counts:
    """The numbers of every document of which a text was read; the total leaves out what is restated."""
    by_document: dict[str, dict[str, Count]] = {}
    for row in rows(store, "numbers-by-document"):
        count = Count(int(row["count"]), int(row["restated"]))
        by_document.setdefault(row["document"], {})[row["measure"]] = count
    listed = tuple(
        (tell.document(iri), manners.get(iri, ""), tuple(by_document[iri].get(m, Count(0)) for m in MEASURES))
        for iri in tell.documents
        if iri in by_document
    )
    return Counts(listed, _total(listed, rows(store, "numbers")))


def _total(listed: tuple[tuple[Words, str, tuple[Count, ...]], ...], numbers: list[Row]) -> tuple[int, ...]:
    """The sum of what is not restated; a body that several documents name is one body."""
    sums = [
        sum(c.all - c.restated for c in column) for column in zip(*(row for *_, row in listed), strict=True)
    ]
    named = {row["measure"]: int(row["count"]) for row in numbers}["bodies_named"]
    return tuple(named if m == "bodies" else n for m, n in zip(MEASURES, sums, strict=False))


def percent(part: int, whole: int) -> int:
    """A share in whole hundredths.

    >>> percent(223, 282)
    79
    """
    return round(100 * part / whole) if whole else 0
