"""Read the rows that rules written in Python need, by the name of a query under queries/audit/reading."""

from collections.abc import Iterator

from pyoxigraph import Store

from kg import resources
from kg.query import run

READING = "queries/audit/reading"


def rows(store: Store, name: str) -> Iterator[dict[str, str]]:
    """Each row of the query as text by column; nothing is an empty text."""
    table = run(store, resources.text(f"{READING}/{name}.rq"))
    if isinstance(table, str):
        raise TypeError(f"{READING}/{name}.rq constructs a graph; it must select rows")
    for cells in table.cells():
        yield dict(zip(table.columns, cells, strict=True))
