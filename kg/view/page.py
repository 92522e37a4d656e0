"""What the page that people open first says: numbers, facts, documents, questions, findings."""

import re
import shlex
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import Store

from kg import resources
from kg.names import SHAPE
from kg.query import Question, Table, ask, questions
from kg.query.naming import names
from kg.query.question import LANGUAGE
from kg.query.showing import compact, heading
from kg.store import load_turtle
from kg.view.answers import NOTHING, Row, Words, alike, day, joined, rows, words
from kg.view.layout import Place
from kg.view.pictures import Picture, Telling, short

if TYPE_CHECKING:
    from kg.validate import Finding

ROWS_SHOWN = 30
FINDINGS_SHOWN = 100
_LEADERS_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer in one language as the page shows it: headings, first rows, and how many rows there are."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    total: int


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, the command that answers it, and its answer in both languages."""

    name: str
    asks: Words
    command: str
    answers: Mapping[str, Answer]


@dataclass(frozen=True, slots=True)
class Paper:
    """A document as the page lists it; `origins` says what it comes from, each with the kind of relation."""

    iri: str
    number: str
    title: Words
    kind: Words
    issuer: Words
    issued: Words
    life: Words
    statements: int
    origins: tuple[tuple[Words, Words], ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """A picture in small: its view box, its cards with form and group, and its curves with their group."""

    box: str
    cards: tuple[tuple[str, str, Place], ...]
    curves: tuple[tuple[str, str], ...]


def contents(store: Store, tell: Telling, findings: Sequence["Finding"]) -> dict[str, object]:
    """Everything the page says that is worked out from the store."""
    return {
        "numbers": {row["measure"]: int(row["count"]) for row in rows(store, "numbers")},
        "facts": _facts(store),
        "root": _root(store, tell),
        "papers": _papers(store, tell),
        "asked": _asked(store),
        "findings": _shown_findings(findings, tell),
        "findings_total": len(findings),
        "rows_shown": ROWS_SHOWN,
        "rules": {"shapes": _shape_count(), "checks": len(resources.names("queries/check", ".rq"))},
    }


def _facts(store: Store) -> dict[str, object]:
    """What is true and may surprise; a template leaves out what these rows do not bear out."""
    by_duties = rows(store, "bodies-by-duties")
    most = [row for row in by_duties if row["tasks"] == by_duties[0]["tasks"]]
    return {
        "differing": [{**row, "title": words(row)} for row in rows(store, "counts-that-differ")],
        "nobody": _counted(rows(store, "tasks-without-body")),
        "dated": _counted(rows(store, "duties-with-date")),
        "leaders": [words(row) for row in most[:_LEADERS_SHOWN]],
        "leaders_more": max(0, len(most) - _LEADERS_SHOWN),
        "most": int(most[0]["tasks"]) if most else 0,
    }


def _counted(found: Sequence[Row]) -> dict[str, int]:
    return {name: int(number) for row in found for name, number in row.items()}


def _root(store: Store, tell: Telling) -> Words:
    """How the document is called from which most others descend."""
    roots = rows(store, "document-roots")
    return tell.document(roots[0]["document"]) if roots else NOTHING


def _papers(store: Store, tell: Telling) -> list[Paper]:
    origins: dict[str, tuple[tuple[Words, Words], ...]] = {}
    for row in rows(store, "relations"):
        origins[row["from"]] = (
            *origins.get(row["from"], ()),
            (tell.labels[row["kind"]], tell.document(row["to"])),
        )
    return [_paper(row, tell, origins.get(iri, ())) for iri, row in tell.documents.items()]


def _paper(row: Row, tell: Telling, origins: tuple[tuple[Words, Words], ...]) -> Paper:
    return Paper(
        iri=row["document"],
        number=row["number"],
        title=words(row),
        kind=tell.labels[row["type"]],
        issuer=tell.issuers.get(row["document"], NOTHING),
        issued=day(row["issued"]) if row["issued"] else NOTHING,
        life=tell.labels.get(row["life"], NOTHING),
        statements=int(row["statements"] or 0),
        origins=_together(origins),
    )


def _together(origins: Iterable[tuple[Words, Words]]) -> tuple[tuple[Words, Words], ...]:
    """What is of one kind, under one name."""
    by_kind: dict[Words, list[Words]] = {}
    for kind, document in origins:
        by_kind.setdefault(kind, []).append(document)
    return tuple((kind, joined("; ", documents)) for kind, documents in by_kind.items())


def _asked(store: Store) -> list[Asked]:
    """Every question with its answer where its parameters have their defaults."""
    spoken = _spoken(
        store, {p.default for q in questions().values() for p in q.parameters if p.kind == "iri"}
    )
    return [_answered(store, question, spoken) for question in questions().values()]


def _answered(store: Store, question: Question, spoken: Mapping[str, str]) -> Asked:
    vi = ask(store, question, {}, "vi")
    en = ask(store, question, {}, "en") if LANGUAGE in question.text else vi
    options = "".join(f" --{p.name} {_typed(spoken.get(p.default, p.default))}" for p in question.parameters)
    return Asked(
        name=question.name,
        asks=Words(question.summary_vi, question.summary),
        command=f"kg ask {question.name}{options}",
        answers={"vi": _answer(vi, "vi"), "en": _answer(en, "en")},
    )


def _spoken(store: Store, wanted: Collection[str]) -> dict[str, str]:
    """What a user would type for each of these that has it: the shortest name that nothing else bears."""
    found: dict[str, str] = {}
    for kind in ("body", "document", "statement"):
        known = names(store, kind)
        bearers: dict[str, set[str]] = {}
        for name in known:
            bearers.setdefault(name.folded, set()).add(name.thing)
        for name in sorted(known, key=lambda n: (-len(n.written), n.written)):
            if name.thing in wanted and len(bearers[name.folded]) == 1:
                found[name.thing] = name.written
    return found


def _typed(value: str) -> str:
    return shlex.quote(value) if re.search(r"[^\w./:#-]", value) else value


def _answer(table: Table, lang: str) -> Answer:
    """The first rows, without the columns that say nothing in any row."""
    cells = table.cells()
    kept = [at for at, _ in enumerate(table.columns) if not cells or any(row[at] for row in cells)]
    return Answer(
        headings=tuple(heading(table.columns[at], lang) for at in kept),
        rows=tuple(tuple(compact(row[at]) for at in kept) for row in cells[:ROWS_SHOWN]),
        total=len(cells),
    )


def _shown_findings(findings: Sequence["Finding"], tell: Telling) -> list[dict[str, object]]:
    return [
        {
            "severity": finding.severity,
            "message": Words(finding.message_vi, finding.message_en),
            "focus": finding.focus,
            "rule": finding.rule,
            "value": alike(finding.value),
        }
        for finding in findings[:FINDINGS_SHOWN]
    ]


def _shape_count() -> int:
    """How many named shapes the package carries."""
    carried = Store()
    for name, text in resources.texts("shapes", ".ttl").items():
        load_turtle(carried, text, f"urn:shapes:{name}")
    return len({str(q.subject) for q in carried if str(q.subject).startswith(f"<{SHAPE}")})


def preview(picture: Picture, places: Mapping[str, Place]) -> Preview:
    """The picture in small, from where its cards stand."""
    width = max((p.x + p.width / 2 for p in places.values()), default=1)
    height = max((p.y + p.height / 2 for p in places.values()), default=1)
    return Preview(
        box=f"-8 -8 {width + 16:.0f} {height + 16:.0f}",
        cards=tuple(
            ("head" if card is picture.cards[0] else card.form, short(card.group), places[card.id])
            for card in picture.cards
        ),
        curves=tuple((short(x.group), _curve(places[x.source], places[x.target])) for x in picture.links),
    )


def _curve(first: Place, last: Place) -> str:
    """An S from the facing edge of one card to that of the other."""
    side = 1 if first.x <= last.x else -1
    start, end = first.x + side * first.width / 2, last.x - side * last.width / 2
    middle = (start + end) / 2
    points = (start, first.y, middle, first.y, middle, last.y, end, last.y)
    return "M{:.0f} {:.0f}C{:.0f} {:.0f} {:.0f} {:.0f} {:.0f} {:.0f}".format(*points)
