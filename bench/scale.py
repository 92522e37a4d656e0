"""Measure the way from texts to a judged, reasoned store at scale, and again after one text has changed.

Run `python bench/scale.py [--documents 1000 10000] [--runs 1] [--ordinary]`. Made-up texts are written first,
which is not counted. Then `kg build TEXTS -o OUT --bulk` is timed in fresh processes and the memory of them
all is watched; where the command knows no --bulk, or with --ordinary, the ordinary build is timed and the row
says so. Then the signer of one text is changed and the same command run again: the store must hold that text
and no longer the old one. At last the same quads are loaded from one file of N-Quads by the store's own
bulk load: no way to a store can be faster than that; and a share of the documents is emitted and loaded, from
records in memory, beside that load alone.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from hashlib import sha256
from pathlib import Path

from generating import Wanted, records, texts, write
from measured import Row, Taken, command, give, load
from pyoxigraph import Literal, NamedNode, RdfFormat, Store

from kg import graph, store
from kg.bodies import authority
from kg.names import POL, Base
from kg.records import joined, read, with_listed

KG = [sys.executable, "-m", "kg"]
# Left out documents (drafts that do not hold) are told by status 1, and are counted.
_RIGHT = (0, 1)
_EMITTED = 2000
# Bounds on two cores, by the number of texts: of the whole, and of one change.
_BOUNDS = {10_000: ("300 s, 3072 MB", "3 s")}
_LOAD = """
import sys
from pyoxigraph import RdfFormat, Store
store = Store(sys.argv[2])
store.bulk_load(path=sys.argv[1], format=RdfFormat.N_QUADS)
store.flush()
"""


def options_of_build(*, ordinary: bool) -> list[str]:
    """The option of the bulk build, where the command has it and it is wanted."""
    helped = subprocess.run([*KG, "build", "--help"], capture_output=True, text=True, check=True).stdout
    return ["--bulk"] if "--bulk" in helped and not ordinary else []


def held(out: Path) -> set[str]:
    """The hashes of the texts that a built store holds."""
    opened = store.open_build(out)
    found = opened.quads_for_pattern(None, NamedNode(str(POL.sha256)), None)
    return {q.object.value for q in found if isinstance(q.object, Literal)}


def hashes(folder: Path) -> set[str]:
    """The hashes of the texts in a folder."""
    return {sha256(path.read_bytes()).hexdigest() for path in folder.rglob("*.txt")}


def change_one(folder: Path) -> None:
    """Put another signer's name into the last text of a folder: a fact of the graph changes, and no other."""
    path = max(folder.rglob("*.txt"))
    said = path.read_text(encoding="utf-8")
    # Behind the list of copies stand the lines of who signs for whom, and behind them the name.
    signer = said.partition("- Lưu: VT.\n\n")[2].partition("\n\n")[2].partition("\n")[0]
    path.write_text(said.replace(signer, f"{signer} Mới"), encoding="utf-8", newline="\n")


def built(folder: Path, out: Path, line: list[str], what: str) -> Taken:
    """One run of the build; SystemExit where a text is not in the store that it made."""
    taken = command([*line, folder, "-o", out], right=_RIGHT)
    missing = hashes(folder) - held(out)
    beyond = held(out) - hashes(folder)
    if missing or beyond:
        raise SystemExit(f"{what}: {len(missing)} texts are not in the store, {len(beyond)} old ones are")
    return taken


def whole(folder: Path, documents: int, runs: int, line: list[str]) -> tuple[Path, float]:
    """Rows of the build from nothing and after one change; gives the last folder built, and the seconds."""
    kind = "bulk" if "--bulk" in line else "ordinary build"
    taken, again = [], []
    for at in range(runs):
        out = folder / f"out-{at}"
        taken.append(built(folder / "texts", out, line, "from nothing"))
        change_one(folder / "texts")
        again.append(built(folder / "texts", out, line, "after one change"))
    first, second = _together(taken), _together(again)
    bounds = _BOUNDS.get(documents, ("", ""))
    give(first.row(f"{documents:,} texts to a judged, reasoned store ({kind})", bounds[0]))
    give(
        second.row(
            f"one of {documents:,} texts changed, the same command ({kind})",
            bounds[1],
            peer="all of it, from nothing",
            theirs=first.median,
        )
    )
    return out, first.median


def _together(taken: list[Taken]) -> Taken:
    seconds = tuple(second for one in taken for second in one.seconds)
    return Taken(seconds, max(one.megabytes for one in taken), taken[0].load)


def own_load(folder: Path, out: Path, documents: int) -> None:
    """The store's own bulk load of the quads of a build, from one file, beside the whole build's."""
    file = folder / "all.nq"
    with file.open("wb") as stream:
        store.open_build(out).dump(stream, format=RdfFormat.N_QUADS)
    taken = command([sys.executable, "-c", _LOAD, file, folder / "loaded"])
    lines = sum(1 for _ in file.open("rb"))
    give(taken.row(f"the store's own bulk load of the {lines:,} quads of {documents:,} texts"))


def emitted(folder: Path, documents: int) -> None:
    """Emit records that are in memory and load the quads, beside the load of the same quads alone."""
    said = read(dict(records(documents)))
    said = with_listed(joined(said), authority())
    at_hand = {name.removesuffix(".txt"): text for name, text in texts(documents)}
    before, began = load(), time.perf_counter()
    made = Store(str(folder / "emitted"))
    store.add(made, graph.emit(said, Base(), at_hand))
    made.flush()
    took = Taken((time.perf_counter() - began,), load=before)
    file = folder / "emitted.nq"
    with file.open("wb") as stream:
        made.dump(stream, format=RdfFormat.N_QUADS)
    began = time.perf_counter()
    alone = Store(str(folder / "alone"))
    alone.bulk_load(path=str(file), format=RdfFormat.N_QUADS)
    alone.flush()
    theirs = time.perf_counter() - began
    what = f"emitting {documents:,} documents and loading their {len(made):,} quads, one core"
    give(took.row(what, "3 times the load: a ratio of 0.33", peer="the load alone", theirs=theirs))


def each(seconds: dict[int, float]) -> None:
    """The row of what one text costs among the most, beside one among the fewest; seconds by how many."""
    few, many = min(seconds), max(seconds)
    fewest, most = (1000 * seconds[documents] / documents for documents in (few, many))
    what = f"one of {many:,} texts, of the whole from nothing"
    peer = f"one of {few:,}"
    give(Row(what, most, "ms", 1, None, "1.3 times at most: a ratio of 0.77", peer, fewest, load=load()))


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the build of many texts.")
    parser.add_argument("--documents", type=int, nargs="+", default=[1000, 10_000])
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("--ordinary", action="store_true", help="the ordinary build, not the bulk one")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    line = [*KG, "build", "--quiet", *options_of_build(ordinary=options.ordinary)]
    seconds = {}
    for documents in options.documents:
        with tempfile.TemporaryDirectory() as room:
            folder = Path(room)
            write(Wanted(documents, options.seed, records=False, gold=0), folder)
            out, seconds[documents] = whole(folder, documents, options.runs, line)
            own_load(folder, out, documents)
            emitted(folder, min(documents, _EMITTED))
    if len(seconds) > 1:
        each(seconds)


if __name__ == "__main__":
    main()
