"""The number of an official document as one value, read and written back: serial, year, type and issuer.

The grammar is that of Decree 30/2020/NĐ-CP (annexes I and III) for the State's administration, of the law
on promulgation of legal documents for laws and regulations, and of the Party's guidance on the form of its
documents.

>>> Number.parse("57- NQ/TW")
Number(serial='57', suffix='', year=None, type_code='NQ', issuer_code='TW', unit_code='', form='party')
>>> [str(Number.parse(text)) for text in ("102 /2025 /QĐ-CTUBND", "30c/NQ-CP", "72/2025/QH15")]
['102/2025/QĐ-CTUBND', '30c/NQ-CP', '72/2025/QH15']
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from kg.document.codes import JOINT_BODIES, JOINT_TYPES, MISLEADING, OLD, SPELLING, TYPE_CODES

Form = Literal["state", "party", "national assembly", "joint", "letter", "old"]

# Letters that look like Latin ones and are typed or scanned for them (eths, Cyrillic capitals), and dashes.
_LOOKALIKES = tuple(zip("ÐƉðАВЕКМНОРСТХ\u2013\u2014\u2011\u2212\u00a0", "ĐĐđABEKMHOPCTX---- ", strict=True))

# A code: capitals, with the few small letters and signs that codes have (TTr, TTg, QyĐ, V.I, BNN&MT).
# It may run on to the next word (TTgcủa), but not stop inside a word in marked capitals (NGÀY).
_MARKED = "".join(chr(code) for code in range(0xC0, 0x1EFA) if chr(code).isupper() and chr(code) != "Đ")
_SMALL = "a-z" + "".join(chr(code) for code in range(0xC0, 0x1EFA) if chr(code).islower())
_SIGN = rf"\.(?=[A-ZĐ](?![{_SMALL}]))|&\s?(?=[A-ZĐ]{{2}})"
_WORD = rf"(?:TTg|[A-ZĐ](?:[A-ZĐ0-9]|{_SIGN}|[a-z](?![{_SMALL}]{{2}}))*+(?![{_MARKED}]))"
_SLASH = r"\s{0,2}/\s{0,2}"
_DASH = r"(?:-|\s?-\s?(?=[A-ZĐ]{2}|TT[rg]))"
# What stands before is looked at behind the first digit, so that the search can leap from digit to digit.
_SERIAL = r"(?P<serial>[0-9](?<![\w:./-][0-9])[0-9]{0,5})(?P<suffix>[a-zđA-ZĐ]?)"
_YEAR = rf"(?:(?P<year>(?:19|20)[0-9]{{2}}){_SLASH})?"
_NUMBER = re.compile(
    rf"{_SERIAL}"
    rf"(?:{_SLASH}{_YEAR}(?P<codes>{_WORD}(?:{_DASH}{_WORD}){{0,3}})"
    rf"|{_DASH}(?P<party>{_WORD}){_SLASH}(?P<issuer>{_WORD}(?:-{_WORD}){{0,2}})"
    rf"|-(?P<old>{'|'.join(OLD)})(?![\w/-]))"
)
_ASSEMBLY = re.compile(r"(?:UBTV)?[QO]H(?=[0-9IVX]+$)")
# A type and issuer run together: 118/2025/NĐCP.
_RUN_TOGETHER = re.compile(r"(NĐ|NQ|QĐ|TT|CT)(CP|TTg|UBND|HĐND|B[A-ZĐ]{2,6})")
_STANDARD = re.compile(
    r"(?:TCVN|QCVN|TCXDVN|TCXD|TCCS|TCN|ISO|IEC|QCĐP|Form|Mẫu(?: số)?)[\s:/-]*$", re.IGNORECASE
)
_STANDARD_REACH = 12


@dataclass(frozen=True, slots=True)
class Number:
    """A document's number in parts; codes as the rules spell them, empty where the number has none.

    `serial` keeps its zeros (010), `suffix` is the letter behind it (30c), `unit_code` the unit that drafted
    (KSTT of 2844/VPCP-KSTT); a joint document's issuers stay one code, joined by hyphens.
    """

    serial: str
    suffix: str
    year: int | None
    type_code: str
    issuer_code: str
    unit_code: str
    form: Form

    @classmethod
    def parse(cls, text: str) -> "Number":
        """The number that the whole text is; spaces at the joints, bold marks and lookalikes are mended.

        Raises ValueError for anything else: a date, a standard's or a telephone number.
        """
        plain = _latin(text.replace("*", "")).strip().rstrip(".")
        found = _NUMBER.fullmatch(plain)
        number = _number(found) if found else None
        if number is None:
            raise ValueError(
                f"{text!r} is no document number such as 28/2008/NĐ-CP, 57-NQ/TW or 2844/VPCP-KSTT"
            )
        return number

    def __str__(self) -> str:
        year = f"{self.year}/" if self.year else ""
        head = f"{self.serial}{self.suffix}"
        behind = "-".join(code for code in (self.issuer_code, self.unit_code) if code)
        if self.form == "party":
            return f"{head}-{self.type_code}/{behind}"
        if self.form == "old":
            return f"{head}-{self.issuer_code}"
        return f"{head}/{year}" + "-".join(code for code in (self.type_code, behind) if code)


@dataclass(frozen=True, slots=True)
class FoundNumber:
    """A number and where it stands in the text, end exclusive."""

    number: Number
    start: int
    end: int


def numbers(text: str) -> Iterator[FoundNumber]:
    """Every document number in a clean text, in order; standards, dates and fractions are passed over.

    >>> [str(found.number) for found in numbers("05/2025/NĐ-CP, QCVN 85:2025/BNNMT, ngày 01/7/2025")]
    ['05/2025/NĐ-CP']
    """
    plain = _latin(text)
    for match in _NUMBER.finditer(plain):
        if _STANDARD.search(plain, max(0, match.start() - _STANDARD_REACH), match.start()):
            continue
        number = _number(match)
        if number is not None:
            yield FoundNumber(number, match.start(), match.end())


def _latin(text: str) -> str:
    # Most texts have few of these: replacing each is ten times as fast as translating every letter.
    for odd, plain in _LOOKALIKES:
        text = text.replace(odd, plain)
    return text


def _number(match: re.Match[str]) -> Number | None:
    if match["party"]:
        return _of_party(match)
    if match["old"]:
        return Number(match["serial"], match["suffix"].lower(), None, "", _spelt(match["old"]), "", "old")
    codes = [_spelt(code) for code in match["codes"].split("-")]
    if codes[0] not in TYPE_CODES and (mended := _RUN_TOGETHER.fullmatch(codes[0])):
        codes[:1] = [mended[1], _spelt(mended[2])]
    return _of_state(match, codes)


def _of_party(match: re.Match[str]) -> Number | None:
    type_code = _spelt(match["party"])
    if type_code not in TYPE_CODES and (
        not type_code.isalpha() or len(type_code) < 2 or len(match["issuer"]) < 2
    ):
        return None
    return Number(
        match["serial"], match["suffix"].lower(), None, type_code, _spelt(match["issuer"]), "", "party"
    )


def _of_state(match: re.Match[str], codes: list[str]) -> Number | None:
    serial, suffix = match["serial"], match["suffix"].lower()
    year = int(match["year"]) if match["year"] else None
    if len(codes) == 1:
        return _of_one_code(serial, suffix, year, codes[0])
    first, *rest = codes
    if first not in TYPE_CODES or rest[0] in MISLEADING.get(first, ()):
        return Number(serial, suffix, year, "", first, "-".join(rest), "letter") if len(first) > 1 else None
    if first in JOINT_TYPES or (len(rest) > 1 and set(rest[:2]) <= JOINT_BODIES):
        return Number(serial, suffix, year, first, "-".join(rest), "", "joint")
    return Number(serial, suffix, year, first, rest[0], "-".join(rest[1:]), "state")


def _of_one_code(serial: str, suffix: str, year: int | None, code: str) -> Number | None:
    if year and (assembly := _ASSEMBLY.match(code)):
        term = code[assembly.end() :]
        return Number(serial, suffix, year, "", assembly[0].replace("O", "Q") + term, "", "national assembly")
    if code in TYPE_CODES and len(code) > 1:
        return Number(serial, suffix, year, code, "", "", "state")
    if year is None and code in OLD:
        return Number(serial, suffix, None, "", code, "", "letter")
    return None


def _spelt(code: str) -> str:
    """The code as the rules spell it, when it stands in plain capitals: TTG is TTg, TTR is TTr, ND is NĐ."""
    plain = code.replace(" ", "")
    return SPELLING.get(plain, plain)
