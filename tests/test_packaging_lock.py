"""The lock and the bill of materials: every version exact, every file known by its hash, no registry named."""

import json
import re
import sys
from importlib import metadata

import pytest
import sbom
from locking import LOCK, PYTHONS, Pin, merged, read_lock, wanted
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from pythons import pins_of_installed

PINS = read_lock(LOCK.read_text(encoding="utf-8"))
HERE = f"{sys.version_info.major}.{sys.version_info.minor}"


def pins_of(python: str) -> dict[str, Pin]:
    return {pin.name: pin for pin in PINS if not pin.pythons or python in pin.pythons}


def unmet(needed: Requirement, pins: dict[str, Pin]) -> bool:
    pin = pins.get(canonicalize_name(needed.name))
    return pin is None or not needed.specifier.contains(pin.version, prereleases=True)


def test_a_lock_reads_back_as_it_was_written() -> None:
    written = LOCK.read_text(encoding="utf-8")
    assert "".join(f"{pin}\n" for pin in PINS) == re.sub(r"^#.*\n", "", written, flags=re.MULTILINE)
    assert len(PINS) > 80


def test_the_lock_names_no_place_and_knows_every_file_by_its_hash() -> None:
    text = LOCK.read_text(encoding="utf-8")
    assert re.findall(r"://|index|find-links|trusted-host", text) == []
    for pin in PINS:
        assert pin.hashes
        assert all(re.fullmatch("[0-9a-f]{64}", one) for one in pin.hashes)


@pytest.mark.parametrize("python", PYTHONS)
def test_the_lock_meets_what_the_package_asks_for(python: str) -> None:
    pins = pins_of(python)
    asked = [one for one in wanted() if not one.marker or one.marker.evaluate({"python_version": python})]
    assert len(asked) > 30
    assert [str(one) for one in asked if unmet(one, pins)] == []


def test_the_lock_meets_what_its_packages_ask_for() -> None:
    """Of each package that is installed here in the version that is locked."""
    pins, asked = pins_of(HERE), []
    for name, pin in pins.items():
        try:
            told = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue
        if told.version == pin.version:
            asked += [Requirement(line) for line in told.requires or ()]
    asked = [one for one in asked if not one.marker or one.marker.evaluate({"extra": ""})]
    assert len(asked) > 50
    assert [str(one) for one in asked if unmet(one, pins)] == []


def test_a_version_that_few_pythons_want_says_which() -> None:
    one, two = Pin("a", "1", ("f" * 64,)), Pin("a", "2", ("e" * 64,))
    both = merged({"3.11": [one], "3.12": [two], "3.13": [two]})
    assert both == [Pin("a", "1", one.hashes, ("3.11",)), Pin("a", "2", two.hashes, ("3.12", "3.13"))]
    assert read_lock("".join(f"{pin}\n" for pin in both)) == both
    assert 'a==2 ; python_version == "3.12" or python_version == "3.13" \\\n' in str(both[1])


def test_wheels_of_one_version_for_several_pythons_stand_together() -> None:
    found = {"3.11": [Pin("a", "1", ("f" * 64,))], "3.12": [Pin("a", "1", ("e" * 64,))]}
    assert merged(found) == [Pin("a", "1", ("e" * 64, "f" * 64))]


@pytest.mark.parametrize("line", ["a==1\n", "a \\\n    --hash=sha256:ff\n"])
def test_a_line_without_version_or_hash_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match="no pin with hashes"):
        read_lock(line)


# The bill of materials


@pytest.fixture(scope="module")
def pins() -> dict[str, Pin]:
    """Pins of all that is installed, in its own version, so that the test holds whatever is installed."""
    return pins_of_installed()


def test_the_bill_holds_all_that_is_brought_with_version_licence_and_hash(pins: dict[str, Pin]) -> None:
    told = json.loads(sbom.written(sbom.bill(pins)))
    components = {one["name"]: one for one in told["components"]}
    assert components.keys() >= {"rdflib", "pyvis", "owlready2", "distributed", "@zazuko/yasgui", "oxigraph"}
    assert components["rdflib"]["scope"] == "required"
    assert components["pyvis"]["scope"] == "optional"
    assert components["igraph"]["licenses"] == [{"license": {"name": "GNU General Public License (GPL)"}}]
    for one in components.values():
        assert one["version"]
        assert one["hashes"]
        assert one["licenses"] or "pkg:npm/" in one["purl"]
    assert "esbuild" not in components


def test_every_dependency_in_the_bill_is_a_component_of_it(pins: dict[str, Pin]) -> None:
    told = sbom.bill(pins)
    known = [one["bom-ref"] for one in (told["metadata"]["component"], *told["components"])]
    assert len(known) == len(set(known))
    named = {ref for one in told["dependencies"] for ref in (one["ref"], *one["dependsOn"])}
    assert named <= set(known)


def test_a_package_in_another_version_than_the_lock_is_refused(pins: dict[str, Pin]) -> None:
    with pytest.raises(ValueError, match=r"rdflib .* is installed and 0\.1 locked: make LOCKED=1"):
        sbom.bill({**pins, "rdflib": Pin("rdflib", "0.1", ("0" * 64,))})
