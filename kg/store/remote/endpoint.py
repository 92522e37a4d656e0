"""One SPARQL 1.1 server, whose answers come whole or not at all: a cut one is an error, never a short one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from pyoxigraph import (
    Literal,
    NamedNode,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    Triple,
)

from kg.errors import BadInput, BadQuery
from kg.store.remote.calls import Call, Caller, Reply, Unreachable
from kg.store.remote.places import Places
from kg.store.remote.queries import counted, form, own_query, paged, rows_behind
from kg.store.remote.replies import ACCEPT, cut, is_graph, passed, rows, triples

# Virtuoso's word for an answer that is cut at ResultSetMaxRows.
_CUT = "x-sparql-maxrows"
_FORM_TYPE = "application/x-www-form-urlencoded"

# What a request says beside its query: the graphs that it is about.
Form = tuple[tuple[str, str], ...]
Answer = QuerySolutions | QueryBoolean | QueryTriples


@dataclass(slots=True)
class Endpoint:
    """A server at its addresses; `virtuoso` once a reply has shown that it is one."""

    places: Places
    caller: Caller
    virtuoso: bool = False
    # A server that gave so many rows cuts no shorter answer; none would cut at one row.
    _sure: int = 2

    def ask(self, query: str, graphs: Form = ()) -> Answer:
        """The whole answer to a query over the graphs that a form names.

        Raises BadQuery where the server refuses it or cuts its answer, Unreachable where there is no answer.
        """
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

    def agrees(self, query: str, graphs: Form = ()) -> bool:
        """The answer to an ASK; raises as `ask` does."""
        return bool(rows(self._replied(query, graphs), self.places.query))

    def change(self, update: str, graphs: Form = ()) -> None:
        """Have the server do an update; raises BadQuery where it refuses, Unreachable where it fails."""
        place = self.places.update
        if not place:
            wrong = "{server}: where it takes updates is not known; give --store-update"
            raise BadInput(wrong, server=self.places.query)
        passed(self._sent(place, [*graphs, ("update", update)]), place, self.caller)

    def graph_names(self) -> Iterator[str]:
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

    def number(self, graph: NamedNode) -> int:
        """How many triples a graph holds; raises as `ask` does."""
        found = self._solutions(self._replied(own_query("number", _graph_iri=graph), ()))
        return int(next(found)["number"].value)

    def graph(self, graph: NamedNode) -> list[Triple]:
        """The triples of a graph, in as many pages as the server wants to give them."""
        reply = self._replied(own_query("copy", _graph_iri=graph), ())
        found = list(triples(reply, self.places.query))
        if len(found) == self.number(graph):
            return found
        return [Triple(*row) for page in self._pages(graph) for row in page]

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

    def _replied(self, query: str, graphs: Form) -> Reply:
        reply = self._sent(self.places.query, [*graphs, ("query", query)], ACCEPT[form(query)])
        self.virtuoso = self.virtuoso or reply.virtuoso
        return passed(reply, self.places.query, self.caller)

    def _sent(self, address: str, said: Sequence[tuple[str, str]], accept: str = "*/*") -> Reply:
        headers = {"Content-Type": _FORM_TYPE, "Accept": accept}
        return self.caller.call(Call("POST", address, urlencode(said).encode("ascii"), headers))
