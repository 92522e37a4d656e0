"""Finish a bulk build: the index of its inputs, and the manifest that says what it is made of."""

from collections.abc import Iterable, Mapping, Set
from dataclasses import replace
from pathlib import Path

from kg.pipeline import listing
from kg.pipeline.bulk.entries import Entry, software, to_line
from kg.pipeline.bulk.holding import Held
from kg.pipeline.bulk.manifest import Manifest, told, write_manifest
from kg.pipeline.bulk.parts import INFERRED, QUADS, Part, part_of
from kg.pipeline.bulk.task import FOUND, INDEX, Task
from kg.store import Input, write_inputs


def finished(task: Task, held: Held, findings: int, before: Mapping[str, Entry] | None) -> Manifest:
    """Write index and manifest; `before` holds the entries of the build that was brought up to date."""
    folder = held.making.folder
    _put_index(folder, _final(held), before or {})
    parts = _parts(folder, task)
    manifest = Manifest(
        software(),
        held.making.base.iri,
        quads=_lines(parts, QUADS),
        inferred=_lines(parts, INFERRED),
        findings=findings,
        inputs=told(task.files),
        left_out=held.here.left_out,
        parts=parts,
    )
    write_manifest(folder, manifest)
    _tell_inputs(folder, task, {problem.place.file for problem in manifest.left_out})
    return manifest


def _tell_inputs(folder: Path, task: Task, left_out: Set[str]) -> None:
    """Write the inputs down as every build does."""
    files = [Input(one.form, one.told, one.sha256) for one in task.files if one.name not in left_out]
    packaged = [one for one in listing.inputs([], ()) if one.kind in ("ontology", "shapes")]
    write_inputs(folder, [*files, *packaged])


def _final(held: Held) -> dict[str, Entry]:
    """The entries of all inputs; of those that stand, with what was decided."""
    stood, entries = held.making.stood, held.making.shelf.entries
    return {
        name: stood[name] if name in stood else replace(entries[name], stands=False, decision="")
        for name in sorted(entries)
    }


def _put_index(folder: Path, entries: Mapping[str, Entry], before: Mapping[str, Entry]) -> None:
    """Write the entries by shard, those of shards in which one differs from before."""
    changed = {
        one.shard
        for name in entries.keys() | before.keys()
        if entries.get(name) != before.get(name)
        for one in (entries.get(name), before.get(name))
        if one
    }
    shards: dict[str, list[bytes]] = {shard: [] for shard in changed}
    for entry in entries.values():
        if entry.shard in shards:
            shards[entry.shard].append(to_line(entry))
    (folder / INDEX).mkdir(exist_ok=True)
    for shard, lines in shards.items():
        path = folder / INDEX / f"{shard}.jsonl"
        path.unlink(missing_ok=True)
        if lines:
            path.write_bytes(b"".join(lines))


def _parts(folder: Path, task: Task) -> dict[str, Part]:
    """All parts by place; of those shared with the last build the digest is known."""
    known = task.last.parts if task.last else {}
    found = {}
    for path in _files(folder):
        place, old = path.relative_to(folder).as_posix(), task.into / path.relative_to(folder)
        shared = place in known and old.is_file() and old.stat().st_ino == path.stat().st_ino
        found[place] = known[place] if shared else part_of(folder, place)
    return found


def _files(folder: Path) -> Iterable[Path]:
    for name in (QUADS, INDEX, FOUND):
        yield from sorted(path for path in (folder / name).rglob("*") if path.is_file())


def _lines(parts: Mapping[str, Part], stage: str) -> int:
    return sum(part.lines for place, part in parts.items() if place.startswith(stage))
