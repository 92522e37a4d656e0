"""What is asked and what is answered, as values, so that what stands between them is plain functions."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from http import HTTPStatus

from kg.serve.media import PROBLEM

Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Request:
    """A request: the path is decoded and without dot segments, header names are lower-case."""

    method: str
    path: str
    query: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    client: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer; headers that every answer has are added where it is sent."""

    status: int
    headers: Headers = ()
    body: bytes = b""

    def adding(self, *headers: tuple[str, str]) -> "Answer":
        """The same answer with more headers."""
        return replace(self, headers=(*self.headers, *headers))


def problem(status: int, detail: str, *headers: tuple[str, str]) -> Answer:
    """An answer that says what is wrong, as RFC 9457 has it."""
    said = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail}
    body = json.dumps(said, ensure_ascii=False).encode("utf-8", errors="replace")
    return Answer(status, (("content-type", PROBLEM), *headers), body)
