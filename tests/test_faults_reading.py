"""What only reads a build, `kg serve` and `kg ask`, under every fault: it answers rightly or says in one line why not."""

import csv
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path

import pytest
from faults import (
    ASK,
    BUILD,
    IS_ROOT,
    NEW,
    OLD,
    PUBLISH,
    QUESTION,
    SERVE,
    START,
    Ended,
    Moments,
    Shop,
    closed,
    disk,
    holds,
    shop,
    spoilt,
    told,
)
from serving import Server

from kg.store import open_build

QUERY = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"


@pytest.fixture(scope="module")
def at(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    with shop(tmp_path_factory.mktemp("shop"), (BUILD, PUBLISH)) as made:
        yield made


@pytest.fixture
def build(at: Shop, tmp_path: Path) -> Path:
    return at.place(BUILD, tmp_path / "built")


def asking(build: Path) -> list[str]:
    return [*QUESTION, "--build", str(build)]


def answered(ended: Ended) -> bool:
    """Whether it gave the answer, whole; else it said why not."""
    if ended.status:
        told(ended)
        return False
    rows = list(csv.reader(ended.out.splitlines()))
    assert len(rows) == 2
    assert "Làm báo cáo mẫu" in rows[1]
    return True


def starting(build: Path) -> list[str]:
    return ["serve", "--port", "0", "--build", str(build)]


WORDS = {ASK: asking, START: starting}


@contextmanager
def served(build: Path, site: Path | None = None, log: Path | None = None) -> Iterator[Server]:
    """A server that answers, and that logs into a pipe or into a file."""
    words = ["serve", *([str(site)] if site else []), "--port", "0", "--build", str(build)]
    command = [sys.executable, "-m", "kg", *words]
    with log.open("wb") if log else nullcontext(subprocess.PIPE) as err:
        process = subprocess.Popen(command, stderr=err, text=True)
    try:
        found = re.search(r":([0-9]+)/$", _first_line(process, log).strip())
        assert found
        yield Server(int(found[1]), process)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)
        if process.stderr:
            process.stderr.close()


def _first_line(process: subprocess.Popen[str], log: Path | None) -> str:
    if process.stderr:
        return process.stderr.readline()
    while log and process.poll() is None:
        if (said := log.read_text(encoding="utf-8")).endswith("\n"):
            return said
    return ""


def counted(server: Server) -> int:
    """How many triples the server finds."""
    reply = server.query(QUERY, "text/csv")
    assert reply.status == 200, reply.text
    return int(reply.text.split()[1])


def count(build: Path) -> int:
    return len({quad.triple for quad in open_build(build)})


def test_ask_answers_when_nothing_is_wrong(at: Shop, build: Path) -> None:
    assert answered(at.nursery.run(asking(build), at.room))


@holds(
    "disk",
    {
        ASK: "ends with status 2 and one line",
        START: "does not start where it cannot say where it listens; status 2",
    },
)
def test_output_to_a_full_disk_is_an_error(at: Shop, build: Path, stage: str) -> None:
    if stage == ASK:
        told(at.nursery.run(asking(build), at.room, out="/dev/full"))
    else:
        assert at.nursery.run(starting(build), at.room, err="/dev/full").status == 2


@holds("disk", {SERVE: "goes on answering; its log ends"})
@pytest.mark.skipif(not IS_ROOT, reason="needs a disk of its own, which only root can mount")
def test_a_server_whose_log_is_on_a_full_disk_goes_on(
    at: Shop, build: Path, tmp_path: Path, stage: str
) -> None:
    log = tmp_path / "small" / "log"
    with disk(log.parent, 1 << 16), served(build, at.good(PUBLISH, OLD), log) as server:
        with log.open("ab") as filling, suppress(OSError):
            while True:
                os.write(filling.fileno(), b"x" * 512)
        for _ in range(3):
            assert counted(server) == count(build)
            assert server.get("/index.vi.html").status == 200
        assert server.get("/health").status == 200


