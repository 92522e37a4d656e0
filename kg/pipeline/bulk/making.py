"""The parts of a bulk build while it is made, kept in step with what stands and what was decided."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from kg.errors import BadRecords
from kg.names import Base
from kg.pipeline.bulk.deciding import ALONE, Decided, Decision, to_json
from kg.pipeline.bulk.emitting import Emitted, files_json, files_of, quads, sorted_lines
from kg.pipeline.bulk.entries import Entry, key
from kg.pipeline.bulk.faults import decided_on, misplaced, without_faulty
from kg.pipeline.bulk.parts import (
    AUTHORITY,
    LISTS,
    asserted,
    graphs_of,
    lines_of,
    patch,
    put_lines,
    said_in,
)
from kg.pipeline.bulk.shelf import LISTED_FILES, Shelf, emitted
from kg.pipeline.bulk.standing import Standing
from kg.pipeline.doubting import doubts
from kg.records import UNDECLARED, RecordFile, Records
from kg.validate import Finding

DOUBTS = "found/doubts"


@dataclass(frozen=True, slots=True)
class Changed:
    """The lines that went from what is asserted and came to it, and the doubts that went and came."""

    went: frozenset[bytes] = frozenset()
    came: frozenset[bytes] = frozenset()
    doubts_went: frozenset[Finding] = frozenset()
    doubts_came: frozenset[Finding] = frozenset()

    def then(self, later: "Changed") -> "Changed":
        """Both changes of doubts together; the lines are those of the later one."""
        return Changed(
            later.went,
            later.came,
            (self.doubts_went - later.doubts_came) | (later.doubts_went - self.doubts_came),
            (self.doubts_came - later.doubts_went) | (later.doubts_came - self.doubts_went),
        )


@dataclass(frozen=True, slots=True)
class Making:
    """A folder of parts, and the entries of the files that these are of, with the decisions on them."""

    folder: Path
    shelf: Shelf
    stood: dict[str, Entry] = field(default_factory=dict)

    @property
    def base(self) -> Base:
        """The base of IRIs."""
        return Base(self.shelf.shop.base)


def made(making: Making, here: Standing) -> tuple[Making, Standing, Decided]:
    """All parts of what is asserted, and what stands when the drafts that do not hold are left out.

    Raises BadRecords where reviewed records do not hold.
    """
    while True:
        here, decided = decided_on(making.shelf, here)
        misses = []
        for emission in emitted(making.shelf, here, decided, list(here.entries)):
            place = LISTS if emission.shard == LISTED_FILES else asserted(emission.shard)
            put_lines(making.folder, place, emission.answer.quads.splitlines(keepends=True))
            _put_doubts(making.folder, emission.shard, emission.answer.files)
            misses += [one.name for one in emission.answer.files if not one.holds]
        problems = misplaced(making.shelf, decided, sorted(misses)) if misses else []
        if not problems:
            put_lines(making.folder, AUTHORITY, _told_by_none(decided, making.base))
            _put_doubts(making.folder, LISTED_FILES, [_undeclared(decided, making.base)])
            return replace(making, stood=_target(here, decided)), here, decided
        here = without_faulty(here, problems, BadRecords)
        _clear(making.folder)


def _clear(folder: Path) -> None:
    for path in (*folder.glob("quads/asserted/*"), *folder.glob(f"{DOUBTS}/*")):
        path.unlink()


def made_again(making: Making, here: Standing) -> tuple[Making, Standing, Decided, Changed]:
    """The parts brought into step with what stands; gives also what changed in them."""
    while True:
        here, decided = decided_on(making.shelf, here)
        target = _target(here, decided)
        went = [name for name, entry in making.stood.items() if not _same(entry, target.get(name))]
        came = [name for name, entry in target.items() if not _same(entry, making.stood.get(name))]
        new = list(emitted(making.shelf, here, decided, _to_emit(making, here, went, came)))
        misses = [one.name for emission in new for one in emission.answer.files if not one.holds]
        problems = misplaced(making.shelf, decided, sorted(misses)) if misses else []
        if not problems:
            break
        here = without_faulty(here, problems, BadRecords)
    lines = {emission.shard: emission.answer.quads.splitlines(keepends=True) for emission in new}
    told = {emission.shard: emission.answer.files for emission in new}
    change = _patched(making, went, lines, decided)
    doubted = _doubts_patched(making, went, told, decided)
    return replace(making, stood=target), here, decided, replace(doubted, went=change.went, came=change.came)


def _target(here: Standing, decided: Decided) -> dict[str, Entry]:
    return {
        name: replace(entry, stands=True, decision=_decision_key(decided.of(name)))
        for name, entry in here.entries.items()
    }


def _decision_key(decision: Decision) -> str:
    return "" if decision is ALONE else key(to_json(decision))


def _same(one: Entry, other: Entry | None) -> bool:
    return other is not None and (one.sha256, one.decision) == (other.sha256, other.decision)


def _to_emit(making: Making, here: Standing, went: Iterable[str], came: Sequence[str]) -> list[str]:
    """The files to emit: those that come and, where one without a document changed, all without one."""
    lists = {name for name, entry in here.entries.items() if not entry.document}
    changed = any(not making.stood[name].document for name in went) or not lists.isdisjoint(came)
    return sorted({*(name for name in came if name not in lists), *(lists if changed else ())})


def _patched(
    making: Making, went: Sequence[str], lines: Mapping[str, list[bytes]], decided: Decided
) -> Changed:
    old: dict[str, set[bytes]] = {}
    for name in went:
        entry = making.stood[name]
        if entry.document:
            old.setdefault(entry.shard, set()).update(graphs_of(entry.document, making.base))
    places = {asserted(shard): shard for shard in old.keys() | lines.keys() if shard != LISTED_FILES}
    gone, new = set[bytes](), set[bytes]()
    for place, shard in places.items():
        left = set(said_in(lines_of(making.folder, place), old.get(shard, set())))
        patch(making.folder, place, left, lines.get(shard, ()))
        gone |= left
        new |= set(lines.get(shard, ()))
    whole = {AUTHORITY: _told_by_none(decided, making.base)}
    if LISTED_FILES in lines or any(not making.stood[name].document for name in went):
        whole[LISTS] = lines.get(LISTED_FILES, [])
    for place, content in whole.items():
        gone |= set(lines_of(making.folder, place))
        new |= set(content)
        if content != lines_of(making.folder, place):
            put_lines(making.folder, place, content)
    return Changed(frozenset(gone - new), frozenset(new - gone))


def _told_by_none(decided: Decided, base: Base) -> list[bytes]:
    """The quads of the bodies that no file tells: those of the authority list, and those undeclared."""
    said = (RecordFile(bodies=bodies) for bodies in (decided.listed, decided.undeclared))
    known = Decision(through=decided.through)
    return sorted_lines(quad for file in said for quad in quads(file, known, base, {}))


def _undeclared(decided: Decided, base: Base) -> Emitted:
    file = RecordFile(bodies=decided.undeclared)
    said = Records(files={UNDECLARED: file}, raw={UNDECLARED: {}}, lines={UNDECLARED: {}})
    return Emitted(UNDECLARED, tuple(doubts(said, {}, base)))


def _doubts_place(shard: str) -> str:
    return f"{DOUBTS}/{shard}.json"


def _put_doubts(folder: Path, shard: str, files: Iterable[Emitted]) -> None:
    """Keep the doubts about the files of a shard; nothing where there are none."""
    path = folder / _doubts_place(shard)
    path.unlink(missing_ok=True)
    doubted = tuple(sorted((one for one in files if one.doubts), key=lambda one: one.name))
    if doubted:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(files_json(doubted))


def _doubts_in(folder: Path, shard: str) -> tuple[Emitted, ...]:
    path = folder / _doubts_place(shard)
    return files_of(path.read_bytes()) if path.is_file() else ()


def _doubts_patched(
    making: Making, went: Iterable[str], told: Mapping[str, Sequence[Emitted]], decided: Decided
) -> Changed:
    """The doubts about files brought into step; gives what went and came."""
    left: dict[str, set[str]] = {LISTED_FILES: {UNDECLARED}}
    for name in went:
        left.setdefault(making.stood[name].shard, set()).add(name)
    new: dict[str, list[Emitted]] = {LISTED_FILES: [_undeclared(decided, making.base)]}
    for shard, files in told.items():
        new.setdefault(shard, []).extend(one for one in files if shard != LISTED_FILES)
    gone, come = set[Finding](), set[Finding]()
    for shard in left.keys() | new.keys():
        before = _doubts_in(making.folder, shard)
        kept = [one for one in before if one.name not in left.get(shard, ())]
        gone |= _findings(one for one in before if one.name in left.get(shard, ()))
        come |= _findings(new.get(shard, ()))
        if tuple(files := [*kept, *new.get(shard, ())]) != before:
            _put_doubts(making.folder, shard, files)
    return Changed(doubts_went=frozenset(gone - come), doubts_came=frozenset(come - gone))


def _findings(files: Iterable[Emitted]) -> set[Finding]:
    return {finding for one in files for finding in one.doubts}


def all_doubts(folder: Path) -> Iterator[list[Finding]]:
    """The doubts about all files, shard by shard."""
    for path in sorted((folder / DOUBTS).glob("*.json")):
        yield sorted(_findings(files_of(path.read_bytes())))
