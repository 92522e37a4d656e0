"""Make a whole bulk build: all parts, what follows and what is found, and the store on disk."""

import shutil
from pathlib import Path

from pyoxigraph import Store

from kg import store as storage
from kg import validate
from kg.audit import audit
from kg.names import Base
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
    folder, base, room = making.folder, making.base, making.shelf.shop.room
    put_lines(folder, ONTOLOGY, _ontology(base))
    task.say("inferring and validating")
    parts = sorted((folder / ASSERTED).iterdir())
    in_memory = sum(path.read_bytes().count(b"\n") for path in parts) <= IN_MEMORY
    store = Store() if in_memory else Store(str(folder / storage.FOLDER))
    storage.load_files(store, [*parts, folder / ONTOLOGY])
    judged = Judged(store, _judged_once(store, base, folder, room))
    held = without_violations(Held(making, here, judged), decided)
    task.say("auditing")
    findings = _found(held, base)
    task.say("writing the store")
    _store(folder, store, in_memory=in_memory)
    return finished(task, held, findings, None)


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


def _found(held: Held, base: Base) -> int:
    """Write all that is found into parts; gives how many findings there are."""
    folder = held.making.folder
    put_findings(folder / JUDGED, held.judged.findings)
    put_findings(folder / AUDITED, audited := audit(held.judged.store))
    found = [held.judged.findings, audited, *all_doubts(folder)]
    lines = (line for findings in found for line in sorted_lines(validate.emit(findings, base)))
    put_by_subject(folder, FINDINGS, lines)
    return sum(map(len, found))


def _store(folder: Path, store: Store, *, in_memory: bool) -> None:
    """Put all parts into the store on disk; what was judged on disk lacks only what was found."""
    parts = sorted((folder / QUADS).rglob("*.nq")) if in_memory else sorted((folder / FINDINGS).iterdir())
    on_disk = Store(str(folder / storage.FOLDER)) if in_memory else store
    storage.load_files(on_disk, parts)
    on_disk.flush()
