"""The package: a wheel works from any folder without the project, and the core alone is small."""

import json
import re
import shutil
import signal
import site
import subprocess
import sys
import tomllib
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from releasing import archive, wheel

from kg.cli import COMMANDS
from kg.cli.extras import EXTRAS, lacking

ROOT = Path(__file__).parent.parent
MOST = 110_000_000
PLAN = "mau-ke-hoach.md"
# Programs that a command runs where they are; a compiler is none of them.
PROGRAMS = ("java", "tesseract")
# What no start of the core may load, whether it is installed or not.
Run = Callable[..., subprocess.CompletedProcess[str]]
HEAVY = [
    "pyvis",
    "igraph",
    "owlready2",
    "networkx",
    "numpy",
    "pandas",
    "lxml",
    "openpyxl",
    "pypdfium2",
    "PIL",
    "uvicorn",
    "distributed",
    "IPython",
]


def environment(folder: Path, programs: Path) -> dict[str, str]:
    """The variables of someone who has the installation and hardly anything else."""
    return {"PATH": f"{folder / 'bin'}:{programs}", "HOME": str(folder), "LC_ALL": "C.UTF-8"}


def fresh(folder: Path) -> Path:
    """A new environment without pip; gives its folder of packages."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)
    (packages,) = folder.glob("lib/python*/site-packages")
    return packages


def install(folder: Path, *words: str | Path) -> None:
    command = [
        sys.executable,
        "-m",
        "pip",
        "--python",
        folder / "bin" / "python",
        "install",
        "--quiet",
        *words,
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the source archive."""
    folder = tmp_path_factory.mktemp("released")
    return wheel(archive(folder), folder)


@pytest.fixture(scope="module")
def programs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the optional programs that are here, and no other."""
    folder = tmp_path_factory.mktemp("programs")
    for name in PROGRAMS:
        if found := shutil.which(name):
            (folder / name).symlink_to(found)
    return folder


@pytest.fixture(scope="module")
def installed(released: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with the wheel, which borrows all that it depends on from the one that runs the tests."""
    folder = tmp_path_factory.mktemp("installed") / "environment"
    packages = fresh(folder)
    install(folder, "--no-deps", "--no-index", released)
    # A .pth file found by way of another is not read, so the project under test is out of reach.
    (packages / "borrowed.pth").write_text("\n".join(site.getsitepackages()), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one document in it."""
    folder = tmp_path_factory.mktemp("desk")
    shutil.copy(ROOT / "examples" / PLAN, folder)
    return folder


FUNDING = (
    "https://w3id.org/vnpolicy/id/document/chinh-phu/undated/chuong-trinh-hanh-dong-thuc-hien-57-nq-tw/8.3"
)
# A day's work, in order: what is asked, a word of the answer, and the exit status. `serve` has a test of its own.
WORK: tuple[tuple[list[str], str, int], ...] = (
    (["build", "corpus"], "", 0),
    (["read", PLAN, "--write", "drafts"], "", 0),
    (["accept", "drafts", "--into", "reviewed"], "", 0),
    (["build", "reviewed", PLAN, "-o", "small"], "", 0),
    (["align", "reviewed", PLAN], PLAN, 0),
    (["coverage", "reviewed", PLAN], PLAN, 1),
    (["find", "Nơi nhận", PLAN], PLAN, 0),
    (["ask", "documents"], "57-NQ/TW", 0),
    (["sparql", "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "--format", "csv"], "n", 0),
    (["trace", "57-NQ/TW", "--build", "small"], "412/KH-UBND", 0),
    (["audit"], "count-not-sum-of-groups", 1),
    (["view", "body", "-o", "body.html"], "", 0),
    (["diff", "build", "small"], "57-NQ/TW", 1),
    (["check", "small"], "0", 0),
    (["explain", "Bộ Tài chính", "pol:leads", FUNDING], "pol:leads", 0),
    (["reason", "--dl", "--build", "small"], "HermiT", 0),
    (["publish", "--build", "small", "-o", "site", "--base", "https://example.org/kg/"], "", 0),
    (["completion", "bash"], "complete", 0),
)
# All in one process: to start one for each command would take a third of the time.
DO = """
import contextlib, io, json, sys
from kg.cli import main
told = []
for words in json.loads(sys.argv[1]):
    with contextlib.redirect_stdout(io.StringIO()) as out, contextlib.redirect_stderr(io.StringIO()) as err:
        status = main(words)
    told.append((status, out.getvalue(), err.getvalue()))
json.dump(told, sys.stdout)
"""


@pytest.fixture(scope="module")
def kg(installed: Path, programs: Path, desk: Path) -> Run:
    """Runs the installed command in a folder that has nothing to do with the project."""

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        command = [installed / "bin" / "kg", *words]
        return subprocess.run(
            command,
            capture_output=True,
            text=True,
            cwd=desk,
            env=environment(installed, programs),
            check=False,
        )

    return run


def test_every_command_of_the_wheel_has_help(installed: Path, programs: Path, desk: Path) -> None:
    code = (
        "import contextlib, kg.cli\n"
        "for name in kg.cli.COMMANDS:\n"
        "    with contextlib.suppress(SystemExit): kg.cli.main([name, '--help'])"
    )
    command = [installed / "bin" / "python", "-c", code]
    done = subprocess.run(
        command, capture_output=True, text=True, cwd=desk, env=environment(installed, programs)
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert re.findall(r"^usage: kg (\S+)", done.stdout, re.MULTILINE) == list(COMMANDS)


def test_the_wheel_does_a_days_work_in_any_folder(installed: Path, desk: Path, programs: Path) -> None:
    assert {words[0] for words, _, _ in WORK} | {"serve", "doctor"} == set(COMMANDS)
    command = [installed / "bin" / "python", "-c", DO, json.dumps([words for words, _, _ in WORK])]
    day = subprocess.run(
        command, capture_output=True, text=True, cwd=desk, env=environment(installed, programs), check=True
    )
    for (words, said, status), (done, out, err) in zip(WORK, json.loads(day.stdout), strict=True):
        if words[0] == "reason" and not (programs / "java").exists():
            assert (done, len(err.splitlines())) == (2, 1)
            continue
        assert done == status, (words, err)
        assert said in out
        assert str(ROOT) not in out + err
    assert (desk / "build" / "pictures" / "body.html").exists()
    assert (desk / "site" / "index.html").exists()


def test_the_wheel_serves_until_it_is_told_to_end(
    kg: Run, installed: Path, programs: Path, desk: Path
) -> None:
    if not (desk / "build").exists():
        assert kg("build", "corpus").returncode == 0
    with subprocess.Popen(
        [installed / "bin" / "kg", "serve", "--port", "0"],
        stderr=subprocess.PIPE,
        text=True,
        cwd=desk,
        env=environment(installed, programs),
    ) as server:
        assert server.stderr
        address = next(found for line in server.stderr if (found := re.search(r"http://[\d.:]+", line)))
        query = f"{address[0]}/sparql?query=ASK%7B%3Fs%20%3Fp%20%3Fo%7D"
        with urllib.request.urlopen(query, timeout=30) as answer:
            assert answer.status == 200
        server.send_signal(signal.SIGTERM)
        server.stderr.read()
        assert server.wait(timeout=30) == 0


def test_the_tree_and_its_archive_give_the_same_wheel(released: Path, tmp_path: Path) -> None:
    into = tmp_path / "tree"
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "-w",
        into,
        ".",
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert (into / released.name).read_bytes() == released.read_bytes()


# The core


@pytest.fixture(scope="module")
def core(released: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with the core alone, all of it installed."""
    folder = tmp_path_factory.mktemp("core") / "environment"
    fresh(folder)
    install(folder, "--only-binary", ":all:", released)
    return folder


def test_the_core_is_small_and_does_the_main_job_without_pictures(
    core: Path, programs: Path, tmp_path: Path
) -> None:
    (packages,) = core.glob("lib/python*/site-packages")
    # What lies on the disk, in whole blocks and compiled, as du counts it.
    assert sum(file.lstat().st_blocks * 512 for file in packages.rglob("*")) < MOST

    def kg(*words: str) -> subprocess.CompletedProcess[str]:
        command = [core / "bin" / "kg", *words]
        return subprocess.run(
            command,
            capture_output=True,
            text=True,
            cwd=tmp_path,
            env=environment(core, programs),
            check=False,
        )

    built = kg("build", "corpus")
    assert built.returncode == 0
    assert "pip install 'vnpolicy-kg[pictures]'" in built.stderr
    page = (tmp_path / "build" / "index.html").read_text(encoding="utf-8")
    assert (
        "pip install &#39;vnpolicy-kg[pictures]&#39;" in page or "pip install 'vnpolicy-kg[pictures]'" in page
    )
    assert re.findall(r'href="pictures/', page) == []
    assert not (tmp_path / "build" / "pictures").exists()
    for words in (
        ["ask", "documents"],
        ["sparql", "ASK {}"],
        ["check"],
        ["check", "--engine", "pyshacl"],
    ):
        assert kg(*words).returncode == 0, words
    told = kg("doctor", "--lang", "en").stdout
    assert [extra for extra in EXTRAS if f"pip install 'vnpolicy-kg[{extra}]'" not in told] == []
    for words, extra in (
        (["view", "body"], "pictures"),
        (["trace", "57-NQ/TW"], "trace"),
        (["serve"], "serve"),
        (["reason", "--dl"], "reason"),
    ):
        done = kg(*words)
        assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1), (
            words,
            done.stderr,
        )
        assert done.stderr.endswith(f"pip install 'vnpolicy-kg[{extra}]'\n")


