"""Which inputs of a bulk build stand: reviewed records before drafts, one text for each document."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.errors import Place, Problem
from kg.pipeline.bulk.entries import Entry
from kg.pipeline.gathering import draft_of_reviewed, given_already, parted
from kg.records import Index


@dataclass(frozen=True, slots=True)
class Standing:
    """The entries with records, by name in order, the hashes of texts at hand, and what was left out."""

    entries: dict[str, Entry]
    texts: frozenset[str]
    left_out: tuple[Problem, ...]

    def indexes(self) -> Iterator[tuple[str, Index]]:
        """Name and index of each file."""
        return ((name, entry.index) for name, entry in self.entries.items() if entry.index is not None)

    def without(self, names: Iterable[str], problems: Sequence[Problem]) -> "Standing":
        """What stands without some files."""
        left = set(names)
        entries = {name: entry for name, entry in self.entries.items() if name not in left}
        return Standing(entries, self.texts, (*self.left_out, *problems))


def known_texts(record_files: Iterable[Entry]) -> frozenset[str]:
    """The hashes of the texts that record files name, drafts of what reviewed ones give left out."""
    kept = _superseded(record_files)[0]
    return frozenset(sha for one in kept if one.index for sha, _ in one.index.sources.values())


def standing(entries: Sequence[Entry]) -> Standing:
    """What stands of the entries, record files first, documents in order of the paths given."""
    kept, superseded = _superseded(one for one in entries if one.form == "records")
    there = {one.index.document: one.name for one in kept if one.index and one.index.document}
    refused, repeated = [], []
    files = {one.name: one for one in kept}
    for one in entries:
        if one.form == "document" and one.refused:
            refused.append(Problem(Place(one.name), *parted(one.name, one.refused)))
        elif one.form == "document" and one.index:
            if one.index.document in there:
                repeated.append(given_already(one.name, one.index.document, there[one.index.document]))
            else:
                there[one.index.document] = one.name
                files[one.name] = one
    texts = frozenset(one.sha256 for one in entries if one.form == "document" and not one.refused)
    return Standing({name: files[name] for name in sorted(files)}, texts, (*refused, *superseded, *repeated))


def _superseded(record_files: Iterable[Entry]) -> tuple[list[Entry], list[Problem]]:
    """The record files without drafts of documents that reviewed ones give, and each such draft."""
    files = [(one, one.index) for one in record_files if one.index]
    reviewed = {index.document: one.name for one, index in files if index.document and not index.draft}
    kept, problems = [], []
    for one, index in files:
        if index.draft and index.document in reviewed:
            problems.append(draft_of_reviewed(one.name, index.document, reviewed[index.document]))
        else:
            kept.append(one)
    return kept, problems
