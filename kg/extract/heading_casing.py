"""Give words printed in capitals the case in which the document itself writes them in its sentences.

>>> recased("KẾ HOẠCH CỦA CHÍNH PHỦ VỀ NHÀ Ở TỈNH LÀO CAI", "Kế hoạch của Chính phủ về nhà ở tỉnh Lào Cai")
'Kế hoạch của Chính phủ về nhà ở tỉnh Lào Cai'
"""

import re
from functools import cache

from kg.bodies import authority
from kg.bodies.places import places

_WORD = re.compile(r"\S+")
# How much of the text is looked through, and the longest phrase that is looked for at once, in words.
_WINDOW, _PHRASE = 16_000, 12
_SENTENCE_START = re.compile(r"(?:^|[.:;\n“\"(–+]|\n\s*-|\s[a-zđ]\)|\d\.)\s*$")
_CODE = re.compile(r"[0-9/&]|^[BCDĐGHKLMNPQRSTVX]{2,}$")


def recased(text: str, written: str) -> str:
    """`text` in the case of its longest phrases as they stand in `written`, else in small letters.

    A text that is not in capitals stays as it is. The first letter is a capital.
    """
    if not shouted(text):
        return text
    words = [found[0] for found in _WORD.finditer(text)]
    lowered = written[:_WINDOW].lower()
    cased: list[str] = []
    while len(cased) < len(words):
        cased += _phrase(words[len(cased) :], written, lowered)
    joined = _named(" ".join(cased))
    return joined[:1].upper() + joined[1:]


def shouted(text: str) -> bool:
    """Whether a text is printed in capitals, but for a few letters."""
    letters = [c for c in text if c.isalpha()]
    return sum(c.isupper() for c in letters) > 0.7 * len(letters)


def _phrase(words: list[str], written: str, lowered: str) -> list[str]:
    """The case of the longest beginning of `words` that the text writes in mixed case, one word at least."""
    best = [_alone(words[0])]
    for count in range(2, min(len(words), _PHRASE) + 1):
        found = _written(" ".join(words[:count]), written, lowered)
        if found is None:
            break
        best = found.split(" ")
    return best


def _written(phrase: str, written: str, lowered: str) -> str | None:
    """A phrase as the text writes it elsewhere in its sentences."""
    at = -1
    key = phrase.lower()
    while (at := lowered.find(key, at + 1)) >= 0:
        found = written[at : at + len(key)]
        if not shouted(found) or _CODE.search(found):
            begins = _SENTENCE_START.search(written[max(0, at - 4) : at])
            return found[0].lower() + found[1:] if begins and _common(found) else found
    return None


def _common(phrase: str) -> bool:
    """Whether only the first word of a phrase has a capital, so that its sentence may have given it."""
    words = phrase.split()
    return len(words) > 1 and words[0].istitle() and not words[1][:1].isupper()


def _alone(word: str) -> str:
    return word if _CODE.search(word.strip(',.;:()“”"')) else word.lower()


def _named(text: str) -> str:
    """The names of provinces and of central bodies with their capitals."""
    return _names().sub(lambda found: _names_by_key()[found[0].lower()], text)


@cache
def _names_by_key() -> dict[str, str]:
    bodies = {body.name.vi.lower(): body.name.vi for body in authority().values() if " " in body.name.vi}
    return {place.name.lower(): place.name for place in places().values()} | bodies


@cache
def _names() -> re.Pattern[str]:
    longest = sorted(_names_by_key(), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)", re.IGNORECASE)
