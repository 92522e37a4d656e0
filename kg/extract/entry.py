"""Entry: the day on which a document says, by a clause of its own, that it comes into force.

>>> from kg.document import cleaned, outline
>>> clean = cleaned("Điều 2. Quyết định này có hiệu lực sau 10 ngày kể từ ngày ký.")
>>> entry_into_force(clean, outline(clean), "Quyết định", date(2025, 3, 10))
Entry(day=datetime.date(2025, 3, 20), start=8, end=60)
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from kg.document import Block, Clean
from kg.extract.dates import date_at
from kg.extract.heading_types import TYPE_WORDS
from kg.extract.reading import Entry
from kg.extract.regions import forms
from kg.extract.sentences import CAPITALS
from kg.text import flat

_FORCE = r"(?: nay)? (?:chinh thuc |bat dau )?co hieu luc(?: thi hanh| ap dung)?,?\s"
_LATER = r"(?:sau (?:(?:[a-z]+ ){1,3}\()?(?P<days>[0-9]{1,3})\)?(?: \([a-z ]+\))? ngay(?! lam viec),? )?"
_FROM = r"(?:(?:bat dau )?(?:(?:ke |tinh )*tu|vao) )?(?:ngay |thoi diem )?"
_EVENT = (
    r"(?:(?P<signed>(?:duoc )?(?:ky(?:,? ban hanh)?|ban hanh))"
    r"|duoc (?P<adopted>(?:[a-z, ]{3,80} )?thong qua))(?![a-z])"
)
_BEHIND = re.compile(rf"{_LATER}{_FROM}(?:{_EVENT})?")
# What may follow the signing; else something is signed that is not the document itself.
_CLOSES = re.compile(
    rf"\s*(?:[.,;:()/]|$|(?:và|thay|đến|cho đến|bãi bỏ|trừ|cùng)(?!\w)|[{CAPITALS}]"
    r"|(?:\w+\s){1,2}này(?!\w))"
)
_OTHER = re.compile(rf"\s*(?:{TYPE_WORDS})(?! nay)(?![a-z])")
# What may stand before the clause: nothing, the end of a sentence, or its article's heading run into it.
_OPENS = re.compile(r"(?:^|[.;:!?)\]|-]|(?:hieu luc|thi hanh|thuc hien)\W?)\s*(?:[0-9a-z][.)]\s*)?$")
_ADOPTED = r"(?:da )?duoc [^.;]{3,200}? thong qua[^.;]{0,60}?(?=ngay [0-9])"
_CLOSED = re.compile(r"\W*noi nhan(?=\s*(?::|\$|\||<br>))")
_OPENING = '“"'
_UNQUOTED = re.compile(r"[”\"][.;,]?\s*$")
_DAY_LONG = len("2025-01-01")


def entry_into_force(
    clean: Clean, blocks: Sequence[Block], type_: str | None, issued: date | None
) -> Entry | None:
    """The day that a document of this type, issued on that day, comes into force; places are of the raw text.

    None where no clause of the document's own gives a day, or two give two: one that hangs on another event
    (printing in a gazette, another law) or is counted in working days is not known. The first day of a term
    is not counted (Civil Code 91/2015/QH13, article 147).
    """
    found = tuple(_clauses(clean, blocks, flat(type_), issued)) if type_ else ()
    return found[0] if len({one.day for one in found}) == 1 else None


def _clauses(clean: Clean, blocks: Sequence[Block], own: str, issued: date | None) -> Iterator[Entry]:
    clause = re.compile(rf"(?<![a-z]){re.escape(own)}{_FORCE}")
    for block in _enacted(clean, blocks):
        for said in clause.finditer(clean.flat, block.words, block.end):
            end, day = _day(clean, said.end(), own, issued)
            if day and _is_own(clean, block, said):
                yield Entry(day, *clean.raw_span(said.start(), end))


def _enacted(clean: Clean, blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks of the document itself: no form or quotation, nor behind its recipients or in annexes."""
    form, quoted_to = forms(blocks, clean), -1
    for at, block in enumerate(blocks):
        if block.style == "annex" or _CLOSED.match(clean.flat, block.start, block.end):
            return
        if clean.text[block.start] in _OPENING:
            quoted_to = max(quoted_to, _closing(clean, blocks, at))
        if at not in form and at > quoted_to:
            yield block


def _closing(clean: Clean, blocks: Sequence[Block], opened: int) -> int:
    """The block that ends a quotation of whole paragraphs; the one that opens it where the mark was lost."""
    for at, block in enumerate(blocks[opened:], opened):
        if at > opened and clean.text[block.start] in _OPENING:
            return opened
        if _UNQUOTED.search(clean.text, block.start + 1, block.end):
            return at
    return opened


def _is_own(clean: Clean, block: Block, said: re.Match[str]) -> bool:
    """Whether the document is the subject, and the clause is not quoted or of one of its provisions."""
    before = clean.text[block.words : said.start()]
    if " nay " not in said[0] and before.strip():
        return False
    is_quoted = before.count("“") > before.count("”") or before.count('"') % 2 == 1
    return _OPENS.search(flat(before)) is not None and not is_quoted


def _day(clean: Clean, at: int, own: str, issued: date | None) -> tuple[int, date | None]:
    """Where the words of time that begin there end, and the day they mean where that can be known."""
    behind = _BEHIND.match(clean.flat, at)
    if behind is None or behind.end() == at:
        return at, None
    end, first = behind.end(), issued
    if behind["adopted"]:
        first = _adopted(clean, own)
    elif not behind["signed"]:
        end, first = _given(clean.flat, end)
    elif _OTHER.match(clean.flat, end) or not _CLOSES.match(clean.text, end):
        first = None
    return end, first + timedelta(days=int(behind["days"] or 0)) if first else None


def _adopted(clean: Clean, own: str) -> date | None:
    """The day on which the document says at its end that an assembly adopted it."""
    said = re.search(rf"{re.escape(own)} nay {_ADOPTED}", clean.flat)
    return _given(clean.flat, said.end())[1] if said else None


def _given(plain: str, at: int) -> tuple[int, date | None]:
    """The day that is written there, of a range its first, and where its words end."""
    given = date_at(plain, at)
    day = given.edtf.partition("/")[0] if given else ""
    whole = len(day) == _DAY_LONG and day[:4].isdigit()
    return given.end if given else at, date.fromisoformat(day) if whole else None
