"""The end of a document: who signed and in what capacity, and who receives it.

Capacity lines follow Decree 30/2020/NĐ-CP, annex I, part II, point 7: TM. (on behalf of), KT. (for), TL. (by
order of), TUQ. (by authority of), Q. (acting); the Party writes T/M, K/T, T/L.
"""

import re
from dataclasses import dataclass

from kg.document import Block, Clean
from kg.extract.reading import Signer
from kg.text import flat, in_words

_TO = re.compile(r"(?:^|(?<=[\n|]))\W*n[o0]i nh[aâ]n\s*:?")
_KINH_GUI = re.compile(r"(?:^|(?<=[\n|]))\W*kinh g[uưi][a-z]{0,3}\s*:")
_BY = re.compile(r"(?:t/?m|k/?t|t/?l|tuq|t/?uq|q|tun)\s?[./]\s?(?=[a-z]|$)|(?:t/m|k/t|t/l|t/uq)\s")
_TITLE = re.compile(
    r"(?:pho |quyen |thuong truc )*(?:chu tich|bo truong|thu truong|thu tuong|giam doc|tong giam doc"
    r"|cuc truong|tong cuc truong"
    r"|chi cuc truong|truong ban|vu truong|vien truong|hieu truong|chanh van phong|chanh thanh tra"
    r"|chanh an|tong thanh tra"
    r"|thong doc|bi thu|tong bi thu|chu nhiem|tong kiem toan|truong phong|truong doan|thu truong"
    r"|tong bien tap|tu lenh"
    r"|uy vien|dai tuong|thuong tuong|trung tuong|thieu tuong|dai ta|truong thue|chi huy truong|pho truong)"
)
_DEGREE = re.compile(r"(?:(?:Đại|Thượng|Trung|Thiếu) (?:tướng|tá) |(?:GS|PGS|TSKH|TS|ThS|BS|KS)\.?\s*)+")
_CELL = re.compile(r"\s*(?:<br>|\|)\s*")
# Recipients of one line stand behind hyphens; "Vụ Pháp chế - Bộ Tài chính" is one of them.
_BETWEEN = re.compile(r"<br>|(?<=[;,.)])\s*[-–]\s|\s\|\s")
_SPACE = re.compile(r"\s+")
# Where one capacity ends and the next begins, and where a person's degree begins, on a line that holds both.
_NEXT_BY = re.compile(r"(?:t/?m|k/?t|t/?l|t/?uq)\s?\.|(?:t/m|k/t|t/l|t/uq)\s")
_GRADED = re.compile(r"(?:GS|PGS|TSKH|TS|ThS|BS|KS)\.")
# Behind these a title is part of what it is of: "KT. BỘ TRƯỞNG", "TM. BAN BÍ THƯ", "QUYỀN GIÁM ĐỐC".
_NO_END = re.compile(r"(?:[./]|(?<![a-z])(?:ban|pho|quyen|truc|k/?t|t/?[ml]|t/?uq|q|tun))$")
# Characters of the longest word that ends no capacity, and of any word.
_SHORT_WORD, _LONG_WORD = 8, 40
_IN_A_NAME = "'\u2019-"
_REACH = 90
_SENTENCE = 200
_CAPACITIES = 6
_ENDS = " ;,.:/"
_STYLES = {"text", "dash", "cell", "bullet", "plus"}


@dataclass(frozen=True, slots=True)
class Listed:
    """The names in a list of recipients, and the range of the clean text from its label to the last one."""

    names: tuple[str, ...]
    start: int
    end: int


def recipients(clean: Clean, blocks: tuple[Block, ...], first: int) -> tuple[Listed, ...]:
    """Whom the document is addressed to (Kính gửi) and sent to (Nơi nhận), from the paragraph `first` on."""
    addressed = _index(clean, blocks, _KINH_GUI, (first, first + 40))
    sent = _index(clean, blocks, _TO, (first, len(blocks)))
    opened = ((addressed, _KINH_GUI), (sent, _TO))
    return tuple(_listed(clean, blocks, at, label) for at, label in opened if at is not None)


