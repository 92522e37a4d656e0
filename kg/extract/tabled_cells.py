"""Cells: the bodies that a cell names and the role of each, and cells that repeat the one above."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from kg.bodies import listed, mentions
from kg.document import Cell, Clean
from kg.text import flat

_SAME = re.compile(r"\W*(?:nt|nhu tren|n\Wt)\W*|\s*-?\s*(?:[\"“”″〃]|''|\u00b4\u00b4|//)\s*-?\s*")
_BREAK = re.compile(r"<br ?/?>")
_LABELS = re.compile(
    r"(?:(?:co quan|don vi)\s+)?(?P<lead>chu tri)(?:\s+(?:thuc hien|tham muu))?\s*:"
    r"|(?:(?:co quan|don vi)\s+)?(?P<coordinate>phoi hop)(?:\s+(?:thuc hien|voi))?\s*:"
    r"|(?:(?:co quan|don vi)\s+)?(?P<implement>thuc hien)\s*:"
)
_ROLE_BEFORE = re.compile(r"(chu tri|phoi hop)(?:,? phoi hop)?(?: voi| cung)?\s+(?=[a-z])")
_ROLE_BEHIND = re.compile(r"\s*\(?(chu tri|phoi hop)(?: thuc hien)?\)?$")
_ROLE_SAID = {"chu tri": "lead", "phoi hop": "coordinate"}
# The share of a body, behind its name: Sở A: rà soát sổ; các sở về phần việc của mình.
_HEAD = (
    r"(?:các |những )?(?:bộ|sở|ban|ngành|địa phương|cơ quan|đơn vị|tổ chức|doanh nghiệp|tỉnh|thành|hội|xã"
    r"|phường|huyện|cấp|viện|trường|trung tâm|tập đoàn|tổng công ty|đoàn|hiệp hội|nhà|chính quyền|đặc khu"
    r"|cá nhân|hộ|phòng|chi cục|cục|vụ|công an|khoa|đối tác|chuyên gia)(?!\w)"
)
_SHARE = re.compile(
    rf"(?:(?<=[\w)]):|(?<=\w) (?:với|về|đối với|trong việc))\s+(?!{_HEAD})(?=[a-zà-ỹđ])[^;\n]*"
)
_PARTED = re.compile(r"[;,:(]$|(?:^|\s)(?:và|với|của|thuộc|các|cùng|hoặc|tại)$", re.IGNORECASE)
_PERSON = re.compile(r"(?:ong|ba|d/c|dong chi|cac ong|cac dong chi)\s")
_NO_NAME = re.compile(r"[\W\d]*")
_LONGEST = 200
_ITEM = re.compile(r"\s*(?:[-+•]\s*|[0-9]{1,2}(?:\.[0-9]{1,2})*[.)]\s+|[a-zđ]\)\s+)?")


@dataclass(frozen=True, slots=True)
class Said:
    """What a cell says, and where: words of the cell above where it only repeats them."""

    words: str
    cell: Cell
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """A body in a cell: its name, its role, its range in the clean text."""

    name: str
    role: str
    start: int
    end: int


def repeats(words: str) -> bool:
    """Whether a cell stands for the one above: "nt", "như trên", a ditto mark.

    >>> repeats("-nt-"), repeats("″"), repeats("Sở Nội vụ"), repeats("-")
    (True, True, False, False)
    """
    return bool(_SAME.fullmatch(flat(words)))


def evened(words: str) -> str:
    r"""Words of a cell of the same length, without marks of tables: breaks as such, `\|` as a slash.

    >>> evened("Sở A<br>Sở B")
    'Sở A\n   Sở B'
    """
    return _BREAK.sub(lambda found: "\n".ljust(len(found[0])), words).replace("\\|", " /")


def broken(clean: Clean, said: Said) -> str:
    """Words of a cell with the breaks that its lines have in the text as decoded."""
    cell = said.cell
    if said.repeated or cell.end - cell.start != len(said.words):
        return evened(said.words)
    places = range(cell.start, cell.end)
    letters = zip(said.words, places, strict=True)
    lines = ("\n" if one == " " and clean.raw[clean.raw_offset(at)] == "\n" else one for one, at in letters)
    return evened("".join(lines))


def spaced(words: str) -> str:
    """Words of a cell as one line."""
    return " ".join(evened(words).split())


def item_start(words: str) -> int:
    """Where the words of a cell begin behind a dash or number of their own."""
    found = _ITEM.match(words)
    return found.end() if found and found.end() < len(words) else 0


def named(clean: Clean, said: Said, role: str) -> Iterator[Named]:
    """The bodies of a cell in a column of a role; labels within the cell (`Chủ trì: ...`) have their own."""
    words = _lined(clean, said)
    for start, end, own in _parts(words, role):
        part = _SHARE.sub(lambda found: "".ljust(len(found[0])), words[start:end])
        for at, mention in enumerate(listed(part)):
            shown = ("coordinate" if at else "lead") if own == "both" else own
            before, name, role_said = _said_within(mention.full)
            if mention.head is None and role_said:
                shown, own = role_said, role_said if before or not name else own
            if len(name) > _LONGEST or _PERSON.match(flat(name)) or _NO_NAME.fullmatch(name):
                continue
            first = start + mention.start + before
            last = first + len(name) if role_said else start + mention.end
            yield Named(" ".join(name.split()), shown, *_place(said, first, last))


def _said_within(name: str) -> tuple[int, str, str | None]:
    """A role said with a name (`Sở A chủ trì`, `phối hợp với Sở B`): where the name begins, and the role."""
    plain = flat(name)
    if lead := _ROLE_BEFORE.match(plain):
        return lead.end(), name[lead.end() :], _ROLE_SAID[lead[1]]
    if behind := _ROLE_BEHIND.search(plain):
        return 0, name[: behind.start()], _ROLE_SAID[behind[1]]
    return 0, name, None


def _lined(clean: Clean, said: Said) -> str:
    """Words of a cell, parted where a line ends with one body and the next begins with another."""
    words = evened(said.words)
    at, end = clean.raw_span(said.cell.start, said.cell.end)
    if said.repeated or said.cell.end - said.cell.start != len(words) or "\n" not in clean.raw[at:end]:
        return words
    found = mentions(words)
    for one, two in pairwise(found):
        between = words[one.end : two.start]
        if between == " " and clean.raw[clean.raw_offset(said.cell.start + one.end)] == "\n":
            words = (
                f"{words[: one.end]};{words[two.start :]}" if not _PARTED.search(words[: one.end]) else words
            )
    return words


def _parts(words: str, role: str) -> Iterator[tuple[int, int, str]]:
    found = list(_LABELS.finditer(flat(words)))
    if not found:
        yield 0, len(words), role
        return
    if words[: found[0].start()].strip(" -+•\n"):
        yield 0, found[0].start(), role
    ends = [*(label.start() for label in found[1:]), len(words)]
    for label, end in zip(found, ends, strict=True):
        yield label.end(), end, label.lastgroup or role


def _place(said: Said, start: int, end: int) -> tuple[int, int]:
    if said.repeated:
        return said.cell.start, said.cell.end
    return said.cell.start + start, said.cell.start + end


def words_of(clean: Clean, cell: Cell) -> str:
    """The words of a cell as they stand in the clean text."""
    return clean.text[cell.start : cell.end]
