"""Where one body's name ends: the listed names first, then by how such names are built.

>>> name_at(Reading.of("Sở Tài chính chủ trì"), 0)
12
>>> name_at(Reading.of("Ban hành kế hoạch"), 0) is None
True
"""

import re
from functools import cache

from kg.bodies.groups import Reading
from kg.bodies.vocabulary import (
    UPPER,
    abbreviations,
    alternatives,
    heads,
    listed_names,
    place_behind,
    words_in,
    words_of,
)
from kg.text import flat, fold

_LONGEST, _LOWER_IN_A_ROW, _CAPITALS = 16, 8, 4
_NEXT = re.compile(r"(?:\s(?!\s)|\s*-\s*(?=[^\W\d_]))(?P<word>[\w&]+(?:\.[^\W\d_]+)?)")
_UNIT = re.compile(
    r"\s+(?i:xã|phường|đặc khu|thị trấn|huyện|quận|thị xã|thành phố|tỉnh|TP\.?|P\.)(?=\s+(?:\d|"
    + UPPER
    + "))"
)
_PROPER = re.compile(rf"\s(?!\s)(?:{UPPER}\w*|\d+)(?!\w)")
_RANK = re.compile(
    r"\s+(?:xã|phường|đặc khu|huyện|thị xã|quận|cấp\s+(?:tỉnh|xã|huyện|thành phố)|cơ sở|cùng cấp"
    r"|địa phương)(?!\w)"
)
_BARE_RANK = re.compile(r"\s+(?:cua\s+)?(?:tinh|thanh\s+pho|tp\.?)$")
_CAPITAL = re.compile(rf"\s{UPPER}")
_COMMITTEE = re.compile(r"(?:ban chỉ đạo|hội đồng|tổ công tác|ủy ban|uỷ ban|bcđ)(?!\w)")
# Every level has a command for natural disasters and search and rescue, mostly written in small letters.
_AND = re.compile(rf"\s+(?:và|&)\s+(?={UPPER}|tìm kiếm cứu nạn(?!\w))")
_AND_MORE = re.compile(r"\s+và\s")
_ABOUT = re.compile(r"\s+(?:về|của)\s")
# A police body's name says what it is about: "Phòng Cảnh sát quản lý hành chính về trật tự xã hội".
_POLICE = re.compile(r"(?:cục|phòng|đội|văn phòng cơ quan)\s+cảnh sát(?!\w)")
_MATTER = re.compile(
    r"(?:\s+(?:quản lý hành chính|điều tra tội phạm)|(?<=hành chính)|(?<=tội phạm))\s+về(?=\s)"
)
_LOWER_HEADS = re.compile(
    r"ủy ban nhân dân|uỷ ban nhân dân|hội đồng nhân dân|công an (?:tỉnh|thành|xã|phường|cấp)"
)
_PLACE_WORD = re.compile(r"(?:của|tỉnh|thành phố|tp|xã|phường|đặc|thị|huyện|quận|cấp|cơ|cùng|địa)(?!\w)")
# Bodies of every place: without one, only these words are no name by themselves.
_NEEDS_MORE = re.compile(
    r"(?:cong\s+an|thue|thong\s+ke|thanh\s+tra|bao|bao\s+hiem\s+xa\s+hoi|toa\s+an\s+nhan\s+dan|cuc\s+thi\s+hanh\s+an\s+dan\s+su"
    r"|thi\s+hanh\s+an\s+dan\s+su|vien\s+kiem\s+sat\s+nhan\s+dan|dang\s+bo|bo\s+tu\s+lenh|cong\s+thong\s+tin\s+dien\s+tu)"
)
# Bodies of the whole country take no place behind them, and offices are followed by persons.
_NATIONAL = re.compile(
    r"(?:(?!van\s+phong\s+doan|doan\s+dai\s+bieu).*(?:quoc\s+hoi|chinh\s+phu|nuoc|toi\s+cao|trung\s+uong|bi\s+thu|thu\s+tuong)|bo\s+(?!chi\s+huy|tu\s+lenh|chqs).*)",
    re.DOTALL,
)
_MAY_GO_ON = re.compile(
    r"(?:cục|tổng cục|văn phòng|ủy ban|uỷ ban|hội|liên|ban|viện|học viện|trung tâm|tập đoàn"
    r"|ngân hàng|đài|đại học)(?!\w)"
)


