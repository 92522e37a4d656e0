"""Headings: what kind of statement a section is by its heading's words, and where the heading ends."""

import re

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


def regulating(reading: Reading) -> frozenset[tuple[str, ...]]:
    """The paths of articles that regulate, a duty or two among them, and of the chapters that hold any."""
    found = {
        section.path
        for section in reading.sections
        if _ARTICLE.match(fold(section.label))
        and not _OF_DUTIES.search(fold(section.heading))
        and _charged(section, reading) < _MOST * (section.end - section.start)
    }
    return frozenset(path[:depth] for path in found for depth in range(1, len(path) + 1))


def _charged(section: Section, reading: Reading) -> int:
    """Characters of the duties below a section."""
    depth = len(section.path)
    below = (task for task in reading.tasks if task.path[:depth] == section.path != task.path)
    return sum(task.end - task.start for task in below)


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
