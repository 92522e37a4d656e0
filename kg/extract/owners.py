"""Owners: which bodies a predicate, a heading or a request gives a duty to, and where their duty begins."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.passages import LEFT_OUT, Named, Passage, together
from kg.extract.roles import CIRCUMSTANCE, CIRCUMSTANCE_CUE, DUTY, TOLD, opens_duty
from kg.extract.rows import row
from kg.extract.sentences import CAPITALS

# Said to a body: what follows the body is its duty. With marks, for flat words would cut names (Tôn giáo Sở).
_REQUEST = re.compile(
    r"(?:^|[\s,;:.(])(?P<verb>(?:[Gg]iao|[Yy]êu cầu|[Đđ]ề nghị|[Pp]hân công|[Uu]ỷ quyền|[Ủủ]y quyền|YÊU CẦU"
    r"|ĐỀ NGHỊ|GIAO)"
    r"(?:\s+nhiệm vụ)?(?:\s+cho)?(?:\s+(?:đồng chí|các đồng chí))?)\s*:?\s*$"
)
# Each ends where the next begins: were every comma tried as an end, twenty of them would take for ever.
_CIRCUMSTANCES = re.compile(rf"\s*(?:{CIRCUMSTANCE}(?={CIRCUMSTANCE_CUE}|$))++$")
# What stands between a body and its verb: by its functions, within its powers; what it was given before.
_BETWEEN = re.compile(
    r"\s*,?\s*(?:(?:theo|can cu|tren co so|trong pham vi|trong|tuy theo|voi|tai|nghien cuu"
    r"|thong qua|cham nhat|muon nhat|khong qua|sau khi|ngay sau khi|khi)(?![a-z])"
    rf"[^;.:]{{0,200}}?(?:,\s*(?={DUTY.pattern})|\s+(?=(?:chu dong |co trach nhiem |tiep tuc )?"
    r"(?:chu tri|phoi hop|to chuc|xay dung|trien khai|thuc hien|chi dao|huong dan|theo doi|ra soat"
    r"|tham muu|bao cao|giam sat"
    r"|tang cuong|bo tri|chiu trach nhiem|co trach nhiem|chu dong|tap trung|kip thoi|khan truong"
    r"|day manh|phai(?= (?:[a-z]+ )?(?:thong bao|gui|nop|bao cao|tra loi|hoan thanh|niem yet)))(?![a-z]))))?"
)
_GIVEN_BEFORE = re.compile(
    r"\s*(?:(?:được|có|đang|quản lý|trực tiếp|liên quan|thuộc|trên địa bàn|trong|phụ trách|sử dụng|tại|ở"
    r"|nêu trên)(?!\w)"
    r"[^;.:]{0,150}?)(?=\s+(?:có|chịu) trách nhiệm(?!\w))"
)
# "Cơ quan chủ trì" and "đơn vị phối hợp" are bearers, not what they bear.
_GENERIC = re.compile(r"(?:co quan|don vi|to chuc)$")
_PART_OF_NAME = re.compile(
    r"\s+(?:chủ trì|phối hợp)(?=\s+(?:có trách nhiệm|thực hiện|các|nhiệm vụ|gửi|báo cáo|được))"
)
# "Bộ Tài chính - Cơ quan thường trực Ban Chỉ đạo": what else the body is.
_APPOSED = re.compile(
    rf"\s+-\s+(?:co quan|pho|truong|uy vien|thuong truc|dau moi)(?![a-z])[^;.:]{{0,110}}?(?=\s{DUTY.pattern})"
)
_LOST_WORDS = re.compile(
    r"(?:\s+[a-z]+){1,5}?(?=\s+(?:chu tri|co trach nhiem|chiu trach nhiem|phoi hop voi)(?![a-z]))"
)
_HEADING_OPENS = re.compile(
    r"\s*(?:(?:(?:doi voi|giao|de nghi|yeu cau|phan cong|nhiem vu cua|nhiem vu|trach nhiem cua"
    r"|trach nhiem|ve phia"
    r"|to chuc thuc hien cua|dong chi|cac dong chi)"
    r"(?![a-z])\s*(?:cho |cua )?:?\s*)+)?"
)
_HEADING_CLOSES = re.compile(
    r"\s*(?:(?:co trach nhiem|chiu trach nhiem|thuc hien|trien khai)?(?: thuc hien)?(?: cac)?(?: nhiem vu"
    r"| noi dung"
    r"| cong viec)?(?: chu yeu| cu the| trong tam)?(?: sau(?: day)?)?)\s*[:.;]?\s*"
)
_PLACE = re.compile(
    r"(?:\s+(?:từ|tại|trên địa bàn|thuộc|có|ở|theo|trong|quản lý|là|liên quan|hoạt động|kinh doanh"
    r"|sản xuất|và|của|về)(?!\w)"
    r"|,)[^:;.]{2,120}"
)
_NOUN = re.compile(
    r"(?P<name>(?:Đồng chí\s+|Các\s+đồng chí\s+)?(?:(?:Các|Những)\s+(?:cơ sở|cơ quan|đơn vị|tổ chức"
    r"|doanh nghiệp|lực lượng|chủ|nhà (?:đầu tư|thầu|máy|trường)|hộ|ngân hàng|trường|bệnh viện|hội"
    r"|đoàn thể|địa phương|cấp|ngành"
    r"|đội|trạm|hợp tác xã|công ty|thành viên)|Bí thư|Chủ đầu tư|Chủ rừng|Lực lượng|Cơ quan"
    r"|Đơn vị(?!\s+tính)|Doanh nghiệp|Ban(?!\s+hành\s(?!chính))|Đội|Người đứng đầu|Giám đốc|Chủ tịch"
    r"|Trưởng|Thủ trưởng|Chánh|Cục trưởng|Hội|Công ty|Hợp tác xã"
    r"|Viện|Trường(?!\s+(?:hợp|đã))"
    r"|Trung tâm|Phòng|Trạm|Tập đoàn|Bộ|Sở|Cục|Chi cục|Bệnh viện|Hiệu trưởng)(?!\w)"
    rf"(?:[^;:.()]|:(?=\s[{CAPITALS}])){{0,110}}?)"
    r",?\s+(?=(?:có trách nhiệm|chịu trách nhiệm|chủ trì|phối hợp|chỉ đạo|tổ chức (?:thực hiện"
    r"|triển khai)|tiếp tục|chủ động"
    r"|tăng cường|căn cứ|theo chức năng|thực hiện|triển khai|phải|tập trung|khẩn trương|kịp thời)(?!\w))"
)
_CIRCUMSTANCE_AFTER = re.compile(r",\s+(?=(?:trong|theo|căn cứ|trên cơ sở|với)(?!\w))")
_ADDRESSED = re.compile(
    rf"\W*(?:(?:Để|Nhằm|Trong|Với|Trên cơ sở|Thời gian tới)(?!\w)[^;:.]{{0,600}}?,\s+)?(?P<name>"
    rf"(?:[Tt]ỉnh|[Tt]hành phố)\s+[{CAPITALS}]\w*(?:[ -][{CAPITALS}]\w*){{0,3}}"
    r"|[Cc]ác (?:địa phương|tỉnh, thành phố))(?=\s+(?:cần|phải|tiếp tục|tập trung|khẩn trương)\s)"
    r"[^:]*\s(?:sau(?: đây)?|là)\s*:\s*$"
)
# A note's number or an aside behind a name.
_NOTED = re.compile(r"(?:\s*\[[0-9]{1,3}\]|\s*\([^()]{0,160}\))*")
_COMMA = re.compile(r",\s+(?=\S)")
_BEARS = re.compile(r"\s*,?\s*(?:co trach nhiem|chiu trach nhiem|chu tri)(?![a-z])")
_LONGEST_HEAD = 34
_INLINE = re.compile(r"\s*(?::|\s-)\s*(?=\S)")
_MAX_HEADING = 400


@dataclass(frozen=True, slots=True)
class Owned:
    """Bodies that bear a duty, and the offset at which it begins; `asked` where a request names them."""

    bodies: tuple[Named, ...]
    at: int
    asked: bool


def subject(sentence: Passage, *, plain: bool = True) -> Owned | None:
    """The bodies that a sentence or clause gives something to do; without `plain` only those asked by name.

    A body stands at the beginning, behind a circumstance, or behind a request; a duty's verb follows.
    """
    seen = -1
    for name in sentence.names:
        if name.start <= seen:
            continue
        run = sentence.run_at(name.start)
        seen = run[-1].start
        start = _with_head(sentence, name)
        asked = _is_asked(sentence, start)
        if asked or (plain and _is_first(sentence.clean.flat[sentence.start : start])):
            found = _owned(sentence, run, asked=asked)
            if found:
                return found
            if not asked and not _stands_aside(sentence, run):
                break
    return _unlisted(sentence) if plain else None


def turns(clause: Passage) -> Iterator[int]:
    """Where another body's duty begins behind a comma: "..., các cơ quan phối hợp có trách nhiệm ..."."""
    flat, starts = clause.clean.flat, {one.start for one in clause.names}
    listed = {_NOTED.match(flat, one.end).end() for one in clause.names}  # type: ignore[union-attr]
    for comma in _COMMA.finditer(flat, clause.start, clause.end):
        if comma.end() not in starts or comma.start() in listed:
            continue
        before = clause.part(clause.start, comma.start())
        if not opens_duty(before.flat) and subject(before) is None:
            continue
        owned = subject(clause.part(comma.end(), clause.end))
        if owned and owned.bodies[0].start == comma.end() and _BEARS.match(flat, owned.at, clause.end):
            yield comma.end()


