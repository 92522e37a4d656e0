"""Give inferred triples their graphs: that of the one document they belong to, or of what spans documents.

The rule itself is queries/derive/step/place.rq; what is here runs it, on a whole store or for a few triples.
"""

from collections.abc import Iterable, Mapping

from pyoxigraph import Literal, NamedNode, Quad, Store, Triple

from kg import resources
from kg.names import Base
from kg.query import bind
from kg.reason.matching import Term
from kg.reason.template import FOLDER, Queryable, solutions

# The inferred graph of what follows only from several documents together, or from none.
SPANNING = "all"
# Where inferred triples wait for their place; gone when that is done.
_NEW = "new"

Terms = Mapping[str, NamedNode | Literal]


def terms(base: Base) -> Terms:
    """What the steps' parameters stand for under a base."""
    return {
        "_new_iri": NamedNode(base.graph("inferred", _NEW)),
        "_spanning_iri": NamedNode(base.graph("inferred", SPANNING)),
        "_graphs_string": Literal(base.graph("inferred", "")),
        "_asserted_string": Literal(base.graph("asserted", "")),
        "_documents_string": Literal(base.document("")),
    }


def step(name: str, values: Terms) -> str:
    """The text of a step of queries/derive/step, its parameters in place."""
    return bind(resources.text(f"{FOLDER}/step/{name}.rq"), values)


def place(store: Queryable, values: Terms) -> None:
    """Give each new triple its graph, looking at the ids of documents by their length, the longest first."""
    ids = [row["document"].value for row in solutions(store, step("documents", values))]
    lengths = sorted({id_.count("/") for id_ in ids} or {0}, reverse=True)
    for length in lengths:
        looked_at = {
            "_beginning_string": Literal(f"^([^/]*(/[^/]*){{{length}}})(/.*)?$|^.*$"),
            "_last_boolean": Literal(length == lengths[-1]),
        }
        store.update(step("place", {**values, **looked_at}))
    store.update(step("forget", values))


def placed(store: Store, base: Base, new: Iterable[Triple]) -> set[Quad]:
    """Some triples as quads of the graphs that `place` would give them in a store.

    Where a triple belongs rests only on which beginnings of its names are documents with records, so a store
    of these triples that has just those documents places them alike, in time that depends on them alone.
    """
    small, values, waiting = Store(), terms(base), NamedNode(base.graph("inferred", _NEW))
    small.extend(Quad(one.subject, one.predicate, one.object, waiting) for one in new)
    ids = {id_ for quad in small for end in (quad.subject, quad.object) for id_ in beginnings(end, base)}
    graphs = [NamedNode(base.graph("asserted", id_)) for id_ in ids]
    # Any triple does: that the graph has one is what counts.
    small.extend(Quad(g, g, g, g) for g in graphs if has_records(store, g))
    place(small, values)
    return {quad for quad in small if quad.graph_name not in graphs}


def has_records(store: Store, graph: NamedNode) -> bool:
    """Whether a graph holds anything: the store keeps the names of graphs that were emptied."""
    return next(store.quads_for_pattern(None, None, None, graph), None) is not None


def beginnings(term: Term, base: Base) -> list[str]:
    """The beginnings of a term's name that may be the id of a document; an id has a slash."""
    start = base.document("")
    if not isinstance(term, NamedNode) or not term.value.startswith(start):
        return []
    parts = term.value.removeprefix(start).split("/")
    return ["/".join(parts[:number]) for number in range(2, len(parts) + 1)]
