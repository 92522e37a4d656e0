"""Place a network of any size by its links alone, with igraph, as dots."""

import math
import random
from collections.abc import Sequence

import igraph

from kg.view.picture import Card, Link, Place

_APART = 46.0


def scattered(cards: Sequence[Card], links: Sequence[Link]) -> dict[str, Place]:
    """A place for each card, in pixels at scale 1; the same for the same cards and links."""
    order = {card.id: at for at, card in enumerate(cards)}
    graph = igraph.Graph(len(order), [(order[link.source], order[link.target]) for link in links])
    igraph.set_random_number_generator(random.Random(1))
    found = graph.layout_fruchterman_reingold()
    found.fit_into((_APART * len(order) ** 0.5 * 1.6, _APART * len(order) ** 0.5), keep_aspect_ratio=False)
    return {
        card.id: Place(round(x, 1), round(y, 1), _width(degree), _width(degree), 1)
        for card, (x, y), degree in zip(cards, found.coords, graph.degree(), strict=True)
    }


def _width(degree: int) -> float:
    """How wide a dot is: its surface grows with the number of its links."""
    return round(5.0 + 3.0 * math.sqrt(degree), 1)
