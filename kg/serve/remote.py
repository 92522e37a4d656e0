"""Any SPARQL 1.1 server, asked as the store of a build is asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import urlencode, urlsplit

from pyoxigraph import (
    BlankNode,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Store,
    Triple,
    parse,
    parse_query_results,
)

from kg.errors import BadInput, BadQuery
from kg.serve.media import FORMS, TABLES

_ACCEPT = f"{TABLES['json']}, {FORMS['nt']}, {FORMS['ttl']};q=0.5"
_CONNECTIONS = {"http": HTTPConnection, "https": HTTPSConnection}
_GRAPHS = {
    FORMS["nt"]: RdfFormat.N_TRIPLES,
    FORMS["ttl"]: RdfFormat.TURTLE,
    "text/plain": RdfFormat.N_TRIPLES,
}
_FAULT = 400


class Unreachable(BadInput):
    """The other server does not answer as a SPARQL server would."""


@dataclass(frozen=True, slots=True)
class Remote:
    """Another server's endpoint; `seconds` and `most` (bytes) are the limits of one answer."""

    endpoint: str
    seconds: float
    most: int

    def query(
        self,
        query: str,
        *,
        base_iri: str | None = None,
        use_default_graph_as_union: bool = True,
        default_graph: Sequence[NamedNode] | None = None,
        named_graphs: Sequence[NamedNode] | None = None,
    ) -> QuerySolutions | QueryBoolean | list[Triple]:
        """The answer to a query, as a store gives it; what its default graph is, the other server decides.

        Raises SyntaxError where it is no query, BadQuery where the other server refuses it, Unreachable.
        """
        Store().query(query, base_iri=base_iri)
        graphs = [("default-graph-uri", graph.value) for graph in default_graph or ()]
        graphs += [("named-graph-uri", graph.value) for graph in named_graphs or ()]
        media, body = self._asked([*graphs, ("query", query)])
        if media in _GRAPHS:
            return [quad.triple for quad in parse(body, format=_GRAPHS[media])]
        try:
            return parse_query_results(body, format=QueryResultsFormat.JSON)
        except (SyntaxError, ValueError) as error:
            raise Unreachable(f"{self.endpoint}: its answer cannot be read ({error})") from error

    def named_graphs(self) -> list[NamedNode | BlankNode]:
        """The names of the graphs that the other server holds."""
        found = self.query("SELECT DISTINCT ?graph { GRAPH ?graph { ?s ?p ?o } }")
        return [row["graph"] for row in found] if isinstance(found, QuerySolutions) else []

    def _asked(self, form: list[tuple[str, str]]) -> tuple[str, bytes]:
        place = urlsplit(self.endpoint)
        connection = _CONNECTIONS[place.scheme](place.hostname or "", place.port, timeout=self.seconds)
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": _ACCEPT}
        target = (place.path or "/") + (f"?{place.query}" if place.query else "")
        try:
            connection.request("POST", target, urlencode(form), headers)
            response = connection.getresponse()
            body = response.read(self.most + 1)
        except (OSError, HTTPException) as error:
            raise Unreachable(f"{self.endpoint}: does not answer ({error})") from error
        finally:
            connection.close()
        return self._checked(response.status, response.headers.get_content_type(), body)

    def _checked(self, status: int, media: str, body: bytes) -> tuple[str, bytes]:
        if status >= _FAULT:
            said = body[:300].decode("utf-8", errors="replace")
            refused = BadQuery if status < _FAULT + 100 else Unreachable
            raise refused(f"the endpoint answers {status}: {said}")
        if len(body) > self.most:
            raise BadQuery(f"the answer is longer than {self.most} bytes; ask for less")
        return media, body
