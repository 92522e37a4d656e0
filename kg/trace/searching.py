"""Find the chains that connect a thing: each thing opened once or every path, one way or to another thing."""

import re
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import islice, pairwise, takewhile
from typing import TYPE_CHECKING

from kg.trace.chain import DIRECTIONS, Chain, Direction, Remark, Search, Step, Trace, Way
from kg.trace.network import Link, Thing, without_shortcuts

if TYPE_CHECKING:
    import networkx as nx

_ONCE = Search()
_CITING = "cites"
# What is read first: whoever is charged, then the way through groups and tasks before what they serve.
_KINDS = ("body", "group", "task", "document", "target", "viewpoint", "provision", "purpose", "context")
# Among bodies who leads comes first, the others in the order of the columns of `kg trace --load`.
_ROLES = (
    "leads", "coordinates", "steers", "executes", "monitors", "reportsOn", "advisesOn", "approves",
)  # fmt: skip


def trace(
    graph: "nx.DiGraph", start: str, towards: Iterable[Direction] = (), search: Search = _ONCE
) -> Trace:
    """The chains from a thing of the network towards documents and towards bodies, or one of these.

    Unless every path is wanted, each thing is opened once, at the fewest steps from the start, and named
    again wherever another step leads to it; inferred steps that others add up to are left out, and so are
    branches that reach no body. Every path is one to an end: a thing that no step leads on from.
    """
    wanted = tuple(towards) or DIRECTIONS
    find = _every if search.every else _opened
    ways = tuple(way for direction in wanted if (way := find(graph, start, direction, search)).chains)
    return _traced(graph, start, None, ways or (Way(wanted[0], (), (Remark("nothing"),)),))


def between(graph: "nx.DiGraph", start: str, end: str, search: Search = _ONCE) -> Trace:
    """The chains from one thing to another: the shortest, or every one up to a length.

    A chain leads one way, towards documents or towards bodies; only where none does, chains turn on the way.
    """
    import networkx as nx

    remarks: list[Remark] = []
    paths: Iterator[list[str]] = iter(())
    for tried in (graph, graph.reverse(copy=False), graph.to_undirected(as_view=True)):
        if start != end and nx.has_path(tried, start, end):
            paths = _paths(tried, start, end, search)
            if not tried.is_directed():
                remarks.append(Remark("turning"))
            break
    # All shortest paths are of one length, and there may be more of them than anyone could count.
    near = takewhile(lambda path: len(path) <= search.depth + 1, paths)
    found = list(islice(near, search.most + 1))
    if search.every:
        remarks.append(Remark("deep", search.depth))
    chains, cut = _bounded(graph, found, search)
    if any(link.name == _CITING for chain in chains for step in chain for link in step.links):
        remarks.append(Remark("citing"))
    nothing = () if chains else (Remark("nothing"), Remark("deep", search.depth))
    way = Way("between", chains, tuple(dict.fromkeys((*remarks, *cut, *nothing))))
    return _traced(graph, start, end, (way,))


def _paths(graph: "nx.Graph", start: str, end: str, search: Search) -> Iterator[list[str]]:
    import networkx as nx

    if search.every:
        found: Iterator[list[str]] = nx.all_simple_paths(graph, start, end, cutoff=search.depth)
    else:
        found = nx.all_shortest_paths(graph, start, end)
    return found


def _bounded(
    graph: "nx.DiGraph", paths: list[list[str]], search: Search
) -> tuple[tuple[Chain, ...], tuple[Remark, ...]]:
    """The chains along as many paths as are wanted, in order of reading, and a remark if there are more."""
    cut = (Remark("many", search.most),) if len(paths) > search.most else ()
    kept = sorted(paths[: search.most], key=lambda path: [_order(graph, *step) for step in pairwise(path)])
    return tuple(_chain(graph, path) for path in kept), cut


def _every(graph: "nx.DiGraph", start: str, direction: Direction, search: Search) -> Way:
    """Every simple path to an end of the direction, as far as the search goes."""
    import networkx as nx

    turned = graph if direction == "documents" else graph.reverse(copy=False)
    reached = nx.single_source_shortest_path_length(turned, start, cutoff=search.depth)
    ends = {node for node in reached if node != start and not turned.out_degree(node)}
    found = nx.all_simple_paths(turned, start, ends, cutoff=search.depth) if ends else iter(())
    chains, cut = _bounded(graph, list(islice(found, search.most + 1)), search)
    beyond = (Remark("deep", search.depth),) if turned.out_degree(start) else ()
    return Way(direction, chains, (*beyond, *cut))


