"""Infer again after some quads came or went, so that the inferred graphs are those of a whole inference.

This is deletion and rederivation (DRed: Gupta, Mumick and Subrahmanian, "Maintaining views incrementally",
1993) over the same rules that `infer` runs, read off their templates as `kg explain` reads them. A is what is
asserted, I what is inferred: all that the rules give from A, without A.

1. What rests on what went is doubtful: every inferred triple that a rule gives from a triple that is no
   longer asserted, or from a doubtful one, with others of the old graph. What is left of I is right: a triple
   of it has a derivation in the old graph, no step of which is gone or doubtful (else it were doubtful too).
2. What is doubtful, or asserted no longer, is still inferred if a rule gives it from what is left.
3. What follows from these and from what came is added, round by round. That is all that is missing: in a
   derivation of anything else from the new A, a first step would be missing, with all that it needs there; so
   one of its needs came or was found (3), or the old graph gave it, and so it was doubtful or asserted (2).

Where a triple stands rests on which documents its two names belong to (`kg.reason.placing`). Where a document
came or went with all it says, names that begin with its id belong to another than before, and their triples
are placed anew: those in its own graph, in that of a document whose id its own begins with, and, of the graph
of what spans documents, those that hold such a name. Of these last none can move for a document that went and
whose names now belong to none: the other name in them belonged to another document, and still does.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad, Store, Triple

from kg.names import Base
from kg.reason.matching import matched
from kg.reason.placing import SPANNING, beginnings, has_records, placed, step, terms
from kg.reason.rules import infer
from kg.reason.state import Following, State
from kg.reason.template import axioms, rules, solutions

# Changed quads from which on inferring all takes less time.
_MANY = 100_000


@dataclass(frozen=True, slots=True)
class Change:
    """The quads of inferred graphs that came to a store and went from it."""

    came: frozenset[Quad]
    went: frozenset[Quad]


def infer_again(store: Store, base: Base, removed: Collection[Quad], added: Collection[Quad]) -> Change:
    """Bring the inferred graphs of a store up to date with what it asserts; gives what came and went in them.

    The store holds the quads `added` and no longer those `removed`, and inferred graphs as `infer` had made
    them before. What stands in both, or is said elsewhere, is no change. Where the ontology changed, all is
    inferred anew. Graphs of the audit are neither looked at nor changed.
    """
    if len(removed) + len(added) > _MANY or any(_of_ontology(quad, base) for quad in (*removed, *added)):
        change = _anew(store, base)
    else:
        change = _worked_out(store, base, removed, added)
        for quad in change.went:
            store.remove(quad)
        store.extend(change.came)
    return change


def _of_ontology(quad: Quad, base: Base) -> bool:
    """Whether rules may be others since a quad came or went."""
    graph = quad.graph_name
    ours = isinstance(graph, NamedNode) and graph.value.startswith(base.graph("ontology", ""))
    return ours or any(matched(axiom, quad.triple) is not None for axiom in axioms())


def _anew(store: Store, base: Base) -> Change:
    old = set(_inferred(store, base))
    for graph in {quad.graph_name for quad in old}:
        store.remove_graph(graph)
    infer(store, base)
    new = set(_inferred(store, base))
    return Change(frozenset(new - old), frozenset(old - new))


def _inferred(store: Store, base: Base) -> Iterator[Quad]:
    state = State.of(store, base)
    for graph in filter(state.infers, list(store.named_graphs())):
        yield from store.quads_for_pattern(None, None, None, graph)


def _worked_out(store: Store, base: Base, removed: Iterable[Quad], added: Iterable[Quad]) -> Change:
    """The change, before it is made."""
    following, old = Following.of(rules(store)), State.of(store, base)
    gone = {quad.triple for quad in removed if not old.asserted(quad.triple)}
    new = {quad.triple for quad in added if old.asserted(quad.triple)}
    doubtful = _doubtful(gone, following, old)
    inferred = _inferable(doubtful | gone, new, following, State.of(store, base, without=doubtful))
    went = {quad for triple in (doubtful - inferred) | new for quad in old.inferences(triple)}
    unsettled = set(_unsettled(store, base, _turned(store, base, removed, added))) - went
    came = placed(store, base, {quad.triple for quad in unsettled} | (inferred - doubtful))
    return Change(frozenset(came - unsettled), frozenset(went | (unsettled - came)))


def _doubtful(gone: set[Triple], following: Following, old: State) -> set[Triple]:
    """The inferred triples of which a derivation, in the store with what has gone, rests on what has gone."""
    old.put(gone)
    doubtful, front = set[Triple](), gone
    while front:
        given = {triple for one in front for triple in following.from_(one, old)} - doubtful
        front = {triple for triple in given if old.inferences(triple) and not old.asserted(triple)}
        doubtful |= front
    return doubtful


def _inferable(lost: set[Triple], new: set[Triple], following: Following, left: State) -> set[Triple]:
    """The triples not in what is left that follow from it: of those lost, and by what is new."""
    found = {triple for triple in lost if following.gives(triple, left)}
    left.put(found)
    front = found | new
    while front:
        given = {triple for one in front for triple in following.from_(one, left)}
        front = {triple for triple in given if not left.holds(triple)}
        left.put(front)
        found |= front
    return found


def _turned(store: Store, base: Base, removed: Iterable[Quad], added: Iterable[Quad]) -> set[str]:
    """The ids of the documents that have records and had none, or the other way."""
    start, came, had = base.graph("asserted", ""), set(added), {quad.graph_name for quad in removed}
    turned = set()
    for graph in had | {quad.graph_name for quad in came}:
        if isinstance(graph, NamedNode) and graph.value.startswith(start):
            said = store.quads_for_pattern(None, None, None, graph)
            before = graph in had or any(quad not in came for quad in said)
            if before != has_records(store, graph):
                turned.add(graph.value.removeprefix(start))
    return turned


def _unsettled(store: Store, base: Base, documents: set[str]) -> Iterator[Quad]:
    """The inferred quads that may belong elsewhere since these documents have records or have none."""
    within = {graph: _inside(store, base, graph) for graph in documents}
    for name in {name for names in within.values() for name in names}:
        yield from store.quads_for_pattern(None, None, None, NamedNode(base.graph("inferred", name)))
    # What spans documents without one that is gone spans them still, if none takes over its parts.
    came = {id_ for id_, names in within.items() if len(names) > 1 or _has_records(store, base, id_)}
    spanning = NamedNode(base.graph("inferred", SPANNING))
    for thing in _mentioned(store, base, came):
        yield from store.quads_for_pattern(thing, None, None, spanning)
        yield from store.quads_for_pattern(None, None, thing, spanning)


def _inside(store: Store, base: Base, document: str) -> list[str]:
    """The id of a document, and those of documents with records that it begins with."""
    parts = document.split("/")
    outer = ("/".join(parts[:number]) for number in range(2, len(parts)))
    return [document, *(id_ for id_ in outer if _has_records(store, base, id_))]


def _has_records(store: Store, base: Base, document: str) -> bool:
    return has_records(store, NamedNode(base.graph("asserted", document)))


def _mentioned(store: Store, base: Base, documents: set[str]) -> list[NamedNode]:
    """The things in the graph of what spans documents whose names begin with those of some documents."""
    if not documents:
        return []
    names = [str(base.document(id_)) for id_ in documents]
    values = {**terms(base), "_beginning_string": Literal(_common(names))}
    found = [row["thing"] for row in solutions(store, step("mentioned", values))]
    return [thing for thing in found if not documents.isdisjoint(beginnings(thing, base))]


def _common(names: list[str]) -> str:
    """The beginning that all names share: that of the first and the last by the alphabet."""
    first, last = min(names), max(names)
    return first[: next((at for at, sign in enumerate(first) if not last.startswith(sign, at)), len(first))]
