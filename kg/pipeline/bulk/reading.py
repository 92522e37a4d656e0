"""Phase 1 of a bulk build: read files, draft the texts among them, and index what they say.

`read_shard` depends on nothing but its task and the files that this names, so that any worker can do it.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter

from kg import records, source
from kg.errors import BadInput, BadRecords, KgError
from kg.extract.reading import Finding
from kg.pipeline.building import topics
from kg.pipeline.bulk.entries import Entry, Input, to_line
from kg.pipeline.working import outcome
from kg.records import RecordFile


@dataclass(frozen=True, slots=True)
class ReadTask:
    """Files to read, and the hashes of those texts among them that need no draft.

    `key` is the digest of all that the answer depends on.
    """

    key: str
    files: tuple[Input, ...]
    known: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ReadAnswer:
    """What came of a task: lines of JSON, one for each file in order, of its entry and of what was read."""

    key: str
    entries: bytes
    read: bytes


@dataclass(frozen=True, slots=True)
class Read:
    """What was read in a file: its records, its text where it is a document, and the reader's doubts."""

    file: RecordFile | None = None
    text: str = ""
    doubts: tuple[Finding, ...] = ()


_READ = TypeAdapter(Read)
_FILE = TypeAdapter(RecordFile)
topic_names = cache(topics)


def read_shard(task: ReadTask) -> ReadAnswer:
    """Read the files of a task; one that cannot be read is told in its entry."""
    forms = {"records": _records, "document": _document}
    both = [forms[one.form](one, task.known) for one in task.files]
    lines = (_READ.dump_json(read, by_alias=True, exclude_defaults=True) + b"\n" for _, read in both)
    return ReadAnswer(task.key, b"".join(to_line(entry) for entry, _ in both), b"".join(lines))


def of_line(line: bytes) -> Read:
    """What was read in a file, from its line of JSON."""
    return _READ.validate_json(line)


def plain(file: RecordFile) -> dict[str, object]:
    """A file of records as mappings, lists and plain values, without what is not said."""
    values: dict[str, object] = json.loads(_FILE.dump_json(file, by_alias=True, exclude_defaults=True))
    return values


def _records(one: Input, known: frozenset[str]) -> tuple[Entry, Read]:
    try:
        text = source.read(Path(one.path))
        _same(one, text.sha256)
        file = records.read({one.name: text.text}).files[one.name]
    except BadRecords as error:
        return Entry(one.name, one.form, one.sha256, problems=tuple(error.problems)), Read()
    except KgError as error:
        return Entry(one.name, one.form, one.sha256, refused=str(error)), Read()
    return Entry(one.name, one.form, one.sha256, index=_index(file)), Read(file)


def _document(one: Input, known: frozenset[str]) -> tuple[Entry, Read]:
    told = outcome(Path(one.path), known)
    if told.source is None:
        return Entry(one.name, one.form, one.sha256, refused=told.refused), Read()
    _same(one, told.source.sha256)
    if told.draft is None:
        return Entry(one.name, one.form, one.sha256, known=True), Read(text=told.source.text)
    file = told.draft.file
    return (
        Entry(one.name, one.form, one.sha256, index=_index(file)),
        Read(file, told.source.text, told.draft.findings),
    )


def _same(one: Input, digest: str) -> None:
    if digest != one.sha256:
        raise BadInput("{path}: was changed while it was being read; build again", path=one.path)


def _index(file: RecordFile) -> records.Index:
    return records.index(file, plain(file), topic_names())
