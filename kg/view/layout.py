"""Place cards so that they can be read: tasks beside their bodies; documents by generation.

Everything is worked out here, on a networkx graph and with no chance in it: a picture opens at once and
always the same.
"""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import networkx as nx

from kg.view.pictures import Card, Picture

# Advance of a letter and height of a line in a 12.5-pixel sans-serif, in pixels.
_LETTER, _LINE = 6.4, 15.0
_PADDING = 18.0
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_BETWEEN_BANDS, _BETWEEN_COLUMNS = 16.0, 36.0


@dataclass(frozen=True, slots=True)
class Place:
    """The centre and size of a card, in pixels at scale 1, and how many lines its label may take."""

    x: float
    y: float
    width: float
    height: float
    lines: int


@dataclass(frozen=True, slots=True)
class Frame:
    """How wide things are on one kind of screen; `lines` is the most a label takes, `gap` the room for edges.

    `lang` is the language (0 Vietnamese, 1 English) whose labels must find room.
    """

    left: float
    gap: float
    right: float
    lines: int
    spacing: float
    columns: int = 1
    lang: int = 0

    @property
    def width(self) -> float:
        """The width of both columns and the gap between them."""
        return self.left + self.gap + self.right


WIDE_BANDS = Frame(left=212, gap=112, right=394, lines=1, spacing=2, columns=2)
NARROW_BANDS = Frame(left=124, gap=44, right=198, lines=4, spacing=8)
WIDE_LAYERS = Frame(left=232, gap=116, right=0, lines=2, spacing=7)
NARROW_LAYERS = Frame(left=158, gap=46, right=0, lines=4, spacing=12)
_BODY_LINES = 2
_SWEEPS = 4


def banded(picture: Picture, frame: Frame) -> dict[str, Place]:
    """One band for each document that heads tasks: its tasks in order, their bodies close by on the left."""
    graph = _bipartite(picture)
    used = {card.head for card in picture.cards if card.head}
    bands = [_band(graph, card, frame) for card in picture.cards if card.id in used]
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


def _bipartite(picture: Picture) -> nx.Graph:
    """Bodies and tasks, each with its card; a body's `home` is the document that charges it most."""
    graph = nx.Graph()
    graph.add_nodes_from((card.id, {"card": card}) for card in picture.cards)
    graph.add_edges_from((link.source, link.target) for link in picture.links)
    for body in {link.source for link in picture.links}:
        charged = sorted(graph.nodes[task]["card"].head for task in graph[body])
        graph.nodes[body]["home"] = max(charged, key=charged.count)
    return graph


