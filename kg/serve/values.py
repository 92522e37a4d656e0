"""What is asked and what is answered, as values, so that what stands between them is plain functions."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from pathlib import Path

from kg.messages import Message
from kg.serve.media import PROBLEM

Headers = tuple[tuple[str, str], ...]
# Bytes of a file that are read at once, as long as the client takes them.
_PIECE = 1 << 16
READ_ONLY = Message("this endpoint is read-only; updates are refused")
FAILED = Message("the server failed on this request; the log says how")


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
class Stored:
    """A file of so many bytes that is the body of an answer, and is never held whole."""

    path: Path
    size: int

    def pieces(self) -> Iterator[bytes]:
        """Its bytes, piece by piece; no more of them than when it was looked at."""
        left = self.size
        with self.path.open("rb") as file:
            while left and (piece := file.read(min(_PIECE, left))):
                left -= len(piece)
                yield piece


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer, with a body or a file in its place; what every answer has is added where it is sent.

    `wrong` is what is wrong where the answer says so, and may still be told in another language.
    """

    status: int
    headers: Headers = ()
    body: bytes = b""
    stored: Stored | None = None
    wrong: Message | None = None

    @property
    def size(self) -> int:
        """Bytes of the body."""
        return self.stored.size if self.stored else len(self.body)

    def adding(self, *headers: tuple[str, str]) -> "Answer":
        """The same answer with more headers."""
        return replace(self, headers=(*self.headers, *headers))


def warning(said: str) -> tuple[str, str]:
    """The header by which an answer says what it cannot in its own form (RFC 7234, section 5.5)."""
    return "warning", f'199 kg "{said}"'


def problem(status: int, detail: str, *headers: tuple[str, str]) -> Answer:
    """An answer that says what is wrong, in English as yet."""
    wrong = Message(detail)
    return Answer(status, (("content-type", PROBLEM), *headers), problem_of(status, wrong, str), wrong=wrong)


def problem_of(status: int, wrong: Message, translate: Callable[[str], str]) -> bytes:
    """What is wrong as JSON (RFC 9457); its title may be in the client's language as well (section 4.2.1)."""
    said = {
        "type": "about:blank",
        "title": translate(HTTPStatus(status).phrase),
        "status": status,
        "detail": wrong.told(translate),
    }
    return json.dumps(said, ensure_ascii=False).encode("utf-8", errors="replace")
