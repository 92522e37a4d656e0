"""Real faults for tests: `kg` run in processes that are stopped, killed and starved at moments told beforehand.

Run as a program this is the nursery: it has imported `kg` and forks a process for each order, so that a case takes no
longer than its command. A moment is a call that changes a disk (it opens a file to write, makes, renames, links or
removes), as Python tells of it before it happens; nothing here waits for a clock.
"""

import gc
import json
import os
import re
import resource
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from bulks import plan
from samples import SAMPLE, TEXT

from kg.drafting.marking import sealed
from kg.store import dump, open_build
from kg.text import digest, fold

IS_ROOT = os.geteuid() == 0
ROOT = Path(__file__).parent.parent
CHANGES = {
    "ctypes.dlsym", "os.link", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.truncate",
    "shutil.rmtree", "socket.bind",
}  # fmt: skip
# Of these there are thousands, and hardly one differs from the next.
_DULL = ("open", "os.link", "os.mkdir", "os.remove", "os.rmdir")
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


@dataclass(frozen=True, slots=True)
class Moments:
    """What is done at which moments of a process: a signal to itself at those numbered, or at `every`.

    Counted are the changes of the disk whose words hold `of`, or, with `reads`, the files opened to read. Of files
    opened, linked and removed `every` means each so many only.
    """

    signal: int = signal.SIGSTOP
    at: tuple[int, ...] = ()
    every: int = 0
    of: str = ""
    reads: bool = False


@dataclass(frozen=True, slots=True)
class Ended:
    """How a process ended: its status, negative for a signal, and what it said."""

    status: int
    out: str
    err: str


@dataclass(slots=True)
class Child:
    """A process of the nursery."""

    nursery: "Nursery"
    pid: int
    out: Path
    err: Path

    def wait(self) -> Ended | None:
        """How it ended; None where it has stopped instead."""
        status = self.nursery.tell({"wait": self.pid})["status"]
        if os.WIFSTOPPED(status):
            return None
        return Ended(os.waitstatus_to_exitcode(status), *map(_text, (self.out, self.err)))

    def end(self) -> Ended:
        """How it ended; it goes on where it has stopped."""
        while (ended := self.wait()) is None:
            self.signal(signal.SIGCONT)
        return ended

    def signal(self, number: int) -> None:
        os.killpg(self.pid, number)


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""


@dataclass(slots=True)
class Nursery:
    """The test's end of the process that forks others."""

    process: subprocess.Popen[bytes]
    lines: Any
    room: Path
    count: int = 0

    def tell(self, order: Mapping[str, Any]) -> dict[str, Any]:
        self.lines.write(json.dumps(order) + "\n")
        self.lines.flush()
        return dict(json.loads(self.lines.readline()))

    def start(
        self,
        words: Sequence[str | Path],
        folder: Path,
        moments: Moments | None = None,
        **said: Any,
    ) -> Child:
        """Start a command; `said` may limit it (`limits`, `memory`) and name files for `out` and `err`: none is a pipe
        that nobody reads.
        """
        self.count += 1
        out, err = (self.room / f"{self.count}.{name}" for name in ("out", "err"))
        order = {
            "words": list(map(str, words)), "folder": str(folder), "out": str(out), "err": str(err),
            "moments": {} if moments is None else {k: getattr(moments, k) for k in moments.__slots__},
        }  # fmt: skip
        return Child(self, self.tell(order | said)["pid"], out, err)

    def run(
        self, words: Sequence[str | Path], folder: Path, moments: Moments | None = None, **said: Any
    ) -> Ended:
        """Run a command to its end."""
        return self.start(words, folder, moments, **said).end()

    def stops(self, words: Sequence[str | Path], folder: Path, moments: Moments) -> Iterator[Child]:
        """Run a command; gives the process each time it has stopped."""
        child = self.start(words, folder, moments)
        while child.wait() is None:
            yield child
            child.signal(signal.SIGCONT)


@contextmanager
def nursery(room: Path) -> Iterator[Nursery]:
    """A nursery for a while."""
    ours, theirs = socket.socketpair()
    # Not a measure of anything: a process that hangs fails its test instead of holding up all.
    ours.settimeout(300)
    with ours, theirs:
        command = [sys.executable, __file__, str(theirs.fileno())]
        # The language of what the system says is that of the tests.
        environment = os.environ | {"LC_ALL": "C.UTF-8", "RUST_BACKTRACE": "0", "PYTHONPATH": str(ROOT)}
        process = subprocess.Popen(command, pass_fds=[theirs.fileno()], cwd=ROOT, env=environment)
        theirs.close()
        try:
            with ours.makefile("rw", encoding="utf-8") as lines:
                yield Nursery(process, lines, room)
        finally:
            ours.close()
            process.wait(60)


