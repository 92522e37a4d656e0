"""Make cards of what several pictures show: documents, bodies, statements, and links of assignments."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from pyoxigraph import Store

from kg.names import POL
from kg.query import mark, said_place
from kg.view.answers import NOTHING, Row, Words, alike, joined, once, rows, words
from kg.view.dates import day
from kg.view.picture import Card, Form, Link, Panel
from kg.view.telling import Telling, caption, when

BODY_PICTURE, DOCUMENT_PICTURE = "body.html", "resolution.html"
_WORLD = Words("Xem riêng chủ thể này", "See this body by itself")
Facts = tuple[tuple[Words, Words], ...]
_TREE = Words("Xem cây nội dung của văn bản", "See the document as a tree")


@dataclass(frozen=True, slots=True)
class Charges:
    """Who is charged with what: bodies, tasks, the documents above them, assignments and reports.

    `channels` say of each assignment to whom, through whom and with whom it is carried out.
    """

    bodies: tuple[Card, ...]
    tasks: tuple[Card, ...]
    heads: tuple[Card, ...]
    links: tuple[Link, ...]
    reports: tuple[Link, ...]
    channels: Mapping[str, Facts]


def charges(store: Store, tell: Telling) -> Charges:
    """Everything that assignments say, as cards and links."""
    tasks = once(rows(store, "tasks"), "task")
    used = {row["document"] for row in tasks}
    names: dict[str, tuple[str, ...]] = {}
    for row in rows(store, "body-names"):
        names[row["body"]] = (*names.get(row["body"], ()), row["name"])
    channels = rows(store, "assignment-channels")
    facts = _channels(channels, tell)
    assigned = once(rows(store, "assignments"), "assignment")
    return Charges(
        bodies=tuple(
            body_card(row, tell, names.get(row["body"], ())) for row in once(rows(store, "bodies"), "body")
        ),
        # The time of a task that someone is charged with is that of the assignment.
        tasks=tuple(
            replace(statement_card(row | {"statement": row["task"]}, str(POL.Task), tell), when="")
            for row in tasks
        ),
        heads=tuple(document_card(row, tell, "head") for iri, row in tell.documents.items() if iri in used),
        links=tuple(_assignment_link(row, tell, facts) for row in assigned),
        reports=_reports(channels, {row["assignment"]: row for row in assigned}, tell),
        channels=facts,
    )


def document_card(row: Row, tell: Telling, form: Form) -> Card:
    """A document with its number, issuer, dates and life."""
    issuer, kind = tell.issuers.get(row["document"], NOTHING), tell.labels[row["type"]]
    life = tell.labels.get(row["life"], NOTHING)
    told = (
        (caption("number"), alike(row["number"])),
        (caption("issuer"), issuer),
        (caption("issued"), day(row["issued"])),
        (caption("in_force"), day(row["in_force"])),
        (caption("life"), life),
    )
    more = ((_TREE, f"{DOCUMENT_PICTURE}#{row['document']}"),) if row["statements"] else ()
    facts = (*(fact for fact in told if fact[1].vi), *tell.standing(row["document"]))
    return Card(
        id=row["document"],
        group=row["type"],
        label=words(row),
        panel=Panel(
            kind, facts=facts, ask=f"ask relations-of-document --document {row['document']}", more=more
        ),
        form=form,
        mark=_mark(row, kind),
        foot=joined(" · ", [issuer if issuer.vi else kind, day(row["issued"]) if row["issued"] else life]),
        names=(kind.vi, kind.en),
        document=row["document"],
    )


def _mark(row: Row, kind: Words) -> Words:
    """A document's number, or else its type where the title does not begin with it."""
    if row["number"]:
        return alike(row["number"])
    if row["vi"].lower().startswith(kind.vi.lower()):
        return NOTHING
    return Words(kind.vi.capitalize(), kind.en.capitalize())


def body_card(row: Row, tell: Telling, names: tuple[str, ...]) -> Card:
    """A body with its other names."""
    panel = Panel(
        tell.labels[row["kind"]],
        where=alike(", ".join(names)),
        ask=f"ask tasks-of-body --body {row['body']}",
        more=((_WORLD, f"{BODY_PICTURE}#{row['body']}"),),
    )
    return Card(row["body"], row["kind"], words(row), panel, names=names)


def statement_card(row: Row, kind: str, tell: Telling) -> Card:
    """A viewpoint, target, group or task with its place, summary and time."""
    question = "bodies-of-task --task" if kind == str(POL.Task) else "evidence-of-statement --statement"
    panel = Panel(
        kind=tell.labels[kind],
        where=joined(" · ", [tell.document(row["document"]), _place(row["locator"])]),
        summary=words(row, "summary_"),
        facts=(*tell.time(row), *tell.standing(row["statement"])),
        quotes=tell.quotes.get(row["statement"], ()),
        ask=f"ask {question} {row['statement']}",
    )
    marked = Words(mark(row["locator"], "vi"), mark(row["locator"], "en"))
    return Card(
        row["statement"], kind, words(row), panel, head=row["document"], document=row["document"],
        mark=marked, when=when(row), names=() if marked.vi == row["locator"] else (row["locator"],),
    )  # fmt: skip


def _place(locator: str) -> Words:
    return Words(said_place(locator, "vi"), said_place(locator, "en"))


def _assignment_link(row: Row, tell: Telling, channels: Mapping[str, Facts]) -> Link:
    panel = Panel(
        tell.labels[row["role"]],
        facts=(*tell.time(row), *channels.get(row["assignment"], ()), *tell.standing(row["task"])),
        quotes=tell.quotes.get(row["assignment"], ()),
        ask=f"ask bodies-of-task --task {row['task']}",
    )
    document = tell.document_of(row["task"])
    return Link(
        row["assignment"], row["body"], row["task"], row["role"], panel, document=document, when=when(row)
    )


def _channels(channels: list[Row], tell: Telling) -> dict[str, Facts]:
    """To whom, and through whom, each assignment is reported, and with whom it is carried out."""
    together: dict[tuple[str, str], Words] = {}
    for row in channels:
        key = row["assignment"], row["way"]
        together[key] = joined("; ", [together.get(key, NOTHING), words(row)])
    found: dict[str, Facts] = {}
    for (assignment, way), bodies in together.items():
        found[assignment] = (*found.get(assignment, ()), (tell.labels[way], bodies))
    return found


def _reports(channels: list[Row], assigned: Mapping[str, Row], tell: Telling) -> tuple[Link, ...]:
    """From the task of each assignment to whom, or through whom, it is reported, or with whom carried out."""
    return tuple(
        Link(
            f"{row['assignment']}#{row['way'].rpartition('#')[2]}-{row['body'].rpartition('/')[2]}",
            assigned[row["assignment"]]["task"], row["body"], row["way"], Panel(tell.labels[row["way"]]),
            document=tell.document_of(row["assignment"]),
        )
        for row in channels
        if row["assignment"] in assigned
    )  # fmt: skip
