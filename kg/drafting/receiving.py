"""Receiving: the names in a line of recipients, those written out whose head or place the line says once.

>>> received("Các Bộ: TC, XD"), received("Tỉnh ủy, HĐND, UBND tỉnh An Giang")
(['Bộ Tài chính', 'Bộ Xây dựng'], ['Tỉnh ủy tỉnh An Giang', 'HĐND tỉnh An Giang', 'UBND tỉnh An Giang'])
>>> received("CT, các PCT UBND tỉnh; Sở Y tế")
['Chủ tịch UBND tỉnh', 'các Phó Chủ tịch UBND tỉnh', 'Sở Y tế']
>>> received("VPUB: CVP, các phòng: TH, VX"), received("Phòng: TH, VX")
(['VPUB'], [])
"""

import re

from kg.bodies import listed, unit_named, written_out
from kg.text import fold

_HEADED = re.compile(
    r"\s*(?:[Cc]ác\s+)?(?P<head>[Bb]ộ|[Ss]ở|Thường trực|VP|Văn phòng)(?:\s*,\s*(?:cơ quan|ban|ngành))*\s*:\s*"
)
_PARTS, _ASIDE = re.compile(r"\s*[;,]\s*"), re.compile(r"\s*\([^()]*\)")
_FILED = re.compile(r"\W*(?:lưu|như)(?!\w)", re.IGNORECASE)
# Letters that stand for words in lists of recipients alone.
_LETTERS = {
    r"(?:PCT|Phó CT)": "Phó Chủ tịch",
    r"(?:PCVP|PVP|Phó CVP|Phó Chánh VP)": "Phó Chánh Văn phòng",
    r"(?:CVP|Chánh VP|Chánh(?=\s*,\s*các\s+Phó Chánh))": "Chánh Văn phòng",
    r"LĐVP": "Lãnh đạo Văn phòng",
    r"TT(?= (?:trực )?thuộc(?!\w))": "trung tâm",
    r"CT(?=(?:\s*,|\s+và)\s+(?:các\s+)?[Pp]hó [Cc]hủ tịch)": "Chủ tịch",
    r"(?<=ngành )TP": "thành phố",
    r"CA(?= (?:tỉnh|TP|thành phố|xã|phường))": "Công an",
    r"(?<=biểu )QH": "Quốc hội",
    r"(?<=tướng )CP": "Chính phủ",
    r"UBTV(?= Quốc hội)": "Ủy ban Thường vụ",
    r"(?:TT|TTr|TT\.)\s?TU": "Thường trực Tỉnh ủy",
    r"VP\s?TU": "Văn phòng Tỉnh ủy",
    r"TTr\.?(?=\s(?:Tỉnh ủy|HĐND))": "Thường trực",
    r"TTHĐND(?=\s)": "Thường trực HĐND",
    r"UB\s?MTTQ(?:\s?VN)?(?!\s?V)": "Ủy ban MTTQ Việt Nam",
    r"(?<=phường )của(?=\s(?:TP|tỉnh|thành phố)$)": "",
    # The office of the two is neither of them.
    r"(?:VP|Văn phòng)\.?\s+(?:Đoàn\s+)?(?:đại biểu Quốc hội|Đ{1,2}BQH)\s*(?:và|&|-|,)\s*"
    r"(?:HĐND|Hội đồng nhân dân)": "Văn phòng Đoàn đại biểu Quốc hội và Hội đồng nhân dân",
}
_SHORT = [(re.compile(rf"(?<!\w){letters}(?!\w)"), full) for letters, full in _LETTERS.items()]
# What a copy is for, which says nothing of who gets it.
_NOTE = re.compile(
    r"\s*\((?:để\s+)?(?:b/c|b/cáo|báo cáo|p/h|phối hợp|biết|t/h|t/hiện|thực hiện)\)", re.IGNORECASE
)
# Parts of a body, or departments of all provinces, are told as one: "Các phòng, ban thuộc VP UBND tỉnh".
_WHOLE = re.compile(
    r"[Cc]ác\s+[^;:()]*\sthuộc\s(?:(?!và\s)[^;:,()])+"
    r"|(?:Sở|Thuế|Chi cục)\s(?:[^;:,()]*\s)?các\s+tỉnh,\s+(?:TP|thành phố)"
    r"(?:\s+trực thuộc\s+(?:trung ương|TW|TƯ))?",
    re.IGNORECASE,
)
# All behind the colon is within the office.
_OFFICE = re.compile(r"\s*(?:VP|Văn phòng)\s?[^\s:;,][^:;,]*:")
# A body's own rooms and people stand behind its name; by themselves they are no recipient.
_WITHIN = re.compile(r"(?P<body>[^:;]+?)\s*:\s*(?P<rest>.*)")
_SEVERAL = re.compile(r"\s*[Cc]ác\s+(?:[Tt]ập đoàn|[Cc]ông ty|[Đđ]ài|[Bb]áo|[Tt]ổng công ty)\s*:\s*")
_ROOMS = re.compile(
    r"\s*(?:[Cc]ác\s+)?(?:[Pp]hòng|[Bb]an|[Vv]ụ|[Cc]ục|V|TTPVHCC|[Tt]rung tâm)(?![^\W\d_])[^:;]*:"
)
_ORGAN = (
    r"(?:(?:Thường trực|TT\.?|TTr)\s*)?(?:Tỉnh ủy|Thành ủy|Đảng ủy|HĐND|UBND|Hội đồng nhân dân"
    r"|Ủy ban nhân dân|(?:UBMTTQ|UB MTTQ|Ủy ban MTTQ|Ủy ban Mặt trận Tổ quốc)(?:\s*(?:VN|Việt Nam))?)"
)
_JOINT = r"(?:\s*,\s*(?:và\s+)?|\s+và\s+)"
# Organs of one place, which stands behind the last: "Tỉnh ủy, HĐND, UBND tỉnh An Giang".
_OF_A_PLACE = re.compile(
    rf"\s*(?P<first>{_ORGAN}(?:{_JOINT}{_ORGAN})*){_JOINT}{_ORGAN}"
    r"(?P<place>\s+(?:(?:các\s+)?(?:tỉnh|thành phố|xã|phường|đặc khu)(?!\w)[^;:()]*|TP(?!\w)[^;:(),]*))",
    re.IGNORECASE,
)
# Provinces that a colon names: "UBND các tỉnh: An Giang, Cà Mau".
_PROVINCES = re.compile(
    rf"\s*(?P<organ>{_ORGAN}) các (?:tỉnh|thành phố)(?:\s*,\s*(?:TP|thành phố))?\s*:\s*(?P<rest>.+)"
)
_BODY = r"(?:UBND|HĐND|Ủy ban nhân dân|Hội đồng nhân dân)(?!\w)[^;,:()]*"
_PAIR = (
    r"(?P<first>Chủ tịch|Chánh Văn phòng|CPVP)(?:\s*,\s*|\s+và\s+)(?P<many>các\s+)?"
    r"(?P<second>[Pp]hó [Cc]hủ tịch|Phó Chánh Văn phòng)"
)
_TITLED = re.compile(rf"\s*{_PAIR}[. ]+(?P<body>{_BODY})")
# "TTUB" is the standing of the committee that issued: its chairman and his deputies.
_STANDING = re.compile(rf"\s*(?:TT[. ]*UB(?:ND)?|(?:Thường trực )?(?P<body>{_BODY}?))\s*:\s*{_PAIR}")
_PAGE = re.compile(r"\s*(?:Trang|Cổng)\s[^;]*\bcủa\s[^;]*\s(?:và|&)\s")
# What stands before a hyphen is of the body behind it: "Ban Đô thị - HĐND tỉnh".
_OF = re.compile(
    r"\s*(?P<part>[^;,:()-]+?)\s*[-–/]\s*"
    r"(?P<body>(?:Bộ(?! (?:[Cc]hỉ huy|[Tt]ư lệnh))|VP|BTP|BQP|BTC|UBND|HĐND|Tỉnh ủy"
    r"|Thành ủy|Chính phủ)(?!\w)[^;,:]*)"
)
# Characters of the longest name, or row of them between two semicolons.
_LONGEST = 2000
_RANKED = re.compile(r"\s((?:TP|[Tt]hành phố|[Tt]ỉnh)(?!\w).*)$")


