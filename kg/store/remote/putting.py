"""Put a finished build on a server: each graph waits beside its place, and all take their places at the end.

The Graph Store HTTP Protocol carries the triples, in parts as large as the server takes; one update of MOVE
and DROP does the rest, which a server with transactions does wholly or not at all.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode, RdfFormat, Store, Triple, serialize

from kg.errors import BadInput, KgError
from kg.messages import Message
from kg.store.remote.asking import Remote
from kg.store.remote.calls import Broken, Call, Reply, Unreachable
from kg.store.remote.queries import own_query
from kg.store.remote.replies import passed
from kg.store.remote.scope import STAGING

_MEDIA = "application/n-triples"
# The most bytes of one request at first, and the fewest that a server is tried with.
_LARGE, _SMALL = 16 << 20, 1 << 12
_TOO_LARGE = 413
_NUMERIC = "http://www.w3.org/2001/XMLSchema#"
_NUMBERS = ("integer", "decimal")
_STAYS = Message("what it held before stays")
_HALF = Message("some graphs may be new and others old: build again")


@dataclass(slots=True)
class Putting:
    """A build's graphs on their way to a server; `most` is the number of bytes that it takes at once."""

    remote: Remote
    base: str
    most: int = _LARGE

    def ready(self) -> None:
        """Try whether the server can be asked, updated and given graphs, and remove what waits since before.

        Nothing but what waits is touched. Raises BadInput, BadQuery or Unreachable where it cannot.
        """
        graphs = self.remote.graphs()
        staged = f"{self.base}{STAGING}"
        tried = f"{staged}tried"
        self._send("PUT", tried, f"<{tried}> <{tried}> <{tried}> .\n".encode())
        self._drop([tried, *(name for name in graphs.others if name.startswith(staged))])

    def put(self, store: Store, say: Callable[[str], None]) -> None:
        """Put all graphs of a store in the place of those that the server has under the base.

        `say` is told how far things are. Raises what says why it cannot be done, and what the server holds.
        """
        names = self._staged_all(store)
        say(Message("{count} graphs wait on the server; they take their places", count=len(names)))
        known = self.remote.graphs()
        self._replace(names, [old for old in self._under_base(known.own + known.others) if old not in names])

    def replace(self, store: Store, gone: Sequence[str]) -> None:
        """Put the graphs of a store in the place of those of their names, and remove those that are named."""
        self._replace(self._staged_all(store), gone)

    def _staged_all(self, store: Store) -> list[str]:
        """Bring all graphs to where they wait, or none; gives their names."""
        names = sorted(graph.value for graph in store.named_graphs() if isinstance(graph, NamedNode))
        try:
            for name in names:
                self._stage(store, name)
        except BaseException as error:
            self._give_up(names)
            if isinstance(error, KgError):
                raise type(error)("{error} ({state})", error=error, state=_STAYS) from error
            raise
        return names

    def _under_base(self, names: Sequence[str]) -> list[str]:
        return [name for name in names if name.startswith(f"{self.base}graph/")]

    def _staged(self, name: str) -> str:
        return f"{self.base}{STAGING}{name.removeprefix(self.base)}"

    def _stage(self, store: Store, name: str) -> None:
        """Bring a graph to where it waits, and see that it is there whole."""
        triples = [quad.triple for quad in store.quads_for_pattern(None, None, None, NamedNode(name))]
        lines = sorted((serialize(triples, format=RdfFormat.N_TRIPLES) or b"").splitlines(keepends=True))
        method, sent = "PUT", 0
        while sent < len(lines):
            part = self._part(lines, sent)
            if self._taken(method, self._staged(name), b"".join(part)):
                method, sent = "POST", sent + len(part)
        self._see(name, triples)

    def _part(self, lines: Sequence[bytes], start: int) -> list[bytes]:
        """The next lines that go into one request; one, if it is ever so long."""
        size, end = 0, start
        while end < len(lines) and (end == start or size + len(lines[end]) <= self.most):
            size += len(lines[end])
            end += 1
        return list(lines[start:end])

    def _taken(self, method: str, graph: str, body: bytes) -> bool:
        """Whether the server takes a part; where it is too large, the next will be half as large."""
        try:
            reply = self._sent(method, graph, body)
        except Broken:
            # A server may hang up on what is too large, rather than say so.
            if len(body) <= _SMALL or self.most <= _SMALL:
                raise
            reply = Reply(_TOO_LARGE, {}, b"")
        if reply.status == _TOO_LARGE and len(body) > _SMALL:
            self.most = max(_SMALL, min(self.most, len(body)) // 2)
            return False
        passed(reply, self.remote.endpoint.places.graphs, self.remote.endpoint.caller)
        return True

    def _send(self, method: str, graph: str, body: bytes) -> None:
        passed(
            self._sent(method, graph, body), self.remote.endpoint.places.graphs, self.remote.endpoint.caller
        )

    def _sent(self, method: str, graph: str, body: bytes) -> Reply:
        place = self.remote.endpoint.places.graphs
        if not place:
            raise BadInput(
                "{server}: where it takes graphs is not known; give --store-graphs",
                server=self.remote.endpoint.places.query,
            )
        address = f"{place}{'&' if '?' in place else '?'}graph={quote(graph, safe='')}"
        return self.remote.endpoint.caller.call(Call(method, address, body, {"Content-Type": _MEDIA}))

    def _see(self, name: str, triples: Sequence[Triple]) -> None:
        """Hold the number of triples that wait against those that were sent.

        A server that keeps numbers as values has one where two are written differently.
        """
        came = self.remote.endpoint.number(NamedNode(self._staged(name)))
        if not len({_valued(triple) for triple in triples}) <= came <= len(triples):
            raise Unreachable(
                "{server}: took {came} of {total} triples of <{name}>; see the server's log",
                server=self.remote.endpoint.places.graphs,
                came=came,
                total=len(triples),
                name=name,
            )

    def _replace(self, names: Sequence[str], gone: Sequence[str]) -> None:
        moves = [
            own_query("move", _staged_iri=NamedNode(self._staged(name)), _graph_iri=NamedNode(name))
            for name in names
        ]
        drops = [own_query("drop", _graph_iri=NamedNode(name)) for name in gone]
        try:
            self.remote.change(" ;\n".join([*moves, *drops]))
        except KgError as error:
            raise type(error)("{error} ({state})", error=error, state=_HALF) from error

    def _drop(self, names: Sequence[str]) -> None:
        self.remote.change(" ;\n".join(own_query("drop", _graph_iri=NamedNode(name)) for name in names))

    def _give_up(self, names: Sequence[str]) -> None:
        """Remove what waits; where that cannot be done either, the next build does it."""
        try:
            self._drop([self._staged(name) for name in names])
        except KgError:
            return


def _valued(triple: Triple) -> tuple[object, ...]:
    """A triple with its number, if it has one, as the value that it is."""
    return triple.subject, triple.predicate, value(triple.object)


def value(term: object) -> object:
    """A term, or the value of a whole or decimal number, however it is written.

    >>> value(Literal("1.50", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#decimal")))
    Decimal('1.5')
    """
    if isinstance(term, Literal) and term.datatype.value.removeprefix(_NUMERIC) in _NUMBERS:
        try:
            return Decimal(term.value).normalize()
        except InvalidOperation:
            return term
    return term


def writable(remote: Remote, base: str) -> None:
    """Try whether a server can be given a build; nothing of it but what waits since before is touched.

    Raises BadInput, BadQuery or Unreachable where it cannot.
    """
    Putting(remote, base).ready()


def put(remote: Remote, base: str, store: Store, say: Callable[[str], None]) -> None:
    """Put all graphs of a store in the place of those that a server has under a base, and touch no others.

    `say` is told how far things are. Raises what says why it cannot be done, and what the server holds then.
    """
    Putting(remote, base).put(store, say)
