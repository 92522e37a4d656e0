"""Quads in Oxigraph, in memory or on disk, and the same quads as files."""

import os
import re
import shutil
from collections.abc import Iterable, Iterator
from io import BufferedReader, RawIOBase
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Store, Triple, parse, serialize
from rdflib import Literal as RdflibLiteral
from rdflib import URIRef
from rdflib.term import Node

from kg.errors import BadInput
from kg.names import PREFIXES

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

# XML 1.0 has no place for these characters (section 2.2), here in UTF-8, nor for a reference to them.
_NOT_XML = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")
_REPLACED = "\ufffd".encode()
# The folder of the store inside a build.
FOLDER = "store"
# Bytes of files that are read ahead of a load.
_BUFFER = 1 << 20
# Bytes of files in one load: it needs some four times as much memory, and one of a gigabyte 1.9 GB.
_BATCH = 100_000_000


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
    # Bytes, since lines of text would also end at marks that may stand in a literal; UTF-8 sorts alike.
    return b"".join(sorted(set(written.splitlines(keepends=True)))).decode("utf-8")


def in_xml(written: bytes) -> bytes:
    r"""What Oxigraph wrote as XML, with U+FFFD for each character that XML cannot hold.

    >>> in_xml(b"<a>one\x0ctwo</a>").decode()
    '<a>one\ufffdtwo</a>'
    """
    return _NOT_XML.sub(_REPLACED, written)


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


def load_files(store: Store, files: Iterable[Path]) -> None:
    """Put the quads of N-Quads files that a store has written into a store, many files at a time."""
    for some in _batches(files):
        store.bulk_load(BufferedReader(_Together(some), _BUFFER), format=RdfFormat.N_QUADS, lenient=True)


def _batches(files: Iterable[Path]) -> Iterator[list[Path]]:
    batch, size = list[Path](), 0
    for path in files:
        batch.append(path)
        size += path.stat().st_size
        if size > _BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


class _Together(RawIOBase):
    """Files read as one: each bulk load writes files of its own, so many small ones would take long."""

    def __init__(self, files: Iterable[Path]) -> None:
        self._texts = (path.read_bytes() for path in files)
        self._text, self._at = b"", 0

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, room: "WriteableBuffer") -> int:
        """Put the next bytes into a room; gives how many, none at the end of the last file."""
        while self._at == len(self._text):
            text = next(self._texts, None)
            if text is None:
                return 0
            self._text, self._at = text, 0
        view = memoryview(room)
        size = min(len(view), len(self._text) - self._at)
        view[:size] = self._text[self._at : self._at + size]
        self._at += size
        return size


def graph_lines(store: Store, stage: str) -> Iterator[bytes]:
    """The quads of a stage's graphs as lines of N-Quads, graph by graph."""
    for graph in sorted(store.named_graphs(), key=str):
        if f"/graph/{stage}/" in str(graph):
            text = store.dump(format=RdfFormat.N_TRIPLES, from_graph=graph) or b""
            end = f" {graph} .\n".encode()
            # The end of a line is " .\n", and no literal holds the end of a line.
            yield from (line[:-3] + end for line in text.splitlines(keepends=True))


def change(store: Store, went: Iterable[bytes], came: Iterable[bytes]) -> tuple[list[Quad], list[Quad]]:
    """Take quads, as lines of N-Quads, from a store, and put others into it; gives both."""
    gone, new = _quads(went), _quads(came)
    for quad in gone:
        store.remove(quad)
    store.extend(new)
    return gone, new


def _quads(lines: Iterable[bytes]) -> list[Quad]:
    return list(parse(b"".join(lines), format=RdfFormat.N_QUADS, lenient=True))


def snapshot(old: Path, new: Path) -> None:
    """A store of its own with the quads of another that nobody writes to, almost at no cost.

    RocksDB never changes a file of sorted quads (.sst) once it is written, so both stores may share these;
    `Store.backup` does the same, but opens the other for writing.
    """
    new.mkdir()
    for path in old.iterdir():
        if path.suffix == ".sst":
            try:
                os.link(path, new / path.name)
                continue
            except OSError:
                pass  # Another disk, or one without links.
        shutil.copyfile(path, new / path.name)


def open_build(folder: Path) -> Store:
    """The store of a build, to be read only.

    Raises BadInput where the folder holds none, or one that is damaged.
    """
    if not (folder / FOLDER).is_dir():
        raise BadInput(
            "{folder}: no graph has been built there; name its folder with --build, or run 'kg build'",
            folder=folder,
        )
    try:
        return Store.read_only(str(folder / FOLDER))
    except (OSError, RuntimeError) as error:
        raise BadInput(
            "{folder}: this store cannot be opened ({error}); build again: 'python build.py'",
            folder=folder / FOLDER,
            error=error,
        ) from error