def closing_index(clean: Clean, blocks: tuple[Block, ...]) -> int | None:
    """Which paragraph opens the list of those whom the document is sent to (Nơi nhận), with its borders."""
    sent = _index(clean, blocks, _TO, (0, len(blocks)))
    while sent and blocks[sent - 1].style == "bar":
        sent -= 1
    return sent


def _index(
    clean: Clean, blocks: tuple[Block, ...], pattern: re.Pattern[str], within: tuple[int, int]
) -> int | None:
    for index in range(within[0], min(within[1], len(blocks))):
        if pattern.match(clean.flat, blocks[index].start, blocks[index].end):
            return index
    return None


def _listed(clean: Clean, blocks: tuple[Block, ...], index: int, label: re.Pattern[str]) -> Listed:
    start, end = blocks[index].start, blocks[index].end
    found = label.match(clean.flat, start)
    begin = found.end() if found else start
    if blocks[index].style == "cell":
        cell = clean.text[begin:end].partition(" |")[0]
        return Listed(_trimmed(_BETWEEN.split(cell)), start, begin + len(cell))
    head = _first_lines(clean, begin, end)
    items = [head] if head.strip(_ENDS + "-|*") else []
    last = _end_of(clean, head, begin, end)
    for block in blocks[index + 1 : index + _REACH]:
        text = clean.text[block.start : block.end]
        if block.style == "bar":
            if items:
                break
            continue
        if _is_capacity(clean, block) or _closes(text, items, block, addressed=label is _KINH_GUI):
            break
        items.append(text)
        last = block.end
    return Listed(_trimmed([part for item in items for part in _BETWEEN.split(item)]), start, last)


def _end_of(clean: Clean, head: str, begin: int, end: int) -> int:
    """Where the words behind a label end that are of the list; the first line's end where it has none."""
    found = in_words(head).search(clean.text, begin, end)
    return found.end() if found else begin


def _trimmed(names: list[str]) -> tuple[str, ...]:
    return tuple(name for one in names if (name := one.strip(_ENDS + "-–|*+• ")))


def _first_lines(clean: Clean, start: int, end: int) -> str:
    """What stands behind a label, without the lines of the text that follow it."""
    if start >= end or not clean.text[start:end].strip():
        return ""
    lines = _printed(clean, start, end)
    kept = lines[:1]
    for line in lines[1:]:
        if line.lstrip()[:1].isupper() and not kept[-1].rstrip().endswith((",", ";", "và", "-")):
            break
        kept.append(line)
    return " ".join(kept)


def _closes(text: str, items: list[str], block: Block, *, addressed: bool) -> bool:
    """Whether a paragraph stands behind the list: a sentence, a heading or a signature."""
    if block.style not in _STYLES:
        return True
    if not items or block.style != "text":
        return False
    return addressed or len(text) > _SENTENCE or _luu(items[-1]) or text.isupper()


def _luu(text: str) -> bool:
    return bool(re.match(r"\W*lưu\b", text.lower()))


def _is_capacity(clean: Clean, block: Block) -> bool:
    """Whether a paragraph begins with a capacity line; in a row of a table or in capitals any line may."""
    text = clean.text[block.start : block.end]
    if block.style == "cell" or (len(text) < _SENTENCE and text.isupper()):
        return any(_capacity(line) for line in _signature_lines(clean, (block,)))
    plain = clean.flat[block.start : block.start + 60].lstrip(" *|")
    if not (_BY.match(plain) or _TITLE.match(plain)):
        return False
    return _capacity(next(iter(_signature_lines(clean, (block,))), ""))


def _capacity(line: str) -> bool:
    plain = flat(line)
    letters = [c for c in line if c.isalpha()]
    upper = sum(c.isupper() for c in letters) > 0.8 * len(letters) if letters else False
    return upper and bool(_BY.match(plain) or _TITLE.match(plain)) and len(line) < _SENTENCE


def signer(clean: Clean, blocks: tuple[Block, ...], first: int) -> tuple[Signer, int] | None:
    """Who signed, from the paragraph `first` on: the first capacity with a name behind it, or None.

    Beside it stands which paragraph it begins in.
    """
    sent = _index(clean, blocks, _TO, (first, len(blocks)))
    begins = [sent] if sent is not None else []
    for begin in (*begins, first):
        for index in range(begin, min(len(blocks), begin + _REACH) if begin in begins else len(blocks)):
            if _is_capacity(clean, blocks[index]) and (found := _signed(clean, blocks, index)):
                return found, index
    return None