def _opened(graph: "nx.DiGraph", start: str, direction: Direction, search: Search) -> Way:
    """Each thing opened once, at the fewest steps; a chain for every leaf of the tree that this makes."""
    import networkx as nx

    firm = without_shortcuts(graph)
    turned = firm if direction == "documents" else firm.reverse(copy=False)
    reached = set(nx.single_source_shortest_path_length(turned, start, cutoff=search.depth))
    kept = _leading(turned.subgraph(reached), start) if direction == "bodies" else reached
    tree = _tree(turned.subgraph(kept), start)
    chains = tuple(_chain(graph, path) for path in _leaves(tree, (start,), search.depth))
    beyond = any(set(turned.successors(node)) - reached for node in reached)
    remarks = (
        *((Remark("deep", search.depth),) if beyond else ()),
        *((Remark("idle", len(reached - kept)),) if reached - kept else ()),
    )
    return Way(direction, chains, remarks)


def _leading(turned: "nx.DiGraph", start: str) -> set[str]:
    """The things from which steps lead to a body; all of them where none does."""
    import networkx as nx

    bodies = {node for node, thing in turned.nodes(data="thing") if thing.kind == "body" and node != start}
    if not bodies:
        return set(turned)
    return {*nx.multi_source_dijkstra_path_length(turned.reverse(copy=False), bodies), start}


def _tree(turned: "nx.DiGraph", start: str) -> dict[str, list[tuple[str, bool]]]:
    """After each thing what steps lead to, in order of reading, and whether that is opened there."""
    tree: dict[str, list[tuple[str, bool]]] = {}
    opened, queue = {start}, [start]
    for node in queue:
        tree[node] = []
        for after in sorted(turned.successors(node), key=partial(_order, turned, node)):
            tree[node].append((after, after not in opened))
            if after not in opened:
                opened.add(after)
                queue.append(after)
    return tree


def _leaves(
    tree: dict[str, list[tuple[str, bool]]], path: tuple[str, ...], depth: int
) -> Iterator[tuple[str, ...]]:
    """Every path to a leaf: to a thing that leads nowhere, is opened elsewhere, or is as far as is looked."""
    for after, here in tree[path[-1]]:
        if here and tree[after] and len(path) < depth:
            yield from _leaves(tree, (*path, after), depth)
        else:
            yield (*path, after)


def _order(graph: "nx.DiGraph", before: str, after: str) -> tuple[int, int, str, str, str, str]:
    """A key that puts what steps lead to in order of reading: the lead first, IX after VIII, 10 after 9."""
    thing: Thing = graph.nodes[after]["thing"]
    places = re.sub("[0-9]+", lambda digits: digits[0].zfill(4), thing.locator.replace("IX", "VIIII"))
    role = _role(_links(graph, before, after)[0]) if thing.kind == "body" else 0
    return _KINDS.index(thing.kind), role, thing.document, places, thing.label.vi, thing.iri


def _role(link: Link) -> int:
    """Where a relation stands among roles; behind them all where it is none."""
    return _ROLES.index(link.name) if link.name in _ROLES else len(_ROLES)


def _links(graph: "nx.DiGraph", start: str, end: str) -> tuple[Link, ...]:
    """What a step rests on, whichever way the network has it: the lead before other roles."""
    ends = (start, end) if graph.has_edge(start, end) else (end, start)
    return tuple(sorted(graph.edges[ends]["links"], key=_role))


def _chain(graph: "nx.DiGraph", path: Iterable[str]) -> Chain:
    """The steps along a path, each in the direction in which the network has it."""
    nodes = list(path)
    steps = []
    for start, end in pairwise(nodes):
        upward = graph.has_edge(start, end)
        steps.append(Step(start, end, _links(graph, start, end), upward))
    return tuple(steps)


def _traced(graph: "nx.DiGraph", start: str, end: str | None, ways: tuple[Way, ...]) -> Trace:
    met = dict.fromkeys([start, *([end] if end else [])])
    met |= dict.fromkeys(step.end for way in ways for chain in way.chains for step in chain)
    things = {iri: graph.nodes[iri]["thing"] for iri in met}
    return Trace(things[start], things[end] if end else None, ways, things)
