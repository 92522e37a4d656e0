"""SBOM: what the released package brings with it, as CycloneDX 1.6 in JSON, the same bytes for the same lock.

    python release/sbom.py > vnpolicy-kg.cdx.json

Packages and what they depend on are those installed, which must be the versions of the lock; hashes are the
lock's. Scripts that the wheel carries are those of the lock files of npm under client/. It holds no time.
"""

import json
import sys
from base64 import b64decode
from collections.abc import Iterator, Mapping
from importlib import metadata
from typing import Any
from urllib.parse import quote

from locking import LOCK, ROOT, Pin, read_lock
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PROJECT = "vnpolicy-kg"
# Fuller texts are whole licences, which their name stands for.
_LONGEST_NAME = 60


def bill(pins: Mapping[str, Pin]) -> dict[str, Any]:
    """The bill of materials of the project with all its extras; `pins` holds what is locked, by name.

    Raises ValueError where a package is not installed in the version that is locked.
    """
    core, whole = closure(()), closure(("all",))
    packages = [_package(pins, name, required=name in core) for name in sorted(whole) if name != PROJECT]
    version = metadata.version(PROJECT)
    root = f"pkg:pypi/{PROJECT}@{version}"
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": root,
                "name": PROJECT,
                "version": version,
                "purl": root,
                "licenses": [{"expression": "Apache-2.0 AND CC-BY-4.0"}],
            }
        },
        "components": [*packages, *_scripts()],
        "dependencies": [
            {
                "ref": root if name == PROJECT else _url(pins, name),
                "dependsOn": [_url(pins, n) for n in needs],
            }
            for name, needs in sorted(whole.items())
        ],
    }


def locked() -> dict[str, Pin]:
    """The pins of the lock that hold for this Python, by name."""
    python = default_environment()["python_version"]
    pins = read_lock(LOCK.read_text(encoding="utf-8"))
    return {pin.name: pin for pin in pins if not pin.pythons or python in pin.pythons}


def closure(extras: tuple[str, ...]) -> dict[str, list[str]]:
    """Every package that the project with these extras wants, by name, each with those that it wants."""
    found: dict[str, set[str]] = {}
    asked: dict[str, set[str]] = {PROJECT: {*extras, ""}}
    queue = [PROJECT]
    for name in queue:
        needs = found.setdefault(name, set())
        for line in _required(name):
            needed = Requirement(line)
            if needed.marker and not any(needed.marker.evaluate({"extra": extra}) for extra in asked[name]):
                continue
            other = canonicalize_name(needed.name)
            wanted = {*needed.extras, ""} - asked.get(other, set())
            asked.setdefault(other, set()).update(wanted)
            queue += [other] if wanted else []
            needs |= {other} - {name}
    return {name: sorted(needs) for name, needs in found.items()}


def _required(name: str) -> list[str]:
    try:
        return metadata.requires(name) or []
    except metadata.PackageNotFoundError as error:
        raise ValueError(f"{name} is not installed: make LOCKED=1") from error


def _url(pins: Mapping[str, Pin], name: str) -> str:
    return f"pkg:pypi/{name}@{pins[name].version}"


def _package(pins: Mapping[str, Pin], name: str, *, required: bool) -> dict[str, Any]:
    told = metadata.metadata(name)
    if told["Version"] != pins[name].version:
        raise ValueError(
            f"{name} {told['Version']} is installed and {pins[name].version} locked: make LOCKED=1"
        )
    return {
        "type": "library",
        "bom-ref": _url(pins, name),
        "name": name,
        "version": pins[name].version,
        "scope": "required" if required else "optional",
        "purl": _url(pins, name),
        "licenses": list(_licences(told)),
        "hashes": [{"alg": "SHA-256", "content": one} for one in pins[name].hashes],
    }


def _licences(told: metadata.PackageMetadata) -> Iterator[dict[str, Any]]:
    """The licence as the package names it: an SPDX expression, or else the names of its classifiers."""
    values = told.json
    names = [line.rpartition(" :: ")[2] for line in values.get("classifier", ()) if line.count(" :: ") > 1]
    licences = [line for line in names if f"License :: OSI Approved :: {line}" in values["classifier"]]
    if expression := values.get("license_expression"):
        yield {"expression": expression}
    elif licences:
        yield from ({"license": {"name": line}} for line in licences)
    elif 0 < len(line := str(values.get("license", "")).strip().partition("\n")[0]) <= _LONGEST_NAME:
        yield {"license": {"name": line}}


def _scripts() -> Iterator[dict[str, Any]]:
    """The scripts that are bundled into the wheel; what only bundles them is left out."""
    for lock in sorted(ROOT.glob("client/*/package-lock.json")):
        packages = json.loads(lock.read_text(encoding="utf-8"))["packages"]
        for path, told in sorted(packages.items()):
            if path and not told.get("dev"):
                yield _script(path.rpartition("node_modules/")[2], told)


def _script(name: str, told: Mapping[str, str]) -> dict[str, Any]:
    kind, _, digest = told["integrity"].partition("-")
    address = f"pkg:npm/{quote(name, safe='/')}@{told['version']}"
    return {
        "type": "library",
        "bom-ref": address,
        "name": name,
        "version": told["version"],
        "scope": "required",
        "purl": address,
        "licenses": [{"expression": told["license"]}] if "license" in told else [],
        "hashes": [{"alg": f"SHA-{kind.removeprefix('sha')}", "content": b64decode(digest).hex()}],
    }


def written(told: Mapping[str, Any]) -> str:
    """A bill as text."""
    return json.dumps(told, indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    try:
        sys.stdout.write(written(bill(locked())))
    except ValueError as error:
        sys.exit(str(error))
