"""Units: what stands behind a figure and says what is counted or measured, as written.

>>> from kg.document import cleaned
>>> [unit_at(cleaned(text), 1, len(text))[0] for text in ("2% GDP", "2 triệu USD", "2 trạm y tế")]
['% GDP', 'triệu USD', 'trạm y tế']
"""

import re

from kg.document import Clean

_SHARE = r"\s*%(?:\s*/\s*nam|\s+(?:gdp|grdp)\b)?"
_SCALE = r"(?:nghin|ngan|trieu|ty|ti)"
# What no unit begins or goes on with.
_NO_UNIT = (
    r"(?:va|hoac|den|toi|tro|cho|so|tren|trong|duoi|o|tai|vao|tu|theo|cua|la|voi|nam|duoc|thang|quy"
    r"|ngay|tuoi|gio|phut|tuan|giai"
    r"|cung|bang|nhu|de|ma|co|dat|phai|ngang|hang|dau|moi|truoc|sau|thuoc|bao|gom|nen)\b"
)
_WORD = rf"\s+(?:co so|trung tam|co quan|quy dau tu|(?!{_NO_UNIT})[^\W\d]\w*)"
_MONEY = (
    rf"\s*{_SCALE}(?:\s+{_SCALE})?(?:\s+(?:dong|usd|euro|do la(?: my)?)"
    rf"|{_WORD}(?:{_WORD})?)?(?:/\w+(?:/\w+)?)?\b"
    r"|\s*(?:dong|usd)(?:/\w+(?:/\w+)?)?\b"
)
_MEASURE = r"\s*(?:km2|km|m2|m3|kg|ha|tan|ta|mw|kwh|gwh|[\wμ]{1,4}/(?:m3|ha|nam|nguoi))(?:/\w+)?(?![\w])"
_PER = (
    r"(?:\s*/\s*|\s+tren\s+)(?:mot\s+|1\s*|10\.?000\s*|1\.?000\s*|100\.?000\s*)?(?:van|nghin"
    r"|tram)?\s*(?:nguoi\s+)?dan\b"
)
# Words of two syllables that say of what kind the thing counted is: a bộ dữ liệu is no "bộ dữ".
_OF_A_KIND = (
    r"(?:du lieu|y te|van hoa|the thao|giao duc|dao tao|khoa hoc|cong nghe|cong nghiep|nong nghiep|thuong mai"
    r"|dich vu|du lich|tieu chi|chi so|cau hoi|tai lieu|quy trinh|thu tuc|tac xa|hanh chinh|dien tu"
    r"|nghien cuu|khoi nghiep|sang tao|dan cu|dan pho|tu lieu|ho so|sinh hoat|ky thuat|chuc nang"
    r"|quan trac|du an)"
)
_COUNTED = rf"{_WORD}(?:\s+{_OF_A_KIND}(?![a-z])|{_WORD})?(?:{_PER})?"
_TIME = re.compile(r"\s*(?P<unit>(?:tuoi|nam|thang|tuan|ngay|gio|phut)(?:\s+(?:tuoi|lam viec))?)\b")
_UNIT = re.compile(rf"{_SHARE}|{_MONEY}|{_MEASURE}|{_COUNTED}")


def unit_at(clean: Clean, offset: int, end: int) -> tuple[str | None, int]:
    """The unit behind a number that ends at `offset`, and its end; None and `offset` where none is."""
    found = _UNIT.match(clean.flat, offset, end)
    if found is None:
        return None, offset
    return clean.text[offset : found.end()].strip().replace("\n", " "), found.end()


def time_at(clean: Clean, offset: int, end: int) -> str | None:
    """The unit of time or age behind a number that ends at `offset` ("tuổi", "ngày làm việc"), if one is."""
    found = _TIME.match(clean.flat, offset, end)
    return clean.text[found.start("unit") : found.end()] if found else None
