"""Compare what is read from the raw source texts with the reviewed records, statement by statement.

Run: `python bench/corpus_reading.py --texts FOLDER [--misses KIND]`. For each kind and source it prints
right, missed and invented, precision and recall, as a Markdown table.

A statement read is right where its words overlap the evidence of one reviewed statement of its kind; a target
must have its figure, comparison and year too, an assignment its role. Each counts once. The records split
duties and targets finer than sentences: recall shows that. In the records one figure may be a target for each
of several indicators; the reader gives one for each figure, but for ranks, whose indicators the text lists.
"""

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from kg.extract.reader import read
from kg.extract.reading import Reading, Section
from kg.records import Evidence, Statement
from kg.records import read as read_records
from kg.text import fold

RECORDS = Path(__file__).parent.parent / "corpus"
# Read and reviewed words are of one statement where they share this part of the shorter.
SHARED = 0.5
Facts = tuple[object, ...]
Reviewed = Callable[[Statement], Iterator[tuple[Evidence, Facts]]]


@dataclass(frozen=True, slots=True)
class Place:
    """Something said at a range of a source, with the facts that must agree."""

    start: int
    end: int
    facts: Facts = ()


@dataclass(frozen=True, slots=True)
class Score:
    """How many of one kind in one source were right, missed and invented."""

    right: int
    missed: tuple[Place, ...]
    invented: tuple[Place, ...]

    def row(self) -> str:
        """The counts, precision and recall as cells of a Markdown table."""
        found, wanted = self.right + len(self.invented), self.right + len(self.missed)
        precision = f"{self.right / found:.2f}" if found else "-"
        recall = f"{self.right / wanted:.2f}" if wanted else "-"
        return f"{self.right} | {len(self.missed)} | {len(self.invented)} | {precision} | {recall}"


def compared(wanted: Iterable[Place], found: Iterable[Place]) -> Score:
    """Match each wanted place with at most one that was found, the one that overlaps it most."""
    left, missed, right = list(found), [], 0
    for place in wanted:
        fitting = [other for other in left if other.facts == place.facts and _shared(place, other) >= SHARED]
        if not fitting:
            missed.append(place)
            continue
        left.remove(max(fitting, key=lambda other: _shared(place, other)))
        right += 1
    return Score(right, tuple(missed), tuple(left))


def _shared(one: Place, two: Place) -> float:
    both = min(one.end, two.end) - max(one.start, two.start)
    return both / max(1, min(one.end - one.start, two.end - two.start))


def _figure(comparator: str | None, value: object, upper: object, year: object) -> Facts:
    def number(said: object) -> Decimal | None:
        return None if said is None else Decimal(str(said))

    return comparator, number(value), number(upper), None if year is None else int(str(year))


def _statements(of: str, facts: Callable[[Statement], Facts]) -> Reviewed:
    def places(statement: Statement) -> Iterator[tuple[Evidence, Facts]]:
        if statement.kind == of:
            yield from ((evidence, facts(statement)) for evidence in statement.evidence)

    return places


def _aimed(statement: Statement) -> Facts:
    target = statement.target
    return _figure(target.comparator, target.value, target.upper, target.horizon) if target else ()


def _assigned(statement: Statement) -> Iterator[tuple[Evidence, Facts]]:
    for assignment in statement.assignments:
        for evidence in assignment.evidence or statement.evidence:
            yield evidence, (assignment.role,)


def _groups(reading: Reading) -> list[Section]:
    """The sections right under one that is headed NHIỆM VỤ (the reader has no kind of its own for groups)."""
    headed = {
        one.path for one in reading.sections if fold(one.heading).startswith(("nhiem vu", "ve nhiem vu"))
    }
    return [one for one in reading.sections if one.path[:-1] in headed]


# Each kind: what the records hold of it, and what the reader found.
KINDS: dict[str, tuple[Reviewed, Callable[[Reading], list[Place]]]] = {
    "viewpoints": (
        _statements("Viewpoint", lambda _: ()),
        lambda reading: [Place(one.start, one.end) for one in reading.viewpoints],
    ),
    "targets with a figure": (
        _statements("Target", _aimed),
        lambda reading: [
            Place(one.start, one.end, _figure(one.comparator, one.value, one.upper, one.year))
            for one in reading.targets
            if one.value is not None
        ],
    ),
    "targets without": (
        _statements("Target", _aimed),
        lambda reading: [
            Place(one.start, one.end, _figure(None, None, None, one.year))
            for one in reading.targets
            if one.value is None
        ],
    ),
    "task groups": (
        _statements("TaskGroup", lambda _: ()),
        lambda reading: [Place(one.start, one.start + len(one.heading)) for one in _groups(reading)],
    ),
    "tasks": (
        _statements("Task", lambda _: ()),
        lambda reading: [Place(one.start, one.end) for one in reading.tasks],
    ),
    "assignments": (
        _assigned,
        lambda reading: [Place(one.start, one.end, (one.role,)) for one in reading.assignments],
    ),
}
FIGURED = {"targets with a figure": True, "targets without": False}


def wanted_in(source: str, statements: Iterable[Statement], kind: str) -> list[Place]:
    """What the reviewed records say of a kind, with evidence in one source."""
    places = [
        Place(evidence.start, evidence.end, facts)
        for statement in statements
        for evidence, facts in KINDS[kind][0](statement)
        if evidence.source == source and evidence.start is not None and evidence.end is not None
    ]
    if kind in FIGURED:
        places = [place for place in places if (place.facts[1] is not None) == FIGURED[kind]]
    return sorted(places, key=lambda place: (place.start, place.end))


def scores(texts: Path) -> Iterator[tuple[str, str, Score, str]]:
    """Kind, source, score and text, for every source and kind that the records know."""
    records = read_records({path.name: path.read_text(encoding="utf-8") for path in RECORDS.glob("*.yaml")})
    statements = [statement for record in records.files.values() for statement in record.statements]
    raw = {path.stem: path.read_bytes().decode("utf-8") for path in sorted(texts.glob("*.txt"))}
    readings = {source: read(text) for source, text in raw.items()}
    for kind, (_, found) in KINDS.items():
        for source, text in raw.items():
            wanted = wanted_in(source, statements, kind)
            score = compared(wanted, found(readings[source]))
            if wanted or score.invented:
                yield kind, source, score, text


def main() -> int:
    """Print the table, and what was missed and invented of one kind where that is asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    shared = os.environ.get("KG_SHARED")
    parser.add_argument("--texts", type=Path, default=Path(shared) / "corpus" if shared else None)
    parser.add_argument("--misses", choices=KINDS)
    chosen = parser.parse_args()
    if chosen.texts is None or not chosen.texts.is_dir():
        print("corpus_reading: name the folder of source texts with --texts", file=sys.stderr)
        return 2
    print("| kind | source | right | missed | invented | precision | recall |\n|---|---|--:|--:|--:|--:|--:|")
    for kind, source, score, text in scores(chosen.texts):
        print(f"| {kind} | {source[:3]} | {score.row()} |")
        for name, places in (
            (("missed", score.missed), ("invented", score.invented)) if kind == chosen.misses else ()
        ):
            for place in places:
                words = " ".join(text[place.start : place.end].split())[:90]
                print(f"    {name} {place.start}-{place.end} {place.facts} {words}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