def addressed(introduction: Passage) -> Owned | None:
    """The province that an introduction of a list says has to do what follows: "tỉnh Nghệ An cần ... sau:".

    So conclusions of meetings speak to those whom they are about.
    """
    found = _ADDRESSED.match(introduction.clean.text, introduction.start, introduction.end)
    if not found or not DUTY.match(introduction.clean.flat, found.end("name"), introduction.end):
        return None
    start, end = found.span("name")
    return Owned((Named(start, end, found["name"], found["name"].startswith("các ")),), end, asked=True)


def _with_head(sentence: Passage, name: Named) -> int:
    """Where a name begins together with the head that its list shares: "các Bộ: Quốc phòng"."""
    flat = sentence.clean.flat
    for begin in range(max(sentence.start, name.start - _LONGEST_HEAD), name.start):
        head = LEFT_OUT.match(flat, begin, name.start)
        if head and head.end() == name.start and not flat[begin - 1 : begin].isalnum():
            return begin + len(head[0]) - len(head[0].lstrip())
    return name.start


def _unlisted(sentence: Passage) -> Owned | None:
    """A body that no list knows, at the beginning and before its verb: "Chủ đầu tư có trách nhiệm"."""
    found = _NOUN.match(sentence.clean.text, sentence.start, sentence.end)
    if not found or any(one.start == sentence.start for one in sentence.names):
        return None
    name = _CIRCUMSTANCE_AFTER.split(found["name"])[0].rstrip(" ,")
    body = Named(sentence.start, sentence.start + len(name), name, name.startswith(("Các ", "Những ")))
    return Owned((body,), sentence.start + len(found["name"]), asked=False)


