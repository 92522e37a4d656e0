"""Signing: who signed a document, in what capacity and office, and on whose behalf."""

import re
from typing import Literal

from kg.bodies import Resolved
from kg.drafting.setting import Setting
from kg.extract.reading import Head
from kg.records import Signature
from kg.text import fold

Capacity = Literal["T/M", "T/L", "K/T", "TUQ", "Q"]
_CAPACITIES: tuple[tuple[str, Capacity], ...] = (
    (r"k ?t", "K/T"),
    (r"t ?l", "T/L"),
    (r"tuq", "TUQ"),
    (r"t ?m", "T/M"),
    (r"q", "Q"),
)
# Titles as they are written in running text; what they are of follows from the issuer.
_TITLES = {
    fold(title): title
    for title in (
        "Chủ tịch", "Phó Chủ tịch", "Bộ trưởng", "Thứ trưởng", "Thủ tướng", "Phó Thủ tướng", "Giám đốc",
        "Phó Giám đốc", "Tổng Giám đốc", "Phó Tổng Giám đốc", "Chủ nhiệm", "Phó Chủ nhiệm", "Cục trưởng",
        "Phó Cục trưởng", "Bí thư", "Phó Bí thư", "Chánh Văn phòng", "Phó Chánh Văn phòng", "Thống đốc",
        "Phó Thống đốc", "Tổng Thanh tra", "Phó Tổng Thanh tra", "Chi cục trưởng", "Phó Chi cục trưởng",
    )
}  # fmt: skip
_HEAD_OF = re.compile(
    r"(?:Thủ tướng|Chủ tịch|Bộ trưởng|Giám đốc|Chủ nhiệm|Cục trưởng|Thống đốc)\s+(?=[A-ZĐỦ])", re.IGNORECASE
)
# Who acts in an office holds it; whose line still says K/T signs for one who does, and has another.
_ACTING = re.compile(r"^(?:Q\.|QUYỀN)\s*", re.IGNORECASE)
_BY_ORDER = {"T/L", "TUQ"}


def signatures(head: Head, here: Setting, office: Resolved | None) -> tuple[Signature, ...]:
    """The signature of a document; none where the text shows neither a name nor a capacity."""
    if head.signer is None or not (head.signer.name or head.signer.capacity):
        return ()
    said = _said(head.signer.capacity)
    return (
        Signature(
            id=1,
            capacity=said[0] if said else None,
            name=head.signer.name,
            office=office.body.id if office else None,
            on_behalf_of=here.issuers[0].body.id if here.issuers and "T/M" in said else None,
        ),
    )


def office_of(head: Head, here: Setting) -> Resolved | None:
    """The office that a signer holds, by its title above the name and the one body that issued.

    Who signs by another's order or authority holds one in a part of the issuer, which is not told.
    """
    capacity = head.signer.capacity if head.signer else None
    if not capacity or len(here.issuers) != 1 or here.issuers[0].standing == "new":
        return None
    title = _TITLES.get(fold(_ACTING.sub("", capacity.rpartition(",")[2].strip())))
    if title is None or _BY_ORDER & set(_said(capacity)):
        return None
    return here.body(f"{title} {_HEAD_OF.sub('', here.issuers[0].body.name.vi, count=1)}")


def _said(capacity: str | None) -> list[Capacity]:
    """The forms of signing for another that stand in a capacity, the nearest to the signer first."""
    key = f"{fold(capacity or '')} "
    return [said for pattern, said in _CAPACITIES if re.search(rf"(?:^| )(?:{pattern}) ", key)]
