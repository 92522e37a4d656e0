"""Declare the prefixes of the project in a query that uses them and does not declare them itself.

>>> declared("SELECT ?task { ?task a pol:Task }")
'PREFIX pol: <https://w3id.org/vnpolicy/ns#> SELECT ?task { ?task a pol:Task }'
"""

from itertools import pairwise

from kg.names import PREFIXES
from kg.store import tokens


def declared(query: str) -> str:
    """The query with what it lacks before it, on its first line: lines in errors stay those of the query."""
    found = [token for token in tokens(query) if not token["comment"]]
    used = {_prefix(token["name"]) for token in found if token["name"]}
    known = {
        _prefix(name["name"])
        for word, name in pairwise(found)
        if name["name"] and (word["word"] or "").upper() == "PREFIX"
    }
    lacking = used - known
    return (
        "".join(f"PREFIX {prefix}: <{iri}> " for prefix, iri in PREFIXES.items() if prefix in lacking) + query
    )


def _prefix(name: str) -> str:
    return name.partition(":")[0]