def _is_asked(sentence: Passage, start: int) -> bool:
    """Whether a request stands before a name: at the head of a clause, or right behind who makes it."""
    before = sentence.clean.text[sentence.start : start]
    request = _REQUEST.search(before)
    if not request:
        return False
    said = before[: request.start("verb")].rstrip()
    behind = sentence.start + len(said)
    return not said or said[-1] in ",;:.(-" or any(one.end == behind for one in sentence.names)


def _is_first(before: str) -> bool:
    return (
        before.strip(' -+•"“') in ("", "dong chi", "cac dong chi", "rieng")
        or _CIRCUMSTANCES.fullmatch(before) is not None
    )


def _stands_aside(sentence: Passage, run: tuple[Named, ...]) -> bool:
    """Whether a list of names is not the sentence's subject: it stands in a circumstance, or asks others."""
    following = sentence.clean.flat[run[-1].end : min(run[-1].end + 60, sentence.end)]
    return re.match(r"\s*(?:,|yeu cau|de nghi|giao|phan cong|\()", following) is not None


def _owned(sentence: Passage, run: tuple[Named, ...], *, asked: bool) -> Owned | None:
    text, flat = sentence.clean.text, sentence.clean.flat
    run = _in_full(sentence, run)
    at = sentence.after(run)
    bodies = together(sentence, run)
    part = _PART_OF_NAME.match(text, run[-1].end, sentence.end)
    if part and len(bodies) == 1 and _GENERIC.search(flat[run[-1].start : run[-1].end]):
        bodies, at = _longer(text, bodies, part.end()), part.end()
    if given := _GIVEN_BEFORE.match(text, at, sentence.end):
        whole = text.startswith("được", given.start() + 1) and len(run) == 1 and run[0].collective
        return Owned(_longer(text, run, given.end()) if whole else bodies, given.end(), asked)
    inline = _INLINE.match(text, at, sentence.end)
    if inline and opens_duty(flat[inline.end() : sentence.end]):
        return Owned(bodies, inline.end(), asked)
    if TOLD.match(flat, at, sentence.end) or re.match(
        r"\s*(?:yeu cau|de nghi|giao|dien)(?![a-z])", flat[at : at + 12]
    ):
        return None
    for start in _starts(flat, at, sentence.end):
        if DUTY.match(flat, start, sentence.end):
            return Owned(bodies, start, asked)
    return Owned(bodies, at, asked) if asked and _goes_on(flat, at, sentence.end) else None


