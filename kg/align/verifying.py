"""Hold the places that records name against the texts at hand."""

from collections.abc import Iterator, Mapping
from typing import Any

from kg.errors import BadRecords, Problem
from kg.records import Records
from kg.text import digest, fold


def verify(records: Records, texts: Mapping[str, str]) -> None:
    """Check that every evidence lies inside its text and that its words have the hashes that it gives.

    `texts` holds the texts at hand by source id; evidence in other sources is not looked at.
    Raises BadRecords with every place that does not hold.
    """
    problems = [
        Problem(records.place(file, path), wrong, "correct start and end, or the hashes, of this place")
        for file in records.files
        for path, evidence in _places((), records.raw[file])
        if evidence["source"] in texts
        for wrong in _faults(evidence, texts[evidence["source"]])
    ]
    if problems:
        raise BadRecords(problems)


def _places(
    path: tuple[str | int, ...], value: Any
) -> Iterator[tuple[tuple[str | int, ...], dict[str, str]]]:
    if isinstance(value, dict):
        if "source" in value and "start" in value:
            yield path, value
        for key, inner in value.items():
            yield from _places((*path, key), inner)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _places((*path, index), inner)


def _faults(evidence: dict[str, str], text: str) -> Iterator[str]:
    start, end = int(evidence["start"]), int(evidence["end"])
    words, place = text[start:end], f"{start}-{end} of {evidence['source']}"
    if end > len(text):
        yield f"the place {place} lies beyond the text's {len(text)} characters"
    elif "folded" in evidence and evidence["folded"] != digest(fold(words)):
        yield f"the words at {place} are not those that were reviewed"
    elif "exact" in evidence and evidence["exact"] != digest(words):
        yield f"the words at {place} differ in spelling or marks from those that were reviewed"
