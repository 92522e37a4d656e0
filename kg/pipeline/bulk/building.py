"""Build in bulk: many documents on one machine, in parts, of which a later build makes anew what has changed.

The graph is that of the ordinary build (docs/scale.md); no picture is drawn.
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from kg import store as storage
from kg.errors import BadInput, Problem
from kg.messages import Message
from kg.names import Base
from kg.pipeline.bulk.entries import inputs, software
from kg.pipeline.bulk.making import Making
from kg.pipeline.bulk.manifest import Manifest, manifest_of, told
from kg.pipeline.bulk.mapping import Mapper, Processes
from kg.pipeline.bulk.renewing import renew
from kg.pipeline.bulk.room import discard, room_of
from kg.pipeline.bulk.shelf import Workshop, shelved
from kg.pipeline.bulk.standing import standing
from kg.pipeline.bulk.task import Task, entries_in
from kg.pipeline.bulk.watching import Watch, unwatched
from kg.pipeline.bulk.whole import make_whole
from kg.pipeline.gathering import nothing_there

# Where more inputs changed than these, or than this share of them, a whole build takes less time.
_MANY, _SHARE = 200, 0.2


@dataclass(frozen=True, slots=True)
class BuiltInBulk:
    """A finished build in bulk: where it lies, its numbers of quads, inferred ones and findings.

    `left_out` tells the documents that could not be read or whose drafts do not hold.
    """

    folder: Path
    quads: int
    inferred: int
    findings: int
    left_out: tuple[Problem, ...]


def build_in_bulk(
    paths: Sequence[Path],
    into: Path,
    base: Base | None = None,
    say: Callable[[str], None] = lambda line: None,
    *,
    mapper: Mapper | None = None,
    watch: Watch = unwatched,
) -> BuiltInBulk:
    """Build the graph of the records and documents under `paths`, or bring the build in `into` up to date.

    `say` is told each step, `watch` shows how far one is, `mapper` does the work of many files. A folder
    that holds a build is replaced whole or, on any error, left as it was; what was done until then is kept
    beside it for the next try. Raises BadInput, BadRecords or BadGraph.
    """
    base, into = base or Base(), storage.replaceable(into)
    task = Task(paths, inputs(paths, say), into, _last(into, base), say)
    if task.last and task.last.inputs == told(task.files):
        discard(into)
        say("nothing has changed")
        return _built(into, task.last)
    with room_of(into) as room:
        with _undamaged(task):
            manifest = _made(task, Workshop(room, mapper or Processes(), watch, base.iri))
        storage.replace(into, lambda folder: _move(room.folder / "next", folder))
    what = "{quads} quads, {inferred} of them inferred; no violation, {findings} {findings:finding|findings}"
    say(Message(what, quads=manifest.quads, inferred=manifest.inferred, findings=manifest.findings))
    return _built(into, manifest)


@contextmanager
def _undamaged(task: Task) -> Iterator[None]:
    """Tell a damaged last build, whose entries do not read or whose store does not open, by what to do."""
    try:
        yield
    except BrokenExecutor:
        # A process that helped was killed: nothing is said about what lies on the disk.
        raise
    except (RuntimeError, ValueError) as error:
        if task.last is None:
            raise
        why = str(error).splitlines()[0]
        raise BadInput(
            "{folder}: is damaged ({why}); remove that folder and build again", folder=task.into, why=why
        ) from error


def _last(into: Path, base: Base) -> Manifest | None:
    found = manifest_of(into)
    return found if found and found.made_by(software(), base.iri) else None


def _built(into: Path, of: Manifest) -> BuiltInBulk:
    return BuiltInBulk(into, of.quads, of.inferred, of.findings, of.left_out)


def _move(old: Path, new: Path) -> None:
    for path in old.iterdir():
        path.rename(new / path.name)


def _made(task: Task, shop: Workshop) -> Manifest:
    """Fill the folder `next` of the work folder; gives its manifest."""
    before = entries_in(task.into) if task.last else {}
    task.say(Message("reading {count} {count:file|files}, but for those read before", count=len(task.files)))
    shelf = shelved(shop, task.files, before)
    here = standing([shelf.entries[one.name] for one in task.files])
    if not any(one.form == "records" for one in task.files) and not here.entries:
        raise nothing_there(task.paths, [one.refused for one in shelf.entries.values() if one.refused])
    records = sum(entry.form == "records" for entry in here.entries.values())
    task.say(
        Message(
            "{records} record {records:file|files}, {drafts} {drafts:draft|drafts}, "
            "{texts} {texts:text|texts} at hand",
            records=records,
            drafts=len(here.entries) - records,
            texts=len(here.texts),
        )
    )
    making = Making(shop.room.fresh("next"), shelf, {n: one for n, one in before.items() if one.stands})
    new = sum(one.name not in before or before[one.name].sha256 != one.sha256 for one in task.files)
    gone = len(before.keys() - shelf.files.keys())
    if task.last and new + gone <= max(_MANY, _SHARE * len(task.files)):
        return renew(task, making, here, before)
    return make_whole(task, replace(making, stood={}), here)
