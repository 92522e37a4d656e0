"""The folder of a build: put in the place of the last one whole, and never in the place of anything else."""

import os
import re
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from kg.errors import BadInput
from kg.messages import Message
from kg.store.exchange import exchanged

# One of these every build holds, that in bulk the second; a folder without is not ours to replace.
MARKS = ("graph.nq", "quads/ontology.nq")
# What a room beside the folder holds: what is being made, and what stood there, once it does no more.
_NEW, _OLD = "new", "old"


def replaceable(into: Path, mark: str | None = None) -> Path:
    """The folder, resolved, if a build may take its place: nothing is there, or an empty folder, or a build.

    What builds that were killed left beside it is removed, and what they took away is put back. `mark` is a
    file that what may be replaced holds, by default that of a build. Raises BadInput where something else
    stands there.
    """
    into = into.resolve()
    _sweep(into)
    if into.exists() and not into.is_dir():
        raise BadInput("{into}: is a file; name a folder for the build", into=into)
    marked = any((into / mark).is_file() for mark in ((mark,) if mark else MARKS))
    if into.is_dir() and not marked and any(into.iterdir()):
        raise BadInput(
            "{into}: holds files that are no build of ours; name an empty or a new folder", into=into
        )
    return into


def replace(into: Path, write: Callable[[Path], None], mark: str | None = None) -> None:
    """Let `write` fill a folder beside `into`, then put it in the place of what was there.

    Whoever opens `into` finds the one or the other whole at any moment, also when this process is killed.
    `mark` is a file that what may be replaced holds, by default that of a build. Raises BadInput where
    something else stands there, or the disk does not allow it.
    """
    into = replaceable(into, mark)
    try:
        into.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(
            prefix=f".{into.name}.{os.getpid()}.", dir=into.parent, ignore_cleanup_errors=True
        ) as room:
            new = Path(room) / _NEW
            new.mkdir()
            write(new)
            _put(new, replaceable(into, mark))
    except OSError as error:
        raise _refusal(error, into) from error


def _refusal(error: OSError, into: Path) -> BadInput:
    """What the disk did not allow; errors of the store bear only words of their own."""
    wrong = error.strerror or " ".join(str(error).split()) or type(error).__name__
    return BadInput(
        "{path}: {why}; give a folder that can be written, or make room",
        path=error.filename or into,
        why=Message(wrong),
    )


def _put(new: Path, into: Path) -> None:
    """Put a folder in the place of another, or where there is none; what was there stays in the room."""
    if into.exists() and exchanged(new, into):
        return
    old = new.with_name(_OLD)
    try:
        if into.exists():
            into.rename(old)
        _put_first(new, into)
    except BaseException:
        if old.exists() and not into.exists():
            old.rename(into)
        raise


def _put_first(new: Path, into: Path) -> None:
    """Put a folder where there is none, or where another build has just been the first."""
    try:
        new.rename(into)
    except OSError:
        if not exchanged(new, into):
            raise


def _sweep(into: Path) -> None:
    """Remove what builds that were killed left beside the folder; what stood there last is put back."""
    if not into.parent.is_dir():
        return
    left = re.compile(rf"\.{re.escape(into.name)}\.([0-9]+)\..+")
    for path in into.parent.iterdir():
        found = left.fullmatch(path.name)
        if found and not _runs(int(found[1])):
            if (path / _OLD).is_dir() and not into.exists():
                (path / _OLD).rename(into)
            shutil.rmtree(path, ignore_errors=True)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
