"""Place tasks in bands under the documents that state them, the bodies charged with them beside."""

from collections.abc import Mapping, Sequence

import networkx as nx

from kg.view.layout import Frame, locator_order, mean, size, spread, total
from kg.view.picture import Card, Link, Place

_BETWEEN_BANDS, _BETWEEN_COLUMNS = 16.0, 36.0
_BODY_LINES = 2
FRAMES = {
    "wide": Frame(left=212, gap=112, right=394, lines=1, spacing=2, columns=2),
    "narrow": Frame(left=124, gap=44, right=198, lines=4, spacing=8),
}


def banded(cards: Sequence[Card], links: Sequence[Link], frame: Frame) -> dict[str, Place]:
    """One band for each document that heads tasks: its tasks in order, their bodies close by on the left."""
    graph = _bipartite(cards, links)
    used = {card.head for card in cards if card.head}
    bands = [_band(graph, card, frame) for card in cards if card.id in used]
    heights = [max(place.y + place.height / 2 for place in band.values()) for band in bands]
    places: dict[str, Place] = {}
    for column, members in enumerate(_columns(heights, frame.columns)):
        top = 0.0
        for at in members:
            places |= {
                id_: _moved(p, column * (frame.width + _BETWEEN_COLUMNS), top) for id_, p in bands[at].items()
            }
            top += heights[at] + _BETWEEN_BANDS
    return places


def _bipartite(cards: Sequence[Card], links: Sequence[Link]) -> nx.Graph:
    """Bodies and tasks, each with its card; a body's `home` is the document that charges it most."""
    graph = nx.Graph()
    graph.add_nodes_from((card.id, {"card": card}) for card in cards)
    graph.add_edges_from((link.source, link.target) for link in links)
    for body in {link.source for link in links}:
        charged = sorted(graph.nodes[task]["card"].head for task in graph[body])
        graph.nodes[body]["home"] = max(charged, key=charged.count)
    return graph


def _band(graph: nx.Graph, head: Card, frame: Frame) -> dict[str, Place]:
    """The cards of one document, from the band's own corner."""
    tasks = [n["card"] for _, n in graph.nodes(data=True) if n["card"].head == head.id]
    tasks.sort(key=lambda card: locator_order(card.id.removeprefix(f"{head.id}/")))
    bodies = [n["card"] for _, n in graph.nodes(data=True) if n.get("home") == head.id]
    title = Place(frame.width / 2, 14, frame.width, 28, 1)
    top = title.height + 6
    right = [size(card, frame.right, frame.lines, frame.lang) for card in tasks]
    left = [size(card, frame.left, _BODY_LINES + frame.lines // 2, frame.lang) for card in bodies]
    need = max(total(right, frame.spacing), total(left, frame.spacing))
    extra = (need - total(right, frame.spacing)) / max(1, len(tasks))
    places = {head.id: title}
    y = top
    for card, (height, lines) in zip(tasks, right, strict=True):
        places[card.id] = Place(
            frame.width - frame.right / 2, y + (height + extra) / 2, frame.right, height, lines
        )
        y += height + extra + frame.spacing
    return places | _beside(graph, bodies, left, places, (frame, top, top + need))


def _beside(
    graph: nx.Graph,
    bodies: Sequence[Card],
    sizes: Sequence[tuple[float, int]],
    places: Mapping[str, Place],
    room: tuple[Frame, float, float],
) -> dict[str, Place]:
    """Bodies as near as they can be to the middle of their tasks, in the order of those middles."""
    frame, top, bottom = room
    middle = {card.id: mean(places[task].y for task in graph[card.id] if task in places) for card in bodies}
    order = sorted(zip(bodies, sizes, strict=True), key=lambda pair: (middle[pair[0].id], pair[0].id))
    centres = spread(
        [middle[card.id] for card, _ in order], [h for _, (h, _) in order], frame.spacing, (top, bottom)
    )
    return {
        card.id: Place(frame.left / 2, y, frame.left, height, lines)
        for (card, (height, lines)), y in zip(order, centres, strict=True)
    }


def _columns(heights: Sequence[float], columns: int) -> list[list[int]]:
    """Which bands stand in which column, in order; the highest are put first, each where least stands."""
    stacks: list[list[int]] = [[] for _ in range(columns)]
    for at in sorted(range(len(heights)), key=lambda i: -heights[i]):
        min(stacks, key=lambda stack: sum(heights[i] for i in stack)).append(at)
    return sorted(sorted(stack) for stack in stacks if stack)


def _moved(place: Place, right: float, down: float) -> Place:
    return Place(place.x + right, place.y + down, place.width, place.height, place.lines)
