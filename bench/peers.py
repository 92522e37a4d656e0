"""Measure the whole way from records to answers beside rdflib, pySHACL and owlrl, which kglab is made of.

Run `python bench/peers.py [--documents 20] [--patience 180]`. Both begin with the same record files of
made-up documents, in fresh processes, and end with the rows of the same questions, which must be equal. The
peers read records and make triples of them as we do, since no other program knows the form; from there on
they hold an rdflib graph, judge it with pySHACL by our shapes, close it with owlrl by our ontology and ask
it the questions. Ours is `kg build` and the questions: the build also runs checks and audit, writes the graph
in three forms and draws its pictures. The size doubles while the peers are done within their patience.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from generating import FAMILY, plans, records
from measured import Taken, command, give

from kg.names import Base
from kg.query import bound, questions
from kg.store import open_build

# The questions, each with its parameter and what is put there: a body, the first or the last document.
ASKED = {
    "tasks-of-body": ("body", "body"),
    "partners-of-body": ("body", "body"),
    "ancestors-of-document": ("document", "last"),
    "descendants-of-document": ("document", "first"),
    "targets-of-document": ("document", "first"),
}
# Twice the documents take the peers a little more than twice the time.
_GROWTH = 2.2
_OURS = """
import json, sys, kg
graph = kg.open(sys.argv[1])
rows = {name: len(graph.sparql(text).rows) for name, text in json.load(open(sys.argv[2])).items()}
json.dump(rows, open(sys.argv[3], "w"))
"""


@dataclass(frozen=True, slots=True)
class Room:
    """The folder of one size: records, build, questions, and what each side found."""

    folder: Path

    def __truediv__(self, name: str) -> Path:
        return self.folder / name


def prepared(folder: Path, documents: int) -> Room:
    """The records of so many documents, written."""
    room = Room(folder / f"{documents}")
    (room / "records").mkdir(parents=True)
    for name, text in records(documents):
        (room / "records" / name).write_text(text, encoding="utf-8")
    return room


def asked(room: Room, documents: int) -> dict[str, str]:
    """The questions, bound to things of so many documents, as SPARQL texts by name."""
    row = list(plans(min(documents, len(FAMILY))))
    values = {"body": "so-tai-chinh-tinh-quang-tri", "first": row[0].id, "last": row[-1].id}
    opened = open_build(room / "build")
    return {
        name: bound(opened, questions()[name], {key: f"{Base().iri}id/{key}/{values[value]}"}, "vi")
        for name, (key, value) in ASKED.items()
    }


def ours(room: Room, documents: int) -> Taken:
    """Build and ask; gives the seconds and memory of both."""
    kg = [sys.executable, "-m", "kg"]
    built = command([*kg, "build", room / "records", "-o", room / "build", "--quiet"])
    (room / "asked.json").write_text(json.dumps(asked(room, documents)), encoding="utf-8")
    answered = command([sys.executable, "-c", _OURS, room / "build", room / "asked.json", room / "ours.json"])
    most = max(built.megabytes, answered.megabytes)
    return Taken((built.median + answered.median,), most, built.load)


def theirs(room: Room) -> Taken:
    """The same with the peers, in one process."""
    script = Path(__file__).parent / "peers_alone.py"
    return command(
        [sys.executable, "-W", "ignore", script, room / "records", room / "asked.json", room / "theirs.json"]
    )


def agreed(room: Room) -> int:
    """The number of rows that both found; SystemExit where they did not find as many for each question."""
    one, two = (
        json.loads((room / name).read_text(encoding="utf-8")) for name in ("ours.json", "theirs.json")
    )
    if one != two:
        raise SystemExit(f"the peers' answers are others than ours: {two}, not {one}")
    return sum(one.values())


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the whole way beside rdflib, pySHACL and owlrl.")
    parser.add_argument("--documents", type=int, default=20, help="the smallest size")
    parser.add_argument("--patience", type=float, default=180.0, help="seconds that the peers may take")
    options = parser.parse_args()
    documents, seconds = options.documents, 0.0
    with tempfile.TemporaryDirectory() as folder:
        while seconds * _GROWTH <= options.patience:
            room = prepared(Path(folder), documents)
            mine, other = ours(room, documents), theirs(room)
            seconds = other.median
            what = f"{documents} documents from records to {agreed(room)} rows of answers"
            peer = f"rdflib + pySHACL + owlrl, {other.megabytes:.0f} MB"
            give(mine.row(what, peer=peer, theirs=seconds))
            documents *= 2


if __name__ == "__main__":
    try:
        main()
    except subprocess.SubprocessError as error:
        sys.exit(str(error))
