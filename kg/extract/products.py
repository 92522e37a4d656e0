r"""Products: what a task is to bring about, thing by thing, where its words name several.

They are parted as writers part them: items behind dashes or numbers, lines, semicolons.

>>> products("- Đề án in sổ tay; tờ trình.\n- Báo cáo giai đoạn\n2026 - 2030.")
('Đề án in sổ tay', 'tờ trình', 'Báo cáo giai đoạn 2026 - 2030')
"""

import re
from collections.abc import Iterator

from kg.extract.heading_types import TYPE_WORDS
from kg.extract.sentences import clauses
from kg.extract.tails import belongs_only
from kg.extract.things import is_thing
from kg.text import flat

_LINE = re.compile(r"\s*(?:<br ?/?>|\n)\s*")
_MARK = re.compile(r"\s*(?:[-+•*]|[0-9]{1,2}[.)]|[a-zđ]\))\s+(?=\S)")
# Within a line an item begins only behind the end of another: 2026 - 2030 are no two.
_ITEM = re.compile(r"(?<=[.;])\s+(?=[-+•]\s+\S)")
_DOCUMENT = re.compile(rf"(?:du thao )?(?:{TYPE_WORDS}|to trinh|van ban|quy hoach)(?![a-z])")
# A line that ends so goes on in the next: in the name of what is issued, or of whose it is.
_OPEN = re.compile(
    r"(?:[,:(/-]|(?<![a-z])(?:ban hanh|phe duyet|thuc hien|trien khai|sua doi|bo sung|thay the|cong bo"
    r"|huong dan|xay dung|tong ket|ve|cua|va|cho|theo|tai|kem|voi|cac|nhung|du thao|trinh|hoac|trong))$"
)
_FEWEST_WORDS = 2
# How many of an item's last lines tell whether it is whole: each has a word at least.
_TELLING = _FEWEST_WORDS + 1
# What is said of the thing before, or of somebody, and names no other.
_SAID_OF_IT = re.compile(
    r"\W*(?:trong do|dong thoi|rieng|neu|nhung|cu the)(?![a-z])"
    r"|[^,;:]{0,60}? (?:chiu|co) trach nhiem(?![a-z])"
)


def products(words: str) -> tuple[str, ...]:
    """The things that words of a product name, in order; line breaks are those of the text, or `<br>`."""
    pieces = (piece for item in _items(words) for piece in _parted(item))
    bare = (" ".join(_unmarked(piece).split()).strip(" -+•*.;") for piece in pieces)
    return tuple(one for one in bare if one)


def _items(words: str) -> Iterator[str]:
    """The lines, or the items behind marks, each with the lines that go on with it."""
    marked = _MARK.match(words) is not None
    item: list[str] = []
    for line in _LINE.split(words.strip()):
        if item and not _begins(item, line, marked=marked):
            item.append(line)
            continue
        if item:
            yield " ".join(item)
        item = [*filter(None, (_unmarked(line),))]
    yield " ".join(item)


def _unmarked(item: str) -> str:
    found = _MARK.match(item)
    return item[found.end() :] if found else item


def _begins(item: list[str], line: str, *, marked: bool) -> bool:
    """Whether a line names another thing than an item's lines: nothing is parted that may be one name."""
    if marked:
        return _MARK.match(line) is not None
    before = " ".join(item[-_TELLING:]).strip()
    if _says_more(line) or _OPEN.search(flat(before)):
        return False
    if before[-1:] in ".;":
        return True
    whole = len(before.split()) > _FEWEST_WORDS or _DOCUMENT.fullmatch(flat(before)) is not None
    return whole and line[:1].isupper() and (is_thing(line) or _DOCUMENT.match(flat(line)) is not None)


def _parted(item: str) -> Iterator[str]:
    """The parts of an item between semicolons, but for those that only say more of the one before."""
    piece = ""
    for line in _ITEM.split(item):
        for start, end in clauses(line, 0, len(line)):
            part = line[start:end]
            if piece and not _says_more(part):
                yield piece
                piece = part
            else:
                piece = f"{piece}; {part}" if piece else part
    yield piece


def _says_more(part: str) -> bool:
    plain = flat(part)
    return _SAID_OF_IT.match(plain) is not None or belongs_only(plain)
