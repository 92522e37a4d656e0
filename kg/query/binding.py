r"""Put RDF terms in the place of a query's parameters, token by token, so that no value becomes query text.

A parameter is a variable `?_name_iri`, `_string`, `_date` or `_integer` (the convention of grlc).

>>> from pyoxigraph import Literal
>>> bind('SELECT ?s WHERE { ?s ?p ?_q_string } # ?_q_string', {"_q_string": Literal('a"b')})
'SELECT ?s WHERE { ?s ?p "a\\"b" } # ?_q_string'
"""

import re
from collections.abc import Mapping

from pyoxigraph import Literal, NamedNode

# The tokens of SPARQL 1.1 (sections 19.4, 19.8) inside which a question mark is no variable, and variables.
_TOKEN = re.compile(
    r"""
    (?P<other> \#[^\n]* | <[^<>"{}|^`\\\x00-\x20]*>
             | '''(?:(?:'|'')?(?:[^'\\]|\\.))*''' | \"\"\"(?:(?:"|"")?(?:[^"\\]|\\.))*\"\"\"
             | '(?:[^'\\\n\r]|\\.)*' | "(?:[^"\\\n\r]|\\.)*" )
    | [?$](?P<variable> \w+ )
    """,
    re.VERBOSE | re.DOTALL,
)


def bind(query: str, terms: Mapping[str, NamedNode | Literal]) -> str:
    """The query with each parameter replaced by its term in N-Triples form; `terms` is keyed without `?`."""

    def replaced(token: re.Match[str]) -> str:
        name = token["variable"]
        return str(terms[name]) if name in terms else token[0]

    return _TOKEN.sub(replaced, query)


def variables(query: str) -> list[str]:
    """The names of the query's variables in order of first appearance, without `?`."""
    return list(dict.fromkeys(token["variable"] for token in _TOKEN.finditer(query) if token["variable"]))
