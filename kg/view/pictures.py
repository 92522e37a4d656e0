"""The two pictures as values: cards, the links between them, and what a click on either tells."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from pyoxigraph import Store

from kg.names import POL, VOCABULARY_BASE
from kg.query.showing import compact, heading
from kg.view.answers import NOTHING, Row, Words, alike, joined, labels, once, plain, rows, words
from kg.view.dates import day

# The first part of what follows a document's IRI, where it is a place in the text: 1, IV.3.b.
_LOCATOR = re.compile(r"[\dIVXLCM][\w.]*")


@dataclass(frozen=True, slots=True)
class Quote:
    """A place in a source, and its words where the text is at hand."""

    source: Words
    start: str
    end: str
    text: str


@dataclass(frozen=True, slots=True)
class Panel:
    """What a click shows: kind, where it stands, a summary, named facts, the words that say so."""

    kind: Words
    where: Words = NOTHING
    summary: Words = NOTHING
    facts: tuple[tuple[Words, Words], ...] = ()
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class Card:
    """A node: drawn as a card with a short mark before its label and, in a box, a muted line under it.

    `head` is the document under which a task stands; `names` are other names that the search knows it by.
    """

    id: str
    group: str
    label: Words
    panel: Panel
    form: Literal["box", "row", "head"] = "row"
    head: str = ""
    mark: Words = NOTHING
    foot: Words = NOTHING
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """An edge from one card to another, coloured by its group."""

    id: str
    source: str
    target: str
    group: str
    panel: Panel


@dataclass(frozen=True, slots=True)
class Group:
    """A kind of card or link as the legend shows it: its name, and how many there are."""

    words: Words
    size: int


@dataclass(frozen=True, slots=True)
class Picture:
    """Cards in the order in which they are read, links, and the groups that the legend shows."""

    cards: tuple[Card, ...]
    links: tuple[Link, ...]
    card_groups: Mapping[str, Group]
    link_groups: Mapping[str, Group]


@dataclass(frozen=True, slots=True)
class Telling:
    """What page and pictures tell: names of terms and bodies, the words behind things, documents by IRI."""

    labels: Mapping[str, Words]
    quotes: Mapping[str, tuple[Quote, ...]]
    documents: Mapping[str, Row]
    issuers: Mapping[str, Words]
    bodies: Mapping[str, Words]

    def document(self, iri: str) -> Words:
        """How a document is called in passing: its number, or else its title."""
        row = self.documents[iri]
        return alike(row["number"]) if row["number"] else words(row)

    def document_of(self, iri: str) -> str:
        """The document that a thing belongs to by its IRI, or nothing."""
        while iri not in self.documents and "/" in iri:
            iri = iri.rpartition("/")[0]
        return iri if iri in self.documents else ""

    def thing(self, iri: str) -> Words:
        """How anything is called in passing: a term or body by name, a statement by document and locator."""
        if named := self.labels.get(iri) or self.bodies.get(iri):
            return named
        document = self.document_of(iri)
        if not document:
            return alike(plain(compact(iri)))
        place = _LOCATOR.fullmatch(iri.removeprefix(document).strip("/").partition("/")[0])
        return joined(
            ", ", [self.document(document), Words(f"mục {place[0]}", place[0]) if place else NOTHING]
        )


def telling(store: Store) -> Telling:
    """What the store tells of terms, words and documents."""
    quotes: dict[str, tuple[Quote, ...]] = {}
    for row in rows(store, "evidences"):
        quote = Quote(words(row), row["start"], row["end"], row["exact"])
        quotes[row["thing"]] = (*quotes.get(row["thing"], ()), quote)
    issuers: dict[str, Words] = {}
    for row in rows(store, "document-issuers"):
        issuers[row["document"]] = joined("; ", [issuers.get(row["document"], NOTHING), words(row)])
    # What says most comes first.
    listed = sorted(rows(store, "documents"), key=lambda row: (-int(row["statements"] or 0), row["document"]))
    bodies = {row["body"]: words(row) for row in rows(store, "body-labels")}
    return Telling(labels(store), quotes, {row["document"]: row for row in listed}, issuers, bodies)


def bodies_and_tasks(store: Store, tell: Telling) -> Picture:
    """Which body carries out which task, in which role; documents head their tasks."""
    tasks = once(rows(store, "tasks"), "task")
    bodies = [_body_card(row, tell, names) for row, names in _named_bodies(store)]
    used = {row["document"] for row in tasks}
    heads = [_document_card(row, tell, "head") for iri, row in tell.documents.items() if iri in used]
    channels = _channels(store, tell)
    links = tuple(
        _assignment_link(row, tell, channels) for row in once(rows(store, "assignments"), "assignment")
    )
    cards = (*heads, *bodies, *(_task_card(row, tell) for row in tasks))
    return Picture(
        cards, links, _groups((c.group for c in bodies), tell), _groups((x.group for x in links), tell)
    )


def derivation(store: Store, tell: Telling) -> Picture:
    """Which document comes from, calls for or cites which."""
    cards = tuple(_document_card(row, tell, "box") for row in tell.documents.values())
    links = tuple(
        Link(row["relation"], row["from"], row["to"], row["kind"],
             Panel(tell.labels[row["kind"]], quotes=tell.quotes.get(row["relation"], ())))
        for row in rows(store, "relations")
    )  # fmt: skip
    return Picture(
        cards, links, _groups((c.group for c in cards), tell), _groups((x.group for x in links), tell)
    )


def _document_card(row: Row, tell: Telling, form: Literal["box", "head"]) -> Card:
    """A document with its number, issuer, date and life."""
    issuer, kind = tell.issuers.get(row["document"], NOTHING), tell.labels[row["type"]]
    life = tell.labels.get(row["life"], NOTHING)
    told = (
        (caption("number"), alike(row["number"])),
        (caption("issuer"), issuer),
        (caption("issued"), day(row["issued"])),
        (caption("life"), life),
    )
    return Card(
        id=row["document"],
        group=row["type"],
        label=words(row),
        panel=Panel(kind, facts=tuple(fact for fact in told if fact[1].vi)),
        form=form,
        mark=_mark(row, kind),
        foot=joined(" · ", [issuer if issuer.vi else kind, day(row["issued"]) if row["issued"] else life]),
        names=(kind.vi, kind.en),
    )


def caption(column: str) -> Words:
    """The name of a fact: that of the column in which answers give it."""
    return Words(heading(column, "vi"), heading(column, "en"))


def _mark(row: Row, kind: Words) -> Words:
    """A document's number, or else its type where the title does not begin with it."""
    if row["number"]:
        return alike(row["number"])
    return (
        NOTHING
        if row["vi"].lower().startswith(kind.vi.lower())
        else Words(kind.vi.capitalize(), kind.en.capitalize())
    )