def received(line: str) -> list[str]:
    """The names of those in a line of a list of recipients, in order, each as if it stood alone."""
    said = " ".join(_NOTE.sub("", line).split())
    for letters, full in _SHORT:
        said = letters.sub(full, said)
    said = " ".join(said.split())
    if _WHOLE.fullmatch(said):
        return [said]
    parts = [part.strip(" -–") for part in said.split(";")]
    if len(parts) > 1 and not _HEADED.match(said) and not _OFFICE.match(said):
        return [name for part in parts if part for name in received(part)]
    said = said[:_LONGEST]
    unit, head = unit_named(said), _HEADED.match(said)
    if unit or _FILED.match(said) or _ROOMS.match(said):
        return [unit.name.vi] if unit else []
    if head:
        return _of_kind(head["head"].capitalize(), said, head.end())
    return _titled(said) or _named(said)


def _titled(line: str) -> list[str]:
    """The chairman or chief of a body with the deputies, and who stands behind them; none for others."""
    standing, titled = _STANDING.match(line), _TITLED.match(line)
    found = standing or titled
    if not found:
        return []
    body = (found["body"] or "UBND").strip(" .")
    first = found["first"].replace("CPVP", "Chánh Văn phòng")
    second = f"{found['many'] or ''}P{found['second'].replace('chủ', 'Chủ')[1:]} {body}"
    return [f"{first} {body}", second, *([] if standing else received(line[found.end() :].lstrip(" ;,")))]


