"""The inputs of a bulk build, and the entry of each: what is known of a file without its records."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from shutil import which
from typing import Literal

import pyoxigraph
from pydantic import TypeAdapter

from kg import __version__, resources, source
from kg.errors import BadInput, Problem
from kg.messages import why
from kg.pipeline.listing import root_of
from kg.records import Index

Form = Literal["records", "document"]
_CHUNK = 1 << 20
_PACKAGES, _PROGRAMS = ("lxml", "numpy", "openpyxl", "pillow", "pypdfium2"), ("tesseract",)


@dataclass(frozen=True, slots=True)
class Input:
    """A file to build from: its name in problems, where it lies, what it is, and the SHA-256 of its bytes.

    `told` is its name from the folder that was given, the same wherever that lies.
    """

    name: str
    path: str
    form: Form
    sha256: str
    told: str

    @property
    def shard(self) -> str:
        """The shard that the file belongs to, one of 256, whatever the file is called."""
        return self.sha256[:2]


@dataclass(frozen=True, slots=True)
class Entry:
    """What came of reading an input.

    `refused` says why it could not be read, `problems` what is not of the record format; `index` is that of
    its records or draft, and None for a text that records name (`known`). In a finished build `stands` says
    whether the file is part of it, and `decision` is the key of what was decided on it.
    """

    name: str
    form: Form
    sha256: str
    known: bool = False
    refused: str = ""
    problems: tuple[Problem, ...] = ()
    index: Index | None = None
    stands: bool = False
    decision: str = ""

    @property
    def shard(self) -> str:
        """The shard of its input."""
        return self.sha256[:2]

    @property
    def document(self) -> str:
        """The id of its document; empty where it has none."""
        return self.index.document if self.index else ""


_ENTRY = TypeAdapter(Entry)


def to_line(entry: Entry) -> bytes:
    """The entry as a line of JSON."""
    return _ENTRY.dump_json(entry, exclude_defaults=True) + b"\n"


def of_lines(lines: bytes) -> list[Entry]:
    """The entries that lines of JSON hold."""
    return [_ENTRY.validate_json(line) for line in lines.splitlines()]


def inputs(paths: Sequence[Path], say: Callable[[str], None] = lambda line: None) -> list[Input]:
    """The record files under the paths, by name, then the documents, in order of the paths.

    `say` is told which files are of kinds that are not read. Raises BadInput as `source.find` does, or where
    a record file cannot be read.
    """
    given = list(paths) or [Path(source.CORPUS)]
    found = [(source.find([path]), root_of(path)) for path in given]
    if unread := [path for files, _ in found for path in files.unread]:
        say(source.passed_over(unread))
    records = {source.shown(path): (path, root) for files, root in found for path in files.records}
    return [_input(name, *records[name], "records") for name in sorted(records)] + [
        _input(str(path), path, root, "document") for files, root in found for path in files.documents
    ]


def _input(name: str, path: Path, root: Path, form: Form) -> Input:
    told = path.relative_to(root).as_posix()
    return Input(name, str(path), form, _hash(path, form), told)


def _hash(path: Path, form: Form) -> str:
    try:
        with path.open("rb") as file:
            digest = sha256()
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
    except OSError as error:
        if form == "records":
            raise BadInput(
                "{path}: {why}; give a file that can be read", path=path, why=why(error)
            ) from error
        # A document that cannot be read is told when it is its turn, and the rest goes on.
        return sha256(str(error).encode()).hexdigest()
    return digest.hexdigest()


@cache
def software() -> str:
    """What a build rests on beside its input: the version, a digest of the package, what it reads with."""
    digest = sha256(pyoxigraph.__version__.encode())
    digest.update(" ".join(_readers()).encode())
    for path in _own_files():
        digest.update(str(path.name).encode() + path.read_bytes())
    return f"{__version__}+{digest.hexdigest()[:16]}"


def _readers() -> Iterable[str]:
    """What optional packages and programs there are to read documents with."""
    for package in _PACKAGES:
        with suppress(PackageNotFoundError):
            yield f"{package} {version(package)}"
    yield from (program for program in _PROGRAMS if which(program))


def _own_files() -> Iterable[Path]:
    package = Path(resources.__file__).parent
    for folder, suffix in (("", "py"), ("ontology", "ttl"), ("shapes", "ttl"), ("queries", "rq")):
        yield from sorted((package / folder).rglob(f"*.{suffix}"))
    yield from sorted(package.rglob("*.yaml"))


def key(*parts: str | bytes) -> str:
    """A digest that tells apart what was made of other parts."""
    digest = sha256()
    for part in parts:
        content = part.encode() if isinstance(part, str) else part
        digest.update(f"{len(content)}:".encode() + content)
    return digest.hexdigest()[:32]
