"""Difficulties: who is to tell whom of what hinders a document's execution, and who reports it further.

Who is to reflect them "để được hướng dẫn" is offered help and has no duty.

>>> from kg.document import cleaned
>>> from kg.extract.passages import passage
>>> clean = cleaned("Nếu có vướng mắc, các cơ quan, đơn vị phản ánh về Sở Y tế để tổng hợp, báo cáo Bộ Y tế.")
>>> for one in raised(passage(clean, 0, len(clean.text))):
...     print([body.name for body in one.bodies], clean.text[one.start : one.end])
['các cơ quan, đơn vị'] Nếu có vướng mắc, các cơ quan, đơn vị phản ánh về Sở Y tế
['Sở Y tế'] tổng hợp, báo cáo Bộ Y tế.
"""

import re
from dataclasses import dataclass

from kg.extract.passages import Named, Passage, together
from kg.extract.roles import Role

_WHEN = (
    r"\W*(?:(?:trong |qua )?(?:qua trinh|thoi gian) |neu |khi |truong hop )[^.;:]{0,200}?"
    r"(?:vuong mac|kho khan|bat cap|phat sinh)"
)
_HINDERED = re.compile(rf"{_WHEN}[^.;:]{{0,160}}?,?\s+(?:thi )?(?:(?:de nghi|yeu cau) )?$")
_BEYOND = re.compile(
    r"\W*(?:truong hop|neu|noi dung|van de)[^.;:,]{0,20} vuot (?:qua )?(?:tham quyen|kha nang)"
    r"[^.;:,]{0,40},\s+$"
)
_ADVERBS = (
    r"(?:(?:kip thoi|chu dong|co trach nhiem|can|phai|co van ban|tong hop,?|gui|nhanh chong"
    r"|bang van ban)\s+)*"
)
_TELLS = re.compile(
    rf"\s*,?\s*{_ADVERBS}(?:phan anh|bao cao|kien nghi|thong tin|phan hoi|thong bao|gui y kien)(?![a-z])"
)
# Of those who were named before: "Nếu có vướng mắc, kịp thời báo cáo ...".
_THEY_TELL = re.compile(rf"{_WHEN},?\s+(?:thi )?{_ADVERBS}(?:phan anh|bao cao|kien nghi)(?![a-z])")
# An offer of help, which who is to report does not only have; and what is less than a report.
_OFFERED, _REPORTED = re.compile(r"\sđể được\s"), re.compile(r"(?<!\w)báo cáo(?!\w)")
_OPINES = re.compile(r"(?:gui y kien|phan hoi|thong tin)(?![a-z])")
# Kinds of bearers that no list of bodies has: "tổ chức, cá nhân có trách nhiệm phản ánh ...".
_KIND = r"(?:(?:cac|nhung) )?(?:co quan|don vi|to chuc|ca nhan|doanh nghiep|dia phuong|ho gia dinh)"
_CONCERNED = r"(?: (?:co )?lien quan)?"
_MORE = re.compile(rf"(?:,?(?: va)? {_KIND})+{_CONCERNED}(?={_TELLS.pattern})")
_ANYBODY = re.compile(
    rf"{_WHEN}[^.;:]{{0,160}}?,?\s+(?:thi )?(?:(?:de nghi|yeu cau) )?"
    rf"(?P<who>{_KIND}(?:,?(?: va)? {_KIND})*{_CONCERNED})(?={_TELLS.pattern})"
)
_TOWARDS = re.compile(r"(?<!\w)(?:về|cho|tới|đến|với|gửi|báo cáo)\s+$")
_THROUGH = re.compile(r"\s*\((?:thông qua|qua)\s+$")
_FURTHER = re.compile(
    r"[^.;:]{0,30}?\s(?:để|và)\s+"
    r"(?P<deed>(?:(?:xem xét|nghiên cứu|tổng hợp|đề xuất|tham mưu|kịp thời)(?:,|\s+và)?\s+)*"
    r"(?:báo cáo|trình|tham mưu|đề xuất)(?:,?\s(?:đề xuất|trình|tham mưu|báo cáo|cho))*)\s+$"
)
_REPORTS = re.compile(r"báo cáo|trình|đề xuất")
_NEAR = 24