def moment(event: str, given: tuple[Any, ...], *, reads: bool) -> str:
    """The words of a moment; none where an event is no such moment."""
    if event == "open" and isinstance(given[2], int):
        writes = bool(given[2] & _WRITING)
        return f"open {given[0]}" if writes != reads and isinstance(given[0], str) else ""
    if reads or event not in CHANGES:
        return ""
    return f"{event} {' '.join(str(one) for one in given[:2])}"


def watch(moments: Moments) -> None:
    """From now on do at each moment what is to be done."""
    count, own = 0, os.getpid()

    def see(event: str, given: tuple[Any, ...]) -> None:
        nonlocal count
        words = moment(event, given, reads=moments.reads)
        if not words or moments.of not in words or os.getpid() != own:
            return
        count += 1
        dull = words.startswith(_DULL)
        if count in moments.at or (moments.every and not (dull and count % moments.every)):
            target = -os.getpgrp() if moments.signal == signal.SIGKILL else os.getpid()
            os.kill(target, moments.signal)

    sys.addaudithook(see)


def _become(order: dict[str, Any]) -> list[str]:
    """Make this process what an order wants; gives the words of its command."""
    os.setsid()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.default_int_handler if number == signal.SIGINT else signal.SIG_DFL)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    for at, name in ((1, "out"), (2, "err")):
        os.dup2(_opened(order[name]), at)
    # Streams learn of a file what they are of, so those of the nursery will not do.
    sys.stdout = os.fdopen(1, "w", closefd=False)
    sys.stderr = os.fdopen(2, "w", buffering=1, closefd=False)
    os.chdir(order["folder"])
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    for name, most in order.get("limits", {}).items():
        resource.setrlimit(getattr(resource, name), (most, most))
    if memory := order.get("memory"):
        with open("/proc/self/statm", encoding="ascii") as pages:
            taken = int(pages.read().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (taken + memory,) * 2)
    if order["moments"]:
        watch(Moments(**{k: tuple(v) if k == "at" else v for k, v in order["moments"].items()}))
    return list(order["words"])


def _opened(place: str) -> int:
    if place:
        return os.open(place, os.O_WRONLY | os.O_CREAT, 0o644)
    read, write = os.pipe()
    os.close(read)
    return write


def _keep(lines: Any) -> list[str]:
    """Fork as told until the test hangs up; gives, in each fork, the words of its command."""
    living = set[int]()
    while line := lines.readline():
        order = json.loads(line)
        if "wait" in order:
            status = os.waitpid(order["wait"], os.WUNTRACED)[1]
            living -= set() if os.WIFSTOPPED(status) else {order["wait"]}
            said = {"status": status}
        elif not (pid := os.fork()):
            return _become(order)
        else:
            living.add(pid)
            said = {"pid": pid}
        lines.write(json.dumps(said) + "\n")
        lines.flush()
    for pid in living:
        os.killpg(pid, signal.SIGKILL)
    return []


def _warmed() -> None:
    """Load what commands load and what they keep once they have it, but for anything that has threads, which no fork
    keeps: a store on disk has them.
    """
    import kg.cli.accept
    import kg.cli.ask
    import kg.cli.build
    import kg.cli.publish
    import kg.cli.read
    import kg.cli.serve
    from kg.names import Base
    from kg.pipeline.building import judged
    from kg.pipeline.gathering import gathered
    from kg.view import draw

    assert kg.cli
    read = gathered([ROOT / "examples" / "mau-ke-hoach.md"])
    assert read.left_out == ()
    held = judged(read, Base())
    with TemporaryDirectory() as folder:
        draw(held.whole, held.findings, Path(folder))
    assert len(os.listdir("/proc/self/task")) == 1
    # Else each process would look through all of this when it ends, which takes as long as its command.
    gc.freeze()


# What a stage of the matrix is asked to do, from which of two inputs, into which place.
BUILD, BULK, READ, ACCEPT, PUBLISH = "build", "build --bulk", "read --write", "accept", "publish"
START, SERVE, ASK = "serve, starting", "serve, answering", "ask"
STAGES = (BUILD, BULK, READ, ACCEPT, PUBLISH, START, SERVE, ASK)
WRITERS = STAGES[:5]
OLD, NEW = "old", "new"
QUESTION = ("ask", "tasks-of-body", "--body", "so mau", "--format", "csv")


