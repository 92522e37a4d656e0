"""The house: imports point one way, modules stay readable, and nothing here depends on a place or a network."""

import ast
import re
import subprocess
from pathlib import Path

import pytest
from conftest import LONGEST

ROOT = Path(__file__).parent.parent
ORDER = [
    "messages",
    "errors",
    "resources",
    "rendering",
    "names",
    "text",
    "source",
    "document",
    "records",
    "bodies",
    "extract",
    "drafting",
    "align",
    "graph",
    "store",
    "query",
    "reason",
    "validate",
    "audit",
    "trace",
    "view",
    "built",
    "diff",
    "publish",
    "serve",
    "pipeline",
    "cli",
    "__main__",
]
MODULES = sorted((ROOT / "kg").rglob("*.py"))


def stage(module: str) -> str:
    return module.split(".")[1] if "." in module else "__init__"


def imported(path: Path) -> set[str]:
    """The stages of the package that a module imports, its own left out."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "kg":
            whole = node.module == "kg"
            found |= {stage(f"kg.{a.name}") for a in node.names} if whole else {stage(node.module)}
        elif isinstance(node, ast.Import):
            found |= {stage(a.name) for a in node.names if a.name.startswith("kg.")}
    return found


def own_stage(path: Path) -> str:
    return path.relative_to(ROOT / "kg").parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_point_towards_the_start_of_the_flow(path: Path) -> None:
    own = own_stage(path)
    if own == "__init__":
        return
    assert own in ORDER
    earlier = set(ORDER[: ORDER.index(own) + 1])
    assert imported(path) - {"__version__", "__init__"} <= earlier


def test_the_test_of_imports_sees_imports() -> None:
    assert {"graph", "store", "records"} <= imported(ROOT / "kg" / "pipeline" / "building.py")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_is_one_reading(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 300
    tree = ast.parse(text)
    assert ast.get_docstring(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno <= 40, node.name
            assert len(node.args.args) <= 5, node.name


def tracked() -> list[Path]:
    listing = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True
    )
    if listing.returncode:
        pytest.skip("needs the project's git checkout")
    return [ROOT / name for name in listing.stdout.splitlines() if (ROOT / name).is_file()]


def test_no_file_names_a_registry_or_a_place_on_one_machine() -> None:
    forbidden = re.compile(
        r"pypi\.(org|io)|pythonhosted|registry\.npm|deb\.debian|index-url|/home/\w+|/root/" + "|/wor" + "k/"
    )
    texts = [path for path in tracked() if path.suffix not in {".png", ".svg"} and path != Path(__file__)]
    assert len(texts) > 50
    assert [
        str(path) for path in texts if forbidden.search(path.read_text(encoding="utf-8", errors="replace"))
    ] == []


def test_no_marker_is_left_behind() -> None:
    markers = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X)\b|NotImplementedError|pytest\.mark\.skip\(")
    code = [path for path in tracked() if path.suffix in {".py", ".rq", ".ttl"} and path != Path(__file__)]
    assert [str(path) for path in code if markers.search(path.read_text(encoding="utf-8"))] == []


def test_every_test_file_is_collected() -> None:
    files = [
        path for path in (ROOT / "tests").rglob("*.py") if "def test_" in path.read_text(encoding="utf-8")
    ]
    assert [path.name for path in files if not path.name.startswith("test_")] == []
    assert len(files) > 8


def test_the_test_files_that_are_begun_first_are_there() -> None:
    assert [name for name in LONGEST if not (ROOT / "tests" / f"{name}.py").is_file()] == []
