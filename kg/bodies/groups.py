"""Collective bodies in a text: "các sở, ban, ngành", "UBND các xã, phường", "các đơn vị liên quan".

>>> group_at(Reading.of("giao Các Sở, ban, ngành và UBND xã, phường"), 5)
23
"""

import re
from dataclasses import dataclass
from functools import cache

from kg.bodies.spelling import spelled
from kg.bodies.vocabulary import UPPER, alternatives, place_pattern, words_of
from kg.text import flat

_SEP = r"(?:\s*[,/]\s*(?:và\s+)?|\s+và\s+|\s+hoặc\s+)"
_LISTED = r"(?:\s*,\s*(?:và\s+)?|\s+và\s+)"
_COUNCIL = r"(?:ủy ban nhân dân|uỷ ban nhân dân|ubnd|hội đồng nhân dân|hđnd|công an|đảng ủy|mặt trận tổ quốc)"
_LEVEL = r"(?:cấp tỉnh|cấp xã|cấp huyện|các cấp)"
_RANK = rf"(?:đặc khu|thị trấn|thị xã|xã(?!\s+hội)|phường|huyện|quận|tỉnh|thành phố|tp|địa phương|{_LEVEL})"
# A head in the list that has a name of its own is no member of the group: "các sở, Sở Tài chính".
_OWN_NAME = re.compile(
    rf"(?:\s*[,;]\s*|\s+và\s+)(?=(?:Sở|Bộ|Ban|Cục|Vụ|Viện|Hội|Phòng|Đài|Báo|Công ty|Tập đoàn|Ngân hàng"
    rf"|Chi cục|Trung tâm|Văn phòng|Trường|Tổng công ty|Giám đốc|Chủ tịch|Chánh|Trưởng)\s+(?:{UPPER}))"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """A composed text with its lower-case and its flat form, all of the same length."""

    text: str
    lower: str
    flat: str

    @classmethod
    def of(cls, text: str) -> "Reading":
        """The forms of a text."""
        lower = text.lower()
        flattened = flat(text)
        return cls(text, lower if len(lower) == len(text) else flattened, flattened)


def _noun() -> str:
    nouns, follows = alternatives(words_of("groups", "nouns")), alternatives(words_of("groups", "follows"))
    heads = rf"(?:thủ trưởng|giám đốc|lãnh đạo)\s+(?:các\s+)?(?:{nouns})"
    return rf"(?:{heads}|{nouns})(?!\w)(?:\s+(?:{follows})(?!\w))*"


def _close() -> str:
    return rf"(?:\s+(?:{alternatives(words_of('groups', 'closes'))})(?!\w))*"


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    noun, opens = _noun(), alternatives(words_of("groups", "opens"))
    plural = alternatives(words_of("groups", "plural"))
    ranks = rf"{_RANK}(?!\w)(?:(?:\s*[,/]\s*|\s+và\s+)(?:các\s+)?{_RANK}(?!\w))*"
    several = rf"{_RANK}(?!\w)(?:(?:\s*[,/]\s*|\s+và\s+)(?:các\s+)?{_RANK}(?!\w))+"
    return tuple(
        re.compile(pattern)
        for pattern in (
            rf"(?:{plural})\s+(?:{noun})(?:{_SEP}{noun})*{_close()}",
            rf"{_COUNCIL}\s+(?:các\s+{ranks}|{several}|{_LEVEL}(?!\w)(?:\s*,\s*cấp xã)?){_close()}",
            rf"(?=(?:{opens})(?!\w)){noun}(?:{_LISTED}{noun})+{_close()}",
            r"(?:cơ quan|đơn vị|địa phương|tổ chức)(?!\w)(?:\s+(?:khác|có))*\s+liên quan(?!\w)",
            r"cơ quan (?:thông tấn\s*,?\s*báo chí|báo chí|truyền thông|thông tin đại chúng)(?!\w)",
        )
    )


@cache
def _behind() -> re.Pattern[str]:
    """The place that closes a collective's name, in flat text: "tỉnh Nghệ An", "từ Hà Tĩnh đến Khánh Hòa"."""
    place = place_pattern()
    return re.compile(rf"\s+(?:tu\s+{place}\s+den\s+{place}|{place})")


_SEVERAL = re.compile(r"^(?:các|những|mọi|từng|tất cả|toàn|một số)\s|,|\svà\s|\s(?:các|cấp)\s|liên quan")
# A province is territory, its Party committee and its youth union are bodies: "các tỉnh ủy", "các tỉnh đoàn".
_TERRITORY = re.compile(
    rf"(?:{alternatives(words_of('groups', 'plural'))})\s+"
    rf"(?:{alternatives(words_of('groups', 'territory'))})(?!\w|\s+(?:ủy|uỷ)(?!\w)|(?<=tỉnh)\s+đoàn(?!\w))"
)
_HEAD = re.compile(r"Sở|Bộ|Ban|Công|Ủy|Uỷ|Hội|Chủ|Giám|Thủ|Căn|Các|Văn|Theo|Trung|Phòng|Đơn|Cơ")
_NAMED_UNIT = re.compile(rf"\s+{UPPER}\w*(?:\s+{UPPER}\w*)*")


def group_at(reading: Reading, start: int, *, territory: bool = False) -> int | None:
    """Where the collective body that begins here ends; None where none begins.

    Territory ("các xã, phường") counts only where it is asked for, as in a list of bodies.
    """
    if not territory and _TERRITORY.match(reading.lower, start):
        return None
    ends = [found.end() for pattern in _patterns() if (found := pattern.match(reading.lower, start))]
    if not ends or (not territory and _goes_on(reading, start, max(ends))):
        return None
    return _closed(reading, start, max(ends))


@cache
def _single() -> re.Pattern[str]:
    plural, alone = alternatives(words_of("groups", "plural")), alternatives(words_of("groups", "alone"))
    return re.compile(rf"(?:{plural})\s+(?:{alone})$")


@cache
def _stops() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:$|[^\w\s]|(?:{alternatives(words_of('ends', 'ends'))}|và)(?!\w))")


