"""Write a picture down as pyvis has it: nodes and edges as vis-network takes them, and its script.

What many cards and lines say alike is written once, and they name it by its place in a list; a line names its
ends by theirs among the nodes. `templates/picture/model.js` reads it so.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from markupsafe import Markup
from pyvis.network import Network

from kg import resources
from kg.names import VOCABULARY_BASE
from kg.view.answers import Words
from kg.view.picture import LANGS, Card, Link, Panel, Picture, Place, Scene
from kg.view.telling import short

# With so many dots the pointer is not looked up in every line that it passes over.
_MANY = 1500
# What joins the parts of a text, which other texts have as well.
_JOINT = " · "
Numbers = int | list[int]
# Pictures whose lines say by their places where they lead.
_WITHOUT_ARROWS = ("bodies-and-tasks", "resolution")


@dataclass(frozen=True, slots=True)
class _Once:
    """What cards and lines say, each thing once: its number is its place in the list that the page has."""

    texts: dict[Words, int] = field(default_factory=dict)
    panels: dict[str, int] = field(default_factory=dict)
    sources: dict[Words, int] = field(default_factory=dict)
    homes: dict[str, int] = field(default_factory=dict)
    commands: dict[str, int] = field(default_factory=dict)

    def text(self, words: Words) -> Numbers | None:
        """The number of a text, or those of its parts; None where it says nothing."""
        if not any(words):
            return None
        pairs = list(zip(words.vi.split(_JOINT), words.en.split(_JOINT), strict=False))
        if _JOINT.join(vi for vi, _ in pairs) != words.vi or _JOINT.join(en for _, en in pairs) != words.en:
            pairs = [words]
        parts = [self.texts.setdefault(Words(*pair), len(self.texts)) for pair in pairs]
        return parts if len(parts) > 1 else parts[0]

    def home(self, iri: str) -> int | None:
        """The number of a document that a card or line belongs to; None where there is none."""
        return self.homes.setdefault(iri, len(self.homes)) if iri else None

    def panel(self, panel: Panel, id_: str) -> int:
        """The number of what a panel says, without what it does not say; `id_` is what it is the panel of."""
        quotes = [
            (self.sources.setdefault(q.source, len(self.sources)), q.start, q.end, q.text)
            for q in panel.quotes
        ]
        command = panel.ask.replace(id_, "{}")
        said = {
            "kind": self.text(panel.kind),
            "where": self.text(panel.where),
            "summary": self.text(panel.summary),
            "facts": [(self.text(name), self.text(value)) for name, value in panel.facts],
            "quotes": quotes,
            "ask": self.commands.setdefault(command, len(self.commands)) if command else None,
            "more": [(self.text(words), address.replace(id_, "{}")) for words, address in panel.more],
        }
        return self.panels.setdefault(json.dumps(_kept(said), ensure_ascii=False), len(self.panels))


def written(picture: Picture, pages: str) -> dict[str, object]:
    """The picture as a mapping for JSON: nodes, edges, options, scenes and what the page needs besides."""
    once, cards = _Once(), dict[str, Card]()
    for card in picture.cards:
        cards.setdefault(card.id, card)
    order = {id_: at for at, id_ in enumerate(cards)}
    net = Network(directed=True)
    net.set_options(resources.text("templates/options.json"))
    # Network.add_node and add_edge look through all nodes each time.
    net.nodes = [_node(card, once, order) for card in cards.values()]
    net.edges = [_edge(link, once, order) for link in picture.links]
    nodes, edges, _, _, _, told = net.get_network_data()
    options = json.loads(told)
    if len(picture.cards) > _MANY:
        options["interaction"] |= {"hover": False, "hideEdgesOnDrag": True, "hideEdgesOnZoom": True}
    return {
        "nodes": nodes,
        "edges": edges,
        "options": options,
        "scenes": [_scene(scene, order) for scene in picture.scenes],
        "texts": [words if words.vi != words.en else words[:1] for words in once.texts],
        "panels": [json.loads(panel) for panel in once.panels],
        "sources": list(once.sources),
        "homes": list(once.homes),
        "commands": list(once.commands),
        "name": picture.name,
        "title": picture.title,
        "table": picture.table,
        "documents": picture.documents,
        "quiet": picture.quiet,
        "times": picture.times,
        "arrows": "" if picture.name in _WITHOUT_ARROWS else "to",
        "tree": picture.tree,
        "pages": pages,
        "base": VOCABULARY_BASE,
    }


def _node(card: Card, once: _Once, order: Mapping[str, int]) -> dict[str, object]:
    """A card as a node; one that hangs on another by its id tells only what stands behind the other's."""
    part = card.id.removeprefix(card.head) if card.head in order else card.id
    hangs = part.startswith("#") and part != card.id
    return _kept({
        "part" if hangs else "id": part if hangs else card.id,
        "group": short(card.group) or card.group,
        "form": card.form,
        "words": once.text(card.label),
        "panel": once.panel(card.panel, card.id),
        "mark": once.text(card.mark),
        "foot": once.text(card.foot),
        "names": card.names,
        "head": order.get(card.head, card.head),
        "home": once.home(card.document),
        "when": card.when,
        "share": card.share or None,
    })  # fmt: skip


def _edge(link: Link, once: _Once, order: Mapping[str, int]) -> dict[str, object]:
    return _kept({
        "id": link.id,
        "from": order[link.source],
        "to": order[link.target],
        "group": short(link.group) or link.group,
        "panel": once.panel(link.panel, link.id),
        "home": once.home(link.document),
        "when": link.when,
        "status": link.status if link.status != "asserted" else None,
    })  # fmt: skip


def _kept(given: Mapping[str, object]) -> dict[str, object]:
    """What says something; 0 is a number like the others."""
    return {name: value for name, value in given.items() if value not in (None, "", (), [])}


def _scene(scene: Scene, order: Mapping[str, int]) -> dict[str, object]:
    """A scene; where both languages have the same places, those of the second are left out."""
    placed = {name: _numbers(places, order) for name, places in scene.layouts.items()}
    own = {
        name: found
        for name, found in placed.items()
        if name == _first(name) or found != placed.get(_first(name))
    }
    return {
        "id": scene.id, "words": scene.label, "folded": [order[id_] for id_ in scene.folded], "layouts": own,
    }  # fmt: skip


def _first(layout: str) -> str:
    """The layout of the same screen in the first language."""
    return f"{layout.partition(' ')[0]} {LANGS[0]}"


def _numbers(places: Mapping[str, Place], order: Mapping[str, int]) -> list[object]:
    """Five numbers for each card that has a place, behind its own in the list of nodes."""
    return [
        [order[id_], round(p.x, 1), round(p.y, 1), round(p.width, 1), round(p.height, 1), p.lines]
        for id_, p in places.items()
    ]


@cache
def library() -> Markup:
    """The script of vis-network as pyvis ships it, without the line that names a file of its own to fetch."""
    script = files("pyvis").joinpath("templates", "lib", "vis-9.1.2", "vis-network.min.js")
    return Markup(script.read_text(encoding="utf-8").partition("//# sourceMappingURL=")[0])
