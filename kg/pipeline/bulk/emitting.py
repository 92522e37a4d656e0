"""Phase 3 of a bulk build: the quads of files, by what they say and what was decided on each.

`emit_shard` depends on nothing but its task, so that any worker can do it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pydantic import TypeAdapter
from pyoxigraph import Store
from rdflib import URIRef

from kg import align, graph, records
from kg import store as storage
from kg.errors import BadRecords
from kg.names import Base
from kg.pipeline.bulk.deciding import Decision, of_json
from kg.pipeline.bulk.reading import Read, of_line, plain
from kg.pipeline.doubting import doubts
from kg.records import MANNERS, RecordFile, Records
from kg.validate import Finding


@dataclass(frozen=True, slots=True)
class Emittable:
    """A file to be emitted: its name, the line that was read of it, the decision on it, as JSON."""

    name: str
    read: bytes
    decision: bytes


@dataclass(frozen=True, slots=True)
class EmitTask:
    """Files to emit, the base of IRIs, and the texts that they need of others, by their hash.

    `key` is the digest of all that the answer depends on.
    """

    key: str
    base: str
    files: tuple[Emittable, ...]
    texts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Emitted:
    """What is doubtful in a file, and whether all places that it names hold."""

    name: str
    doubts: tuple[Finding, ...] = ()
    holds: bool = True


@dataclass(frozen=True, slots=True)
class EmitAnswer:
    """What came of a task: the quads of all its files, as sorted N-Quads, and what is to be said of each."""

    key: str
    quads: bytes
    files: tuple[Emitted, ...]


_FINDINGS = TypeAdapter(list[Finding])
_FILES = TypeAdapter(tuple[Emitted, ...])


def files_json(files: tuple[Emitted, ...]) -> bytes:
    """What is to be said of files, as JSON."""
    return _FILES.dump_json(files, exclude_defaults=True)


def files_of(content: bytes) -> tuple[Emitted, ...]:
    """What is to be said of files, from JSON."""
    return _FILES.validate_json(content)


def findings_json(findings: list[Finding]) -> bytes:
    """Findings as JSON."""
    return _FINDINGS.dump_json(findings, exclude_defaults=True)


def findings_of(content: bytes) -> list[Finding]:
    """The findings that JSON holds."""
    return _FINDINGS.validate_json(content)


def emit_shard(task: EmitTask) -> EmitAnswer:
    """Emit the files of a task."""
    room, base = Store(), Base(task.base)
    files = tuple(_emitted(one, base, task.texts, room) for one in task.files)
    return EmitAnswer(task.key, storage.dump(room).encode(), files)


def _emitted(one: Emittable, base: Base, texts: Mapping[str, str], room: Store) -> Emitted:
    read, decision = of_line(one.read), of_json(one.decision)
    if read.file is None:
        return Emitted(one.name)
    file = trimmed(read.file, decision)
    said = Records(files={one.name: file}, raw={one.name: {}}, lines={one.name: {}})
    id_ = file.document.id if file.document else ""
    own = {id_: read.doubts} if read.doubts else {}
    words = texts_of(read, decision, texts)
    storage.add(room, quads(file, decision, base, words))
    return Emitted(one.name, tuple(doubts(said, own, base)), bool(read.text) or _holds(said, words))


def trimmed(file: RecordFile, decision: Decision) -> RecordFile:
    """A file without what others tell."""
    raw = {"mentions": file.mentions, "bodies": file.bodies}
    said = Records(files={"": file}, raw={"": raw}, lines={"": {}})
    for section, left in decision.leaves().items():
        said = records.leaving(said, section, (("", at) for at in left))
    return said.files[""]


def texts_of(read: Read, decision: Decision, texts: Mapping[str, str]) -> dict[str, str]:
    """The texts at hand by id of source; a draft's source is its own text."""
    own = {one.id: read.text for one in read.file.sources} if read.file and read.text else {}
    return {id_: texts[sha] for id_, sha in decision.texts.items() if sha in texts} | own


def _holds(said: Records, texts: Mapping[str, str]) -> bool:
    """Whether the places of reviewed records hold; those of a draft were taken from the text itself."""
    if not texts:
        return True
    raw = {name: plain(file) for name, file in said.files.items()}
    try:
        align.verify(Records(files=said.files, raw=raw, lines=said.lines), texts)
    except BadRecords:
        return False
    return True


class _Bodies(dict[str, URIRef]):
    """The IRI of a body by id; a body that is known through no document needs no entry."""

    def __init__(self, base: Base, through: Mapping[str, str]) -> None:
        self._base = base
        super().__init__({id_: base.body(id_, by or None) for id_, by in through.items()})

    def __missing__(self, id_: str) -> URIRef:
        return self._base.body(id_)


def quads(file: RecordFile, decision: Decision, base: Base, texts: Mapping[str, str]) -> Iterator[graph.Quad]:
    """The quads of a file, by what was decided on it."""
    owner = file.document.id if file.document else ""
    through = {body.id: body.known_through or "" for body in file.bodies} | dict(decision.through)
    sources = {one.id: base.source(one.sha256) for one in file.sources}
    manners = {one.id: MANNERS[p.as_] for one in file.sources for p in one.attests if p.document == owner}
    writer = graph.Writer(
        base,
        owner,
        _Bodies(base, through),
        sources | {id_: base.source(sha) for id_, sha in decision.sources.items()},
        decision.manners or manners,
        texts,
    )
    return graph.emit_file(writer, file)


def sorted_lines(emitted: Iterable[graph.Quad]) -> list[bytes]:
    """Quads as sorted lines of N-Quads, with literals as the store keeps them."""
    room = Store()
    storage.add(room, emitted)
    return storage.dump(room).encode().splitlines(keepends=True)
