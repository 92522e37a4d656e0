"""Reports: to whom a duty reports or sends what comes of it, and through whom.

>>> from kg.document import cleaned
>>> from kg.extract.passages import passage
>>> clean = cleaned("Báo cáo kết quả với Ủy ban nhân dân tỉnh (qua Sở Nội vụ) để theo dõi.")
>>> heard = hearers(passage(clean, 0, len(clean.text)))
>>> [one.name for one in heard.to], [one.name for one in heard.via]
(['Ủy ban nhân dân tỉnh'], ['Sở Nội vụ'])
"""

import re
from dataclasses import dataclass

from kg.extract.passages import Named, Passage

# "trình" submits where it stands before a body, and not in chương trình, quá trình or trình tự.
_CUE = re.compile(
    r"(?<![a-z])(?:bao cao|gui|tham muu|de xuat|phan anh(?=(?:,| va)? (?:(?:kip thoi|ngay|kien nghi) )*"
    r"(?:ve|toi|den|len|cho|voi) )"
    r"|(?<!chuong )(?<!qua )(?<!quy )(?<!to )(?<!cong )(?<!lo )(?<!giao )(?<!tien )(?<!hanh )(?<!hoc )"
    r"trinh(?! (?:do|tu|bay)(?![a-z])))(?![a-z])"
)
# With marks: quả and quá are other words, as are để and đề.
_VIA = re.compile(r"(?<!\w)qua\s+(?:cơ quan thường trực\s+(?:là\s+)?)?$", re.IGNORECASE)
_PURPOSE = re.compile(r"(?<!\w)(?:để|nhằm|phục vụ)(?!\w)")
_TOWARDS = r"(?:ve|voi|toi|den|len|gui)"
_WHAT = (
    r"(?:ket qua|tinh hinh|tien do|noi dung|so lieu)(?: (?:thuc hien|trien khai|kiem tra|xu ly|giai quyet))?"
)
# What stands between the word for reporting and who hears: nothing, what is reported, or a word of direction.
_BETWEEN = re.compile(
    rf"\s*(?:(?:,| va)? (?:cho|{_TOWARDS}|de xuat|kien nghi|tham muu|xin y kien|kip thoi|ngay|dinh ky))*"
    r"\s*(?:dong chi )?"
    rf"|\s{_WHAT},?\s|[^;.:]{{0,40}}\scho\s(?:dong chi )?|[^;:]{{0,160}}\s{_TOWARDS}\s(?:cho |dong chi )?"
    r"|[^;:]{0,160}\stheo yeu cau cua\s"
)
# What stands between the word for advising or proposing and who is advised.
_ADVISED = re.compile(
    r"(?:(?:,| va)* (?:cho|giup|de xuat|kien nghi|trinh|bao cao|voi|kip thoi))*\s*(?:dong chi )?"
)
_ORDERED = re.compile(r"(?<![a-z])chi dao [^;.]*$")
_THEY_REPORT = re.compile(r"\s*(?:kip thoi )?bao cao(?![a-z])")
_ADVICE = ("tham muu", "de xuat")
_NO_REPORT = re.compile(r"(?:gui(?: ho so| du thao| van ban)? )?(?:lay|xin|gop) y kien")
_BY_ANOTHER = re.compile(
    r"(?<![a-z])(?:tham muu(?: cho| giup)?|de nghi|kien nghi|giup|bao cao) (?:uy ban|ubnd|so|bo|chinh phu"
    r"|chu tich|giam doc|thu tuong|hoi dong|lanh dao|cap)(?![a-z])[^,;.]*$|(?<![a-z])do [^;.]*$"
)
_REACH, _REACH_OF_VIA, _REACH_OF_PURPOSE = 400, 120, 60


@dataclass(frozen=True, slots=True)
class Heard:
    """Who is to hear of the outcome of a duty, and the bodies that it passes through."""

    to: tuple[Named, ...] = ()
    via: tuple[Named, ...] = ()


def reports(plain: str) -> bool:
    """Whether flat words speak of reporting or sending at all."""
    return _CUE.search(plain) is not None


def hearers(said: Passage) -> Heard:
    """Who hears of the outcome, by the first report or sending in the words that names a body.

    Where none does, it is whom the words advise or propose something to. What is done so that another may
    report is no report.
    """
    advised: tuple[Named, ...] = ()
    for cue in _CUE.finditer(said.clean.flat, said.start, said.end):
        if _is_anothers(said, cue) or _NO_REPORT.match(said.clean.flat, cue.start()):
            continue
        reach = min(said.end, cue.end() + _REACH)
        aim = _PURPOSE.search(said.clean.text, cue.end(), reach)
        behind = said.part(cue.end(), aim.start() if aim else reach)
        if cue[0] in _ADVICE:
            advised = advised or _advised(behind)
            continue
        via = tuple(one for one in behind.names if _passes(behind, one))
        to = next((run for one in behind.names if one not in via and (run := _told(behind, one))), ())
        if to:
            return Heard(tuple(one for one in to if one not in via), via)
    return Heard(advised)


def _is_anothers(said: Passage, cue: re.Match[str]) -> bool:
    """Whether another reports or submits: so that it may, or at the bearer's proposal."""
    if _serves_another(said, cue.start()):
        return True
    if cue[0] in _ADVICE:
        near = max(said.start, cue.start() - _REACH)
        return _ORDERED.search(said.clean.flat, near, cue.start()) is not None
    before = said.clean.flat[max(said.start, cue.start() - _REACH_OF_PURPOSE * 2) : cue.start()]
    return cue[0] == "trinh" and _BY_ANOTHER.search(before) is not None


def _serves_another(said: Passage, at: int) -> bool:
    before = said.clean.text[max(said.start, at - _REACH_OF_PURPOSE) : at]
    return _PURPOSE.search(before.rpartition(";")[2]) is not None


def _told(behind: Passage, one: Named) -> tuple[Named, ...]:
    """The bodies that hear, from one that stands where who hears would stand."""
    between = behind.clean.flat[behind.start : one.start]
    return behind.run_at(one.start) if _BETWEEN.fullmatch(between) else ()


def _advised(behind: Passage) -> tuple[Named, ...]:
    """The bodies right behind the word for advising, unless it is they who are to report."""
    first = next(iter(behind.names), None)
    if first is None or not _ADVISED.fullmatch(behind.clean.flat[behind.start : first.start]):
        return ()
    run = behind.run_at(first.start)
    return () if _THEY_REPORT.match(behind.clean.flat, run[-1].end, behind.end) else run


def _passes(behind: Passage, one: Named) -> bool:
    near = behind.clean.text[max(behind.start, one.start - _REACH_OF_VIA) : one.start]
    return _VIA.search(near) is not None
