"""The pictures in small, as the page that people open first shows them."""

from collections.abc import Mapping
from dataclasses import dataclass

from kg.view.picture import WIDE_VI, Card, Picture, Place
from kg.view.telling import short


@dataclass(frozen=True, slots=True)
class Preview:
    """A picture in small: its view box, its cards with form and group, and its curves with their group."""

    box: str
    cards: tuple[tuple[str, str, Place], ...]
    curves: tuple[tuple[str, str], ...]


# What is farther down is too small to be told apart.
_CARDS_SHOWN = 140


def preview(picture: Picture) -> Preview:
    """The first scene of a picture in small, as it opens on a wide screen."""
    places = picture.scenes[0].layouts[WIDE_VI] if picture.scenes else {}
    folded = set(picture.scenes[0].folded) if picture.scenes else set()
    cards = {card.id: card for card in picture.cards if card.id in places}
    shown = [card for card in cards.values() if not _away(card, cards, folded, tree=picture.tree)][
        :_CARDS_SHOWN
    ]
    kept = {card.id: places[card.id] for card in shown}
    links = [] if picture.quiet else [x for x in picture.links if x.source in kept and x.target in kept]
    width = max((p.x + p.width / 2 for p in kept.values()), default=1)
    height = max((p.y + p.height / 2 for p in kept.values()), default=1)
    return Preview(
        box=f"-8 -8 {width + 16:.0f} {height + 16:.0f}",
        cards=tuple((card.form, short(card.group), kept[card.id]) for card in shown),
        curves=tuple((short(x.group), _curve(kept[x.source], kept[x.target])) for x in links),
    )


def _away(card: Card, cards: Mapping[str, Card], folded: set[str], *, tree: bool) -> bool:
    """Whether a card of a tree is folded away."""
    head = card.head if tree else ""
    while head in cards:
        if head in folded:
            return True
        head = cards[head].head
    return False


def _curve(first: Place, last: Place) -> str:
    """An S from the facing edge of one card to that of the other."""
    side = 1 if first.x <= last.x else -1
    start, end = first.x + side * first.width / 2, last.x - side * last.width / 2
    middle = (start + end) / 2
    points = (start, first.y, middle, first.y, middle, last.y, end, last.y)
    return "M{:.0f} {:.0f}C{:.0f} {:.0f} {:.0f} {:.0f} {:.0f} {:.0f}".format(*points)
