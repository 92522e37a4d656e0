"""Join the records of many files: what two files both tell is told once, listed bodies need no definition.

A document that is only mentioned yields to the document itself, and of two mentions, or of two drafts of one
body, the fuller stands. What reviewed records say of a body in two ways stays, for the check to tell, but for
how they spell its name.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, fields, replace
from typing import Any

from kg.records.checking import referred_bodies
from kg.records.files import RecordFile, Records
from kg.records.kinds import Path
from kg.records.lists import Body, Words
from kg.text import slug

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
    return with_bodies(
        records, LISTED, listed_bodies(referred_bodies(records), records.bodies.keys(), authority)
    )


def listed_bodies(referred: Set[str], declared: Set[str], authority: Mapping[str, Body]) -> list[Body]:
    """The bodies of the authority list among those referred to and not declared, with their successors."""
    needed: dict[str, Body] = {}
    wanted = sorted(referred - declared)
    while wanted:
        id_ = wanted.pop()
        if id_ in authority and id_ not in needed and id_ not in declared:
            needed[id_] = authority[id_]
            wanted += [after for after in [authority[id_].succeeded_by] if after]
    return [needed[id_] for id_ in sorted(needed)]


def with_undeclared(records: Records) -> Records:
    """The records with a draft body for each id that drafts alone refer to and nothing declares."""
    own = drafts(records)
    only_drafts = without(records, records.files.keys() - own)
    elsewhere = referred_bodies(without(records, own))
    unknown = referred_bodies(only_drafts) - elsewhere - records.bodies.keys()
    return with_bodies(records, UNDECLARED, undeclared_bodies(unknown))


def undeclared_bodies(ids: Iterable[str]) -> list[Body]:
    """A draft body for each id that nothing declares, in order."""
    words = {id_: id_.replace("-", " ") for id_ in sorted(ids)}
    return [Body(id=id_, kind="StateBody", name=Words(vi=said, en=said)) for id_, said in words.items()]


def with_bodies(records: Records, name: str, bodies: Iterable[Body]) -> Records:
    """The records with some bodies in a file of their own, if there are any."""
    file = RecordFile(bodies=tuple(bodies))
    if not file.bodies:
        return records
    return beside(records, Records(files={name: file}, raw={name: {}}, lines={name: {}}))


@dataclass(frozen=True, slots=True)
class Told:
    """Something that several files may tell: where it stands, its id, how much is said of it, and what.

    `content` is equal for two that say the same.
    """

    file: str
    index: int
    id: str
    said: int
    content: object


def _told(records: Records, section: str) -> Iterator[Told]:
    for name, index, value in records.each(section):
        yield Told(name, index, value.id, said(value), content(value))


def _mentions_to_leave(records: Records) -> Iterator[tuple[str, int]]:
    own = {file.document.id for file in records.files.values() if file.document is not None}
    return mentions_to_leave(_told(records, "mentions"), own)


def mentions_to_leave(mentions: Iterable[Told], own: Set[str]) -> Iterator[tuple[str, int]]:
    """Mentions of documents that are themselves there, and all but the fullest of the mentions of one.

    Gives file and index of each; `own` are the ids of the documents that are there.
    """
    told: dict[str, list[Told]] = {}
    for mention in mentions:
        if mention.id in own:
            yield mention.file, mention.index
        else:
            told.setdefault(mention.id, []).append(mention)
    for several in told.values():
        yield from _all_but_the_fullest(several)


def _bodies_to_leave(records: Records) -> Iterator[tuple[str, int]]:
    return bodies_to_leave(_told(records, "bodies"), drafts(records))


def bodies_to_leave(bodies: Iterable[Told], own: Set[str]) -> Iterator[tuple[str, int]]:
    """Bodies of drafts that reviewed records define, repeated ones, the less full of what drafts share.

    Gives file and index of each; `own` are the files that are drafts.
    """
    told: dict[str, list[Told]] = {}
    for body in bodies:
        told.setdefault(body.id, []).append(body)
    for several in told.values():
        reviewed = [one for one in several if one.file not in own]
        if reviewed:
            first = reviewed[0]
            yield from ((one.file, one.index) for one in several if one.file in own)
            yield from (
                (one.file, one.index)
                for one in reviewed[1:]
                if one.file != first.file and one.content == first.content
            )
        else:
            yield from _all_but_the_fullest(several)


def _all_but_the_fullest(told: list[Told]) -> Iterator[tuple[str, int]]:
    """All but the one with most said; two in one file are a fault of that file and stay."""
    fullest = max(told, key=lambda one: one.said)
    yield from ((one.file, one.index) for one in told if one.file != fullest.file)


def said(value: Any) -> int:
    """How much a record says: its keys that hold something, a reviewed one above every draft."""
    reviewed = 1000 * (getattr(value, "status", None) == "reviewed")
    return reviewed + sum(bool(getattr(value, field.name)) for field in fields(value))


def content(value: Any) -> str:
    """What a record says; of a body's name the words alone, however they are written, without other names.

    Documents spell a collective's name in several ways, and each draft has those of its own.

    >>> ways = (Words(vi=name, en="Ministries") for name in ("Các Bộ, ngành", "Các bộ ngành"))
    >>> group = Body(id="cac-bo-nganh", kind="CollectiveBody", name=Words(vi="Bộ, ngành", en="Ministries"))
    >>> len({content(replace(group, name=name, other_names=(name.vi,))) for name in ways})
    1
    """
    if isinstance(value, Body):
        name = value.name
        words = Words(vi=slug(name.vi) or name.vi, en=slug(name.en) or name.en)
        value = replace(value, name=words, other_names=())
    return repr(value)


def _told_once(
    records: Records, section: str, to_leave: Callable[[Records], Iterator[tuple[str, int]]]
) -> Records:
    return leaving(records, section, to_leave(records))


def leaving(records: Records, section: str, places: Iterable[tuple[str, int]]) -> Records:
    """The records without some of the values of a section, given by file and index."""
    gone: dict[str, set[int]] = {}
    for name, index in places:
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