@pytest.mark.parametrize(
    "words",
    [
        ["--help"],
        ["ask", "documents"],
        ["sparql", "ASK {}"],
        ["check"],
        ["audit"],
        ["read", PLAN],
        ["doctor"],
    ],
)
def test_what_the_core_does_loads_nothing_heavy(words: list[str], built: Path, desk: Path) -> None:
    code = (
        "import sys, contextlib, io, kg.cli\n"
        "with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit): kg.cli.main(sys.argv[2:])\n"
        "print([name for name in sys.argv[1].split() if name in sys.modules])"
    )
    where = ["--build", str(built)] if words[0] in {"ask", "sparql", "audit"} else []
    where = [str(built)] if words[0] == "check" else where
    command = [sys.executable, "-c", code, " ".join(HEAVY), *words, *where]
    done = subprocess.run(command, capture_output=True, text=True, cwd=desk, check=True)
    assert done.stdout.splitlines()[-1] == "[]", done.stderr


# Extras


def test_the_table_of_extras_is_that_of_the_package() -> None:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"][
        "optional-dependencies"
    ]
    names = {"PIL": "pillow"}
    listed = {extra: {names.get(module, module) for module in modules} for extra, modules in EXTRAS.items()}
    declared = {extra: {Requirement(line).name for line in lines} for extra, lines in extras.items()}
    assert {extra: declared[extra] for extra in listed} == listed
    (whole,) = (Requirement(line) for line in extras["all"])
    assert whole.extras == set(EXTRAS) == set(extras) - {"all", "fuzz", "test"}


def test_a_module_of_no_extra_is_no_users_want() -> None:
    assert lacking("kg.missing") is None
    assert lacking("uvicorn.protocols") == "uvicorn is not installed; pip install 'vnpolicy-kg[serve]'"
