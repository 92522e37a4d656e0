"""The build on a server, asked as a store on disk is: what its server answers wrongly, a copy answers."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from pyoxigraph import BlankNode, NamedNode, Quad, Store

from kg.errors import BadQuery
from kg.store.remote.calls import Unreachable
from kg.store.remote.doubts import doubtful, is_gap
from kg.store.remote.endpoint import Answer, Endpoint
from kg.store.remote.queries import names_graphs
from kg.store.remote.scope import Graphs, Scope

_HELD_SECONDS = 60.0


@dataclass(slots=True)
class Remote:
    """A server, and which of its graphs are asked."""

    endpoint: Endpoint
    scope: Scope
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
        graphs = self.scope.form() if free else said
        if not (self.endpoint.virtuoso and doubtful(query)):
            try:
                return self.endpoint.ask(f"BASE <{base_iri}>\n{query}" if base_iri else query, graphs)
            except (BadQuery, Unreachable) as error:
                if not (self.endpoint.virtuoso and is_gap(str(error))):
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
        seen = tuple((f"using-{name}", graph) for name, graph in self.scope.form() if graph)
        self._copy = None
        self.endpoint.change(update, seen)
        self.scope.grow()

    def change(self, update: str) -> None:
        """Have the server do an update of any of its graphs; raises as `update` does."""
        self._copy = None
        self.endpoint.change(update)
        self.scope.forget()

    def named_graphs(self) -> list[NamedNode | BlankNode]:
        """The names of the build's graphs."""
        return [NamedNode(name) for name in self.scope.own()]

    def graphs(self) -> Graphs:
        """The server's graphs as they are now; raises as `Scope.graphs` does."""
        return self.scope.graphs()

    def copied(self) -> Store:
        """The build's graphs in memory."""
        store = Store()
        for graph in map(NamedNode, self.graphs().own):
            triples = self.endpoint.graph(graph)
            store.extend(Quad(one.subject, one.predicate, one.object, graph) for one in triples)
        return store

    def _held(self) -> Store:
        """A copy of the build's graphs, as they were a minute ago at most and before no update of ours."""
        if self._copy is None or time.monotonic() - self._copy[0] > _HELD_SECONDS:
            self._copy = time.monotonic(), self.copied()
        return self._copy[1]