def _goes_on(reading: Reading, start: int, end: int) -> bool:
    """Whether a lone noun goes on with a word that makes it another thing: "các vụ cháy"."""
    lone = _single().fullmatch(reading.lower[start:end])
    return bool(lone) and not _stops().match(reading.lower, end) and reading.text[end : end + 2].islower()


def _closed(reading: Reading, start: int, end: int) -> int | None:
    """The end with a place or a unit's name taken in, and cut before a member that has a name of its own."""
    shouted = reading.text[start:end].isupper()
    cut = None if shouted else _OWN_NAME.search(reading.text, start, min(len(reading.text), end + 12))
    if cut and cut.start() < end:
        return cut.start() if _SEVERAL.search(reading.lower, start, cut.start()) else None
    place = _behind().match(reading.flat, end)
    if place and (shouted or reading.text[end:].lstrip()[:1] != ""):
        return place.end()
    unit = reading.lower[start:end].endswith(("đặc khu", "xã")) and not shouted
    named = _NAMED_UNIT.match(reading.text, end) if unit else None
    return named.end() if named and not _HEAD.match(named[0].strip()) else end


AT_A_LEVEL = re.compile(r"\s(?:cấp\s+(?:tỉnh|xã|huyện|cơ sở)|các cấp|cơ sở)$", re.IGNORECASE)
_PLURAL = re.compile(r"(?:các|những|mọi|từng|toàn thể|tất cả|một số)\s", re.IGNORECASE)


def is_collective(name: str) -> bool:
    """Whether a name means several bodies together, and is kept so: "các sở, ban, ngành", "UBND cấp xã"."""
    plain = spelled(name)
    if _PLURAL.match(plain) or AT_A_LEVEL.search(plain):
        return True
    reading = Reading.of(plain)
    return bool(plain) and group_at(reading, 0, territory=True) == len(reading.text)
