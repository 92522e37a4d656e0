"""Pages: templates filled in each language, with the ways from one page to the others."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import SimpleNamespace

from markupsafe import Markup, escape

from kg.messages import counted
from kg.publish.filling import template
from kg.publish.places import up
from kg.publish.rights import Rights
from kg.publish.wording import words
from kg.store import GRAPH_FORMS, media_type

LANGUAGES = ("vi", "en")
# The forms of RDF beside each page: the file's ending, the registered media type, the name people know.
FORMS = tuple((ending, media_type(form), form.name) for ending, form in GRAPH_FORMS.items())
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
_USUAL = Rights()
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
    unreviewed: str
    rights: Rights
    alternates: tuple[tuple[str, str, str], ...] = FORMS
    formats: tuple[tuple[str, str], ...] = _FORMATS


@cache
def _spoken(at: int) -> SimpleNamespace:
    """The words of the site in a language, escaped once."""
    return SimpleNamespace(**{key: escape(said[at]) for key, said in words().items()})


def render(
    page: Page, base: str, unreviewed: tuple[int, int] = (0, 0), rights: Rights = _USUAL
) -> Iterable[tuple[str, str]]:
    """The page's files, each with its path in the site, one for each language.

    `unreviewed` is how many statements of the site are drafts, and how many it has; `rights` are the site's.
    """
    filled = template(page.template)
    for at, lang in enumerate(LANGUAGES):
        path = f"{page.path}.{lang}.html"
        menu = _menu(up(page.path), at, page.path if page.path in _CURRENT else "")
        told = At(
            lang, at, LANGUAGES[1 - at], up(page.path), page.path, base, _spoken(at), menu, page.described,
            _standing(unreviewed, at), rights,
        )  # fmt: skip
        yield path, filled.render(at=told, **page.told)


def _standing(unreviewed: tuple[int, int], at: int) -> str:
    """How much of the site nobody has reviewed; nothing where all has been."""
    drafts, whole = unreviewed
    return counted(words()["unreviewed"][at], drafts=drafts, all=whole) if drafts else ""


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
