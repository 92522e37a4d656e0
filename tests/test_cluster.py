"""A Dask cluster builds what one machine builds, byte for byte, whoever of it dies; and its faults are told."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from clusters import cluster
from made_up import generating

from kg.cli import main

# How long Dask may try to reach a scheduler or a worker, in place of half a minute: a worker that is only beginning, on
# a machine that is busy, is waited for longer than one that will never come.
_PATIENCE = "DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT"
PATIENT, IMPATIENT = {**os.environ, _PATIENCE: "20s"}, {**os.environ, _PATIENCE: "3s"}


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Texts enough for several tasks."""
    folder = tmp_path_factory.mktemp("many")
    generating.write(generating.Wanted(30, records=False), folder)
    return folder / "texts"


@pytest.fixture(scope="module")
def here(many: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The build that this machine makes by itself."""
    output = tmp_path_factory.mktemp("here") / "build"
    assert main(["build", str(many), "--bulk", "-o", str(output), "--quiet"]) == 0
    return output


def start(many: Path, output: Path, *words: str, **more: Any) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "kg", "build", str(many), "--bulk", "-o", str(output), "--quiet", *words]
    return subprocess.Popen(command, **more)


def parts(build: Path) -> dict[str, bytes]:
    """All that a build keeps but for the store, whose files are the store's own affair."""
    files = sorted(path for path in build.rglob("*") if path.is_file())
    return {
        str(p.relative_to(build)): p.read_bytes() for p in files if "store" not in p.relative_to(build).parts
    }


# To start a cluster takes longer than to build on it, so each does more than one thing before it is harmed.


def test_two_workers_make_the_bytes_that_one_machine_makes_also_where_one_is_killed_in_the_middle(
    many: Path, here: Path, tmp_path: Path
) -> None:
    shared = tmp_path / "shared"
    with cluster(tmp_path, 2) as running:
        assert start(many, tmp_path / "both", "--scheduler", running.address).wait() == 0
        assert parts(tmp_path / "both") == parts(here)
        build = start(many, tmp_path / "build", "--scheduler", running.address, "--shared", str(shared))
        while not (shared.is_dir() and any(shared.glob("*.json"))):
            assert build.poll() is None
            time.sleep(0.01)
        running.workers[0].send_signal(signal.SIGKILL)
        assert build.wait() == 0
    assert parts(tmp_path / "build") == parts(here)


def test_one_worker_makes_the_same_bytes_and_works_out_nothing_that_lies_in_the_shared_folder(
    many: Path, here: Path, tmp_path: Path
) -> None:
    shared = tmp_path / "shared"
    with cluster(tmp_path, 1) as running:
        where = ("--scheduler", running.address, "--shared", str(shared))
        assert start(many, tmp_path / "first", *where).wait() == 0
        made = {path: path.stat().st_mtime_ns for path in shared.iterdir()}
        assert start(many, tmp_path / "second", *where).wait() == 0
    assert made
    assert {path: path.stat().st_mtime_ns for path in shared.iterdir()} == made
    assert parts(tmp_path / "first") == parts(tmp_path / "second") == parts(here)


def test_a_scheduler_that_goes_in_the_middle_is_told_in_a_line(
    many: Path, here: Path, tmp_path: Path
) -> None:
    shared = tmp_path / "shared"
    with cluster(tmp_path, 1) as running:
        where = ("--scheduler", running.address, "--shared", str(shared))
        build = start(many, tmp_path / "build", *where, stderr=subprocess.PIPE, env=PATIENT)
        while not (shared.is_dir() and any(shared.glob("*.json"))):
            assert build.poll() is None
            time.sleep(0.01)
        running.scheduler.kill()
        told = build.communicate()[1]
    assert (build.returncode, told.count(b"\n")) == (2, 1), told
    assert b"the scheduler has gone; start it and build again" in told
    assert start(many, tmp_path / "build").wait() == 0
    assert parts(tmp_path / "build") == parts(here)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--bulk", "--scheduler", "tcp://127.0.0.1:9"], "no Dask scheduler answers there"),
        (["--scheduler", "tcp://127.0.0.1:9"], "--scheduler goes with --bulk"),
        (["--bulk", "--shared", "/nowhere"], "--shared with --scheduler"),
    ],
)
def test_what_no_cluster_can_do_is_told_in_a_line(
    many: Path, tmp_path: Path, words: list[str], said: str
) -> None:
    told = subprocess.run(
        [sys.executable, "-m", "kg", "build", str(many), "-o", str(tmp_path / "build"), "--quiet", *words],
        capture_output=True,
        text=True,
        check=False,
        env=IMPATIENT,
    )
    assert told.returncode == 2
    assert said in told.stderr
    assert told.stderr.count("\n") == 1
    assert not (tmp_path / "build").exists()


def test_a_scheduler_without_workers_is_told(many: Path, tmp_path: Path) -> None:
    with cluster(tmp_path, 0) as running:
        told = subprocess.run(
            [sys.executable, "-m", "kg", "build", str(many), "--bulk", "-o", str(tmp_path / "build"),
             "--scheduler", running.address],
            capture_output=True, text=True, check=False, env=IMPATIENT,
        )  # fmt: skip
    assert told.returncode == 2
    assert "has no worker; start some by 'dask worker" in told.stderr