@dataclass(frozen=True, slots=True)
class Raised:
    """Bodies, whether they are to report or to advise, and the words that say so."""

    bodies: tuple[Named, ...]
    start: int
    end: int
    role: Role = "report"


def hinders(plain: str) -> bool:
    """Whether flat words before a body only say that there are difficulties: "nếu có vướng mắc, đề nghị"."""
    return _HINDERED.match(plain) is not None


def raised(sentence: Passage, before: tuple[Named, ...] = ()) -> tuple[Raised, ...]:
    """Who is to tell whom of difficulties, and who, told of them, reports to a body that is named.

    `before` are the bodies that the sentence speaks of where it names none that tells.
    """
    flat = sentence.clean.flat
    for name in sentence.names:
        head = flat[sentence.start : name.start]
        hindered, beyond = _HINDERED.match(head), _BEYOND.match(head)
        if hindered or beyond:
            bodies = _in_full(sentence, sentence.run_at(name.start))
            tells = _TELLS.match(flat, sentence.after(bodies), sentence.end)
            if tells and beyond:
                return (Raised(bodies, sentence.start, sentence.end),)
            if tells:
                return _told(sentence, bodies, tells.start())
            break
    if anybody := _ANYBODY.match(flat, sentence.start, sentence.end):
        start, end = anybody.span("who")
        return _told(sentence, (Named(start, end, sentence.clean.text[start:end], True),), end)
    own = _THEY_TELL.match(flat, sentence.start, sentence.end) if before else None
    return _told(sentence, before, own.end() - len("bao cao")) if own else ()


def _in_full(sentence: Passage, run: tuple[Named, ...]) -> tuple[Named, ...]:
    """The bearers that a run of names is, with the kinds that go on behind it."""
    bodies = together(sentence, run)
    more = _MORE.match(sentence.clean.flat, bodies[-1].end, sentence.end)
    if more is None:
        return bodies
    last = bodies[-1]
    return (*bodies[:-1], Named(last.start, more.end(), sentence.clean.text[last.start : more.end()], True))


def _told(sentence: Passage, bodies: tuple[Named, ...], at: int) -> tuple[Raised, ...]:
    """Those who tell, from an offset on, and the one who is told, if that one is to report further."""
    behind = [one for one in sentence.names if one.start > at]
    told = next((one for one in behind if _stands_behind(_TOWARDS, sentence, one)), None)
    via = next((one for one in behind if told and _stands_behind(_THROUGH, sentence, one)), told)
    if told is None or via is None:
        return ()
    for one in behind:
        further = _FURTHER.match(sentence.clean.text, via.end, one.start)
        if further and further.end() == one.start and one.name != via.name:
            first = Raised(bodies, sentence.start, sentence.after((via,)))
            role: Role = "report" if _REPORTS.search(further["deed"]) else "advise"
            return first, Raised((via,), further.start("deed"), sentence.end, role)
    if _is_free(sentence, at, (told, via)):
        return ()
    mark = sentence.clean.text.find(";", via.end, sentence.end)
    return (Raised(bodies, sentence.start, mark if mark > 0 else sentence.end),)


def _is_free(sentence: Passage, at: int, heard: tuple[Named, Named]) -> bool:
    """Whether those who tell, from an offset on, only may: to be helped, or to give their opinion."""
    told, via = heard
    if _REPORTED.search(sentence.clean.text, at, told.start):
        return False
    offered = _OFFERED.match(sentence.clean.text, sentence.after((via,)), sentence.end)
    return offered is not None or _OPINES.search(sentence.clean.flat, at, told.start) is not None


def _stands_behind(words: re.Pattern[str], sentence: Passage, one: Named) -> bool:
    return words.search(sentence.clean.text, max(sentence.start, one.start - _NEAR), one.start) is not None
