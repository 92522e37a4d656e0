"""The pictures in small, as the page that people open first shows them."""

from collections.abc import Mapping
from dataclasses import dataclass

from kg.view.layout import Place
from kg.view.pictures import Picture, short


@dataclass(frozen=True, slots=True)
class Preview:
    """A picture in small: its view box, its cards with form and group, and its curves with their group."""

    box: str
    cards: tuple[tuple[str, str, Place], ...]
    curves: tuple[tuple[str, str], ...]


def preview(picture: Picture, places: Mapping[str, Place]) -> Preview:
    """The picture in small, from where its cards stand."""
    width = max((p.x + p.width / 2 for p in places.values()), default=1)
    height = max((p.y + p.height / 2 for p in places.values()), default=1)
    return Preview(
        box=f"-8 -8 {width + 16:.0f} {height + 16:.0f}",
        cards=tuple((card.form, short(card.group), places[card.id]) for card in picture.cards),
        curves=tuple((short(x.group), _curve(places[x.source], places[x.target])) for x in picture.links),
    )


def _curve(first: Place, last: Place) -> str:
    """An S from the facing edge of one card to that of the other."""
    side = 1 if first.x <= last.x else -1
    start, end = first.x + side * first.width / 2, last.x - side * last.width / 2
    middle = (start + end) / 2
    points = (start, first.y, middle, first.y, middle, last.y, end, last.y)
    return "M{:.0f} {:.0f}C{:.0f} {:.0f} {:.0f} {:.0f} {:.0f} {:.0f}".format(*points)
