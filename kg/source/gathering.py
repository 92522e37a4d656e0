"""Find record files and documents under paths, and read them: all or nothing, or what can be read."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from kg import resources
from kg.errors import BadInput, KgError
from kg.source.kinds import SUFFIXES
from kg.source.reading import Source, read

# The word that names the reviewed corpus among paths.
CORPUS = "corpus"
_RECORDS = {".yaml", ".yml"}


@dataclass(frozen=True, slots=True)
class Found:
    """The files under some paths by what they are: records, documents, and of other kinds in folders."""

    records: tuple[Path, ...]
    documents: tuple[Path, ...]
    passed_over: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Inputs:
    """What lies under some paths.

    The text of each record file by its name, the texts of documents, the files of other kinds that were
    passed over in folders, and each file that could not be read with the error that says why.
    """

    records: dict[str, str]
    texts: tuple[Source, ...]
    passed_over: tuple[Path, ...] = ()
    refused: dict[Path, KgError] = field(default_factory=dict)


def find(paths: Iterable[Path]) -> Found:
    """The files under the paths, sorted within each folder; by default those of the reviewed corpus.

    In a folder, hidden files and files of other kinds are passed over. Raises BadInput for a path that does
    not exist or is itself of another kind.
    """
    given = list(paths) or [Path(CORPUS)]
    files = [(file, path.is_dir() or not path.exists()) for path in given for file in _files(path)]
    other = [
        (file, in_folder) for file, in_folder in files if _suffix(file) not in _RECORDS | SUFFIXES.keys()
    ]
    for file, in_folder in other:
        if not in_folder:
            raise BadInput(
                f"{file}: neither records (.yaml) nor a document ({', '.join(SUFFIXES)}); "
                "give those, or a folder of them"
            )
    return Found(
        tuple(file for file, _ in files if _suffix(file) in _RECORDS),
        tuple(file for file, _ in files if _suffix(file) in SUFFIXES),
        tuple(file for file, _ in other),
    )


def gather(paths: Iterable[Path]) -> Inputs:
    """The record files and texts among the paths and in their folders; by default the reviewed corpus.

    Raises BadInput for the first file that cannot be read, as `find` does, and where there is no record file.
    """
    given = list(paths)
    found = find(given)
    if not found.records:
        raise BadInput(
            f"{', '.join(map(str, given))}: holds no record file (.yaml); name 'corpus' for the reviewed ones"
        )
    records = {shown(file): read(file).text for file in found.records}
    return Inputs(records, tuple(map(read, found.documents)), found.passed_over)


def gather_readable(paths: Iterable[Path]) -> Inputs:
    """What can be read of the paths, and each file that cannot, with its error; there need be no record file.

    Raises BadInput as `find` does.
    """
    found = find(paths)
    refused: dict[Path, KgError] = {}
    records = {shown(file): source.text for file in found.records for source in _attempt(file, refused)}
    texts = tuple(source for file in found.documents for source in _attempt(file, refused))
    return Inputs(records, texts, found.passed_over, refused)


def _attempt(file: Path, refused: dict[Path, KgError]) -> tuple[Source, ...]:
    try:
        return (read(file),)
    except KgError as error:
        refused[file] = error
        return ()


def _suffix(file: Path) -> str:
    # Office keeps a lock file, and some systems an icon file, beside a document under a hidden name.
    return "" if file.name.startswith((".", "~$")) else file.suffix.lower()


def _files(path: Path) -> list[Path]:
    if str(path) == CORPUS and not path.exists():
        path = resources.corpus()
    if _is_folder(path):
        return sorted(file for file in path.rglob("*") if file.is_file())
    if not path.exists():
        raise BadInput(
            f"{path}: there is no such file or folder; name one, or 'corpus' for the reviewed records"
        )
    return [path]


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError as error:
        # A name that is too long, or a folder that is closed.
        raise BadInput(f"{path}: {error.strerror or error}; give a file that can be read") from error


def shown(file: Path) -> str:
    """The path as a user would name it: from the working folder where it lies below that."""
    try:
        return file.absolute().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return str(file)
