"""The words around a citation: names of types before a number, dates, issuers and titles behind it."""

import re
from dataclasses import dataclass
from unicodedata import normalize

from kg.bodies import is_listed, mentions
from kg.document.codes import ASSEMBLY_NAMES, LETTER_NAMES, TYPE_CODES
from kg.extract.dates import date_at
from kg.text import fold

_NAMES = {
    fold(name): name
    for name in (
        *(name for entry in TYPE_CODES.values() for name in (*entry.names, *entry.party_names)),
        *LETTER_NAMES, *ASSEMBLY_NAMES, "Chiến lược", "Đơn", "Hồ sơ", "Lời kêu gọi",
    )
}  # fmt: skip
_TYPES = "|".join(sorted((re.escape(name) for name in _NAMES), key=len, reverse=True))
_TYPE = re.compile(rf"(?<![a-z])(?:{_TYPES})(?![a-z])")
# What may stand between a type and its number: a qualifier (thẩm tra), a law's name, an issuer and a colon.
_GAP = re.compile(r"[^;.\n()\[\]0-9“”\"]*?(?:(?<![a-z])s[o0]\s?)?[:.]?\s*")
_LAW = re.compile(r"(?:Bộ luật|Luật|Pháp lệnh|Nghị quyết|BỘ LUẬT|LUẬT|PHÁP LỆNH|NGHỊ QUYẾT)(?=\s)")
_REACH, _LAW_REACH = 90, 150
_VERBS = (
    r"ve|v/v|quy dinh|ban hanh|phe duyet|sua doi|bo sung|thay the|bai bo|huong dan|thuc hien"
    r"|trien khai|cong bo|thanh lap|giao|ket luan|kem theo|yeu cau"
    r"|thong qua|cho phep|dieu chinh|chap thuan|phan cong|uy quyen|phat dong|thi diem|sap xep"
    r"|thong bao|chi dao|tang cuong|tap trung|de nghi|gui|trinh"
)
# A congress or a term stands between an issuer and the title: "của Bộ Chính trị khóa XIII về ...".
_TERM = r"(?:,?\s+(?:khoa|nhiem ky)\s+(?:[ivx]+|[0-9]{1,4}(?:\s?-\s?[0-9]{4})?)(?![a-z0-9]))?"
_TITLE = re.compile(rf"{_TERM}\s*,?\s*(?:\((?=ve |v/v))?[“\"]?(?P<title>(?:{_VERBS})(?![a-z]))")
_ISSUER = re.compile(r"\s*,?\s*\(?\s*(?:do|cua)\s+(?!nguoi |quy |cong ty )")
# With their marks, for flat words would cut names: tại and Bộ Tài chính, giao and Bộ Dân tộc và Tôn giáo.
_ISSUER_END = re.compile(
    r"\s(?:về|v/v|quy định|ban hành|phê duyệt|sửa đổi|bổ sung|thay thế|bãi bỏ|hướng dẫn|thực hiện"
    r"|triển khai|công bố|thành lập|giao(?! thông)"
    r"|kết luận|kèm theo|yêu cầu|thông qua|cho phép|điều chỉnh|chấp thuận|phân công|phân cấp"
    r"|ủy quyền|uỷ quyền|phát động|thí điểm|sắp xếp|thông báo|tăng cường"
    r"|tập trung|đề nghị|gửi|trình|tại|đã|được|đồng ý|xác định|có|ngày|nhằm|đến|cụ thể|như|để|nếu"
    r"|là|theo|này|trong|năm|(?<=phủ )quản lý"
    rf"|và (?:các|số|chỉ đạo|{'|'.join(_NAMES.values())}))(?!\w)"
    r"|[;.:()\n“”\"\[/]|,(?! (?:Chủ nhiệm Văn phòng|Thể thao|Công nghệ|Lao động|Khen thưởng))|\s-\s(?!X)|$",
    re.IGNORECASE,
)
_TITLE_END = re.compile(
    rf";(?=\s*(?:\n|$)|\s+(?:{_TYPES}|so|-|can cu|theo de nghi|tren co so|xet|y kien|cac|uy ban|ubnd"
    r"|phoi hop|chu tri|bao cao|dong thoi|tham muu|don doc|bao dam|dam bao|gop phan)(?![a-z]))"
    r"|\n|\.(?=\s|$)|,? (?:da )?duoc sua doi(?:,? bo sung)?(?:,? mot so [a-z, ]{2,20})? (?:boi|tai|theo|bang)"
    r"|(?<!hanh chinh)(?<!tthc)(?<!moi ban hanh,)(?<!noi bo),? (?:da )?duoc sua doi"
    r"|,? (?:se |cung |deu )?(?:het|cham dut) hieu luc|, co hieu luc|, cu the"
    r"|, (?:uy ban|ubnd|bo(?! sung)|thu tuong|chinh phu|cuc|cac co quan|cac so|cac don vi) |\[[0-9]"
)
# "...; quy định chế độ ...": the verb of a title's second half, not a document.
_RULES = re.compile(r"\s+quy định(?! (?:số|này|kèm theo|trên)(?!\w))(?= \w)")
_DATE_LEAD = re.compile(r"\s*,?\s*\(?(?:ban hanh\s+|de\s+|ky\s+|dated\s+)?(?=ngay\s)")
# Between bodies that issue together.
_JOINED = re.compile(r"\s*|\s*(?:,|và|,\s*và)\s+")
_LONGEST_ISSUER, _LONGEST_TITLE = 90, 420


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is said of a cited document behind its number; ends are offsets, `core_end` before the title."""

    issued: str | None
    issuer: str | None
    title: str | None
    core_end: int
    title_end: int


def last_match(pattern: re.Pattern[str], text: str, start: int, end: int) -> re.Match[str] | None:
    """The last of a pattern's matches between two offsets, if there is one."""
    last = None
    for last in pattern.finditer(text, start, end):  # noqa: B007
        continue
    return last


