"""Draw: write the page that people open first and the pictures into a folder, or give one as a page.

Pictures need packages that not every installation has; `kg.view.gallery` loads them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment
from pyoxigraph import Store

from kg import resources
from kg.errors import MissingTool, UnknownName
from kg.messages import Message, joined
from kg.rendering import templates
from kg.view.answers import Words
from kg.view.asking import Asked, asked
from kg.view.page import contents
from kg.view.picture import Card, Link, Picture
from kg.view.preview import Preview, preview
from kg.view.telling import Telling, short, telling

if TYPE_CHECKING:
    from kg.validate import Finding

# What each picture shows, for the page that links to it and for the command that lists it.
PICTURES = {
    name: Words(**says) for name, says in resources.mapping(resources.text("templates/pictures.yaml")).items()
}


# What lays pictures out and writes them.
_NEEDED = ("igraph", "networkx", "pyvis")


def undrawable() -> Message | None:
    """Why pictures cannot be drawn, and what to do about it; None where they can."""
    lacking = joined([name for name in _NEEDED if find_spec(name) is None], Message(" and "))
    return (
        Message("{lacking} not installed; pip install 'vnpolicy-kg[pictures]'", lacking=lacking)
        if lacking
        else None
    )


def _drawable() -> None:
    if why := undrawable():
        raise MissingTool("drawing needs more: {why}", why=why)


def draw(store: Store, findings: Sequence["Finding"], folder: Path, pages: str = "") -> None:
    """Write index.html and the pictures it leads to into `folder`, from a store with what was inferred.

    `pages` is where each resource has a page of its own, as for `network`. Where pictures are undrawable the
    page says so in their place.
    """
    tell = telling(store)
    answered = asked(store, tell)
    small = [] if undrawable() else _pictures(store, tell, answered, folder / "pictures", pages)
    told = contents(store, tell, findings, answered)
    _write(folder / "index.html", _page("index.html", told | {"pictures": small}))


def _pictures(
    store: Store, tell: Telling, answered: Sequence[Asked], folder: Path, pages: str
) -> list[tuple[Picture, Words, Preview]]:
    """Write every picture; gives each with what it shows and how it looks from afar."""
    from kg.view.gallery import every

    folder.mkdir(parents=True, exist_ok=True)
    drawn = {name: _standing(picture, tell) for name, picture in every(store, tell, answered).items()}
    for name, picture in drawn.items():
        _write(folder / f"{name}.html", shown(picture, pages, home="../index.html"))
    return [(drawn[name], says, preview(drawn[name])) for name, says in PICTURES.items()]


def picture(store: Store, name: str) -> Picture:
    """One picture of a store by its name.

    Raises UnknownName where there is none of that name, MissingTool where pictures are undrawable.
    """
    _drawable()
    from kg.view.gallery import one

    if name not in PICTURES:
        raise UnknownName(name, "picture", list(PICTURES))
    tell = telling(store)
    return _standing(one(store, tell, name), tell)


def _standing(drawn: Picture, tell: Telling) -> Picture:
    """The picture with how much of the graph nobody has reviewed."""
    return replace(drawn, unreviewed=(tell.unreviewed.drafts, tell.unreviewed.statements))


def network(
    title: Words, cards: Sequence[Card], links: Sequence[Link], *, start: str = "", pages: str = ""
) -> str:
    """Any network as the text of one HTML file that asks nothing of any network.

    `cards` are drawn left to right by how many links lead to them from `start` (the id of a card) or, without
    it, by generation; more than sixty of them as dots. `pages` is where each resource has a page of its own,
    relative to the file: a text with `{path}`, such as "../{path}.html", where the path is what follows the
    base in its IRI ("id/body/bo-tai-chinh"); without it no page is linked.
    """
    _drawable()
    from kg.view.networks import network_picture

    return shown(network_picture(title, cards, links, start), pages)


def shown(drawn: Picture, pages: str = "", home: str = "") -> str:
    """A picture as the text of one HTML file; `home` is the page that it leads back to, if any."""
    from kg.view.writing import library, written

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


@cache
def _templates() -> Environment:
    environment = templates(escaping=True)
    # Jinja's tojson writes <, >, & and ' as \u003c and so on: no label can end the script that holds it.
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
    return environment


def _page(template: str, told: Mapping[str, object]) -> str:
    return _templates().get_template(template).render(told)


def _write(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8", newline="\n")
