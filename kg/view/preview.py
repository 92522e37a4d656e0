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


# Of a high picture only as much as has this share of its width is shown: smaller cards would look empty.
_HIGH = 0.56
_CARDS_SHOWN, _CURVES_SHOWN = 140, 240


def preview(picture: Picture) -> Preview:
    """The first scene of a picture in small, as it opens on a wide screen."""
    places = picture.scenes[0].layouts[WIDE_VI] if picture.scenes else {}
    folded = set(picture.scenes[0].folded) if picture.scenes else set()
    cards = {card.id: card for card in picture.cards if card.id in places}
    kept = {
        id_: places[id_] for id_, card in cards.items() if not _away(card, cards, folded, tree=picture.tree)
    }
    width = max((p.x + p.width / 2 for p in kept.values()), default=1)
    read = kept.get(picture.scenes[0].id) if picture.scenes else None
    top, bottom = _part(read or next(iter(kept.values()), None), list(kept.values()), width)
    shown = [id_ for id_, p in kept.items() if top < p.y + p.height / 2 and p.y - p.height / 2 < bottom]
    seen = set(shown[:_CARDS_SHOWN])
    links = [] if picture.quiet else [x for x in picture.links if x.source in kept and x.target in kept]
    near = [x for x in links if x.source in seen or x.target in seen][:_CURVES_SHOWN]
    return Preview(
        box=f"-8 {top - 8:.0f} {width + 16:.0f} {bottom - top + 16:.0f}",
        cards=tuple((cards[id_].form, short(cards[id_].group), kept[id_]) for id_ in kept if id_ in seen),
        curves=tuple((short(x.group), _curve(kept[x.source], kept[x.target])) for x in near),
    )


def _part(first: Place | None, places: list[Place], width: float) -> tuple[float, float]:
    """Where what is shown of a picture begins and ends: around the card that is read first."""
    height = max((p.y + p.height / 2 for p in places), default=1)
    high = min(height, width * _HIGH)
    top = max(0, min(first.y - high / 2, height - high)) if first else 0
    return top, top + high


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
