"""Addressing: the bodies that a document is sent to, and the names in its list that mean no body known."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from kg.bodies import Resolved, unit_named
from kg.drafting.receiving import received
from kg.drafting.setting import Setting
from kg.extract.reading import Finding
from kg.text import composed, fold, in_words

# Letters that nothing explains, and those that in a list of recipients mean a room: "TTTT", "KGVX".
_LETTERS = re.compile(r"(?<!\w)[A-ZĐ]{2,}(?!\w)")
_ROOM = re.compile(r"(?!VP|UBND|HĐND|UBMT)[A-ZĐ&]{2,3}TT|(?:CT|TH|TT|NC|VX|KT|PL|XD|CN|NN|NV|TP)")
# What is looked for among no bodies: rooms by their letters, pages on the network, offices of no named body.
_NONE = re.compile(
    r"[A-ZĐ0-9&.-]{1,8}|(?:Trang|Cổng|Website|Công báo|Phòng|Các [Pp]hòng|TTĐT)(?!\w).*"
    r"|(?:các )?(?:Chánh|Phó Chánh|Lãnh đạo) Văn phòng|(?:các )?(?:Phó )?Chủ tịch|các CV|Lãnh đạo(?: Bộ)?"
    r"|Bộ trưởng|(?:Các )?Thứ trưởng",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\s*\([^()]*\)?")
# Names told in one doubt, and characters of each.
_MOST, _LONGEST = 12, 80


@dataclass(frozen=True, slots=True)
class Addressed:
    """Those whom a document is sent to, each once, and the names of its list that mean no body known."""

    bodies: tuple[Resolved, ...]
    unknown: tuple[str, ...]


def addressed(here: Setting, lines: tuple[str, ...]) -> Addressed:
    """The recipients in the lines of a list that are bodies known or composed, and what else it names."""
    found: dict[str, Resolved] = {}
    unknown: list[str] = []
    for line in lines:
        names = [name for name in received(line) if fold(name)]
        meant = {name: one for name in names if (one := _meant(here, name))}
        found |= {one.body.id: one for one in meant.values()}
        left = [name for name in names if name not in meant and not _NONE.fullmatch(_bare(name))]
        # What was taken apart in vain is told as printed.
        unknown += [line] if left and not meant and len(names) > 1 else left
    told = dict.fromkeys(name for name in map(_bare, unknown) if fold(name))
    return Addressed(tuple(found.values()), tuple(told))


def _bare(name: str) -> str:
    return _ASIDE.sub("", name).strip(" ,;.")


def _meant(here: Setting, name: str) -> Resolved | None:
    """The body that a name means, where it is certain enough: no rooms that letters stand for."""
    one = None if _ROOM.fullmatch(name) else here.body(name)
    if one is None:
        return None
    if one.standing == "new":
        return one if unit_named(one.body.name.vi) else None
    return one if one.standing == "known" or not _LETTERS.search(one.body.name.vi) else None


def doubted(here: Setting, unknown: tuple[str, ...], shown: Sequence[tuple[int, int]]) -> Iterator[Finding]:
    """One doubt for all recipients that stand for no body that is known, where they stand in the text.

    `shown` are the places of the document's head, the lists of recipients among them.
    """
    if not unknown:
        return
    told = [name if len(name) <= _LONGEST else f"{name[:_LONGEST]}…" for name in unknown[:_MOST]]
    names = "; ".join(told) + ("; …" if len(unknown) > _MOST else "")
    ends = (unknown[0], unknown[-1])
    places = sorted(chain.from_iterable(_places(here.text, name, shown) for name in ends))
    start, end = (places[0], places[-1]) if places else (0, 0)
    yield Finding(
        "recipients",
        f"these recipients stand for no body that is known, so 'sent_to' is without them: {names}; "
        "add those that are bodies",
        f"nơi nhận chưa ứng với cơ quan nào đã biết nên 'sent_to' không có: {names}; "
        "nơi nào là cơ quan thì bổ sung",
        start,
        end,
    )


def _places(text: str, name: str, within: Iterable[tuple[int, int]]) -> Iterator[int]:
    """Where a name stands last within some places of a text, from its first letter to behind its last."""
    words = in_words(name)
    for start, end in sorted(within, reverse=True):
        even = composed(text[start:end])
        found = max(words.finditer(even.text), key=re.Match.start, default=None)
        if found:
            yield start + even.offsets[found.start()]
            yield start + even.offsets[found.end() - 1] + 1
            return
