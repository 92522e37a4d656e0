"""The five clarities of tasks as a heat map: documents and their task groups by what is said clearly."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.audit import BY_DOCUMENT, CLARITIES, WHEN, Clarity
from kg.names import POL
from kg.query import cell
from kg.view.answers import NOTHING, Words, alike, joined
from kg.view.asking import Asked
from kg.view.counting import percent
from kg.view.grid import Grid, lattice
from kg.view.picture import Card, Link, Panel, Picture, Scene, layouts
from kg.view.telling import Telling

COLUMNS = tuple(Words(clarity.vi, clarity.en) for clarity in CLARITIES)
MEANING = Words(WHEN.vi, str(WHEN))
# What a column counts, where its name does not say it.
_MEANINGS = {"when": MEANING}


@dataclass(frozen=True, slots=True)
class Row:
    """A document, or a group of it: its number of smallest tasks, and of each clarity number and per cent."""

    document: Words
    group: Words
    parts: int
    iri: str
    cells: tuple[tuple[int, int], ...]


def heat(asked: Iterable[Asked], tell: Telling) -> list[Row]:
    """The rows of the heat map, from the question that counts clarities; documents in their one order."""
    tables = next(question.tables for question in asked if question.name == BY_DOCUMENT)
    found = []
    for vi, en in zip(tables["vi"].rows, tables["en"].rows, strict=True):
        said = {
            name: Words(cell(v), cell(e)) for name, v, e in zip(tables["vi"].columns, vi, en, strict=True)
        }
        parts = int(said["parts"].vi)
        counts = (int(said[clarity.column].vi) for clarity in CLARITIES)
        cells = tuple((count, percent(count, parts)) for count in counts)
        found.append(Row(said["document"], said["group"], parts, said["iri"].vi, cells))
    order = {iri: at for at, iri in enumerate(tell.documents)}
    return sorted(found, key=lambda row: order.get(tell.document_of(row.iri), len(order)))


_GRIDS = {
    "wide": Grid(name=520, cell=118, head=40, row=26),
    "narrow": Grid(name=164, cell=38, head=128, row=52),
}
_NUMBER, _SHARE = Words("Nhiệm vụ nói rõ", "Clear tasks"), Words("Tỷ lệ", "Share")
_CLARITY = Words("năm rõ", "five clarities")


def clarities(found: Iterable[Row], tell: Telling) -> Picture:
    """The heat map as a picture: a row for each document and group, a column for each clarity."""
    rows = {row.iri or f"#{at}": row for at, row in enumerate(found)}
    names = tuple(_name(iri, row, tell) for iri, row in rows.items())
    columns = tuple(
        Card(f"#{c.column}", "", Words(c.vi, c.en), Panel(_CLARITY, summary=_meaning(c)), form="column")
        for c in CLARITIES
    )
    cells = {
        (name.id, column.id): _cell(name, row, at)
        for name, row in zip(names, rows.values(), strict=True)
        for at, column in enumerate(columns)
    }
    joints = {cell.id: ends for ends, cell in cells.items()}
    ids = [name.id for name in names], [column.id for column in columns]
    placed = {screen: lattice(*ids, joints, grid) for screen, grid in _GRIDS.items()}
    return Picture(
        name="clarities",
        title=Words("Năm rõ", "The five clarities"),
        cards=(*names, *columns, *cells.values()),
        links=_lines(cells),
        scenes=(Scene("", NOTHING, layouts(lambda screen, _: placed[screen])),),
        table=("row", "column", "number", "share"),
        card_groups=tell.groups(card.group for card in names),
        cards_are=Words("Hàng", "Rows"),
        documents=tell.listed(card.document for card in names),
        quiet=True,
    )


def _lines(cells: Mapping[tuple[str, str], Card]) -> tuple[Link, ...]:
    """From the row and the column of each cell to it, with what the cell tells."""
    ends = ((end, cell) for pair, cell in cells.items() for end in pair)
    return tuple(Link(f"line-{at}", end, cell.id, "", cell.panel) for at, (end, cell) in enumerate(ends))


def _name(iri: str, row: Row, tell: Telling) -> Card:
    document, of_group = tell.document_of(iri), bool(row.group.vi)
    kind = _kind(document, tell, of_group=of_group)
    panel = Panel(
        tell.labels[kind],
        where=row.document if of_group else NOTHING,
        facts=((_PARTS, alike(str(row.parts))),), quotes=tell.quotes.get(iri, ()),
        ask=f"ask tasks-missing-clarity --document {document}" if document else f"ask {BY_DOCUMENT}",
    )  # fmt: skip
    return Card(
        iri, kind, row.group if of_group else row.document, panel,
        form="row" if of_group else "head", document=document,
    )  # fmt: skip


def _kind(document: str, tell: Telling, *, of_group: bool) -> str:
    if of_group:
        return str(POL.TaskGroup)
    return tell.documents[document]["type"] if document else str(POL.Document)


_PARTS = Words("Nhiệm vụ cụ thể", "Smallest tasks")


def _meaning(clarity: Clarity) -> Words:
    return _MEANINGS.get(clarity.column, NOTHING)


def _cell(name: Card, row: Row, at: int) -> Card:
    clarity, (count, share) = CLARITIES[at], row.cells[at]
    facts = ((_NUMBER, alike(f"{count} / {row.parts}")), (_SHARE, alike(f"{share}%")))
    kind = joined(" · ", [Words(clarity.vi, clarity.en), name.label])
    panel = Panel(kind, summary=_meaning(clarity), facts=facts, ask=name.panel.ask)
    return Card(
        f"{name.id}#{clarity.column}", "", alike(str(count)), panel, form="cell", head=name.id,
        foot=alike(f"{share}%"), document=name.document, share=share,
    )  # fmt: skip
