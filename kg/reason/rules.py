"""Materialise what follows from what records assert, by the rules of queries/derive, in graphs of its own."""

from collections.abc import Iterable

from pyoxigraph import NamedNode, Quad, Store, Triple

from kg import resources
from kg.names import Base

# The inferred graph of what follows only from several documents together, or from none.
SPANNING = "all"


def infer(store: Store, base: Base) -> int:
    """Add to the store every triple that the rules give and no graph of it holds; gives their number.

    A triple goes into the inferred graph of the document that its subject and object belong to; where they
    belong to none or to different ones, into the graph of what spans documents.
    """
    rules = resources.texts("queries/derive", ".rq")
    documents = _documents(store, base)
    known = {quad.triple for quad in store}
    first = len(known)
    while new := {triple for rule in rules.values() for triple in _given(store, rule) if triple not in known}:
        store.extend(
            Quad(*_parts(triple), NamedNode(base.graph("inferred", _owner(triple, base, documents))))
            for triple in new
        )
        known |= new
    return len(known) - first


def _given(store: Store, rule: str) -> Iterable[Triple]:
    return store.query(rule, use_default_graph_as_union=True)  # type: ignore[return-value]


def _parts(triple: Triple) -> tuple[NamedNode, NamedNode, NamedNode]:
    return triple.subject, triple.predicate, triple.object  # type: ignore[return-value]


def _documents(store: Store, base: Base) -> set[str]:
    """The ids of the documents whose records the store holds: those that have an asserted graph."""
    asserted = str(base.graph("asserted", ""))
    return {
        g.value.removeprefix(asserted)
        for g in store.named_graphs()
        if g.value.startswith(asserted) and "/" in g.value.removeprefix(asserted)
    }


def _owner(triple: Triple, base: Base, documents: set[str]) -> str:
    owners = {owner for term in (triple.subject, triple.object) for owner in _owners(term, base, documents)}
    return owners.pop() if len(owners) == 1 else SPANNING


def _owners(term: object, base: Base, documents: set[str]) -> list[str]:
    """The document whose record the term belongs to, as a list of one or none."""
    prefix = str(base.document(""))
    if not isinstance(term, NamedNode) or not term.value.startswith(prefix):
        return []
    segments = term.value.removeprefix(prefix).split("/")
    beginnings = ("/".join(segments[:length]) for length in range(len(segments), 0, -1))
    return [next((beginning for beginning in beginnings if beginning in documents), segments[0])]
