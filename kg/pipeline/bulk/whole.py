"""Make a whole bulk build: all parts, what follows and what is found, and the store on disk."""

import shutil
from dataclasses import replace
from pathlib import Path

from pyoxigraph import Store

from kg import store as storage
from kg import validate
from kg.audit import audit
from kg.names import Base
from kg.pipeline.bulk.deciding import Decided
from kg.pipeline.bulk.emitting import sorted_lines
from kg.pipeline.bulk.entries import key, software
from kg.pipeline.bulk.finishing import finished
from kg.pipeline.bulk.holding import Held, without_violations
from kg.pipeline.bulk.judging import (
    AUDITED,
    IN_MEMORY,
    JUDGED,
    Judged,
    findings_in,
    judge,
    put_findings,
)
from kg.pipeline.bulk.making import Making, all_doubts, made
from kg.pipeline.bulk.manifest import Manifest
from kg.pipeline.bulk.parts import (
    ASSERTED,
    FINDINGS,
    INFERRED,
    ONTOLOGY,
    QUADS,
    link,
    part_of,
    put_by_subject,
    put_lines,
)
from kg.pipeline.bulk.room import Room
from kg.pipeline.bulk.standing import Standing
from kg.pipeline.bulk.task import Task
from kg.validate import Finding


def make_whole(task: Task, making: Making, here: Standing) -> Manifest:
    """Make everything anew; raises BadRecords or BadGraph where reviewed records do not hold."""
    making, here, decided = made(making, here)
    folder = making.folder
    put_lines(folder, ONTOLOGY, _ontology(making.base))
    in_memory = sum(p.read_bytes().count(b"\n") for p in (folder / ASSERTED).iterdir()) <= IN_MEMORY
    store = Store() if in_memory else Store(str(folder / storage.FOLDER))
    task.say("inferring and validating")
    held = _judged(store, making, here, decided)
    task.say("auditing")
    findings = _found(held, store)
    task.say("writing the store")
    # What is in memory goes before the store on disk comes, which needs room of its own.
    del store
    _finish_store(folder, in_memory=in_memory)
    return finished(task, held, findings, None)


def _judged(store: Store, making: Making, here: Standing, decided: Decided) -> Held:
    """What holds when all is loaded and judged; the store is filled on the way."""
    folder, room = making.folder, making.shelf.shop.room
    storage.load_files(store, [*sorted((folder / ASSERTED).iterdir()), folder / ONTOLOGY])
    findings = _judged_once(store, making.base, folder, room)
    held = without_violations(Held(making, here, Judged(store, findings)), decided)
    return replace(held, judged=replace(held.judged, store=Store()))


def _ontology(base: Base) -> list[bytes]:
    room = Store()
    validate.learn(room, base)
    return storage.dump(room).encode().splitlines(keepends=True)


def _judged_once(store: Store, base: Base, folder: Path, room: Room) -> list[Finding]:
    """What is found in a store of these parts; a build that was stopped later need not find it again."""
    parts = sorted((folder / ASSERTED).iterdir())
    digests = (part_of(folder, f"{ASSERTED}/{part.name}").sha256 for part in parts)
    kept = room.folder / "judged" / key(software(), *digests)
    if (kept / JUDGED).is_file():
        link(kept / INFERRED, folder / INFERRED)
        storage.load_files(store, sorted((folder / INFERRED).iterdir()))
        return findings_in(kept / JUDGED)
    findings = judge(store, base, folder)
    shutil.rmtree(kept, ignore_errors=True)
    link(folder / INFERRED, kept / INFERRED)
    put_findings(kept / JUDGED, findings)
    return findings


def _found(held: Held, store: Store) -> int:
    """Write all that is found into parts; gives how many findings there are."""
    folder, base = held.making.folder, held.making.base
    put_findings(folder / JUDGED, held.judged.findings)
    put_findings(folder / AUDITED, audited := audit(store))
    found = [held.judged.findings, audited, *all_doubts(folder)]
    lines = (line for findings in found for line in sorted_lines(validate.emit(findings, base)))
    put_by_subject(folder, FINDINGS, lines)
    return sum(map(len, found))


def _finish_store(folder: Path, *, in_memory: bool) -> None:
    """Put all parts into the store on disk; what was judged there lacks only what was found."""
    parts = sorted((folder / QUADS).rglob("*.nq")) if in_memory else sorted((folder / FINDINGS).iterdir())
    store = Store(str(folder / storage.FOLDER))
    storage.load_files(store, parts)
    # Put together what was loaded piece by piece: questions read it a tenth to a third faster.
    store.optimize()
    store.flush()
