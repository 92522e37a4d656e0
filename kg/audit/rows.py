"""Read the rows that rules written in Python need, by the name of a query under queries/audit/reading."""

from pyoxigraph import Store

from kg import resources
from kg.query import select

READING = "queries/audit/reading"


def rows(store: Store, name: str) -> list[dict[str, str]]:
    """The rows of the query as text by column; nothing is an empty text."""
    return select(store, resources.text(f"{READING}/{name}.rq"), f"{name}.rq").mappings()
