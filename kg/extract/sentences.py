"""Sentences: where a sentence and a clause of a paragraph begin and end, in clean text.

>>> text = "Giao UBND TP. Huế rà soát; báo cáo trước ngày 15.11.2025. Sở Y tế phối hợp."
>>> [text[start:end] for start, end in sentences(text, 0, len(text))]
['Giao UBND TP. Huế rà soát; báo cáo trước ngày 15.11.2025.', 'Sở Y tế phối hợp.']
>>> [text[start:end] for start, end in clauses(text, 0, 57)]
['Giao UBND TP. Huế rà soát', 'báo cáo trước ngày 15.11.2025.']
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from kg.bodies import mentions
from kg.extract.rhythms import recurrence_of
from kg.extract.roles import opens_bare
from kg.text import flat

# Every capital of Vietnamese; in Unicode they stand among the small letters.
CAPITALS = "A-Z" + "".join(c for c in map(chr, (*range(0xC0, 0x1B5), *range(0x1EA0, 0x1EFA))) if c.isupper())
_STOP = re.compile(rf"[.!?…]+[”\")]?\s+(?=[“\"(]?[{CAPITALS}])")
# A point behind these shortens a word; it ends no sentence. A capital alone is an initial.
_SHORTENED = re.compile(
    r"(?:^|[\s(])(?:TP|Tp|TX|Tx|TT|Q|P|X|H|T|ThS|Ths|TS|PGS|GS|BS|CN|KS|Th|Đ/c|đ/c|KT|TM|TL|TUQ|Q|St|No"
    r"|[A-ZĐ]|\d{1,2})\.$"
)
# What joins a duty to the one before it, and is of neither: behind the former's end, before the latter.
_JOINT_BEFORE = re.compile(r"[\s,]*(?:\s(?:và|đồng thời))?[\s,]*$")
_JOINT_BEHIND = re.compile(r"[\s,:]*(?:va\s+)?")
_LONGEST_JOINT = 20
_SPACE = re.compile(r"\s*")
_SPLIT = re.compile(r"[;()“”]")
# What is quoted is one name or saying, however it is punctuated; more than that is a passage.
# A mark of inches that stands alone (màn hình 24 ") opens and closes nothing.
_QUOTED = re.compile(r"“[^“”]{1,400}”|(?<![\w\"])\"(?=\S)[^\"“”\n]{1,240}(?<=\S)\"(?!\w)")
# Words on each side of a semicolon that tell whether it stands in a name, and how often names are said.
_TELLING, _OFTEN, _REACH = 4, 3, 60
# What a name stands behind that no quotation marks enclose: the type of a document or of an event, with it.
_TITLED = re.compile(
    r"(?:(?<!\w)(?:Quyết định|Kế hoạch|Nghị quyết|Nghị định|Thông tư|Chỉ thị|Đề án|Dự án|Chương trình"
    r"|Chiến lược|Quy chế|Quy định|Luật|Pháp lệnh|Đợt|Phong trào|Cuộc (?:thi|vận động)|Chiến dịch"
    r"|Hội (?:thi|thao|nghị|thảo)|Ngày hội|Lễ hội|Liên hoan|Giải|Tuần lễ|Tháng (?:hành động|cao điểm))"
    r"|(?:^|\n)\W*(?:V/v|Về))\s[^.;:\n]*$"
)
_LONGEST_NAME = 240
_BEHIND = re.compile(rf"[^.;:\n]{{0,{_REACH}}}")
# What goes on with a duty is said again and again, too, and is no part of a name.
_GOES_ON = re.compile(
    r"(?:báo cáo|tổng hợp|tham mưu|đồng thời|chủ trì|phối hợp|kịp thời|gửi|định kỳ|trình|đề xuất|giao|đề nghị"
    r"|yêu cầu|chủ động|hoàn thành|xong|chậm nhất)(?!\w)"
)
_WHEN = re.compile(
    r"(?<!\w)(?:trước|chậm nhất|muộn nhất|thời hạn|ngày|tháng|quý)\s(?:ngày\s|tháng\s)?[\dIVX]"
)


def sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The ranges of the sentences between two offsets of a paragraph, in order, without the space between."""
    begin = start
    quotes = _QUOTED.finditer(text, start, end)
    quote = next(quotes, None)
    for stop in _STOP.finditer(text, start, end):
        close = stop.start() + len(stop[0].rstrip())
        while quote and quote.end() <= close:
            quote = next(quotes, None)
        if (quote and quote.start() < close) or _SHORTENED.search(text, max(begin, close - 6), close):
            continue
        yield begin, close
        begin = stop.end()
    if begin < end:
        yield begin, end


