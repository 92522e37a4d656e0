"""Other Pythons of this machine that the package is for, each with what the package needs, in an environment."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from importlib import metadata
from pathlib import Path

import sbom
from locking import LOCK, PYTHONS, Pin

_HERE = f"{sys.version_info.major}.{sys.version_info.minor}"
_ASKED = "import ensurepip, sys, venv; print(*sys.version_info[:2], sep='.')"


def others() -> dict[str, Path]:
    """The other Pythons that the lock covers and that are found on the path or among those of pyenv, by version."""
    found = {version: _first(version) for version in PYTHONS if version != _HERE}
    return {version: path for version, path in found.items() if path}


def _first(version: str) -> Path | None:
    return next((path for path in _candidates(version) if _answers(path, version)), None)


def _candidates(version: str) -> Iterator[Path]:
    if path := shutil.which(f"python{version}"):
        yield Path(path)
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    yield from sorted(pyenv.glob(f"versions/{version}.*/bin/python"))


def _answers(path: Path, version: str) -> bool:
    done = subprocess.run([path, "-c", _ASKED], capture_output=True, text=True, check=False)
    return done.stdout.strip() == version


def furnished(python: Path, version: str, shelf: Path) -> Path:
    """That Python with the locked versions of what a build with pictures needs, kept on the shelf for the next time.

    Raises CalledProcessError where pip cannot get them.
    """
    lock = LOCK.read_text(encoding="utf-8")
    folder = shelf / f"{version}-{sha256(lock.encode()).hexdigest()[:12]}"
    inside = folder / "bin" / "python"
    if not (folder / "complete").exists():
        shutil.rmtree(folder, ignore_errors=True)
        # Neither its own pip nor what is compiled beforehand is needed: of all that is installed little is loaded.
        subprocess.run([python, "-m", "venv", "--without-pip", folder], check=True)
        # Hashes in a constraint would be demanded of all; here versions are what counts.
        versions = folder / "versions.txt"
        versions.write_text(re.sub(r" \\\n    --hash=\S+", "", lock), encoding="utf-8")
        names = sorted(sbom.closure(("pictures",)).keys() - {sbom.PROJECT})
        pip = [sys.executable, "-m", "pip", "--python", inside, "install", "--quiet", "--no-compile"]
        command = [*pip, "--constraint", versions, *names]
        subprocess.run(command, check=True, capture_output=True, text=True)
        (folder / "complete").touch()
    return inside


def pins_of_installed() -> dict[str, Pin]:
    """Pins of all that the package brings, in the versions that are installed here, with no true hashes."""
    return {name: Pin(name, metadata.version(name), ("0" * 64,)) for name in sbom.closure(("all",))}
