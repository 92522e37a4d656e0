"""Changes: whether a text itself amends, replaces or repeals a document that it cites, or only tells of that.

A document changes others in its own name: in its title, at the head of a clause of its articles, or as the
subject ("Quyết định này thay thế ..."); or it says that they end when it comes into force (Law 64/2025/QH15
on legal documents; Decree 30/2020/NĐ-CP, annex III). What a plan is to change, what an annex proposes, and
what "được sửa đổi, bổ sung bởi" tells of another document, is no change of the text's own.

>>> from kg.text import flat
>>> text = "Quyết định này có hiệu lực từ ngày ký và thay thế Quyết định số 4/QĐ-UBND."
>>> at = text.index("Quyết định số")
>>> found = change(Words(text, flat(text)), (at, len(text) - 1), 0)
>>> found.relation, text[found.start : found.end]
('replaces', 'thay thế')
"""

import re
from dataclasses import dataclass
from typing import Literal

from kg.extract.wording import last_match
from kg.text import flat

ChangeWord = Literal["amends", "replaces", "repeals"]

_CHANGES: tuple[tuple[ChangeWord, str], ...] = (
    ("amends", r"sua doi, bo sung|sua doi|bo sung"),
    ("replaces", r"thay the"),
    ("repeals", r"bai bo|huy bo"),
)
_VERB = re.compile(
    "(?<![a-z])(?:" + "|".join(f"(?P<{name}>{verbs})" for name, verbs in _CHANGES) + ")(?![a-z])"
)
_RELATIONS: dict[str, ChangeWord] = {name: name for name, _ in _CHANGES}
_ENACTED = (
    r"quyet dinh|nghi quyet lien tich|nghi quyet|nghi dinh|thong tu lien tich|thong tu|bo luat|luat|phap lenh"
)
_ACT = rf"{_ENACTED}|chi thi|cong van|cong dien|ke hoach|thong bao|huong dan|ket luan"
_OF_ACT = r"van ban|quy che|quy dinh|dieu le|de an|chuong trinh"
_THIS = rf"(?P<this>{_ACT}|{_OF_ACT}) nay"
# What may stand between the verb and all of a document: its type again, how many, or what it was issued with.
_WHOLE = re.compile(
    rf"(?:[,:]?\s+(?:toan bo|cac|nhung|cho|doi voi|noi dung|sau(?: day)?|va|{_ENACTED}|van ban"
    r"|quy pham phap luat|[0-9]{1,2}(?: \([a-z ]+\))?))*+"
    r"(?:\s+(?:quy che|quy dinh|dieu le|de an|chuong trinh|ke hoach|phuong an)(?! tai)"
    r"[^.;:\n]{0,220}?\skem theo)?"
    r"\s*:?\s*(?:\n\W*(?:[a-z0-9]{1,2}[.)]\s*)?)?[“\"]?"
)
# What heads a list of documents below, with a colon or none: "một số văn bản quy phạm pháp luật của Bộ".
_HEADS_A_LIST = re.compile(
    rf"(?:\s+(?:toan bo|mot phan|cac|mot so|nhung|dieu,?|khoan|cua|tai|[0-9]{{1,3}}(?: \([a-z ]+\))?))*\s+"
    rf"(?:{_ENACTED}|chi thi|van ban)(?:,? (?:va )?(?:{_ENACTED}|chi thi|van ban))*(?: quy pham phap luat)?"
    r"(?: (?:cua|do|trong|thuoc) [^.:;\n]{2,160})?(?: sau(?: day)?)?(?: cua [^.:;\n]{2,90})?\s*[:.]?\s*"
    r"\n\W*(?:[a-z0-9]{1,3}[.)]\s*)?"
)
_MARKED = re.compile(
    r"(?:^|\n)[^\w\n]*(?P<mark>[0-9]{1,3}|[a-z])[.)]\s*(?:[^.;:\n]{0,160}\s(?:tai|cua)\s+)?$"
)
_PART = re.compile(
    r"(?:,?\s+(?:mot so|dieu|khoan|diem|muc|chuong|phu luc|quy dinh|noi dung|cua|tai|va|cac"
    r"|[a-z0-9]{1,3}))*+\s*"
)
# Any other thing in a document: what a text adds by itself may follow one without changing it.
_SOME_THING = re.compile(r":?\s[^.;“”\"]{0,220}?\s(?:tai|theo|cua|kem theo)\s+")
_AT_HEAD = re.compile(r"(?:^|\n|[.;:]|\sdieu\s[0-9]+[a-z]?\.?|[0-9]\.|[a-z]\))\W*$")
_AS_SUBJECT = re.compile(
    rf"(?<![a-z]){_THIS}(?: co hieu luc[^;\n]{{0,120}}?)?"
    r"(?:[,;]|,? va|,? dong thoi|,? va dong thoi)?(?: se)?\s*$"
)
_IN_TITLE = re.compile(rf"(?:^|\W)(?:{_ENACTED})\W+$")
# Where a clause stands: in an article, or in what is annexed.
_PLACE = re.compile(r"(?:^|\n)\W*(?:(?P<article>dieu [0-9])|phu luc|mau so|\((?:ban hanh )?kem theo)")
_PREAMBLE = re.compile(r"(?<![a-z])can cu(?![a-z])")
_ENDS = re.compile(
    rf"(?:\s*\([^()\n]{{0,200}}\))*,?\s*(?:(?:va|,)\s[^.;\n]{{0,300}}?\s)?(?:cung |se |deu )*"
    rf"(?:(?P<repeals>(?:het|cham dut) hieu luc(?: thi hanh)?)"
    rf"|(?:duoc|bi) (?:(?P<replaced>thay the)|bai bo) (?:bang|boi|theo|tai) {_THIS})(?![a-z])"
)
_WHEN_THIS = re.compile(rf"{_THIS} (?:chinh thuc )?co hieu luc")
_TOLD = re.compile(r"(?:^|[\n.;:])\W*(?:theo|can cu|do|neu|truong hop|khi)(?![a-z])[^.;:\n]*$")
_NEXT = re.compile(r"[,;]?\s*(?:va\s+)?|[,;.]?\s*?(?:va\s*?)?\n\W*(?:[a-z0-9]{1,2}[.)]\s*)?(?:cac )?")
_AND_PART = re.compile(r"\s*(?:,|va|, va)\s[^.;:\n]{0,160}\s(?:tai|theo|cua|kem theo)\s+")
_LIST = re.compile(r"[^.;\n]{0,160}:\s")
# Items that may stand between two of a list where no document was read.
_MOST_LEFT_OUT = 3
_REACH, _SENTENCE, _ARTICLE, _HEAD = 260, 240, 500, 3000
_LONGEST_ARTICLE = 40_000


