"""Content negotiation: which form and which language of a resource a request is answered with.

The rules are regular expressions that Python and nginx read alike, so that both servers answer alike. A media
range that names the type counts before one that names its family, and that before `*/*` (RFC 9110, section
12.5.1); where a client likes several forms as much, our own order decides.

>>> choose("text/turtle;q=0.5, application/ld+json", FORMS)
'jsonld'
>>> choose("image/png", FORMS) is None
True
>>> language("en-GB, vi;q=0.8")
'en'
"""

import re
from collections.abc import Mapping
from functools import cache

from kg.serve.media import FORMS, LANGUAGES

# What stands before an item of a list, and after it: parameters other than q, then q, then the next item.
_BEFORE = r"(?:^|,)\s*"
_AFTER = (
    r"\s*(?:;(?!\s*q=)[^,;]*)*(?:;\s*q=(?<kg_q>1(?:\.0{0,3})?|0(?:\.[0-9]{0,3})?)\s*)?(?=[,;]|$)"  # no q is 1
)
# The first that is named, as nginx has it.
_ASKED = re.compile(r"(?:^|&)lang=([^&]*)", re.IGNORECASE)
# Headers are compared up to here; what a client asks for stands at the beginning.
LONGEST = 4000


@cache
def patterns(media: str) -> tuple[str, ...]:
    """The patterns that find a media type in an Accept header, the most specific first; `kg_q` weighs it."""
    family = media.partition("/")[0]
    return tuple(_BEFORE + found + _AFTER for found in (re.escape(media), rf"{family}/\*", r"\*/\*"))


def language_patterns(lang: str) -> tuple[str, ...]:
    """The patterns that find a language, or any, in an Accept-Language header (RFC 4647, section 3.4)."""
    return (_BEFORE + lang + r"(?:-[a-z0-9]+)*" + _AFTER, _BEFORE + r"\*" + _AFTER)


@cache
def _compiled(found: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern.replace("(?<", "(?P<"), re.IGNORECASE) for pattern in found)


_LANGUAGES = {lang: _compiled(language_patterns(lang)) for lang in LANGUAGES}


def _weight(header: str, found: tuple[re.Pattern[str], ...]) -> float:
    """How much a header wants something, from 0 to 1; 0 where it does not name it."""
    for pattern in found:
        if item := pattern.search(header):
            return float(item["kg_q"] or 1)
    return 0


def weight(accept: str, media: str) -> float:
    """How much an Accept header wants a media type; all as much where there is none."""
    return _weight(accept[:LONGEST], _compiled(patterns(media))) if accept.strip() else 1


def choose(accept: str, offered: Mapping[str, str]) -> str | None:
    """The name of the offered form that an Accept header wants most; None where it wants none of them."""
    weights = {name: weight(accept, media) for name, media in offered.items()}
    best = max(weights, key=lambda name: weights[name])
    return best if weights[best] else None


def asked(query: str) -> str:
    """The language that the query of an address asks for; empty where it asks for none of ours.

    >>> asked("q=a&lang=en"), asked("lang=fr")
    ('en', '')
    """
    found = _ASKED.search(query)
    return found[1] if found and found[1] in LANGUAGES else ""


def language(accept: str, query: str = "") -> str:
    """The language that an address asks for, else that which an Accept-Language header wants most.

    Vietnamese where they want none of ours.
    """
    return asked(query) or max(LANGUAGES, key=lambda lang: _weight(accept[:LONGEST], _LANGUAGES[lang]))


def extension(accept: str, languages: str, query: str = "") -> str | None:
    """The end of the file that answers for a resource, such as `vi.html` or `ttl`; None for none."""
    form = choose(accept, FORMS)
    return f"{language(languages, query)}.html" if form == "html" else form


def ends() -> dict[str, str]:
    """The ends of all files of a resource, with their media types; a page has one for each language."""
    pages = {f"{lang}.html": FORMS["html"] for lang in LANGUAGES}
    return pages | {name: media for name, media in FORMS.items() if name != "html"}


def alternates(stem: str) -> str:
    """The Link header that names every form of a resource, given the path without an end (RFC 8288)."""
    links = []
    for end, media in ends().items():
        lang = f'; hreflang="{end[:2]}"' if media == FORMS["html"] else ""
        links.append(f'<{stem}.{end}>; rel="alternate"; type="{media}"{lang}')
    return ", ".join(links)