def _band(graph: nx.Graph, head: Card, frame: Frame) -> dict[str, Place]:
    """The cards of one document, from the band's own corner."""
    tasks = [n["card"] for _, n in graph.nodes(data=True) if n["card"].head == head.id]
    tasks.sort(key=lambda card: locator_order(card.mark.vi))
    bodies = [n["card"] for _, n in graph.nodes(data=True) if n.get("home") == head.id]
    title = Place(frame.width / 2, 14, frame.width, 28, 1)
    top = title.height + 6
    right = [_size(card, frame.right, frame.lines, frame.lang) for card in tasks]
    left = [_size(card, frame.left, _BODY_LINES + frame.lines // 2, frame.lang) for card in bodies]
    need = max(_total(right, frame.spacing), _total(left, frame.spacing))
    extra = (need - _total(right, frame.spacing)) / max(1, len(tasks))
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
    middle = {card.id: _mean(places[task].y for task in graph[card.id] if task in places) for card in bodies}
    order = sorted(zip(bodies, sizes, strict=True), key=lambda pair: (middle[pair[0].id], pair[0].id))
    centres = spread(
        [middle[card.id] for card, _ in order], [h for _, (h, _) in order], frame.spacing, (top, bottom)
    )
    return {
        card.id: Place(frame.left / 2, y, frame.left, height, lines)
        for (card, (height, lines)), y in zip(order, centres, strict=True)
    }


def spread(
    wanted: Sequence[float], heights: Sequence[float], spacing: float, room: tuple[float, float]
) -> list[float]:
    """Centres as near as can be to those wanted (ascending) that neither overlap nor leave the room.

    Where the room is too small they begin at its start.
    Cards that would overlap are pooled into a run about the mean of what they want (isotonic regression).

    >>> spread([50, 50], [20, 20], 0, (0, 100))
    [40.0, 60.0]
    """
    offsets, edge = [], 0.0
    for height in heights:
        offsets.append(edge + height / 2)
        edge += height + spacing
    runs: list[tuple[float, int]] = []
    for centre, offset in zip(wanted, offsets, strict=True):
        runs.append((centre - offset, 1))
        while len(runs) > 1 and runs[-2][0] > runs[-1][0]:
            (b, m), (a, n) = runs.pop(), runs.pop()
            runs.append(((a * n + b * m) / (n + m), n + m))
    most = room[1] - edge + spacing
    starts = [max(room[0], min(start, most)) for start, n in runs for _ in range(n)]
    return [start + offset for start, offset in zip(starts, offsets, strict=True)]


def layered(picture: Picture, frame: Frame, forward: str) -> dict[str, Place]:
    """Documents by generation; links of the group `forward` lead to what comes after, all others back."""
    graph = nx.DiGraph()
    graph.add_nodes_from(card.id for card in picture.cards)
    for link in picture.links:
        first, second = (link.source, link.target) if link.group == forward else (link.target, link.source)
        graph.add_edge(first, second)
    sizes = {card.id: _size(card, frame.left, frame.lines, frame.lang) for card in picture.cards}
    layers = generations(graph)
    heights = _heights(graph, layers, {id_: size[0] for id_, size in sizes.items()}, frame.spacing)
    return {
        id_: Place(frame.left / 2 + depth * (frame.left + frame.gap), heights[id_], frame.left, *sizes[id_])
        for depth, layer in enumerate(layers)
        for id_ in layer
    }


def _heights(
    graph: nx.DiGraph, layers: list[list[str]], sizes: Mapping[str, float], spacing: float
) -> dict[str, float]:
    """How far down each card stands: near the middle of its neighbours, by sweeps to and fro."""
    room = max((sum(sizes[i] + spacing for i in layer) - spacing for layer in layers), default=0.0)
    at = {id_: room / 2 for layer in layers for id_ in layer}
    for sweep in range(_SWEEPS):
        for layer in layers if sweep % 2 == 0 else reversed(layers):
            near = graph.pred if sweep == 0 else nx.Graph(graph).adj
            wanted = {i: _mean((at[n] for n in near[i]), at[i]) for i in layer}
            order = sorted(layer, key=lambda i: (wanted[i], i))
            centres = spread([wanted[i] for i in order], [sizes[i] for i in order], spacing, (0, room))
            at |= dict(zip(order, centres, strict=True))
    return at


def generations(graph: nx.DiGraph) -> list[list[str]]:
    """The nodes by generation: each after all that it comes from.

    One that comes from nothing stands just before what comes of it.

    >>> generations(nx.DiGraph([("a", "b"), ("b", "c"), ("x", "c")]))
    [['a'], ['b', 'x'], ['c']]
    """
    whole = nx.condensation(graph)
    depth = {n: at for at, layer in enumerate(nx.topological_generations(whole)) for n in layer}
    for n in whole:
        if whole.in_degree(n) == 0 and whole.out_degree(n):
            depth[n] = min(depth[after] for after in whole.successors(n)) - 1
    layers: list[list[str]] = [[] for _ in range(max(depth.values(), default=-1) + 1)]
    for n, at in depth.items():
        layers[at].extend(whole.nodes[n]["members"])
    return [sorted(layer) for layer in layers]


def locator_order(locator: str) -> list[tuple[int, int, str]]:
    """A key that puts IX after VIII and 10 after 9.

    >>> sorted(["IX", "V", "10.a", "9.b"], key=locator_order)
    ['9.b', '10.a', 'V', 'IX']
    """
    return [_part_order(part) for part in re.split(r"[./]", locator)]


def _part_order(part: str) -> tuple[int, int, str]:
    if re.fullmatch("[0-9]+", part):
        return 0, int(part), ""
    if re.fullmatch("[IVXLC]+", part):
        values = [_ROMAN[letter] for letter in part]
        return 1, sum(-v if v < max(values[at:]) else v for at, v in enumerate(values)), ""
    return 2, 0, part


def _size(card: Card, width: float, most: int, lang: int) -> tuple[float, int]:
    """The height of a card and the lines of its label; a box has its mark and foot on lines of their own."""
    around = (bool(card.mark.vi) + bool(card.foot.vi)) if card.form == "box" else 0
    letters = len(card.label[lang]) + (len(card.mark[lang]) + 2 if card.form == "row" and card.mark.vi else 0)
    lines = max(1, min(most, math.ceil(letters * _LETTER / (width - _PADDING))))
    return (lines + around) * _LINE + (9 if around or lines > 1 else 4), lines


def _columns(heights: Sequence[float], columns: int) -> list[list[int]]:
    """Which bands stand in which column, in order; the highest are put first, each where least stands."""
    stacks: list[list[int]] = [[] for _ in range(columns)]
    for at in sorted(range(len(heights)), key=lambda i: -heights[i]):
        min(stacks, key=lambda stack: sum(heights[i] for i in stack)).append(at)
    return sorted(sorted(stack) for stack in stacks if stack)


def _moved(place: Place, right: float, down: float) -> Place:
    return Place(place.x + right, place.y + down, place.width, place.height, place.lines)


def _total(sizes: Sequence[tuple[float, int]], spacing: float) -> float:
    return sum(height for height, _ in sizes) + spacing * max(0, len(sizes) - 1)


def _mean(values: Iterable[float], otherwise: float = 0.0) -> float:
    listed = list(values)
    return sum(listed) / len(listed) if listed else otherwise
