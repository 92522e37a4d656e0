"""Score readings against gold made by hand: for each field, how much was found and how much invented.

    make score TEXTS=folder GOLD=folder

TEXTS holds documents, GOLD one JSON file for each, of the same stem (docs/reading.md gives its form).
"""

import argparse
import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.drafting import as_contract
from kg.pipeline import outcomes
from kg.source import find
from kg.text import fold

# Two places are the same where they begin this near to each other, in characters.
NEAR = 150
Item = Mapping[str, Any]
Same = Callable[[Item, Item], bool]


@dataclass(frozen=True, slots=True)
class Score:
    """How many were right, how many found were not in the gold, how many of the gold were not found."""

    right: int = 0
    invented: int = 0
    missed: int = 0

    def __add__(self, other: "Score") -> "Score":
        return Score(self.right + other.right, self.invented + other.invented, self.missed + other.missed)

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.invented) if self.right + self.invented else 1.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


# The fields of a head: their keys in the gold and in a reading.
HEAD = {
    "number": ("number", "number"),
    "type": ("type_vi", "type"),
    "issuer": ("issuer_vi", "issuer"),
    "place": ("place", "place"),
    "date": ("date", "issued"),
    "title": ("title_vi", "title"),
}


def close(one: object, other: object) -> bool:
    """Whether two texts say the same but for marks, case and what one leaves out at its end."""
    a, b = fold(str(one)), fold(str(other))
    return bool(a and b) and (a == b or a.startswith(f"{b} ") or b.startswith(f"{a} "))


def number(text: object) -> str:
    return re.sub(r"[\s*]", "", str(text)).upper().replace("Ð", "Đ")


def head(gold: Item, read: Item) -> Iterator[tuple[str, Score]]:
    for field, (key, own) in HEAD.items():
        if key in gold:
            wanted, found = gold[key], read[own]
            same = number(wanted) == number(found) if field == "number" else close(wanted, found)
            if wanted is None:
                yield field, Score(invented=int(found is not None))
            else:
                yield field, Score(right=1) if same else Score(invented=int(found is not None), missed=1)
    if gold.get("signer"):
        found = (read["signer"] or {}).get("name")
        same = close(gold["signer"], found)
        yield "signer", Score(right=1) if same else Score(invented=int(found is not None), missed=1)


def numbers(gold: Iterable[object], read: Iterable[object]) -> Score:
    # Documents that are named without a number are no part of this field.
    wanted = {number(one) for one in gold if re.search(r"\d+\W*[/-]", str(one))}
    found = {number(one) for one in read if one}
    return Score(len(wanted & found), len(found - wanted), len(wanted - found))


def matched(
    wanted: list[Item], found: list[Item], optional: list[Item], same: Same
) -> tuple[Score, list[tuple[Item, Item]]]:
    """The score of a list of things, and what was found for which; what is optional counts neither way."""
    pairs: list[tuple[Item, Item]] = []
    rest = list(found)
    for one in wanted:
        near = [other for other in rest if same(one, other)]
        if near:
            best = min(near, key=lambda other: abs(other["start"] - offset(one)))
            rest.remove(best)
            pairs.append((one, best))
    invented = [other for other in rest if not any(same(one, other) for one in optional)]
    return Score(len(pairs), len(invented), len(wanted) - len(pairs)), pairs


def offset(gold: Item) -> int:
    return int(gold.get("task_offset", gold.get("offset", 0)))


def at_one_place(gold: Item, read: Item) -> bool:
    return abs(read["start"] - offset(gold)) <= NEAR


def same_section(gold: Item, read: Item) -> bool:
    return at_one_place(gold, read) and (not gold["heading"] or close(gold["heading"], read["heading"]))


# Gold tells these roles from all others, which it calls implement (docs/reading.md).
_ROLES = {"lead", "coordinate", "report"}


def same_assignment(gold: Item, read: Item) -> bool:
    names = [gold["body_vi"], gold.get("body_canonical") or gold["body_vi"]]
    place = any(abs(at - offset(gold)) <= NEAR for at in (read["start"], read["task_start"]))
    role = read["role"] if read["role"] in _ROLES else "implement"
    return place and gold["role"] == role and any(close(name, read["body"]) for name in names)


def same_target(gold: Item, read: Item) -> bool:
    return at_one_place(gold, read) and figure(gold.get("value")) == figure(read["value"])


def figure(value: object) -> float | None:
    try:
        return None if value is None else float(str(value).replace(",", "."))
    except ValueError:
        return None


