"""Release: the wheel, the source archive, the bill of materials and the checksums of these, in one folder.

    SOURCE_DATE_EPOCH=1735689600 python release/releasing.py dist

The same tree, lock and SOURCE_DATE_EPOCH (seconds since 1970, which files in archives bear) give the same
bytes. The wheel is built from the source archive, so that what is released is known to build.
"""

import subprocess
import sys
import tarfile
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from locking import ROOT, Pin
from sbom import PROJECT, bill, locked, written


def archive(into: Path) -> Path:
    """The source archive of the project, written into a folder."""
    return _built("sdist", ROOT, into)


def wheel(source: Path, into: Path) -> Path:
    """The wheel of a source archive, written into a folder."""
    with TemporaryDirectory() as folder, tarfile.open(source) as packed:
        packed.extractall(folder, filter="data")
        (inside,) = Path(folder).iterdir()
        return _built("wheel", inside, into)


def release(into: Path, pins: Mapping[str, Pin]) -> list[Path]:
    """Write every file of a release into a folder; gives their paths. `pins` holds what is locked, by name.

    Raises ValueError as `bill` does, or where a build fails.
    """
    told = bill(pins)
    into.mkdir(parents=True, exist_ok=True)
    source = archive(into)
    files = [source, wheel(source, into)]
    files.append(into / f"{PROJECT}-{told['metadata']['component']['version']}.cdx.json")
    files[-1].write_text(written(told), encoding="utf-8")
    sums = (f"{sha256(file.read_bytes()).hexdigest()}  {file.name}\n" for file in sorted(files))
    (into / "SHA256SUMS").write_text("".join(sums), encoding="utf-8")
    return [*files, into / "SHA256SUMS"]


# What a front end calls to build (PEP 517); it runs in the project's folder.
_CALL = "import sys; from hatchling import build; print(getattr(build, f'build_{sys.argv[1]}')(sys.argv[2]))"


def _built(kind: str, project: Path, into: Path) -> Path:
    # -P: the project's build.py is not to be taken for a module.
    command = [sys.executable, "-P", "-c", _CALL, kind, str(into.resolve())]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    if done.returncode:
        raise ValueError(f"{kind}: {done.stderr.strip()}")
    return into / done.stdout.split()[-1]


if __name__ == "__main__":
    try:
        made = release(Path(sys.argv[1]), locked())
    except ValueError as error:
        sys.exit(str(error))
    print(*made, sep="\n")
