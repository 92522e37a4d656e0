"""Headings: what kind of statement a section is by its heading's words, and where the heading ends."""

import re
from collections import Counter

from kg.extract.reading import Reading, Section
from kg.records.kinds import StatementKind
from kg.text import fold, fold_with_offsets

_KINDS: tuple[tuple[StatementKind, re.Pattern[str]], ...] = (
    ("Purpose", re.compile(r"(?:muc dich|yeu cau|y nghia)\b")),
    (
        "Context",
        re.compile(
            r"(?:boi canh|thuc trang|tinh hinh|su can thiet|danh gia|ket qua|dac diem|han che|ton tai"
            r"|nguyen nhan|khai quat|dat van de|co so (?:phap ly|thuc tien|chinh tri))\b"
        ),
    ),
)
_SLACK = 40
_PARTED = ("Purpose", "Context")
_ARTICLE = re.compile(r"dieu\b")
_OF_DUTIES = re.compile(r"\b(?:trach nhiem|to chuc thuc hien|nhiem vu|thi hanh|nghia vu|giao)\b")
# What share of an article's words duties must be for it to be a group of tasks.
_MOST = 0.5


def kind_of_section(heading: str, above: StatementKind | None, *, grouped: bool) -> StatementKind:
    """The kind of a section: a group where it holds tasks, else by its heading's first words.

    What a purpose or a context is parted into is of its kind; `above` is the kind of what a section lies in.
    """
    if grouped:
        return "TaskGroup"
    key = fold(heading)
    told = next((kind for kind, words in _KINDS if words.match(key)), None)
    return told or (above if above in _PARTED else None) or "Provision"


def regulating(reading: Reading, text: str) -> frozenset[tuple[str, ...]]:
    """The paths of articles that regulate, a duty or two among them, and of the chapters that hold any.

    What its heading calls duties is a group of them, a chapter with all its articles as well as an article.
    """
    charged = _charged(reading, text)
    duties = {one.path for one in reading.sections if _OF_DUTIES.search(fold(one.heading))}
    found = {
        section.path
        for section in reading.sections
        if _ARTICLE.match(fold(section.label))
        and not any(section.path[:depth] in duties for depth in range(1, len(section.path) + 1))
        and charged[section.path] < _MOST * _letters(text, section.start, section.end)
    }
    return frozenset(path[:depth] for path in found for depth in range(1, len(path) + 1))


def _charged(reading: Reading, text: str) -> Counter[tuple[str, ...]]:
    """Letters of the duties below each path; what two duties share counts once."""
    found: Counter[tuple[str, ...]] = Counter()
    last = 0
    for task in sorted(reading.tasks, key=lambda task: task.start):
        size = _letters(text, max(task.start, last), task.end)
        last = max(last, task.end)
        for depth in range(1, len(task.path)):
            found[task.path[:depth]] += size
    return found


def _letters(text: str, start: int, end: int) -> int:
    """How many characters of a stretch are no space: lines may end in one or in two."""
    return sum(map(len, text[start:end].split()))


def heading_end(section: Section, text: str) -> int:
    """Where the heading ends in the text as decoded; the end of its line where it is not found again."""
    wanted = fold(section.heading)
    reach = min(section.end, section.start + 2 * (len(section.label) + len(section.heading)) + _SLACK)
    folded = fold_with_offsets(text[section.start : reach])
    at = folded.text.find(wanted) if wanted else -1
    if at >= 0:
        return section.start + folded.span(at, at + len(wanted))[1]
    line = text.find("\n", section.start, section.end)
    return line if line > section.start else section.end
