"""The configuration with which nginx serves a published site as `kg serve` does.

nginx cannot compare weights, so the comparison is written as maps: each form's weight is read from the Accept
header by the very patterns that Python uses, made four digits, and the forms are compared one after another.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

from kg.serve.filling import template
from kg.serve.guarding import GUARDS, SHARING, SITE_POLICY
from kg.serve.media import BY_END, FORMS, LANGUAGES, WELL_KNOWN, content_type
from kg.serve.negotiation import alternates, language_patterns, patterns
from kg.serve.site import CACHING, DOCUMENT, METHODS, PROOF, RESOURCE, VARY

# What stands for a weight until it is made four digits, and its digits.
_READ = "q$kg_q"


def nginx(site: Path, address: tuple[str, int], upstream: str = "") -> str:
    """The configuration, to be included in nginx's `http` block.

    `address` is where nginx listens; with `upstream`, the queries go there, where `kg serve` answers them.
    """
    return template("nginx.conf").render(
        site=str(site),
        host=f"[{address[0]}]" if ":" in address[0] else address[0],
        port=address[1],
        upstream=upstream.rstrip("/"),
        forms={name: _found(patterns(media)) for name, media in FORMS.items()},
        languages={lang: _found(language_patterns(lang)) for lang in LANGUAGES},
        types=_by_type(BY_END),
        well_known={path: content_type(media) for path, media in WELL_KNOWN.items()},
        resource=RESOURCE,
        document=DOCUMENT,
        proof=PROOF,
        vary=VARY,
        caching=CACHING,
        methods=METHODS,
        alternates=alternates("$kg_stem"),
        headers=[(name.title(), value) for name, value in (*GUARDS, *SHARING)],
        policy=SITE_POLICY,
        greater=_GREATER,
    )


def _found(patterns: Iterable[str]) -> list[tuple[str, str]]:
    return [(f"~*{pattern}", _READ) for pattern in patterns]


def _by_type(ends: Mapping[str, str]) -> dict[str, str]:
    """The ends of files by their media type, as nginx lists them."""
    found: dict[str, list[str]] = {}
    for end, media in ends.items():
        found.setdefault(media, []).append(end)
    return {media: " ".join(ends_) for media, ends_ in found.items()}


def _greater() -> str:
    """The pattern of two weights of four digits, a form between them, of which the second is greater."""
    pairs = "|".join(rf"{digit}[0-9]* [a-z]* \1[{digit + 1}-9]" for digit in range(9))
    return rf"~^([0-9]*)(?:{pairs})"


_GREATER = _greater()
