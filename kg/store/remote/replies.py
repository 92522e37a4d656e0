"""Read what a SPARQL server replies: rows, yes or no, triples, or why there is none of them."""

import json
from typing import Any

from pyoxigraph import (
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    parse_query_results,
)

from kg.errors import BadQuery
from kg.messages import Message
from kg.store.remote.calls import Caller, Reply, Unreachable
from kg.store.remote.queries import own_query

TABLE = "application/sparql-results+json"
# What is asked for by the form of a query: Virtuoso would rather give a table of triples than triples.
_GRAPHS = "application/n-triples, text/turtle;q=0.5"
ACCEPT = {"CONSTRUCT": _GRAPHS, "DESCRIBE": _GRAPHS, "SELECT": TABLE, "ASK": TABLE}
_TABLES = (TABLE, "application/json")
_TRIPLES = {
    "application/n-triples": RdfFormat.N_TRIPLES,
    "text/plain": RdfFormat.N_TRIPLES,
    "text/turtle": RdfFormat.TURTLE,
}
_BOOLEAN = "http://www.w3.org/2001/XMLSchema#boolean"
_LEXICAL = {"1": "true", "0": "false"}
# Virtuoso answers ASK with a table of this column, and writes true as 1 and false as 0 or with no row at all.
_ASKED = "__ASK_RETVAL"
# Virtuoso's word for an answer that is broken off at its limit of time, and the status of newer versions.
_BROKEN_OFF, _PARTIAL = "x-sql-state", 206
_MOVED, _FAULT, _OWN_FAULT = 300, 400, 500
_ABSENT = (404, 405)


def rows(reply: Reply, address: str) -> QuerySolutions | QueryBoolean:
    """The table of a reply, or its yes or no.

    Raises Unreachable where it holds neither.
    """
    if reply.media not in _TABLES:
        what = reply.media or Message("something without a type")
        raise Unreachable(
            "{address}: answers with {what}, as no SPARQL server does; give a query endpoint",
            address=address,
            what=what,
        )
    try:
        return parse_query_results(_mended(reply.body), format=QueryResultsFormat.JSON)
    except (SyntaxError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise Unreachable(
            "{address}: its answer cannot be read ({error}); ask it again", address=address, error=error
        ) from error


def cut(server: str, number: int, total: int) -> BadQuery:
    """What is wrong with an answer of which a server gives only the first rows."""
    return BadQuery(
        "{server}: cuts answers: {number} of {total} rows came; "
        "raise its limit (Virtuoso: ResultSetMaxRows), or ask with LIMIT and OFFSET",
        server=server,
        number=number,
        total=total,
    )


def is_graph(reply: Reply) -> bool:
    """Whether a reply holds triples."""
    return reply.media in _TRIPLES


def triples(reply: Reply, address: str) -> QueryTriples:
    """The triples of a reply, as a store gives them; raises Unreachable where they cannot be read."""
    store = Store()
    try:
        store.load(reply.body, format=_TRIPLES[reply.media])
    except (SyntaxError, ValueError) as error:
        raise Unreachable(
            "{address}: its triples cannot be read ({error}); ask it again", address=address, error=error
        ) from error
    found = store.query(own_query("everything"))
    if not isinstance(found, QueryTriples):
        raise TypeError("everything.rq must construct")
    return found


def passed(reply: Reply, address: str, caller: Caller) -> Reply:
    """The reply, if it is no refusal and whole.

    Raises BadQuery where the server refuses what was asked or gave up half-way, Unreachable where it fails or
    no SPARQL server is there.
    """
    place, status = address.partition("?")[0], reply.status
    if _MOVED <= status < _FAULT:
        where = caller.hidden(reply.headers.get("location", "elsewhere"))
        raise Unreachable("{place}: redirects to {where}; give that address", place=place, where=where)
    if status in _ABSENT:
        gone = "{place}: no SPARQL server is at this address ({status}); give its query endpoint"
        raise Unreachable(gone, place=place, status=status)
    if status >= _OWN_FAULT:
        fails = "{place}: fails ({status}): {why}; see the server's log"
        raise Unreachable(fails, place=place, status=status, why=caller.told(reply))
    if status >= _FAULT:
        refuses = "{place}: refuses this ({status}): {why}"
        raise BadQuery(refuses, place=place, status=status, why=caller.told(reply))
    if status == _PARTIAL or _BROKEN_OFF in reply.headers:
        cut_off = "{place}: broke the answer off at its limit of time; raise that, or ask for less"
        raise BadQuery(cut_off, place=place)
    return reply


def _mended(body: bytes) -> bytes:
    """The table with a yes or no, and truth values, as SPARQL 1.1 Query Results JSON Format has them."""
    if _ASKED.encode() not in body and _BOOLEAN.encode() not in body:
        return body
    said: dict[str, Any] = json.loads(body)
    bindings = said.get("results", {}).get("bindings", [])
    if said["head"].get("vars") == [_ASKED]:
        yes = any(int(row[_ASKED]["value"]) for row in bindings)
        return json.dumps({"head": {}, "boolean": yes}).encode()
    for term in (term for row in bindings for term in row.values() if term.get("datatype") == _BOOLEAN):
        term["value"] = _LEXICAL.get(term["value"], term["value"])
    return json.dumps(said).encode()
