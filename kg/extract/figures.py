"""Figures: the grammar of values in targets, from "trên 55%" and "16 - 18%/năm" to "nhóm 50 nước dẫn đầu".

Works on the flat form (no diacritics), so a scan that lost them reads alike; words of comparison are matched
with room for the letters that recognition confuses.

>>> from kg.document import cleaned
>>> clean = cleaned("tối thiểu 50%; tăng 16 - 18%/năm")
>>> [(one.comparator, one.value, one.upper, one.unit) for one in figures(clean, 0, len(clean.text))]
[('atLeast', '50', None, '%'), ('between', '16', '18', '%/năm')]
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest

from kg.document import Clean
from kg.extract.units import time_at, unit_at

_NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?"
_WORDS = {
    "mot": 1,
    "hai": 2,
    "ba": 3,
    "bon": 4,
    "nam": 5,
    "sau": 6,
    "bay": 7,
    "tam": 8,
    "chin": 9,
    "muoi": 10,
}
_TO = r"\s*%?\s*(?:-|den|toi)\s*"
_CANDIDATE = re.compile(
    rf"(?<![\w/.,\-])(?P<one>{_NUMBER})(?:{_TO}(?P<two>{_NUMBER})(?![\w/]\w|\.\d))?(?![\d])"
)
# Recognition reads tối as t6i, tdi, tei: the letters between t and thiểu are not looked at.
_AT_LEAST = r"t\w{1,2}i?\s+thi\wu|it\s+nh[ae]t|khong\s+(?:duoi|thap hon|it hon|nho hon|kem)|≥"
_AT_MOST = r"khong\s+(?:vuot\s+)?qua|khong\s+(?:vuot|cao hon|lon hon|nhieu hon)|t[o6]i\s+da|≤"
_LEADS = (
    ("atLeast", re.compile(rf"(?:{_AT_LEAST})(?:\s+(?:la|tu|muc|khoang|\S{{1,2}}))?\s*$")),
    ("atMost", re.compile(rf"(?:{_AT_MOST})(?:\s+(?:la|muc))?\s*$")),
    ("moreThan", re.compile(r"(?:\btren|\bvuot(?:\s+muc|\s+qua)?|\bhon|>)(?:\s+(?:la|muc))?\s*$")),
    ("lessThan", re.compile(r"(?:\bduoi|\b(?:thap|it|nho)\s+hon|<)(?:\s+muc)?\s*$")),
    ("from", re.compile(r"\btu\s*$")),
)
_VERB = (
    r"\b(?:dat|chiem|la|co|con|len|xuong|giam|tang|gap|duy tri|phan dau|bao dam|dam bao|hoan thanh"
    r"|hoan thien|xay dung|hinh thanh"
    r"|thanh lap|phat trien|thu hut|dao tao|boi duong|giai quyet|tao|bo tri|trong moi|trong duoc"
    r"|thanh|o muc|muc"
    r"|dien tich|thuc hien|to chuc)"
)
_REACHES = re.compile(
    rf"{_VERB}(?:\s+(?:duoc|them|moi|khoang|gan|binh quan|trung binh|muc|la|con|len|xuong|hang nam))*\s*$"
)
# What numbers a thing and does not count it.
_ORDINAL = re.compile(
    r"\b(?:thu|lan|so|cap|cap do|muc do|loai|hang|dieu|khoan|diem|quy|thang|ngay|nam|phu luc|bang"
    r"|bieu|giai doan|chuong|khoa"
    r"|ky|tieu chi|vung|phan|to|quoc lo|ql|muc|phuong an|mau|tap|web|buoc|dot|nhom|bac|tuyen|mui|gio"
    r"|luc|thon|khu)\.?\s*$"
)
_BASELINE = re.compile(r"\bso voi (?:[\w ]{0,40}\s)?$")
# What a count of people is divided by ("trên 1 vạn dân").
_OF_PEOPLE = re.compile(r"10*(?:\.000)?\s*(?:van|nghin|tram nghin)?\s*(?:nguoi\s+)?dan\b")
# Where a number of years or days is what is aimed at; elsewhere it is an age or a term.
_LASTS = re.compile(r"\b(?:tuoi tho|thoi gian|so nam|so ngay|ky vong song)\b")
_RISES = re.compile(r"[^.;]{0,50}?\b(?:len|xuong)\b[^.;]{0,12}$")
_SUFFIX = re.compile(r"[^,.;:()\d]{0,30}?\btro\s+(?P<way>len|xuong)\b")
_RANKS = re.compile(
    r"\b(?:nh[oae0]m|top|trong(?: so)?)\s+(?P<group>\d{1,3})\s+(?P<who>[^\d.;]{2,60}?)"
    r"\s+(?:d\w{1,4}\s+d\wu(?!\s+tu)|cao nhat|tot nhat|hang d\wu)"
    r"|\btop\s+(?P<top>\d{1,3})\b"
    r"|\b(?:xep|dung|vi tri)\s+(?:hang\s+)?(?:thu\s+)(?P<place>\d{1,3})\b"
)
_SPELLED = re.compile(
    rf"(?:{_AT_LEAST}|\bthem)\s+(?:co\s+)?(?P<word>{'|'.join(_WORDS)})\s+(?=[a-z])(?!tram|nghin|trieu"
    rf"|muoi|so\b|phan)"
)


@dataclass(frozen=True, slots=True)
class FoundFigure:
    """A value in a clean text: from its words of comparison to its unit, in clean offsets.

    `comparator` is None where no word of comparison or reaching leads to it; `number` is where digits begin.
    """

    start: int
    end: int
    number: int
    comparator: str | None
    value: str
    upper: str | None
    unit: str | None


def figures(clean: Clean, start: int, end: int) -> tuple[FoundFigure, ...]:
    """Every value between two clean offsets, in order: no years, ordinals, marks or numbers of documents."""
    ranks = list(_ranks(clean, start, end))
    taken = [(rank.start, rank.end) for rank in ranks]
    counts: list[FoundFigure] = []
    for match in _CANDIDATE.finditer(clean.flat, start, end):
        if any(a <= match.start() < b for a, b in taken):
            continue
        if found := _figure(clean, match, start, end):
            counts.append(found)
            taken.append((found.start, found.end))
    spelled = _spelled(clean, start, end)
    return tuple(
        sorted(_without_baselines(clean, [*ranks, *counts, *spelled]), key=lambda figure: figure.number)
    )


def plain(number: str) -> str:
    """A number as Vietnamese documents write it, as a plain decimal.

    >>> plain("1.200"), plain("0,7"), plain("05"), plain("2.5"), plain("0.725")
    ('1200', '0.7', '5', '2.5', '0.725')
    """
    if re.fullmatch(r"(?!0+\.)\d{1,3}(?:\.\d{3})+(?:,\d+)?", number):
        number = number.replace(".", "")
    whole, _, part = number.replace(",", ".").partition(".")
    return (whole.lstrip("0") or "0") + (f".{part}" if part else "")


def _ranks(clean: Clean, start: int, end: int) -> Iterator[FoundFigure]:
    for found in _RANKS.finditer(clean.flat, start, end):
        group = next(name for name in ("group", "top", "place") if found[name])
        unit = clean.text[found.start("who") : found.end("who")] if found["who"] else None
        yield FoundFigure(
            found.start(), found.end(), found.start(group), "rankAtMost", plain(found[group]), None, unit
        )


def _spelled(clean: Clean, start: int, end: int) -> Iterator[FoundFigure]:
    for found in _SPELLED.finditer(clean.flat, start, end):
        unit, last = unit_at(clean, found.end("word"), end)
        if unit:
            value = str(_WORDS[found["word"]])
            yield FoundFigure(found.start(), last, found.start("word"), "atLeast", value, None, unit)


def _figure(clean: Clean, match: re.Match[str], start: int, end: int) -> FoundFigure | None:
    flat, at = clean.flat, match.start()
    after = flat[match.end() : match.end() + 1]
    if _is_year(match) or after == "/" or (after.isalpha() and not unit_at(clean, match.end(), end)[0]):
        return None
    before = flat[max(start, at - 48) : at]
    unit, last = unit_at(clean, match.end(), end)
    if _OF_PEOPLE.match(flat, at, end):
        return None
    if time := time_at(clean, match.end(), end):
        if not _LASTS.search(flat, max(start, at - 80), at):
            return None
        unit, last = time, match.end() + len(time) + 1
    share = bool(unit and unit.startswith("%"))
    if _BASELINE.search(before) or (not share and _ORDINAL.search(before)):
        return None
    comparator, lead = _comparator(before)
    figure = FoundFigure(at - lead, last, at, comparator, plain(match["one"]), None, unit)
    if match["two"]:
        return replace(figure, comparator="between", upper=plain(match["two"]))
    return _with_suffix(figure, flat, end)


def _is_year(match: re.Match[str]) -> bool:
    years = [number for number in (match["one"], match["two"]) if number]
    return all(re.fullmatch(r"(?:19|20)\d\d", number) for number in years)


def _comparator(before: str) -> tuple[str | None, int]:
    """What the words before a number make of it, and how many characters they take."""
    for name, lead in _LEADS:
        if found := lead.search(before):
            return name, len(before) - found.start()
    found = _REACHES.search(before)
    return ("reaches", len(before) - found.start()) if found else (None, 0)


def _with_suffix(figure: FoundFigure, flat: str, end: int) -> FoundFigure:
    suffix = _SUFFIX.match(flat, figure.end, min(end, figure.end + 45))
    if suffix:
        return replace(figure, comparator="atLeast" if suffix["way"] == "len" else "atMost")
    return replace(figure, comparator="atLeast") if figure.comparator == "from" else figure


def _without_baselines(clean: Clean, found: list[FoundFigure]) -> list[FoundFigure]:
    """Drop what a value rises or falls from: of "từ 5% lên 10%" the second stays."""
    ordered = sorted(found, key=lambda figure: figure.number)
    return [
        one
        for one, two in zip_longest(ordered, ordered[1:])
        if two is None
        or not clean.flat[max(one.number - 4, 0) : one.number].endswith("tu ")
        or not _RISES.fullmatch(clean.flat, one.end, two.number)
    ]
