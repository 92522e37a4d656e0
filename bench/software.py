"""The machine and the software that figures were measured with."""

import os
import platform
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

ROOT = Path(__file__).parent.parent
_LIBRARIES = (
    "pyoxigraph", "rdflib", "pyshacl", "owlrl", "oxigraph", "pydantic", "pyyaml", "networkx", "igraph",
    "pyvis", "playwright", "uvicorn",
)  # fmt: skip


def described(load: float) -> str:
    """Commit, day, machine and versions, as lines of Markdown; `load` is that at the start."""
    system = f"{platform.system()} {platform.release()}"
    lines = (
        f"commit {commit()}, {datetime.now(UTC):%Y-%m-%d}",
        f"{_processor()}, {os.cpu_count()} cores, {_memory():.0f} GB, {system}",
        f"load {load:.1f} at the start",
        f"Python {platform.python_version()}; {', '.join(_versions())}",
    )
    return "\n".join(f"* {line}" for line in lines)


def commit(root: Path = ROOT) -> str:
    """The commit that is checked out, read from the repository's own files; "unknown" where there is none."""
    folder = root / ".git"
    if folder.is_file():
        folder = root / folder.read_text(encoding="utf-8").removeprefix("gitdir:").strip()
    try:
        head = (folder / "HEAD").read_text(encoding="utf-8").strip()
    except OSError:
        return "unknown"
    return _resolved(folder, head.removeprefix("ref: ")) if head.startswith("ref: ") else head


def _resolved(folder: Path, reference: str) -> str:
    shared = folder / "commondir"
    homes = [folder, *([folder / shared.read_text().strip()] if shared.is_file() else [])]
    for home in homes:
        if (home / reference).is_file():
            return (home / reference).read_text(encoding="utf-8").strip()
        packed = home / "packed-refs"
        for line in packed.read_text(encoding="utf-8").splitlines() if packed.is_file() else ():
            if line.endswith(f" {reference}"):
                return line.partition(" ")[0]
    return "unknown"


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    named = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return named[0] if named else platform.machine()


def _memory() -> float:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30


def _versions() -> list[str]:
    found = []
    for name in _LIBRARIES:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            found.append(f"{name} not installed")
    return found