@holds("closed", {ASK: "answers", START: "starts", SERVE: "answers"})
def test_a_read_only_build_is_read(at: Shop, build: Path, stage: str) -> None:
    with closed(build):
        if stage == ASK:
            assert answered(at.nursery.run(asking(build), at.room))
        else:
            with served(build) as server:
                assert counted(server) == count(build)


@holds(
    "memory",
    {
        ASK: "ends with status 2 and one line, or is aborted by the store's library, which says so",
        START: "ends with status 2 and one line, or is aborted by the store's library, which says so",
    },
)
def test_without_memory_nothing_wrong_is_said(at: Shop, build: Path, stage: str) -> None:
    for more in (1, 1 << 24):
        ended = at.nursery.run(WORDS[stage](build), at.room, memory=more)
        assert ended.status in (2, -signal.SIGABRT), ended
        assert "Traceback" not in ended.err
        assert ended.out == ""


@holds(
    "pipe",
    {ASK: "ends with status 0 and says nothing: the reader had enough", START: "does not start; status 2"},
)
def test_a_closed_pipe_ends_it_in_silence(at: Shop, build: Path, stage: str) -> None:
    if stage == ASK:
        assert at.nursery.run(asking(build), at.room, out="") == Ended(0, "", "")
    else:
        assert at.nursery.run(starting(build), at.room, err="").status == 2


@holds("pipe", {SERVE: "goes on answering; its log ends"})
def test_a_server_goes_on_when_nobody_reads_its_log(at: Shop, build: Path, stage: str) -> None:
    with served(build, at.good(PUBLISH, OLD)) as server:
        assert server.process.stderr
        server.process.stderr.close()
        for _ in range(3):
            assert counted(server) == count(build)
            assert server.get("/index.vi.html").status == 200
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(60) == 0


@holds(
    "two",
    {
        ASK: "both answer",
        START: "the second is told in one line that the port is taken",
        SERVE: "both answer",
    },
)
def test_two_may_read_one_build(at: Shop, build: Path, stage: str) -> None:
    if stage == ASK:
        first, second = (at.nursery.start(asking(build), at.room) for _ in range(2))
        assert answered(first.end())
        assert answered(second.end())
        return
    with served(build) as server:
        if stage == START:
            told(at.nursery.run(["serve", "--port", str(server.port), "--build", build], at.room))
        else:
            with served(build) as other:
                assert counted(server) == counted(other) == count(build)


@holds("stop", {ASK: "ends with status 2 and one line", START: "ends with status 2 and one line"})
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_reader_says_so(at: Shop, build: Path, stage: str, number: int) -> None:
    moment = Moments(number, at=(1,), of="/queries/" if stage == ASK else "socket.bind", reads=stage == ASK)
    told(at.nursery.run(WORDS[stage](build), at.room, moment))


@holds("stop", {SERVE: "answers what was asked, ends with status 0, and no process of it is left"})
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_server_that_is_told_to_end_ends(at: Shop, build: Path, stage: str, number: int) -> None:
    with served(build) as server:
        assert counted(server) == count(build)
        others = _children(server.process.pid)
        server.process.send_signal(number)
        assert server.process.wait(60) == 0
        assert others
        while any(map(_lives, others)):
            pass


def _children(process: int) -> list[int]:
    """The processes that any thread of a process has begun, and theirs."""
    told_ = Path(f"/proc/{process}/task").glob("*/children")
    mine = [int(number) for one in told_ for number in one.read_text(encoding="ascii").split()]
    return mine + [one for child in mine for one in _children(child)]


