"""The pictures of documents: which comes from which, and what each says, as a tree."""

from collections.abc import Sequence
from dataclasses import replace

from pyoxigraph import Store

from kg.names import POL, concept
from kg.view import branches, layers
from kg.view.answers import NOTHING, Row, Words, once, rows
from kg.view.branches import Tree, columns, folding, indented, tree
from kg.view.layout import locator_order
from kg.view.making import document_card, statement_card
from kg.view.picture import Card, Link, Panel, Picture, Places, Scene, layouts
from kg.view.telling import Telling, short

_DOCUMENT_KINDS = Words("Thẻ: loại văn bản", "Cards: kind of document")
_RELATIONS = Words("Đường nối: quan hệ", "Lines: relation")
_STATEMENT_KINDS = Words("Thẻ: loại nội dung", "Cards: kind of statement")
# In the order in which a document says them; a task outside every group is carried out, not grouped.
_BRANCHES = {
    "Context": Words("Bối cảnh", "Context"),
    "Purpose": Words("Mục đích, yêu cầu", "Purposes"),
    "Viewpoint": Words("Quan điểm chỉ đạo", "Guiding viewpoints"),
    "Target": Words("Mục tiêu", "Targets"),
    "TaskGroup": Words("Nhóm nhiệm vụ", "Task groups"),
    "Task": Words("Nhiệm vụ ngoài nhóm", "Tasks outside groups"),
    "Provision": Words("Điều khoản", "Provisions"),
}


def derivation(store: Store, tell: Telling) -> Picture:
    """Which document comes from, calls for or cites which."""
    cards = tuple(document_card(row, tell, "box") for row in tell.documents.values())
    links = tuple(
        Link(row["relation"], row["from"], row["to"], row["kind"],
             Panel(tell.labels[row["kind"]], quotes=tell.quotes.get(row["relation"], ()),
                   ask=f"ask relations-of-document --document {row['from']}"))
        for row in rows(store, "relations")
    )  # fmt: skip
    ranks = layers.generations(layers.arrows(cards, links, str(concept("relation", "mandates"))))
    placed = layers.laid(cards, links, ranks)
    return Picture(
        name="derivation",
        title=Words("Văn bản bắt nguồn từ đâu", "Which document comes from which"),
        cards=cards,
        links=links,
        scenes=(Scene("", NOTHING, placed),),
        table=("from", "relation", "to", "where"),
        card_groups=tell.groups(card.group for card in cards),
        link_groups=tell.groups(link.group for link in links),
        cards_are=_DOCUMENT_KINDS,
        links_are=_RELATIONS,
    )


def statements(store: Store) -> list[Row]:
    """Viewpoints, targets, task groups and tasks, by document, in the order in which it says them."""
    said = once(rows(store, "statements"), "statement")
    return sorted(said, key=lambda row: (row["document"], locator_order(row["locator"])))


def resolution(said: Sequence[Row], tell: Telling) -> Picture:
    """Each document that was read as a tree: what it states, by kind, each part under what it is part of."""
    by_document: dict[str, list[Row]] = {}
    for row in said:
        by_document.setdefault(row["document"], []).append(row)
    cards, links, scenes = [], [], []
    for iri in tell.documents:
        if iri in by_document:
            grown = _grown(iri, by_document[iri], tell)
            cards += grown
            links += _joined(grown, tell)
            scenes.append(_scene(iri, grown, tell))
    statements = [card for card in cards if "#" not in card.id and card.head]
    return Picture(
        name="resolution",
        times=tell.times,
        title=Words("Cây nội dung văn bản", "A document as a tree"),
        cards=tuple(cards),
        links=tuple(links),
        scenes=tuple(scenes),
        table=("mark", "label", "kind", "time"),
        card_groups=tell.groups(card.group for card in statements),
        cards_are=_STATEMENT_KINDS,
        picks=Words("Văn bản", "Document"),
        tree=True,
    )


def _grown(iri: str, said: Sequence[Row], tell: Telling) -> list[Card]:
    """The document, a card for each branch in use, and the statements under them."""
    root = replace(document_card(tell.documents[iri], tell, "box"), head="")
    known = {row["statement"] for row in said}
    held = [statement_card(row, row["kind"], tell) for row in said]
    # A statement hangs on what it is part of, where that is in the tree; else on the branch of its kind.
    heads = [row["whole"] if row["whole"] in known else f"{iri}#{short(row['kind'])}" for row in said]
    stems = {head for head in heads if "#" in head}
    branch = [
        Card(f"{iri}#{name}", str(getattr(POL, name)), label,
             Panel(label, ask=f"ask statements-of-document --document {iri}"), head=iri, document=iri)
        for name, label in _BRANCHES.items()
        if f"{iri}#{name}" in stems
    ]  # fmt: skip
    return [root, *branch, *(replace(card, head=head) for card, head in zip(held, heads, strict=True))]


def _joined(cards: Sequence[Card], tell: Telling) -> list[Link]:
    kind = str(POL.partOf)
    panel = Panel(tell.labels[kind])
    iri = cards[0].id
    return [
        Link(f"{iri}#part-{at}", card.head, card.id, kind, panel)
        for at, card in enumerate(cards)
        if card.head
    ]


def _scene(iri: str, cards: Sequence[Card], tell: Telling) -> Scene:
    grown = tree(iri, cards)
    folded = folding(grown)
    return Scene(iri, tell.document(iri), _placed(grown, folded), tuple(sorted(folded)))


_PLACED = {"wide": (columns, branches.WIDE), "narrow": (indented, branches.NARROW)}


def _placed(grown: Tree, folded: set[str]) -> dict[str, Places]:
    def place(screen: str, lang: int) -> Places:
        placing, frame = _PLACED[screen]
        return placing(grown, folded, replace(frame, lang=lang))

    return layouts(place)