def type_before(text: str, plain: str, start: int, floor: int) -> tuple[str, int] | None:
    """The type that a number at `start` belongs to and where that begins, looking back to `floor` at most."""
    last = last_match(_TYPE, plain, max(floor, start - _REACH), start)
    if last is None or not _GAP.fullmatch(plain, last.end(), start):
        return None
    named, printed = _NAMES[last[0]], normalize("NFC", text[last.start() : last.end()])
    # "tiếp thu số 468/BC-UBND" is no letter (thư): in small letters the marks must be those of the name.
    return None if printed.islower() and printed != named.lower() else (named, last.start())


def law_before(text: str, plain: str, start: int, floor: int) -> tuple[str, int] | None:
    """Like `type_before` for a law or resolution, whose type and number its name stands between."""
    last = last_match(_LAW, text, max(floor, start - _LAW_REACH), start)
    if last is None or not _GAP.fullmatch(plain, last.end(), start):
        return type_before(text, plain, start, floor)
    return last[0].capitalize(), last.start()


def around(text: str, plain: str, end: int) -> Surroundings:
    """Date, issuer and title behind a number that ends at `end`, in whichever order they stand."""
    issued, at = _issued(plain, end)
    issuer, at = _issuer(text, plain, at)
    if issued is None:
        issued, at = _issued(plain, at)
    title, title_end = _title(text, plain, at)
    return Surroundings(issued, issuer, title, at, title_end)


def _issued(plain: str, at: int) -> tuple[str | None, int]:
    lead = _DATE_LEAD.match(plain, at)
    found = date_at(plain, lead.end()) if lead else None
    if found is None or len(found.edtf) != 10 or not found.edtf[:4].isdigit():
        return None, at
    return found.edtf, found.end


def _issuer(text: str, plain: str, at: int) -> tuple[str | None, int]:
    lead = _ISSUER.match(plain, at)
    end = _ISSUER_END.search(text, lead.end()) if lead else None
    if lead is None or end is None or end.start() - lead.end() > _LONGEST_ISSUER:
        return None, at
    until = lead.end() + _of_bodies(text[lead.end() : end.start()])
    name = text[lead.end() : until].strip()
    return (name, until) if name[:1].isupper() or name.startswith("cấp") else (None, at)


def _of_bodies(words: str) -> int:
    """Where the bodies that words begin with end, if common words go on behind them; else the words' end."""
    end = 0
    for one in mentions(words):
        if not _JOINED.fullmatch(words, end, one.start):
            break
        end = one.end
    goes_on = words[end:].lstrip()[:1].islower()
    return end if end and (goes_on or is_listed(words[:end])) else len(words)


def _title(text: str, plain: str, at: int) -> tuple[str | None, int]:
    lead = _TITLE.match(plain, at)
    if lead is None:
        return None, at
    quoted = (
        plain.find("”", lead.end(), lead.end() + _LONGEST_TITLE)
        if "“" in plain[at : lead.start("title")]
        else -1
    )
    end = quoted if quoted > 0 else _title_end(text, plain, lead.end())
    end = _closing(plain, lead.start("title"), end)
    return _unquoted(" ".join(text[lead.start("title") : end].split())), end


def _unquoted(title: str) -> str:
    """A title without commas around it, and without quotation marks that have no other half in it."""
    bare = title.strip(" ,")
    paired = bare.count("“") == bare.count("”") and bare.count('"') % 2 == 0
    return bare if paired else bare.strip(' ,“”"')


def _title_end(text: str, plain: str, start: int) -> int:
    """Where a title ends; a line that goes on in a small letter below only broke it."""
    limit = min(len(plain), start + _LONGEST_TITLE)
    ends = _TITLE_END.finditer(plain, start, limit)
    return next(
        (end.start() for end in ends if not _goes_on(text, end)),
        limit,
    )


def _goes_on(text: str, end: re.Match[str]) -> bool:
    """Whether what looks like a title's end is a broken line of it, or parts two things that it rules on."""
    behind = text[end.end() : end.end() + 40]
    return behind[:1].islower() if end[0] == "\n" else end[0] == ";" and _RULES.match(behind) is not None


def _closing(plain: str, start: int, end: int) -> int:
    """Where a bracket closes that was opened before the title, if that is sooner."""
    depth = 0
    for at in range(start, end):
        depth += {"(": 1, ")": -1}.get(plain[at], 0)
        if depth < 0:
            return at
    return end
