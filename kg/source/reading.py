"""Read one file into a source: held to a size, to what its name promises, and to letters that can be read."""

from dataclasses import dataclass, replace
from hashlib import sha256
from importlib import import_module
from pathlib import Path

from kg.errors import BadInput, MissingTool
from kg.messages import why
from kg.source import kinds
from kg.source.decoding import utf8
from kg.source.kinds import Decoded, Medium
from kg.source.legacy import refuse_legacy

_MEGABYTE = 1_000_000
# The largest file that is read, in bytes, by kind; text and markup swell most in memory.
_LIMITS = {kinds.PLAIN: 20, kinds.MARKDOWN: 20, kinds.HTML: 20, kinds.DOCX: 50, kinds.XLSX: 50}
_LIMIT = 100

# The module for each kind, loaded when a file of the kind is read; each has `read(content) -> Decoded`.
_READERS = {
    kinds.PLAIN: "plain",
    kinds.MARKDOWN: "plain",
    kinds.HTML: "markup",
    kinds.DOCX: "word",
    kinds.XLSX: "sheet",
    kinds.PDF: "pdf",
    kinds.PNG: "picture",
    kinds.TIFF: "picture",
    kinds.JPEG: "picture",
}


@dataclass(frozen=True, slots=True)
class Source:
    """A file as it lies on disk: its path, the SHA-256 of its bytes, its text as decoded, kind and medium."""

    path: Path
    sha256: str
    text: str
    media_type: str = kinds.PLAIN
    medium: Medium = "text"

    @property
    def id(self) -> str:
        """What a draft calls it: `src-` and the first 16 digits of its hash."""
        return f"src-{self.sha256[:16]}"


def read(path: Path) -> Source:
    """The source in a file, by its suffix; a file of an unknown suffix is read as UTF-8 text.

    Raises BadInput where the file cannot be read, is empty, too large, locked, not of the kind that its
    suffix promises or not in Unicode letters; MissingTool where a package or program is not installed.
    """
    try:
        return _read(path)
    except OSError as error:
        raise BadInput("{path}: {why}; give a file that can be read", path=path, why=why(error)) from error
    except MemoryError as error:
        raise BadInput("{path}: needs more memory than there is; give it in parts", path=path) from error
    except (BadInput, MissingTool) as error:
        raise type(error)("{path}: {error}", path=path, error=error) from error


def _read(path: Path) -> Source:
    kind = kinds.SUFFIXES.get(path.suffix.lower())
    content = _content(path, _LIMITS.get(kind or kinds.PLAIN, _LIMIT) * _MEGABYTE)
    source = Source(path, sha256(content).hexdigest(), "", kind or kinds.PLAIN)
    decoded = _decoded(kind, content) if kind else _unknown(content)
    return replace(source, text=decoded.text, medium=decoded.medium)


def _content(path: Path, limit: int) -> bytes:
    """The bytes of a file; raises BadInput for one that has more than the limit, whatever size it claims."""
    content, size = b"", _size(path)
    if size <= limit:
        with path.open("rb") as file:
            content = file.read(size + 1)
            # A pipe, a device, or a file that grows.
            content += file.read(limit - size) if len(content) > size else b""
    if (size := max(size, len(content))) > limit:
        raise BadInput(
            "is {size:,.0f} MB, more than the {limit} MB that are read; give it in parts",
            size=size / _MEGABYTE,
            limit=limit // _MEGABYTE,
        )
    return content


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except ValueError as error:
        raise BadInput("no file can have this name; give one that there is") from error


def _unknown(content: bytes) -> Decoded:
    kinds.sniff(content)
    return Decoded(utf8(content))


def _decoded(kind: str, content: bytes) -> Decoded:
    if not content.strip():
        raise BadInput("is empty; give a file with text")
    kinds.check(kind, content)
    try:
        reader = import_module(f"kg.source.{_READERS[kind]}")
    except ModuleNotFoundError as error:
        raise MissingTool(
            "reading it needs the package {package}; run pip install 'vnpolicy-kg[office,scan]'",
            package=error.name,
        ) from error
    decoded: Decoded = reader.read(content)
    if not decoded.text.strip():
        raise BadInput("holds no text; give a file with text")
    refuse_legacy(decoded.text)
    return decoded
