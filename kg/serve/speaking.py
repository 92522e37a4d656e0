"""Say what is wrong in the language that a client reads, with the words that the command line has."""

import gettext
from collections.abc import Mapping
from functools import cache

from kg.errors import KgError
from kg.messages import DOMAIN, LOCALE
from kg.serve.negotiation import language

_ENGLISH = "en"


def spoken(headers: Mapping[str, str], asked: str = "") -> str:
    """The language of errors: that which is asked for, else as Accept-Language says, else English."""
    accepted = headers.get("accept-language", "")
    return asked or (language(accepted) if accepted.strip() else _ENGLISH)


def said(error: KgError, lang: str) -> str:
    """What an error says, in a language; in English where there are no words of it."""
    return error.message.told(_words(lang).gettext)


@cache
def _words(lang: str) -> gettext.NullTranslations:
    if lang == _ENGLISH:
        return gettext.NullTranslations()
    return gettext.translation(DOMAIN, LOCALE, languages=[lang], fallback=True)
