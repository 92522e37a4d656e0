"""What the page that people open first says: numbers, facts, documents, questions, findings."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import Store

from kg import resources
from kg.names import SHAPE
from kg.store import load_turtle
from kg.view.answers import NOTHING, Row, Words, joined, rows, words
from kg.view.asking import ROWS_SHOWN, Asked
from kg.view.clearness import COLUMNS, MEANING, heat
from kg.view.counting import counts, percent
from kg.view.dates import day
from kg.view.remarks import remarks
from kg.view.telling import Telling, short

if TYPE_CHECKING:
    from kg.validate import Finding

_LEADERS_SHOWN = 3


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
    drafts: int
    origins: tuple[tuple[Words, Words], ...]


def contents(
    store: Store, tell: Telling, findings: Sequence["Finding"], answered: Sequence[Asked]
) -> dict[str, object]:
    """Everything the page says that is worked out from the store and its answered questions."""
    manners = {row["document"]: short(row["manner"]) for row in rows(store, "document-manners")}
    return {
        "numbers": {row["measure"]: int(row["count"]) for row in rows(store, "numbers")},
        "counts": counts(store, tell, manners),
        "facts": _facts(store, tell, manners),
        "root": _root(store, tell),
        "unreviewed": tell.unreviewed,
        "papers": _papers(store, tell),
        "asked": answered,
        "clarities": heat(answered, tell),
        "clarity_columns": COLUMNS,
        "clarity_meaning": MEANING,
        "remarks": remarks(findings, tell, manners),
        "reported": "reports" in manners.values(),
        "findings_total": len(findings),
        "rows_shown": ROWS_SHOWN,
        "rules": {"shapes": _shape_count(), "checks": len(resources.names("queries/check", ".rq"))},
    }


def _facts(store: Store, tell: Telling, manners: Mapping[str, str]) -> dict[str, object]:
    """What is true and may surprise; a template leaves out what these rows do not bear out."""
    by_duties = rows(store, "bodies-by-duties")
    most = [row for row in by_duties if row["tasks"] == by_duties[0]["tasks"]]
    return {
        "differing": [
            {
                **row,
                "title": words(row),
                "kind": tell.labels[tell.documents[row["document"]]["type"]],
                "manner": manners.get(row["document"], ""),
            }
            for row in rows(store, "counts-that-differ")
        ],
        "nobody": _nobody(store, tell),
        "dated": _counted(rows(store, "duties-with-date")),
        "leaders": [words(row) for row in most[:_LEADERS_SHOWN]],
        "leaders_more": max(0, len(most) - _LEADERS_SHOWN),
        "most": int(most[0]["tasks"]) if most else 0,
    }


def _nobody(store: Store, tell: Telling) -> list[dict[str, object]]:
    """How many tasks of each document name nobody, first of the document that says most."""
    by_document = {row["document"]: row for row in rows(store, "tasks-without-body")}
    return [
        {
            "document": tell.document(iri),
            "all": (whole := int(by_document[iri]["all"])),
            "without": (without := int(by_document[iri]["without"])),
            "percent": percent(without, whole),
        }
        for iri in tell.documents
        if iri in by_document
    ]


def _counted(found: Sequence[Row]) -> dict[str, int]:
    return {name: int(number) for row in found for name, number in row.items()}


def _root(store: Store, tell: Telling) -> Words:
    """How the document is called from which most others descend, of those that the graph holds."""
    roots = (row["document"] for row in rows(store, "document-roots"))
    held = (iri for iri in roots if int(tell.documents[iri]["statements"] or 0))
    return next((tell.document(iri) for iri in held), NOTHING)


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
        drafts=_drafts(row["document"], tell),
        origins=_together(origins),
    )


def _drafts(iri: str, tell: Telling) -> int:
    standing = tell.unreviewed.documents.get(iri)
    return standing.drafts if standing else 0


def _together(origins: Iterable[tuple[Words, Words]]) -> tuple[tuple[Words, Words], ...]:
    """What is of one kind, under one name."""
    by_kind: dict[Words, list[Words]] = {}
    for kind, document in origins:
        by_kind.setdefault(kind, []).append(document)
    return tuple((kind, joined("; ", documents)) for kind, documents in by_kind.items())


def _shape_count() -> int:
    """How many named shapes the package carries."""
    carried = Store()
    for name, text in resources.texts("shapes", ".ttl").items():
        load_turtle(carried, text, f"urn:shapes:{name}")
    return len({str(q.subject) for q in carried if str(q.subject).startswith(f"<{SHAPE}")})
