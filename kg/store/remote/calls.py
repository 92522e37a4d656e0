"""Call a server over HTTP: one request, one whole reply or one clear line on why there is none."""

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from socket import gaierror
from urllib.parse import urlsplit

from kg.errors import BadInput, BadQuery
from kg.messages import Message
from kg.store.remote.credentials import PASSWORD, USER, Basic, Credentials, Digest, answered

_CONNECTIONS = {"http": HTTPConnection, "https": HTTPSConnection}
_UNAUTHORIZED, _FORBIDDEN = 401, 403
_SHOWN = 300
_MARKUP = re.compile(r"<(style|script|title)\b.*?</\1>|<[^>]*>", re.DOTALL | re.IGNORECASE)


class Unreachable(BadInput):
    """A server that does not answer as a SPARQL server would."""


class Broken(Unreachable):
    """A server that ended the connection before it had answered."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server said: the status, the headers by name in lower case, and the body."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def media(self) -> str:
        """The media type, without parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def virtuoso(self) -> bool:
        """Whether Virtuoso says that it is the server."""
        return "virtuoso" in self.headers.get("server", "").lower()

    @property
    def says(self) -> str:
        """The body as one line of plain text, without what Virtuoso repeats of a query."""
        said = self.body.decode("utf-8", errors="replace")
        words = html.unescape(_MARKUP.sub(" ", said)).partition("SPARQL query:")[0].split()
        return "".join(c if c.isprintable() else " " for c in " ".join(words))


@dataclass(frozen=True, slots=True)
class Call:
    """A request: its method, where it goes, what it carries."""

    method: str
    address: str
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Caller:
    """Calls a server as a user, or as nobody; `seconds` and `most` (bytes) are the limits of one reply."""

    credentials: Credentials | None = field(default=None, repr=False)
    seconds: float = 600
    most: int = 1 << 30
    _known: dict[str, Digest | Basic] = field(default_factory=dict, repr=False)

    def call(self, call: Call) -> Reply:
        """The reply, whatever its status, to a request that shows who asks where the server wants to know.

        Raises Unreachable where there is no reply, or the server does not take the user; BadQuery where the
        reply is too long.
        """
        place = call.address.partition("?")[0]
        reply, challenges = self._called(call, self._known.get(place))
        if reply.status == _UNAUTHORIZED and self.credentials:
            # What a server took before it may want anew: a nonce holds for a while only.
            answer = answered(challenges, self.credentials)
            if answer:
                self._known[place] = answer
                reply, _ = self._called(call, answer)
        if reply.status in (_UNAUTHORIZED, _FORBIDDEN):
            raise self._refused(place, reply)
        return reply

    def _refused(self, place: str, reply: Reply) -> Unreachable:
        wrong = "{place}: wants to know the user ({status}); set {user} and {password}"
        if self.credentials:
            wrong = "{place}: refuses the user of {user} ({status}); set {user} and {password} right"
        return Unreachable(wrong, place=place, status=reply.status, user=USER, password=PASSWORD)

    def _called(self, call: Call, answer: Digest | Basic | None) -> tuple[Reply, list[str]]:
        place = urlsplit(call.address)
        target = (place.path or "/") + (f"?{place.query}" if place.query else "")
        headers = {"User-Agent": "vnpolicy-kg", **call.headers}
        if answer:
            headers["Authorization"] = answer.header(call.method, target)
        connection = _CONNECTIONS[place.scheme](place.hostname or "", place.port, timeout=self.seconds)
        try:
            response = _response(connection, call, target, headers)
            body = response.read(self.most + 1)
        except (OSError, HTTPException) as error:
            raise _broken(call.address, error) from error
        finally:
            connection.close()
        if len(body) > self.most:
            raise BadQuery("the answer is longer than {most} bytes; ask for less", most=self.most)
        found = {name.lower(): value for name, value in response.getheaders()}
        return Reply(response.status, found, body), response.headers.get_all("WWW-Authenticate") or []

    def told(self, reply: Reply) -> str:
        """What a reply says, as a short line that shows no password."""
        return self.hidden(reply.says)[:_SHOWN] or Message("and says no more")

    def hidden(self, text: str) -> str:
        """The text without the password."""
        return self.credentials.hidden(text) if self.credentials else text


def _response(
    connection: HTTPConnection, call: Call, target: str, headers: Mapping[str, str]
) -> HTTPResponse:
    try:
        connection.request(call.method, target, call.body or None, dict(headers))
    except (BrokenPipeError, ConnectionResetError):
        # A server that refuses what is being sent may have said why before it stopped listening.
        if connection.sock is None:
            raise
    return connection.getresponse()


def _broken(address: str, error: Exception) -> Unreachable:
    place = address.partition("?")[0]
    if isinstance(error, ConnectionRefusedError | gaierror):
        return Unreachable(
            "{place}: does not answer ({error}); start the server, or give its address",
            place=place,
            error=error,
        )
    if isinstance(error, TimeoutError):
        return Unreachable("{place}: takes too long to answer; try again, or ask for less", place=place)
    return Broken(
        "{place}: the connection broke before an answer ({error}); see whether the server runs",
        place=place,
        error=error,
    )
