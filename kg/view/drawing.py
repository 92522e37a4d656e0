"""Draw: write the page that people open first and the pictures into a folder, or give one as a page."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup
from pyoxigraph import Store

from kg import resources
from kg.errors import UnknownName
from kg.view.answers import Words
from kg.view.asking import asked
from kg.view.calendar import timeline
from kg.view.clearness import clarities, heat
from kg.view.descent import derivation, resolution, statements
from kg.view.making import charges
from kg.view.networks import network_picture
from kg.view.page import contents
from kg.view.picture import Card, Link, Picture
from kg.view.pictures import bodies_and_tasks, roles_of_bodies, world_of_body
from kg.view.preview import preview
from kg.view.telling import short, telling
from kg.view.writing import library, written

if TYPE_CHECKING:
    from kg.validate import Finding

# What each picture shows, for the page that links to it and for the command that lists it.
PICTURES = {
    name: Words(**says) for name, says in resources.mapping(resources.text("templates/pictures.yaml")).items()
}


def draw(store: Store, findings: Sequence["Finding"], folder: Path, pages: str = "") -> None:
    """Write index.html and the pictures it leads to into `folder`, from a store with what was inferred.

    `pages` is where each resource has a page of its own, as for `network`.
    """
    (folder / "pictures").mkdir(parents=True, exist_ok=True)
    tell = telling(store)
    answered = asked(store, tell)
    said, held = charges(store, tell), statements(store)
    drawn = {
        picture.name: picture
        for picture in (
            bodies_and_tasks(said, tell), world_of_body(said, tell), resolution(held, tell),
            derivation(store, tell), timeline(store, said, held, tell), roles_of_bodies(said, tell),
            clarities(heat(answered), tell),
        )
    }  # fmt: skip
    for name, picture in drawn.items():
        _write(folder / "pictures" / f"{name}.html", shown(picture, pages, home="../index.html"))
    told = contents(store, tell, findings, answered)
    small = [(drawn[name], says, preview(drawn[name])) for name, says in PICTURES.items()]
    _write(folder / "index.html", _page("index.html", told | {"pictures": small}))


def picture(store: Store, name: str) -> Picture:
    """One picture of a store by its name.

    Raises UnknownName where there is none of that name.
    """
    if name not in PICTURES:
        raise UnknownName(name, "picture", list(PICTURES))
    tell = telling(store)
    made = {
        "bodies-and-tasks": lambda: bodies_and_tasks(charges(store, tell), tell),
        "body": lambda: world_of_body(charges(store, tell), tell),
        "resolution": lambda: resolution(statements(store), tell),
        "derivation": lambda: derivation(store, tell),
        "timeline": lambda: timeline(store, charges(store, tell), statements(store), tell),
        "roles": lambda: roles_of_bodies(charges(store, tell), tell),
        "clarities": lambda: clarities(heat(asked(store, tell)), tell),
    }
    return made[name]()


def network(
    title: Words, cards: Sequence[Card], links: Sequence[Link], *, start: str = "", pages: str = ""
) -> str:
    """Any network as the text of one HTML file that asks nothing of any network.

    `cards` are drawn left to right by how many links lead to them from `start` (the id of a card) or, without
    it, by generation; more than sixty of them as dots. `pages` is where each resource has a page of its own,
    relative to the file: a text with `{path}`, such as "../{path}.html", where the path is what follows the
    base in its IRI ("id/body/bo-tai-chinh"); without it no page is linked.
    """
    return shown(network_picture(title, cards, links, start), pages)


def shown(drawn: Picture, pages: str = "", home: str = "") -> str:
    """A picture as the text of one HTML file; `home` is the page that it leads back to, if any."""
    graph = written(drawn, pages)
    return _page("picture.html", {
        "picture": drawn,
        "home": home,
        "graph": graph,
        "card_groups": _named(drawn.card_groups),
        "link_groups": _named(drawn.link_groups),
        "library": library(),
    })  # fmt: skip


def _named(groups: Mapping[str, object]) -> dict[str, object]:
    return {short(iri) or iri: group for iri, group in groups.items()}


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


def _page(template: str, told: Mapping[str, object]) -> str:
    return _templates().get_template(template).render(told)


def _write(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8", newline="\n")
