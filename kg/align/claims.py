"""What of the records needs words in a text: statements, assignments, relations, events, counts, heads."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from kg.records import Evidence, RecordFile, Records, Words

# How a record stands in the order of its document: statements follow one another, an assignment lies with
# its statement, the rest may stand anywhere.
Standing = Literal["statement", "assignment", "elsewhere"]


@dataclass(frozen=True, slots=True, eq=False)
class Claim:
    """A record with evidence of its own: where it is written, what it says, the places that it names.

    No two are equal, whatever they say: each stands for one place in the record files.
    `order` counts the statements of the document; an assignment has that of its statement.
    """

    file: str
    path: tuple[str | int, ...]
    document: str
    locator: str
    label: Words
    evidence: tuple[Evidence, ...]
    summary: str = ""
    standing: Standing = "elsewhere"
    order: int = -1


def claims(records: Records) -> tuple[Claim, ...]:
    """Everything in the records that has, or should have, words in the texts, in order of the files."""
    return tuple(claim for name, file in records.files.items() for claim in _claims(name, file))


def _claims(name: str, file: RecordFile) -> Iterator[Claim]:
    if file.document is None:
        return
    own = file.document.id
    yield Claim(name, ("document",), own, "document", file.document.title, file.document.evidence)
    for index, mention in enumerate(file.mentions):
        path, locator = ("mentions", index), f"mention/{mention.id.removeprefix(f'{own}/')}"
        yield Claim(name, path, own, locator, mention.title, mention.evidence)
    yield from _beside(name, file, own)
    for index, statement in enumerate(file.statements):
        summary = statement.summary.vi if statement.summary else ""
        yield Claim(
            *(name, ("statements", index), own, statement.id, statement.label, statement.evidence),
            *(summary, "statement", index),
        )
        for at, assignment in enumerate(statement.assignments):
            inner = ("statements", index, "assignments", at)
            locator = f"{statement.id}/assignment/{assignment.id}"
            if assignment.evidence:
                yield Claim(
                    *(name, inner, own, locator, statement.label, assignment.evidence),
                    *("", "assignment", index),
                )


def _beside(name: str, file: RecordFile, own: str) -> Iterator[Claim]:
    for index, relation in enumerate(file.relations):
        said = f"{relation.kind} {relation.to}"
        path, locator = ("relations", index), f"relation/{relation.id}"
        yield Claim(name, path, own, locator, Words(vi=said, en=said), relation.evidence)
    for index, event in enumerate(file.events):
        yield Claim(name, ("events", index), own, f"event/{event.id}", event.label, event.evidence)
    for index, count in enumerate(file.counts):
        said = f"{count.count} {count.of}"
        path, locator = ("counts", index), f"count/{count.id}"
        yield Claim(name, path, own, locator, Words(vi=said, en=said), count.evidence)
