"""The headers that every answer carries: who may read it, and what a page of it may load."""

from kg.serve.values import Answer, Headers, Request

_NOTHING_ELSE = "base-uri 'none'; form-action 'self'; frame-ancestors 'self'; object-src 'none'"
# Pages of the site carry their scripts and styles in themselves, so that they open from a disk as well.
SITE_POLICY = (
    "default-src 'none'; script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
    "connect-src 'self' data: blob:; worker-src 'self' blob:; "
    f"frame-src 'self'; {_NOTHING_ELSE}"
)
# The query page shows what others typed, so no script runs there but our files.
PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    f"font-src 'self' data:; connect-src 'self'; {_NOTHING_ELSE}"
)
GUARDS: Headers = (
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=()"),
)
# Everything here is public and read-only, and no answer depends on a cookie: any page may read it.
SHARING: Headers = (
    ("access-control-allow-origin", "*"),
    ("access-control-expose-headers", "Link, Location, ETag, Warning, X-Answer-Cut, Retry-After"),
)
_PREFLIGHT: Headers = (
    ("access-control-allow-headers", "Accept, Accept-Language, Content-Type, If-None-Match"),
    ("access-control-max-age", "86400"),
)


def guarded(answer: Answer, policy: str) -> Answer:
    """The answer with these headers."""
    return answer.adding(*GUARDS, *SHARING, ("content-security-policy", policy))


def preflight(request: Request, methods: str) -> Answer:
    """The answer to OPTIONS, also where a browser asks before it sends a query from another page."""
    allowed: Headers = (("allow", methods), ("access-control-allow-methods", methods))
    return Answer(204, allowed + (_PREFLIGHT if "origin" in request.headers else ()))
