"""What tests share: the source texts where they are at hand, one build of the reviewed corpus, and small records."""

import gc
import os
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from pyoxigraph import Store
from samples import SAMPLE, TEXT
from sharing import once
from visiting import Visitor, chromium

from kg.pipeline import build
from kg.source import CORPUS
from kg.store import open_build
from kg.text import digest, fold
from kg.view import draw

# Tests hold what is said in English; those of another language ask for it.
os.environ.pop("KG_LANG", None)
os.environ["LANGUAGE"] = "en"
# A reasoner is asked for seconds only: a Java that compiles no more than it must is done a quarter sooner.
os.environ.setdefault("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")

# Files that take longest by far, the longest first: begun last, one would go on by itself when all else is done.
LONGEST = (
    "test_cluster", "test_faults", "test_packaging", "test_pictures", "test_reproducible", "test_server_store",
    "test_engines", "test_serve", "test_pictures_safety", "test_publish", "test_explain", "test_bulk", "test_oracles",
    "test_build_from_documents", "test_reason_again", "test_docs", "test_faults_reading", "test_incremental", "test_view",
    "test_publish_pages", "test_align", "test_reason", "test_shapes", "test_audit_again", "test_serve_attacks",
    "test_questions", "test_bench", "test_diff", "test_docs_extending", "test_source_formats", "test_validate",
)  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest; within a file, and among all others, the order stays."""
    place = {name: at for at, name in enumerate(LONGEST)}
    items.sort(key=lambda item: place.get(item.path.stem, len(place)))


def pytest_collection_finish() -> None:
    """Spare the collector what stays for good, the tests and all that they import, which it would look through often."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 50)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of source texts and public suites, which are no part of the project."""
    folder = os.environ.get("KG_SHARED")
    if not folder or not Path(folder).is_dir():
        pytest.skip("needs the source texts (KG_SHARED)")
    return Path(folder)


@pytest.fixture(scope="session")
def source_texts(shared: Path) -> dict[str, str]:
    """The source texts as decoded, by the three digits that their names begin with."""
    return {path.name[:3]: path.read_bytes().decode("utf-8") for path in (shared / "corpus").glob("0*")}


@pytest.fixture(scope="session")
def devset(shared: Path) -> dict[str, str]:
    """The texts of the development set as decoded, by the stems of their names, in order."""
    paths = sorted((shared / "devset" / "texts").glob("*.md"))
    return {path.stem: path.read_bytes().decode("utf-8") for path in paths}


def of_the_run(factory: pytest.TempPathFactory, name: str, paths: list[Path]) -> Path:
    """A build that all processes of one run of the tests share."""
    own = factory.getbasetemp()
    room = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / name
    room.mkdir(exist_ok=True)
    return once(room / "build", lambda into: build(paths, into))


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build of the reviewed corpus without its texts."""
    return of_the_run(tmp_path_factory, "reviewed", [])


@pytest.fixture(scope="session")
def built_with_texts(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build of the reviewed corpus with its texts, whose words are in its graph."""
    return of_the_run(tmp_path_factory, "reviewed-with-texts", [Path(CORPUS), shared / "corpus"])


@pytest.fixture(scope="session")
def store(built: Path) -> Store:
    """The store of that build."""
    return open_build(built)


@pytest.fixture(scope="session")
def drawn(built: Path, store: Store) -> Path:
    """The page and the pictures of that build, with nothing found in it."""
    return once(built.parent / "drawn", lambda into: draw(store, [], into))


@pytest.fixture(scope="session")
def sample() -> str:
    """Small records that build, as YAML."""
    hashes = {"exact": digest(TEXT[:8]), "folded": digest(fold(TEXT[:8]))}
    return SAMPLE.format(sha256=sha256(TEXT.encode()).hexdigest(), characters=len(TEXT), **hashes)


@pytest.fixture
def folder(tmp_path: Path, sample: str) -> Path:
    """A folder with those records and the text that they are about."""
    inside = tmp_path / "sample"
    inside.mkdir()
    (inside / "records.yaml").write_text(sample, encoding="utf-8")
    (inside / "text.txt").write_text(TEXT, encoding="utf-8")
    return inside


@pytest.fixture(scope="session")
def browser() -> Browser:
    """Chromium, one for all tests: a second would not start beside it."""
    return chromium()


@pytest.fixture
def visitor() -> Iterator[Visitor]:
    """A visitor that goes home, and complains if anything went wrong on the way."""
    visitor = Visitor(chromium())
    yield visitor
    assert visitor.leave() == []
