"""Any SPARQL 1.1 server, asked as the store of a build is asked; a cut answer is an error, never short."""

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    Store,
    Triple,
)

from kg.errors import BadInput, BadQuery
from kg.store.remote.calls import Call, Caller, Reply, Unreachable
from kg.store.remote.doubts import doubtful, is_gap
from kg.store.remote.places import Places
from kg.store.remote.queries import counted, form, names_graphs, own_query, paged, rows_behind
from kg.store.remote.replies import ACCEPT, cut, is_graph, passed, rows, triples

# Every build has this graph, and what stands before it is the base of its names.
MARK = "graph/ontology/policy"
# Where graphs wait until they take the place of others; no answer is drawn from them.
STAGING = "staging/"
# Virtuoso's word for an answer that is cut at ResultSetMaxRows.
_CUT = "x-sparql-maxrows"
_FORM_TYPE = "application/x-www-form-urlencoded"
# What `oxigraph serve` takes for the union of all graphs; others pass it over.
_UNION = (("union-default-graph", ""),)
_FRESH_SECONDS, _HELD_SECONDS = 5.0, 60.0

Form = tuple[tuple[str, str], ...]
Answer = QuerySolutions | QueryBoolean | QueryTriples


@dataclass(frozen=True, slots=True)
class Graphs:
    """The named graphs of a server: those of one build, by the base of its names, and the others."""

    base: str
    own: tuple[str, ...]
    others: tuple[str, ...]

    @property
    def marked(self) -> bool:
        """Whether there is a build at all."""
        return f"{self.base}{MARK}" in self.own


