"""Run updates on a server that may not know all of SPARQL: the rest is done on a copy and put back."""

from dataclasses import dataclass

from pyoxigraph import NamedNode, QueryBoolean, QuerySolutions, QueryTriples, Store

from kg.errors import BadQuery
from kg.store.remote.asking import Remote
from kg.store.remote.calls import Unreachable
from kg.store.remote.doubts import is_gap
from kg.store.remote.putting import Putting


@dataclass(frozen=True, slots=True)
class Deriving:
    """A server as rules run on it: queries are its own, updates too where its own faults do not stop it."""

    remote: Remote
    base: str

    def query(self, query: str, /) -> QuerySolutions | QueryBoolean | QueryTriples:
        """The answer to a query; raises as `Remote.query` does."""
        return self.remote.query(query)

    def update(self, update: str, /) -> None:
        """Change what the server holds; raises as `Remote.update` does."""
        try:
            self.remote.update(update)
        except (BadQuery, Unreachable) as error:
            if not is_gap(str(error)):
                raise
            self._done_here(update)

    def _done_here(self, update: str) -> None:
        before, after, changed = self.remote.copied(), Store(), Store()
        after.extend(before)
        after.update(update)
        gone = []
        for graph in {*before.named_graphs(), *after.named_graphs()}:
            now = set(after.quads_for_pattern(None, None, None, graph))
            if not now and isinstance(graph, NamedNode):
                gone.append(graph.value)
            elif now != set(before.quads_for_pattern(None, None, None, graph)):
                changed.extend(now)
        Putting(self.remote, self.base).replace(changed, gone)
