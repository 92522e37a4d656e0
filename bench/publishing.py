"""How long the site of a build takes in processor time, and how large it is: `bench/publishing.py BUILD`."""

import gc
import os
import sys
import tempfile
import time
from pathlib import Path

from kg.publish import publish


def main(build: Path) -> None:
    gc.disable()
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as room:
        started, ran = time.perf_counter(), time.process_time()
        made = publish(build, Path(room) / "site")
        wall, spent = time.perf_counter() - started, time.process_time() - ran
        size = sum(path.stat().st_size for path in Path(room).rglob("*") if path.is_file())
    print(f"{made.quads} quads: {made.pages} pages, {made.files} files, {size / 1e6:.0f} MB")
    print(f"{spent:.2f} s of processor time, {wall:.2f} s in all, load {load:.1f} at the start")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("build"))
