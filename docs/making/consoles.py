"""What pages of the documentation have a reader do: commands with what they print, files to save, changes.

Run as `python docs/making/consoles.py PAGE BUILD` to see what each command of a page really prints: it works
in an empty folder with the project's examples and the build given, or with "copy" in a copy of the project.
"""

import io
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path

from kg.cli import main as kg

ROOT = Path(__file__).resolve().parents[2]
# Commands that a page shows and no place but a checkout can run; a test sees that make knows its targets.
OUTSIDE = re.compile(r"^(make\b|git clone\b|cd\b|\. \.venv/bin/activate$|pip install\b|jupyter\b|source <\()")
# Commands that serve until they are told to end.
LASTING = {"serve", "watch"}
_FENCE = re.compile(r"^(?P<before>[^\n]*)\n+```(?P<kind>\w+)\n(?P<inside>.*?)^```$", re.M | re.S)
_NAMED = re.compile(r"`([\w./-]+)`[^`\n]*:$")
_ADDED = re.compile(r"(?:end of|cuối) `")
_REMARK = re.compile(r"\s{2,}# .*$")
_PROJECT = {".venv/bin/kg": "kg", ".venv/bin/python": "python"}


@dataclass(frozen=True, slots=True)
class Command:
    """A command line, and the lines that the page shows under it."""

    line: str
    shown: tuple[str, ...]

    @property
    def words(self) -> list[str]:
        """Its words, with the project's programs by their bare names."""
        words = shlex.split(self.line)
        return [_PROJECT.get(words[0], words[0]), *words[1:]]


@dataclass(frozen=True, slots=True)
class Saved:
    """A file that the page has its reader save, or what it has them add or change in one."""

    name: str
    kind: str
    text: str
    added: bool = False

    def put(self, folder: Path) -> None:
        """Save, add or change it in a folder; raises ValueError where what is to change is not there once."""
        target = folder / self.name
        target.parent.mkdir(parents=True, exist_ok=True)
        old = target.read_text(encoding="utf-8") if self.added or self.kind == "diff" else ""
        new = _changed(old, self.text) if self.kind == "diff" else old + self.text
        target.write_text(new, encoding="utf-8")


def _changed(old: str, change: str) -> str:
    """A text with a change made: lines marked by a minus go, those by a plus come, others show the place."""
    lines = change.splitlines(keepends=True)
    before = "".join(line[1:] for line in lines if line[0] in " -")
    after = "".join(line[1:] for line in lines if line[0] in " +")
    if old.count(before) != 1:
        raise ValueError(f"these lines do not stand there once: {before}")
    return old.replace(before, after)


def steps(page: str) -> Iterator["Command | Saved"]:
    """What a page has its reader do, in order.

    Commands stand in console blocks; a remark behind spaces and `#` is no part of one. A file stands in a
    fence of another kind whose line before ends in the file's name and a colon; `end of` or `cuối` before the
    name adds to what the file holds.
    """
    for fence in _FENCE.finditer(page):
        named = _NAMED.search(fence["before"])
        if fence["kind"] == "console":
            yield from _of_block(fence["inside"])
        elif named:
            yield Saved(named[1], fence["kind"], fence["inside"], bool(_ADDED.search(fence["before"])))


def commands(page: str) -> list[Command]:
    """The commands of a page, in order."""
    return [step for step in steps(page) if isinstance(step, Command)]


def _of_block(inside: str) -> Iterator[Command]:
    for block in re.split(r"^\$ ", inside, flags=re.M)[1:]:
        line, *shown = block.splitlines()
        yield Command(_REMARK.sub("", line).strip(), tuple(s for s in shown if s.strip() not in {"", "..."}))


def saved(page: str) -> list[Saved]:
    """The files of a page, in order."""
    return [step for step in steps(page) if isinstance(step, Saved)]


def even(text: str) -> str:
    """A text with every run of spaces as one: tables are as wide as what they hold."""
    return " ".join(text.split())


