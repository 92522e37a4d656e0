"""Measures `kg serve` beside `oxigraph serve-read-only` under wrk: one query of 100 rows, varied.

    python bench/serving.py [--seconds 30] [--rounds 2] [--build build]

The servers take turns, so that both meet the same machine. Needs wrk, and the server of PyPI's oxigraph.
"""

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from measured import Row, give, load, resident  # noqa: E402
from serving import Server, free_port, running, serving, small_site  # noqa: E402

SCRIPT = """
local asked = {seed}
request = function()
  asked = asked + 1
  local label = "<http://www.w3.org/2004/02/skos/core#prefLabel>"
  local query = "SELECT ?s ?p ?o WHERE {{ ?s " .. label .. " ?o ; ?p ?x }} OFFSET "
    .. (asked * 37 % {most}) .. " LIMIT 100"
  query = query:gsub("([^%w])", function(sign) return string.format("%%%02X", string.byte(sign)) end)
  return wrk.format("GET", "{path}?query=" .. query, {{["Accept"] = "application/sparql-results+json"}})
end
"""


def wrk(url: str, seconds: int, script: str = "") -> tuple[float, int]:
    """Requests per second, and how many failed, with 50 connections."""
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as written:
        written.write(script)
        written.flush()
        command = [
            "wrk",
            "-t1",
            "-c50",
            f"-d{seconds}s",
            "--timeout",
            "30s",
            *(["-s", written.name] if script else []),
            url,
        ]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    rate = re.search(r"Requests/sec:\s+([0-9.]+)", said)
    failed = sum(
        map(int, re.findall(r"(?:Non-2xx or 3xx responses|connect|read|write|timeout):? ([0-9]+)", said))
    )
    return float(rate[1]) if rate else 0.0, failed


def memory(process: int) -> float:
    """The memory of a process and all that it began, in MiB, what is shared counted once."""
    return resident(process) / 2**20


@contextmanager
def oxigraph(store: Path) -> Iterator[Server]:
    program = shutil.which("oxigraph", path=str(Path(sys.executable).parent))
    if not program:
        sys.exit("needs oxigraph: pip install oxigraph")
    port = free_port()
    command = [program, "serve-read-only", "-l", store, "-b", f"127.0.0.1:{port}", "--union-default-graph"]
    with running(command, port) as server:
        yield server


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=int, default=30)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--most", type=int, default=5000, help="the greatest OFFSET; less is a lighter query")
    parser.add_argument("--build", type=Path, default=ROOT / "build")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        site = small_site(Path(folder))
        with (
            serving(site, "--build", options.build, "--quiet") as ours,
            oxigraph(options.build / "store") as theirs,
        ):
            measure(ours, theirs, options)


def measure(ours: Server, theirs: Server, options: argparse.Namespace) -> None:
    rates: dict[str, list[float]] = {"kg serve": [], "oxigraph": []}
    print(f"memory before: kg serve {memory(ours.process.pid):.0f} MiB")
    for turn in range(options.rounds):
        for name, server, path in (("kg serve", ours, "/sparql"), ("oxigraph", theirs, "/query")):
            rate, failed = wrk(
                server.url, options.seconds, SCRIPT.format(seed=turn * 1000, path=path, most=options.most)
            )
            rates[name].append(rate)
            print(
                f"{name}: {rate:.0f} requests/s, {failed} failed, {memory(server.process.pid):.0f} MiB",
                flush=True,
            )
    mean = {name: sum(found) / len(found) for name, found in rates.items()}
    what, unit = "one query of 100 rows, 50 connections", "requests/s"
    give(
        Row(
            what,
            mean["kg serve"],
            unit,
            runs=options.rounds,
            megabytes=memory(ours.process.pid),
            peer="oxigraph serve-read-only",
            theirs=mean["oxigraph"],
            better="more",
            load=load(),
        )
    )
    for target in ("/id/body/a.vi.html", "/id/body/a"):
        rate, failed = wrk(ours.url + target, max(2, options.seconds // 3))
        print(f"static {target}: {rate:.0f} requests/s, {failed} failed")


if __name__ == "__main__":
    main()
