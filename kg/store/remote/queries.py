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

# SPARQL 1.1, section 19.8: what can hold a brace or a keyword without being one, words, and braces.
_TOKEN = re.compile(
    r"""
      \#[^\n\r]* | <[^<>"{}|^`\\\x00-\x20]*>
    | '''(?:(?:'|'')?(?:[^'\\]|\\.))*''' | \"\"\"(?:(?:"|"")?(?:[^"\\]|\\.))*\"\"\"
    | '(?:[^'\\\n\r]|\\.)*' | "(?:[^"\\\n\r]|\\.)*"
    | [?$]\w+ | @[A-Za-z]+(?:-[A-Za-z0-9]+)*
    | (?P<name> (?:[^\W\d][\w.\-]*)?:(?:[\w:.\-]|%[0-9A-Fa-f]{2}|\\.)* )
    | (?P<word> [A-Za-z]\w* ) | (?P<brace> [{}] )
    """,
    re.VERBOSE | re.DOTALL,
)
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


def tokens(query: str) -> Iterator[re.Match[str]]:
    """The comments, IRIs, strings, variables, language tags, names, words and braces of a query, in order."""
    return _TOKEN.finditer(query)


def form(query: str) -> str:
    """The keyword of the query's form: SELECT, CONSTRUCT, DESCRIBE or ASK."""
    return next((word for _, word, depth in _words(query) if depth == 0 and word in _FORMS), "ASK")


def names_graphs(query: str) -> bool:
    """Whether the query says itself, by FROM, which graphs it is about."""
    return any(word == "FROM" for _, word, depth in _words(query) if depth == 0)


def counted(query: str) -> str:
    """The query that counts the rows of a SELECT; its FROM goes outside, where alone it may stand."""
    start = next(at for at, word, depth in _words(query) if depth == 0 and word == "SELECT")
    head, body, named = query[:start], query[start:], ""
    if names_graphs(body):
        first = next(at for at, word, depth in _words(body) if depth == 0 and word == "FROM")
        behind = next(token.start() for token in _TOKEN.finditer(body, first) if _begins_pattern(token))
        body, named = body[:first] + body[behind:], body[first:behind]
    return f"{head}SELECT (COUNT(*) AS ?rows) {named}{{ {{ {body}\n}} }}"


def _begins_pattern(token: re.Match[str]) -> bool:
    return bool(token["brace"]) or (token["word"] or "").upper() == "WHERE"


def rows_behind(query: str) -> str:
    """The SELECT of the rows from which a CONSTRUCT makes its triples."""
    start = next(at for at, word, depth in _words(query) if depth == 0 and word == "CONSTRUCT")
    opened = [token for token in _TOKEN.finditer(query, start) if token["brace"]]
    words = [token for token in _TOKEN.finditer(query, start) if token["word"]]
    if len(words) > 1 and opened and words[1].start() < opened[0].start():
        # The short form: its pattern is its template.
        return f"{query[:start]}SELECT * {query[words[1].start() :]}"
    depth = 0
    for token in opened:
        depth += 1 if token["brace"] == "{" else -1
        if depth == 0:
            return f"{query[:start]}SELECT *{query[token.end() :]}"
    return query


def _words(query: str) -> Iterator[tuple[int, str, int]]:
    """The words outside strings, names and comments: where each stands, in capitals, in how many braces."""
    depth = 0
    for token in _TOKEN.finditer(query):
        if token["brace"]:
            depth += 1 if token["brace"] == "{" else -1
        elif token["word"]:
            yield token.start(), token["word"].upper(), depth