def _lives(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@holds("damage", {ASK: "ends with status 2 and one line", START: "ends with status 2 and one line"})
@pytest.mark.parametrize("name", ["CURRENT", "MANIFEST-*", "*.sst"])
def test_a_damaged_store_is_told(at: Shop, build: Path, stage: str, name: str) -> None:
    for path in (build / "store").glob(name):
        spoilt(path)
    told(at.nursery.run(WORDS[stage](build), at.room))


@holds("gone", {ASK: "a build that is replaced meanwhile: the answer of the one or of the other"})
def test_a_build_may_be_replaced_while_it_is_asked(at: Shop, build: Path, stage: str) -> None:
    replacing = at.nursery.stops(at.words(BUILD, NEW, build), at.room, Moments(every=7))
    statuses = [answered(at.nursery.run(asking(build), at.room)) for _ in replacing]
    assert len(statuses) > 5
    assert all(statuses)


def test_a_build_that_is_replaced_once_it_is_open_is_answered_or_told(at: Shop, build: Path) -> None:
    # The query that finds the body by its name is read when the build is open, and asked then.
    child = at.nursery.start(asking(build), at.room, Moments(at=(1,), of="/queries/find/", reads=True))
    assert child.wait() is None
    assert at.nursery.run(at.words(BUILD, NEW, build), at.room).status == 0
    child.signal(signal.SIGCONT)
    answered(child.end())


def test_an_open_build_that_is_replaced_is_still_the_old_one(at: Shop, build: Path) -> None:
    store, old = open_build(build), count(build)
    assert at.nursery.run(at.words(BUILD, NEW, build), at.room).status == 0
    assert len({quad.triple for quad in store}) == old
    assert at.stands(BUILD, build) == NEW


@holds("gone", {START: "ends with status 2 and one line"})
def test_a_build_that_is_gone_is_told(at: Shop, tmp_path: Path, stage: str) -> None:
    for stage_ in (START, ASK):
        told(at.nursery.run(WORDS[stage_](tmp_path / "none"), at.room))


@holds(
    "gone",
    {
        SERVE: "a build that is replaced or removed meanwhile: it answers from the one that it began with; of a site that is replaced, the new pages"
    },
)
def test_a_server_outlives_its_build(at: Shop, build: Path, tmp_path: Path, stage: str) -> None:
    site = at.place(PUBLISH, tmp_path / "sites")
    with served(build, site) as server:
        before, home = counted(server), server.get("/index.vi.html")
        for _ in at.nursery.stops(at.words(BUILD, NEW, build), at.room, Moments(every=9)):
            assert counted(server) == before
        for _ in at.nursery.stops(at.words(PUBLISH, NEW, site), at.room, Moments(every=1000)):
            assert server.get("/index.vi.html").status == home.status == 200
        shutil.rmtree(build)
        assert counted(server) == before
        assert server.get("/moved.json").status == 200


@holds(
    "damage",
    {SERVE: "a store that is damaged meanwhile: it answers from memory; a worker that is killed is replaced"},
)
def test_a_server_outlives_its_store_and_its_workers(at: Shop, build: Path, stage: str) -> None:
    with served(build) as server:
        before = counted(server)
        for path in (build / "store").iterdir():
            spoilt(path)
        for worker in _children(server.process.pid)[1:]:
            os.kill(worker, signal.SIGKILL)
        replies = [server.query(QUERY, "text/csv") for _ in range(20)]
        assert {reply.status for reply in replies} <= {200, 503}
        assert counted(server) == before


@holds("kill", {SERVE: "no process of it is left"})
def test_no_process_is_left_of_a_killed_server(at: Shop, build: Path, stage: str) -> None:
    with served(build) as server:
        counted(server)
        others = _children(server.process.pid)
        server.process.kill()
        server.process.wait(60)
        while any(map(_lives, others)):
            pass


@holds(
    "files",
    {
        ASK: "ends with status 2 and one line that names the limit",
        START: "ends with status 2 and one line that names the limit",
    },
)
def test_with_too_few_open_files_a_reader_says_so(at: Shop, build: Path, stage: str) -> None:
    for most in (4, 8, 64):
        told(at.nursery.run(WORDS[stage](build), at.room, limits={"RLIMIT_NOFILE": most}))
