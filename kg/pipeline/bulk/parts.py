"""The parts of a bulk build: sorted N-Quads in files by stage and partition, and what changes them.

What records say stands in the partition of their file, by the hash of its bytes; what follows or was found
in that of its subject. So a change rewrites few parts, and the same quads always give the same files.
"""

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from zlib import crc32

from kg.names import Base

QUADS, ASSERTED, INFERRED, FINDINGS = "quads", "quads/asserted", "quads/inferred", "quads/findings"
ONTOLOGY, LISTS, AUTHORITY = "quads/ontology.nq", f"{ASSERTED}/lists.nq", f"{ASSERTED}/authority.nq"
# Bytes of lines that wait to be written, over all parts.
_WAITING = 64_000_000


@dataclass(frozen=True, slots=True)
class Part:
    """What a manifest says of a file: the SHA-256 of its bytes, and its number of lines."""

    sha256: str
    lines: int


def part_of(folder: Path, place: str) -> Part:
    """What a manifest says of a file."""
    content = (folder / place).read_bytes()
    return Part(sha256(content).hexdigest(), content.count(b"\n"))


def asserted(shard: str) -> str:
    """The place of the part that holds what the records of a shard say."""
    return f"{ASSERTED}/{shard}.nq"


def by_subject(stage: str, line: bytes) -> str:
    """The place of the part of a stage that a line belongs to."""
    return f"{stage}/{crc32(line[: line.index(b' ')]) & 0xFF:02x}.nq"


def put_lines(folder: Path, place: str, lines: Iterable[bytes]) -> None:
    """Write a part, sorted, in the place of the one before, which other folders may share."""
    path = folder / place
    content = b"".join(sorted(lines))
    path.unlink(missing_ok=True)
    if content:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def lines_of(folder: Path, place: str) -> list[bytes]:
    """The lines of a part; none where it is not there."""
    path = folder / place
    return path.read_bytes().splitlines(keepends=True) if path.is_file() else []


def patch(folder: Path, place: str, went: Iterable[bytes], came: Iterable[bytes]) -> None:
    """Take lines from a part and put others into it."""
    put_lines(folder, place, (set(lines_of(folder, place)) - set(went)) | set(came))


def patch_by_subject(folder: Path, stage: str, went: Iterable[bytes], came: Iterable[bytes]) -> None:
    """Take lines from the parts of a stage and put others into them."""
    gone, new = _parted(stage, went), _parted(stage, came)
    for place in sorted(gone.keys() | new.keys()):
        patch(folder, place, gone.get(place, ()), new.get(place, ()))


def _parted(stage: str, lines: Iterable[bytes]) -> dict[str, list[bytes]]:
    parted: dict[str, list[bytes]] = {}
    for line in lines:
        parted.setdefault(by_subject(stage, line), []).append(line)
    return parted


def put_by_subject(folder: Path, stage: str, lines: Iterable[bytes]) -> None:
    """Write the lines of a stage into its parts, of which there is none yet, with few lines held at once."""
    (folder / stage).mkdir(parents=True, exist_ok=True)
    waiting: dict[str, list[bytes]] = {}
    size = 0
    for line in lines:
        waiting.setdefault(by_subject(stage, line), []).append(line)
        size += len(line)
        if size > _WAITING:
            _append(folder, waiting)
            waiting, size = {}, 0
    _append(folder, waiting)
    for path in (folder / stage).iterdir():
        put_lines(folder, f"{stage}/{path.name}", lines_of(folder, f"{stage}/{path.name}"))


def _append(folder: Path, waiting: Mapping[str, list[bytes]]) -> None:
    for place, lines in waiting.items():
        with (folder / place).open("ab") as file:
            file.writelines(lines)


def graphs_of(document: str, base: Base) -> set[bytes]:
    """The graphs that hold what the records of a document say, as they end its lines."""
    return {f"<{base.graph(stage, document)}>".encode() for stage in ("asserted", "judgement")}


def said_in(lines: Iterable[bytes], graphs: set[bytes]) -> Iterator[bytes]:
    """The lines of some graphs."""
    return (line for line in lines if line[line.rindex(b" ", 0, -3) + 1 : -3] in graphs)


def link(old: Path, new: Path) -> None:
    """Make a folder that shares the files of another; where the disk shares none, they are copied."""
    for path in sorted(old.rglob("*")):
        place = new / path.relative_to(old)
        if path.is_dir():
            place.mkdir(parents=True, exist_ok=True)
        else:
            place.parent.mkdir(parents=True, exist_ok=True)
            _share(path, place)


def _share(path: Path, place: Path) -> None:
    try:
        os.link(path, place)
    except OSError:
        place.write_bytes(path.read_bytes())
