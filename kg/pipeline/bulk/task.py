"""What one bulk build has to do: what it is made of, where it goes, what was there, and who is told."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.pipeline.bulk.entries import Entry, Input, of_lines
from kg.pipeline.bulk.manifest import Manifest

INDEX, FOUND = "index", "found"


@dataclass(frozen=True, slots=True)
class Task:
    """The inputs under some paths, the output folder, the manifest of the build there, and who is told."""

    paths: Sequence[Path]
    files: list[Input]
    into: Path
    last: Manifest | None
    say: Callable[[str], None]


def entries_in(folder: Path) -> dict[str, Entry]:
    """The entries that a build keeps, by name."""
    found = (entry for path in sorted((folder / INDEX).iterdir()) for entry in of_lines(path.read_bytes()))
    return {entry.name: entry for entry in found}
