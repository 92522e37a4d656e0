"""The names of types as they are printed over a document's title, in capitals or in bold."""

import re

from kg.document.codes import ASSEMBLY_NAMES, TYPE_CODES
from kg.text import fold

_MORE = (
    "Chiến lược", "Báo cáo", "Lời kêu gọi", "Thông báo kết luận", "Chương trình công tác",
    "Chương trình hành động", "Văn bản hợp nhất", "Công văn", "Quy hoạch", "Điều lệ",
)  # fmt: skip
_NEVER_PRINTED = {"Dự án", "Văn bản", "Thư", "Đơn", "Hồ sơ", "Thỏa thuận"}
TYPE_NAMES: dict[str, str] = {
    fold(name): name
    for name in (
        *(name for entry in TYPE_CODES.values() for name in (*entry.names, *entry.party_names)),
        *ASSEMBLY_NAMES,
        *_MORE,
    )
    if name not in _NEVER_PRINTED
}
_LONGEST_FIRST = sorted(TYPE_NAMES, key=len, reverse=True)
# Pattern of any of them in a flat text; the words may be parted by a line's end.
TYPE_WORDS = "|".join(name.replace(" ", r"\s+") for name in _LONGEST_FIRST)


def type_name(printed: str) -> str:
    """The name in normal case of a type as printed.

    >>> type_name("NGHỊ  QUYẾT")
    'Nghị quyết'
    """
    return TYPE_NAMES[fold(re.sub(r"\W+", " ", printed))]
