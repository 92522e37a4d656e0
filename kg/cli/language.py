"""The language that the command line speaks: by KG_LANG, else by gettext's own variables, else English.

Words are looked up by gettext, which argparse asks too, in kg/locale/LANGUAGE/LC_MESSAGES/kg.mo. What is
written to files does not depend on it. Answers are in Vietnamese, the language of what they quote, unless
`--lang` says otherwise, or KG_LANG, which a user sets for this program alone.
"""

import gettext
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from kg.messages import DOMAIN, LOCALE, Message

# In the order in which gettext heeds its own (GNU gettext manual, 2.3): the first that is set decides.
_VARIABLES = ("KG_LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
_HEEDED, _USUAL = "LANGUAGE", "messages"
_ENGLISH = {"en", "C", "POSIX"}
_SPOKEN = _ENGLISH | {"vi"}
_ANSWERED = ("vi", "en")


def wanted(environment: Mapping[str, str]) -> str:
    """The language that variables ask for: the first of those named that is spoken here, or English.

    >>> wanted({"LANG": "vi_VN.UTF-8"}), wanted({"LANGUAGE": "fr:vi"})
    ('vi', 'vi')
    >>> wanted({"LANG": "vi_VN", "KG_LANG": "en"}), wanted({"LANG": "en_US", "KG_LANG": "vi"})
    ('en', 'vi')
    >>> wanted({"LC_ALL": "C.UTF-8", "LANG": "vi_VN"}), wanted({"LANG": "fr_FR"}), wanted({})
    ('en', 'en', 'en')
    """
    named = next((environment[name] for name in _VARIABLES if environment.get(name)), "")
    languages = (one.partition(".")[0].partition("@")[0].partition("_")[0] for one in named.split(":"))
    language = next((one for one in languages if one in _SPOKEN), "en")
    return "en" if language in _ENGLISH else language


def answering(environment: Mapping[str, str]) -> str:
    """The language of answers where `--lang` does not say it: that of KG_LANG, whatever the locale is.

    >>> answering({"KG_LANG": "en"}), answering({"LANG": "en_US"}), answering({"KG_LANG": "fr"})
    ('en', 'vi', 'vi')
    """
    return environment.get("KG_LANG", "") if environment.get("KG_LANG") in _ANSWERED else "vi"


@contextmanager
def speaking() -> Iterator[None]:
    """Have gettext, and argparse with it, speak the language that is wanted, while a command runs."""
    language, before = wanted(os.environ), os.environ.get(_HEEDED)
    if language == "en":
        gettext.textdomain(_USUAL)
        yield
        return
    gettext.bindtextdomain(DOMAIN, str(LOCALE))
    gettext.textdomain(DOMAIN)
    # gettext asks for no language but by its own variables.
    os.environ[_HEEDED] = language
    try:
        yield
    finally:
        gettext.textdomain(_USUAL)
        if before is None:
            del os.environ[_HEEDED]
        else:
            os.environ[_HEEDED] = before


def told(said: object) -> str:
    """A message, an error or a text that is in the catalogue, in the language that is spoken."""
    message = getattr(said, "message", said)
    return Message(message if isinstance(message, str) else str(message)).told(translated)


def translated(words: str) -> str:
    """The words for a template; the template itself where English is spoken or there are none."""
    return gettext.gettext(words) if words else words
