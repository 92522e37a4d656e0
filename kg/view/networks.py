"""Make a picture of any network: in columns where it can be read so, else as dots laid out by igraph."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.errors import BadInput
from kg.view import layers
from kg.view.answers import NOTHING, Words
from kg.view.picture import WIDE_VI, Card, Group, Link, Picture, Scene

# Facts with these English names tell a time.
_TIMES = ("deadline", "due by", "recurrence")
# Beyond so many cards columns would be longer than anyone reads.
_READABLE = 60
_CARDS = Words("Thẻ: loại", "Cards: kind")
_LINES = Words("Đường nối: quan hệ", "Lines: relation")


def network_picture(title: Words, cards: Sequence[Card], links: Sequence[Link], start: str = "") -> Picture:
    """A picture of cards and links; from `start`, the id of a card, by steps, else by generation.

    Raises BadInput where a link or the start names a card that is not there.
    """
    _check(cards, links, start)
    many = len(cards) > _READABLE
    drawn = tuple(replace(card, form="dot") if many else card for card in cards)
    return Picture(
        name="network",
        times=_TIMES,
        title=title,
        cards=drawn,
        links=tuple(links),
        scenes=(_dots(drawn, links) if many else _columns(drawn, links, start),),
        table=("from", "relation", "to", "status", "time"),
        card_groups=_groups((card.group, card.panel.kind) for card in cards),
        link_groups=_groups((link.group, link.panel.kind) for link in links),
        cards_are=_CARDS,
        links_are=_LINES,
    )


def _check(cards: Sequence[Card], links: Sequence[Link], start: str) -> None:
    known = {card.id for card in cards}
    ends = [(f"the link {link.id}", end) for link in links for end in (link.source, link.target)]
    for name, end in [*ends, *([("the start", start)] if start else [])]:
        if end not in known:
            raise BadInput("{name}: no card has the id {end!r}; give that of one", name=name, end=end)


def _dots(cards: Sequence[Card], links: Sequence[Link]) -> Scene:
    # igraph takes a tenth of a second to load, which a build of readable pictures should not pay.
    from kg.view.scattering import scattered

    return Scene("", NOTHING, {WIDE_VI: scattered(cards, links)})


def _columns(cards: Sequence[Card], links: Sequence[Link], start: str) -> Scene:
    graph = layers.arrows(cards, links, "").reverse()
    ranks = layers.steps(graph, start) if start else layers.generations(graph)
    placed = layers.laid(cards, links, ranks)
    return Scene("", NOTHING, placed)


def _groups(found: Iterable[tuple[str, Words]]) -> dict[str, Group]:
    groups: dict[str, Group] = {}
    for iri, words in found:
        groups[iri] = Group(words, groups[iri].size + 1 if iri in groups else 1)
    return dict(sorted(groups.items(), key=lambda pair: -pair[1].size))
