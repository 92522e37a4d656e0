"""Recognise text in the letters of old Vietnamese fonts, or decoded wrongly, by its syllables.

Such text looks like other letters ("NghÞ quyÕt" for "Nghị quyết"). Each known encoding is tried on each line:
where the words as they stand are no Vietnamese syllables and the words under one encoding are, the text is in
that encoding. The code tables are those of TCVN 5712:1993 (its third set) and of the VNI and VPS fonts.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import cache

from kg.errors import BadInput
from kg.messages import Message
from kg.source.syllables import is_syllable, marked

_TONES = ("", "\u0301", "\u0300", "\u0309", "\u0303", "\u0323")
_VOWELS = "aâăeêoôơuưiy"
# Codes of each vowel bare and with sắc, huyền, hỏi, ngã, nặng (00: a plain letter), and of đ.
_TCVN3 = """00B8B5B6B7B9 A9CAC7C8C9CB A8BEBBBCBDC6 00D0CCCECFD1 AAD5D2D3D4D6 00E3DFE1E2E4
            ABE8E5E6E7E9 ACEDEAEBECEE 00F3EFF1F2F4 ADF8F5F6F7F9 00DDD7D8DCDE 00FDFAFBFCFE AE"""
_VPS = """00E1E0E4E3E5 E2C3C0C4C5C6 E6A1A2A3A4A5 00E9E8C8EBCB EA898A8BCD8C 00F3F2D5F586
          F4D3D2B087B6 D6A7A9AAABAE 00FAF9FBDBF8 DCD9D8BABBBF 00EDECCCEFCE 009AFF9BCF9C C7"""
# Letters that VNI writes as one, then the marks that it writes behind a vowel.
_VNI_SINGLE = dict(zip("ñôöíìæóòîÑÔÖÍÌÆÓÒÎ", "đơưíìỉĩịỵĐƠƯÍÌỈĨỊỴ", strict=True))
_VNI_MARKS = {
    "ù": "\u0301",
    "ø": "\u0300",
    "û": "\u0309",
    "õ": "\u0303",
    "ï": "\u0323",
    "â": "\u0302",
    "á": "\u0302\u0301",
    "à": "\u0302\u0300",
    "å": "\u0302\u0309",
    "ã": "\u0302\u0303",
    "ä": "\u0302\u0323",
    "ê": "\u0306",
    "é": "\u0306\u0301",
    "è": "\u0306\u0300",
    "ú": "\u0306\u0309",
    "ü": "\u0306\u0303",
    "ë": "\u0306\u0323",
}
_VNI = re.compile("([aeouyôöAEOUYÔÖ])([" + "".join(_VNI_MARKS) + "])", re.I)

# What Vietnamese in Unicode has few of: the upper half of Latin-1 without the letters of Vietnamese.
_STRANGE = re.compile("[\x80-\x9f¡-¯±-¿ÄÅÆÇËÎÏÐÑÖ\xd7ØÛÜÞßäåæçëîïðñö÷øûüþÿ†‡‰Š\u2039Œš\u203aœ€™]")
_FEW = 6
# A line is judged where it has this many words with marks, by the shares of syllables as is and as
# converted and of words with strange letters: scans read badly have wrong words, but few of those.
_WORDS, _WRONG, _RIGHT, _ODD = 4, 0.6, 0.8, 0.35
_LINES = 3

_UNIKEY = "convert it to Unicode (UniKey: Ctrl+Shift+F6, source {source} to Unicode), then read it again"
_ENCODINGS: dict[str, Message] = {
    Message("TCVN3 (ABC, .VnTime fonts)"): Message(_UNIKEY, source="'TCVN3 (ABC)'"),
    Message("VNI (VNI-Times fonts)"): Message(_UNIKEY, source="'VNI Windows'"),
    Message("VPS (VPS fonts)"): Message(_UNIKEY, source="'VPS'"),
    Message("UTF-8 read as Windows-1252"): Message(
        "open the original as UTF-8 and save it as UTF-8, then read it again"
    ),
}


@cache
def _table(codes: str) -> dict[int, str]:
    rows = codes.split()
    table = {int(rows[-1], 16): "đ"}
    for vowel, row in zip(_VOWELS, rows[:-1], strict=True):
        for tone, code in zip(_TONES, bytes.fromhex(row), strict=True):
            letter = unicodedata.normalize("NFC", vowel + tone)
            if code:
                table[code] = letter
                shown = bytes([code]).decode("cp1252", errors="ignore")
                table |= {ord(shown): letter} if shown else {}
    return table


def _from_tcvn3(line: str) -> str:
    return line.translate(_table(_TCVN3) | dict(zip(range(0xA1, 0xA8), "ĂÂÊÔƠƯĐ", strict=True)))


def _from_vps(line: str) -> str:
    return line.translate(_table(_VPS))


def _from_vni(line: str) -> str:
    marks = _VNI.sub(lambda found: found[1] + _VNI_MARKS[found[2].lower()], line)
    return unicodedata.normalize("NFC", "".join(_VNI_SINGLE.get(letter, letter) for letter in marks))


def _byte(letter: str) -> bytes:
    try:
        return letter.encode("cp1252")
    except UnicodeEncodeError:
        return letter.encode("latin-1", errors="replace")


def _from_utf8(line: str) -> str:
    return b"".join(map(_byte, line)).decode("utf-8", errors="replace")


_CONVERTERS: dict[str, Callable[[str], str]] = dict(
    zip(_ENCODINGS, (_from_tcvn3, _from_vni, _from_vps, _from_utf8), strict=True)
)


def refuse_legacy(text: str) -> None:
    """Raises BadInput where lines are certainly in a legacy encoding, with the first and the remedy.

    Certain is: three lines, or half of those there are, in which under 0.6 of the words with marks are
    syllables as they stand, over 0.8 are under one encoding, and over 0.35 hold letters not Vietnamese.
    """
    if len(_STRANGE.findall(text)) < _FEW:
        return
    found: dict[str, list[int]] = {}
    judged = 0
    for number, line in enumerate(text.splitlines(), start=1):
        if len(words := marked(line)) >= _WORDS:
            judged += 1
            if name := _encoding(line, words):
                found.setdefault(name, []).append(number)
    for name, lines in found.items():
        if len(lines) >= min(_LINES, max(judged // 2, 1)):
            raise BadInput(
                "line {line} is in the letters of {name}; {remedy}",
                line=lines[0],
                name=name,
                remedy=_ENCODINGS[name],
            )


def _encoding(line: str, words: list[str]) -> str | None:
    odd = sum(bool(_STRANGE.search(word)) for word in words)
    if odd < _ODD * len(words) or sum(map(is_syllable, words)) >= _WRONG * len(words):
        return None
    shares = {name: _share(convert(line)) for name, convert in _CONVERTERS.items()}
    name = max(shares, key=shares.__getitem__)
    return name if shares[name] >= _RIGHT else None


def _share(line: str) -> float:
    words = marked(line)
    return sum(map(is_syllable, words)) / len(words) if len(words) >= _WORDS else 0.0
