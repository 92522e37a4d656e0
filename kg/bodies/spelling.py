"""Write a body's name one way: composed letters, one habit of tone marks, abbreviations in full.

>>> written_out("UBND TP.HCM"), written_out("Sở TN&MT"), spelled("Uỷ ban Ðà Nẵng, Hoà Vang")
('Ủy ban nhân dân thành phố Hồ Chí Minh', 'Sở Tài nguyên và Môi trường', 'Ủy ban Đà Nẵng, Hòa Vang')
"""

import re
import unicodedata
from functools import cache, lru_cache
from typing import TypedDict, cast

from kg import resources

_TONES = "\u0300\u0301\u0309\u0303\u0323"
_LETTERS = str.maketrans(
    {"Ð": "Đ", "ð": "đ", "Ɖ": "Đ", "\xad": None, "\u200b": None, "*": None, "–": "-", "\u2011": "-"}
)
_NOT_NAME = " \t\r\n.,;:|#_\"'“”-+/•"


class _Abbreviations(TypedDict):
    anywhere: dict[str, str]
    field_heads: list[str]
    fields: dict[str, str]
    words: list[str]


@cache
def _abbreviations() -> _Abbreviations:
    found = resources.mapping(resources.text("bodies/authority/abbreviations.yaml"))
    return cast("_Abbreviations", found)


@cache
def _tone_pairs() -> dict[str, str]:
    """Each pair of vowels with the tone on the second, and with it on the first, as is official."""
    pairs = {}
    for first, second in ("oa", "oe", "uy"):
        for tone in _TONES:
            for a, b in ((first, second), (first.upper(), second), (first.upper(), second.upper())):
                late = a + unicodedata.normalize("NFC", b + tone)
                pairs[late] = unicodedata.normalize("NFC", a + tone) + b
    return pairs


@cache
def _late_tones() -> re.Pattern[str]:
    return re.compile(rf"(?<![qQ])(?:{'|'.join(_tone_pairs())})(?!\w)")


def spelled(name: str) -> str:
    """The name composed, on one line, tone marks as in hòa and ủy, Đ for Ð, no marks of layout around it."""
    composed = unicodedata.normalize("NFC", name).translate(_LETTERS)
    toned = _late_tones().sub(lambda found: _tone_pairs()[found[0]], composed)
    return " ".join(toned.split()).strip(_NOT_NAME)


def _letters(field: str) -> str:
    """The pattern of a field's letters: KH CN is KHCN, KH&CN, KH-CN, KH và CN."""
    return r"\s*(?:&|-|,|và|\.)?\s*".join(map(re.escape, field.split()))


@cache
def _field_heads() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w)(?:{'|'.join(map(re.escape, _abbreviations()['field_heads']))})\s+[A-ZĐ]{{2}}"
    )


@cache
def _field_letters() -> list[tuple[re.Pattern[str], str]]:
    heads = "|".join(map(re.escape, _abbreviations()["field_heads"]))
    longest_first = sorted(_abbreviations()["fields"].items(), key=lambda pair: -len(pair[0]))
    return [
        (re.compile(rf"(?<!\w)({heads})\s+{_letters(field)}(?![\w&])"), full) for field, full in longest_first
    ]


@cache
def _anywhere() -> re.Pattern[str]:
    longest_first = sorted(_abbreviations()["anywhere"], key=lambda short: -len(short))
    words = "|".join(map(re.escape, _abbreviations()["words"]))
    return re.compile(
        rf"(?<!\w)(?!(?:{words})(?!\w))({'|'.join(map(re.escape, longest_first))})(?!\w)(?:\.(?=\s*\w))?\s*"
    )


@lru_cache(maxsize=20_000)
def written_out(name: str) -> str:
    """The name spelled one way, abbreviations in full (Decree 30/2020/NĐ-CP, annex III, and common use)."""
    whole = re.sub(r"\bTT\.?\s+(?=Tỉnh|Thành|HĐND|Hội đồng)", "Thường trực ", spelled(name))
    for letters, full in _field_letters() if _field_heads().search(whole) else ():
        whole = letters.sub(rf"\1 {full}", whole)
    full_of = _abbreviations()["anywhere"]
    return " ".join(_anywhere().sub(lambda found: full_of[found[1]] + " ", whole).split()).strip(_NOT_NAME)


def capitalised(name: str) -> str:
    """The name with a capital as its first letter, the others as they are."""
    return name[:1].upper() + name[1:]
