"""Blocks: tasks given as lines of a key and a value: "Đơn vị chủ trì: ...", "Thời gian thực hiện: ..."."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from kg.bodies import listed
from kg.document import Block, Clean
from kg.extract.deadlines import deadline
from kg.extract.given import Bearer, Duty, distinct, due_of
from kg.extract.handing import handed
from kg.extract.owners import subject
from kg.extract.passages import Named, passage
from kg.extract.regions import ancestors
from kg.extract.roles import Role, lead_in, main_role
from kg.extract.sentences import clauses
from kg.text import flat as flattened

_WHO = (
    r"(?:(?:cac )?(?:co quan|don vi|bo phan|to chuc|ca nhan|cap)"
    r"(?:(?:,|/| va)? ?(?:co quan|don vi|ca nhan|to chuc))? )"
)
_DO = r"(?:thuc hien|trien khai|tham muu|xay dung|to chuc|chinh)"
_KEYS = {
    "lead": rf"{_WHO}?(?:duoc giao )?(?:chu tri|dau moi)(?:,? {_DO})*",
    "coordinate": rf"{_WHO}?phoi hop(?:,? {_DO})*",
    "implement": rf"(?:{_WHO}|phan cong )(?:trach nhiem )?(?:{_DO}(?:,? {_DO})*)|phan cong(?: nhiem vu"
    rf"| trach nhiem)?"
    rf"|trach nhiem (?:thuc hien|trien khai)|{_WHO}(?:chiu )?trach nhiem(?: thuc hien)?",
    "monitor": rf"{_WHO}(?:theo doi|giam sat|don doc|kiem tra)(?:,? (?:theo doi|giam sat|don doc|kiem tra))*",
    "task": r"(?:ten )?nhiem vu(?: cu the)?|noi dung(?: thuc hien| cong viec| nhiem vu| trien khai"
    r"| cong viec thuc hien)?"
    r"|cong viec(?: thuc hien)?",
    "due": r"(?:thoi gian|thoi han|tien do|lo trinh|moc thoi gian|thoi diem|thoi gian,? tien do|han)"
    r"(?:,? (?:thuc hien|hoan thanh|trien khai|trinh(?: phe duyet)?|ban hanh|bao cao|to chuc|du kien))*"
    r"|hoan thanh",
    "product": r"(?:yeu cau )?(?:san pham|ket qua|dau ra)(?:,? (?:du kien|dau ra|dat duoc|thuc hien"
    r"|can dat|hoan thanh|san pham))*",
}
_ROLES: dict[str, Role] = {
    "lead": "lead", "coordinate": "coordinate", "implement": "implement", "monitor": "monitor",
}  # fmt: skip
_KEY = re.compile(
    r"(?:(?<=^)|(?<=[;.(,\[])\s*|(?<=\s)[-+]\s*)(?:"
    + "|".join(f"(?P<{kind}>{words})" for kind, words in _KEYS.items())
    + r")\s*:\s*"
)
_PROCEDURE = re.compile(
    r"\W*(?:[a-z0-9.]{1,4}[.)] )?(?:trinh tu|cach thuc|thanh phan|so luong ho so|doi tuong|phi|le phi"
    r"|can cu phap ly|ten mau don"
    r"|yeu cau, dieu kien|co quan tiep nhan|thoi han giai quyet)(?: |:)"
)
_LONGEST_NAME = 18
# How far from its lines a task's siblings tell whether they are of a procedure.
_NEAR = 40


@dataclass(frozen=True, slots=True)
class Entry:
    """A key, where it begins, and the range of its value in the clean text."""

    kind: str
    key: int
    start: int
    end: int

    @property
    def said_at(self) -> tuple[int, int]:
        """The range of key and value."""
        return self.key, self.end


@dataclass(slots=True)
class Group:
    """The entries of one task, the block that stands for its words, and the blocks that they take up."""

    anchor: int
    members: list[int] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    open_kind: str | None = None


@dataclass(frozen=True, slots=True)
class Keyed:
    """The duties given by keys and values, and the blocks that are thereby read."""

    duties: tuple[Duty, ...]
    taken: frozenset[int]


def entries(clean: Clean, start: int, end: int) -> list[Entry]:
    """The keys in a range with their values, each up to the next key."""
    plain = clean.flat[start:end]
    if ":" not in plain:
        return []
    found = list(_KEY.finditer(plain))
    ends = [*(one.start() for one in found[1:]), len(plain)][: len(found)]
    return [
        _entry(
            clean,
            one.lastgroup or "",
            (start + one.start(one.lastgroup or 0), start + one.end()),
            start + stop,
        )
        for one, stop in zip(found, ends, strict=True)
    ]


def _entry(clean: Clean, kind: str, begins: tuple[int, int], end: int) -> Entry:
    key, start = begins
    words = clean.text[start:end].rstrip(" ;.,(-+")
    if words.endswith(")") and words.count(")") > words.count("("):
        words = words[:-1]
    return Entry(kind, key, start, start + len(words))


def keyed(clean: Clean, blocks: Sequence[Block], skipped: frozenset[int], year: int | None) -> Keyed:
    """The tasks that blocks of keys and values state; `skipped` blocks are not read."""
    grouping = _Grouping(clean)
    for index in range(len(blocks)):
        if index not in skipped:
            grouping.add(index, blocks)
    stated = [group for group in grouping.groups if _states_a_task(group, clean, blocks)]
    found = [_duty(clean, blocks, group, year) for group in stated]
    for one in tuple(found):
        below = handed(passage(clean, one.start, one.end), one.block, year)
        found += (more if more.due else replace(more, due=one.due, due_at=one.due_at) for more in below)
    taken = {index for group in stated for index in (*group.members, group.anchor)}
    for index, block in enumerate(blocks):
        if index not in skipped and index not in grouping.lines and (inline := _inline(clean, block, year)):
            found.append(inline)
            taken.add(index)
    return Keyed(tuple(found), frozenset(taken))


class _Grouping:
    """Lines of keys by the task that they are of: an item above or before them, else the heading."""

    def __init__(self, clean: Clean) -> None:
        self._clean = clean
        self._open: dict[tuple[int, int], Group] = {}
        self._last_child: dict[int, int] = {}
        self.lines: dict[int, Group] = {}
        self.groups: list[Group] = []

    def add(self, index: int, blocks: Sequence[Block]) -> None:
        """Take in the next block: a line of keys, words below one, or something else."""
        block = blocks[index]
        plain = self._clean.flat[block.words : block.end]
        said = entries(self._clean, block.words, block.end) if _KEY.match(plain) else []
        if said:
            anchor = next((one for one in ancestors(blocks, index) if one not in self.lines), -1)
            self._said(index, anchor, said)
        elif block.parent in self.lines:
            group = self.lines[index] = self.lines[block.parent]
            group.members.append(index)
            if group.open_kind:
                group.entries.append(
                    _entry(self._clean, group.open_kind, (group.entries[-1].key, block.words), block.end)
                )
        else:
            self._last_child[block.parent] = index

    def _said(self, index: int, anchor: int, said: list[Entry]) -> None:
        key = (anchor, self._last_child.get(anchor, -1))
        group = self._open.get(key)
        if group is None or (said[0].kind == "task" and any(one.kind == "task" for one in group.entries)):
            group = self._open[key] = Group(max(key))
            self.groups.append(group)
        group.members.append(index)
        group.entries += said
        group.open_kind = None if said[-1].end > said[-1].start else said[-1].kind
        self.lines[index] = group


def _states_a_task(group: Group, clean: Clean, blocks: Sequence[Block]) -> bool:
    kinds = {one.kind for one in group.entries if one.end > one.start}
    if "lead" in kinds:
        return True
    near = range(max(group.anchor, group.members[0] - _NEAR, 0), min(group.members[-1] + _NEAR, len(blocks)))
    siblings = (blocks[index] for index in near if blocks[index].parent == group.anchor)
    procedure = any(_PROCEDURE.match(clean.flat, block.words) for block in siblings)
    return not procedure and bool(
        ("implement" in kinds and kinds & {"task", "due", "coordinate"}) or {"task", "coordinate"} <= kinds
    )


def _duty(clean: Clean, blocks: Sequence[Block], group: Group, year: int | None) -> Duty:
    values = [one for one in group.entries if one.end > one.start]
    words = [(one.start, one.end) for one in values if one.kind == "task"]
    home = blocks[group.anchor if group.anchor >= 0 else group.members[0]]
    span = (words[0][0], words[-1][1]) if words else (home.words, home.end)
    return _stated(clean, (span, home), values, year)


def _stated(
    clean: Clean, place: tuple[tuple[int, int], Block], values: list[Entry], year: int | None
) -> Duty:
    span, home = place
    when = next((one for one in values if one.kind == "due"), None)
    what = next((one for one in values if one.kind == "product"), None)
    bearers = [bearer for one in values if one.kind in _ROLES for bearer in _bearers(clean, one)]
    return Duty(
        *span, home, distinct(bearers),
        due_of(deadline(clean.text[when.start : when.end], year)) if when else None,
        clean.text[what.start : what.end] if what else None,
        when.said_at if when else None,
        what.said_at if what else None,
    )  # fmt: skip


def _inline(clean: Clean, block: Block, year: int | None) -> Duty | None:
    """Keys in parentheses or behind the words of the task: "... (Chủ trì: Sở A; thời gian: quý I/2026)"."""
    values = [one for one in entries(clean, block.words, block.end) if one.end > one.start]
    if not {"lead", "implement"} & {one.kind for one in values}:
        return None
    found = _KEY.search(clean.flat[block.words : block.end])
    end = block.words + found.start() if found else block.end
    words = clean.text[block.words : end].rstrip(" (;[-+")
    if len(words.split()) < 3:
        return None
    duty = _stated(clean, ((block.words, block.words + len(words)), block), values, year)
    return duty if duty.bearers else None


def _bearers(clean: Clean, entry: Entry) -> Iterator[Bearer]:
    """The bodies of a value, each in its key's role, or in that which the words behind it give it."""
    role = _ROLES[entry.kind]
    for start, end in clauses(clean.text, entry.start, entry.end):
        piece = passage(clean, start, end)
        owned = subject(piece)
        if owned:
            rest = clean.flat[owned.at : end].lstrip(" ,")
            said = "lead" if lead_in(rest) else "coordinate" if main_role(rest) == "coordinate" else role
            yield from (Bearer(body, said) for body in owned.bodies)
        elif role == "implement" and piece.names:
            yield from (Bearer(body, role) for body in piece.names)
        else:
            yield from _listed(clean, start, end, role)


def _listed(clean: Clean, start: int, end: int, role: Role) -> Iterator[Bearer]:
    for one in listed(clean.text[start:end]):
        name, said = one.full, role
        aside = re.search(r"\s*\(([^()]*)\)$", name)
        if aside and (given := re.match(r"chu tri|phoi hop", flattened(aside[1]))):
            name, said = name[: aside.start()], "lead" if given[0] == "chu tri" else "coordinate"
        if len(name.split()) <= _LONGEST_NAME:
            yield Bearer(Named(start + one.start, start + one.end, name, one.collective), said)