@cache
def _ends() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{alternatives(words_of('ends', 'ends'))})(?!\w)")


@cache
def _capital_ends() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{alternatives(words_of('ends', 'capital_ends'))})(?!\w)")


@cache
def _within() -> re.Pattern[str]:
    """Pairs of syllables, the second of which is no end of a name: "khen thưởng"."""
    return re.compile(rf"(?:{alternatives(words_of('ends', 'within'))})(?!\w)")


@cache
def _false() -> re.Pattern[str]:
    words = [word.replace(" ", r"\s+") for word in words_of("ends", "false")]
    return re.compile(rf"(?:{alternatives(words)})(?:(?<=,)|(?!\w))")


@cache
def _before() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives(words_in('heads', 'before'))})\s+$")


@cache
def _country() -> re.Pattern[str]:
    return re.compile(rf"\s+(?:{alternatives(words_in('heads', 'countries'))})(?!\w)")


@cache
def _heads() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives(head.replace(' ', chr(92) + 's+') for head in heads())})(?!\w)")


@cache
def _acronyms() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives(re.escape(short) for short in abbreviations())})(?![\w/-])")


def ends_at(reading: Reading, at: int) -> bool:
    """Whether no name goes on here: a verb of duty, a conjunction, the beginning of a sentence."""
    first = reading.text[at : at + 3].lstrip()[:1]
    shouted = first.isupper() and reading.text[at + 1 : at + 3].isupper()
    pattern = _capital_ends() if first.isupper() and not shouted else _ends()
    return bool(pattern.match(reading.lower, at))


def name_at(reading: Reading, start: int) -> int | None:
    """Where the name that begins here ends; None where no single body's name begins."""
    if _false().match(reading.lower, start):
        return None
    acronym = _acronyms().match(reading.text, start)
    if acronym and reading.text[start - 1 : start] not in ("/", "-"):
        return acronym.end()
    marked = reading.text[start].isupper() or _LOWER_HEADS.match(reading.text, start)
    listed = listed_names().match(reading.flat, start) if marked else None
    return _listed(reading, start, listed.end()) if listed else _built(reading, start)


def _listed(reading: Reading, start: int, end: int) -> int | None:
    """A listed name with the place, unit or rank behind it, and what still belongs to it."""
    if _NATIONAL.fullmatch(reading.flat, start, end):
        country = _country().match(reading.lower, end)
        return country.end() if country and reading.text[country.start() + 1].isupper() else end
    placed = with_place(reading, end)
    if placed:
        return placed
    if _NEEDS_MORE.fullmatch(reading.flat, start, end):
        return _built(reading, start)
    return _longer(reading, start, end)


def with_place(reading: Reading, end: int) -> int | None:
    """The end after a place, a unit or a rank that follows; None where none does."""
    place = place_behind().match(reading.flat, end)
    unit = _UNIT.match(reading.text, end)
    if place and not _common(reading, end, place.end()) and not (unit and _BARE_RANK.fullmatch(place[0])):
        return place.end()
    proper = _proper(reading, unit.end()) if unit else None
    if unit and proper and not _person(unit[0], reading.text[unit.end() : proper]):
        return _with_province(reading, proper)
    if place and not _common(reading, end, place.end()):
        return place.end()
    rank = _RANK.match(reading.lower, end)
    return rank.end() if rank else None


def _person(rank: str, name: str) -> bool:
    """Whether a person's name follows a province's rank, as after "Phó Chủ tịch UBND tỉnh"."""
    words = len(name.split())
    return _BARE_RANK.fullmatch(flat(rank)) is not None and (words > 2 or fold(rank) == "tinh")


def _proper(reading: Reading, at: int) -> int | None:
    """The end of a unit's own name: words with capitals, but not those that begin a sentence."""
    end = at
    for _ in range(_CAPITALS):
        word = _PROPER.match(reading.text, end)
        starts = word.start() + 1 if word else end
        if not word or ends_at(reading, end) or _verb(reading, end) or _false().match(reading.lower, starts):
            break
        end = word.end()
    return end if end > at else None


def _verb(reading: Reading, end: int) -> bool:
    """Whether a duty's verb begins here with a capital: "Chỉ đạo", where a place would be "Chỉ Đạo"."""
    found = _ends().match(reading.lower, end)
    syllables = reading.text[end : found.end()].split() if found else []
    return len(syllables) > 1 and syllables[-1].islower()