def _in_full(sentence: Passage, run: tuple[Named, ...]) -> tuple[Named, ...]:
    """A run of names with those that no list knows, where they stand in one row before the verb."""
    if DUTY.match(sentence.clean.flat, sentence.after(run), sentence.end):
        return run
    whole = row(sentence, run[0].start)
    return whole if len(whole) >= len(run) and whole[0].end == run[0].end else run


def _longer(text: str, bodies: tuple[Named, ...], end: int) -> tuple[Named, ...]:
    """The one body, its name drawn out to an offset: "các cơ quan được phân công chủ trì"."""
    only = bodies[0]
    return (Named(only.start, end, text[only.start : end], only.collective),)


def _starts(flat: str, at: int, end: int) -> tuple[int, ...]:
    found: tuple[re.Match[str] | None, ...] = (
        _BETWEEN.match(flat, at, end),
        _LOST_WORDS.match(flat, at, end),
        _APPOSED.match(flat, at, end),
    )
    return (at, *(one.end() for one in found if one))


def _goes_on(flat: str, at: int, end: int) -> bool:
    return re.match(r"\s*,?\s*[a-z]", flat[at:end]) is not None and len(flat[at:end].split()) > 2


def heading_owners(heading: Passage) -> tuple[Named, ...]:
    """The bodies that a heading consists of: "2. Sở Tài chính", "Trách nhiệm của Sở A, Sở B:", or none."""
    if heading.end - heading.start > _MAX_HEADING:
        return ()
    flat, text = heading.clean.flat, heading.clean.text
    opened = _HEADING_OPENS.match(flat, heading.start, heading.end)
    start = opened.end() if opened else heading.start
    run = heading.run_at(start)
    if not run:
        return ()
    after = heading.after(run)
    if _HEADING_CLOSES.fullmatch(flat, after, heading.end):
        return together(heading, run)
    place = _PLACE.match(text, run[-1].end, heading.end)
    closed = place and _HEADING_CLOSES.fullmatch(flat, place.end(), heading.end)
    if not place or not closed or DUTY.search(flat, place.start(), place.end()):
        return ()
    last = run[-1]
    longer = Named(last.start, place.end(), text[last.start : place.end()].rstrip(), last.collective)
    return together(heading, (*run[:-1], longer))
