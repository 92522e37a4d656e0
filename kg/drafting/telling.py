"""Tell a reading in the reader's output format: one JSON object for a document (docs/reading.md)."""

from dataclasses import asdict
from datetime import date
from typing import Any, TypeAlias

from kg.extract.reading import Reading
from kg.source import Source
from kg.text import fold

Contract: TypeAlias = dict[str, Any]
_LISTS = ("based_on", "cites", "sections", "viewpoints", "targets", "tasks", "assignments", "counts")
_HEAD = ("number", "type", "issuer", "place", "title", "issued", "signer", "recipients")


def as_contract(reading: Reading, source: Source) -> Contract:
    """The reading as plain values for JSON: offsets of the decoded text, ISO dates, null for the unseen."""
    told = _plain(asdict(reading))
    head = told["head"]
    return {
        "source": {
            "path": str(source.path),
            "sha256": source.sha256,
            "media_type": source.media_type,
            "characters": len(source.text),
        },
        **{key: head[key] for key in _HEAD},
        "entry_into_force": told["entry_into_force"],
        **{key: told[key] for key in _LISTS},
        "assignments": [_as_printed(one, source.text) for one in told["assignments"]],
        "findings": told["findings"],
    }


def _as_printed(assignment: Contract, text: str) -> Contract:
    """The assignment with its body's name as printed, where the text leaves out what the names before it say.

    Of "Các Bộ: Quốc phòng, Công an" the second is printed "Công an". What recognition misread stays mended.
    """
    printed = " ".join(text[assignment["body_start"] : assignment["body_end"]].replace("*", "").split())
    is_part = printed and fold(assignment["body"]).endswith(fold(printed))
    return assignment | ({"body": printed} if is_part else {})


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items() if key != "path"}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else value
