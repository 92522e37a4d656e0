"""Every stage that writes, under every fault: what stood there or what was to come is whole, and one line says why.

docs/faults.md is made of what the tests here and in test_faults_reading.py say that they hold.
"""

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from faults import (
    ACCEPT,
    BUILD,
    BULK,
    IS_ROOT,
    NEW,
    OLD,
    PUBLISH,
    READ,
    Child,
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


@pytest.fixture(scope="module")
def at(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    with shop(tmp_path_factory.mktemp("shop")) as made:
        yield made


def others(out: Path) -> list[str]:
    """What lies beside a place, and the hidden files in it."""
    hidden = [path.name for path in out.iterdir() if path.name.startswith(".") and path.name != ".well-known"]
    return sorted(hidden + [path.name for path in out.parent.iterdir() if path != out])


WHOLE = "at every step the last one or the new one stands whole; the next run sweeps"
EACH = "at every step each file is whole, as it was or as it will be; the next run sweeps"
KILLED = {BUILD: WHOLE, BULK: f"{WHOLE}, and goes on where it was", READ: EACH, ACCEPT: EACH, PUBLISH: WHOLE}
# Of how many files opened, linked or removed one is a step.
STEPS = {BUILD: 1, BULK: 9, READ: 1, ACCEPT: 1, PUBLISH: 400}


@holds("kill", KILLED)
def test_at_every_step_something_whole_stands(at: Shop, tmp_path: Path, stage: str) -> None:
    out = at.place(stage, tmp_path)
    seen = []
    for _ in at.nursery.stops(at.words(stage, NEW, out), at.room, Moments(every=STEPS[stage])):
        seen.append(at.stands(stage, out))
    assert {OLD} < {*seen, NEW}
    assert len(seen) > 3
    assert at.stands(stage, out) == NEW
    assert others(out) == []


FOLDERS = (("open", 2), ("renameat2", 1), ("shutil.rmtree", 1))
KILLS = {
    BUILD: (("os.mkdir", 2), ("pictures/", 3), *FOLDERS, ("os.remove", 5)),
    BULK: (
        ("emitted/", 2),
        ("/new/", 3),
        ("manifest", 1),
        *FOLDERS,
        ("shutil.rmtree", 2),
        ("shutil.rmtree", 3),
    ),
    READ: (("open", 1), ("os.rename", 1), ("os.rename", 2)),
    ACCEPT: (("open", 1), ("os.rename", 1)),
    PUBLISH: FOLDERS[1:],
}


@pytest.mark.parametrize(("stage", "of", "nth"), [(s, *kill) for s, kills in KILLS.items() for kill in kills])
def test_what_a_killed_run_left_is_swept_by_the_next(
    at: Shop, tmp_path: Path, stage: str, of: str, nth: int
) -> None:
    out = at.place(stage, tmp_path)
    words = at.words(stage, NEW, out)
    ended = at.nursery.run(words, at.room, Moments(signal.SIGKILL, at=(nth,), of=of))
    assert ended == Ended(-signal.SIGKILL, "", "")
    at.stands(stage, out)
    assert at.nursery.run(words, at.room) == Ended(0, "", "")
    assert at.stands(stage, out) == NEW
    assert others(out) == []


def watched(pattern: str, out: Path, pid: int) -> bool:
    """Wait until a file appears that a library writes and Python knows nothing of; False where the process ended."""
    while not any(out.parent.glob(pattern)):
        if Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0] == "Z":
            return False
    return True


@pytest.mark.parametrize("stage", [BUILD, BULK])
@pytest.mark.parametrize("file", ["CURRENT", "*.sst"])
def test_a_run_killed_while_the_store_is_written_leaves_the_last_one(
    at: Shop, tmp_path: Path, stage: str, file: str
) -> None:
    out = at.place(stage, tmp_path)
    # A bulk build that brings the last one up to date begins with that one's store.
    words = at.words(stage, NEW, out) + ([] if stage == BUILD else ["--base", "https://example.org/kg/"])
    child = at.nursery.start(words, at.room)
    seen = watched(f".out.*/n*/store/{file}", out, child.pid)
    child.signal(signal.SIGKILL)
    assert (seen, child.end().status) == (True, -signal.SIGKILL)
    assert at.stands(stage, out) == OLD
    assert at.nursery.run(at.words(stage, NEW, out), at.room) == Ended(0, "", "")
    assert (at.stands(stage, out), others(out)) == (NEW, [])


STOPPED = "ends with status 2 and one line; the last one or the new one stands whole"
INTERRUPTED = {
    BUILD: STOPPED, BULK: f"{STOPPED}; the next run goes on where it was", READ: "ends with status 2 and one line; each file is whole",
    ACCEPT: "ends with status 2 and one line; each file is whole", PUBLISH: STOPPED,
}  # fmt: skip
STOPS = {
    BUILD: (
        (signal.SIGINT, "open", 2),
        (signal.SIGTERM, "renameat2", 1),
        (signal.SIGINT, "shutil.rmtree", 1),
    ),
    BULK: ((signal.SIGTERM, "emitted/", 2), (signal.SIGINT, "/new/", 3), (signal.SIGINT, "renameat2", 1)),
    READ: ((signal.SIGINT, "open", 1), (signal.SIGTERM, "os.rename", 2)),
    ACCEPT: ((signal.SIGINT, "os.rename", 2),),
    PUBLISH: ((signal.SIGTERM, "open", 900),),
}


@holds("stop", INTERRUPTED)
def test_an_interrupted_run_leaves_something_whole(at: Shop, tmp_path: Path, stage: str) -> None:
    for number, of, nth in STOPS[stage]:
        out = at.place(stage, tmp_path / f"{of}{nth}".replace("/", ""))
        told(at.nursery.run(at.words(stage, NEW, out), at.room, Moments(number, at=(nth,), of=of)))
        at.stands(stage, out)
        assert set(others(out)) <= {".out.work"}


def size(folder: Path) -> int:
    """The room that a folder takes on a disk."""
    return sum(path.lstat().st_blocks * 512 + 4096 for path in folder.rglob("*"))


REFUSED = "ends with status 2 and one line; the last one stands whole, nothing is left"
LEFT = {
    BUILD: REFUSED, BULK: "ends with status 2 and one line; the last one stands whole", PUBLISH: REFUSED,
    READ: "ends with status 2 and one line; each file stays as it was",
    ACCEPT: "ends with status 2 and one line; each file is whole",
}  # fmt: skip


def filled(at: Shop, stage: str, disk_: Path, share: float) -> Path:
    """A place on a disk on which that share is left of the room that the new one takes."""
    out = at.place(stage, disk_)
    shelf = os.statvfs(disk_)
    left = shelf.f_bavail * shelf.f_frsize - int(size(at.good(stage, NEW)) * share)
    with (disk_ / "ballast").open("wb") as ballast:
        os.posix_fallocate(ballast.fileno(), 0, left)
    return out


@holds("disk", LEFT)
def test_a_full_disk_leaves_the_last_one(at: Shop, tmp_path: Path, stage: str) -> None:
    # What a site and a bulk build share with the last one takes no room.
    for share in (0, 0.4, 0.8) if stage == BUILD else (0, 0.01) if stage in (BULK, PUBLISH) else (0,):
        if IS_ROOT:
            with disk(tmp_path / str(share), 2 * size(at.good(stage, OLD)) + (1 << 22)) as small:
                out = filled(at, stage, small, share)
                _refused(at, stage, out, at.nursery.run(at.words(stage, NEW, out), at.room), {"ballast"})
        else:
            out = at.place(stage, tmp_path / str(share))
            most = {"RLIMIT_FSIZE": 300 + int(share * 100_000)}
            _refused(at, stage, out, at.nursery.run(at.words(stage, NEW, out), at.room, limits=most), set())


def _refused(at: Shop, stage: str, out: Path, ended: Ended, beside: set[str]) -> None:
    told(ended, lines=2 if stage == READ else 1)
    assert at.stands(stage, out) == OLD
    assert {*others(out)} - beside <= ({".out.work"} if stage == BULK else set())


@holds("closed", LEFT)
def test_a_folder_that_is_read_only_stays_as_it_was(at: Shop, tmp_path: Path, stage: str) -> None:
    out = at.place(stage, tmp_path)
    with closed(tmp_path), closed(out):
        _refused(at, stage, out, at.nursery.run(at.words(stage, NEW, out), at.room), set())


ABORTED = "ends with status 2 and one line, or is aborted by the store's library, which says so"
STARVED = {
    BUILD: f"{ABORTED}; the last one stands whole", BULK: f"{ABORTED}; the last one stands whole", PUBLISH: f"{ABORTED}; the last one stands whole",
    READ: "ends with status 2 and a line for each document; each file stays as it was",
    ACCEPT: f"{ABORTED}; each file stays as it was",
}  # fmt: skip


@holds("memory", STARVED)
def test_without_memory_the_last_one_stays(at: Shop, tmp_path: Path, stage: str) -> None:
    for more in (1, 1 << 27):
        out = at.place(stage, tmp_path / str(more))
        ended = at.nursery.run(at.words(stage, NEW, out), at.room, memory=more)
        assert ended.status in (0, 2, -signal.SIGABRT), ended
        assert "Traceback" not in ended.err
        if ended.status == 2:
            told(ended, lines=2 if stage == READ else 1)
        assert at.stands(stage, out) == (OLD if ended.status else NEW)


DEAF = "ends with status 2; the last one stands whole, nothing is left"
UNHEARD = {
    BUILD: DEAF, BULK: DEAF, PUBLISH: "is done, with status 2 since it cannot say so",
    READ: "ends with status 2 after the first file; each file is whole", ACCEPT: "ends with status 2 after the first file; each file is whole",
}  # fmt: skip


@holds("pipe", UNHEARD)
def test_a_run_that_nobody_listens_to_leaves_something_whole(at: Shop, tmp_path: Path, stage: str) -> None:
    out = at.place(stage, tmp_path)
    words = [word for word in at.words(stage, NEW, out) if word != "--quiet"]
    ended = at.nursery.run(words, at.room, err="")
    assert (ended.status, ended.out) == (2, "")
    assert at.stands(stage, out) in {BUILD: {OLD}, BULK: {OLD}, PUBLISH: {NEW}}.get(stage, {"both"})
    assert set(others(out)) <= {".out.work"}


BOTH = "whichever is done last stands whole, also where both end at one moment; nothing is left"
TOGETHER = {
    BUILD: BOTH, BULK: "the second is refused with status 2 and one line; the first is done", PUBLISH: BOTH,
    READ: "each file is whole", ACCEPT: "each file is whole; one of the two may be told that it is done already",
}  # fmt: skip
MEETINGS = {BUILD: ("renameat2", "shutil.rmtree"), BULK: ("/read/", "renameat2"), PUBLISH: ("renameat2",)}


@holds("two", TOGETHER)
def test_two_at_once_do_not_disturb_each_other(at: Shop, tmp_path: Path, stage: str) -> None:
    for nth, of in enumerate(MEETINGS.get(stage, ("open", "os.rename") if stage == READ else ("os.rename",))):
        out = at.place(stage, tmp_path / str(nth))
        first = at.nursery.start(
            at.words(stage, OLD if stage == PUBLISH else NEW, out), at.room, Moments(at=(1,), of=of)
        )
        assert first.wait() is None
        if stage in (READ, ACCEPT):
            _second_waits(at, stage, out, first)
            continue
        second = at.nursery.run(at.words(stage, NEW, out), at.room)
        if stage == BULK:
            told(second)
        else:
            assert second == Ended(0, "", "")
            assert at.stands(stage, out) == NEW
        first.signal(signal.SIGCONT)
        assert first.end() == Ended(0, "", "")
        assert at.stands(stage, out) == (OLD if stage == PUBLISH else NEW)
        assert others(out) == []


def _second_waits(at: Shop, stage: str, out: Path, first: Child) -> None:
    """The first is stopped with a file half done; the second waits for it, or is done before."""
    second = at.nursery.start(at.words(stage, NEW, out), at.room)
    first.signal(signal.SIGCONT)
    for ended in (first.end(), second.end()):
        if ended.status:
            told(ended, lines=2)
    assert (at.stands(stage, out), others(out)) == (NEW, [])


RENEWED = "the new one takes its place whole"
DAMAGED = {
    BUILD: RENEWED,
    BULK: "the new one takes its place whole, or it ends with status 2 and one line",
    READ: "a draft that cannot be read stays, and is told; the others are written",
    ACCEPT: "a draft that is cut off ends it with status 2 and one line; each file stays as it was",
    PUBLISH: f"a damaged build ends it with status 2 and one line; of a damaged site {RENEWED}",
}
SPOILT = {
    BUILD: (("graph.nq", "store/CURRENT", "inputs.json"),),
    BULK: (("manifest.json",), ("store/CURRENT",), ("index/20.jsonl",)),
    PUBLISH: (("moved.json", "dumps/SHA256SUMS", "index.html"),),
}


@holds("damage", DAMAGED)
def test_what_was_damaged_before_harms_nothing(at: Shop, tmp_path: Path, stage: str) -> None:
    for names in SPOILT.get(stage, ((),)):
        out = at.place(stage, tmp_path / "-".join(names).replace("/", ""))
        if stage in (READ, ACCEPT):
            _spoilt_draft_stays(at, stage, out)
            continue
        for name in names:
            spoilt(out / name)
        ended = at.nursery.run(at.words(stage, NEW, out), at.room)
        if stage == BULK and ended.status:
            told(ended)
        else:
            assert ended == Ended(0, "", "")
            assert (at.stands(stage, out), others(out)) == (NEW, [])


def _spoilt_draft_stays(at: Shop, stage: str, out: Path) -> None:
    one, other = sorted(out.iterdir())
    one.write_bytes(before := one.read_bytes()[: one.stat().st_size // 2])
    told(at.nursery.run(at.words(stage, NEW, out), at.room), status=1 if stage == READ else 2)
    assert one.read_bytes() == before
    assert other.read_bytes() == (at.good(stage, NEW if stage == READ else OLD) / other.name).read_bytes()


@pytest.mark.parametrize("name", ["store/CURRENT", "store/*.sst", "store/MANIFEST-*", "inputs.json"])
def test_a_damaged_build_is_not_published(at: Shop, tmp_path: Path, name: str) -> None:
    build = at.place(BUILD, tmp_path / "from")
    for path in build.glob(name):
        spoilt(path)
    out = at.place(PUBLISH, tmp_path / "to")
    told(at.nursery.run(["publish", "--build", build, "-o", out, "--quiet"], at.room))
    assert (at.stands(PUBLISH, out), others(out)) == (OLD, [])


GONE = "ends with status 2 and one line; the last one stands whole, nothing is left"
VANISHED = {
    BUILD: GONE, BULK: "ends with status 2 and one line; the last one stands whole", READ: "what is gone is told; the others are written",
    ACCEPT: "ends with status 2 and one line; what is left stays as it was", PUBLISH: "what has been opened is read to its end, or it ends with status 2 and one line",
}  # fmt: skip


@holds("gone", VANISHED)
def test_what_disappears_on_the_way_is_told(at: Shop, tmp_path: Path, stage: str) -> None:
    out = at.place(stage, tmp_path / "to")
    words, given = _given(at, stage, tmp_path, out)
    child = at.nursery.start(words, at.room, Moments(at=(1,), of=str(given), reads=True))
    assert child.wait() is None
    for path in sorted(given.rglob("*"), reverse=True)[: 1 if stage in (READ, ACCEPT) else None]:
        path.rmdir() if path.is_dir() else path.unlink()
    child.signal(signal.SIGCONT)
    ended = child.end()
    if stage == PUBLISH and not ended.status:
        assert at.stands(stage, out) == NEW
        return
    told(ended, status=1 if stage == READ else 2)
    assert stage == ACCEPT or at.stands(stage, out) == ("both" if stage == READ else OLD)
    assert set(others(out)) <= {".out.work"}


def _given(at: Shop, stage: str, folder: Path, out: Path) -> tuple[list[str], Path]:
    """The command of a stage on a copy of what it reads, and that copy."""
    old = {
        READ: at.room / "texts", PUBLISH: at.good(BUILD, NEW), BUILD: at.room / NEW / "records", BULK: at.room / NEW / "records",
    }.get(stage, out)  # fmt: skip
    given = out if old == out else Path(shutil.copytree(old, folder / "given"))
    return [str(given) if word == str(old) else word for word in at.words(stage, NEW, out)], given


FEW = "ends with status 2 and one line; the last one stands whole; the next run sweeps"
STINTED = {
    BUILD: FEW, BULK: FEW, PUBLISH: FEW, READ: "is done, or ends with status 2 and one line; each file is whole",
    ACCEPT: "is done, or ends with status 2 and one line; each file is whole",
}  # fmt: skip


@holds("files", STINTED)
def test_with_too_few_open_files_the_last_one_stays(at: Shop, tmp_path: Path, stage: str) -> None:
    out = at.place(stage, tmp_path)
    for most in (6,) if stage in (READ, ACCEPT) else (6, 64):
        ended = at.nursery.run(at.words(stage, NEW, out), at.room, limits={"RLIMIT_NOFILE": most})
        if ended.status:
            told(ended)
        assert at.stands(stage, out) == (OLD if ended.status else NEW)
    if ended.status:
        assert at.nursery.run(at.words(stage, NEW, out), at.room) == Ended(0, "", "")
    assert (at.stands(stage, out), others(out)) == (NEW, [])


def test_what_a_run_killed_between_two_renames_took_away_is_put_back(at: Shop, tmp_path: Path) -> None:
    out = at.place(BUILD, tmp_path)
    gone = subprocess.Popen(["true"])
    gone.wait()
    room = tmp_path / f".out.{gone.pid}.left"
    room.mkdir()
    out.rename(room / "old")
    told(
        at.nursery.run(at.words(BUILD, NEW, out), at.room, Moments(signal.SIGINT, at=(1,), of="inputs.json"))
    )
    assert (at.stands(BUILD, out), others(out)) == (OLD, [])
