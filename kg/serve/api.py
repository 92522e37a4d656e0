"""The question library as a JSON API, and its description in OpenAPI 3.1."""

import json
from collections.abc import Callable, Mapping
from functools import cache
from urllib.parse import parse_qsl

from kg import __version__, resources
from kg.errors import UnknownName
from kg.messages import Message
from kg.publish import Rights
from kg.query import Parameter, Question, named, questions
from kg.serve.media import LANGUAGES, content_type
from kg.serve.pool import Pool
from kg.serve.rows import QUESTION_FORMS
from kg.serve.speaking import spoken
from kg.serve.values import Answer, Request, problem

QUESTIONS = "/api/questions"
DESCRIPTION = "/api/openapi.json"
_OPENAPI = "application/vnd.oai.openapi+json;version=3.1"
_LANG = "lang"
_MOST = 500
# What a question may be refused with, or fail with, besides the server itself.
_FAULTS = (400, 406, 422, 502, 503, 504)
_REMARKS = {"Warning": {"$ref": "#/components/headers/unreviewed"}}
_FORMATS = {"date": {"type": "string", "format": "date"}, "integer": {"type": "integer"}}


async def answer_api(pool: Pool, request: Request) -> Answer:
    """The answer to a GET under `/api/`."""
    if request.path in _FIXED:
        return _FIXED[request.path](pool.settings.licence)
    name = request.path.removeprefix(f"{QUESTIONS}/")
    if name == request.path or "/" in name:
        return problem(404, Message("nothing is at {path}; see {page}", path=request.path, page=DESCRIPTION))
    try:
        question = named(name)
    except UnknownName as error:
        return problem(404, error.message)
    return await _asked(pool, request, question)


async def _asked(pool: Pool, request: Request, question: Question) -> Answer:
    given = _given(request.query)
    if isinstance(given, Answer):
        return given
    asked = given.pop(_LANG, "")
    if asked and asked not in LANGUAGES:
        return problem(422, Message("{name} is one of {values}", name=_LANG, values=", ".join(LANGUAGES)))
    if too_long := next((name for name, value in given.items() if len(value) > _MOST), None):
        return problem(422, Message("{name} is longer than {most} characters", name=too_long, most=_MOST))
    accept = request.headers.get("accept", "")
    return await pool.answer(
        {
            "do": "ask",
            "question": question.name,
            "given": given,
            "lang": asked or "vi",
            "speaks": spoken(request.headers, request.query),
            "accept": accept,
        }
    )


def _given(query: str) -> dict[str, str] | Answer:
    try:
        pairs = parse_qsl(query, keep_blank_values=True, errors="strict", max_num_fields=50)
    except ValueError:
        return problem(400, "the parameters are too many, or not UTF-8")
    if repeated := [name for name in dict(pairs) if sum(name == other for other, _ in pairs) > 1]:
        return problem(422, Message("{name} is given more than once", name=repeated[0]))
    return dict(pairs)


def _as_json(said: Mapping[str, object], media: str = "application/json") -> Answer:
    body = json.dumps(said, ensure_ascii=False).encode("utf-8")
    return Answer(200, (("content-type", content_type(media)),), body)


def _listed(_: str) -> Answer:
    return _as_json({"questions": [_told(question) for question in questions().values()]})


def _told(question: Question) -> dict[str, object]:
    return {
        "name": question.name,
        "summary": {"vi": question.summary_vi, "en": question.summary},
        "tags": list(question.tags),
        "parameters": [{"name": p.name, "kind": p.kind, "default": p.default} for p in question.parameters],
        "href": f"{QUESTIONS}/{question.name}",
    }


@cache
def description(licence: str = "") -> dict[str, object]:
    """The OpenAPI description: one path for each question, with its parameters.

    `licence` is the IRI of the data's licence, of which nothing is said where it is not known.
    """
    frame = resources.mapping(resources.text("templates/serve/openapi.yaml"))
    frame["info"]["version"] = __version__
    if licence:
        frame["info"]["license"] = {"name": Rights(licence=licence).said, "url": licence}
    for question in questions().values():
        frame["paths"][f"{QUESTIONS}/{question.name}"] = {"get": _operation(question)}
    return frame


def _operation(question: Question) -> dict[str, object]:
    reference = {"$ref": "#/components/parameters/lang"}
    content = {media: {"schema": _schema(media)} for media in QUESTION_FORMS.values()}
    told = {"$ref": "#/components/responses/problem"}
    faults = {str(status): told for status in _FAULTS}
    return {
        "operationId": question.name,
        "summary": question.summary,
        "description": question.summary_vi,
        "tags": list(question.tags),
        "parameters": [*map(_parameter, question.parameters), reference],
        "responses": {
            "200": {"description": "The rows that answer.", "headers": _REMARKS, "content": content},
            **faults,
        },
    }


def _schema(media: str) -> dict[str, object]:
    return {"type": "string"} if media == "text/csv" else {"$ref": "#/components/schemas/Answer"}


def _parameter(parameter: Parameter) -> dict[str, object]:
    schema = _FORMATS.get(parameter.kind, {"type": "string", "maxLength": _MOST})
    default: str | int = int(parameter.default) if parameter.kind == "integer" else parameter.default
    return {
        "name": parameter.name,
        "in": "query",
        "description": "An IRI, or any name."
        if parameter.kind == "iri"
        else f"A value of kind {parameter.kind}.",
        "schema": {**schema, "default": default},
    }


def _described(licence: str) -> Answer:
    return _as_json(description(licence), _OPENAPI)


_FIXED: dict[str, Callable[[str], Answer]] = {QUESTIONS: _listed, DESCRIPTION: _described}
