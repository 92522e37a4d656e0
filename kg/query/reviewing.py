"""What of a graph, or of an answer, nobody has reviewed: what rests on drafts, and a line that says so."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from pyoxigraph import NamedNode, Store

from kg import resources
from kg.messages import Message
from kg.names import concept
from kg.query.binding import bind
from kg.query.table import Table, select

_DRAFT = str(concept("status", "draft"))


@dataclass(frozen=True, slots=True)
class Standing:
    """How many statements a document makes, how many of them are drafts, and whether it is one itself."""

    statements: int
    drafts: int
    own: bool


@dataclass(frozen=True, slots=True)
class Unreviewed:
    """What of a graph nobody has reviewed, by document; nothing where all has been."""

    documents: Mapping[str, Standing]
    store: Store
    _parts: dict[str, frozenset[str]] = field(default_factory=dict)

    @property
    def statements(self) -> int:
        """How many statements the graph holds."""
        return sum(standing.statements for standing in self.documents.values())

    @property
    def drafts(self) -> int:
        """How many of them are drafts."""
        return sum(standing.drafts for standing in self.documents.values())

    def rests(self, iri: str) -> bool | None:
        """Whether a document, or what stands in one, is a draft; None of what is in no document."""
        document = self._document(iri)
        if not document:
            return None
        standing = self.documents[document]
        if iri == document:
            return standing.own
        if standing.drafts in (0, standing.statements):
            return standing.drafts > 0
        return any(iri == one or iri.startswith((f"{one}/", f"{one}#")) for one in self._drafts(document))

    def _document(self, iri: str) -> str:
        while iri not in self.documents and "/" in iri:
            iri = iri.rpartition("/")[0]
        return iri if iri in self.documents else ""

    def _drafts(self, document: str) -> frozenset[str]:
        if document not in self._parts:
            asked = bind(
                resources.text("queries/status/drafts-of-document.rq"), {"_document_iri": NamedNode(document)}
            )
            rows = select(self.store, asked, "status/drafts-of-document.rq").cells()
            self._parts[document] = frozenset(iri for (iri,) in rows)
        return self._parts[document]


def unreviewed(store: Store) -> Unreviewed:
    """What of a graph nobody has reviewed; no document is listed where there is no draft in it."""
    if not holds_drafts(store):
        return Unreviewed({}, store)
    rows = select(store, resources.text("queries/status/documents.rq"), "status/documents.rq").mappings()
    found = {
        row["document"]: Standing(int(row["all"] or 0), int(row["drafts"] or 0), row["own"] == _DRAFT)
        for row in rows
    }
    return Unreviewed(found, store)


def holds_drafts(store: Store) -> bool:
    """Whether anything in a graph is a draft that nobody has reviewed, which is quickly known."""
    asked = select(store, resources.text("queries/status/any-draft.rq"), "status/any-draft.rq")
    return asked.cells() == [["true"]]


def resting(found: Unreviewed, table: Table, given: Collection[str] = ()) -> Message | None:
    """A line on how many rows of an answer rest on drafts; None where none does.

    A row rests on one where what it names is one; where it names nothing that is ever reviewed, as a body or
    a number, it goes by what was asked about (`given`, IRIs), and else by the whole graph.
    """
    if not found.documents or not table.rows:
        return None
    asked = any(found.rests(iri) for iri in given) or found.drafts == found.statements > 0
    named = [_row(found, (term.value for term in row if isinstance(term, NamedNode))) for row in table.rows]
    if None in named and not asked:
        return counting(found)
    drafts = sum(asked if rests is None else rests for rests in named)
    return _told(drafts, len(named)) if drafts else None


def _row(found: Unreviewed, iris: Iterable[str]) -> bool | None:
    """Whether anything that a row names is a draft; None where nothing of it is ever reviewed."""
    known = [rests for iri in iris if (rests := found.rests(iri)) is not None]
    return any(known) if known else None


def _told(drafts: int, rows: int) -> Message:
    if drafts == rows:
        return Message("not reviewed: all of this rests on drafts that nobody has reviewed")
    told = "not reviewed: {drafts} of {rows} rows {drafts:rests|rest} on drafts that nobody has reviewed"
    return Message(told, drafts=drafts, rows=rows)


def counting(found: Unreviewed) -> Message | None:
    """A line on what is counted or said over a graph of which nobody has reviewed everything, if so."""
    if not found.drafts:
        return None
    told = (
        "not reviewed: {drafts} of the {all} statements of this graph {drafts:is a draft|are drafts} "
        "that nobody has reviewed"
    )
    return Message(told, drafts=found.drafts, all=found.statements)


def drawn_from(store: Store, things: Iterable[str]) -> Message | None:
    """A line on how many of the things, by IRI, that something rests on are drafts; None where none is."""
    found = unreviewed(store)
    drafts = sum(bool(found.rests(iri)) for iri in set(things))
    told = (
        "not reviewed: this rests on {drafts} {drafts:statement or document that is a draft|"
        "statements or documents that are drafts} nobody has reviewed"
    )
    return Message(told, drafts=drafts) if drafts else None
