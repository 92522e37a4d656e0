"""Say what is wrong in the language that a client reads, with the words that the command line has."""

from collections.abc import Mapping
from dataclasses import replace

from kg.messages import translation
from kg.serve.negotiation import asked, language
from kg.serve.values import Answer, Headers, problem_of

_ENGLISH = "en"
_VARY, _BY_LANGUAGE = "vary", "Accept-Language"


def spoken(headers: Mapping[str, str], query: str = "") -> str:
    """The language of errors: by `lang` in an address's query, else by Accept-Language, else English."""
    accepted = headers.get("accept-language", "")
    return language(accepted, query) if accepted.strip() or asked(query) else _ENGLISH


def told(answer: Answer, lang: str) -> Answer:
    """The answer; what is wrong, where it says so, in a language."""
    if answer.wrong is None:
        return answer
    headers = (*_varying(answer.headers), ("content-language", lang))
    body = problem_of(answer.status, answer.wrong, translation(lang).gettext)
    return replace(answer, headers=headers, body=body, wrong=None)


def _varying(headers: Headers) -> Headers:
    """The headers, one of which says that the answer depends on the language of who asks."""
    varied = [value for name, value in headers if name == _VARY]
    if any(_BY_LANGUAGE in value for value in varied):
        return headers
    others = tuple(pair for pair in headers if pair[0] != _VARY)
    return (*others, (_VARY, ", ".join((*varied, _BY_LANGUAGE))))
