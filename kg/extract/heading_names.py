"""Which body a heading names as the issuer: the one that acts, not its parent printed above it.

The names stand at the left, the parent body first (Decree 30/2020/NĐ-CP, annex I, part II, point 2; the
Party's guidance on the form of its documents, where the committee stands above its commission).
"""

import re

from kg.bodies import resolve
from kg.bodies.places import place_named
from kg.bodies.spelling import capitalised, written_out
from kg.extract.heading_casing import recased
from kg.text import fold, slug

# Words that begin a body's name; titles take the body behind them along.
_HEAD = re.compile(
    r"(?:uy ban(?! nhan dan cac)|ubnd|hoi dong|hdnd|so |bo (?!phan|mon)|cuc |tong cuc|chi cuc|vu "
    r"|ban (?!nhan dan|thuong vu quoc|hanh)"
    r"|van phong|vp|trung tam|thanh tra|vien |truong |dai hoc|hoc vien|cong an|thanh uy|tinh uy|thi uy"
    r"|huyen uy"
    r"|dang uy|quan uy|tong cong ty|ngan hang|bao hiem|kho bac|chinh phu$|thu tuong|chu tich|quoc hoi$"
    r"|toa an|kiem toan"
    r"|phong |mat tran|uy ban mat tran|lien doan|hoi |doan |tap doan|cong ty|thue |hai quan|chi nhanh"
    r"|benh vien|dang bo|quy )"
)
_TITLE = re.compile(
    r"(?:pho )?(?:chu tich|thu tuong|bo truong|giam doc|truong ban|tong giam doc|cuc truong)$"
)
# A name that cannot end here goes on in the next line.
_OPEN = re.compile(
    r"(?:\s|^)(?:va|cua|cac|uy|nhan|thuong vu|tinh|thanh|pho|xa|phuong|van phong|hoi dong|uy ban"
    r"|ban chap hanh|hoi dong tham phan"
    r"|van phong doan|uy ban trung uong|chu tich|thanh tra|doan dai bieu|cong an|thuong truc"
    r"|ban chi dao|ban thuong vu"
    r"|bao|,)$|[,&-]$"
)
_LOCAL_PARENT = re.compile(r"(?:uy ban nhan dan|hoi dong nhan dan|tinh uy|thanh uy|dang bo)\s*(.*)")
_OF_A_PLACE = re.compile(
    r"(?:so|ban|van phong|trung tam|chi cuc|thanh tra|truong|phong|cong an|quy|benh vien|thuong truc) "
)
# Abbreviations that headings print; written out in capitals like the rest.
_WHOLE = {
    "ubnd": "ỦY BAN NHÂN DÂN", "hdnd": "HỘI ĐỒNG NHÂN DÂN", "tp": "THÀNH PHỐ", "vp": "VĂN PHÒNG",
    "ubmttq": "ỦY BAN MẶT TRẬN TỔ QUỐC", "mttq": "MẶT TRẬN TỔ QUỐC", "dbqh": "ĐẠI BIỂU QUỐC HỘI",
}  # fmt: skip
_SHORT = re.compile(r"(?<!\w)(?:UBND|HĐND|TP|VP|UBMTTQ|MTTQ|ĐBQH)(?!\w)\.?")
# Alone they are no body's name.
_BARE = re.compile(
    r"(?:tong |chi )?cuc|so|bo|vu|van|ban|vien|trung|trung tam|truong|cong|tinh|uy|hoi|toa|kho|bao|ngan|\w+"
)
_TITLE_OF = re.compile(
    r"(?:bộ trưởng|giám đốc|tổng giám đốc|cục trưởng|tổng cục trưởng|thống đốc|viện trưởng|hiệu trưởng"
    r"|chi cục trưởng)\s+",
    re.IGNORECASE,
)
_AUTHORITY = re.compile(r"chu tich (?:uy ban nhan dan|ubnd)\b")


def issuer_of(lines: list[str], written: str, authority: str | None = None) -> str | None:
    """The acting body's name in normal case from the heading's name lines, top first; None without any.

    `written` is the text whose spelling a name takes that is on no list; `authority` the line in capitals
    over the legal basis, which tells a chairman's decision from his committee's.
    """
    names = _bodies(lines)
    if not names:
        return written_name(_TITLE_OF.sub("", authority), written) if authority else None
    own = " ".join(names[-1].split())
    if (
        authority
        and _AUTHORITY.match(fold(authority))
        and fold(written_out(own)).startswith("uy ban nhan dan")
    ):
        own = f"CHỦ TỊCH {own}"
    if len(names) > 1:
        own = _with_place(own, names[-2])
    return written_name(own, written)


def _bodies(lines: list[str]) -> list[str]:
    """The lines joined to the names of bodies."""
    names: list[str] = []
    for line in lines:
        key = fold(line)
        if names and (_goes_on(fold(names[-1])) or not _HEAD.match(key + " ") or _is_place_line(key)):
            names[-1] += f" {line}"
        else:
            names.append(line)
    return names


def _goes_on(key: str) -> bool:
    return bool(_OPEN.search(key) or _TITLE.search(key) or _BARE.fullmatch(key))


def _is_place_line(key: str) -> bool:
    return bool(re.match(r"(?:tinh|thanh pho|tp|xa|phuong|dac khu|huyen|quan|thi xa|thi tran)\s(?!uy )", key))


def _with_place(own: str, parent: str) -> str:
    """A local body's name with the place that only its parent's name says."""
    found = _LOCAL_PARENT.match(fold(written_out(parent)))
    if not found or not found[1] or not _OF_A_PLACE.match(fold(own) + " "):
        return own
    words = len(found[1].split())
    place = " ".join(written_out(parent).split()[-words:])
    if fold(place) in fold(own):
        return own
    committee = re.match(r"(?:tinh|thanh) uy", fold(parent))
    if committee and not re.search(r"(?:tinh|thanh) uy", fold(own)):
        return f"{own} {' '.join(parent.split()[:2])} {place}"
    if own.split()[-1].lower() in ("tỉnh", "phố") and len(place.split()) > 1:
        own = re.sub(r"\s+(?:tỉnh|thành phố)$", "", own, flags=re.IGNORECASE)
    return f"{own} {place}"


def written_name(name: str, written: str) -> str:
    """A body's name in normal case: as the list has it, else as the text writes it.

    >>> written_name("UBND TỈNH QUẢNG TRỊ", ""), written_name("BỘ TƯ PHÁP", "")
    ('Ủy ban nhân dân tỉnh Quảng Trị', 'Bộ Tư pháp')
    """
    plain = _SHORT.sub(lambda found: _WHOLE[fold(found[0])], name)
    # Letters of another script are no name that can be looked up.
    found = resolve(plain.lower() if plain.isupper() else plain) if slug(plain) else None
    if found and found.standing != "new" and fold(found.body.name.vi) == fold(plain):
        return capitalised(found.body.name.vi)
    return recased(plain.upper() if name.isupper() else plain, written)


def place_written(place: str, written: str) -> str | None:
    """A place of issue as written, without what is no part of it; None where nothing is left."""
    plain = re.sub(r"^[\W\d_]+|[\W_]+$", "", place)
    if not plain or len(plain) > 60:
        return None
    known = place_named(plain)
    if plain.isupper() and known:
        return known.name
    return recased(plain, written)
