"""Difficulties: who is to tell whom of what hinders a document's execution, and who reports it further.

Where nobody is named to whom it goes on, the sentence only offers help and gives no duty.

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

_HINDERED = re.compile(
    r"\W*(?:(?:trong |qua )?(?:qua trinh|thoi gian) |neu |khi |truong hop )[^.;:]{0,200}?"
    r"(?:vuong mac|kho khan|bat cap|phat sinh)[^.;:]{0,160}?,?\s+(?:thi )?(?:(?:de nghi|yeu cau) )?$"
)
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


def raised(sentence: Passage) -> tuple[Raised, ...]:
    """Who is to tell of difficulties, and who, told of them, reports to a body that is named."""
    flat = sentence.clean.flat
    for name in sentence.names:
        before = flat[sentence.start : name.start]
        hindered, beyond = _HINDERED.match(before), _BEYOND.match(before)
        if hindered or beyond:
            run = sentence.run_at(name.start)
            tells = _TELLS.match(flat, sentence.after(run), sentence.end)
            if tells and beyond:
                return (Raised(together(sentence, run), sentence.start, sentence.end),)
            return _handed_on(sentence, run) if tells else ()
    return ()


def _handed_on(sentence: Passage, run: tuple[Named, ...]) -> tuple[Raised, ...]:
    """Those who tell and the one who is told, if that one is to report further."""
    behind = [one for one in sentence.names if one.start > run[-1].end]
    told = next((one for one in behind if _stands_behind(_TOWARDS, sentence, one)), None)
    via = next((one for one in behind if told and _stands_behind(_THROUGH, sentence, one)), told)
    if told is None or via is None:
        return ()
    for one in behind:
        further = _FURTHER.match(sentence.clean.text, via.end, one.start)
        if further and further.end() == one.start and one.name != via.name:
            first = Raised(together(sentence, run), sentence.start, sentence.after((via,)))
            role: Role = "report" if _REPORTS.search(further["deed"]) else "advise"
            return first, Raised((via,), further.start("deed"), sentence.end, role)
    return ()


def _stands_behind(words: re.Pattern[str], sentence: Passage, one: Named) -> bool:
    return words.search(sentence.clean.text, max(sentence.start, one.start - _NEAR), one.start) is not None