def clauses(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of a sentence between its semicolons, but for those in parentheses, quotations and names."""
    begin, depth = start, 0
    named, quoted = _in_names(text), _quoted(text, start, end)
    for mark in _SPLIT.finditer(text, start, end):
        depth = max(depth + {"(": 1, "“": 1, ")": -1, "”": -1, ";": 0}[mark[0]], 0)
        if mark[0] == ";" and not (depth or mark.start() in named or _inside(mark.start(), quoted)):
            if text[begin : mark.start()].strip():
                yield begin, mark.start()
            begin = _SPACE.match(text, mark.end(), end).end()  # type: ignore[union-attr]
    if text[begin:end].strip(" .;"):
        yield begin, end


def _quoted(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    return tuple(one.span() for one in _QUOTED.finditer(text, start, end))


def _inside(at: int, quoted: tuple[tuple[int, int], ...]) -> bool:
    before = bisect_left(quoted, (at, 0))
    return before > 0 and at < quoted[before - 1][1]


@lru_cache(maxsize=8)
def _in_names(text: str) -> frozenset[int]:
    """The semicolons of a text in names: those that stand between the same words again and again.

    So are the titles of documents that rule on two things, and the names of campaigns. One of the places must
    show that it is a name: by quotation marks around it, or by the type of document or event before it.
    """
    quoted: tuple[tuple[int, int], ...] | None = None
    found: list[int] = []
    for same in _said_alike(text):
        if quoted is None:
            quoted = tuple(one for one in _quoted(text, 0, len(text)) if not _STOP.search(text, *one))
        if any(_inside(at, quoted) for at in same):
            found += _kept(text, same, _goes_on)
        elif any(_TITLED.search(text, max(0, at - _LONGEST_NAME), at) for at in same):
            found += _kept(text, same, lambda behind: _goes_on(behind) or opens_bare(flat(behind)))
    return frozenset(found)


def _said_alike(text: str) -> Iterator[list[int]]:
    """The semicolons that stand between the same words, as often as only a name does."""
    found: dict[str, list[int]] = {}
    for mark in re.finditer(r";(?=\s[^\W\d_])", text):
        at = mark.start()
        before = text[max(0, at - _REACH) : at].split()[-_TELLING:]
        behind = text[at + 1 : at + _REACH].split()[:_TELLING]
        whole = not any(word.endswith((".", ":", "!", "?", ";")) for word in (*before, *behind[:-1]))
        if whole and behind and behind[0].islower():
            found.setdefault(" ".join((*before, ";", *behind)).casefold(), []).append(at)
    return (same for same in found.values() if len(same) >= _OFTEN)


def _kept(text: str, marks: Sequence[int], goes_on: Callable[[str], bool]) -> list[int]:
    """Those semicolons that no duty follows, where there are enough of them."""
    kept = [at for at in marks if not goes_on(_BEHIND.match(text, at + 1)[0])]  # type: ignore[index]
    return kept if len(kept) >= _OFTEN else []


@lru_cache(maxsize=64)
def _goes_on(behind: str) -> bool:
    """Whether words behind a semicolon say what else is to be done, by whom or by when."""
    said = behind.strip()
    if _GOES_ON.match(said) or _WHEN.search(said) or recurrence_of(flat(said)):
        return True
    return bool(mentions(said))


def before_joint(text: str, end: int) -> int:
    """Where words end that are followed at an offset by others, which a comma or "và" joins to them."""
    joint = _JOINT_BEFORE.search(text, max(0, end - _LONGEST_JOINT), end)
    return joint.start() if joint else end


def behind_joint(plain: str, at: int, end: int) -> int:
    """Where words begin behind a comma or "và" that joins them, at an offset of flat text, to others."""
    joint = _JOINT_BEHIND.match(plain, at, end)
    return joint.end() if joint else at
