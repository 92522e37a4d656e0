"""Place cards in columns, each after what it comes from and near the middle of its neighbours."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import networkx as nx

from kg.view.layout import Frame, mean, size, spread
from kg.view.picture import Card, Link, Place, Places, layouts

Ranks = Sequence[Sequence[str]]
_SWEEPS = 4
FRAMES = {
    "wide": Frame(left=232, gap=116, right=0, lines=2, spacing=7),
    "narrow": Frame(left=158, gap=46, right=0, lines=4, spacing=12),
}


def laid(
    cards: Sequence[Card], links: Sequence[Link], ranks: Ranks, frames: Mapping[str, Frame] = FRAMES
) -> dict[str, Places]:
    """Where the cards stand as `ranked` has it, on each kind of screen and in each language."""
    return layouts(lambda screen, lang: ranked(cards, links, ranks, replace(frames[screen], lang=lang)))


def ranked(cards: Sequence[Card], links: Sequence[Link], ranks: Ranks, frame: Frame) -> dict[str, Place]:
    """Each card in the column that `ranks` gives, as near as can be to the middle of its neighbours."""
    widths = frame.widths or (frame.left,) * len(ranks)
    rank = {id_: at for at, layer in enumerate(ranks) for id_ in layer}
    sizes = {c.id: size(c, widths[rank[c.id]], frame.lines, frame.lang) for c in cards if c.id in rank}
    near: dict[str, list[str]] = {id_: [] for id_ in rank}
    for link in links:
        if link.source in near and link.target in near:
            near[link.source].append(link.target)
            near[link.target].append(link.source)
    heights = _heights(near, ranks, {id_: high for id_, (high, _) in sizes.items()}, frame.spacing)
    lefts = [sum(widths[:at]) + at * frame.gap for at in range(len(ranks))]
    return {
        id_: Place(lefts[at] + widths[at] / 2, heights[id_], widths[at], *sizes[id_])
        for id_, at in rank.items()
    }


def _heights(
    near: Mapping[str, Sequence[str]], ranks: Ranks, sizes: Mapping[str, float], spacing: float
) -> dict[str, float]:
    """How far down each card stands: near the middle of its neighbours, by sweeps to and fro."""
    room = max((sum(sizes[i] + spacing for i in layer) - spacing for layer in ranks), default=0.0)
    at = {id_: room / 2 for layer in ranks for id_ in layer}
    rank = {id_: depth for depth, layer in enumerate(ranks) for id_ in layer}
    for sweep in range(min(_SWEEPS, len(ranks))):
        for layer in ranks if sweep % 2 == 0 else reversed(ranks):
            # The first sweep looks back alone, for what comes later has no place yet.
            wanted = {i: mean([at[n] for n in near[i] if sweep or rank[n] < rank[i]], at[i]) for i in layer}
            order = sorted(layer, key=lambda i: (wanted[i], i))
            centres = spread([wanted[i] for i in order], [sizes[i] for i in order], spacing, (0, room))
            at |= dict(zip(order, centres, strict=True))
    return at


def arrows(cards: Sequence[Card], links: Sequence[Link], forward: str) -> nx.DiGraph:
    """Cards and links as a graph; links of the group `forward` lead to what comes after, others back."""
    graph = nx.DiGraph()
    graph.add_nodes_from(card.id for card in cards)
    for link in links:
        graph.add_edge(*((link.source, link.target) if link.group == forward else (link.target, link.source)))
    return graph


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


def steps(graph: nx.DiGraph, start: str) -> list[list[str]]:
    """The nodes by how many links, either way, lead to them from `start`; those not reached come last.

    >>> steps(nx.DiGraph([("a", "b"), ("c", "b"), ("x", "y")]), "a")
    [['a'], ['b'], ['c'], ['x', 'y']]
    """
    far = nx.single_source_shortest_path_length(graph.to_undirected(as_view=True), start)
    layers: list[list[str]] = [[] for _ in range(max(far.values()) + 1)]
    for node, at in far.items():
        layers[at].append(node)
    rest = sorted(set(graph) - set(far))
    return [sorted(layer) for layer in layers] + ([rest] if rest else [])
