"""Join the records of many files: what two files both tell is told once, listed bodies need no definition.

A document that is only mentioned yields to the document itself, and of two mentions, or of two drafts of one
body, the fuller stands. What reviewed records say of a body in two ways stays, for the check to tell.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, replace
from typing import Any

from kg.records.checking import referred_bodies
from kg.records.files import RecordFile, Records
from kg.records.kinds import Path
from kg.records.lists import Body, Words
from kg.records.model import Document

# The files that stand for bodies of the authority list, and for bodies that drafts name and nothing declares.
LISTED, UNDECLARED = "(authority list)", "(undeclared bodies)"


def drafts(records: Records) -> frozenset[str]:
    """The files whose document is a draft."""
    return frozenset(
        name
        for name, file in records.files.items()
        if file.document is not None and file.document.status == "draft"
    )


def without(records: Records, names: Iterable[str]) -> Records:
    """The records without some files."""
    left = set(names)
    return Records(
        files={name: file for name, file in records.files.items() if name not in left},
        raw={name: raw for name, raw in records.raw.items() if name not in left},
        lines={name: lines for name, lines in records.lines.items() if name not in left},
    )


def beside(records: Records, others: Records) -> Records:
    """The records of both, in order of the files' names."""
    names = sorted({**records.files, **others.files})
    files, raw = {**records.files, **others.files}, {**records.raw, **others.raw}
    lines = {**records.lines, **others.lines}
    return Records(
        files={name: files[name] for name in names},
        raw={name: raw[name] for name in names},
        lines={name: lines[name] for name in names},
    )


def joined(records: Records) -> Records:
    """The records with each mentioned document and each body of drafts told once."""
    return _told_once(_told_once(records, "mentions", _mentions_to_leave), "bodies", _bodies_to_leave)


def with_listed(records: Records, authority: Mapping[str, Body]) -> Records:
    """The records with the bodies of the authority list that they use and do not define, successors too."""
    needed: dict[str, Body] = {}
    wanted = sorted(referred_bodies(records) - records.bodies.keys())
    while wanted:
        id_ = wanted.pop()
        if id_ in authority and id_ not in needed and id_ not in records.bodies:
            needed[id_] = authority[id_]
            wanted += [after for after in [authority[id_].succeeded_by] if after]
    return _with_bodies(records, LISTED, needed)


def with_undeclared(records: Records) -> Records:
    """The records with a draft body for each id that drafts alone refer to and nothing declares."""
    own = drafts(records)
    only_drafts = without(records, records.files.keys() - own)
    elsewhere = referred_bodies(without(records, own))
    unknown = referred_bodies(only_drafts) - elsewhere - records.bodies.keys()
    named = {id_: _undeclared(id_) for id_ in unknown}
    return _with_bodies(records, UNDECLARED, named)


def _undeclared(id_: str) -> Body:
    words = id_.replace("-", " ")
    return Body(id=id_, kind="StateBody", name=Words(vi=words, en=words))


def _with_bodies(records: Records, name: str, bodies: Mapping[str, Body]) -> Records:
    if not bodies:
        return records
    file = RecordFile(bodies=tuple(bodies[id_] for id_ in sorted(bodies)))
    return beside(records, Records(files={name: file}, raw={name: {}}, lines={name: {}}))


def _mentions_to_leave(records: Records) -> Iterator[tuple[str, int]]:
    """Mentions of documents that are themselves there, and all but the fullest of the mentions of one."""
    own = {file.document.id for file in records.files.values() if file.document is not None}
    told: dict[str, list[tuple[str, int, Document]]] = {}
    for name, index, mention in records.each("mentions"):
        if mention.id in own:
            yield name, index
        else:
            told.setdefault(mention.id, []).append((name, index, mention))
    for mentions in told.values():
        yield from _all_but_the_fullest(mentions)


def _bodies_to_leave(records: Records) -> Iterator[tuple[str, int]]:
    """Bodies of drafts that reviewed records define, repeated ones, the less full of what drafts share."""
    own = drafts(records)
    told: dict[str, list[tuple[str, int, Body]]] = {}
    for name, index, body in records.each("bodies"):
        told.setdefault(body.id, []).append((name, index, body))
    for bodies in told.values():
        reviewed = [entry for entry in bodies if entry[0] not in own]
        if reviewed:
            yield from ((name, index) for name, index, _ in bodies if name in own)
            yield from (
                (n, at) for n, at, body in reviewed[1:] if n != reviewed[0][0] and body == reviewed[0][2]
            )
        else:
            yield from _all_but_the_fullest(bodies)


def _all_but_the_fullest(told: list[tuple[str, int, Any]]) -> Iterator[tuple[str, int]]:
    """All but the entry with most said; two in one file are a fault of that file and stay."""
    fullest = max(told, key=lambda entry: _said(entry[2]))
    yield from ((name, index) for name, index, _ in told if name != fullest[0])


def _said(value: Any) -> int:
    """How much a record says: its keys that hold something, a reviewed one above every draft."""
    reviewed = 1000 * (getattr(value, "status", None) == "reviewed")
    return reviewed + sum(bool(getattr(value, field.name)) for field in fields(value))


def _told_once(
    records: Records, section: str, to_leave: Callable[[Records], Iterator[tuple[str, int]]]
) -> Records:
    gone: dict[str, set[int]] = {}
    for name, index in to_leave(records):
        gone.setdefault(name, set()).add(index)
    files, raw, lines = dict(records.files), dict(records.raw), dict(records.lines)
    for name, indexes in gone.items():
        kept = [at for at in range(len(getattr(files[name], section))) if at not in indexes]
        changed: Any = {section: tuple(getattr(files[name], section)[at] for at in kept)}
        files[name] = replace(files[name], **changed)
        raw[name] = raw[name] | {section: [raw[name][section][at] for at in kept]}
        lines[name] = _moved(lines[name], section, {at: new for new, at in enumerate(kept)})
    return Records(files=files, raw=raw, lines=lines) if gone else records


def _moved(lines: dict[Path, int], section: str, places: Mapping[int, int]) -> dict[Path, int]:
    """The lines of what is kept, by its new place in its section."""
    moved = {}
    for path, line in lines.items():
        if path[:1] != (section,) or len(path) == 1:
            moved[path] = line
        elif isinstance(path[1], int) and path[1] in places:
            moved[(section, places[path[1]], *path[2:])] = line
    return moved
