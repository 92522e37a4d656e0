"""The SPARQL 1.1 Protocol: from a request to the query that it asks, or to what is wrong with it.

Source: https://www.w3.org/TR/sparql11-protocol/, section 2.1.
"""

from collections.abc import Callable
from urllib.parse import parse_qsl

from kg.messages import Message
from kg.serve.pool import Pool
from kg.serve.speaking import spoken
from kg.serve.values import READ_ONLY, Answer, Request, problem

FORM, DIRECT, UPDATE = (
    "application/x-www-form-urlencoded",
    "application/sparql-query",
    "application/sparql-update",
)
_DEFAULT, _NAMED = "default-graph-uri", "named-graph-uri"
# A form with more fields than this asks for no graph of ours.
_FIELDS = 200
Pairs = list[tuple[str, str]]


class _Wrong(Exception):
    """What is wrong with a request, as an answer."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer


async def answer_sparql(pool: Pool, request: Request) -> Answer:
    """The answer to a request at the endpoint."""
    try:
        pairs = _pairs(request)
        query = _query(pairs)
    except _Wrong as wrong:
        return wrong.answer
    head = {
        "do": "query",
        "accept": request.headers.get("accept", ""),
        "speaks": spoken(request.headers, request.query),
        **_graphs(pairs),
    }
    return await pool.answer(head, query)


def _graphs(pairs: Pairs) -> dict[str, list[str] | None]:
    """The graphs that are named; both None where the request leaves them to the query."""
    default = [value for name, value in pairs if name == _DEFAULT]
    named = [value for name, value in pairs if name == _NAMED]
    return {"default": default, "named": named} if default or named else {"default": None, "named": None}


def _query(pairs: Pairs) -> bytes:
    if any(name == "update" for name, _ in pairs):
        raise _Wrong(problem(403, READ_ONLY))
    queries = [value for name, value in pairs if name == "query"]
    if len(queries) != 1:
        wrong = "one query is wanted, and {count} are given; name it 'query'"
        raise _Wrong(problem(400, Message(wrong, count=len(queries))))
    return queries[0].encode("utf-8")


def _pairs(request: Request) -> Pairs:
    pairs = _decoded(request.query.encode("latin-1", errors="replace"))
    if request.method != "POST":
        return pairs
    media, _, parameters = request.headers.get("content-type", "").lower().partition(";")
    if media.strip() not in _BODIES:
        wrong = Message("POST takes {form} or {direct}", form=FORM, direct=DIRECT)
        raise _Wrong(problem(415, wrong, ("accept-post", f"{FORM}, {DIRECT}")))
    charset = parameters.partition("charset=")[2].partition(";")[0].strip().strip('"')
    if charset not in ("", "utf-8", "utf8"):
        raise _Wrong(problem(415, Message("a query comes as UTF-8, not as {charset}", charset=charset)))
    return pairs + _BODIES[media.strip()](request.body)


def _decoded(form: bytes) -> Pairs:
    try:
        return parse_qsl(
            form.decode("utf-8"), keep_blank_values=True, errors="strict", max_num_fields=_FIELDS
        )
    except UnicodeDecodeError as error:
        raise _Wrong(problem(400, "the parameters are not UTF-8")) from error
    except ValueError as error:
        raise _Wrong(problem(400, Message("more than {most} parameters", most=_FIELDS))) from error


def _direct(body: bytes) -> Pairs:
    try:
        return [("query", body.decode("utf-8"))]
    except UnicodeDecodeError as error:
        raise _Wrong(problem(400, "the query is not UTF-8")) from error


def _update(body: bytes) -> Pairs:
    return [("update", "")]


_BODIES: dict[str, Callable[[bytes], Pairs]] = {FORM: _decoded, DIRECT: _direct, UPDATE: _update}