_EVERY = {
    "thuong xuyen": "continuous",
    "hang ngay": "daily",
    "hang thang": "monthly",
    "hang quy": "quarterly",
    "6 thang": "semiannual",
    "hang nam": "annual",
    "dinh ky": "periodic",
}


def times(norm: str) -> set[str]:
    """What a deadline of the gold may be in a reading: dates, years, ranges, a recurrence."""
    for words, recurrence in _EVERY.items():
        if fold(norm).startswith(words):
            return {recurrence}
    if re.fullmatch(r"\d{4}-", norm):
        return {f"{norm[:4]}/..", norm[:4]}
    years = re.fullmatch(r"(\d{4})-(\d{4})", norm)
    return {f"{years[1]}/{years[2]}"} if years else {norm}


def deadlines(pairs: list[tuple[Item, Item]]) -> Score:
    score = Score()
    for gold, read in pairs:
        due = read["deadline"] or read["task_deadline"]
        said = {due["edtf"], due["recurrence"]} - {None} if due else set()
        wanted = times(gold["deadline_norm"]) if gold.get("deadline_norm") else set()
        right = bool(wanted & said)
        score += Score(int(right), int(bool(said) and not right), int(bool(wanted) and not right))
    return score


def score(gold: Item, read: Item) -> dict[str, Score]:
    """The scores of one document by field; only what lies in the annotated span is held against the gold."""
    start, end = gold.get("annotated_span") or (0, read["source"]["characters"])

    def inside(key: str) -> list[Item]:
        return [one for one in read[key] if start <= one["start"] < end]

    found = dict(head(gold, read))
    basis = [one["number"] for one in inside("based_on")]
    found["legal basis"] = numbers(gold.get("legal_basis", ()), basis)
    cited = gold.get("cites_canonical") or gold.get("cites", ())
    found["cites"] = numbers(cited, [*basis, *(one["number"] for one in inside("cites"))])
    if "assignments" not in gold:
        return found
    for key, same in (("sections", same_section), ("viewpoints", at_one_place), ("targets", same_target)):
        optional = [*gold.get(f"optional_{key}", ()), *gold.get(f"unlisted_{key}", ())]
        optional = [one for one in optional if isinstance(one, dict)]
        # Gold knows only targets with a figure.
        given = [one for one in inside(key) if key != "targets" or one["value"] is not None]
        found[key] = matched(gold.get(key, []), given, optional, same)[0]
    given = [one | _of_task(one, read) for one in inside("assignments")]
    optional = gold.get("optional_assignments", [])
    found["assignments"], pairs = matched(gold["assignments"], given, optional, same_assignment)
    found["deadlines"] = deadlines(pairs)
    return found


def _of_task(assignment: Item, read: Item) -> dict[str, Any]:
    task = read["tasks"][assignment["task"]]
    return {"task_start": task["start"], "task_deadline": task["deadline"]}


def table(scores: Mapping[str, Score]) -> str:
    lines = [
        "| field | precision | recall | F1 | right | invented | missed |",
        "|---|---|---|---|---|---|---|",
    ]
    for field, s in scores.items():
        lines.append(
            f"| {field} | {s.precision:.3f} | {s.recall:.3f} | {s.f1:.3f} "
            f"| {s.right} | {s.invented} | {s.missed} |"
        )
    return "\n".join(lines)


def gold_of(path: Path, folder: Path) -> Item | None:
    for name in (f"{path.stem}.json", f"{path.stem}.header.json"):
        if (folder / name).is_file():
            found: Item = json.loads((folder / name).read_text(encoding="utf-8"))
            return found
    return None


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("texts", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--each", action="store_true", help="print each document by itself, too")
    options = parser.parse_args()
    golds = {path: gold for path in find([options.texts]).documents if (gold := gold_of(path, options.gold))}
    if not golds:
        print(
            f"{options.gold}: no gold for any text of {options.texts}; give STEM.json for each",
            file=sys.stderr,
        )
        return 2
    refused = 0
    sums: dict[str, Score] = {}
    for outcome in outcomes(list(golds)):
        if outcome.reading is None or outcome.source is None:
            print(outcome.refused, file=sys.stderr)
            refused += 1
            continue
        scores = score(golds[outcome.path], as_contract(outcome.reading, outcome.source))
        if options.each:
            print(f"\n{outcome.path.name}\n\n{table(scores)}")
        for field, one in scores.items():
            sums[field] = sums.get(field, Score()) + one
    print(f"\n{len(golds)} documents\n\n{table(sums)}")
    return 1 if refused else 0


if __name__ == "__main__":
    sys.exit(main())
