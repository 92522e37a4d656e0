"""Quads in Oxigraph, in memory or on disk, and the same quads as files."""

from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Store, Triple, parse, serialize
from rdflib import Literal as RdflibLiteral
from rdflib import URIRef
from rdflib.term import Node

from kg.errors import BadInput
from kg.names import PREFIXES

# The folder of the store inside a build.
FOLDER = "store"


def add(store: Store, quads: Iterable[tuple[Node, Node, Node, Node]]) -> None:
    """Add quads given as rdflib terms without blank nodes."""
    store.bulk_extend(
        Quad(_iri(s), _iri(p), _iri(o) if isinstance(o, URIRef) else _value(o), _iri(g))
        for s, p, o, g in quads
    )


def _iri(term: Node) -> NamedNode:
    return NamedNode(str(term))


def _value(term: Node) -> Literal:
    if not isinstance(term, RdflibLiteral):
        raise TypeError(f"{term!r} is neither an IRI nor a literal")
    if term.language:
        return Literal(str(term), language=term.language)
    return Literal(str(term), datatype=NamedNode(str(term.datatype)) if term.datatype else None)


def dump(store: Store) -> str:
    """All quads as N-Quads, one a line, sorted by code point: the same for the same quads in any store."""
    written = store.dump(format=RdfFormat.N_QUADS) or b""
    return "".join(sorted(set(written.decode("utf-8").splitlines(keepends=True))))


def load_turtle(store: Store, turtle: str, graph: str) -> None:
    """Put the triples of a Turtle text into a named graph, without its lists and other blank nodes."""
    name = NamedNode(graph)
    found = parse(turtle.encode("utf-8"), format=RdfFormat.TURTLE)
    store.bulk_extend(
        Quad(quad.subject, quad.predicate, quad.object, name)
        for quad in found
        if not (isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode))
    )


def triples(store: Store, stages: Iterable[str] = ()) -> list[Triple]:
    """The distinct triples of the graphs of these stages (of all, where none is given), sorted."""
    wanted = tuple(f"/graph/{stage}/" for stage in stages)
    found = {q.triple for q in store if not wanted or any(part in q.graph_name.value for part in wanted)}
    return sorted(found, key=str)


def write(folder: Path, store: Store) -> str:
    """Write the quads into a folder as graph.nq, .ttl, .jsonld and an Oxigraph store; gives the N-Quads."""
    nquads = dump(store)
    (folder / "graph.nq").write_text(nquads, encoding="utf-8", newline="\n")
    merged = triples(store)
    (folder / "graph.ttl").write_bytes(serialize(merged, format=RdfFormat.TURTLE, prefixes=PREFIXES) or b"")
    quads = sorted(store, key=lambda quad: (str(quad.graph_name), str(quad)))
    (folder / "graph.jsonld").write_bytes(
        serialize(quads, format=RdfFormat.JSON_LD, prefixes=PREFIXES) or b""
    )
    on_disk = Store(str(folder / FOLDER))
    on_disk.bulk_load(nquads.encode("utf-8"), format=RdfFormat.N_QUADS)
    on_disk.flush()
    return nquads


def open_build(folder: Path) -> Store:
    """The store of a build, to be read only.

    Raises BadInput where the folder holds none, or one that is damaged.
    """
    if not (folder / FOLDER).is_dir():
        raise BadInput(f"{folder}: no graph has been built there; run 'make' or 'python build.py' first")
    try:
        return Store.read_only(str(folder / FOLDER))
    except (OSError, RuntimeError) as error:
        raise BadInput(
            f"{folder / FOLDER}: this store cannot be opened ({error}); build again: 'python build.py'"
        ) from error
