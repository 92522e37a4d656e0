r"""The outermost clauses of a SPARQL query, as far as its form and its limit want them.

>>> outermost('SELECT * { ?s ?p "LIMIT 5" } # LIMIT 6')
['SELECT']
>>> limited("SELECT * { ?s ?p ?o } VALUES ?s { 1 }", 10)
'SELECT * { ?s ?p ?o }  LIMIT 10 VALUES ?s { 1 }'
"""

from dataclasses import dataclass
from functools import lru_cache

from kg.store import outside_braces, tokens

_CLAUSES = frozenset(("SELECT", "ASK", "CONSTRUCT", "DESCRIBE", "FROM", "VALUES", "LIMIT", "OFFSET"))
# What may stand before the first keyword of a query or update (SPARQL 1.1, section 4.1) as words, as tokens.
_PROLOGUE, _DECLARED = frozenset(("BASE", "PREFIX")), frozenset(("comment", "name", "iri"))
_UPDATES = frozenset(("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"))


@dataclass(frozen=True, slots=True)
class Clause:
    """A keyword outside all braces: which, and where it stands; for LIMIT, the number behind it."""

    keyword: str
    start: int
    number: int = -1
    end: int = -1


@lru_cache(maxsize=1)
def clauses(query: str) -> tuple[Clause, ...]:
    """The keywords of the outermost query that begin its clauses, in order."""
    found: list[Clause] = []
    for token in outside_braces(query):
        number, keyword = token["number"] or "", (token["word"] or "").upper()
        if number.isdigit() and found and found[-1].keyword in ("LIMIT", "OFFSET") and found[-1].number < 0:
            last = found.pop()
            found.append(Clause(last.keyword, last.start, int(number[:18]), token.end()))
        elif keyword in _CLAUSES:
            found.append(Clause(keyword, token.start()))
    return tuple(found)


def is_update(query: str) -> bool:
    r"""Whether a text begins as an update does (SPARQL 1.1 Update, section 3).

    >>> is_update("PREFIX a: <a:b> # DROP\nDELETE WHERE { ?s ?p ?o }"), is_update("ASK { } # DROP ALL")
    (True, False)
    """
    words = (token for token in tokens(query) if token.lastgroup not in _DECLARED)
    first = next((token[0].upper() for token in words if token[0].upper() not in _PROLOGUE), "")
    return first in _UPDATES


def outermost(query: str) -> list[str]:
    """The keywords alone."""
    return [clause.keyword for clause in clauses(query)]


def limited(query: str, rows: int) -> str:
    """The query with its limit lowered to so many rows, or set where it has none."""
    found = clauses(query)
    limit = next((clause for clause in found if clause.keyword == "LIMIT" and clause.number >= 0), None)
    if limit:
        return f"{query[: limit.start]}LIMIT {min(limit.number, rows)}{query[limit.end :]}"
    values = next((clause for clause in found if clause.keyword == "VALUES"), None)
    if values:
        return f"{query[: values.start]} LIMIT {rows} {query[values.start :]}"
    return f"{query}\nLIMIT {rows}"
