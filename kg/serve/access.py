"""One line for each request, in the order of the common log format, with the time taken in milliseconds."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

from kg.serve.values import Answer

_LONGEST = 500


def line(scope: Mapping[str, Any], headers: Mapping[str, str], answer: Answer, seconds: float) -> str:
    """The line; what came from the client is escaped, so that it cannot end the line and begin another."""
    client = (scope.get("client") or ("-",))[0]
    when = datetime.now(UTC).strftime("%d/%b/%Y:%H:%M:%S +0000")
    target = scope["raw_path"] + (b"?" + scope["query_string"] if scope["query_string"] else b"")
    asked = f"{scope['method']} {quote(target[:_LONGEST], safe='/?&=%:;,@+-._~')}"
    agent = quote(headers.get("user-agent", "-")[:200], safe=" /().,;:+-_")
    return f'{client} - - [{when}] "{asked}" {answer.status} {answer.size} {seconds * 1000:.1f}ms "{agent}"'
