"""Which of a server's graphs are those of one build, and how a query is made to see them and no others."""

import time
from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.errors import BadInput
from kg.store.remote.endpoint import Endpoint, Form
from kg.store.remote.queries import own_query

# Every build has this graph, and what stands before it is the base of its names.
MARK = "graph/ontology/policy"
# Where graphs wait until they take the place of others; no answer is drawn from them.
STAGING = "staging/"
# What `oxigraph serve` takes for the union of all graphs; others pass it over.
_UNION = (("union-default-graph", ""),)
_FRESH_SECONDS = 5.0


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
class Scope:
    """Of several builds on a server, the one whose names begin with `base`, as it was a moment ago."""

    endpoint: Endpoint
    base: str
    _known: tuple[float, Graphs, Form] | None = field(default=None, repr=False)
    # Whether an update has been since, which may have made graphs.
    _grown: bool = False

    def graphs(self) -> Graphs:
        """The server's graphs as they are now.

        Raises BadInput where it holds builds of several bases and none of them is the one wanted.
        """
        found = tuple(self.endpoint.graph_names())
        marks = [name.removesuffix(MARK) for name in _marks(found)]
        if len(marks) > 1 and self.base not in marks:
            wrong = "{server}: holds builds of several bases; say by --base which: {bases}"
            raise BadInput(wrong, server=self.endpoint.places.query, bases=", ".join(marks))
        base = marks[0] if len(marks) == 1 else self.base
        own = tuple(name for name in found if name.startswith(f"{base}graph/"))
        return Graphs(base, own, tuple(name for name in found if not name.startswith(f"{base}graph/")))

    def own(self) -> tuple[str, ...]:
        """The names of the build's graphs, as they were a moment ago and after every update of ours."""
        return (self.graphs() if self._grown else self._looked_at()[1]).own

    def form(self) -> Form:
        """What a request says so that its query sees the build's graphs alone; raises as `graphs` does."""
        return self._looked_at()[2]

    def grow(self) -> None:
        """Know that an update has been, by rules that see the build alone, which may have made graphs."""
        # What is listed must hold the graphs that an update makes; a union of all holds them anyway.
        listed = self._known is not None and any(graph for _, graph in self._known[2])
        self._grown, self._known = True, None if listed else self._known

    def forget(self) -> None:
        """Know that any graph may be another now."""
        self._known = None

    def _looked_at(self) -> tuple[float, Graphs, Form]:
        """The graphs as they were a moment ago, and the form by which a query sees those of the build."""
        if self._known is None or time.monotonic() - self._known[0] > _FRESH_SECONDS:
            graphs = self.graphs()
            self._grown, self._known = False, (time.monotonic(), graphs, self._seen(graphs))
        return self._known

    def _seen(self, graphs: Graphs) -> Form:
        if not graphs.marked:
            return ()
        unites = self.endpoint.agrees(own_query("union"))
        if self.endpoint.virtuoso and unites:
            # It plans queries over listed graphs badly, and answers some of them wrongly.
            self._alone(graphs)
            return ()
        if not graphs.others and unites:
            return ()
        if not graphs.others and self.endpoint.agrees(own_query("union"), _UNION):
            return _UNION
        return tuple((f"{kind}-graph-uri", name) for kind in ("default", "named") for name in graphs.own)

    def _alone(self, graphs: Graphs) -> None:
        if _marks(graphs.others):
            raise BadInput(
                "{server}: holds builds of several bases, which Virtuoso would mix; "
                "give each a server of its own",
                server=self.endpoint.places.query,
            )


def _marks(names: Iterable[str]) -> list[str]:
    """The names of the graphs that every build has, of builds that stand in their place."""
    return [name for name in names if name.endswith(f"/{MARK}") and f"/{STAGING}" not in name]
