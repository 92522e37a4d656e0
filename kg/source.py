"""Sources: files with the texts of documents, named by their bytes' hash, and the records beside them."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from kg import resources
from kg.errors import BadInput

# The word that names the reviewed corpus among paths.
CORPUS = "corpus"
_RECORDS, _TEXTS = {".yaml", ".yml"}, {".txt", ".md"}
_UTF8_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Source:
    """A text file as it lies on disk: its path, the SHA-256 of its bytes, and its text as decoded."""

    path: Path
    sha256: str
    text: str


@dataclass(frozen=True, slots=True)
class Inputs:
    """What lies under some paths: the text of each record file by its name, and the texts of documents."""

    records: dict[str, str]
    texts: tuple[Source, ...]


def read(path: Path) -> Source:
    """The source in a file of UTF-8 text.

    Raises BadInput where the file cannot be read or is not UTF-8.
    """
    try:
        content = path.read_bytes()
        encoding = "utf-8-sig" if content.startswith(_UTF8_MARK) else "utf-8"
        return Source(path, sha256(content).hexdigest(), content.decode(encoding))
    except OSError as error:
        raise BadInput(f"{path}: {error.strerror}; give a file that can be read") from error
    except UnicodeDecodeError as error:
        raise BadInput(f"{path}: byte {error.start} is not UTF-8; save the text as UTF-8") from error


def gather(paths: Iterable[Path]) -> Inputs:
    """The record files and texts among the paths and in their folders; by default the reviewed corpus.

    In a folder, files of other kinds are passed over. Raises BadInput for a path that does not exist or is of
    another kind, and where there is no record file at all.
    """
    given = list(paths) or [Path(CORPUS)]
    files = [(file, path.is_dir()) for path in given for file in _files(path)]
    for file, passed_over in files:
        if file.suffix.lower() not in _RECORDS | _TEXTS and not passed_over:
            raise BadInput(
                f"{file}: neither records (.yaml) nor a text (.txt, .md); give those, or a folder of them"
            )
    records = {_shown(file): read(file).text for file, _ in files if file.suffix.lower() in _RECORDS}
    if not records:
        raise BadInput(
            f"{', '.join(map(str, given))}: holds no record file (.yaml); name 'corpus' for the reviewed ones"
        )
    return Inputs(records, tuple(read(file) for file, _ in files if file.suffix.lower() in _TEXTS))


def _files(path: Path) -> list[Path]:
    if str(path) == CORPUS and not path.exists():
        path = resources.corpus()
    if path.is_dir():
        return sorted(file for file in path.rglob("*") if file.is_file())
    if not path.exists():
        raise BadInput(
            f"{path}: there is no such file or folder; name one, or 'corpus' for the reviewed records"
        )
    return [path]


def _shown(file: Path) -> str:
    """The path as a user would name it: from the working folder where it lies below that."""
    try:
        return file.absolute().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return str(file)
