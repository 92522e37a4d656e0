"""Make documents up: seeded records of any number, as YAML texts or as the quads that those texts give.

Every name is put together from word lists of this file, so nothing here is anyone's text. Each document has
a group with tasks, a sub-task, assignments, a target and evidence, and derives from a document of the level
above. One truth makes both forms: the mapping of a record file.
Run `python bench/generate.py --documents 1000 -o FOLDER` for YAML, with `--as quads` for N-Quads.
"""

import argparse
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

import yaml
from pydantic import TypeAdapter

from kg.graph import Quad, emit
from kg.names import Base
from kg.records import RecordFile, Records
from kg.text import digest, fold, slug

# What a document is, by its level: the type, the word in Vietnamese and English, a part of its number.
_LEVELS = (
    ("Resolution", "Nghị quyết", "Resolution", "nq"),
    ("ActionProgramme", "Chương trình hành động", "Action programme", "ctr"),
    ("Plan", "Kế hoạch", "Plan", "kh"),
    ("OfficialLetter", "Công văn", "Dispatch", "cv"),
)
# The levels of each ten documents.
_SHARES = (0, 1, 1, 2, 2, 2, 2, 3, 3, 3)
_PLACES = [
    "Sông Mây",
    "Núi Chàm",
    "Đồng Lau",
    "Bến Sậy",
    "Rừng Mơ",
    "Cồn Nắng",
    "Vịnh Sóng",
    "Thác Bạc",
    "Gò Sim",
    "Đầm Sen",
]
_KINDS = (
    ("StateBody", "Sở", "Department"),
    ("PartyBody", "Ban", "Commission"),
    ("Committee", "Hội đồng", "Council"),
    ("MassOrganisation", "Hội", "Association"),
    ("Office", "Giám đốc Sở", "Director of the Department"),
)
_FIELDS = (
    ("Dữ liệu", "data"),
    ("Hạ tầng số", "digital infrastructure"),
    ("Nhân lực", "skilled people"),
    ("Sáng chế", "inventions"),
    ("Thư viện", "libraries"),
    ("Thủy văn", "hydrology"),
    ("Giống cây", "seed stock"),
    ("Đo lường", "measurement"),
)
_VERBS = (
    ("Lập danh mục", "List"),
    ("Nâng cấp", "Upgrade"),
    ("Kết nối", "Connect"),
    ("Khảo sát", "Survey"),
    ("Công bố", "Publish"),
    ("Thử nghiệm", "Try out"),
    ("Sửa đổi quy chế về", "Revise the rules on"),
    ("Đào tạo người làm", "Train those who do"),
)
_THINGS = (
    ("kho học liệu", "learning materials"),
    ("trạm quan trắc", "observation posts"),
    ("cổng tra cứu", "search portals"),
    ("phòng thí nghiệm", "laboratories"),
    ("mạng cảm biến", "sensor networks"),
    ("sổ tay kỹ thuật", "technical manuals"),
    ("lớp học buổi tối", "evening classes"),
    ("bản đồ số", "digital maps"),
)
_ROLES = ("lead", "coordinate", "direct", "implement", "monitor", "report", "advise", "approve")
_KINSHIP = ("implements", "concretises", "disseminates")
_TOPICS = ("data", "innovation", "human-resources", "institutions", "digital-infrastructure")
_QUALIFIERS = ("before", "by", "during")
_ADAPTER = TypeAdapter(RecordFile)
# How many documents are held at once.
_TOGETHER = 100
_LISTS = "lists"


@dataclass(frozen=True, slots=True)
class Plan:
    """One document to be made: its place in the row, its level, its id, and the document it derives from."""

    index: int
    level: int
    id: str
    above: str | None


def _words(vi: str, en: str) -> dict[str, str]:
    return {"vi": vi, "en": en}


def _made_body(kind: tuple[str, str, str], field: tuple[str, str], place: str) -> dict[str, Any]:
    vi, en = f"{kind[1]} {field[0]} {place}", f"{place} {kind[2]} of {field[1]}"
    return {"id": slug(vi), "kind": kind[0], "name": _words(vi, en)}


