"""Measure validation: a million triples of made-up documents, pySHACL beside, judging again after changes.

Run by `make bench`, or alone: `python bench/validation.py [--documents 5600] [--runs 3]`. Times are medians
of the clock; memory is the most that a command and its processes held, what they share counted once.
Both engines read their files from start to end in fresh processes. The load is the machine's, of the last
minute before each measurement: what others did at the same time.
"""

import argparse
import sys
import tempfile
from functools import partial
from pathlib import Path

from generating import nquads, quads
from measured import command, give, repeated
from pyoxigraph import NamedNode, Quad, RdfFormat, Store, serialize

from kg.names import PREFIXES, Base
from kg.validate import again, check, examine, facts, learn

# What pySHACL finishes in a time that one waits for.
PEER_DOCUMENTS = 1080
PEER = """
import sys, rdflib, pyshacl
graph = rdflib.Graph().parse(sys.argv[1], format="nt")
shapes = rdflib.Graph().parse(sys.argv[2], format="turtle")
pyshacl.validate(graph, shacl_graph=shapes, inplace=True, inference="none", advanced=False, meta_shacl=False)
"""
ROOT = Path(__file__).parent.parent
# A finding is no failure.
_RIGHT = (0, 1)


def made(documents: int, file: Path) -> int:
    with file.open("w", encoding="utf-8") as stream:
        lines = 0
        for line in nquads(quads(documents)):
            stream.write(line)
            lines += 1
    return lines


def loaded(file: Path) -> Store:
    store = Store()
    store.bulk_load(path=str(file), format=RdfFormat.N_QUADS)
    learn(store, Base())
    return store


def whole(file: Path, triples: int, runs: int) -> None:
    kg = [sys.executable, "-m", "kg", "check", str(file), "--engine", "bulk", "--quiet"]
    give(command(kg, runs, right=_RIGHT).row(f"shapes and checks on {triples:,} triples", "30 s, 2048 MB"))


def beside_pyshacl(folder: Path, documents: int, runs: int) -> None:
    """The same triples, with the types of super-classes that pySHACL is given for nothing."""
    file, plain, shapes = folder / "peer.nq", folder / "peer.nt", folder / "shapes.ttl"
    made(documents, file)
    triples = sorted(set(facts(loaded(file)).everything()), key=str)
    serialize(triples, str(plain), format=RdfFormat.N_TRIPLES)
    shapes.write_text(
        "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "shapes").glob("*.ttl"))),
        encoding="utf-8",
    )
    kg = [sys.executable, "-m", "kg", "check", file, "--engine", "bulk", "--quiet"]
    ours = command(kg, runs, right=_RIGHT)
    theirs = command([sys.executable, "-W", "ignore", "-c", PEER, plain, shapes], runs)
    what = f"shapes and checks on {len(triples):,} triples; 4 times the speed wanted"
    peer = f"pySHACL, shapes alone, {theirs.megabytes:.0f} MB"
    give(ours.row(what, peer=peer, theirs=theirs.median))


def changes(store: Store) -> dict[str, list[Quad]]:
    """Of one document that another carries out the quads that change, by how much of it that is."""
    pol, skos = PREFIXES["pol"], PREFIXES["skos"]
    leaned_on = sorted(
        str(q.object) for q in store.quads_for_pattern(None, NamedNode(f"{pol}implements"), None)
    )
    graph = Base().graph("asserted", leaned_on[-1].strip("<>").removeprefix(str(Base().document(""))))
    said = list(store.quads_for_pattern(None, None, None, NamedNode(str(graph))))
    words = {f"{pol}{name}" for name in ("role", "deadline", "dueBy", "value", "horizon")} | {
        f"{skos}prefLabel"
    }
    edited = [quad for quad in said if quad.predicate.value in words]
    return {f"{len(edited)} facts of a document": edited, f"a whole document of {len(said)}": said}


def after_a_change(file: Path, runs: int) -> None:
    store = loaded(file)
    before = examine(store, "bulk")
    for what, quads_ in changes(store).items():
        changed = {quad.triple for quad in quads_}
        for quad in quads_:
            store.remove(quad)
        give(repeated(partial(again, before, store, changed), runs).row(f"again, {what} taken away", "1 s"))
        broken = again(before, store, changed)
        if broken != examine(store, "bulk"):
            raise SystemExit(f"judging again without {what} is not judging all anew")
        store.extend(quads_)
        give(repeated(partial(again, broken, store, changed), runs).row(f"again, {what} put back", "1 s"))
        if again(broken, store, changed) != before or broken == before:
            raise SystemExit(f"judging {what} again is not judging all anew")
    give(repeated(partial(check, store), runs).row("all checks, to compare"))


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure validation.")
    parser.add_argument("--documents", type=int, default=5600)
    parser.add_argument("--peer-documents", type=int, default=PEER_DOCUMENTS)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as room:
        file = Path(room) / "made.nq"
        triples = made(options.documents, file)
        whole(file, triples, options.runs)
        beside_pyshacl(Path(room), options.peer_documents, options.runs)
        after_a_change(file, options.runs)


if __name__ == "__main__":
    main()
