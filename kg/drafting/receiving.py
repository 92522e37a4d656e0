"""Receiving: the names in a line of recipients, those written out whose head or place the line says once.

>>> received("Các Bộ: TC, XD"), received("Tỉnh ủy, HĐND, UBND tỉnh An Giang")
(['Bộ Tài chính', 'Bộ Xây dựng'], ['Tỉnh ủy tỉnh An Giang', 'HĐND tỉnh An Giang', 'UBND tỉnh An Giang'])
>>> received("CT, các PCT UBND tỉnh; Sở Y tế")
['Chủ tịch UBND tỉnh', 'các Phó Chủ tịch UBND tỉnh', 'Sở Y tế']
"""

import re

from kg.bodies import listed, written_out

_HEADED = re.compile(r"\s*(?:[Cc]ác\s+)?(?P<head>[Bb]ộ|[Ss]ở)(?:\s*,\s*(?:cơ quan|ban|ngành))*\s*:\s*")
_PARTS, _ASIDE = re.compile(r"\s*[;,]\s*"), re.compile(r"\s*\([^()]*\)")
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
_CHAIR = re.compile(
    r"\s*(?:CT|Chủ tịch)(?:\s*,\s*|\s+và\s+)(?P<many>các\s+)?(?:PCT|[Pp]hó Chủ tịch)[. ]+"
    r"(?P<body>(?:UBND|HĐND|Ủy ban nhân dân|Hội đồng nhân dân)[^;,:()]*)"
)


def received(line: str) -> list[str]:
    """The names of those in a line of a list of recipients, in order, each as if it stood alone."""
    head, chair = _HEADED.match(line), _CHAIR.match(line)
    if head:
        return _of_kind(head["head"].capitalize(), line, head.end())
    if chair:
        body, many = chair["body"].strip(), chair["many"] or ""
        return [
            f"Chủ tịch {body}",
            f"{many}Phó Chủ tịch {body}",
            *received(line[chair.end() :].lstrip(" ;,")),
        ]
    placed = _OF_A_PLACE.match(line)
    before = re.split(_JOINT, placed["first"]) if placed else []
    rest = line[placed.end("first") :] if placed else line
    return [f"{one.strip()} {placed['place'].strip()}" for one in before if placed] + _plain(rest)


def _plain(line: str) -> list[str]:
    return [one.full for one in listed(line)]


def _of_kind(head: str, line: str, at: int) -> list[str]:
    """The ministries or departments behind their shared head, fields that stand as letters written out."""
    fields = ", ".join(_field(head, part) for part in _PARTS.split(line[at:]) if part.strip())
    return _plain(f"Các {head}: {fields}")


def _field(head: str, part: str) -> str:
    """The field that letters are of under a head; what is no such letters as it is."""
    letters = _ASIDE.sub("", part).strip()
    return written_out(f"{head} {letters}").removeprefix(f"{head} ")
