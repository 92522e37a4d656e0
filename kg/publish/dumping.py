"""Dumps: the whole and each named graph, compressed to the same bytes each time, with checksums."""

import gzip
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256

from pyoxigraph import NamedNode, Quad, RdfFormat, serialize

from kg.publish.forms import PUBLISHED
from kg.publish.reading import Edge
from kg.store import media_type

# The dump of all quads.
WHOLE = "dumps/graph.nq.gz"
# Beyond this level files shrink by a hundredth and take three times as long.
_LEVEL = 6


@dataclass(frozen=True, slots=True)
class Dump:
    """A file to download: its path in the site, media type once unpacked, bytes, size and hash."""

    path: str
    media_type: str
    packed: bytes

    @property
    def size(self) -> int:
        """Bytes of the file as it is."""
        return len(self.packed)

    @property
    def sha256(self) -> str:
        """The hash of the file as it is, in hexadecimal."""
        return sha256(self.packed).hexdigest()


def pack(text: bytes) -> bytes:
    """The text compressed with gzip (RFC 1952), with no time in it and no system."""
    packed = gzip.compress(text, compresslevel=_LEVEL, mtime=0)
    # Pythons before 3.13 name the system that they run on, in the tenth byte; 255 names none.
    return packed[:9] + b"\xff" + packed[10:]


def nquads(graphs: Mapping[str, list[Edge]]) -> bytes:
    """All quads as N-Quads, graph by graph, in the order of their N-Triples."""
    return "".join(
        f"{edge.line[:-3]} <{graph}> .\n" for graph, edges in graphs.items() for edge in edges
    ).encode()


def ntriples(path: str, edges: Iterable[Edge]) -> Dump:
    """A graph as N-Triples."""
    return Dump(path, media_type(RdfFormat.N_TRIPLES), pack("".join(edge.line for edge in edges).encode()))


def dumps(base: str, graphs: Mapping[str, list[Edge]]) -> Iterable[Dump]:
    """The whole as N-Quads and as TriG, and each named graph as N-Triples."""
    yield Dump(WHOLE, media_type(RdfFormat.N_QUADS), pack(nquads(graphs)))
    quads = [
        Quad(e.triple.subject, e.triple.predicate, e.triple.object, NamedNode(graph))
        for graph, edges in graphs.items()
        for e in edges
    ]
    trig = serialize(quads, format=RdfFormat.TRIG, prefixes=PUBLISHED) or b""
    yield Dump("dumps/graph.trig.gz", media_type(RdfFormat.TRIG), pack(trig))
    for graph, edges in graphs.items():
        yield ntriples(f"dumps/{graph.removeprefix(base)}.nt.gz", edges)


def checksums(found: Iterable[Dump]) -> str:
    """The hashes as `sha256sum --check` reads them in the folder of dumps."""
    return "".join(f"{dump.sha256}  {dump.path.removeprefix('dumps/')}\n" for dump in found)
