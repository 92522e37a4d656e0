"""Say where in a document a statement stands: locators without the marks that only the reader puts there.

>>> said_place("4.4.an2", "vi"), said_place("4.4.an2", "en")
('4.4.a (đoạn thứ 2)', '4.4.a (2nd passage)')
>>> said_place("quydinh.III.6.dd", "en"), said_place("IVn2.1", "en"), said_place("III.1.1", "en")
('III.6.đ (attached regulation)', 'IV.1 (under the 2nd IV)', 'III.1.1')
"""

import re
from functools import cache

from kg import resources
from kg.messages import InBoth, Message, joined
from kg.query.dating import ordinal
from kg.query.table import Table

# Columns of answers that hold locators.
PLACES = ("locator", "at")
# A label that its place has more than once; the label itself is missing in a row of a table without one.
_AGAIN = re.compile(r"(?P<label>[0-9]+|[IVXLCDM]+|[A-Z]|[a-z]{1,3})n(?P<count>[0-9]+)")
_NAMED = re.compile(r"(?P<label>P|[a-z]{3,})(?:n(?P<count>[0-9]+))?")
_FIGURE, _ROW = re.compile("t(?P<count>[0-9]+)"), re.compile("n(?P<count>[0-9]+)")
_OPENING = "0"
# How locators write labels whose letters they do not have (docs/records.md, Drafts).
_WRITTEN = {"dd": "đ"}

Note = tuple[str, dict[str, str]]


def said_place(locator: str, lang: str) -> str:
    """A locator as the document's own number of the place; the reader's marks in it are told in brackets."""
    place, notes = _parted(locator)
    told = ", ".join(_told(note, lang) for note in notes)
    return f"{place} ({told})" if place and told else place or told


def mark(locator: str, lang: str) -> str:
    """A locator in as few letters as say where it is, for where there is little room.

    >>> mark("kehoach.IV.1.2n3", "vi"), mark("4.4.an2", "en"), mark("ketn2", "vi"), mark("III.1.0", "en")
    ('kế hoạch IV.1.2 ¶3', '4.4.a ¶2', 'đoạn kết ¶2', 'III.1 (opening)')
    """
    place, notes = _parted(locator)
    before = [_named(name)[lang] for name, _ in notes if _named(name)]
    counted = [("passage" if _named(name) else name, values) for name, values in notes]
    after = [
        _words()["brief"][name][lang].format(**_counted(values, lang, ordinals=name == "under"))
        for name, values in counted
        if name != "passage" or values
    ]
    return " ".join([*before, *([place] if place else []), *after])


def explained(table: Table) -> Message | None:
    """A line on what the reader's marks in an answer's locators mean, by an example of each; None without."""
    held = [at for at, column in enumerate(table.columns) if column in PLACES]
    found: dict[tuple[str, ...], str] = {}
    for row in table.cells():
        for locator in (row[at] for at in held):
            if notes := _parted(locator)[1]:
                found.setdefault(tuple(name for name, _ in notes), locator)
    if not found:
        return None
    shown = [
        InBoth(f"{locator} = {said_place(locator, 'en')}", vi=f"{locator} = {said_place(locator, 'vi')}")
        for locator in found.values()
    ]
    return Message("how places are written: {examples}", examples=joined(shown, "; "))


def _parted(locator: str) -> tuple[str, list[Note]]:
    """The numbers that the document itself bears, and what the others mean, each with what it is told by."""
    parts, kept, notes = locator.split("."), list[str](), list[Note]()
    for at, part in enumerate(parts):
        label, note = _label(part, last=at == len(parts) - 1)
        kept += [label] if label else []
        notes += [note] if note else []
    return ".".join(kept), notes


def _label(part: str, *, last: bool) -> tuple[str, Note | None]:
    """What of a part the document bears, and what else it says; nothing where it says no more."""
    if (named := _NAMED.fullmatch(part)) and _named(named["label"]):
        return "", (named["label"], {"count": named["count"]} if named["count"] else {})
    if found := _AGAIN.fullmatch(part):
        label, count = _WRITTEN.get(found["label"], found["label"]), found["count"]
        return label, ("passage", {"count": count}) if last else ("under", {"count": count, "number": label})
    for name, pattern in (("figure", _FIGURE), ("row", _ROW)):
        if found := pattern.fullmatch(part):
            return "", (name, {"count": found["count"]})
    if part == _OPENING:
        # What is listed below it keeps it, so that it is not taken for the list of the place itself.
        return "" if last else part, ("opening", {})
    return _WRITTEN.get(part, part), None


def _told(note: Note, lang: str) -> str:
    name, notes = note[0], _words()["notes"]
    values = _counted(note[1], lang, ordinals=True)
    if name in notes:
        return notes[name][lang].format(**values)
    thing = _named(name)[lang]
    whole = notes["attached"][lang].format(thing=thing) if name in _words()["attached"] else thing
    return notes["again"][lang].format(thing=whole, **values) if values else whole


def _counted(values: dict[str, str], lang: str, *, ordinals: bool) -> dict[str, str]:
    """What a note is told by; in English a count may be an ordinal."""
    if not (ordinals and lang == "en" and "count" in values):
        return values
    return {**values, "count": ordinal(int(values["count"]))}


def _named(label: str) -> dict[str, str]:
    """What a label names that a locator begins with; nothing where it is a number as documents have them."""
    words = _words()
    return words["within"].get(label) or words["attached"].get(label) or {}


@cache
def _words() -> dict[str, dict[str, dict[str, str]]]:
    return resources.mapping(resources.text("templates/places.yaml"))
