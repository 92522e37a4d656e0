r"""Refuse, before anything runs, a query that would reach beyond the graph: the store's own parser judges.

>>> examine('SELECT * { ?s ?p "SERVICE <http://example.org/> {}" }')
'SELECT * { ?s ?p "SERVICE <http://example.org/> {}" }'
>>> examine('SELECT * { SERV\\u0049CE <http://example.org/> { ?s ?p ?o } }')
Traceback (most recent call last):
kg.query.examining.OutsideGraph: SERVICE would reach beyond this graph; leave it out
"""

import re

from pyoxigraph import Store

from kg.errors import BadQuery

_KEYWORD = "service"
# Codepoint escapes count wherever they stand (SPARQL 1.1, section 19.2).
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_PLACE = re.compile(r"error at (\d+):(\d+): ")


class OutsideGraph(BadQuery):
    """A query that would ask another server."""


def examine(query: str) -> str:
    """The query to run, which stays within the graph; raises BadQuery for one that does not, or may not.

    Without the letters of SERVICE, however escaped, no parser can find the keyword. A query with them is
    parsed with other letters in their place, which no keyword has: names, strings, IRIs and comments parse
    as before, and the keyword does not. The same parser reads the query later, so no other reading of it
    counts. What passes is given without escapes, for nothing else was parsed.
    """
    plain = _unescaped(query)
    if _KEYWORD not in plain.casefold():
        return query
    if any(not _character(escape).isalnum() for escape in _ESCAPE.finditer(query)):
        raise BadQuery("a query that writes 'service' must write signs as they are, not as escapes")
    mask = _unused(plain)
    masked = re.sub(_KEYWORD, mask, plain, flags=re.IGNORECASE)
    if _KEYWORD in masked.casefold():
        raise BadQuery("a query that writes 'service' must write it in letters of ASCII")
    try:
        Store().query(masked)
    except SyntaxError as error:
        raise _refused(masked, mask, error) from error
    except (ValueError, OSError, RuntimeError, OverflowError) as error:
        raise BadQuery("a query that writes 'service' cannot be examined: {error}", error=error) from error
    return plain


def _refused(masked: str, mask: str, error: SyntaxError) -> BadQuery:
    """The refusal: of SERVICE where the parser stops at the letters in its place, or at what follows them."""
    before = masked[: max(_offset(masked, str(error)), 0)]
    if re.search(rf"{mask}(?:\s|#[^\n\r]*[\n\r])*<?$", before):
        return OutsideGraph("SERVICE would reach beyond this graph; leave it out")
    told = str(error).replace(mask, _KEYWORD)
    return BadQuery(
        "a query that writes 'service' must read as SPARQL without that keyword: {told}", told=told
    )


def _offset(query: str, said: str) -> int:
    """Where in the query the parser stopped, by the line and column that it tells; -1 where it tells none."""
    place = _PLACE.match(said)
    if not place:
        return -1
    before = query.split("\n")[: int(place[1]) - 1]
    return sum(len(line) + 1 for line in before) + int(place[2]) - 1


def _unused(query: str) -> str:
    """Letters that the query does not hold, as many as the keyword has, and that begin no keyword."""
    folded = query.casefold()
    return next(mask for last in _LETTERS for mid in _LETTERS if (mask := f"xqz{mid}qx{last}") not in folded)


_LETTERS = "abcdefghijklmnopqrstuvwxyz"


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
