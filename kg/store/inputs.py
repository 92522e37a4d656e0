"""What a build was made of, kept in its folder: files by kind with hashes, and the software's version."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
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
    told = {"software": __version__, "files": [asdict(file) for file in sorted(set(files))]}
    text = json.dumps(told, ensure_ascii=False, indent=1) + "\n"
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
        raise BadInput(f"{place}: cannot be read ({error}); build again: 'python build.py'") from error
