"""Declare the prefixes of the project in a query that uses them and does not declare them itself.

>>> declared("SELECT ?task { ?task a pol:Task }")
'PREFIX pol: <https://w3id.org/vnpolicy/ns#> SELECT ?task { ?task a pol:Task }'
"""

import re

from kg.names import PREFIXES

_USED = re.compile(r"(?<![\w:.-])([a-z]+):")
_DECLARED = re.compile(r"\bprefix\s+([a-z]+):", re.IGNORECASE)


def declared(query: str) -> str:
    """The query with what it lacks before it, on its first line: lines in errors stay those of the query."""
    lacking = set(_USED.findall(query)) - set(_DECLARED.findall(query))
    return (
        "".join(f"PREFIX {prefix}: <{iri}> " for prefix, iri in PREFIXES.items() if prefix in lacking) + query
    )
