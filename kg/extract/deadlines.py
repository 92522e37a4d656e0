"""Deadlines: by when a duty is due, or how often, from a cell that states one or from a running sentence.

>>> found = deadline("Hoàn thành trước ngày 15/11/2025", 2025)
>>> found.edtf, found.qualifier
('2025-11-15', 'before')
>>> deadline("Thực hiện thường xuyên", 2025).recurrence
'continuous'
>>> sentence = "báo cáo Sở trước ngày 20 hằng tháng; Quyết định có hiệu lực từ ngày 01/12/2025."
>>> [one.text for one in deadlines(sentence)]
['trước ngày 20 hằng tháng']
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from kg.extract.dates import FoundDate, date_at, dates
from kg.extract.promptness import promptly
from kg.extract.rhythms import (
    LONE_DAY,
    LONE_NUMBER,
    MONTHLY_BEFORE,
    Recurrence,
    day_of_months,
    recurrence_of,
)
from kg.extract.terms import Term, terms
from kg.extract.wording import last_match
from kg.text import flat

Qualifier = Literal["before", "by", "during", "from"]
_BEFORE = r"(?:xong )?truoc(?: thoi diem)?"
_BY = (
    r"cham nhat(?: la| den| vao)?(?: trong)?|muon nhat(?: la)?|khong (?:muon|cham) hon|khong qua"
    r"|tu nay (?:cho )?den(?: het)?|den het|het|den"
    r"|(?<!trung )(?<!dai )(?<!ngan )(?:thoi )?han(?: chot| cuoi| cuoi cung)?(?: la)?:?"
    r"|(?:thoi gian|thoi han) (?:hoan thanh"
    r"|thuc hien)(?: la)?:?"
)
_DURING = r"(?:ngay )?trong|vao"
_CUE = re.compile(
    rf"(?<![a-z])(?:(?P<before>{_BEFORE})|(?P<by>{_BY})|(?P<during>{_DURING})"
    rf"|(?P<since>(?:bat dau )?(?:ke )?tu))"
    r"(?: [0-9]{1,2} ?(?:gio|h)(?: ?[0-9]{1,2}(?: phut)?)?(?:,| cua)?)?\s+(?:ngay\s+)?"
)
_QUALIFIERS: dict[str, Qualifier] = {"before": "before", "by": "by", "during": "during", "since": "from"}
# A day of every month or year: trước ngày 20 hằng tháng, trước ngày 25/12 hàng năm.
_EVERY = re.compile(
    r"\s*,?\s*(?:(?:cua |vao )?(?:hang|moi) (?:nam|thang|quy)|(?:cua )?nam (?:tiep theo|cuoi|sau"
    r"|lien ke|ke hoach)|cua nam(?! [0-9]))(?![a-z])"
)
# The end of a span that began before it (từ ngày 16 đến ngày 22): no limit of anything.
_SPAN = re.compile(r"(?<![a-z])tu (?:ngay |thang |nam )?[0-9][0-9a-z/.\- ]{0,28}$")
_AT = re.compile(r"hoan thanh|bao cao|gui|trinh|so ket|tong ket")
_MONTH_DAY = re.compile(r"[0-9]{1,2}(?=\s+(?:hang|moi|cua) (?:thang|quy|thang cuoi))")
_EACH_TIME = re.compile(
    r"(?<![a-z])(?:(?:thuc hien |bao cao )?dinh ky(?: (?:hang|0?[136]|mot|ba|sau)? ?(?:thang|quy"
    r"|nam|tuan))?|(?:hang|moi) (?:nam|quy|thang|tuan|ngay)|thuong xuyen(?= [a-z]))(?![a-z])"
)
# What stands before words of rhythm at the head of a clause, and before those that are said of a report.
_OPENS = re.compile(r"(?:[.;:,(\n]|(?:^|\n)\W*(?:[a-z0-9]{1,3}[.)])|-)\s*$")
_REPORTS = re.compile(r"bao cao[a-z ()]{0,80}$")
# What binds: a duty whose verb stands before the words of time, within the same clause.
_DUTY = re.compile(
    r"(?<![a-z])(?<!da )(?:hoan thanh|hoan thien|thuc hien|trien khai|bao cao|gui|trinh|ban hanh|to chuc"
    r"|xay dung|xong|tham muu|cong bo|cap nhat|ket thuc|dua vao"
    r"|tong hop|de xuat|ra soat|bo tri|phe duyet|phai|yeu cau|cung cap|khac phuc|xu ly|ban giao"
    r"|khoi cong|giai ngan|dang ky|nop|(?<!thanh )(?<!doc )lap|soan thao|nghiem thu)(?![a-z])"
)
# What only tells: the past, a document's own date or force, a period that a title or a plan bears.
_TELLS = re.compile(
    r"(?<![a-z])(?:co hieu luc(?: thi hanh)?|hieu luc|ap dung|da|duoc (?:ban hanh|cap|phe duyet"
    r"|thanh lap|thong qua|cong bo)|ket qua|tinh hinh|ke tu|tinh"
    r"|so lieu|du bao|tinh den|nhiem ky|nam hoc|du toan|ke hoach|chuong trinh|chien luoc|de an"
    r"|quy hoach|nghi quyet|(?<!xem xet, )(?<!xem xet )(?<!xem xet va )quyet dinh"
    r"|ngan sach|binh quan|tang truong)[^,;:]{0,40}$"
)
_HANDED_IN = {"trinh", "ban hanh", "hoan thanh", "hoan thien", "xong", "gui", "phe duyet"}
_OF_ACT = re.compile(r"\s+(?:luat|nghi dinh|nghi quyet|quyet dinh|thong tu|quy dinh|van ban) nay")
_THEN = re.compile(r"\s*[,(]?\s*")
_LISTED = re.compile(r"\s*(?:[,;]|va|, va)\s*")
_CLAUSE_START = re.compile(r"[.;:\n]")
_CLAUSE_REACH, _REPORT_REACH = 200, 90
_RHYTHM_REACH = 24


@dataclass(frozen=True, slots=True)
class Deadline:
    """When a duty is due: the words and their place, EDTF where they give one, and how the two relate.

    `recurrence` says how often; `from_context` that the year is the document's own, not the words'.
    """

    text: str
    edtf: str | None
    qualifier: Qualifier | None
    recurrence: Recurrence | None
    start: int
    end: int
    from_context: bool = False


def deadline(text: str, year: int | None = None) -> Deadline | None:
    """The deadline that a whole cell or line states (`Thời gian: ...`), nothing only where it is empty.

    `year` is that of the document, for days that name none. Words that give no date (a cited schedule)
    are kept.
    """
    start, end = len(text) - len(text.lstrip(" :.-–\n")), len(text.rstrip(" .;,\n"))
    if start >= end:
        return None
    plain = flat(text)
    if term := next(terms(text[start:end], year=year), None):
        return replace(_of_term(text[start:end], term), text=text[start:end], start=start, end=end)
    found = _cell_dates(plain, start, year)
    recurrence = recurrence_of(plain)
    if recurrence in ("annual", "periodic", "quarterly", "semiannual") and found and found[0].from_context:
        found = _cell_dates(plain, start, None)
    edtf, guessed = _joined(plain, found)
    qualifier = _qualifier(plain, found[0]) if found else None
    if not found and (edtf := day_of_months(plain)):
        qualifier = _day_qualifier(plain)
    if edtf and qualifier == "from" and "/" not in edtf and "X" not in edtf:
        edtf += "/.."
    return Deadline(text[start:end], edtf, qualifier, recurrence, start, end, guessed)


def _cell_dates(plain: str, start: int, year: int | None) -> tuple[FoundDate, ...]:
    bare = re.fullmatch(r"\s*((?:19|20)[0-9]{2})\s*", plain[start:].rstrip(" .;,"))
    if bare:
        return (FoundDate(bare[1], start, start + 4),)
    found = dates(plain, year)
    if not found and (cue := _CUE.search(plain)) and (one := date_at(plain, cue.end(), year)):
        return (one,)
    if not found and (one := date_at(plain, start, year)):
        return (one,)
    return found


def _joined(plain: str, found: tuple[FoundDate, ...]) -> tuple[str | None, bool]:
    """One EDTF for the dates of a cell: the first, or from the first to the last of a list of them."""
    if not found:
        return None, False
    last = found[0]
    for one in found[1:]:
        if not _LISTED.fullmatch(plain, last.end, one.start):
            break
        last = one
    first = found[0].edtf
    ordered = len(first) == len(last.edtf) and first < last.edtf and not set("X/") & set(first + last.edtf)
    return (f"{first}/{last.edtf}" if ordered else first), found[0].from_context


def _qualifier(plain: str, one: FoundDate) -> Qualifier:
    cue = None
    for cue in _CUE.finditer(plain, max(0, one.start - 40), one.end):
        if cue.end() >= one.start:
            break
    words = plain[one.start : one.end]
    if "/.." in one.edtf and words.startswith("tu "):
        return "from"
    if cue and cue.end() >= one.start and cue.start() <= one.start and "/" not in one.edtf:
        return _QUALIFIERS[cue.lastgroup or "by"]
    return "by" if len(one.edtf) == 10 else "during"


def deadlines(sentence: str, year: int | None = None) -> tuple[Deadline, ...]:
    """The words of time in a clean sentence that bind a duty, in order.

    Dates of cited documents, of force and of the past, and periods in titles bind nothing; they are left.
    Where none gives a time, words for at once do ("báo cáo ngay", "ngay sau khi ...").
    """
    plain = flat(sentence)
    found: list[Deadline] = []
    counted = (_of_term(sentence, term) for term in terms(sentence, year=year))
    everything = (*_limits(sentence, plain, year), *_rhythms(sentence, plain), *counted)
    for one in sorted(everything, key=lambda one: (one.start, -one.end)):
        if found and one.start < found[-1].end:
            continue
        if (
            found
            and found[-1].edtf is None
            and found[-1].qualifier is None
            and _THEN.fullmatch(plain, found[-1].end, one.start)
        ):
            one = _with_rhythm(sentence, found.pop(), one)
        found.append(one)
    return tuple(found) or tuple(_of_term(sentence, term) for term in promptly(sentence))


def _of_term(sentence: str, term: Term) -> Deadline:
    words, qualifier = sentence[term.start : term.end], _QUALIFIERS["since" if term.after else "by"]
    return Deadline(words, term.edtf, qualifier, None, term.start, term.end)


def _with_rhythm(sentence: str, rhythm: Deadline, limit: Deadline) -> Deadline:
    """`Định kỳ hằng năm (trước ngày 30/11`: one deadline, whose day returns every year."""
    edtf = f"XXXX{limit.edtf[4:]}" if limit.edtf and limit.from_context else limit.edtf
    return replace(
        limit, text=sentence[rhythm.start : limit.end], edtf=edtf, start=rhythm.start, from_context=False,
        recurrence=limit.recurrence or rhythm.recurrence,
    )  # fmt: skip


def _limits(sentence: str, plain: str, year: int | None) -> Iterator[Deadline]:
    for cue in _CUE.finditer(plain):
        if cue.lastgroup == "since" or _OF_ACT.match(plain, cue.end() - 1):
            continue
        every = _MONTH_DAY.match(plain, cue.end()) or _after_rhythm(plain, cue)
        one = None if every else date_at(plain, _date_start(plain, cue.end()), year)
        end = every.end() if every else one.end if one else 0
        if not end or not _binds(plain, cue, one):
            continue
        rhythm = _EVERY.match(plain, end)
        yield _limit(sentence, (cue, one), rhythm.end() if rhythm else end, rhythm[0] if rhythm else "")


def _after_rhythm(plain: str, cue: re.Match[str]) -> re.Match[str] | None:
    """The day behind a cue that words of a monthly rhythm lead to."""
    led = MONTHLY_BEFORE.search(plain[max(0, cue.start() - _RHYTHM_REACH) : cue.start()])
    day = plain.endswith("ngay ", cue.start(), cue.end())
    return LONE_NUMBER.match(plain, cue.end()) if led and day else None


def _date_start(plain: str, at: int) -> int:
    """Where a date behind a cue begins: with the word for day, which the cue took along."""
    return at - len("ngay ") if plain.startswith("ngay ", at - len("ngay ")) else at


def _limit(sentence: str, found: tuple[re.Match[str], FoundDate | None], end: int, rhythm: str) -> Deadline:
    cue, one = found
    edtf = one.edtf if one else day_of_months(flat(sentence[max(0, cue.start() - _RHYTHM_REACH) : end]))
    if edtf and rhythm and one and one.from_context:
        edtf = "XXXX" + edtf[4:]
    guessed = bool(one and one.from_context and not rhythm)
    words = sentence[cue.start() : end]
    again = recurrence_of(rhythm) or ("monthly" if edtf and edtf.startswith("XXXX-XX-") else None)
    return Deadline(words, edtf, _QUALIFIERS[cue.lastgroup or "by"], again, cue.start(), end, guessed)


def _day_qualifier(plain: str) -> Qualifier:
    """How the day of every month is meant, which a cell names."""
    cue, named = _CUE.search(plain), LONE_DAY.search(plain)
    led = cue and named and cue.start() <= named.start() <= cue.end()
    return _QUALIFIERS[cue.lastgroup or "by"] if cue and led else "by"


def _binds(plain: str, cue: re.Match[str], one: FoundDate | None) -> bool:
    clause = _clause_before(plain, cue.start())
    told = _TELLS.search(clause)
    duty = last_match(_DUTY, clause, 0, len(clause))
    strong = cue.lastgroup == "before" or cue[0].startswith(
        ("cham nhat", "muon nhat", "khong muon", "han", "thoi han", "thoi gian")
    )
    strong = strong or (duty is not None and _is_set(cue, one, duty))
    if cue[0].startswith("tu nay"):
        return duty is not None
    if (cue[0].startswith("vao") and not _AT.search(clause)) or (
        cue.lastgroup == "by" and _SPAN.search(clause)
    ):
        return False
    if told and (duty is None or told.start() >= duty.start() - 4):
        return strong and duty is not None and " da " not in f" {clause} " and told.start() > duty.end()
    if cue[0].startswith("den") and one is not None and len(one.edtf) < 10:
        return "hoan thanh" in clause
    return strong or duty is not None


def _is_set(cue: re.Match[str], one: FoundDate | None, duty: re.Match[str]) -> bool:
    """Whether a month or a quarter is one in which something is to be handed in or issued."""
    month = cue[0].startswith("trong") and one is not None and len(one.edtf) == len("2025-12")
    return month and duty[0] in _HANDED_IN


def _clause_before(plain: str, at: int) -> str:
    first = max(0, at - _CLAUSE_REACH)
    stop = last_match(_CLAUSE_START, plain, first, at)
    return plain[stop.end() if stop else first : at]


def _rhythms(sentence: str, plain: str) -> Iterator[Deadline]:
    """Định kỳ hằng quý báo cáo ..., Hằng năm, ...: at the head of a clause, or said of a report."""
    for match in _EACH_TIME.finditer(plain):
        before = plain[max(0, match.start() - _REPORT_REACH) : match.start()]
        opens = not before[-24:].strip() or _OPENS.search(before) is not None
        # "Báo cáo hằng năm" may be the name of a report; what comes each day or week is a rhythm.
        named = match[0].startswith(("dinh ky", "bao cao dinh ky")) or match[0].endswith(("ngay", "tuan"))
        said = named and _REPORTS.search(before) is not None
        plainly = sentence[match.start()].isupper() or match[0].startswith("dinh ky")
        if match[0] == "thuong xuyen":
            # Further on it is said of one of several things that are to be done.
            first = plain[: match.start()].strip(" -+") == ""
            said, opens, plainly = False, first or before.endswith(("trach nhiem ", "phai ")), True
        if said or (opens and plainly):
            words = sentence[match.start() : match.end()]
            yield Deadline(words, None, None, recurrence_of(match[0]), match.start(), match.end())
