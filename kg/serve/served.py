"""What is served: a build in memory or on its disk, or another server, and what of it nobody has reviewed."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import cast

from pyoxigraph import Store

from kg.messages import Message
from kg.query import Table, Unreviewed, counting, holds_drafts, resting, unreviewed
from kg.serve.remote import Remote

_SOME = Message("not reviewed: this graph holds drafts that nobody has reviewed")


@dataclass(frozen=True, slots=True)
class Served:
    """The graph that is asked, and what of it nobody has reviewed.

    That is counted once where the graph is held in memory; of one that is too large for that, or another
    server's, only whether it holds drafts at all is known (None): to count them may take longer than a query.
    """

    store: Store | Remote
    standing: Unreviewed | None = None

    @property
    def asked(self) -> Store:
        """The store, as questions ask it: a Remote is asked in the same way."""
        return cast(Store, self.store)

    def of_graph(self) -> Message | None:
        """A line on what of the graph nobody has reviewed; None where all has been, or a server has it."""
        if self.standing:
            return counting(self.standing)
        return _SOME if isinstance(self.store, Store) and holds_drafts(self.store) else None

    def of_rows(self, table: Table, about: Callable[[], Collection[str]]) -> Message | None:
        """A line on the rows that rest on drafts; `about` gives what was asked about, as IRIs."""
        if self.standing:
            return resting(self.standing, table, about()) if self.standing.documents else None
        return _SOME if table.rows and holds_drafts(self.asked) else None


def held(store: Store) -> Served:
    """A build in memory, looked through once for all who answer from it."""
    return Served(store, unreviewed(store))
