"""Find record files and documents under paths, and read them: all or nothing."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kg import resources
from kg.errors import BadInput
from kg.messages import why
from kg.source.kinds import SUFFIXES
from kg.source.reading import Source, read
from kg.source.unread import KINDS, remedy

# The word that names the reviewed corpus among paths.
CORPUS = "corpus"
_RECORDS = {".yaml", ".yml"}
# Stands for the suffix of a folder that cannot be opened; no file has it.
_SHUT = "/"


@dataclass(frozen=True, slots=True)
class Found:
    """The files under some paths by what they are: records, documents, and documents of kinds not read."""

    records: tuple[Path, ...]
    documents: tuple[Path, ...]
    unread: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Inputs:
    """What lies under some paths: the text of each record file by its name, and the texts of documents.

    `unread` are the files of kinds that hold documents and are not read.
    """

    records: dict[str, str]
    texts: tuple[Source, ...]
    unread: tuple[Path, ...] = ()


def find(paths: Iterable[Path]) -> Found:
    """The files under the paths, sorted within each folder; by default those of the reviewed corpus.

    In a folder, files of other kinds and what is hidden are passed over; a folder in it that cannot be opened
    is one of the documents, so that reading it tells why. Raises BadInput for a path that does not exist or
    is itself of another kind.
    """
    given = list(paths) or [Path(CORPUS)]
    files = [file for path in given for file in _files(path)]
    return Found(
        tuple(file for file, suffix in files if suffix in _RECORDS),
        tuple(file for file, suffix in files if suffix == _SHUT or suffix in SUFFIXES),
        tuple(file for file, suffix in files if suffix in KINDS),
    )


def gather(paths: Iterable[Path]) -> Inputs:
    """The record files and texts among the paths and in their folders; by default the reviewed corpus.

    Raises BadInput for the first file that cannot be read, as `find` does, and where there is no record file.
    """
    given = list(paths)
    found = find(given)
    if not found.records:
        raise BadInput(
            "{paths}: holds no record file (.yaml); name 'corpus' for the reviewed ones",
            paths=", ".join(map(str, given)),
        )
    records = {shown(file): read(file).text for file in found.records}
    return Inputs(records, tuple(map(read, found.documents)), found.unread)


def _files(path: Path) -> list[tuple[Path, str]]:
    """The files that a path means, each with its suffix in small letters, "" for what is hidden."""
    if str(path) == CORPUS and not path.exists():
        path = resources.corpus()
    if _is_folder(path):
        return sorted(_inside(path))
    if not path.exists():
        raise BadInput(
            "{path}: there is no such file or folder; name one, or 'corpus' for the reviewed records",
            path=path,
        )
    suffix = _suffix(Path(path.name))
    if suffix in KINDS:
        raise BadInput("{path}: files of this kind are not read; {remedy}", path=path, remedy=remedy(suffix))
    if suffix not in _RECORDS | SUFFIXES.keys():
        raise BadInput(
            "{path}: neither records (.yaml) nor a document ({suffixes}); give those, or a folder of them",
            path=path,
            suffixes=", ".join(SUFFIXES),
        )
    return [(path, suffix)]


def _inside(folder: Path) -> Iterator[tuple[Path, str]]:
    """The files below a folder; a folder in it that cannot be opened stands for what it may hold."""
    closed: list[OSError] = []
    for place, _, names in os.walk(folder, onerror=closed.append):
        for file in (Path(place, name) for name in names):
            if _is_file(file):
                yield file, _suffix(file.relative_to(folder))
    for error in closed:
        shut = Path(error.filename)
        hidden = any(part.startswith(".") for part in shut.relative_to(folder).parts)
        yield shut, "" if hidden else _SHUT


def _is_file(file: Path) -> bool:
    try:
        return file.is_file()
    except OSError:
        # What keeps it from being looked at is told when it is read.
        return True


def _suffix(inside: Path) -> str:
    # Office keeps a lock file, and some systems an icon file, beside a document under a hidden name; other
    # programs keep a folder of what they know of the one it stands in, with copies of its files.
    hidden = any(part.startswith((".", "~$")) for part in inside.parts)
    return "" if hidden else inside.suffix.lower()


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError as error:
        # A name that is too long, or a folder that is closed.
        raise BadInput("{path}: {why}; give a file that can be read", path=path, why=why(error)) from error


def shown(file: Path) -> str:
    """The path as a user would name it: from the working folder where it lies below that."""
    try:
        return file.absolute().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return str(file)
