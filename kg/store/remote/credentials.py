"""Show a server who asks, by basic or digest access authentication, and show it to nobody else.

Sources: RFC 7617 (basic), RFC 7616 (digest).
"""

import base64
import hashlib
import os
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.request import parse_http_list, parse_keqv_list

from kg.errors import BadInput

USER, PASSWORD = "KG_STORE_USER", "KG_STORE_PASSWORD"
_HASHES = {"MD5": "md5", "SHA-256": "sha256"}
_SESSION = "-SESS"


@dataclass(frozen=True, slots=True)
class Credentials:
    """A user and a password; neither shows where the value is printed."""

    user: str = field(repr=False)
    password: str = field(repr=False)

    @property
    def basic(self) -> str:
        """Both as basic authentication sends them."""
        return base64.b64encode(f"{self.user}:{self.password}".encode()).decode("ascii")

    def hidden(self, text: str) -> str:
        """The text without them, whatever a server may have sent back."""
        for secret in (self.basic, self.password):
            text = text.replace(secret, "***") if secret else text
        return text


def from_environment() -> Credentials | None:
    """The user and password of the environment, None where neither is set.

    Raises BadInput where one of them is missing.
    """
    user, password = os.environ.get(USER, ""), os.environ.get(PASSWORD)
    if not user and not password:
        return None
    if not user or password is None or ":" in user:
        raise BadInput(
            "{user} and {password} go together, and a user has no colon; set both or neither",
            user=USER,
            password=PASSWORD,
        )
    return Credentials(user, password)


@dataclass(slots=True)
class Digest:
    """A server's challenge, answered as often as it holds, with a count that grows."""

    credentials: Credentials
    challenge: Mapping[str, str]
    count: int = 0

    def header(self, method: str, target: str, cnonce: str = "") -> str:
        """The value of `Authorization` for a request; `cnonce` is ours, by default a new one."""
        self.count += 1
        said, cnonce = self.challenge, cnonce or secrets.token_hex(16)
        realm, nonce, counted = said.get("realm", ""), said.get("nonce", ""), f"{self.count:08x}"
        first = self._hashed(f"{self.credentials.user}:{realm}:{self.credentials.password}")
        if said.get("algorithm", "").upper().endswith(_SESSION):
            first = self._hashed(f"{first}:{nonce}:{cnonce}")
        second = self._hashed(f"{method}:{target}")
        protection = "auth" if "auth" in _listed(said.get("qop", "")) else ""
        middle = f"{nonce}:{counted}:{cnonce}:auth" if protection else nonce
        parts = {
            "username": self.credentials.user,
            "realm": realm,
            "nonce": nonce,
            "uri": target,
            "response": self._hashed(f"{first}:{middle}:{second}"),
            **({"opaque": said["opaque"]} if "opaque" in said else {}),
            **({"cnonce": cnonce} if protection else {}),
        }
        quoted = [f'{name}="{_escaped(value)}"' for name, value in parts.items()]
        plain = [f"algorithm={said['algorithm']}"] if "algorithm" in said else []
        plain += ["qop=auth", f"nc={counted}"] if protection else []
        return f"Digest {', '.join([*quoted, *plain])}"

    def _hashed(self, text: str) -> str:
        name = _HASHES[_algorithm(self.challenge)]
        return hashlib.new(name, text.encode("utf-8"), usedforsecurity=False).hexdigest()


@dataclass(frozen=True, slots=True)
class Basic:
    """The user and password as they are, base64 aside."""

    credentials: Credentials

    def header(self, method: str, target: str) -> str:
        """The value of `Authorization`, the same for every request."""
        return f"Basic {self.credentials.basic}"


def answered(challenges: Sequence[str], credentials: Credentials) -> Digest | Basic | None:
    """The answer to the best of a server's challenges (`WWW-Authenticate`), None where there is none."""
    known = [_parsed(challenge) for challenge in challenges]
    for scheme, said in known:
        if scheme == "digest" and _algorithm(said) in _HASHES:
            return Digest(credentials, said)
    return Basic(credentials) if any(scheme == "basic" for scheme, _ in known) else None


def _parsed(challenge: str) -> tuple[str, dict[str, str]]:
    scheme, _, rest = challenge.strip().partition(" ")
    pairs = [pair for pair in parse_http_list(rest) if "=" in pair]
    return scheme.lower(), {name.lower(): value for name, value in parse_keqv_list(pairs).items()}


def _algorithm(challenge: Mapping[str, str]) -> str:
    return challenge.get("algorithm", "MD5").upper().removesuffix(_SESSION)


def _listed(text: str) -> list[str]:
    return [part.strip().lower() for part in text.split(",")]


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')
