"""Terms: limits of time counted from a day or an event: "trong thời hạn 30 ngày kể từ ngày ký".

A day follows only where it can be counted: from a day that is given, or from that on which the document was
issued or came into force. The first day is not counted, and a term in months ends on the same day of its last
month (Civil Code 91/2015/QH13, articles 147 and 148; a last day of rest is not moved). Working days and hours
give no day, for no calendar of holidays is at hand: their words stay.

>>> sentence = "Lập sổ trong thời hạn 02 tháng kể từ ngày 31/12/2025."
>>> [(sentence[one.start : one.end], one.edtf) for one in terms(sentence)]
[('trong thời hạn 02 tháng kể từ ngày 31/12/2025', '2026-02-28')]
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from kg.extract.dates import date_at
from kg.extract.reading import Due
from kg.text import flat

_STRONG = r"(?:trong (?:thoi han|vong)|cham nhat|muon nhat)"
_LEAD = (
    rf"(?:{_STRONG}|trong(?: khoang)?(?: thoi gian)?|thoi han|toi da|khong qua|khong (?:cham|muon) hon|sau)"
    r"(?: hoan thanh| thuc hien)?(?:,? (?:la|sau|trong|toi da|khong qua|cham nhat))*[,:]?\s+"
)
_WORDS = r"(?:(?:mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi|lam|tram)\s)+"
# Of "24-48 giờ" the longer one counts.
_COUNT = (
    r"(?:(?:[0-9]{1,3}\s?[-–]\s?)?(?P<count>[0-9]{1,3})(?:\s?\([a-z ]+\))?"
    rf"|{_WORDS}(?:\((?P<figure>[0-9]{{1,3}})\))?)\s?"
)
_UNIT = r"(?P<unit>ngay|tuan|thang|quy|nam|gio)(?P<work> lam viec)?(?![a-z0-9/]| [0-9]+[/.-])"
_FROM = (
    r"(?:\sdau(?:\stien)?)?,?\s\(?(?:(?P<back>truoc)|(?:ke |tinh )?tu|sau)\s"
    r"(?:(?P<day>ngay)|(?:sau )?khi|luc|thoi diem|(?<=truoc )(?:cuoc|ky|phien|hoi nghi))(?=\s)"
)
_TERM = re.compile(rf"(?<![a-z])(?P<lead>{_LEAD})?(?<![a-z0-9]){_COUNT}{_UNIT}(?P<from>{_FROM})?")
_TYPES = (
    r"quyet dinh|ke hoach|nghi quyet|thong tu|nghi dinh|chi thi|quy dinh|quy che|cong van|cong dien"
    r"|thong bao|huong dan|chuong trinh|de an|van ban|luat|phap lenh|ket luan"
)
_THIS = rf"(?:{_TYPES}) nay"
# Without "này" it is the document itself where that is of this type, and nothing says which one.
_IT = rf"(?:{_THIS}|(?P<type>{_TYPES}))"
_SIGNED = r"(?:ky(?:,? ban hanh)?|ban hanh)"
_CLOSES = r"(?=\s*(?:[.,;:)]|$))"
_ISSUED = re.compile(
    rf"\s(?:{_SIGNED} (?:{_THIS}|(?P<type>{_TYPES}){_CLOSES})|{_THIS} (?:duoc )?{_SIGNED}"
    rf"|(?P<bare>{_SIGNED}){_CLOSES})"
)
_FORCE = re.compile(rf"\s{_IT} co hieu luc(?: thi hanh)?")
# Where the words of an event end: at a purpose, or at what is to be done behind it. With marks: để, not đề.
_EVENT_END = re.compile(
    r"[.;:\n)]|,(?! (?:hợp lệ|đúng quy định|đầy đủ)(?!\w))|\s(?:để|nhằm|phải|có trách nhiệm|chủ trì)(?!\w)|$"
)
# What is itself signed: "kể từ ngày ký" behind it is the day of its own.
_OTHER_PAPER = re.compile(r"hop dong|bien ban|thoa thuan|giay|chung chi|giao kem|phieu|cam ket")
_NEVER = re.compile(r"(?<!\w)(?:hiệu lực|áp dụng|nhiệm kỳ|đã)(?!\w)[^,;:]{0,60}$", re.IGNORECASE)
# What goes on for as long, and is not due by then; unless something in the clause must be done.
_LASTS = re.compile(
    r"(?<!\w)(?:lưu|lưu trữ|lưu giữ|duy trì|thí điểm|cho thuê|thuê|miễn|giảm|hưởng|hỗ trợ|bảo hành|gia hạn"
    r"|niêm yết|hoạt động|sử dụng|cách ly|cấp phép|không được|treo|đào tạo|tập huấn|diễn ra)(?!\w)"
    r"[^,;:]{0,80}$",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"(?<![a-z])(?:bao cao|gui|trinh|nop|tra loi|thong bao|phe duyet|hoan thanh|giai quyet|xu ly|khac phuc"
    r"|cong bo|tham dinh|ban hanh)(?![a-z])"
)
_BACKWARD = re.compile(r"\s*(?:gan|qua|truoc|lien|toi|tiep|dau|cuoi|tro (?:lai|ve))(?![a-z])")
_MONTHS = {"thang": 1, "quy": 3, "nam": 12}
_DAYS = {"ngay": 1, "tuan": 7}
_CLAUSE_REACH = 200
_DAY_LONG = len("2025-01-01")


@dataclass(frozen=True, slots=True)
class Known:
    """The days that a document's terms may be counted from: of its issue, and of its coming into force.

    `type` is the document's own as written, for terms that name the document by it alone.
    """

    issued: date | None = None
    in_force: date | None = None
    type: str | None = None


_NOTHING = Known()


@dataclass(frozen=True, slots=True)
class Term:
    """A limit that is counted: the place of its words, and the day it ends on where that can be known.

    `after` is true of what begins when the time is over ("sau 10 ngày kể từ ngày ..."), and has no last day.
    """

    start: int
    end: int
    edtf: str | None
    after: bool = False


def terms(sentence: str, known: Known = _NOTHING, *, year: int | None = None) -> Iterator[Term]:
    """Every counted limit of a clean sentence; what only lasts as long, or is of the past, is left out.

    `year` is the document's, for days that name none.
    """
    plain = flat(sentence)
    for found in _TERM.finditer(plain):
        if _binds(sentence, plain, found):
            end, first = _anchor((sentence, plain), found, known, year)
            after = (found["lead"] or "").startswith("sau")
            yield Term(found.start(), end, _last(found, first) if first and not after else None, after)


def tells_the_past(before: str) -> bool:
    """Whether words before a limit say that it is none: what has been done, or is in force from then on."""
    near = before[-_CLAUSE_REACH:]
    return _NEVER.search(near[max(near.rfind(mark) + 1 for mark in ".;:\n") :]) is not None


def _binds(sentence: str, plain: str, found: re.Match[str]) -> bool:
    if tells_the_past(sentence[: found.start()]):
        return False
    near = max(0, found.start() - _CLAUSE_REACH)
    opened = max(plain.rfind(mark, near, found.start()) + 1 for mark in ".;:\n")
    clause = slice(max(near, opened), found.start())
    lasts = _LASTS.search(sentence[clause]) and not _DONE.search(plain[clause])
    if found["from"]:
        return not lasts and (found["lead"] is not None or not plain[: found.start()].strip())
    strong = re.match(_STRONG, found["lead"] or "")
    return bool(strong and not lasts and not _BACKWARD.match(plain, found.end()))


def _anchor(
    said: tuple[str, str], found: re.Match[str], known: Known, year: int | None
) -> tuple[int, date | None]:
    """Where the words of a term end, and the day that it is counted from where that is known."""
    text, plain = said
    at = found.end()
    if not found["from"]:
        return at, None
    given = date_at(plain, at + 1, year)
    if found["day"] and given and _is_day(given.edtf):
        return given.end, date.fromisoformat(given.edtf)
    for pattern, day in ((_ISSUED, known.issued), (_FORCE, known.in_force)):
        named = pattern.match(plain, at) if found["day"] else None
        if named:
            return named.end(), day if _is_own(
                named, plain[max(0, found.start() - _CLAUSE_REACH) : found.start()], known
            ) else None
    stop = _EVENT_END.search(text, at)
    return stop.start() if stop else len(plain), None


def _is_own(named: re.Match[str], before: str, known: Known) -> bool:
    """Whether what was signed or came into force is the document itself."""
    by_type, bare = named["type"], named.groupdict().get("bare")
    if by_type:
        return by_type == flat(known.type or "")
    return not (bare and _OTHER_PAPER.search(before))


def _is_day(edtf: str) -> bool:
    return len(edtf) == _DAY_LONG and edtf[:4].isdigit()


def _last(found: re.Match[str], first: date) -> str | None:
    """The last day of a term; none for working days and hours, and where no figure is given."""
    figure, unit = found["count"] or found["figure"], found["unit"]
    if found["work"] or not figure or unit == "gio":
        return None
    count = -int(figure) if found["back"] else int(figure)
    if unit in _DAYS:
        return (first + timedelta(days=count * _DAYS[unit])).isoformat()
    year, month = divmod(first.year * 12 + first.month - 1 + count * _MONTHS[unit], 12)
    return date(year, month + 1, min(first.day, monthrange(year, month + 1)[1])).isoformat()


def dated(due: Due | None, said: str, known: Known) -> Due | None:
    """A deadline with the day that its words mean in a document of which these days are known.

    `said` are the words of the duty; a deadline that has a day already, or no term, is given back as it is.
    """
    if due is None or due.edtf:
        return due
    for words in (said, due.text):
        for term in terms(words, known):
            if term.edtf and words[term.start : term.end] == due.text:
                return replace(due, edtf=term.edtf)
    return due
