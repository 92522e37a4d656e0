"""Passages: a stretch of clean text with the bodies that it names, and runs of names joined by commas."""

import re
from dataclasses import dataclass, replace

from kg.bodies import Mention, mentions
from kg.document import Clean
from kg.extract.faded import is_faded, names_in
from kg.extract.sentences import CAPITALS
from kg.text import flat

_JOINT = re.compile(
    r"(?:\s*\([^()]{0,160}\))?\s*(?:[,;]|,?\s*(?:va|cung voi|cung|voi|hoac|&))\s*(?:(?:dong thoi )?)",
    re.IGNORECASE,
)
# "các tỉnh: Hà Tĩnh, Quảng Trị": the places that a collective body is of.
_PLACE = rf"(?:[{CAPITALS}]\w*(?:[ -][{CAPITALS}]\w*){{1,3}}|Huế)"
_OF_PLACES = re.compile(rf"\s*:\s*{_PLACE}(?:(?:\s*,\s*(?:và\s+)?|\s+và\s+){_PLACE})*(?!\w)")
_HAS_PLACES = re.compile(r"(?:tinh|thanh pho|xa|phuong|dac khu|dia phuong)$")
# The head that the names of a list share: "các Bộ: Quốc phòng, Công an".
LEFT_OUT = re.compile(
    r"\s*(?:(?:bo truong|giam doc|thu truong|lanh dao|chanh thanh tra) )?(?:(?:cac|nhung) (?:bo|so)\s*:?"
    r"|(?:bo|so)\s*:)\s+(?!nganh|ban nganh)"
)
_TITLE = re.compile(
    r"(?:Các\s+)?(?:Bộ trưởng|Thủ trưởng|Chủ tịch|Giám đốc|Chánh|Người đứng đầu|Trưởng|Bí thư)", re.IGNORECASE
)
# Kinds that go on with a collective name whose list no one knows whole: "..., cá nhân, hộ gia đình".
_MORE_KINDS = re.compile(
    r"(?:(?:\s*,\s*(?:và\s+)?|\s+và\s+)(?:các\s+)?(?:cá nhân|tổ chức|đơn vị|cơ quan|doanh nghiệp|hộ gia đình"
    r"|hộ kinh doanh|hợp tác xã|người dân|cộng đồng dân cư|nhóm hộ))+(?:\s+(?:có\s+)?liên quan)?(?!\w)"
)
_OF_KINDS = re.compile(r"(?:to chuc|ca nhan|don vi|doanh nghiep|co quan|ho gia dinh|ho kinh doanh)$")
_ASIDE = re.compile(r"\s*\([^()]{0,200}\)")


@dataclass(frozen=True, slots=True)
class Named:
    """A body's name where it stands in the clean text, with the head that the writer left out."""

    start: int
    end: int
    name: str
    collective: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """A range of a clean text; `names` are the bodies in it, in order."""

    clean: Clean
    start: int
    end: int
    names: tuple[Named, ...]

    @property
    def text(self) -> str:
        """The words."""
        return self.clean.text[self.start : self.end]

    @property
    def flat(self) -> str:
        """The words in lower case without diacritics."""
        return self.clean.flat[self.start : self.end]

    def part(self, start: int, end: int) -> "Passage":
        """A part of it, with the names that stand in that part."""
        inside = tuple(one for one in self.names if start <= one.start and one.end <= end)
        return replace(self, start=start, end=end, names=inside)

    def run_at(self, at: int, *, slack: int = 2) -> tuple[Named, ...]:
        """The names that begin at an offset (or a few characters on) and go on in one list."""
        flat = self.clean.flat
        run: list[Named] = []
        head = LEFT_OUT.match(flat, at, self.end)
        if head and any(one.start == head.end() for one in self.names):
            at = head.end()
        for one in self.names:
            if not run and one.start > at + slack:
                break
            if run and not self._joined(run[-1].end, one.start):
                break
            if one.start >= at:
                run.append(one)
        return tuple(run)

    def _joined(self, end: int, start: int) -> bool:
        """Whether only a joint stands between two names, with the head that those behind it share."""
        flat = self.clean.flat
        joint = _JOINT.match(flat, end, start)
        if joint is None:
            return False
        return joint.end() == start or LEFT_OUT.fullmatch(flat, joint.end(), start) is not None

    def after(self, run: tuple[Named, ...]) -> int:
        """The offset behind a run of names and what stands in parentheses behind it."""
        aside = _ASIDE.match(self.clean.text, run[-1].end, self.end)
        return aside.end() if aside else run[-1].end


def passage(clean: Clean, start: int, end: int) -> Passage:
    """The passage between two offsets of a clean text."""
    text = clean.text[start:end]
    return Passage(
        clean, start, end, tuple(_faded(text, start) if is_faded(clean.text) else _named(text, start))
    )


def _faded(text: str, start: int) -> list[Named]:
    return [Named(begin + start, end + start, name, many) for begin, end, name, many in names_in(text)]


def _named(text: str, start: int) -> list[Named]:
    found: list[Named] = []
    for one in mentions(text):
        if found and one.start + start < found[-1].end:
            continue
        end = _with_places(text, one)
        name = text[one.start : end] if end > one.end else one.full
        found.append(Named(one.start + start, end + start, name, one.collective))
    return found


def _with_places(text: str, one: Mention) -> int:
    if not one.collective:
        return one.end
    plain = flat(one.name)
    places = _OF_PLACES.match(text, one.end) if _HAS_PLACES.search(plain) else None
    kinds = _MORE_KINDS.match(text, one.end) if _OF_KINDS.search(plain) else None
    return next((found.end() for found in (places, kinds) if found), one.end)


def together(passage_: Passage, run: tuple[Named, ...]) -> tuple[Named, ...]:
    """The bearers of one predicate: a list of collective bodies alone is one collective body.

    "Các sở, ban, ngành và UBND các xã, phường" names no body by itself; a semicolon parts even these, and
    heads named by their titles stay apart.
    """
    titled = sum(_TITLE.match(one.name) is not None for one in run)
    if len(run) < 2 or titled > 1 or not all(one.collective for one in run):
        return run
    first, last = run[0], run[-1]
    words = passage_.clean.text[first.start : last.end]
    return run if ";" in words or "(" in words else (Named(first.start, last.end, words, True),)
