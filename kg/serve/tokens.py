"""The tokens of a SPARQL query, as far as they are needed to see its outermost clauses.

>>> outermost('SELECT * { ?s ?p "LIMIT 5" } # LIMIT 6')
['SELECT']
>>> limited("SELECT * { ?s ?p ?o } VALUES ?s { 1 }", 10)
'SELECT * { ?s ?p ?o }  LIMIT 10 VALUES ?s { 1 }'
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

# SPARQL 1.1, section 19.8; what cannot hold a brace or a word need not be told apart.
_TOKEN = re.compile(
    r"""
      (?P<comment> \#[^\n\r]* ) | (?P<iri> <[^<>"{}|^`\\\x00-\x20]*> )
    | (?P<string> '''(?:(?:'|'')?(?:[^'\\]|\\.))*''' | \"\"\"(?:(?:"|"")?(?:[^"\\]|\\.))*\"\"\"
                | '(?:[^'\\\n\r]|\\.)*' | "(?:[^"\\\n\r]|\\.)*" )
    | [?$]\w+ | @[A-Za-z]+(?:-[A-Za-z0-9]+)*
    | (?:[^\W\d][\w.\-]*)?:(?:[\w:.\-]|%[0-9A-Fa-f]{2}|\\.)*
    | (?P<word> [A-Za-z]\w* ) | (?P<number> [0-9]+ ) | (?P<brace> [{}] )
    """,
    re.VERBOSE | re.DOTALL,
)
# What may stand before the first keyword of a query or update (section 4.1), and the keywords of updates.
_PROLOGUE = r"(?:\s|\#[^\n\r]*[\n\r]|BASE\s*<[^>]*>|PREFIX\s*[^\s:<]*:\s*<[^>]*>)*+"
_UPDATE = re.compile(
    _PROLOGUE + r"(?:INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY|WITH)\b", re.IGNORECASE
)
_CLAUSES = frozenset(("SELECT", "ASK", "CONSTRUCT", "DESCRIBE", "FROM", "VALUES", "LIMIT", "OFFSET"))


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
    for token in _outside(query):
        if token["number"] and found and found[-1].keyword in ("LIMIT", "OFFSET") and found[-1].number < 0:
            last = found.pop()
            found.append(Clause(last.keyword, last.start, int(token["number"][:18]), token.end()))
        elif token["word"] and token["word"].upper() in _CLAUSES:
            found.append(Clause(token["word"].upper(), token.start()))
    return tuple(found)


def _outside(query: str) -> Iterator[re.Match[str]]:
    depth = 0
    for token in _TOKEN.finditer(query):
        if token["brace"]:
            depth += 1 if token["brace"] == "{" else -1
        elif depth == 0:
            yield token


def is_update(query: str) -> bool:
    r"""Whether a text begins as an update does (SPARQL 1.1 Update, section 3).

    >>> is_update("PREFIX a: <a:b> # DROP\nDELETE WHERE { ?s ?p ?o }"), is_update("ASK { } # DROP ALL")
    (True, False)
    """
    return bool(_UPDATE.match(query))


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
