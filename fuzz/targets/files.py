"""Files of every kind, as bytes that may be anything."""

import io
import tempfile
import zipfile
from functools import cache
from pathlib import Path

from pyoxigraph import RdfFormat

from kg import source
from kg.cli.check import load
from kg.errors import KgError
from kg.names import Base
from kg.validate import examine, learn

_SYNTAXES = ("ttl", "trig", "nt", "nq", "jsonld", "rdf")
# The line before each part of an archive that is given as its parts.
_PART = b"--- "


@cache
def _place() -> Path:
    """A folder in memory where there is one, for files that are read by their paths."""
    memory = Path("/dev/shm")
    return Path(tempfile.mkdtemp(prefix="fuzz", dir=memory if memory.is_dir() else None))


def _read(suffix: str, content: bytes) -> None:
    path = _place() / f"input{suffix}"
    path.write_bytes(content)
    try:
        found = source.read(path)
    except KgError as error:
        _is_one_line(error)
        return
    if not found.text.strip():
        raise AssertionError("a source without text")
    found.text.encode("utf-8")


def _is_one_line(error: KgError) -> None:
    said = str(error)
    if not said or "\n" in said or "Traceback" in said:
        raise AssertionError(f"not one clear line: {said!r}")
    said.encode("utf-8")


def text(content: bytes) -> None:
    """A plain text in any encoding."""
    _read(".txt", content)


def html(content: bytes) -> None:
    """A web page."""
    _read(".html", content)


def pdf(content: bytes) -> None:
    """A PDF, whole or damaged."""
    _read(".pdf", content)


def _archive(content: bytes) -> bytes:
    """The archive that the bytes are, or whose parts they give: a line `--- name` before each part."""
    if content.startswith(b"PK"):
        return content
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for part in content.split(b"\n" + _PART):
            name, _, inside = part.removeprefix(_PART).partition(b"\n")
            info = zipfile.ZipInfo(name.decode("latin-1").split("\0")[0] or "x")
            archive.writestr(info, inside)
    return out.getvalue()


def docx(content: bytes) -> None:
    """A Word document."""
    _read(".docx", _archive(content))


def xlsx(content: bytes) -> None:
    """A workbook."""
    _read(".xlsx", _archive(content))


def rdf(content: bytes) -> None:
    """An RDF file; the first byte chooses its suffix. What can be read is held against shapes and checks."""
    path = _place() / f"input.{_SYNTAXES[content[0] % len(_SYNTAXES)] if content else 'ttl'}"
    path.write_bytes(content[1:])
    store, read, wrong = load([path])
    if bool(read) == bool(wrong) or any("\n" in line for line in wrong):
        raise AssertionError(f"read {read}, wrong {wrong}")
    if len(store):
        learn(store, Base())
        for finding in examine(store):
            str(finding).encode("utf-8")
        store.dump(format=RdfFormat.N_QUADS)