@dataclass(frozen=True, slots=True)
class Shop:
    """Two inputs for every stage, and what comes of each when nothing goes wrong."""

    room: Path
    nursery: Nursery
    known: dict[tuple[str, str], dict[str, str]] = field(default_factory=dict)

    def words(self, stage: str, version: str, out: Path) -> list[str]:
        """The command of a stage on an input."""
        given = self.room / version
        return {
            BUILD: ["build", f"{given}/records", "-o", f"{out}", "--quiet"],
            BULK: ["build", "--bulk", f"{given}/records", "-o", f"{out}", "--quiet"],
            READ: ["read", f"{self.room}/texts", "--write", f"{out}", "--replace", "--quiet"],
            ACCEPT: ["accept", f"{out}", "--quiet"],
            PUBLISH: ["publish", "--build", f"{self.good(BUILD, version)}", "-o", f"{out}", "--quiet"],
        }[stage]

    def good(self, stage: str, version: str) -> Path:
        """What comes of an input when nothing goes wrong."""
        return self.room / version / stage

    def place(self, stage: str, folder: Path) -> Path:
        """A place to write to, with what comes of the old input."""
        folder.mkdir(parents=True, exist_ok=True)
        return Path(shutil.copytree(self.good(stage, OLD), folder / "out"))

    def stands(self, stage: str, out: Path) -> str:
        """Which of the two stands whole at a place, `both` where there are files of each; else it raises."""
        found = _units(stage, out)
        assert found, f"nothing stands at {out}"
        old, new = self._good_units(stage, OLD), self._good_units(stage, NEW)
        assert old != new
        if found in (old, new):
            return OLD if found == old else NEW
        assert found.keys() == old.keys() | new.keys()
        strange = [name for name in found if found[name] not in (old.get(name), new.get(name))]
        assert not strange, f"{strange} at {out} are neither old nor new"
        assert stage in (READ, ACCEPT), f"{out} is partly old and partly new"
        return "both"

    def _good_units(self, stage: str, version: str) -> dict[str, str]:
        if (stage, version) not in self.known:
            self.known[stage, version] = _units(stage, self.good(stage, version))
        return self.known[stage, version]


def _units(stage: str, out: Path) -> dict[str, str]:
    """What is whole or not, by name, with its digest: every file, and what the store of a build holds."""
    files = {path.relative_to(out).as_posix(): path for path in sorted(out.rglob("*")) if path.is_file()}
    if stage in (READ, ACCEPT):
        files = {name: path for name, path in files.items() if not name.startswith(".")}
    units = {
        name: sha256(path.read_bytes()).hexdigest()
        for name, path in files.items()
        if not name.startswith("store/")
    }
    if stage in (BUILD, BULK):
        quads = dump(open_build(out)).encode()
        parts = [out / "graph.nq"] if stage == BUILD else [*(out / "quads").rglob("*.nq")]
        lines = sorted(line for part in parts for line in part.read_bytes().splitlines(keepends=True))
        assert quads.splitlines(keepends=True) == lines
        units["store"] = sha256(quads).hexdigest()
        # The manifest names the software, whose files others may be writing while this runs.
        units.pop("manifest.json", None)
    if stage == PUBLISH:
        for line in (out / "dumps/SHA256SUMS").read_text(encoding="utf-8").splitlines():
            wanted, name = line.split("  ")
            assert units[f"dumps/{name}"] == wanted
    return units


@contextmanager
def shop(room: Path, stages: Sequence[str] = WRITERS) -> Iterator[Shop]:
    """A shop with a nursery, and with what comes of both inputs at the stages wanted."""
    texts = room / "texts"
    texts.mkdir(parents=True)
    for number in (501, 502):
        (texts / f"{number}.md").write_text(plan(number), encoding="utf-8")
    for version, label in ((OLD, "Gửi báo cáo mẫu"), (NEW, "Nộp báo cáo mẫu")):
        _put_records(room / version / "records", label)
    # The reviewed records that `kg accept` holds drafts against are those of the folder that it runs in.
    _put_records(room / "corpus", "Gửi báo cáo mẫu")
    with nursery(room) as forks:
        made = Shop(room, forks)
        for stage in stages:
            for version in (NEW, OLD):
                _make(made, stage, version)
        yield made


