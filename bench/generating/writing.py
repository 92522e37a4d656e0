"""Write documents to a folder: texts, records, gold for some of them, and what was planted where."""

import json
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from generating.judging import gold, planted
from generating.recording import Written, lists, record
from generating.series import RATE
from generating.streaming import LISTS, as_yaml, written

# A folder with more files than this is slow to list.
_IN_A_FOLDER = 1000
TEXTS, RECORDS, GOLD, TRUTH = "texts", "records", "gold", "planted.jsonl"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to make: how many documents, of which seed, with how many errors, and what to write of them.

    Gold is written for about `gold` documents, spread over all of them.
    """

    documents: int
    seed: int = 1
    rate: float = RATE
    records: bool = True
    gold: int = 100


def write(wanted: Wanted, into: Path) -> int:
    """Write the documents into a folder; gives the number of errors planted.

    `texts/` and `records/` hold a file for each, in folders of a thousand, `gold/` what bench/score.py takes,
    `planted.jsonl` one line for each error.
    """
    into.mkdir(parents=True, exist_ok=True)
    if wanted.records:
        _put(into / RECORDS / f"{LISTS}.yaml", as_yaml(lists()))
    errors = 0
    with (into / TRUTH).open("w", encoding="utf-8", newline="\n") as truth:
        for one in written(wanted.documents, wanted.seed, rate=wanted.rate):
            _write_one(one, into, wanted)
            if _sampled(one, wanted):
                _put(into / GOLD / f"{one.content.plan.stem}.json", _json(gold(one), indent=1))
            if one.content.plan.planted:
                truth.write(_json(planted(one)))
                errors += 1
    return errors


def _sampled(one: Written, wanted: Wanted) -> bool:
    """Whether gold is written for a document: by chance, since every Nth would be of few kinds."""
    chance = Random(f"{wanted.seed}/gold/{one.content.plan.index}")
    return chance.random() * wanted.documents < wanted.gold


def _write_one(one: Written, into: Path, wanted: Wanted) -> None:
    plan = one.content.plan
    shelf = f"{plan.index // _IN_A_FOLDER:04}"
    _put(into / TEXTS / shelf / f"{plan.stem}.txt", one.text)
    if wanted.records:
        _put(into / RECORDS / shelf / f"{plan.stem}.yaml", as_yaml(record(one)))


def _json(said: dict[str, Any], indent: int | None = None) -> str:
    return json.dumps(said, ensure_ascii=False, indent=indent) + "\n"


def _put(path: Path, text: str) -> None:
    if not path.parent.is_dir():
        path.parent.mkdir(parents=True)
    path.write_bytes(text.encode())