@dataclass(slots=True)
class Remote:
    """A server; of several builds on it, the one whose names begin with `base` is asked."""

    places: Places
    caller: Caller
    base: str
    # A server that gave so many rows cuts no shorter answer; none would cut at one row.
    _sure: int = 2
    _known: tuple[float, Graphs, Form] | None = field(default=None, repr=False)
    # Whether an update has been since, which may have made graphs.
    _grown: bool = False
    _virtuoso: bool = False
    _copy: tuple[float, Store] | None = field(default=None, repr=False)

    def query(
        self,
        query: str,
        *,
        base_iri: str | None = None,
        use_default_graph_as_union: bool = True,
        default_graph: Sequence[NamedNode] | None = None,
        named_graphs: Sequence[NamedNode] | None = None,
    ) -> Answer:
        """The answer to a query, as a store gives it: over all graphs of the build, unless graphs are named.

        Raises SyntaxError where it is no query, BadQuery where the server refuses it or cuts its answer,
        Unreachable where there is no answer.
        """
        Store().query(query, base_iri=base_iri)
        said = tuple(("default-graph-uri", graph.value) for graph in default_graph or ())
        said += tuple(("named-graph-uri", graph.value) for graph in named_graphs or ())
        free = default_graph is None and named_graphs is None and not names_graphs(query)
        graphs = self._form() if free else said
        if not (self._virtuoso and doubtful(query)):
            try:
                return self.ask(f"BASE <{base_iri}>\n{query}" if base_iri else query, graphs)
            except (BadQuery, Unreachable) as error:
                if not (self._virtuoso and is_gap(str(error))):
                    raise
        return self._held().query(
            query,
            base_iri=base_iri,
            use_default_graph_as_union=use_default_graph_as_union and default_graph is None,
            default_graph=None if default_graph is None else list(default_graph),
            named_graphs=None if named_graphs is None else list(named_graphs),
        )

    def update(self, update: str) -> None:
        """Have the server change its graphs by rules that see those of the build alone.

        Raises BadQuery where it refuses, Unreachable where it fails.
        """
        listed = [(f"using-{name}", graph) for name, graph in self._form() if graph]
        self._change(update, listed)
        # What is listed must hold the graphs that an update makes; a union of all holds them anyway.
        self._grown, self._known = True, None if listed else self._known

    def change(self, update: str) -> None:
        """Have the server do an update of any of its graphs; raises as `update` does."""
        self._change(update, ())
        self._known = None

    def _change(self, update: str, graphs: Sequence[tuple[str, str]]) -> None:
        place = self.places.update
        if not place:
            wrong = "{server}: where it takes updates is not known; give --store-update"
            raise BadInput(wrong, server=self.places.query)
        self._copy = None
        passed(self._sent(place, [*graphs, ("update", update)]), place, self.caller)

    def named_graphs(self) -> list[NamedNode | BlankNode]:
        """The names of the build's graphs."""
        graphs = self.graphs() if self._grown else self._looked_at()[1]
        return [NamedNode(name) for name in graphs.own]

    def graphs(self) -> Graphs:
        """The server's graphs as they are now.

        Raises BadInput where it holds builds of several bases and none of them is the one wanted.
        """
        found = tuple(self._names())
        marks = [name.removesuffix(MARK) for name in _marks(found)]
        if len(marks) > 1 and self.base not in marks:
            wrong = "{server}: holds builds of several bases; say by --base which: {bases}"
            raise BadInput(wrong, server=self.places.query, bases=", ".join(marks))
        base = marks[0] if len(marks) == 1 else self.base
        own = tuple(name for name in found if name.startswith(f"{base}graph/"))
        return Graphs(base, own, tuple(name for name in found if not name.startswith(f"{base}graph/")))

    def ask(self, query: str, graphs: Form = ()) -> Answer:
        """The whole answer to a query over the graphs that a form names; raises as `query` does."""
        reply = self._replied(query, graphs)
        if is_graph(reply):
            self._hold_rows_behind(query, graphs, reply)
            return triples(reply, self.places.query)
        answer = rows(reply, self.places.query)
        if isinstance(answer, QueryBoolean):
            return answer
        number = sum(1 for _ in answer)
        total = self._total(query, graphs, reply, number)
        if total > number:
            raise cut(self.places.query, number, total)
        return rows(reply, self.places.query)

    def copied(self) -> Store:
        """The build's graphs in memory, in as many pages as the server wants to give them."""
        store = Store()
        for name in self.graphs().own:
            graph = NamedNode(name)
            reply = self._replied(own_query("copy", _graph_iri=graph), ())
            part = list(triples(reply, self.places.query))
            if len(part) != self.number(graph):
                part = [Triple(*row) for page in self._pages(graph) for row in page]
            store.extend(Quad(one.subject, one.predicate, one.object, graph) for one in part)
        return store

    def number(self, graph: NamedNode) -> int:
        """How many triples a graph holds; raises as `query` does."""
        found = self._solutions(self._replied(own_query("number", _graph_iri=graph), ()))
        return int(next(found)["number"].value)

    def _held(self) -> Store:
        """A copy of the build's graphs, as they were a minute ago at most and before no update of ours."""
        if self._copy is None or time.monotonic() - self._copy[0] > _HELD_SECONDS:
            self._copy = time.monotonic(), self.copied()
        return self._copy[1]

    def _pages(self, graph: NamedNode) -> Iterator[QuerySolutions]:
        """The triples of a graph: all at once or, where the server cuts them, sorted and page after page."""
        query = own_query("triples", _graph_iri=graph)
        reply, number = self._part(query)
        total = self._total(query, (), reply, number)
        if number == total:
            yield self._solutions(reply)
            return
        query, came = own_query("triples-sorted", _graph_iri=graph), 0
        while came < total:
            reply, more = self._part(paged(query, number, came))
            if not more:
                wrong = "{server}: gives {came} of {total} rows; ask it again"
                raise Unreachable(wrong, server=self.places.query, came=came, total=total)
            came += more
            yield self._solutions(reply)

    def _names(self) -> Iterator[str]:
        """The names of all graphs, in order; those after the last that came, where the server cuts them."""
        after = ""
        while True:
            query = own_query("graphs", _after_string=Literal(after))
            reply, number = self._part(query)
            found = [row["graph"].value for row in self._solutions(reply) if row["graph"]]
            yield from found
            if not found or self._total(query, (), reply, number) <= number:
                return
            after = found[-1]

    def _part(self, query: str) -> tuple[Reply, int]:
        reply = self._replied(query, ())
        return reply, sum(1 for _ in self._solutions(reply))

    def _solutions(self, reply: Reply) -> QuerySolutions:
        answer = rows(reply, self.places.query)
        if not isinstance(answer, QuerySolutions):
            wrong = "{server}: answers a SELECT without rows; is this a SPARQL server?"
            raise Unreachable(wrong, server=self.places.query)
        return answer

    def _total(self, query: str, graphs: Form, reply: Reply, number: int) -> int:
        """How many rows a query has, of which so many came: counted, where the server may have cut them."""
        if _CUT not in reply.headers and (reply.virtuoso or number < self._sure):
            self._sure = max(self._sure, number)
            return number
        total = self._count(query, graphs)
        if total <= number:
            self._sure = max(self._sure, number)
        return total

    def _count(self, query: str, graphs: Form) -> int:
        try:
            reply = self._replied(counted(query), graphs)
        except (BadQuery, Unreachable) as error:
            raise BadQuery("whether the answer is whole cannot be counted: {error}", error=error) from error
        return int(next(self._solutions(reply))["rows"].value)

    def _hold_rows_behind(self, query: str, graphs: Form, reply: Reply) -> None:
        """Pass triples if the rows that they are made from come whole: Virtuoso cuts triples silently."""
        if form(query) == "CONSTRUCT":
            behind = rows_behind(query)
            if self._count(behind, graphs) >= self._sure:
                self.ask(behind, graphs)
        elif reply.virtuoso:
            raise BadQuery("Virtuoso cuts what it describes without a word; ask with CONSTRUCT or SELECT")

    def _form(self) -> Form:
        return self._looked_at()[2]

    def _looked_at(self) -> tuple[float, Graphs, Form]:
        """The graphs as they were a moment ago, and the form by which a query sees those of the build."""
        if self._known is None or time.monotonic() - self._known[0] > _FRESH_SECONDS:
            graphs = self.graphs()
            self._grown, self._known = False, (time.monotonic(), graphs, self._seen(graphs))
        return self._known

    def _seen(self, graphs: Graphs) -> Form:
        if not graphs.marked:
            return ()
        reply, unites = self._unites(())
        if reply.virtuoso and unites:
            # It plans queries over listed graphs badly, and answers some of them wrongly.
            self._alone(graphs)
            return ()
        if not graphs.others and unites:
            return ()
        if not graphs.others and self._unites(_UNION)[1]:
            return _UNION
        return tuple((f"{kind}-graph-uri", name) for kind in ("default", "named") for name in graphs.own)

    def _unites(self, graphs: Form) -> tuple[Reply, bool]:
        reply = self._replied(own_query("union"), graphs)
        return reply, bool(rows(reply, self.places.query))

    def _alone(self, graphs: Graphs) -> None:
        if _marks(graphs.others):
            raise BadInput(
                "{server}: holds builds of several bases, which Virtuoso would mix; "
                "give each a server of its own",
                server=self.places.query,
            )

    def _replied(self, query: str, graphs: Form) -> Reply:
        reply = self._sent(self.places.query, [*graphs, ("query", query)], ACCEPT[form(query)])
        self._virtuoso = self._virtuoso or reply.virtuoso
        return passed(reply, self.places.query, self.caller)

    def _sent(self, address: str, said: Sequence[tuple[str, str]], accept: str = "*/*") -> Reply:
        headers = {"Content-Type": _FORM_TYPE, "Accept": accept}
        return self.caller.call(Call("POST", address, urlencode(said).encode("ascii"), headers))


def _marks(names: Iterable[str]) -> list[str]:
    """The names of the graphs that every build has, of builds that stand in their place."""
    return [name for name in names if name.endswith(f"/{MARK}") and f"/{STAGING}" not in name]
