"""Tell differences: as rows of a table, as JSON, and how many there are of each document and kind."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal

from kg.diff.comparing import CHANGES, Change, Difference, Move
from kg.diff.naming import heading, phrases
from kg.diff.things import class_name
from kg.query import Table
from kg.query.showing import compact
from kg.view.answers import Words, joined

# Beside its name, what a thing that was added or removed is told by in one row.
_TELLING = ("pol:value", "pol:horizon", "pol:deadline", "pol:recurrence")


def document_of(difference: Difference) -> Words:
    """The document that a difference is in, or the lists that documents share."""
    return difference.document if difference.document.vi else phrases()["report"]["lists"]


@dataclass(frozen=True, slots=True)
class Count:
    """How many things of each kind became what, in one document or in the shared lists."""

    document: str
    name: Words
    kinds: Mapping[str, Mapping[str, int]]


def counted(differences: Sequence[Difference]) -> list[Count]:
    """The counts of each document; evidence that moved is counted place by place."""
    found: dict[str, dict[str, dict[str, int]]] = {}
    names: dict[str, Words] = {}
    for difference in differences:
        thing = difference.thing
        names[thing.document] = document_of(difference)
        of_kind = found.setdefault(thing.document, {}).setdefault(thing.kind, dict.fromkeys(CHANGES, 0))
        if difference.change != "moved":
            of_kind[difference.change] += 1
        of_kind["moved"] += len(difference.moved)
    return [Count(document, names[document], kinds) for document, kinds in found.items()]


def summary(differences: Sequence[Difference], lang: str) -> list[str]:
    """A line for each document, with what became of things of each kind; one line where nothing differs."""
    at = ("vi", "en").index(lang)
    lines = [
        f"{count.name[at]}: {'; '.join(_of_kind(kind, became, at) for kind, became in count.kinds.items())}"
        for count in counted(differences)
    ]
    return lines or [phrases()["report"]["none"][at]]


def _of_kind(kind: str, counts: Mapping[str, int], at: int) -> str:
    told = (f"{count} {phrases()['changes'][change][at]}" for change, count in counts.items() if count)
    return f"{phrases()['kinds'][kind][at]}: {', '.join(told)}"


def as_table(differences: Sequence[Difference], lang: str, *, evidence: bool) -> Table:
    """A row for each property that changed and each thing that was added or removed."""
    at = ("vi", "en").index(lang)
    columns = tuple(words[at] for words in phrases()["columns"].values())
    rows = (row for difference in differences for row in _rows(difference, evidence))
    return Table(columns, tuple(tuple(Literal(c[at]) if c and c[at] else None for c in row) for row in rows))


def _rows(difference: Difference, evidence: bool) -> Iterator[tuple[Words | None, ...]]:
    thing, changes = difference.thing, phrases()["changes"]
    head = (document_of(difference), Words(thing.locator, thing.locator))
    about = (class_name(thing), thing.name)
    if difference.old is None or difference.new is None:
        told = _telling(difference.properties)
        sides = (None, told) if difference.new else (told, None)
        yield (*head, changes[difference.change], *about, None, *sides)
    elif difference.change != "moved":
        for change in difference.properties:
            yield (*head, changes[difference.change], *about, *change.told())
    for old, new in difference.moved if evidence else ():
        yield (*head, changes["moved"], *about, heading("pol:supportedBy"), old.words(), new.words())


def _telling(properties: Sequence[Change]) -> Words:
    told = (change.told() for change in properties if change.name in _TELLING)
    return joined("; ", [joined(": ", [name, joined("", [old, new])]) for name, old, new in told])


def as_json(differences: Sequence[Difference], *, evidence: bool) -> str:
    """The differences and their counts, in both languages, for programs."""
    answer = {
        "summary": [
            {"document": count.document, "name": _both(count.name), "kind": kind, **became}
            for count in counted(differences)
            for kind, became in count.kinds.items()
        ],
        "differences": [_entry(d, evidence) for d in differences if d.change != "moved" or evidence],
    }
    return json.dumps(answer, ensure_ascii=False, indent=2) + "\n"


def _entry(difference: Difference, evidence: bool) -> dict[str, object]:
    thing, old = difference.thing, difference.old
    told: dict[str, object] = {
        "change": difference.change,
        "kind": thing.kind,
        "class": compact(thing.class_),
        "document": thing.document,
        "locator": thing.locator,
        "iri": thing.iri,
        "label": _both(thing.name),
        "properties": [_property(change) for change in difference.properties],
    }
    if old and old.iri != thing.iri:
        told["old_iri"] = old.iri
    if evidence and difference.moved:
        told["moved"] = [_moved(move) for move in difference.moved]
    return {key: value for key, value in told.items() if value}


def _property(change: Change) -> dict[str, object]:
    return {
        "property": change.name,
        "name": _both(heading(change.name)),
        "old": [_both(value.words) for value in change.old],
        "new": [_both(value.words) for value in change.new],
    }


def _moved(move: Move) -> dict[str, object]:
    old, new = move
    return {"source": new.source, "old": list(old.span or ()), "new": list(new.span or ())}


def _both(words: Words) -> dict[str, str]:
    return {"vi": words.vi, "en": words.en}
