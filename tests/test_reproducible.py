"""The same inputs give the same bytes, whatever the locale, the time zone, the seed, the cores and the Python."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from pythons import furnished, others, pins_of_installed
from releasing import release

ROOT = Path(__file__).parent.parent
PLANS = 3
# Every way differs from the others in all that could be seen by chance: locale, time zone, seed, cores.
WAYS = {
    "en_US": {"LC_ALL": "en_US.UTF-8", "TZ": "America/New_York", "PYTHONHASHSEED": "0"},
    "C": {"LC_ALL": "C", "PYTHONUTF8": "0", "KG_LANG": "en", "TZ": "Asia/Ho_Chi_Minh", "PYTHONHASHSEED": "7"},
    "vi_VN": {
        "LC_ALL": "vi_VN.UTF-8",
        "LANG": "vi_VN.UTF-8",
        "KG_LANG": "vi",
        "TZ": "Pacific/Chatham",
        "PYTHONHASHSEED": "1",
    },
}
ONE_CORE, ALL_CORES = "one core", "all cores"
CORES = {"C": ONE_CORE}
OTHERS, OWN = others(), "this one"
# The ways and the Pythons are tried together, as many pairs as it takes to try each once beside the reference.
PAIRS = (
    *zip(("C", "vi_VN"), (*OTHERS, OWN, OWN), strict=False),
    *(("en_US", version) for version in tuple(OTHERS)[2:]),
)
# All that is done in one process: to start one for each command would take most of the time.
DO = """
import json, sys
from kg.cli import main
for words in json.loads(sys.argv[1]):
    if main([*words, "--quiet"]):
        sys.exit(f"{words}: failed")
"""


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Documents enough to be read by several processes."""
    folder = tmp_path_factory.mktemp("plans")
    text = (ROOT / "examples" / "mau-ke-hoach.md").read_text(encoding="utf-8")
    for number in range(PLANS):
        (folder / f"{number}.md").write_text(text.replace("412/KH", f"41{number}/KH"), encoding="utf-8")
    return folder


def made(python: Path, plans: Path, into: Path, way: str) -> dict[str, str]:
    """What a build, readings and a site come to: the digest of every file but the store's own."""
    cores = CORES.get(way, ALL_CORES)
    jobs = "1" if cores == ONE_CORE else "3"
    documents = [str(path) for path in sorted(plans.iterdir())]
    work = (
        # Before all that leaves threads behind, since it forks.
        ["read", *documents, "--write", "drafts", "--jobs", jobs],
        ["build", "corpus", str(plans), "-o", "build"],
        ["build", documents[0], "-o", "small"],
        ["publish", "--build", "small", "-o", "site"],
    )
    into.mkdir()
    limit: Callable[[], None] | None = _on_one_core if cores == ONE_CORE else None
    subprocess.run(
        [python, "-c", DO, json.dumps(work)],
        check=True,
        cwd=into,
        env={**os.environ, **WAYS[way], "PYTHONPATH": str(ROOT)},
        preexec_fn=limit,
    )
    files = (path for path in sorted(into.rglob("*")) if path.is_file() and "store" not in path.parts)
    return {str(path.relative_to(into)): sha256(path.read_bytes()).hexdigest() for path in files}


def _on_one_core() -> None:
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:1])


@pytest.fixture(scope="module")
def reference(plans: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What is made in the English way."""
    return made(Path(sys.executable), plans, tmp_path_factory.mktemp("ways") / "en_US", "en_US")


def test_what_is_made_is_all_that_users_get(reference: dict[str, str]) -> None:
    assert {"build/graph.nq", "build/graph.ttl", "build/graph.jsonld", "build/index.html"} <= reference.keys()
    assert "build/pictures/body.html" in reference
    assert sum(name.startswith("drafts/") for name in reference) == PLANS
    assert sum(name.startswith("site/") for name in reference) > 1000


@pytest.fixture
def python(version: str, request: pytest.FixtureRequest) -> Path:
    """The Python of a version, with what the package needs."""
    if version == OWN:
        return Path(sys.executable)
    return furnished(OTHERS[version], version, request.config.cache.mkdir("pythons"))


def test_every_way_and_every_python_is_tried() -> None:
    assert {way for way, _ in PAIRS} | {"en_US"} == set(WAYS)
    assert {version for _, version in PAIRS} >= set(OTHERS)


@pytest.mark.parametrize(("way", "version"), PAIRS)
def test_the_same_inputs_give_the_same_bytes(
    way: str, python: Path, plans: Path, reference: dict[str, str], tmp_path: Path
) -> None:
    again = made(python, plans, tmp_path / "again", way)
    assert again.keys() == reference.keys()
    assert [name for name, digest in again.items() if digest != reference[name]] == []


def test_the_same_tree_gives_the_same_release(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1735689600")
    written = []
    for name, zone in (("one", "Asia/Ho_Chi_Minh"), ("two", "America/New_York")):
        monkeypatch.setenv("TZ", zone)
        files = release(tmp_path / name, pins_of_installed())
        written.append({file.name: sha256(file.read_bytes()).hexdigest() for file in files})
    assert written[0] == written[1]
    sums = (tmp_path / "one" / "SHA256SUMS").read_text(encoding="utf-8")
    listed = dict(reversed(line.split("  ")) for line in sums.splitlines())
    assert listed == {name: digest for name, digest in written[0].items() if name != "SHA256SUMS"}
    assert [name.rpartition(".")[2] for name in listed] == ["json", "whl", "gz"]
