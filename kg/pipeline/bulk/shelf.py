"""What was read of the inputs, on a shelf of the work folder: entries at hand, records when wanted."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from kg.errors import BadInput, BadRecords
from kg.pipeline.bulk.deciding import Decided, to_json
from kg.pipeline.bulk.emitting import EmitAnswer, Emittable, EmitTask, emit_shard, files_json, files_of
from kg.pipeline.bulk.entries import Entry, Input, key, of_lines, software
from kg.pipeline.bulk.mapping import Mapper
from kg.pipeline.bulk.reading import Read, ReadTask, of_line, read_shard
from kg.pipeline.bulk.room import Room
from kg.pipeline.bulk.standing import Standing, known_texts
from kg.pipeline.bulk.watching import Watch

# The shard of the files without a document.
LISTED_FILES = "lists"


@dataclass(frozen=True, slots=True)
class Workshop:
    """Where a build works: the work folder, what maps tasks, who watches, and the base of IRIs."""

    room: Room
    mapper: Mapper
    watch: Watch
    base: str


@dataclass(frozen=True, slots=True)
class Shelf:
    """The inputs by name, the entry of each, and for those read by this build the task that read them."""

    shop: Workshop
    files: dict[str, Input]
    entries: dict[str, Entry] = field(default_factory=dict)
    places: dict[str, tuple[str, int]] = field(default_factory=dict)

    def read(self, wanted: Sequence[Input], known: frozenset[str]) -> None:
        """Read files, unless their shard is read already; `known` are hashes of texts that records name."""
        tasks = {task.key: task for task in _tasks(wanted, known)}
        new = [task for task in tasks.values() if not self.shop.room.has(f"read/{task.key}.entries")]
        for answer in self.shop.watch("read", len(new), self.shop.mapper.map(read_shard, new)):
            self.shop.room.put(f"read/{answer.key}.read", answer.read)
            self.shop.room.put(f"read/{answer.key}.entries", answer.entries)
        for task in tasks.values():
            entries = of_lines(self.shop.room.get(f"read/{task.key}.entries"))
            self.entries.update({one.name: one for one in entries})
            self.places.update({one.name: (task.key, at) for at, one in enumerate(entries)})

    def lines(self, names: Iterable[str]) -> dict[str, bytes]:
        """The line that was read of each file; what an earlier build read is read again."""
        wanted = list(names)
        self.fetch(wanted)
        found = {}
        by_key = sorted((self.places[name][0], name) for name in wanted)
        for read_by, group in groupby(by_key, lambda pair: pair[0]):
            lines = self.shop.room.get(f"read/{read_by}.read").splitlines()
            found.update({name: lines[self.places[name][1]] for _, name in group})
        return found

    def fetch(self, wanted: Iterable[str]) -> None:
        """Read those files again that only an earlier build has read."""
        names = [name for name in wanted if name not in self.places]
        known = frozenset(self.entries[name].sha256 for name in names if self.entries[name].known)
        before = {name: self.entries[name] for name in names}
        self.read([self.files[name] for name in names], known)
        if any(_as_read(before[name]) != self.entries[name] for name in names):
            raise BadInput("the inputs were read otherwise than before; build again into a new folder")

    def records(self, names: Iterable[str]) -> dict[str, Read]:
        """What was read of some files."""
        return {name: of_line(line) for name, line in self.lines(names).items()}


def shelved(shop: Workshop, files: Sequence[Input], before: Mapping[str, Entry]) -> Shelf:
    """All inputs read, but for those of which an earlier build has entries (`before`, by name).

    Raises BadInput or BadRecords where a record file cannot be read.
    """
    shelf = Shelf(shop, {one.name: one for one in files})
    record_files = [one for one in files if one.form == "records"]
    _shelve(shelf, record_files, before, frozenset())
    _raise_faults([shelf.entries[one.name] for one in record_files])
    known = known_texts(shelf.entries[one.name] for one in record_files)
    _shelve(shelf, [one for one in files if one.form == "document"], before, known)
    return shelf


def _shelve(shelf: Shelf, files: Sequence[Input], before: Mapping[str, Entry], known: frozenset[str]) -> None:
    new = []
    for one in files:
        old = before.get(one.name)
        same = old is not None and (old.form, old.sha256) == (one.form, one.sha256)
        if old and same and old.known == (one.sha256 in known):
            shelf.entries[one.name] = old
        else:
            new.append(one)
    shelf.read(new, known)


def _raise_faults(entries: Iterable[Entry]) -> None:
    faulty = [one for one in entries if one.refused or one.problems]
    for one in faulty:
        if one.refused:
            raise BadInput(one.refused)
    if faulty:
        raise BadRecords(list(dict.fromkeys(problem for one in faulty for problem in one.problems)))


def _tasks(files: Sequence[Input], known: frozenset[str]) -> Iterator[ReadTask]:
    """The files by shard, what is records apart from what is not."""
    unique = {one.name: one for one in files}
    in_order = sorted(unique.values(), key=lambda one: (one.shard, one.form, one.name))
    for _, group in groupby(in_order, lambda one: (one.shard, one.form)):
        shard = tuple(group)
        own = frozenset(one.sha256 for one in shard) & known
        said = [part for one in shard for part in (one.name, one.path, one.form, one.sha256)]
        yield ReadTask(key("read", software(), *said, *sorted(own)), shard, own)


@dataclass(frozen=True, slots=True)
class Emission:
    """What was emitted of a shard, or of the files without a document (shard `lists`)."""

    shard: str
    answer: EmitAnswer


def emitted(shelf: Shelf, here: Standing, decided: Decided, names: Sequence[str]) -> Iterator[Emission]:
    """The quads of some files, shard by shard in any order; what the work folder keeps is not made again."""
    shards: dict[str, list[str]] = {}
    for name in sorted(names):
        entry = here.entries[name]
        shard = entry.shard if entry.index and entry.index.document else LISTED_FILES
        shards.setdefault(shard, []).append(name)
    keys = {_emit_key(shelf, decided, group): shard for shard, group in shards.items()}
    room, new = shelf.shop.room, []
    for made, shard in keys.items():
        if room.has(f"emitted/{made}"):
            said = files_of(room.get(f"emitted/{made}"))
            yield Emission(shard, EmitAnswer(made, room.get(f"emitted/{made}.nq"), said))
        else:
            new.append(made)
    # Read before any is emitted, so that all cores read.
    shelf.fetch(name for made in new for name in shards[keys[made]])
    tasks = (_emit_task(shelf, decided, made, shards[keys[made]]) for made in new)
    for answer in shelf.shop.watch("emit", len(new), shelf.shop.mapper.map(emit_shard, tasks)):
        room.put(f"emitted/{answer.key}.nq", answer.quads)
        room.put(f"emitted/{answer.key}", files_json(answer.files))
        yield Emission(keys[answer.key], answer)


def _emit_key(shelf: Shelf, decided: Decided, names: Sequence[str]) -> str:
    said = ((name, shelf.entries[name].sha256, to_json(decided.of(name))) for name in names)
    return key("emit", software(), shelf.shop.base, *(part for parts in said for part in parts))


def _emit_task(shelf: Shelf, decided: Decided, made: str, names: Sequence[str]) -> EmitTask:
    lines = shelf.lines(names)
    files = tuple(Emittable(name, lines[name], to_json(decided.of(name))) for name in names)
    return EmitTask(made, shelf.shop.base, files, texts_for(shelf, decided, names))


def texts_for(shelf: Shelf, decided: Decided, names: Sequence[str]) -> dict[str, str]:
    """The texts that record files need, by hash."""
    shas = {
        sha
        for name in names
        if shelf.entries[name].form == "records"
        for sha in decided.of(name).texts.values()
    }
    if not shas:
        return {}
    holders = {
        one.sha256: name for name, one in shelf.entries.items() if one.sha256 in shas and not one.refused
    }
    return {shelf.entries[name].sha256: read.text for name, read in shelf.records(holders.values()).items()}


def _as_read(entry: Entry) -> Entry:
    """An entry without what a build has said of it."""
    return replace(entry, stands=False, decision="")
