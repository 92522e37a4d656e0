"""List what a build is made of: the files under the paths given to it, and what the package brings."""

from collections.abc import Collection, Iterator, Sequence
from hashlib import sha256
from pathlib import Path

from kg import resources, source
from kg.store.inputs import Input, Kind

_PACKAGED: tuple[Kind, ...] = ("ontology", "shapes")


def inputs(paths: Sequence[Path], left_out: Collection[str] = ()) -> Iterator[Input]:
    """Each record file and document under the paths but those left out, named from the path that was given.

    `paths` are those of a build and may be none, for the reviewed corpus; `left_out` names files as problems
    of a build do. No place on the disk is told: a copy elsewhere gives the same. Raises BadInput as
    `source.find`.
    """
    for path in paths or [Path(source.CORPUS)]:
        found, root = source.find([path]), root_of(path)
        kinds: dict[Kind, tuple[Path, ...]] = {"records": found.records, "document": found.documents}
        for kind, files in kinds.items():
            for file in files:
                if not {str(file), source.shown(file)} & set(left_out):
                    yield Input(kind, file.relative_to(root).as_posix(), _hash(file.read_bytes()))
    for folder in _PACKAGED:
        for name, text in resources.texts(folder, ".ttl").items():
            yield Input(folder, f"{name}.ttl", _hash(text.encode()))


def _hash(content: bytes) -> str:
    return sha256(content).hexdigest()


def root_of(path: Path) -> Path:
    """The folder from which the files of a path given are named."""
    if path.is_dir():
        return path
    return path.parent if path.exists() else resources.corpus()
