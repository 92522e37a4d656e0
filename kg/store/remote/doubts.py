r"""Tell which queries Virtuoso may answer wrongly or not at all: a copy of the graphs answers them.

Measured on 7.2.5: behind a path of any length rows are lost or too many, from one day to the next; letters
outside ASCII in a string of a query spoil what they are joined with; GRAPH without a pattern names none.

>>> doubtful("SELECT * { ?s a/b:c* ?o }"), doubtful("SELECT * { ?s ?p 'b:c+' . FILTER (?n + 1 > 2) }")
(True, False)
>>> doubtful('SELECT (CONCAT(?a, "ộ") AS ?b) { }'), doubtful('SELECT * { ?s ?p "ộ"@vi }')
(True, False)
"""

import re

from kg.store.lexing import tokens

_JOINING = frozenset(("CONCAT", "REPLACE", "GROUP_CONCAT", "IF", "COALESCE"))
_EMPTY = re.compile(r"\bGRAPH\s+\S+\s*\{\s*\}", re.IGNORECASE)
# The errors that its compiler makes of queries that are SPARQL; others are of limits and the like.
_GAP = re.compile(r"Virtuoso \w+ Error (SQ|SR066|TR|SP031)")


def doubtful(query: str) -> bool:
    """Whether the answer of Virtuoso to a query cannot be trusted."""
    return _has_long_path(query) or _joins_letters(query) or bool(_EMPTY.search(query))


def is_gap(said: str) -> bool:
    """Whether what Virtuoso says of a query it refuses is a fault of its own."""
    return bool(_GAP.search(said))


def _has_long_path(query: str) -> bool:
    """Whether a star or plus follows a name or a bracket at once, as in a path and seldom elsewhere."""
    ends = [t.end() for t in tokens(query) if t["name"] or t["iri"] or t[0] in ("a", ")")]
    return any(query[end : end + 1] in ("*", "+") for end in ends)


def _joins_letters(query: str) -> bool:
    found = list(tokens(query))
    if not any((token["word"] or "").upper() in _JOINING for token in found):
        return False
    plain = (t for t in found if t["string"] and query[t.end() : t.end() + 1] not in ("@", "^"))
    return any(not token[0].isascii() or "\\u" in token[0].lower() for token in plain)