def _common(reading: Reading, start: int, end: int) -> bool:
    """Whether the letters of a place's name stand there as common words: "cao bằng", not "Cao Bằng"."""
    written = reading.text[start:end].strip()
    return written[:1].islower() and not _PLACE_WORD.match(written)


def _with_province(reading: Reading, end: int) -> int:
    """A commune's name with its province: "UBND xã Hòa Tiến, thành phố Đà Nẵng"."""
    if reading.text[end : end + 1] != ",":
        return end
    province = place_behind().match(reading.flat, end + 1)
    return province.end() if province and _CAPITAL.search(reading.text, end, province.end()) else end


def _longer(reading: Reading, start: int, end: int) -> int:
    """A listed name that goes on with a capital and no stop is another's: "Cục Thuế Doanh nghiệp lớn"."""
    goes_on = _CAPITAL.match(reading.text, end)
    if not goes_on or ends_at(reading, end) or reading.text[start:end].isupper():
        return end
    return _run(reading, start, end) if _MAY_GO_ON.match(reading.lower, start) else end


def _built(reading: Reading, start: int) -> int | None:
    """Where a name that is not listed ends, by its head and the words that may follow."""
    head = _heads().match(reading.lower, start)
    if not head or not reading.text[start].isupper():
        return None
    enough = heads()[" ".join(head[0].split())][1]
    ended = ends_at(reading, head.end()) and not _pair(reading, head.end())
    if ended or not _begins(reading, head, enough=enough):
        return None
    end = _run(reading, start, head.end())
    return end if end > head.end() else None


def _begins(reading: Reading, head: re.Match[str], *, enough: bool) -> bool:
    """Whether what follows and what stands before let a body's name begin with this head."""
    after = _NEXT.match(reading.text, head.end())
    if not after:
        return False
    written = reading.text[head.start() : head.end()]
    shouted = len(written) > 1 and written.isupper() and not _ACRONYM.fullmatch(written)
    if shouted and (not enough or not after["word"].isupper()):
        return False
    if enough:
        return True
    before = _before().search(reading.lower, max(0, head.start() - 12), head.start())
    return after["word"][0].isupper() and not before


_ACRONYM = re.compile(r"UBND|HĐND|VP|BQL|BCĐ|UBMTTQ")


def _run(reading: Reading, start: int, end: int) -> int:
    """The end after as many words as still belong to the name."""
    committee = bool(_COMMITTEE.match(reading.lower, start))
    low = 0
    for _ in range(_LONGEST):
        placed = with_place(reading, end)
        if placed:
            return placed
        step = _about(reading, start, end) or _step(reading, end, committee=committee)
        if step is None:
            return end
        low = 0 if reading.text[_first(reading, end, step)].isupper() else low + 1
        if low > _LOWER_IN_A_ROW and not committee:
            return end
        end = step
    return end


def _about(reading: Reading, start: int, end: int) -> int | None:
    """The end after what a police body is about; None where nothing says it here."""
    matter = _MATTER.match(reading.lower, end) if _POLICE.match(reading.lower, start) else None
    return _word(reading, matter.end()) if matter else None


def _first(reading: Reading, end: int, step: int) -> int:
    return next((at for at in range(end, step) if reading.text[at].isalnum()), end)


def _step(reading: Reading, end: int, *, committee: bool) -> int | None:
    """The end after one more word; None where the name stops."""
    joined = _AND.match(reading.text, end)
    if joined:
        return None if _heads().match(reading.lower, joined.end()) else _word(reading, joined.end() - 1)
    if _AND_MORE.match(reading.text, end):
        return None
    if committee and _ABOUT.match(reading.lower, end):
        return _word(reading, _word(reading, end) or end)
    if ends_at(reading, end) and not _pair(reading, end):
        return None
    parent = _CAPITAL.match(reading.text, end)
    nested = listed_names().match(reading.flat, parent.end() - 1) if parent else None
    return nested.end() if nested else _word(reading, end)


def _pair(reading: Reading, end: int) -> bool:
    """Whether the word before makes a pair with the next that belongs to names: "khen thưởng"."""
    before = reading.lower.rfind(" ", max(0, end - 12), end) + 1
    return bool(before) and bool(_within().match(reading.lower, before))


def _word(reading: Reading, end: int) -> int | None:
    found = _NEXT.match(reading.text, end)
    return found.end() if found else None
