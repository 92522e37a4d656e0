"""The folder of a build: put in the place of the last one whole, and never in the place of anything else."""

import os
import re
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from kg.errors import BadInput

# One of these every build holds, that in bulk the second; a folder without is not ours to replace.
MARKS = ("graph.nq", "quads/ontology.nq")


def replaceable(into: Path, mark: str | None = None) -> Path:
    """The folder, resolved, if a build may take its place: nothing is there, or an empty folder, or a build.

    `mark` is a file that what may be replaced holds, by default that of a build. Raises BadInput where
    something else stands there.
    """
    into = into.resolve()
    if into.exists() and not into.is_dir():
        raise BadInput(f"{into}: is a file; name a folder for the build")
    marked = any((into / mark).is_file() for mark in ((mark,) if mark else MARKS))
    if into.is_dir() and not marked and any(into.iterdir()):
        raise BadInput(f"{into}: holds files that are no build of ours; name an empty or a new folder")
    return into


def replace(into: Path, write: Callable[[Path], None], mark: str | None = None) -> None:
    """Let `write` fill a folder beside `into`, then put it in the place of what was there.

    `mark` is a file that what may be replaced holds, by default that of a build. Raises BadInput where
    something else stands there, or the disk does not allow it.
    """
    into = replaceable(into, mark)
    try:
        into.parent.mkdir(parents=True, exist_ok=True)
        _sweep(into)
        with tempfile.TemporaryDirectory(prefix=f".{into.name}.{os.getpid()}.", dir=into.parent) as room:
            new = Path(room) / "new"
            new.mkdir()
            write(new)
            if into.exists():
                into.rename(Path(room) / "old")
            new.rename(into)
    except OSError as error:
        place = error.filename or into
        raise BadInput(
            f"{place}: {error.strerror}; give a folder that can be written, or make room"
        ) from error


def _sweep(into: Path) -> None:
    """Remove what builds that were killed left beside the folder."""
    left = re.compile(rf"\.{re.escape(into.name)}\.([0-9]+)\..+")
    for path in into.parent.iterdir():
        found = left.fullmatch(path.name)
        if found and not _runs(int(found[1])):
            shutil.rmtree(path, ignore_errors=True)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
