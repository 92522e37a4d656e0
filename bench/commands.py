"""Measure the commands that people wait for, each beside a peer in the same run.

Run `python bench/commands.py [--runs 5]`. Times are of the clock, in fresh processes.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from measured import command, give

ROOT = Path(__file__).parent.parent
_LOAD = "import rdflib,sys; d = rdflib.Dataset(); d.parse(sys.argv[1], format='nquads')"
_ASK = _LOAD + "; list(d.query(open(sys.argv[2]).read()))"


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the commands that people wait for.")
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    quiet = [sys.executable, "-W", "ignore"]
    with tempfile.TemporaryDirectory() as room:
        folder = Path(room)
        graph = folder / "build" / "graph.nq"
        question = ROOT / "queries" / "answer" / "tasks-of-body.rq"
        build = command(
            [sys.executable, ROOT / "build.py", "-o", folder / "build", "--quiet"], runs, cwd=folder
        )
        loaded = command([*quiet, "-c", _LOAD, graph], runs)
        peer = "rdflib, reading the finished graph"
        give(build.row("python build.py", "3 s, 400 MB", peer=peer, theirs=loaded.median))
        kg = [sys.executable, "-m", "kg"]
        helped, bare = command([*kg, "--help"], runs), command([sys.executable, "-c", "import rdflib"], runs)
        give(helped.row("kg --help", "0.25 s", peer="python -c 'import rdflib'", theirs=bare.median))
        asked = command([*kg, "ask", "tasks-of-body", "--body", "bo tai chinh"], runs, cwd=folder)
        alike = command([*quiet, "-c", _ASK, graph, question], runs)
        peer = "rdflib, reading and asking the same"
        give(asked.row("kg ask tasks-of-body", "0.5 s", peer=peer, theirs=alike.median))


if __name__ == "__main__":
    main()
