"""Pages: templates filled in each language, with the ways from one page to the others."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import SimpleNamespace

from markupsafe import Markup, escape

from kg.publish.filling import template
from kg.publish.places import up
from kg.publish.wording import words

LANGUAGES = ("vi", "en")
# The forms of RDF beside each page: the file's ending, the registered media type, the name people know.
FORMS = (
    ("ttl", "text/turtle", "Turtle"),
    ("jsonld", "application/ld+json", "JSON-LD"),
    ("nt", "application/n-triples", "N-Triples"),
    ("rdf", "application/rdf+xml", "RDF/XML"),
)
MENU = (
    ("documents", "browse/documents"),
    ("bodies", "browse/bodies"),
    ("groups", "browse/groups"),
    ("deadlines", "browse/deadlines"),
    ("targets", "browse/targets"),
    ("concepts", "browse/concepts"),
    ("findings", "browse/findings"),
    ("terms", "ns"),
    ("search", "search/index"),
    ("query", "query/index"),
    ("open_data", "catalog"),
)

_FORMATS = tuple((ending, name) for ending, _, name in FORMS)
_CURRENT = frozenset(path for _, path in MENU)


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the site: its path without ending, its template and what it tells, in both languages alike.

    `described` says that the same is there as RDF.
    """

    path: str
    template: str
    told: Mapping[str, object]
    described: bool = False


@dataclass(frozen=True, slots=True)
class At:
    """What a template knows of where it stands: language and its number, way up, path, words, menu."""

    lang: str
    n: int
    other: str
    up: str
    path: str
    base: str
    w: SimpleNamespace
    menu: Markup
    described: bool
    alternates: tuple[tuple[str, str, str], ...] = FORMS
    formats: tuple[tuple[str, str], ...] = _FORMATS


@cache
def _spoken(at: int) -> SimpleNamespace:
    """The words of the site in a language, escaped once."""
    return SimpleNamespace(**{key: escape(said[at]) for key, said in words().items()})


def render(page: Page, base: str) -> Iterable[tuple[str, str]]:
    """The page's files, each with its path in the site, one for each language."""
    filled = template(page.template)
    for at, lang in enumerate(LANGUAGES):
        path = f"{page.path}.{lang}.html"
        menu = _menu(up(page.path), at, page.path if page.path in _CURRENT else "")
        told = At(
            lang, at, LANGUAGES[1 - at], up(page.path), page.path, base, _spoken(at), menu, page.described
        )
        yield path, filled.render(at=told, **page.told)


@cache
def _menu(way_up: str, at: int, current: str) -> Markup:
    told = {"up": way_up, "lang": LANGUAGES[at], "current": current, "menu": MENU, "w": _spoken(at)}
    return Markup(template("menu.html").render(told))


def script_json(told: object) -> Markup:
    r"""A value as JSON that no text in it can end the script around.

    >>> script_json("</script>")
    Markup('"\\u003c/script>"')
    """
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029"))