_BODIES = [_made_body(kind, field, place) for place in _PLACES for kind in _KINDS for field in _FIELDS]
_INDICATORS = [
    {
        "id": slug(f"ty-le {vi}"),
        "label": _words(f"Tỷ lệ {vi} đạt chuẩn", f"Share of {en} up to standard"),
        "definition": _words(
            f"Phần {vi} đạt chuẩn trong tổng số", f"The part of {en} that is up to standard"
        ),
    }
    for vi, en in _THINGS
]


def plans(seed: int) -> Iterator[Plan]:
    """The documents without end; each derives from an earlier one of the level above, four levels in all."""
    earlier: list[list[str]] = [[] for _ in _LEVELS]
    index = 0
    while True:
        random = Random(f"{seed}/plan/{index}")
        level = _SHARES[index % len(_SHARES)]
        above = random.choice(earlier[level - 1]) if level else None
        number = f"{index + 1}-{_LEVELS[level][3]}-{slug(random.choice(_PLACES))}"
        plan = Plan(index, level, f"{random.choice(_BODIES)['id']}/{2020 + index % 10}/{number}", above)
        earlier[level].append(plan.id)
        yield plan
        index += 1


def document(plan: Plan, seed: int) -> dict[str, Any]:
    """The record file of one document, as the mapping that its YAML says."""
    random = Random(f"{seed}/document/{plan.index}")
    source = f"made-{seed}-{plan.index}"
    made = {
        "sources": [_source(source, plan)],
        "document": _head(random, plan, source),
        "statements": _statements(random, plan, source),
    }
    relation = {"id": 1, "kind": random.choice(_KINSHIP), "to": plan.above, "evidence": [{"source": source}]}
    return {**made, "relations": [relation]} if plan.above else made


def _source(source: str, plan: Plan) -> dict[str, Any]:
    return {
        "id": source,
        "sha256": sha256(source.encode()).hexdigest(),
        "characters": 4000,
        "medium": "text",
        "title": _words(f"Bản dựng số {plan.index + 1}", f"Made-up text number {plan.index + 1}"),
        "attests": [{"document": plan.id, "as": "fullText"}],
    }


def _head(random: Random, plan: Plan, source: str) -> dict[str, Any]:
    kind, vi, en, _ = _LEVELS[plan.level]
    field, number = random.choice(_FIELDS), plan.index + 1
    return {
        "id": plan.id,
        "type": kind,
        "number": plan.id.rpartition("/")[2].upper(),
        "title": _words(f"{vi} về {field[0]}, số {number}", f"{en} on {field[1]}, number {number}"),
        "issued_by": [plan.id.partition("/")[0]],
        "issued": f"{2020 + plan.index % 10}-{random.randint(1, 12):02}-{random.randint(1, 28):02}",
        "life": "issued",
        "topics": [random.choice(_TOPICS)],
        "evidence": [{"source": source}],
    }


def _statements(random: Random, plan: Plan, source: str) -> list[dict[str, Any]]:
    field = random.choice(_FIELDS)
    label = _words(f"Nhóm việc về {field[0]}", f"Work on {field[1]}")
    group: dict[str, Any] = {"id": "1", "kind": "TaskGroup", "label": label}
    first, second, inner = (_task(random, locator) for locator in ("1.1", "1.2", "1.1.a"))
    target = _target(random)
    first["contributes_to"] = [target["id"]]
    if plan.above:
        first["restates"] = [f"{plan.above}#{random.choice(['1.1', '1.2'])}"]
    made = [group, first, inner, second, target]
    for at, statement in enumerate(made):
        # Assigned tasks have their place; for the rest, to be shorter, the source alone is named.
        place = _place(at, statement["label"]["vi"]) if "assignments" in statement else {}
        statement["evidence"] = [{"source": source, **place}]
    return made


