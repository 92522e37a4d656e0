"""The site's templates: pages escape what they are told, and Turtle takes it as terms."""

from collections.abc import Callable
from functools import cache
from urllib.parse import quote

from jinja2 import Environment, Template
from pyoxigraph import Literal

from kg.rendering import templates


@cache
def template(name: str) -> Template:
    """A template of the site by the name of its file; in one of HTML, text that is put in is escaped."""
    return _templates(name.endswith(".html")).get_template(f"publish/{name}")


@cache
def _templates(escaping: bool) -> Environment:
    environment = templates(escaping=escaping)
    environment.filters |= _FILTERS
    return environment


@cache
def way(path: str) -> str:
    """A path or anchor as it stands in a link (RFC 3986)."""
    return quote(path, safe="/.-_~:@!$'()*+,;=")


def literal(value: str, lang: str = "") -> str:
    r"""A text as a literal of Turtle, with a language or without.

    >>> literal('a "b"', "vi")
    '"a \\"b\\""@vi'
    """
    return str(Literal(value, language=lang) if lang else Literal(value))


_FILTERS: dict[str, Callable[..., str]] = {"way": way, "text": literal}
