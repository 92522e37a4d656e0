"""The context that a document gives to the names in it: its province, its commune, or the centre.

>>> context_of("Ủy ban nhân dân tỉnh Quảng Trị").province, context_of("Bộ Tài chính", "Hà Nội").province
('tinh-quang-tri', None)
>>> context_of("Sở Y tế", "Nghệ An").province
'tinh-nghe-an'
"""

import re
from dataclasses import replace
from datetime import date

from kg.bodies.known import names
from kg.bodies.places import Place, place_named, places
from kg.bodies.spelling import written_out
from kg.bodies.values import Context
from kg.text import fold

# Bodies that are a place's own, so that the place they write from is theirs.
_LOCAL = re.compile(
    r"(?:chu tich |pho chu tich |giam doc )?(?:uy ban nhan dan|hoi dong nhan dan|so |tinh uy|thanh uy"
    r"|ban thuong vu|thuong truc|ban tuyen giao|van phong uy ban nhan dan|thanh tra tinh|thanh tra thanh pho"
    r"|cong an (?:tinh|thanh pho)|bo chi huy quan su|doan dai bieu quoc hoi|tinh doan|thanh doan|dang uy"
    r"|trung tam phuc vu hanh chinh cong)"
)
_COMMUNE = re.compile(r"\b(?P<unit>(?:xã|phường|đặc khu|thị trấn)\s+[^,;(]+)", re.IGNORECASE)


def context_of(
    issuer: str | None,
    place: str | None = None,
    *,
    document: str | None = None,
    minted_under: str = "draft",
    issued: date | None = None,
) -> Context:
    """The context of a document with this issuer, written at this place, both as printed.

    The place counts only for a local issuer: a ministry writes from Hà Nội and is not Hà Nội's.
    """
    whole = written_out(issuer or "")
    context = Context(document=document, minted_under=minted_under, issued=issued)
    if fold(whole) in names():
        return replace(context, central=True)
    where = _named_in(whole) or (place_of(place) if _LOCAL.match(fold(whole)) else None)
    if where is None:
        return replace(context, central=_is_central(whole))
    unit = _COMMUNE.search(whole)
    commune = unit["unit"].strip() if unit else None
    return replace(context, province=where.id, commune=commune)


def place_of(place: str | None) -> Place | None:
    """The province in a place of issue: "Quảng Trị", "TP. Hồ Chí Minh", "Vinh, Nghệ An"."""
    parts = [part for part in re.split(r"\s*,\s*", place or "") if part]
    return next((found for part in reversed(parts) if (found := place_named(part))), None)


def _named_in(name: str) -> Place | None:
    """The province that ends a body's name, with its rank: "Sở Y tế tỉnh Nghệ An"."""
    key = fold(name)
    fitting = [place for place in places().values() if _ends_with(key, place)]
    return max(fitting, key=lambda place: len(place.name), default=None)


def _ends_with(key: str, place: Place) -> bool:
    return key.endswith((f" {fold(place.rank)} {fold(place.name)}", fold(place.words["committee"])))


def _is_central(name: str) -> bool:
    """Whether a name that is not listed belongs to the centre by its own words."""
    key = f" {fold(name)} "
    ministry = any(
        f" {known} " in key
        for known in names()
        if known.startswith(("bo ", "chinh phu", "van phong chinh phu"))
    )
    return ministry or key.endswith((" trung uong ", " viet nam "))