@dataclass(frozen=True, slots=True)
class Words:
    """A clean text with its flat form, and the document's own type: None unknown, empty where it has none."""

    text: str
    plain: str
    type: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What a text does to a document, and the words that say so."""

    relation: ChangeWord
    start: int
    end: int


def change(words: Words, cited: tuple[int, int], floor: int) -> Change | None:
    """What a text does to a document cited from a place to behind its title; `floor` ends the one before."""
    return _done(words, cited[0], floor) or _ended(words, cited)


def goes_on(words: Words, done: Change, before: tuple[int, int], start: int) -> bool:
    """Whether a citation at `start` is next in a list whose last, at `before`, was changed so.

    Over a line break only in a list that a colon opens.
    """
    gap = words.plain[before[1] : start]
    if _NEXT.fullmatch(gap):
        return "\n" not in gap or (
            done.end <= before[0] and _LIST.match(words.plain, done.end, start) is not None
        )
    return _AND_PART.fullmatch(gap) is not None


def is_next_item(words: Words, item: int, start: int) -> bool:
    """Whether a citation heads the item of a list that follows, in the same article, that at `item`."""
    marks = [_MARKED.search(words.plain, max(0, at - _REACH), at) for at in (item, start)]
    if marks[0] is None or marks[1] is None or _PLACE.search(words.plain, item, start):
        return False
    first, second = marks[0]["mark"], marks[1]["mark"]
    if first.isdigit() and second.isdigit():
        return 0 < int(second) - int(first) <= _MOST_LEFT_OUT
    return first.isalpha() and second.isalpha() and first < second


def is_next_in_title(words: Words, end: int, start: int) -> bool:
    """Whether words between two citations, a title and "và", lead from one document to the next of a list."""
    return re.fullmatch(r"[^.;:\n“”]*\sva\s+", words.plain[end:start]) is not None


def ended_together(words: Words, one: tuple[int, int], following: int) -> bool:
    """Whether a citation stands right before another of which one verb behind them says that both end."""
    return re.fullmatch(r"[,;]?\s*(?:va\s+)?", words.plain[one[1] : following]) is not None


def _done(words: Words, start: int, floor: int) -> Change | None:
    """A verb of change before the citation whose subject is the text itself."""
    verb = last_match(_VERB, words.plain, max(floor, start - _REACH), start)
    if verb is None or not _own_deed(words, verb.start()):
        return None
    relation = _RELATIONS[verb.lastgroup or ""]
    if any(one.fullmatch(words.plain, verb.end(), start) for one in (_WHOLE, _HEADS_A_LIST)):
        return Change(relation, verb.start(), verb.end())
    thing = verb[0] != "bo sung" and _SOME_THING.fullmatch(words.plain, verb.end(), start)
    if not thing and not _PART.fullmatch(words.plain, verb.end(), start):
        return None
    return Change("amends" if relation == "replaces" else relation, verb.start(), verb.end())


def _own_deed(words: Words, at: int) -> bool:
    before = words.plain[max(0, at - _SENTENCE) : at]
    subject = _AS_SUBJECT.search(before)
    if subject:
        return _is_own(words, subject["this"])
    if _IN_TITLE.search(before) and words.text[at : at + 7].isupper():
        return _is_enacted(words)
    return _AT_HEAD.search(before[-60:]) is not None and _is_enacted(words) and _in_an_article(words, at)


def _is_own(words: Words, type_: str) -> bool:
    """Whether "... này" is the document itself or what it issues, and not one that it quotes."""
    own = None if words.type is None else flat(words.type)
    return own is None or type_ == own or (own != "" and re.fullmatch(_OF_ACT, type_) is not None)


def _is_enacted(words: Words) -> bool:
    return words.type is None or re.match(rf"(?:{_ENACTED})$", flat(words.type)) is not None


def _in_an_article(words: Words, at: int) -> bool:
    """Whether a clause is one of an article, or of the title over the preamble."""
    place = last_match(_PLACE, words.plain, max(0, at - _LONGEST_ARTICLE), at)
    if place:
        return place["article"] is not None or words.plain.startswith("dieu", at)
    return at < _HEAD and not _PREAMBLE.search(words.plain, 0, at)


def _ended(words: Words, cited: tuple[int, int]) -> Change | None:
    """Behind the citation: that it ends, or is replaced, by this text or when this comes into force."""
    start, end = cited
    found = _ENDS.match(words.plain, end)
    if found is None or _TOLD.search(words.plain[max(0, start - _SENTENCE) : start]):
        return None
    own = found["this"] or _comes_into_force(words.plain, start, found.end())
    if not own or not _is_own(words, own):
        return None
    relation: ChangeWord = "replaces" if found["replaced"] else "repeals"
    return Change(relation, found.start(), found.end())


def _comes_into_force(plain: str, start: int, end: int) -> str | None:
    """The type of the document on whose coming into force, told around, the words depend."""
    stop = plain.find("\n", end)
    said = _WHEN_THIS.search(plain, end, stop if stop >= 0 else len(plain))
    said = said or last_match(_WHEN_THIS, plain, max(0, start - _ARTICLE), start)
    return said["this"] if said else None
