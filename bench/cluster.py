"""Measure reading on a Dask cluster of this machine: one worker beside two.

Run `python bench/cluster.py [--documents 2000]`. The texts are made up first, and the workers are at work
before the clock starts. Where this machine has fewer than three cores, the scheduler shares those of the
workers.
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path

from generating import Wanted, write
from measured import Row, give, load

from kg.pipeline.bulk.cluster import Cluster
from kg.pipeline.bulk.entries import Input, inputs, key
from kg.pipeline.bulk.reading import ReadTask, read_shard

sys.path.append(str(Path(__file__).parent.parent / "tests"))
from clusters import cluster

# Files of one task.
_SHARD = 20


def tasks(files: list[Input]) -> list[ReadTask]:
    shards = [tuple(files[at : at + _SHARD]) for at in range(0, len(files), _SHARD)]
    return [ReadTask(key(*(one.sha256 for one in shard)), shard) for shard in shards]


def seconds(files: list[Input], workers: int) -> float:
    """The time that some workers take to read all files, once they have read one shard."""
    with tempfile.TemporaryDirectory() as room, cluster(Path(room), workers) as running:
        there = Cluster(running.address)
        list(there.map(read_shard, tasks(files)[: 2 * workers]))
        started = time.perf_counter()
        answers = list(there.map(read_shard, tasks(files)))
        taken = time.perf_counter() - started
    if len(answers) != len(tasks(files)):
        raise SystemExit(f"{len(answers)} answers for {len(tasks(files))} tasks")
    return taken


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--documents", type=int, default=2000)
    documents = parser.parse_args().documents
    busy = load()
    with tempfile.TemporaryDirectory() as folder:
        write(Wanted(documents, records=False, gold=0), Path(folder))
        files = inputs([Path(folder) / "texts"])
        one, two = seconds(files, 1), seconds(files, 2)
    give(
        Row(
            f"reading {documents:,} texts on a Dask cluster, two workers",
            two,
            wanted="1.6 times one worker",
            peer="one worker",
            theirs=one,
            load=busy,
        )
    )


if __name__ == "__main__":
    main()
