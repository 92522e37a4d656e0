"""Put record files on disk: whole or not at all, and never over what a person has reviewed."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from kg import records
from kg.errors import BadInput, BadRecords
from kg.records import RecordFile

_LONGEST_NAME = 120


def put_whole(path: Path, text: str) -> None:
    """Write a text file through a new file beside it; raises BadInput where that cannot be done."""
    beside = path.with_name(f".{path.name}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with _alone(beside) as file:
            file.truncate(0)
            file.write(text.encode())
            file.flush()
            os.replace(beside, path)
    except OSError as error:
        wrong = f"{path}: {error.strerror}; name a folder that can be written, or make room"
        raise BadInput(wrong) from error


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


def shelve_draft(file: RecordFile, text: str, folder: Path, *, replace: bool) -> Path:
    """Write a draft into a folder under its document's name; gives the path.

    A file that is there is only replaced by a draft of the same text, and only where `replace` is asked for;
    else raises BadInput.
    """
    if file.document is None:
        raise BadInput("a draft has a document; give records with one")
    path = folder / f"{file.document.id.replace('/', '_')[:_LONGEST_NAME]}.yaml"
    if path.exists():
        _may_be_replaced(path, file, replace=replace)
    put_whole(path, text)
    return path


def _may_be_replaced(path: Path, file: RecordFile, *, replace: bool) -> None:
    there = _there(path)
    if there is None or there.document is None or there.document.status != "draft":
        raise BadInput(f"{path}: is reviewed, or no draft, and stays; write to another folder with --write")
    if {one.sha256 for one in there.sources} != {one.sha256 for one in file.sources}:
        raise BadInput(f"{path}: is a draft of another text, and stays; write to another folder with --write")
    if not replace:
        raise BadInput(f"{path}: is there already; add --replace to write this draft anew")


def _there(path: Path) -> RecordFile | None:
    try:
        return records.read({str(path): path.read_text(encoding="utf-8")}).files[str(path)]
    except (BadRecords, OSError, UnicodeDecodeError):
        return None
