"""Answer one query on a store: in the form that is wanted, within the limits, and saying where they cut."""

import io
import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import islice

from pyoxigraph import (
    NamedNode,
    QueryBoolean,
    QuerySolutions,
    Store,
    Triple,
    serialize,
)

from kg.errors import BadQuery
from kg.messages import Message
from kg.names import PREFIXES
from kg.query import OutsideGraph, examine
from kg.serve.clauses import is_update, limited, outermost
from kg.serve.media import BOOLEANS, CUSTOMARY, GRAPHS, TABLES, content_type
from kg.serve.negotiation import choose
from kg.serve.remote import Remote
from kg.serve.settings import Limits
from kg.serve.values import READ_ONLY, Answer, Headers, problem, warning
from kg.store import GRAPH_FORMS, TABLE_FORMS, in_xml

_XML = ("xml", "rdf")
# What every row holds: an answer with no more of these than rows allowed need not be read.
_MARKS = {"json": b"{", "xml": b"<result", "csv": b"\n", "tsv": b"\n"}
# A row of CSV, where quotation marks may hold the end of a line, and one of TSV, where they do not.
_CSV_ROW, _TSV_ROW = re.compile(rb'(?:[^"\n]++|"[^"]*+")*+\n'), re.compile(rb"[^\n]*+\n")
# What describes the limits, for the `link` of an answer's head and for the Link header.
LIMITS_PAGE = "/limits"


@dataclass(frozen=True, slots=True)
class Asked:
    """A query, the graphs that the request names (None where it names none), and the Accept header."""

    query: str
    accept: str = ""
    default: tuple[str, ...] | None = None
    named: tuple[str, ...] | None = None


def answer_query(store: Store | Remote, asked: Asked, base: str, limits: Limits) -> Answer:
    """The answer to a query, or the problem with it; `base` is for the query's relative IRIs."""
    try:
        return _written(_found(store, asked, base, limits), asked.accept, limits)
    except OutsideGraph as error:
        return problem(403, READ_ONLY if is_update(asked.query) else error.message)
    except (SyntaxError, BadQuery) as error:
        return _mistyped(asked.query, error)
    except (ValueError, OSError, RuntimeError, OverflowError) as error:
        return problem(400, Message("the query cannot be run: {error}", error=error))


def _mistyped(query: str, error: SyntaxError | BadQuery) -> Answer:
    if is_update(query):
        return problem(403, READ_ONLY)
    if isinstance(error, BadQuery):
        return problem(400, error.message)
    return problem(400, Message("this is no SPARQL query: {error}", error=error))


Found = QuerySolutions | QueryBoolean | Iterable[Triple]


def _found(store: Store | Remote, asked: Asked, base: str, limits: Limits) -> Found:
    keywords = outermost(asked.query)
    query = limited(asked.query, limits.rows + 1) if "SELECT" in keywords[:1] else asked.query
    # What is examined is what runs, to the letter.
    query = examine(query)
    if asked.default is None and asked.named is None:
        return store.query(query, base_iri=base, use_default_graph_as_union="FROM" not in keywords)
    return store.query(
        query,
        base_iri=base,
        default_graph=[NamedNode(graph) for graph in asked.default or ()],
        named_graphs=[NamedNode(graph) for graph in asked.named or ()],
    )


def _written(found: Found, accept: str, limits: Limits) -> Answer:
    forms = TABLES if isinstance(found, QuerySolutions) else GRAPHS
    forms = BOOLEANS if isinstance(found, QueryBoolean) else forms
    form = _form(accept, forms)
    if form is None:
        offered = ", ".join(forms.values())
        return problem(406, Message("this answer comes as {forms}", forms=offered), ("vary", "Accept"))
    headers: Headers = (("content-type", content_type(forms[form])), ("vary", "Accept"))
    if isinstance(found, QueryBoolean):
        return Answer(200, headers, found.serialize(format=TABLE_FORMS[form]) or b"")
    cut, body = (
        _rows(found, form, limits) if isinstance(found, QuerySolutions) else _graph(found, form, limits)
    )
    most = limits.rows if isinstance(found, QuerySolutions) else limits.triples
    return Answer(200, headers + (_announced(most) if cut else ()), in_xml(body) if form in _XML else body)


def _form(accept: str, forms: Mapping[str, str]) -> str | None:
    """The form wanted by its registered type, or by a name that is customary for it."""
    registered = choose(accept, forms)
    customary = {media: media for media, form in CUSTOMARY.items() if form in forms}
    if registered or not customary:
        return registered
    custom = choose(accept, customary)
    return CUSTOMARY[custom] if custom else None


def _announced(most: int) -> Headers:
    what = f"the answer is cut at {most}; ask with LIMIT and OFFSET for the rest"
    return (
        ("x-answer-cut", str(most)),
        warning(what),
        ("link", f'<{LIMITS_PAGE}>; rel="help"'),
    )


def _too_long(most: int) -> BadQuery:
    return BadQuery("the answer is longer than {most} bytes; ask for less", most=most)


class _Bounded(io.BytesIO):
    """Bytes in memory, up to so many."""

    most = 0

    def write(self, written: object) -> int:
        if self.tell() > self.most:
            raise _too_long(self.most)
        return super().write(written)  # type: ignore[arg-type]


def _rows(found: QuerySolutions, form: str, limits: Limits) -> tuple[bool, bytes]:
    out = _Bounded()
    out.most = limits.answer
    found.serialize(out, format=TABLE_FORMS[form])
    body = out.getvalue()
    if body.count(_MARKS[form]) <= limits.rows:
        return False, body
    shorter = _CUTS[form](body, limits.rows)
    return shorter is not None, shorter or body


def _cut_json(body: bytes, rows: int) -> bytes | None:
    said = json.loads(body)
    if len(said["results"]["bindings"]) <= rows:
        return None
    said["head"]["link"] = [f"{LIMITS_PAGE}#rows"]
    del said["results"]["bindings"][rows:]
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def _cut_xml(body: bytes, rows: int) -> bytes | None:
    if body.count(b"<result>") + body.count(b"<result/>") <= rows:
        return None
    kept = body[: max(body.rfind(b"<result>"), body.rfind(b"<result/>"))]
    link = f'<link href="{LIMITS_PAGE}#rows"/></head>'.encode("ascii")
    return kept.replace(b"</head>", link, 1) + b"</results></sparql>"


def _cut_rows(row: re.Pattern[bytes], body: bytes, rows: int) -> bytes | None:
    ends = [found.end() for found in islice(row.finditer(body), rows + 2)]
    return body[: ends[rows]] if len(ends) > rows + 1 else None


_CUTS: dict[str, Callable[[bytes, int], bytes | None]] = {
    "json": _cut_json,
    "xml": _cut_xml,
    "csv": partial(_cut_rows, _CSV_ROW),
    "tsv": partial(_cut_rows, _TSV_ROW),
}
# Forms that can hold a remark say in themselves that they were cut.
_REMARKS = {"ttl": "# {}\n", "nt": "# {}\n"}


def _graph(found: Iterable[Triple], form: str, limits: Limits) -> tuple[bool, bytes]:
    triples = list(islice(found, limits.triples + 1))
    cut = len(triples) > limits.triples
    body = serialize(triples[: limits.triples], format=GRAPH_FORMS[form], prefixes=PREFIXES) or b""
    if len(body) > limits.answer:
        raise _too_long(limits.answer)
    if cut and form in _REMARKS:
        body += _REMARKS[form].format(f"cut at {limits.triples} triples").encode("ascii")
    return cut, body
