"""What tests of builds in bulk share: plans made up from the sample, and folders held against each other."""

from pathlib import Path

from kg.pipeline.bulk import BuiltInBulk, Here, build_in_bulk
from kg.store import dump, open_build

EXAMPLE = Path(__file__).parent.parent / "examples" / "mau-ke-hoach.md"


def plan(number: int, *changes: tuple[str, str]) -> str:
    """The sample plan under another number, of a province that is on the list, with some words changed."""
    text = EXAMPLE.read_text(encoding="utf-8").replace("412/KH-UBND", f"{number}/KH-UBND")
    text = text.replace("SÔNG LAM", "NGHỆ AN").replace("Sông Lam", "Nghệ An")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return text


def bulk(folder: Path, into: Path) -> BuiltInBulk:
    return build_in_bulk([folder], into, mapper=Here())


def quads_of(folder: Path) -> bytes:
    """The lines of all parts; each part is sorted, and no line stands in two."""
    lines: list[bytes] = []
    for path in (folder / "quads").rglob("*.nq"):
        part = path.read_bytes().splitlines(keepends=True)
        assert part == sorted(part)
        lines += part
    assert len(lines) == len(set(lines))
    return b"".join(sorted(lines))


def files_of(folder: Path) -> dict[str, bytes]:
    """Every file but the store's, by its place."""
    paths = (path for path in folder.rglob("*") if path.is_file() and "store" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def stored(folder: Path) -> bytes:
    return dump(open_build(folder)).encode()
