"""Cut the facts of a store into shards that can be judged apart, each with all that shapes see of its nodes.

What a shape says of a node rests on a known part of the graph: what the node says, what points to it by some
properties, and the types and some properties of values (`Sight`). A shard holds whole documents and, of what
they link to, those types and properties; so it judges rightly each node of which it alone speaks. The nodes
of which several speak, or to which another points, are judged at the end, with all that is around them.
"""

import re
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, field
from itertools import groupby, islice

from pyoxigraph import BlankNode, NamedNode, RdfFormat, Triple

from kg.validate.facts import IN_SCHEME, TYPE, Facts, Term
from kg.validate.rules import Sight

# Bytes of N-Triples in a shard: about 20,000 triples, for which the bulk engine needs some 50 MB.
SIZE = 4_000_000
# Nodes in a shard of those that several speak of.
NODES = 2_000
_LINE = re.compile(rb"^(\S+) <(\S+)> (?:(<[^>]*>|_:\S+) \.$)?", re.MULTILINE)
_DOCUMENT = re.compile(rb"<[^>]*/id/document/[^/>]+/[^/>]+/[^/>]+")
_TYPE = TYPE.value.encode()


@dataclass(frozen=True, slots=True)
class Shard:
    """A part of a graph, as N-Triples in which super-classes may be missing."""

    number: int
    triples: bytes


def shards(facts: Facts, sight: Sight, homes: dict[str, int], size: int = SIZE) -> Iterator[Shard]:
    """The shards of a store, each of at most about `size` bytes.

    `homes` is filled on the way: at the end it holds, for each node in N-Triples, the number of the one shard
    whose word on that node counts.
    """
    ledger, faces, number = _Ledger(sight), dict[bytes, bytes](), 0
    listed = {concept.encode() for concept in facts.schemes}
    for number, lines in enumerate(_parts(facts, size), 1):
        outside, subjects = ledger.enter(number, _LINE.findall(lines))
        schemes = [facts.said(node_of(node.decode()), IN_SCHEME) for node in subjects & listed]
        seen = [*(written(said) for said in schemes), *(_face(facts, sight, node, faces) for node in outside)]
        yield Shard(number, lines + b"".join(seen))
    homes.update((node.decode(), home) for node, home in ledger.spoken.items())
    split = seers(facts, {node_of(node.decode()) for node in ledger.split}, sight)
    nodes = sorted({node.decode() for node in ledger.shared} | set(map(str, split)))
    for last, first in enumerate(range(0, len(nodes), NODES), number + 1):
        own = nodes[first : first + NODES]
        homes.update(dict.fromkeys(own, last))
        yield Shard(last, written(around(facts, map(node_of, own), sight)))


@dataclass(frozen=True, slots=True)
class _Ledger:
    """Which part speaks of each node, and the nodes of which no part has all.

    `shared` are those of which more than one speaks or to which another points; `split` those of which more
    than one says what they show as values.
    """

    sight: Sight
    spoken: dict[bytes, int] = field(default_factory=dict)
    shown: dict[bytes, int] = field(default_factory=dict)
    shared: set[bytes] = field(default_factory=set)
    split: set[bytes] = field(default_factory=set)

    def enter(self, number: int, found: list[tuple[bytes, bytes, bytes]]) -> tuple[set[bytes], set[bytes]]:
        """Note the triples of a part; gives what it links to and says nothing of, and what it speaks of."""
        back = {p.encode() for p in self.sight.inward | self.sight.pointed}
        faces = {_TYPE, *(p.encode() for p in self.sight.beyond)}
        subjects, shown = {s for s, _, _ in found}, {s for s, p, _ in found if p in faces}
        links = {(p, o) for _, p, o in found if o and p != _TYPE}
        self.shared.update(node for node in subjects if self.spoken.setdefault(node, number) != number)
        self.shared.update(o for p, o in links if p in back and o not in subjects)
        self.split.update(node for node in shown if self.shown.setdefault(node, number) != number)
        return {o for _, o in links} - shown, subjects


def _face(facts: Facts, sight: Sight, node: bytes, faces: dict[bytes, bytes]) -> bytes:
    """What shapes see of a node as a value."""
    if node not in faces:
        faces[node] = written(_seen_of({node_of(node.decode())}, facts, sight))
    return faces[node]


def around(facts: Facts, nodes: Iterable[Term], sight: Sight) -> set[Triple]:
    """All that shapes see from some nodes, so that they are judged there as in the whole graph."""
    own, found = set(nodes), set[Triple]()
    for node in own:
        found.update(facts.said(node))
        for prop in sight.inward:
            found.update(facts.pointing(NamedNode(prop), node))
        for prop in sight.pointed:
            found.update(islice(facts.pointing(NamedNode(prop), node), 1))
    ends = {end for triple in found for end in (triple.subject, triple.object) if triple.predicate != TYPE}
    return found | _seen_of(
        {end for end in ends if isinstance(end, NamedNode | BlankNode)} - own, facts, sight
    )


def seers(facts: Facts, values: Set[Term], sight: Sight) -> set[Term]:
    """The nodes from which shapes see what some values show."""
    found = set[Term]()
    for _ in range(sight.depth):
        links = [link for value in values for link in facts.pointing(None, value)]
        found.update(t.object for v in values for p in sight.inward for t in facts.said(v, NamedNode(p)))
        found.update(link.subject for link in links)
        values = {link.subject for link in links if link.predicate.value in sight.beyond}
    return found


def _seen_of(values: Set[Term], facts: Facts, sight: Sight) -> set[Triple]:
    found = set[Triple]()
    for _ in range(sight.depth):
        near = {
            t for node in values for p in (TYPE.value, *sight.beyond) for t in facts.said(node, NamedNode(p))
        }
        found |= near
        values = {
            t.object for t in near if t.predicate != TYPE and isinstance(t.object, NamedNode | BlankNode)
        }
    return found


def written(triples: Iterable[Triple]) -> bytes:
    """Triples as N-Triples."""
    return "".join(f"{triple} .\n" for triple in triples).encode()


def node_of(text: str) -> NamedNode | BlankNode:
    """The node that N-Triples writes so."""
    return BlankNode(text[2:]) if text.startswith("_:") else NamedNode(text[1:-1])


def _parts(facts: Facts, size: int) -> Iterator[bytes]:
    """The graphs of a store as N-Triples: small ones together, a large one in pieces of whole documents."""
    waiting, length = [b""], 0
    for name in facts.graphs():
        text = facts.store.dump(format=RdfFormat.N_TRIPLES, from_graph=name) or b""
        for piece in [text] if len(text) <= size else _pieces(text, size):
            if length + len(piece) > size and length:
                yield b"".join(waiting)
                waiting, length = [], 0
            waiting.append(piece)
            length += len(piece)
    yield b"".join(waiting)


def _pieces(text: bytes, size: int) -> Iterator[bytes]:
    """A large text in pieces, one for each document, or for each subject of a document that is too large."""
    lines = sorted(text.splitlines(keepends=True))
    for _, whole in groupby(lines, _document):
        document = list(whole)
        if sum(map(len, document)) <= size:
            yield b"".join(document)
        else:
            yield from (b"".join(said) for _, said in groupby(document, lambda line: line.split(b" ", 1)[0]))


def _document(line: bytes) -> bytes:
    """The document that a line is about; all that is about none goes by subject."""
    found = _DOCUMENT.match(line)
    return found[0] if found else line.split(b" ", 1)[0]