def _put_records(inside: Path, label: str) -> None:
    hashes = {"exact": digest(TEXT[:8]), "folded": digest(fold(TEXT[:8]))}
    text = SAMPLE.format(sha256=sha256(TEXT.encode()).hexdigest(), characters=len(TEXT), **hashes)
    inside.mkdir(parents=True)
    (inside / "records.yaml").write_text(text.replace("Gửi báo cáo mẫu", label), encoding="utf-8")
    (inside / "text.txt").write_text(TEXT, encoding="utf-8")


def _make(shop: Shop, stage: str, version: str) -> None:
    out, drafts = shop.good(stage, version), shop.good(READ, NEW)
    if stage in (READ, ACCEPT) and drafts.is_dir():
        shutil.copytree(drafts, out)
    if (stage, version) == (READ, OLD):
        for path in out.iterdir():
            # As an earlier reader drafted it: nobody has corrected it.
            _, _, below = path.read_text(encoding="utf-8").partition("\n")
            path.write_text(sealed(f"{below}# begun\n"), encoding="utf-8")
    elif (stage, version) != (ACCEPT, OLD):
        ended = shop.nursery.run(shop.words(stage, version, out), shop.room)
        assert ended == Ended(0, "", ""), ended


def told(ended: Ended, *, status: int = 2, lines: int = 1) -> None:
    """It ended as it should, and said in one line, or one for each thing, what is wrong and what to do."""
    assert (ended.status, ended.out) == (status, ""), ended
    said = ended.err.splitlines(keepends=True)
    assert len(said) == lines, ended.err
    assert all(re.fullmatch(r"[^\n]+[;:] [^\n]+\n", line) for line in said), ended.err
    assert not re.search("None|Traceback", ended.err), ended.err


@contextmanager
def disk(folder: Path, room: int) -> Iterator[Path]:
    """A small disk of its own, which only root can have."""
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={room}", "tmpfs", folder], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


@contextmanager
def closed(folder: Path) -> Iterator[None]:
    """A folder that nobody can write to, not even root where they may mount."""
    if IS_ROOT:
        subprocess.run(["mount", "--bind", folder, folder], check=True)
        subprocess.run(["mount", "-o", "remount,bind,ro", folder], check=True)
    else:
        folder.chmod(0o555)
    try:
        yield
    finally:
        if IS_ROOT:
            subprocess.run(["umount", "--lazy", folder], check=True)
        else:
            folder.chmod(0o755)


def spoilt(path: Path) -> None:
    """A file is cut in half, as a disk that failed may leave it, and what is left is garbled."""
    content = path.read_bytes()
    path.write_bytes(bytes(byte ^ 0x5A for byte in content[: len(content) // 2]))


# The rows of the matrix.
FAULTS = {
    "kill": "killed (`kill -9`) at any step",
    "disk": "the disk is full",
    "closed": "the folder is read-only",
    "memory": "no memory is left",
    "pipe": "who reads the output has gone (`| head -1`)",
    "two": "two at once",
    "stop": "interrupted (Ctrl-C, SIGTERM) at any step",
    "damage": "what was there before is damaged",
    "gone": "what it reads disappears on the way",
    "files": "too few files may be open",
}

# The cells that have no test, and why.
_WRITES_NOTHING = "it writes nothing and keeps nothing"
APART = {
    ("kill", START): _WRITES_NOTHING,
    ("kill", ASK): _WRITES_NOTHING,
    ("memory", SERVE): "each query has a bound of its own (`--memory`), which the tests of the server hold",
    (
        "files",
        SERVE,
    ): "what it may open is settled at its start; beyond `--connections` clients are told to come again",
}


def holds(fault: str, said: Mapping[str, str]) -> Callable[[Any], Any]:
    """Have a test run for each stage of which it is said what holds under a fault."""

    def mark(test: Any) -> Any:
        test.cells = {(fault, stage): words for stage, words in said.items()}
        return pytest.mark.parametrize("stage", list(said))(test)

    assert fault in FAULTS
    assert set(said) <= set(STAGES)
    return mark


if __name__ == "__main__":
    _warmed()
    with socket.socket(fileno=int(sys.argv[1])) as connection, connection.makefile("rw") as lines:
        words = _keep(lines)
    if words:
        from kg.cli import main

        sys.exit(main(words))
