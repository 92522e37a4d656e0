"""How the server and its workers write to each other: a head in JSON, a body in bytes, and their lengths."""

import json
import struct
from collections.abc import Mapping

_LENGTHS = struct.Struct("!II")


def framed(head: Mapping[str, object], body: bytes = b"") -> bytes:
    """A message as bytes."""
    told = json.dumps(head).encode("ascii")
    return _LENGTHS.pack(len(told), len(body)) + told + body


def unframed(received: bytes | bytearray) -> tuple[dict[str, object], bytes] | None:
    """The message that the bytes received so far hold; None where it has not wholly come."""
    if len(received) < _LENGTHS.size:
        return None
    head, body = _LENGTHS.unpack_from(received)
    if len(received) < _LENGTHS.size + head + body:
        return None
    at = _LENGTHS.size + head
    return json.loads(received[_LENGTHS.size : at]), bytes(received[at : at + body])
