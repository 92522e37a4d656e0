"""Draw: write the page that people open first and the two pictures into a folder."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup
from pyoxigraph import Store
from pyvis.network import Network

from kg import resources
from kg.names import concept
from kg.view.layout import (
    NARROW_BANDS,
    NARROW_LAYERS,
    WIDE_BANDS,
    WIDE_LAYERS,
    Place,
    banded,
    layered,
)
from kg.view.page import contents
from kg.view.pictures import Picture, bodies_and_tasks, derivation, short, telling
from kg.view.preview import Preview, preview

if TYPE_CHECKING:
    from kg.validate import Finding

BODIES, DERIVATION = "bodies-and-tasks", "derivation"
Layouts = Mapping[str, Mapping[str, Place]]
_FRAMES = {
    BODIES: {"wide": WIDE_BANDS, "narrow": NARROW_BANDS},
    DERIVATION: {"wide": WIDE_LAYERS, "narrow": NARROW_LAYERS},
}


def draw(store: Store, findings: Sequence["Finding"], folder: Path) -> None:
    """Write index.html and the pictures it leads to into `folder`, from a store with what was inferred."""
    (folder / "pictures").mkdir(parents=True, exist_ok=True)
    tell = telling(store)
    pictures = {BODIES: bodies_and_tasks(store, tell), DERIVATION: derivation(store, tell)}
    previews: dict[str, Preview] = {}
    for name, picture in pictures.items():
        layouts = _layouts(name, picture)
        _write(folder / "pictures" / f"{name}.html", "picture.html", _shown(name, picture, layouts))
        previews[name] = preview(picture, layouts["wide vi"])
    _write(folder / "index.html", "index.html", contents(store, tell, findings) | {"previews": previews})


def _layouts(name: str, picture: Picture) -> Layouts:
    """Where each card stands on a wide screen and on a narrow one, in each language."""
    mandates = str(concept("relation", "mandates"))
    return {
        f"{screen} {lang}": banded(picture, replace(frame, lang=at))
        if name == BODIES
        else layered(picture, replace(frame, lang=at), mandates)
        for screen, frame in _FRAMES[name].items()
        for at, lang in enumerate(("vi", "en"))
    }


def _shown(name: str, picture: Picture, layouts: Layouts) -> dict[str, object]:
    nodes, edges, options = _network(name, picture, layouts)
    return {
        "name": name,
        "graph": {"nodes": nodes, "edges": edges, "options": options},
        "card_groups": {short(iri): group for iri, group in picture.card_groups.items()},
        "link_groups": {short(iri): group for iri, group in picture.link_groups.items()},
        "library": _library(),
    }


def _network(name: str, picture: Picture, layouts: Layouts) -> tuple[object, object, object]:
    """The picture as pyvis has it: nodes and edges as vis-network takes them, and the options."""
    net = Network(directed=True)
    net.set_options(resources.text("templates/options.json"))
    for card in picture.cards:
        places = {layout: _numbers(places[card.id]) for layout, places in layouts.items()}
        net.add_node(
            card.id, label=card.label.vi, shape="custom", group=short(card.group), places=places,
            form=card.form, words=card.label, mark=card.mark, foot=card.foot, names=card.names,
            panel=asdict(card.panel),
        )  # fmt: skip
    for link in picture.links:
        net.add_edge(
            link.source, link.target, id=link.id, group=short(link.group),
            arrows="" if name == BODIES else "to", panel=asdict(link.panel),
        )  # fmt: skip
    nodes, edges, _, _, _, told = net.get_network_data()
    options = json.loads(told)
    # Documents are joined at their middles: only a flatter start lets a curve leave by the side of a card.
    options["edges"]["smooth"]["roundness"] = 0.5 if name == BODIES else 0.75
    return nodes, edges, options


def _numbers(place: Place) -> list[float]:
    return [round(place.x, 1), round(place.y, 1), place.width, round(place.height, 1), place.lines]


@cache
def _library() -> Markup:
    """The script of vis-network as pyvis ships it, without the line that names a file of its own to fetch."""
    script = files("pyvis").joinpath("templates", "lib", "vis-9.1.2", "vis-network.min.js")
    text = script.read_text(encoding="utf-8").partition("//# sourceMappingURL=")[0]
    return Markup(text)


def _part(name: str) -> Markup:
    """A style sheet or script of our own, as it stands."""
    return Markup(resources.text(f"templates/{name}"))


@cache
def _templates() -> Environment:
    environment = Environment(
        loader=FunctionLoader(lambda name: resources.text(f"templates/{name}")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    # Jinja's tojson writes <, >, & and ' as \u003c and so on: no label can end the script that holds it.
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
    environment.globals["part"] = _part
    return environment


def _write(file: Path, template: str, shown: Mapping[str, object]) -> None:
    file.write_text(_templates().get_template(template).render(shown), encoding="utf-8", newline="\n")
