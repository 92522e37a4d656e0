"""A document's text, read whole: offsets lie inside it, and its draft can be written and read back."""

import unicodedata
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from kg import extract as reader
from kg import records
from kg.drafting import as_contract, as_yaml, draft, summary
from kg.extract import Reading
from kg.source import Source
from kg.text import fold

_SHOWN = ("shown_at", "told_at")
_PLACES = {"start", "end", "body_start", "body_end", "title_end", "related_at", "forms", *_SHOWN}


def extract(content: bytes) -> None:
    """Any text, read and drafted; what composed and decomposed letters say is the same."""
    said = content.decode("utf-8", "replace")
    reading = reader.read(said)
    for part in places(reading):
        check_place(said, part)
    composed, decomposed = (unicodedata.normalize(form, latin(said)) for form in ("NFC", "NFD"))
    if composed != decomposed and worded(reader.read(composed)) != worded(reader.read(decomposed)):
        raise AssertionError("composed and decomposed letters are read differently")
    if said.strip():
        _drafted(said, reading)


def latin(said: str) -> str:
    """The text without what Unicode composes otherwise than letters of Latin with their marks."""
    return "".join(filter(_is_latin, said))


def _is_latin(letter: str) -> bool:
    first, *marks = unicodedata.normalize("NFD", letter)
    if not marks:
        return first == letter and not unicodedata.combining(first)
    return first.isascii() and all("\u0300" <= mark <= "\u036f" for mark in marks)


def _drafted(said: str, reading: Reading) -> None:
    source = Source(Path("input.txt"), sha256(said.encode("utf-8")).hexdigest(), said)
    as_contract(reading, source)
    drafted = draft(reading, source)
    summary(source, reading, drafted, "vi")
    written = as_yaml(drafted.file, said, drafted.findings)
    if records.read({"draft.yaml": written}).files["draft.yaml"] != drafted.file:
        raise AssertionError("the draft does not read back as it was")


def places(value: Any) -> Iterator[Any]:
    """Everything in a reading that has a place in the text."""
    if isinstance(value, tuple):
        for inner in value:
            yield from places(inner)
    elif is_dataclass(value):
        if hasattr(value, "start") or hasattr(value, "shown_at"):
            yield value
        for field in fields(value):
            yield from places(getattr(value, field.name))


def check_place(said: str, part: Any) -> None:
    """Raises AssertionError where a place lies outside the text, or its words are not those that are told."""
    shown = [span for name in _SHOWN for span in getattr(part, name, ())]
    shown += [span] if (span := getattr(part, "related_at", None)) else []
    if not all(0 <= start < end <= len(said) for start, end in shown):
        raise AssertionError(f"shown outside the text: {part}")
    if not hasattr(part, "start"):
        return
    if not 0 <= part.start <= part.end <= len(said):
        raise AssertionError(f"outside the text: {part}")
    words = getattr(part, "text", None)
    # The label of an item stands before its words.
    if words and not fold(_seen(said[part.start : part.end])).endswith(fold(_seen(words))):
        raise AssertionError(f"{words!r} is not {said[part.start : part.end]!r}")
    if hasattr(part, "body_start") and not 0 <= part.body_start < part.body_end <= len(said):
        raise AssertionError(f"a body outside the text: {part}")


def _seen(words: str) -> str:
    """The words without signs that have no shape, and stars of bold type, which are not read."""
    shaped = (c for c in words if c.isspace() or unicodedata.category(c) not in ("Cc", "Cf", "Cn"))
    return "".join(c for c in shaped if c != "*")


def worded(value: Any) -> Any:
    """A reading without its places, in composed letters: what it says."""
    if isinstance(value, tuple):
        return tuple(map(worded, value))
    if is_dataclass(value):
        return tuple(worded(getattr(value, f.name)) for f in fields(value) if f.name not in _PLACES)
    return unicodedata.normalize("NFC", value) if isinstance(value, str) else value
