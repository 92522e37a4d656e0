r"""Refuse, before anything runs, a query that would reach beyond the graph, judging by its parse.

>>> examine('SELECT * { ?s ?p "SERVICE <http://example.org/> {}" }')
>>> examine('SELECT * { SERV\\u0049CE <http://example.org/> { ?s ?p ?o } }')
Traceback (most recent call last):
kg.serve.examining.OutsideGraph: SERVICE would reach beyond this graph; leave it out
"""

import re
from collections.abc import Mapping

from pyparsing import ParseException
from pyparsing.results import ParseResults
from rdflib.plugins.sparql.parser import parseQuery, parseUpdate
from rdflib.plugins.sparql.parserutils import CompValue

from kg.errors import BadQuery
from kg.serve.tokens import bare

# Codepoint escapes count wherever they stand (SPARQL 1.1, section 19.2).
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
# An update that is longer is told from a mistyped query by its error alone.
_SHORT = 20_000


class OutsideGraph(BadQuery):
    """A query that would ask another server."""


def examine(query: str) -> None:
    """Pass a query that stays within the graph; raises BadQuery for one that does not, or may not.

    Without the letters of SERVICE, however escaped, no parser can find the keyword; with them, a parse tells
    the keyword from a name. rdflib takes some IRIs for comments, so it is given the query's bare structure. A
    query that cannot be parsed does not pass, nor one whose structure depends on when escapes are replaced.
    """
    plain = _unescaped(query)
    if "service" not in plain.casefold():
        return
    if any(not _character(escape).isalnum() for escape in _ESCAPE.finditer(query)):
        raise BadQuery("a query that writes 'service' must write signs as they are, not as escapes")
    structure = bare(plain)
    if "service" not in structure.casefold():
        return
    try:
        parsed = parseQuery(structure)
    except (ParseException, RecursionError, ValueError, TypeError) as error:
        raise BadQuery(
            f"a query that writes 'service' must be plain SPARQL 1.1, to be examined: {_short(error)}"
        ) from error
    if _holds(parsed, "ServiceGraphPattern"):
        raise OutsideGraph("SERVICE would reach beyond this graph; leave it out")


def is_update(query: str) -> bool:
    """Whether a text that is no query is an update."""
    if len(query) > _SHORT:
        return False
    try:
        parsed = parseUpdate(query)
    except Exception:  # rdflib raises what it meets: this only words a refusal that stands already
        return False
    return bool(parsed.request)


def _unescaped(query: str) -> str:
    """The query with its escapes replaced, and again what escapes hid; so many times that none is left."""
    while True:
        plain = _ESCAPE.sub(_character, query)
        if plain == query:
            return plain
        query = plain


def _character(escape: re.Match[str]) -> str:
    code = int(escape[1] or escape[2], 16)
    return chr(code) if code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else " "


def _holds(parsed: ParseResults, name: str) -> bool:
    """Whether a part of a parse has this name; the walk keeps its own stack, as parses are deep."""
    left: list[object] = [parsed]
    while left:
        part = left.pop()
        if isinstance(part, CompValue) and part.name == name:
            return True
        # pyparsing counts its parses as mappings, but what has no name stands in them as in a list.
        if isinstance(part, ParseResults | list | tuple | set):
            left.extend(part)
        if isinstance(part, Mapping):
            left.extend(part.values())
    return False


def _short(error: Exception) -> str:
    return str(error).partition("\n")[0][:200] or type(error).__name__