def _named(line: str) -> list[str]:
    """The names of a line without a head of its own."""
    within, of, several = _WITHIN.match(line), _OF.fullmatch(line), _SEVERAL.match(line)
    if several:
        return received(line[several.end() :])
    if within:
        return _inside(line, within)
    if of or _PAGE.match(line):
        return [f"{of['part']} {of['body']}" if of else line]
    placed = _OF_A_PLACE.match(line)
    before = re.split(_JOINT, placed["first"]) if placed else []
    rest = line[placed.end("first") :] if placed else line
    return [_placed(one.strip(), placed["place"].strip()) for one in before if placed] + _plain(rest)


def _placed(organ: str, place: str) -> str:
    """An organ with the place behind the last of its row; a Party committee's name has the rank in it."""
    ranked = fold(organ).endswith(" uy") and fold(place) in ("tinh", "thanh pho", "tp")
    return organ if ranked else f"{organ} {place}"


def _inside(line: str, within: re.Match[str]) -> list[str]:
    """The body before a colon, or the one unit or the provinces that the words behind it name."""
    provinces, unit = _PROVINCES.match(line), unit_named(f"{within['rest']} - {within['body']}")
    if provinces:
        return [f"{provinces['organ']} {name}" for name in _PARTS.split(provinces["rest"]) if name]
    return [unit.name.vi] if unit else received(within["body"])


def _plain(line: str) -> list[str]:
    return [one.full for one in listed(line) if fold(one.full)]


def _of_kind(head: str, line: str, at: int) -> list[str]:
    """The ministries or departments behind their shared head, fields that stand as letters written out."""
    if head in ("Văn phòng", "Vp", "Thường trực"):
        parts = [part for part in _PARTS.split(_ASIDE.sub("", line[at:])) if part]
        return _sharing("Thường trực" if head == "Thường trực" else "Văn phòng", parts)
    fields = ", ".join(_field(head, part) for part in _PARTS.split(line[at:]) if part.strip())
    return _plain(f"Các {head}: {fields}")


def _sharing(head: str, parts: list[str]) -> list[str]:
    """Offices or standing committees under one head, of the place that the last of them says."""
    place = _RANKED.search(parts[-1]) if parts else None
    where = f" {place[1]}" if place else ""
    whole = (
        f"{head} {part}" if _RANKED.search(part) or "ủy" in part or part == "TU" else f"{head} {part}{where}"
        for part in parts
    )
    return [name for one in whole for name in received(one)]


def _field(head: str, part: str) -> str:
    """The field that letters are of under a head; what is no such letters as it is."""
    letters = _ASIDE.sub("", part).strip()
    return written_out(f"{head} {letters}").removeprefix(f"{head} ")
