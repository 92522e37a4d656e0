"""How long the site of a build takes, and how large it is: `python bench/publishing.py [BUILD]`."""

import gc
import sys
import tempfile
import time
from pathlib import Path

from measured import Row, give, load

from kg.publish import publish


def main(build: Path) -> None:
    gc.disable()
    before = load()
    with tempfile.TemporaryDirectory() as room:
        started, ran = time.perf_counter(), time.process_time()
        made = publish(build, Path(room) / "site")
        wall, spent = time.perf_counter() - started, time.process_time() - ran
        size = sum(path.stat().st_size for path in Path(room).rglob("*") if path.is_file())
    what = f"kg publish: {made.quads:,} quads, {made.pages:,} pages"
    give(Row(f"{what}, of the clock", wall, load=before))
    give(Row(f"{what}, of the processor", spent, load=before))
    give(Row(f"the site's {made.files:,} files", size / 1e6, "MB", load=before))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("build"))
