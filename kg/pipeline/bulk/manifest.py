"""The manifest of a bulk build: what it was made of and by what, and the digest of each of its parts."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from kg.errors import Problem
from kg.pipeline.bulk.entries import Form, Input
from kg.pipeline.bulk.parts import Part

NAME = "manifest.json"


@dataclass(frozen=True, slots=True)
class Of:
    """An input by its name, with the SHA-256 of its bytes."""

    name: str
    form: Form
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a build was made of and by what, its numbers, what was left out, and its parts by place."""

    software: str
    base: str
    quads: int
    inferred: int
    findings: int
    inputs: tuple[Of, ...]
    left_out: tuple[Problem, ...]
    parts: dict[str, Part]

    def made_by(self, software: str, base: str) -> bool:
        """Whether it was made by this software, for this base."""
        return (self.software, self.base) == (software, base)


_MANIFEST = TypeAdapter(Manifest)


def told(files: Sequence[Input]) -> tuple[Of, ...]:
    """The inputs as a manifest tells them."""
    return tuple(Of(one.name, one.form, one.sha256) for one in files)


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write the manifest of a folder."""
    (folder / NAME).write_bytes(_MANIFEST.dump_json(manifest, indent=1) + b"\n")


def manifest_of(folder: Path) -> Manifest | None:
    """The manifest of a folder; None where it holds no bulk build, or one of another form."""
    try:
        return _MANIFEST.validate_json((folder / NAME).read_bytes())
    except (OSError, ValidationError):
        return None
