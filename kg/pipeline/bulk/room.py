"""The work folder of a bulk build: answers kept by their key until the build is in place.

A killed build leaves it, and the next one of the same output uses what it finds. `put`, `get` and `has` are
all that reads and writes there.
"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from kg.errors import BadInput
from kg.messages import why


@dataclass(frozen=True, slots=True)
class Room:
    """A folder of kept bytes, each under a place such as `read/<key>.entries`."""

    folder: Path

    def put(self, place: str, content: bytes) -> None:
        """Keep bytes, whole or not at all."""
        path = self.folder / place
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(f".{path.name}.new")
        beside.write_bytes(content)
        os.replace(beside, path)

    def get(self, place: str) -> bytes:
        """The bytes kept at a place."""
        return (self.folder / place).read_bytes()

    def has(self, place: str) -> bool:
        """Whether something is kept at a place."""
        return (self.folder / place).is_file()

    def fresh(self, name: str) -> Path:
        """An empty folder of that name, in the place of what was left of it."""
        folder = self.folder / name
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        return folder


@contextmanager
def room_of(into: Path) -> Iterator[Room]:
    """The work folder for an output folder, beside it; gone when the build is done, kept when it is not.

    Raises BadInput where another build of the same output is under way, or the disk does not allow it.
    """
    folder = _work(into)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / "lock").open("w") as lock:
            _hold(lock.fileno(), into)
            yield Room(folder)
            shutil.rmtree(folder)
    except OSError as error:
        place = error.filename or into
        raise BadInput(
            "{place}: {why}; give a folder that can be written, or make room", place=place, why=why(error)
        ) from error


def discard(into: Path) -> None:
    """Remove the work folder that a build left which was stopped after its output was in place.

    One in which another build is at work, or that the disk does not let go, stays.
    """
    if _work(into).is_dir():
        with suppress(BadInput), room_of(into):
            pass


def _work(into: Path) -> Path:
    return into.with_name(f".{into.name}.work")


def _hold(lock: int, into: Path) -> None:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise BadInput(
            "{into}: another build of this folder is under way; wait for its end", into=into
        ) from error
