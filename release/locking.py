"""Lock: every package that the project can want, in one version, with the hashes of its files.

    python release/locking.py python3.11 python3.12 python3.13

asks the pip of each Python what it would install for all extras on an empty machine, and writes
requirements.lock, which `pip install --require-hashes -r requirements.lock` takes. The file names no
registry: a hash tells whether a file is the one, wherever it comes from.
"""

import json
import subprocess
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
LOCK = ROOT / "requirements.lock"
# The minor versions of Python that the lock is made for.
PYTHONS = ("3.11", "3.12", "3.13")
# What has no wheel; nothing else is taken as source, so nothing else can want a compiler.
_SOURCES = ("owlready2",)
_HEAD = """\
# Made by 'python release/locking.py {pythons}'; not written by hand.
# Holds what all extras and the tests want for Python {versions} on Linux x86-64 with glibc; wheels all but
# {sources}, which its makers give as source only.
# Install it with 'make LOCKED=1', or 'pip install --require-hashes -r requirements.lock'.
"""


@dataclass(frozen=True, slots=True)
class Pin:
    """A package in one version: its name as indexes fold it, and the SHA-256 of its files.

    `pythons` are the minor versions of Python that want it, none where all do.
    """

    name: str
    version: str
    hashes: tuple[str, ...]
    pythons: tuple[str, ...] = ()

    def __str__(self) -> str:
        wanted = " or ".join(f'python_version == "{python}"' for python in self.pythons)
        head = f"{self.name}=={self.version}" + (f" ; {wanted}" if wanted else "")
        return " \\\n".join((head, *(f"    --hash=sha256:{one}" for one in self.hashes)))


def wanted() -> list[Requirement]:
    """What pyproject.toml asks for, with every extra but that of fuzzing, the project's own name left out."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    lines = {*project["dependencies"], *(one for name in extras if name != "fuzz" for one in extras[name])}
    found = [Requirement(line) for line in sorted(lines)]
    return [one for one in found if canonicalize_name(one.name) != project["name"]]


def read_lock(text: str) -> list[Pin]:
    """The pins of a lock file; raises ValueError where a line is none."""
    pins = []
    for block in text.replace("\\\n", " ").splitlines():
        if block.startswith("#") or not block.strip():
            continue
        head, *hashes = block.split(" --hash=sha256:")
        required, _, marker = head.partition(";")
        name, _, version = required.strip().partition("==")
        if not (name and version and hashes):
            raise ValueError(f"no pin with hashes: {block}")
        pythons = tuple(part.split('"')[1] for part in marker.split(" or ")) if marker else ()
        pins.append(Pin(name, version, tuple(one.strip() for one in hashes), pythons))
    return pins


def merged(found: Mapping[str, Sequence[Pin]]) -> list[Pin]:
    """The pins of several Pythons as one list, by name; a version that not all of them want says which do."""
    hashes, pythons = (
        defaultdict[tuple[str, str], set[str]](set),
        defaultdict[tuple[str, str], list[str]](list),
    )
    for python, pins in found.items():
        for pin in pins:
            hashes[pin.name, pin.version] |= set(pin.hashes)
            pythons[pin.name, pin.version].append(python)
    return [
        Pin(*key, tuple(sorted(hashes[key])), () if len(pythons[key]) == len(found) else tuple(pythons[key]))
        for key in sorted(hashes)
    ]


def _resolved(python: str) -> tuple[str, list[Pin]]:
    """The minor version of a Python, and what its pip would install; SystemExit where it cannot tell."""
    command = [python, "-m", "pip", "install", "--dry-run", "--ignore-installed", "--only-binary", ":all:"]
    sources = [word for name in _SOURCES for word in ("--no-binary", name)]
    asked = [*command, *sources, "--quiet", "--report", "-", *map(str, wanted())]
    done = subprocess.run(asked, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        sys.exit(f"{python}: pip finds no set of packages; its reason is above")
    report = json.loads(done.stdout)
    return report["environment"]["python_version"], [_pin(one) for one in report["install"]]


def _pin(installed: Mapping[str, Any]) -> Pin:
    download, told = installed["download_info"], installed["metadata"]
    if not download["url"].startswith("https:"):
        sys.exit(
            f"{download['url']}: is from this machine; set PIP_CONFIG_FILE and PIP_FIND_LINKS to nothing"
        )
    return Pin(
        canonicalize_name(told["name"]), told["version"], (download["archive_info"]["hashes"]["sha256"],)
    )


def _lines(pythons: Sequence[str]) -> Iterator[str]:
    found = dict(_resolved(python) for python in pythons)
    if tuple(found) != PYTHONS:
        sys.exit(
            f"these are {', '.join(found)}; give a Python of each of {', '.join(PYTHONS)}, in that order"
        )
    names = " ".join(f"python{version}" for version in found)
    yield _HEAD.format(pythons=names, versions=", ".join(found), sources=", ".join(_SOURCES))
    yield from (f"{pin}\n" for pin in merged(found))


if __name__ == "__main__":
    LOCK.write_text(
        "".join(_lines(sys.argv[1:] or [f"python{version}" for version in PYTHONS])), encoding="utf-8"
    )
