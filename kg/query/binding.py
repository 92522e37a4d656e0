r"""Put RDF terms in the place of a query's parameters, token by token, so that no value becomes query text.

A parameter is a variable `?_name_iri`, `_string`, `_date` or `_integer` (the convention of grlc).

>>> from pyoxigraph import Literal
>>> bind('SELECT ?s WHERE { ?s ?p ?_q_string } # ?_q_string', {"_q_string": Literal('a"b')})
'SELECT ?s WHERE { ?s ?p "a\\"b" } # ?_q_string'
"""

from collections.abc import Mapping

from pyoxigraph import Literal, NamedNode

from kg.store import tokens


def bind(query: str, terms: Mapping[str, NamedNode | Literal]) -> str:
    """The query with each parameter replaced by its term in N-Triples form; `terms` is keyed without `?`."""
    parts: list[str] = []
    end = 0
    for token in tokens(query):
        term = terms.get(token["variable"] or "")
        if term is not None:
            parts += query[end : token.start()], str(term)
            end = token.end()
    return "".join((*parts, query[end:]))


def variables(query: str) -> list[str]:
    """The names of the query's variables in order of first appearance, without `?`."""
    return list(dict.fromkeys(token["variable"] for token in tokens(query) if token["variable"]))
