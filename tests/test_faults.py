"""Every stage that writes, under every fault: what stood there or what was to come is whole, and one line says why.

docs/faults.md is made of what the tests here and in test_faults_reading.py say that they hold.
"""

import os
import re
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from faults import (
    ACCEPT,
    BUILD,
    BULK,
    NEW,
    OLD,
    PUBLISH,
    READ,
    WRITERS,
    Ended,
    Moments,
    Shop,
    holds,
    shop,
)

ROOT = os.geteuid() == 0


@pytest.fixture(scope="module")
def at(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    with shop(tmp_path_factory.mktemp("shop")) as made:
        yield made


def told(ended: Ended, *, status: int = 2) -> None:
    """It ended as it should, and said in one line what is wrong and what to do."""
    assert (ended.status, ended.out) == (status, ""), ended
    assert re.fullmatch(r"[^\n]+[;:] [^\n]+\n", ended.err), ended.err
    assert "None" not in ended.err
    assert "Traceback" not in ended.err


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
    for _ in at.nursery.stops(at.words(stage, NEW, out), tmp_path, Moments(every=STEPS[stage])):
        seen.append(at.stands(stage, out))
    assert {OLD} < {*seen, NEW}
    assert len(seen) > 3
    assert at.stands(stage, out) == NEW
    assert others(out) == []


FOLDERS = (("open", 2), ("ctypes", 1), ("shutil.rmtree", 1))
KILLS = {
    BUILD: (("os.mkdir", 2), ("pictures/", 3), *FOLDERS, ("os.remove", 5)),
    BULK: (("emitted/", 2), ("judged/", 2), ("/new/", 3), ("manifest", 1), *FOLDERS),
    READ: (("open", 1), ("os.rename", 1), ("os.rename", 2)),
    ACCEPT: (("open", 1), ("os.rename", 1)),
    PUBLISH: FOLDERS,
}


@pytest.mark.parametrize(("stage", "of", "nth"), [(s, *kill) for s, kills in KILLS.items() for kill in kills])
def test_what_a_killed_run_left_is_swept_by_the_next(
    at: Shop, tmp_path: Path, stage: str, of: str, nth: int
) -> None:
    out = at.place(stage, tmp_path)
    words = at.words(stage, NEW, out)
    ended = at.nursery.run(words, tmp_path, Moments(signal.SIGKILL, at=(nth,), of=of))
    assert ended == Ended(-signal.SIGKILL, "", "")
    at.stands(stage, out)
    assert at.nursery.run(words, tmp_path) == Ended(0, "", "")
    assert at.stands(stage, out) == NEW
    assert others(out) == []
