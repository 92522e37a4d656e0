"""Put the files of a site into its new folder; what has not changed is shared with the last site.

A shared file keeps the time at which its content came to be: a cache that holds it stays right, and what
copies the site elsewhere copies only what is new.
"""

import os
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import BadInput

_NO_NAMES = frozenset({"", ".", ".."})


@dataclass(slots=True)
class Shelf:
    """What has been put, beside the folder of the last site (which there need not be)."""

    last: Path
    pages: int = 0
    files: int = 0
    kept: int = 0
    _made: set[Path] = field(default_factory=set)

    def put(self, folder: Path, path: str, content: str | bytes) -> None:
        """Put a file into the new folder; raises BadInput where its path is no name for one."""
        if any(part in _NO_NAMES for part in path.split("/")):
            raise BadInput(
                "{path}: no name for a file of the site; give the thing an id without empty parts or dots",
                path=path,
            )
        file = folder / path
        if file.parent not in self._made:
            file.parent.mkdir(parents=True, exist_ok=True)
            self._made.add(file.parent)
        written = content.encode() if isinstance(content, str) else content
        if _shared(self.last / path, file, written):
            self.kept += 1
        else:
            with open(file, "wb") as opened:
                opened.write(written)
        self.files += 1
        self.pages += path.endswith(".html")


def _shared(old: Path, new: Path, content: bytes) -> bool:
    """Whether the old file holds this content, and the new one is now the same file."""
    try:
        if old.is_symlink() or old.stat().st_size != len(content) or old.read_bytes() != content:
            return False
        os.link(old, new)
    except OSError:  # there is no such file, or the disk has no links: it is written
        return False
    return True
