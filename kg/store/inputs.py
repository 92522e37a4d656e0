"""What a build was made of, kept in its folder: files by kind with hashes, and the software's version."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from kg import __version__
from kg.errors import BadInput

FILE = "inputs.json"
Kind = Literal["records", "document", "ontology", "shapes"]


@dataclass(frozen=True, slots=True, order=True)
class Input:
    """A file: its kind, its name from the folder that was given, and the SHA-256 of its bytes in hex."""

    kind: Kind
    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Inputs:
    """The version of the software that built, and the files that it built from."""

    software: str
    files: tuple[Input, ...]


def write_inputs(folder: Path, files: Iterable[Input]) -> None:
    """Write the files down in the folder of a build, sorted: the same bytes for the same files."""
    told = ({"kind": one.kind, "name": one.name, "sha256": one.sha256} for one in sorted(set(files)))
    # A file a line, since json takes ten times as long where it is to indent, and there may be thousands.
    lines = ",\n  ".join(json.dumps(one, ensure_ascii=False) for one in told)
    text = f'{{\n "software": {json.dumps(__version__)},\n "files": [\n  {lines}\n ]\n}}\n'
    (folder / FILE).write_text(text, encoding="utf-8", newline="\n")


def read_inputs(folder: Path) -> Inputs | None:
    """What a build was made of; None where it does not say. Raises BadInput where that is damaged."""
    place = folder / FILE
    if not place.is_file():
        return None
    try:
        told = json.loads(place.read_text(encoding="utf-8"))
        return Inputs(told["software"], tuple(Input(**file) for file in told["files"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BadInput(
            "{place}: cannot be read ({error}); build again: 'python build.py'", place=place, error=error
        ) from error
