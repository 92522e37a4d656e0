"""Sources: files that hold the texts of documents, named by the hash of their bytes."""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from kg.errors import BadInput


@dataclass(frozen=True, slots=True)
class Source:
    """A text file as it lies on disk: its path, the SHA-256 of its bytes, and its text as decoded."""

    path: Path
    sha256: str
    text: str


def read(path: Path) -> Source:
    """The source in a file of UTF-8 text.

    Raises BadInput where the file cannot be read or is not UTF-8.
    """
    try:
        content = path.read_bytes()
        return Source(
            path,
            sha256(content).hexdigest(),
            content.decode("utf-8-sig" if content.startswith(b"\xef\xbb\xbf") else "utf-8"),
        )
    except OSError as error:
        raise BadInput(f"{path}: {error.strerror}; give a file that can be read") from error
    except UnicodeDecodeError as error:
        raise BadInput(f"{path}: byte {error.start} is not UTF-8; save the text as UTF-8") from error