def _task(random: Random, locator: str) -> dict[str, Any]:
    verb, thing, place = random.choice(_VERBS), random.choice(_THINGS), random.choice(_PLACES)
    label = _words(f"{verb[0]} {thing[0]} {place}", f"{verb[1]} {place}'s {thing[1]}")
    task: dict[str, Any] = {"id": locator, "kind": "Task", "label": label}
    if locator != "1.2":
        task["assignments"] = [_assignment(random)]
    return task


def _assignment(random: Random) -> dict[str, Any]:
    assignment = {"id": 1, "body": random.choice(_BODIES)["id"], "role": random.choice(_ROLES)}
    if random.random() < 0.5:
        year, month = random.randint(2025, 2030), random.randint(1, 12)
        deadline = {"text": f"tháng {month}/{year}", "edtf": f"{year}-{month:02}"}
        assignment["deadline"] = {**deadline, "qualifier": random.choice(_QUALIFIERS)}
    return assignment


def _target(random: Random) -> dict[str, Any]:
    (vi, en), share, year = random.choice(_THINGS), random.randint(10, 95), random.randint(2026, 2045)
    figure = {
        "comparator": "moreThan",
        "value": share,
        "unit": "percent",
        "measure": "level",
        "horizon": year,
    }
    return {
        "id": "2.1",
        "kind": "Target",
        "label": _words(f"Trên {share}% {vi} đạt chuẩn", f"Above {share}% of {en} up to standard"),
        "target": {"indicator": slug(f"ty-le {vi}"), **figure},
    }


def _place(at: int, words: str) -> dict[str, Any]:
    start = 100 + 200 * at
    return {"start": start, "end": start + len(words), "exact": digest(words), "folded": digest(fold(words))}


def mappings(documents: int, seed: int = 1) -> Iterator[tuple[str, dict[str, Any]]]:
    """Name and mapping of each record file: the lists that all documents share, then the documents."""
    yield _LISTS, {"bodies": _BODIES, "indicators": _INDICATORS}
    for plan in islice(plans(seed), documents):
        yield f"document-{plan.index + 1:07}", document(plan, seed)


def texts(documents: int, seed: int = 1) -> Iterator[tuple[str, str]]:
    """Name and YAML text of each record file."""
    dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    for name, said in mappings(documents, seed):
        yield f"{name}.yaml", yaml.dump(said, Dumper=dumper, allow_unicode=True, sort_keys=False, width=1000)


def quads(documents: int, seed: int = 1, base: Base | None = None) -> Iterator[Quad]:
    """The quads that the build makes of those records, as a stream that holds few documents at once."""
    base = base or Base()
    made = mappings(documents, seed)
    shared = _ADAPTER.validate_python(next(made)[1])
    yield from emit(_records({_LISTS: shared}), base, {})
    listed = {base.graph("asserted", name) for name in ("bodies", "indicators")}
    while together := dict(islice(made, _TOGETHER)):
        files = {name: _ADAPTER.validate_python(said) for name, said in together.items()}
        found = emit(_records({_LISTS: shared, **files}), base, {})
        yield from (quad for quad in found if quad[3] not in listed)


def _records(files: dict[str, RecordFile]) -> Records:
    return Records(files=files, raw={}, lines={})


def nquads(made: Iterable[Quad]) -> Iterator[str]:
    """The quads as lines of N-Quads."""
    return (" ".join(term.n3() for term in quad) + " .\n" for quad in made)


def main() -> None:
    parser = argparse.ArgumentParser(description="Make documents up, as records or as quads.")
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--as", dest="form", choices=("yaml", "quads"), default="yaml")
    parser.add_argument("-o", "--output", type=Path, required=True, help="a folder (YAML) or file (quads)")
    options = parser.parse_args()
    if options.form == "quads":
        with options.output.open("w", encoding="utf-8") as file:
            file.writelines(nquads(quads(options.documents, options.seed)))
        return
    options.output.mkdir(parents=True, exist_ok=True)
    for name, text in texts(options.documents, options.seed):
        (options.output / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
