"""Documents that a text names without a number: laws, the Constitution, the Party's statutes."""

import re
from dataclasses import dataclass

from kg.extract.sentences import CAPITALS
from kg.resources import mapping
from kg.resources import text as packaged
from kg.text import flat

_TYPES = ("Bộ luật", "Luật", "Pháp lệnh", "Hiến pháp", "Điều lệ")
_NAMES: dict[str, list[str]] = mapping(packaged("extract/laws.yaml"))
_SPACE = r"\s+"


def _known(names: list[str]) -> re.Pattern[str]:
    ordered = sorted((flat(name) for name in names), key=len, reverse=True)
    return re.compile(
        r"\s+(" + "|".join(re.escape(name).replace(r"\ ", _SPACE) for name in ordered) + r")(?![a-z])"
    )


_KNOWN = {name: _known(_NAMES[name]) for name in _TYPES}
# In capitals it may be the end of a longer word: PHÁP LUẬT.
_START = re.compile(r"(?:Bộ luật|Luật|Pháp lệnh|Hiến pháp|Điều lệ|BỘ LUẬT|(?<!PHÁP )LUẬT)(?=\s)")
# A law that the list does not know, where its date or its number shows how far the name goes.
_DATED = re.compile(
    r"\s+(?=[^\W\d_])([^;.()0-9]{3,110}?)(?=\s+(?:ngay\s+[0-9]|nam\s+[12][0-9]{3}|so\s+[0-9]))"
)
# A broken line goes on in a small letter; what begins with anything else is a paragraph of its own.
_NEW_PARAGRAPH = re.compile(rf"\n(?!\w)|\n(?=[{CAPITALS}])")
_ITS_YEAR = re.compile(r"\s+nam\s+(?:19|20)[0-9]{2}(?![0-9/])")


@dataclass(frozen=True, slots=True)
class NamedDocument:
    """A document known by its type and title, and where they stand."""

    type: str
    title: str
    start: int
    end: int


def named_documents(text: str, plain: str) -> tuple[NamedDocument, ...]:
    """Every document named in a clean text, whether a number follows or not; `plain` is its flat form.

    >>> sentence = "thi hành Luật Việc làm trên địa bàn, Luật Điện lực ngày 30/11/2024"
    >>> [one.title for one in named_documents(sentence, flat(sentence))]
    ['Luật Việc làm', 'Luật Điện lực']
    """
    found: list[NamedDocument] = []
    for match in _START.finditer(text):
        if found and match.start() < found[-1].end:
            continue
        if end := _end(plain, match, text):
            title = " ".join(text[match.start() : end].split())
            found.append(NamedDocument(match[0].capitalize(), title, match.start(), end))
    return tuple(found)


def _end(plain: str, match: re.Match[str], text: str) -> int | None:
    kind = match[0].capitalize()
    known = _KNOWN[kind].match(plain, match.end())
    if known and (" " in known[1] or text[known.start(1)].isupper()):
        return known.end()
    if kind == "Hiến pháp":
        year = _ITS_YEAR.match(plain, match.end())
        return year.end() if year else match.end()
    dated = _DATED.match(plain, match.end())
    if dated and text[dated.start(1)].isupper() and " va " not in dated[1][:4]:
        return None if _NEW_PARAGRAPH.search(text, dated.start(), dated.end()) else dated.end()
    return None