def missing(command: Command, output: str) -> list[str]:
    """The lines shown under a command that its output lacks, in this order; `…` ends a line cut short."""
    lines, at, absent = [even(line) for line in output.splitlines()], 0, []
    for shown in command.shown:
        wanted = even(shown)
        fits = _beginning(wanted.removesuffix("…").rstrip()) if wanted.endswith("…") else wanted.__eq__
        place = next((n for n, line in enumerate(lines[at:], at) if fits(line)), None)
        if place is None:
            absent.append(shown)
        else:
            at = place + 1
    return absent


def _beginning(wanted: str) -> Callable[[str], bool]:
    return lambda line: line.startswith(wanted)


@dataclass(frozen=True, slots=True)
class Place:
    """A folder to work in; a command that stands on several pages runs once and prints the same to all.

    `copied` is true where the folder is a copy of the project, whose own package the commands then run.
    """

    folder: Path
    copied: bool = False
    printed: dict[str, tuple[int, str]] = field(default_factory=dict)

    def save(self, files: Sequence[Saved]) -> None:
        """Put a page's files there."""
        for file in files:
            file.put(self.folder)

    def run(self, command: Command) -> tuple[int, str]:
        """Run a command; gives its exit status and all that it prints."""
        if command.line not in self.printed:
            self.printed[command.line] = self._run(command.words, command.line)
        return self.printed[command.line]

    def _run(self, words: list[str], line: str) -> tuple[int, str]:
        if words[0] == "kg" and words[1] in LASTING:
            return _begun(self.folder, words)
        if words[0] == "kg" and not self.copied:
            return _called(self.folder, words[1:])
        if words[:2] == ["python", "build.py"]:
            return _called(self.folder, ["build", *words[2:]])
        done = subprocess.run(
            ["bash", "-c", f'kg() {{ python -m kg "$@"; }}\n{line}'],
            cwd=self.folder,
            capture_output=True,
            text=True,
            env=_environment(),
        )
        return done.returncode, done.stdout + done.stderr


def _called(folder: Path, arguments: list[str]) -> tuple[int, str]:
    """What a command prints, run in this process: starting one for each would take most of the time."""
    printed = io.StringIO()
    with chdir(folder), redirect_stdout(printed), redirect_stderr(printed):
        try:
            status = kg(arguments)
        except SystemExit as ended:
            status = int(ended.code or 0)
    return status, printed.getvalue()


def _begun(folder: Path, words: list[str]) -> tuple[int, str]:
    """What a command that lasts says when it is ready; it is then told to end."""
    port = ["--port", "0"] if words[1] == "serve" else []
    line = [sys.executable, "-m", *words, *port]
    begun = subprocess.Popen(line, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    with begun:
        assert begun.stdout
        first = begun.stdout.readline()
        status = 0 if begun.poll() is None else begun.returncode
        begun.terminate()
    return status, first


def _environment() -> Mapping[str, str]:
    """The environment of a reader who has done `. .venv/bin/activate`."""
    return {"PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin", "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"}


def furnish(folder: Path, build: Path) -> Place:
    """Make a folder into a place to work in, with the examples and the graph that `make` leaves."""
    shutil.copytree(ROOT / "examples", folder / "examples")
    (folder / "build").symlink_to(build.resolve())
    return Place(folder)


def copy(folder: Path, build: Path) -> Place:
    """Make a folder into a copy of the project, with the graph that `make` leaves."""
    for name in ("corpus", "kg", "ontology", "queries", "shapes"):
        left_out = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / name, folder / name, symlinks=True, ignore=left_out)
    (folder / "tests" / "expected").mkdir(parents=True)
    (folder / "build").symlink_to(build.resolve())
    return Place(folder, copied=True)


def main(arguments: Sequence[str]) -> int:
    """Print each command of the page, the first argument, with what it prints on the build, the second."""
    if len(arguments) not in (2, 3):
        print("usage: consoles.py PAGE BUILD [copy]", file=sys.stderr)
        return 2
    make = copy if arguments[2:] == ["copy"] else furnish
    page = Path(arguments[0]).read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        place = make(Path(folder), Path(arguments[1]))
        for step in steps(page):
            if isinstance(step, Saved):
                step.put(place.folder)
            elif not OUTSIDE.match(step.line):
                status, output = place.run(step)
                print(f"$ {step.line}\n{output}[{status}] missing: {missing(step, output)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
