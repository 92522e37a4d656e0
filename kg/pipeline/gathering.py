"""Gather what a build is made of: records, the texts that they name, and drafts of the other texts."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg import records, source
from kg.drafting import plain
from kg.errors import BadInput, Place, Problem
from kg.extract.reading import Finding
from kg.messages import Message, joined
from kg.pipeline.working import Outcome, outcomes
from kg.records import RecordFile, Records


@dataclass(frozen=True, slots=True)
class Gathered:
    """The records, drafts among them; texts by id of source; doubts by document; what was left out."""

    said: Records
    texts: dict[str, str]
    doubts: dict[str, tuple[Finding, ...]]
    left_out: tuple[Problem, ...]


def gathered(paths: Sequence[Path], say: Callable[[str], None] = lambda line: None) -> Gathered:
    """What lies under the paths, by default the reviewed corpus.

    Raises BadInput where there is nothing to build or a record file cannot be read, BadRecords where one is
    not of the format.
    """
    found = source.find(paths)
    if found.unread:
        say(source.passed_over(found.unread))
    said = records.read(source.gather(found.records).records if found.records else {})
    said, superseded = _reviewed_first(said)
    known = frozenset(one.sha256 for one in said.sources.values())
    if found.documents:
        say(Message("reading {count} {count:document|documents}", count=len(found.documents)))
    read = tuple(outcomes(found.documents, known=known))
    refused = [
        Problem(Place(str(one.path)), *parted(str(one.path), one.refused)) for one in read if one.refused
    ]
    drafted, repeated = _drafted(read, said)
    if not found.records and not drafted.files:
        raise nothing_there(paths, [one.refused for one in read if one.refused])
    together = records.beside(said, drafted)
    sources = {one.sha256: one.id for one in together.sources.values()}
    texts = {sources[one.source.sha256]: one.source.text for one in read if one.source and _in(one, sources)}
    return Gathered(together, texts, _doubts(read, drafted), (*refused, *superseded, *repeated))


def _in(outcome: Outcome, sources: dict[str, str]) -> bool:
    return outcome.source is not None and outcome.source.sha256 in sources


def nothing_there(paths: Sequence[Path], refused: Sequence[str]) -> BadInput:
    """The error where there is nothing to build; `refused` says why files could not be read."""
    if refused:
        return BadInput(joined(refused))
    return BadInput(
        "{paths}: holds no record file (.yaml) and no document; name 'corpus' for the reviewed records",
        paths=", ".join(map(str, paths)),
    )


def parted(name: str, refused: str) -> tuple[str, str]:
    """What is wrong with a file that was refused, and what would be right."""
    told = Message(refused).values.get("error")
    said = told if isinstance(told, Message) else Message(refused.removeprefix(f"{name}: "))
    wrong, remedy = said.parted()
    return wrong, remedy or Message("give a file that can be read")


def _drafted(read: Iterable[Outcome], said: Records) -> tuple[Records, list[Problem]]:
    """The drafts by the name of their file; a document that is already there is told and left out."""
    there = {file.document.id: name for name, file in said.files.items() if file.document is not None}
    files: dict[str, RecordFile] = {}
    repeated = []
    for one in read:
        if one.draft is None or one.draft.file.document is None:
            continue
        name, document = str(one.path), one.draft.file.document.id
        if document in there:
            repeated.append(given_already(name, document, there[document]))
        else:
            there[document] = name
            files[name] = one.draft.file
    raw = {name: plain(file) for name, file in files.items()}
    return Records(files=files, raw=raw, lines={name: {} for name in files}), repeated


def given_already(name: str, document: str, by: str) -> Problem:
    """What is wrong with a text of a document that another file gives."""
    return Problem(
        Place(name),
        Message("is the document {document}, which {by} already gives", document=document, by=by),
        "leave one of the two out, or add this text's SHA-256 under 'sources' of its records",
    )


def draft_of_reviewed(name: str, document: str, by: str) -> Problem:
    """What is wrong with a draft of a document that reviewed records give."""
    return Problem(
        Place(name),
        Message("is a draft of {document}, which {by} gives reviewed", document=document, by=by),
        "leave the draft out",
    )


def _reviewed_first(said: Records) -> tuple[Records, list[Problem]]:
    """The records without drafts of documents that reviewed records give, and each such draft."""
    own = records.drafts(said)
    reviewed = {f.document.id: name for name, f in said.files.items() if f.document and name not in own}
    repeated = {
        name: file.document.id
        for name, file in said.files.items()
        if name in own and file.document is not None and file.document.id in reviewed
    }
    problems = [draft_of_reviewed(name, document, reviewed[document]) for name, document in repeated.items()]
    return records.without(said, repeated), problems


def _doubts(read: Iterable[Outcome], drafted: Records) -> dict[str, tuple[Finding, ...]]:
    """What the reader doubts, by document, in the texts whose drafts stand."""
    doubts: dict[str, tuple[Finding, ...]] = {}
    for one in read:
        if one.draft and one.draft.file.document and str(one.path) in drafted.files:
            doubts.setdefault(one.draft.file.document.id, one.draft.findings)
    return doubts
