"""The numbers that Word computes for paragraphs: "1.", "a)", "Điều 2.", "-" (ECMA-376, part 1, 17.9)."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from lxml import etree

from kg.source.archive import child, child_value, is_on, name, value

_NUMERALS = ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I")
_ROMAN = dict(zip(_NUMERALS, (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1), strict=True))
_LEVELS = 9
_STYLES_DEEP = 20


def roman(number: int) -> str:
    """A number above zero in Roman numerals.

    >>> roman(14)
    'XIV'
    """
    text = ""
    for numeral, worth in _ROMAN.items():
        count, number = divmod(number, worth)
        text += numeral * min(count, 100)
    return text


def letters(number: int) -> str:
    """Word's letters: a to z, then aa, bb.

    >>> letters(28)
    'bb'
    """
    repeats, place = divmod(max(number, 1) - 1, 26)
    return chr(ord("a") + place) * min(repeats + 1, 100)


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimalZero": lambda number: f"{number:02}",
    "upperRoman": roman,
    "lowerRoman": lambda number: roman(number).lower(),
    "upperLetter": lambda number: letters(number).upper(),
    "lowerLetter": letters,
    "none": lambda _: "",
}


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    form: str
    text: str
    legal: bool
    restart: int | None

    def shown(self, numbers: list[int], forms: list[str]) -> str:
        def number(found: re.Match[str]) -> str:
            place = int(found[1]) - 1
            form = "decimal" if self.legal else forms[place]
            return _FORMATS.get(form, str)(numbers[place])

        if self.form == "bullet":
            return "•" if re.search("[\ue000-\uf8ff]", self.text) else self.text
        return re.sub("%([1-9])", number, self.text)


class Numbering:
    """The list definitions of a document, and how far each list has counted."""

    def __init__(self, numbering: etree._Element | None, styles: etree._Element | None) -> None:
        self._abstract = _by_id(numbering, "abstractNum", "abstractNumId")
        self._instances = _by_id(numbering, "num", "numId")
        self._styles = _by_id(styles, "style", "styleId")
        self._levels: dict[str, list[_Level]] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._started: set[str] = set()

    def label(self, paragraph: etree._Element) -> str:
        """The number that Word shows before the next paragraph, "" for one that is in no list; counts on."""
        instance, depth = self._place(paragraph)
        if instance not in self._instances:
            return ""
        if instance not in self._levels:
            self._levels[instance] = self._read_levels(instance)
        levels = self._levels[instance]
        if depth >= len(levels):
            return ""
        numbers = self._count(instance, levels, depth)
        return levels[depth].shown(numbers, [level.form for level in levels])

    def _place(self, paragraph: etree._Element) -> tuple[str, int]:
        own = child(paragraph, "pPr", "numPr")
        style = child_value(paragraph, "pPr", "pStyle") or ""
        instance, depth = child_value(own, "numId"), child_value(own, "ilvl")
        if instance is None:
            instance, inherited, style = self._of_style(style)
            depth = depth or inherited
        if depth is None and instance in self._instances:
            depth = self._linked(instance, style)
        return instance or "", int(depth or 0)

    def _of_style(self, style: str) -> tuple[str | None, str | None, str]:
        for _ in range(_STYLES_DEEP):
            found = self._styles.get(style)
            numbers = child(found, "pPr", "numPr")
            if found is None or child_value(numbers, "numId") is not None:
                return child_value(numbers, "numId"), child_value(numbers, "ilvl"), style
            style = child_value(found, "basedOn") or ""
        return None, None, style

    def _linked(self, instance: str, style: str) -> str | None:
        """The level that names the style as its own."""
        for level in self._definition(instance):
            if name(level) == "lvl" and child_value(level, "pStyle") == style:
                return value(level, "ilvl")
        return None

    def _definition(self, instance: str) -> etree._Element:
        own = self._instances[instance]
        found = self._abstract.get(child_value(own, "abstractNumId") or "", own)
        link = child_value(found, "numStyleLink")
        linked = child_value(self._styles.get(link or ""), "pPr", "numPr", "numId")
        if linked in self._instances and linked != instance:
            found = self._abstract.get(child_value(self._instances[linked], "abstractNumId") or "", found)
        return found

    def _read_levels(self, instance: str) -> list[_Level]:
        own = {value(level, "ilvl"): level for level in self._definition(instance) if name(level) == "lvl"}
        for change in self._instances[instance]:
            if name(change) == "lvlOverride" and (level := child(change, "lvl")) is not None:
                own[value(change, "ilvl")] = level
        return [_level(own.get(str(depth))) for depth in range(_LEVELS)]

    def _count(self, instance: str, levels: list[_Level], depth: int) -> list[int]:
        counts = self._counts.setdefault(
            child_value(self._instances[instance], "abstractNumId") or instance, [None] * _LEVELS
        )
        if instance not in self._started:
            self._started.add(instance)
            self._restart(instance, counts)
        for above in range(depth):
            counts[above] = levels[above].start if counts[above] is None else counts[above]
        now = counts[depth]
        counts[depth] = levels[depth].start if now is None else now + 1
        for below in range(depth + 1, _LEVELS):
            restart = levels[below].restart
            if restart != 0 and (restart is None or depth < restart):
                counts[below] = None
        return [levels[at].start if count is None else count for at, count in enumerate(counts)]

    def _restart(self, instance: str, counts: list[int | None]) -> None:
        for change in self._instances[instance]:
            start = child_value(change, "startOverride")
            depth = int(value(change, "ilvl") or 0) if name(change) == "lvlOverride" else _LEVELS
            if start is not None and depth < _LEVELS:
                counts[depth] = int(start) - 1


def _level(element: etree._Element | None) -> _Level:
    restart = child_value(element, "lvlRestart")
    return _Level(
        int(child_value(element, "start") or 0),
        child_value(element, "numFmt") or "decimal",
        child_value(element, "lvlText") or "",
        is_on(child(element, "isLgl")),
        int(restart) if restart is not None else None,
    )


def _by_id(root: etree._Element | None, kind: str, key: str) -> dict[str, etree._Element]:
    if root is None:
        return {}
    return {value(element, key) or "": element for element in root if name(element) == kind}
