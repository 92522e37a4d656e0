r"""What is said in SPARQL: our own queries with their terms in place; of others, their kind, rows and pages.

>>> counted("PREFIX a: <urn:a> SELECT ?s { ?s a:b 'SELECT }' } LIMIT 5 # {")
"PREFIX a: <urn:a> SELECT (COUNT(*) AS ?rows) { { SELECT ?s { ?s a:b 'SELECT }' } LIMIT 5 # {\n} }"
>>> rows_behind("CONSTRUCT { ?s a ?o } WHERE { ?s ?p ?o } LIMIT 5")
'SELECT * WHERE { ?s ?p ?o } LIMIT 5'
"""

import re
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from kg import resources
from kg.store.lexing import outside_braces, tokens

_FORMS = ("SELECT", "CONSTRUCT", "DESCRIBE", "ASK")
_PARAMETER = re.compile(r"\?(_\w+)")


def own_query(name: str, **terms: NamedNode | Literal) -> str:
    """A query of queries/store without its header, a term in the place of each parameter `?_name`."""
    query = resources.text(f"queries/store/{name}.rq")
    body = re.sub(r"^#.*\n", "", query, flags=re.MULTILINE).strip()
    return _PARAMETER.sub(lambda found: str(terms[found[1]]), body)


def paged(query: str, rows: int, start: int) -> str:
    """The rows of a query without a limit that begin at one, so many."""
    return f"{query} LIMIT {rows} OFFSET {start}"


def form(query: str) -> str:
    """The keyword of the query's form: SELECT, CONSTRUCT, DESCRIBE or ASK."""
    return next((word for word, _ in _words(query) if word in _FORMS), "ASK")


def names_graphs(query: str) -> bool:
    """Whether the query says itself, by FROM, which graphs it is about."""
    return _place(query, "FROM") is not None


def counted(query: str) -> str:
    """The query that counts the rows of a SELECT; its FROM goes outside, where alone it may stand."""
    start = _place(query, "SELECT") or 0
    head, body, named = query[:start], query[start:], ""
    first = _place(body, "FROM")
    if first is not None:
        behind = first + next(token.start() for token in tokens(body[first:]) if _begins_pattern(token))
        body, named = body[:first] + body[behind:], body[first:behind]
    return f"{head}SELECT (COUNT(*) AS ?rows) {named}{{ {{ {body}\n}} }}"


def _begins_pattern(token: re.Match[str]) -> bool:
    return token[0] == "{" or (token["word"] or "").upper() == "WHERE"


def rows_behind(query: str) -> str:
    """The SELECT of the rows from which a CONSTRUCT makes its triples."""
    start = _place(query, "CONSTRUCT") or 0
    head, body = query[:start], query[start:]
    braces = [token for token in tokens(body) if token["sign"] in ("{", "}")]
    words = [token for token in tokens(body) if token["word"]]
    if len(words) > 1 and braces and words[1].start() < braces[0].start():
        # The short form: its pattern is its template.
        return f"{head}SELECT * {body[words[1].start() :]}"
    depth = 0
    for token in braces:
        depth += 1 if token[0] == "{" else -1
        if depth == 0:
            return f"{head}SELECT *{body[token.end() :]}"
    return query


def _place(query: str, keyword: str) -> int | None:
    """Where a keyword of the outermost query stands first."""
    return next((at for word, at in _words(query) if word == keyword), None)


def _words(query: str) -> Iterator[tuple[str, int]]:
    """The words outside all braces, in capitals, and where each stands."""
    return ((token["word"].upper(), token.start()) for token in outside_braces(query) if token["word"])
