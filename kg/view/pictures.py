"""The pictures of bodies: who does what, one body's world, and which body has which role how often."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from kg.names import POL, concept
from kg.view import bands, layers
from kg.view.answers import NOTHING, Words, alike, joined
from kg.view.bands import banded
from kg.view.grid import Grid, lattice
from kg.view.layout import Frame
from kg.view.making import Charges
from kg.view.picture import Card, Link, Panel, Picture, Places, Scene, layouts
from kg.view.telling import Telling

ROLES, BODY_KINDS = (
    Words("Đường nối: vai trò", "Lines: role"),
    Words("Thẻ: loại chủ thể", "Cards: kind of body"),
)
BODY = Words("Chủ thể", "Body")
_WORLDS = {
    "wide": Frame(left=0, gap=74, right=0, lines=2, spacing=5, widths=(236, 420, 300)),
    "narrow": Frame(left=0, gap=17, right=0, lines=7, spacing=9, widths=(86, 142, 104)),
}
_LEAD = str(concept("role", "lead"))
# Names have two lines each where all rows are in sight so, and else a longer one.
_ROOMY, _DENSE = (
    Grid(name=name, cell=40, head=124, row=row, blocks=2) for name, row in ((262, 36), (350, 25))
)
_NARROW = Grid(name=128, cell=27, head=176, row=36)
_ROOMY_ROWS = 36
_LINKED = ("from", "relation", "to", "time", "where")


def bodies_and_tasks(said: Charges, tell: Telling) -> Picture:
    """Which body carries out which task, in which role; documents head their tasks."""
    cards = (*said.heads, *said.bodies, *said.tasks)
    placed = layouts(lambda screen, lang: banded(cards, said.links, replace(bands.FRAMES[screen], lang=lang)))
    return Picture(
        name="bodies-and-tasks",
        times=tell.times,
        title=Words("Ai làm việc gì", "Who does what"),
        cards=cards,
        links=said.links,
        scenes=(Scene("", NOTHING, placed),),
        table=_LINKED,
        card_groups=tell.groups(card.group for card in said.bodies),
        link_groups=tell.groups(link.group for link in said.links),
        cards_are=BODY_KINDS,
        links_are=ROLES,
        documents=tell.listed(card.document for card in said.tasks),
    )


def world_of_body(said: Charges, tell: Telling) -> Picture:
    """One body at a time: its tasks, who shares them, to whom it reports, and the documents that say so."""
    documents = {card.id: replace(card, form="box") for card in said.heads}
    stated = tuple(
        Link(f"{task.id}#statedIn", task.id, task.document, str(POL.statedIn),
             Panel(tell.labels[str(POL.statedIn)]), document=task.document)
        for task in said.tasks
    )  # fmt: skip
    extra = _reported(said, tell)
    known = {card.id: card for card in (*said.bodies, *extra, *said.tasks, *documents.values())}
    links = (*said.links, *said.reports, *stated)
    charged = Counter(link.source for link in said.links)
    most_first = sorted(said.bodies, key=lambda body: (-charged[body.id], body.label.vi))
    return Picture(
        name="body",
        times=tell.times,
        title=Words("Việc của từng chủ thể", "One body at a time"),
        cards=tuple(known.values()),
        links=links,
        scenes=tuple(_world(body, known, links) for body in most_first),
        table=_LINKED,
        card_groups=tell.groups(card.group for card in (*said.bodies, *extra)),
        link_groups=tell.groups(link.group for link in links),
        cards_are=BODY_KINDS,
        links_are=ROLES,
        picks=BODY,
        documents=tell.listed(documents),
    )


def _reported(said: Charges, tell: Telling) -> tuple[Card, ...]:
    """Cards of bodies that are charged with nothing, yet reported to."""
    known = {card.id for card in said.bodies}
    found = sorted({link.target for link in said.reports} - known)
    return tuple(
        Card(iri, tell.kinds[iri], tell.bodies[iri],
             Panel(tell.labels[tell.kinds[iri]], ask=f"ask reports-to-body --body {iri}"))
        for iri in found
    )  # fmt: skip


def _world(body: Card, known: Mapping[str, Card], links: tuple[Link, ...]) -> Scene:
    tasks = {link.target for link in links if link.source == body.id}
    near = [link for link in links if link.target in tasks or link.source in tasks]
    around = {end for link in near for end in (link.source, link.target)} - tasks - {body.id}
    ranks = ([body.id], sorted(tasks), sorted(around))
    cards = [known[id_] for rank in ranks for id_ in rank]
    placed = layers.laid(cards, near, ranks, _WORLDS)
    return Scene(body.id, body.label, placed)


def roles_of_bodies(said: Charges, tell: Telling) -> Picture:
    """A matrix: how many tasks each body has in each role, the bodies with most first."""
    count = Counter(link.source for link in said.links)
    order = {card.id: (-count[card.id], card.label.vi) for card in said.bodies}
    bodies = tuple(sorted(said.bodies, key=lambda card: order[card.id]))
    shared = Counter(link.group for link in said.links)
    roles = tuple(
        Card(role, role, tell.labels[role], Panel(_ROLE, facts=((_TASKS, alike(str(n))),)), form="column")
        for role, n in sorted(shared.items(), key=lambda pair: (pair[0] != _LEAD, -pair[1], pair[0]))
    )
    cells = tuple(_role_cells(said, tell))
    joints = tuple(
        Link(f"{cell.id}#{end}", cell.head if end == "body" else cell.group, cell.id, cell.group, cell.panel)
        for cell in cells
        for end in ("body", "role")
    )
    placed = _placed_matrix(bodies, roles, {cell.id: (cell.head, cell.group) for cell in cells})
    copies = tuple(
        replace(card, id=id_) for id_ in placed["wide vi"] if "#" in id_ for card in roles
        if id_.rpartition("#")[0] == card.id and id_.rpartition("#")[2].isdecimal()
    )  # fmt: skip
    return Picture(
        name="roles",
        title=Words("Chủ thể và vai trò", "Bodies and roles"),
        cards=(*bodies, *roles, *copies, *cells),
        links=joints,
        scenes=(Scene("", NOTHING, placed),),
        table=("row", "column", "number"),
        card_groups=tell.groups(card.group for card in bodies),
        link_groups=tell.groups(link.group for link in said.links),
        cards_are=BODY_KINDS,
        links_are=Words("Ô: vai trò", "Cells: role"),
        quiet=True,
    )


_ROLE, _TASKS = Words("vai trò", "role"), Words("Số nhiệm vụ", "Tasks")


def _role_cells(said: Charges, tell: Telling) -> Iterable[Card]:
    labels = {card.id: card for card in (*said.tasks, *said.bodies)}
    charged: dict[tuple[str, str], list[Link]] = {}
    for link in said.links:
        charged.setdefault((link.source, link.group), []).append(link)
    most = max(map(len, charged.values()), default=1)
    for (body, role), found in charged.items():
        facts = tuple((labels[x.target].panel.where, labels[x.target].label) for x in found)
        panel = Panel(
            joined(" · ", [labels[body].label, tell.labels[role]]), facts=facts,
            ask=f"ask tasks-of-body --body {body}",
        )  # fmt: skip
        yield Card(
            f"{body}#{role.rpartition('/')[2]}", role, alike(str(len(found))), panel, form="cell", head=body,
            share=round(100 * len(found) / most),
        )  # fmt: skip


def _placed_matrix(
    rows: tuple[Card, ...], columns: tuple[Card, ...], cells: dict[str, tuple[str, str]]
) -> dict[str, Places]:
    ids = [card.id for card in rows], [card.id for card in columns]
    grids = {"wide": _ROOMY if len(rows) <= _ROOMY_ROWS else _DENSE, "narrow": _NARROW}
    placed = {screen: lattice(*ids, cells, grid) for screen, grid in grids.items()}
    return layouts(lambda screen, _: placed[screen])
