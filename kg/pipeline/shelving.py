"""Put record files on disk: whole or not at all, and never over what a person has reviewed."""

from pathlib import Path

from kg import records
from kg.drafting import untouched
from kg.errors import BadInput, BadRecords
from kg.messages import why
from kg.records import RecordFile
from kg.store import put_file

_LONGEST_NAME = 120


def put_whole(path: Path, text: str) -> None:
    """Write a record file whole, into a folder that is made if it must be.

    Raises BadInput where that cannot be done.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        wrong = "{path}: {why}; name a folder that can be written, or make room"
        raise BadInput(wrong, path=path, why=why(error)) from error
    put_file(path, text)


def shelve_draft(file: RecordFile, text: str, folder: Path, *, replace: bool) -> Path:
    """Write a draft into a folder under its document's name; gives the path.

    A file that is there is only replaced by a draft of the same text, only where `replace` is asked for, and
    only where nobody has changed it since it was drafted; else raises BadInput.
    """
    if file.document is None:
        raise BadInput("a draft has a document; give records with one")
    path = folder / f"{file.document.id.replace('/', '_')[:_LONGEST_NAME]}.yaml"
    if path.exists():
        _may_be_replaced(path, file, replace=replace)
    put_whole(path, text)
    return path


def _may_be_replaced(path: Path, file: RecordFile, *, replace: bool) -> None:
    text, there = _there(path)
    if there is None or there.document is None or there.document.status != "draft":
        raise BadInput(
            "{path}: is reviewed, or no draft, and stays; write to another folder with --write", path=path
        )
    if {one.sha256 for one in there.sources} != {one.sha256 for one in file.sources}:
        raise BadInput(
            "{path}: is a draft of another text, and stays; write to another folder with --write", path=path
        )
    if not replace:
        raise BadInput("{path}: is there already; add --replace to write this draft anew", path=path)
    if not untouched(text):
        raise BadInput("{path}: was corrected by hand, and stays; 'kg accept' it, or move it away", path=path)


def _there(path: Path) -> tuple[str, RecordFile | None]:
    """The text of a file and what it records, or nothing where it holds no records."""
    try:
        text = path.read_text(encoding="utf-8")
        return text, records.read({str(path): text}).files[str(path)]
    except (BadRecords, OSError, UnicodeDecodeError):
        return "", None
