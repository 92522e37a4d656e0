"""Write a picture down as pyvis has it: nodes and edges as vis-network takes them, and its script."""

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
from kg.view.picture import Panel, Picture, Place
from kg.view.telling import short

# With so many dots the pointer is not looked up in every line that it passes over.
_MANY = 1500


@dataclass(frozen=True, slots=True)
class _Said:
    """What panels say, with each source named once for all the places in it."""

    sources: dict[Words, int] = field(default_factory=dict)

    def panel(self, panel: Panel, id_: str) -> dict[str, object]:
        """What a panel says, without what it does not say."""
        quotes = [
            (self.sources.setdefault(q.source, len(self.sources)), q.start, q.end, q.text)
            for q in panel.quotes
        ]
        said: dict[str, object] = {
            "where": panel.where if panel.where.vi else None,
            "summary": panel.summary if panel.summary.vi else None,
            "facts": panel.facts,
            "quotes": quotes,
            "ask": panel.ask.replace(id_, "{}"),
            "more": [(words, address.replace(id_, "{}")) for words, address in panel.more],
        }
        return {"kind": panel.kind} | _kept(said)


def written(picture: Picture, pages: str) -> dict[str, object]:
    """The picture as a mapping for JSON: nodes, edges, options, scenes and what the page needs besides."""
    net = Network(directed=True)
    net.set_options(resources.text("templates/options.json"))
    said = _Said()
    _add(net, picture, said)
    nodes, edges, _, _, _, told = net.get_network_data()
    options = json.loads(told)
    if len(picture.cards) > _MANY:
        options["interaction"] |= {"hover": False, "hideEdgesOnDrag": True, "hideEdgesOnZoom": True}
    order = {card.id: at for at, card in enumerate(picture.cards)}
    return {
        "nodes": nodes,
        "edges": edges,
        "options": options,
        "scenes": [
            {
                "id": scene.id,
                "words": scene.label,
                "folded": [order[id_] for id_ in scene.folded],
                "layouts": {name: _numbers(places, order) for name, places in scene.layouts.items()},
            }
            for scene in picture.scenes
        ],
        "name": picture.name,
        "title": picture.title,
        "table": picture.table,
        "documents": picture.documents,
        "quiet": picture.quiet,
        "times": picture.times,
        "sources": list(said.sources),
        "tree": picture.tree,
        "pages": pages,
        "base": VOCABULARY_BASE,
    }


def _add(net: Network, picture: Picture, said: _Said) -> None:
    for card in picture.cards:
        given: dict[str, object] = {
            "mark": card.mark if card.mark.vi else None, "foot": card.foot if card.foot.vi else None,
            "names": card.names, "head": card.head, "doc": card.document, "when": card.when,
            "share": card.share,
        }  # fmt: skip
        net.add_node(
            card.id, label=card.label.vi, shape="custom", group=short(card.group) or card.group,
            form=card.form, words=card.label, panel=said.panel(card.panel, card.id), **_kept(given),
        )  # fmt: skip
    arrow = "" if picture.name in {"bodies-and-tasks", "resolution"} else "to"
    for link in picture.links:
        status = link.status if link.status != "asserted" else None
        given = {"doc": link.document, "when": link.when, "status": status}
        net.add_edge(
            link.source, link.target, id=link.id, group=short(link.group) or link.group, arrows=arrow,
            panel=said.panel(link.panel, link.id), **_kept(given),
        )  # fmt: skip


def _kept(given: Mapping[str, object]) -> dict[str, object]:
    """What says something."""
    return {name: value for name, value in given.items() if value}


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
