"""Tell whether words are Vietnamese syllables by how these are made: onset, nucleus, coda, at most one tone.

>>> is_syllable("nghiêng"), is_syllable("nghiªng")
(True, False)
"""

import re
import unicodedata
from functools import lru_cache

_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_ONSET = "(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdđghklmnpqrstvx])?"
_NUCLEUS = (
    "(?:uyê|iêu|yêu|uôi|ươi|ươu|oai|oay|oao|oeo|uây|uyu|uya|ia|iê|ua|uô|ưa|ươ|yê|oa|oă|oe|uê|uy|uâ|uơ|oo|"
    "ai|ay|ây|ao|au|âu|eo|êu|iu|oi|ôi|ơi|ui|ưi|ưu|[ieêaăâoôơuưy])"
)
_SYLLABLE = re.compile(f"{_ONSET}{_NUCLEUS}(?:ch|nh|ng|[cmnpt])?")
# Besides letters, the signs that letters in an old encoding are shown as.
_WORD = re.compile(
    "[A-Za-z\x80-\x9f\xa1-\u024f\u0300-\u0323\u1ea0-\u1eff€™\u02c6\u02dc\u2039\u203a†‡‰\u201a„…]+"
)


@lru_cache(maxsize=50_000)
def is_syllable(word: str) -> bool:
    """Whether the word, composed or not, in any case, is one syllable as Vietnamese spells it."""
    bare, tones = _TONES.subn("", unicodedata.normalize("NFD", word.lower()))
    return tones <= 1 and bool(_SYLLABLE.fullmatch(unicodedata.normalize("NFC", bare)))


def marked(text: str) -> list[str]:
    """The words that are not of plain letters alone."""
    return [word for word in _WORD.findall(text) if not word.isascii()]


def share(text: str) -> float:
    """How many of the words with marks are syllables, from 0 to 1; 0 where no word has a mark."""
    words = marked(text)
    return sum(map(is_syllable, words)) / len(words) if words else 0.0