def _named_bodies(store: Store) -> list[tuple[Row, tuple[str, ...]]]:
    names: dict[str, tuple[str, ...]] = {}
    for row in rows(store, "body-names"):
        names[row["body"]] = (*names.get(row["body"], ()), row["name"])
    return [(row, names.get(row["body"], ())) for row in once(rows(store, "bodies"), "body")]


def _body_card(row: Row, tell: Telling, names: tuple[str, ...]) -> Card:
    panel = Panel(tell.labels[row["kind"]], where=alike(", ".join(names)))
    return Card(row["body"], row["kind"], words(row), panel, names=names)


def _task_card(row: Row, tell: Telling) -> Card:
    panel = Panel(
        kind=tell.labels[str(POL.Task)],
        where=joined(" · ", [tell.document(row["document"]), alike(row["locator"])]),
        summary=words(row, "summary_"),
        facts=_time(row, tell),
        quotes=tell.quotes.get(row["task"], ()),
    )
    return Card(
        row["task"], str(POL.Task), words(row), panel, head=row["document"], mark=alike(row["locator"])
    )


def _assignment_link(
    row: Row, tell: Telling, channels: Mapping[str, tuple[tuple[Words, Words], ...]]
) -> Link:
    facts = (*_time(row, tell), *channels.get(row["assignment"], ()))
    panel = Panel(tell.labels[row["role"]], facts=facts, quotes=tell.quotes.get(row["assignment"], ()))
    return Link(row["assignment"], row["body"], row["task"], row["role"], panel)


def _channels(store: Store, tell: Telling) -> dict[str, tuple[tuple[Words, Words], ...]]:
    """To whom, and through whom, each assignment is reported."""
    together: dict[tuple[str, str], Words] = {}
    for row in rows(store, "assignment-channels"):
        key = row["assignment"], row["way"]
        together[key] = joined("; ", [together.get(key, NOTHING), words(row)])
    found: dict[str, tuple[tuple[Words, Words], ...]] = {}
    for (assignment, way), bodies in together.items():
        found[assignment] = (*found.get(assignment, ()), (tell.labels[way], bodies))
    return found


def _time(row: Row, tell: Telling) -> tuple[tuple[Words, Words], ...]:
    recurrence = tell.labels.get(row["recurrence"], NOTHING)
    due = day(row["due"]) if row["due"] else NOTHING
    return _facts(tell, (POL.deadline, alike(row["text"])), (POL.dueBy, due), (POL.recurrence, recurrence))


def _facts(tell: Telling, *pairs: tuple[str, Words]) -> tuple[tuple[Words, Words], ...]:
    return tuple((tell.labels[str(term)], value) for term, value in pairs if value.vi or value.en)


def _groups(groups: Iterable[str], tell: Telling) -> dict[str, Group]:
    """The groups in use with their names and sizes, the largest first."""
    sizes = Counter(groups)
    return {
        group: Group(tell.labels[group], n) for group, n in sorted(sizes.items(), key=lambda g: (-g[1], g[0]))
    }


def short(iri: str) -> str:
    """The last part of a vocabulary IRI, which style sheets know the group by.

    >>> short("https://w3id.org/vnpolicy/concept/role/lead"), short("https://w3id.org/vnpolicy/ns#PartyBody")
    ('lead', 'PartyBody')
    """
    return iri.replace("#", "/").rpartition("/")[2] if iri.startswith(VOCABULARY_BASE) else ""
