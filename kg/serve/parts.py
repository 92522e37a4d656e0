"""The parts of the service: which path is whose, and what methods it takes."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from kg.messages import Message
from kg.serve.api import answer_api
from kg.serve.description import wanted
from kg.serve.page import PAGE_PATHS, answer_page
from kg.serve.pool import Pool
from kg.serve.settings import Settings
from kg.serve.site import answer_site
from kg.serve.sparql import answer_sparql
from kg.serve.speaking import spoken
from kg.serve.values import Answer, Request, problem

_READING = ("GET", "HEAD", "OPTIONS")
_ASKING = ("GET", "HEAD", "POST", "OPTIONS")


@dataclass(frozen=True, slots=True)
class Service:
    """What answers: the settings, and the workers."""

    settings: Settings
    pool: Pool


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the service; `strict` where its pages may run no script but our files."""

    name: str
    methods: tuple[str, ...]
    answer: Callable[[Service, Request], Awaitable[Answer]]
    strict: bool = True


async def _sparql(service: Service, request: Request) -> Answer:
    if request.method == "POST" or request.query:
        return await answer_sparql(service.pool, request)
    form = wanted(request.headers.get("accept", ""))
    if form == "html":
        return Answer(303, (("location", "/query"), ("vary", "Accept")))
    return await service.pool.answer(
        {"do": "describe", "form": form, "speaks": spoken(request.headers, request.query)}
    )


async def _api(service: Service, request: Request) -> Answer:
    return await answer_api(service.pool, request)


async def _page(service: Service, request: Request) -> Answer:
    return answer_page(service.settings.base, request)


async def _health(service: Service, request: Request) -> Answer:
    ready = service.pool.ready
    body = json.dumps({"status": "ok" if ready else "starting"}).encode("ascii")
    return Answer(
        200 if ready else 503, (("content-type", "application/json"), ("cache-control", "no-store")), body
    )


async def _limits(service: Service, request: Request) -> Answer:
    limits = service.settings.limits
    said = {
        "seconds": limits.seconds,
        "rows": limits.rows,
        "triples": limits.triples,
        "answer_bytes": limits.answer,
        "request_bytes": limits.request,
        "quick_queries": limits.queries,
        "long_queries": limits.long,
    }
    return Answer(200, (("content-type", "application/json"),), json.dumps(said).encode("ascii"))


async def _site(service: Service, request: Request) -> Answer:
    if service.settings.site is None:
        if request.path == "/":
            return Answer(303, (("location", "/query"),))
        return problem(404, "no site is served here; /query, /sparql and /api/questions are")
    return answer_site(service.settings.site, request)


async def _nothing(service: Service, request: Request) -> Answer:
    return problem(404, Message("nothing is at {path}", path=request.path))


SITE = Part("site", _READING, _site, strict=False)
_SPARQL = Part("sparql", _ASKING, _sparql)
PARTS = {
    "/sparql": _SPARQL,
    "/sparql/": _SPARQL,
    **dict.fromkeys(PAGE_PATHS, Part("query", _READING, _page)),
    "/health": Part("health", _READING, _health),
    "/metrics": Part("metrics", _READING, _nothing),
    "/limits": Part("limits", _READING, _limits),
}
_UNDER = {"/api/": Part("api", _READING, _api)}


def part_of(path: str) -> Part:
    """The part that answers for a path; the site for all that is no other's."""
    if path in PARTS:
        return PARTS[path]
    return next((part for start, part in _UNDER.items() if path.startswith(start)), SITE)
