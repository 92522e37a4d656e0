"""A file put in the place of the last one whole: whoever opens it finds the one or the other."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from kg.errors import BadInput
from kg.messages import why


def put_file(path: Path, text: str) -> None:
    """Write a text file through a new file beside it, `.NAME.new`; the folder must be there.

    What is no ordinary file, as /dev/stdout or a named pipe, is written to as it is. Raises BadInput where it
    cannot be written; what stood there then stays.
    """
    try:
        if path.exists() and not path.is_file():
            path.write_text(text, encoding="utf-8", newline="")
        else:
            _put(path.resolve(), text)
    except BrokenPipeError:
        raise
    except (OSError, RuntimeError) as error:  # a circle of links is the latter before Python 3.13
        raise BadInput(
            "{path}: {why}; name a file that can be written, or make room", path=path, why=why(error)
        ) from error


def _put(path: Path, text: str) -> None:
    beside = path.with_name(f".{path.name}.new")
    with _alone(beside) as file:
        file.truncate(0)
        file.write(text.encode())
        file.flush()
        _keep_rights(path, beside)
        os.replace(beside, path)


def _keep_rights(path: Path, beside: Path) -> None:
    """Let the new file be read and written by whom the last one was."""
    with suppress(FileNotFoundError):
        beside.chmod(path.stat().st_mode & 0o777)


@contextmanager
def _alone(path: Path) -> Iterator[BinaryIO]:
    """A new file that no other process writes to; what a killed one left of it is taken over.

    It is gone where what is done with it fails.
    """
    with _held(path) as file:
        try:
            yield file
        except BaseException:
            path.unlink(missing_ok=True)
            raise


def _held(path: Path) -> BinaryIO:
    while True:
        file = path.open("ab")
        fcntl.flock(file, fcntl.LOCK_EX)
        try:
            # Who held it before may have put it in place, and then it is a new file no more.
            if os.path.samestat(os.fstat(file.fileno()), path.stat()):
                return file
        except FileNotFoundError:
            pass
        file.close()