def _signed(clean: Clean, blocks: tuple[Block, ...], index: int) -> Signer | None:
    """The capacity lines from `index` on and the name under them, which may be broken over two lines."""
    lines = _signature_lines(clean, blocks[index : index + 12])
    lines = lines[next(at for at, line in enumerate(lines) if _capacity(line)) :]
    capacity: list[str] = []
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        if capacity and (name := _name(line, following)):
            return Signer(_DEGREE.sub("", name, count=1), ", ".join(capacity))
        if not line.isupper() or len(capacity) > _CAPACITIES:
            break
        if capacity and (capacity[-1].endswith(".") or not _capacity(line)):
            capacity[-1] += f" {line}"
        else:
            capacity += _parted(capacity.pop() if capacity else "", line)
    return None


def _parted(before: str, line: str) -> list[str]:
    """Two lines of capacities, "PHÓ" moved from the end of one to the title below that it is of."""
    if before.endswith(" PHÓ") and not line.startswith("PHÓ"):
        before, line = before.removesuffix(" PHÓ"), f"PHÓ {line}"
    return [before, line] if before else [line]


def _name(line: str, following: str) -> str | None:
    """The name on a line, with its last word where the next line has that alone; None where none is there."""
    whole = f"{line} {following}".strip()
    goes_on = not _is_name(line) or (len(line.split()) == 2 and len(following.split()) == 1)
    return next((one for one in (whole, line) if (goes_on or one == line) and _is_name(one)), None)


def _is_name(line: str) -> bool:
    """Whether a line is a person's name: two to six words, each with its capital alone."""
    words = _DEGREE.sub("", line, count=1).split()
    return (
        2 <= len(words) <= 6
        and not line.isupper()
        and all(
            word[0].isupper() and _letters(word).isalpha() and (len(word) == 1 or not word.isupper())
            for word in words
        )
    )


def _letters(word: str) -> str:
    return word.translate(dict.fromkeys(map(ord, _IN_A_NAME)))


def _signature_lines(clean: Clean, blocks: tuple[Block, ...]) -> list[str]:
    """The lines of the paragraphs, remarks in brackets, marks of a seal and lone letters left out."""
    lines = [line for block in blocks for line in _printed(clean, block.start, block.end)]
    bare = (" ".join(re.sub(r"\([^()]*\)|\[[^\[\]]*\]", "", line).split()) for line in lines)
    trimmed = (part.strip(" |*,;:-_") for line in bare for part in _apart(line))
    return [line for line in trimmed if sum(c.isalpha() for c in line) > 1]


def _apart(line: str) -> list[str]:
    """The capacities and the name that one line holds: "KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC Trần Văn Mẫu"."""
    plain = flat(line)
    cuts = [one.start() for one in _SPACE.finditer(line) if _parts_at(line, plain, one)]
    return [line[one:two] for one, two in zip([0, *cuts], [*cuts, len(line)], strict=True)]


def _parts_at(line: str, plain: str, space: re.Match[str]) -> bool:
    """Whether a capacity ends here: another begins in its capitals, or a name stands behind them."""
    before = line[max(0, space.start() - _LONG_WORD) : space.start()].rpartition(" ")[2]
    after = line[space.end() : space.end() + _LONG_WORD].partition(" ")[0]
    if not before.isupper():
        return False
    if not after.isupper():
        return sum(map(str.isalpha, before)) > 1 and after[:1].isupper()
    word = plain[max(0, space.start() - _SHORT_WORD) : space.start()]
    title = _TITLE.match(plain, space.end()) and not _NO_END.search(word)
    return bool(title or _NEXT_BY.match(plain, space.end()) or _GRADED.match(line, space.end()))


def _printed(clean: Clean, start: int, end: int) -> list[str]:
    """A range's lines as the raw text breaks them."""
    begin, finish = clean.raw_span(start, end)
    cuts = [clean.offset(begin + at) for at, c in enumerate(clean.raw[begin:finish]) if c == "\n"]
    lines = [clean.text[one:two] for one, two in zip([start, *cuts], [*cuts, end], strict=True)]
    return [part for line in lines for part in _CELL.split(line)]
