"""Read documents into drafts on all cores: a document that cannot be read is told, the rest goes on."""

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from pydantic import ValidationError

from kg import drafting, extract, source
from kg.drafting import Draft
from kg.errors import KgError
from kg.extract.reading import Reading
from kg.messages import Message
from kg.source import Source

# Fewer documents are read sooner than a second process starts.
_FEW = 3


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one file: its source, what was read and drafted, or why it could not be read.

    A source that records name already is not read into a draft.
    """

    path: Path
    source: Source | None = None
    reading: Reading | None = None
    draft: Draft | None = None
    refused: str = ""


def outcomes(
    paths: Sequence[Path], jobs: int | None = None, known: frozenset[str] = frozenset()
) -> Iterator[Outcome]:
    """What comes of each file, in order; `known` holds the hashes of texts that need no draft.

    `jobs` processes read at the same time, by default as many as there are cores.
    """
    jobs = min(jobs or os.cpu_count() or 1, len(paths))
    work = partial(outcome, known=known)
    if jobs <= 1 or len(paths) <= _FEW:
        yield from map(work, paths)
        return
    with ProcessPoolExecutor(max_workers=jobs) as pool:
        yield from pool.map(work, paths)


def outcome(path: Path, known: frozenset[str]) -> Outcome:
    """What comes of one file; `known` holds the hashes of texts that need no draft."""
    try:
        text = source.read(path)
        if text.sha256 in known:
            return Outcome(path, text)
        reading = extract.read(text.text)
        return Outcome(path, text, reading, drafting.draft(reading, text))
    except KgError as error:
        return Outcome(path, refused=error.message)
    except (ValidationError, RecursionError, MemoryError) as error:
        said = str(error).splitlines()[0] if str(error) else type(error).__name__
        wrong = "{path}: cannot be read as a document ({error}); give it in another form"
        return Outcome(path, refused=Message(wrong, path=path, error=said))
