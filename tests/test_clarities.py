"""The five clarities: what makes a task clear on who, what, responsibility, when and result, and how many are."""

import json
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Store

from kg.audit import CLARITIES, clarities
from kg.cli import main
from kg.pipeline import build
from kg.query import Table, ask, questions
from kg.store import open_build

SAMPLE = "https://w3id.org/vnpolicy/id/document/uy-ban-mau/2030/1-kh-ubm"
ASSIGNED = "        body: so-mau\n        role: lead\n"
DUE = "        deadline: {text: trước ngày 01/03/2030, edtf: 2030-03-01, qualifier: before}\n"


def unclear(store: Store, document: str) -> Table:
    """The tasks of a document that lack one of the five, and which."""
    return ask(store, questions()["tasks-missing-clarity"], {"document": NamedNode(document)}, "en")


def missing(folder: Path, sample: str, *changes: tuple[str, str]) -> dict[str, str]:
    """Which clarities the tasks of the sample lack once it is changed, by locator."""
    for old, new in changes:
        assert old in sample
        sample = sample.replace(old, new)
    (folder / "records.yaml").write_text(sample, encoding="utf-8")
    build([folder], folder.parent / "build")
    table = unclear(open_build(folder.parent / "build"), SAMPLE)
    rows = [dict(zip(table.columns, cells, strict=True)) for cells in table.cells()]
    return {row["locator"]: row["missing"] for row in rows}


def test_a_part_inherits_whom_when_and_in_what_role_from_its_task(folder: Path, sample: str) -> None:
    assert missing(folder, sample) == {"I.1.a": "result"}


def test_a_product_of_the_task_is_the_result_of_its_part(folder: Path, sample: str) -> None:
    product = "    topics: [data]\n    products: [{id: 1, label: {vi: Báo cáo mẫu, en: Sample report}}]\n"
    assert missing(folder, sample, ("    topics: [data]\n", product)) == {}


def test_a_duty_to_report_has_its_result(folder: Path, sample: str) -> None:
    assert missing(folder, sample, (ASSIGNED, "        body: so-mau\n        role: report\n")) == {}


def test_a_collective_body_is_no_one_in_particular(folder: Path, sample: str) -> None:
    collective = ("{id: so-mau, kind: StateBody", "{id: so-mau, kind: CollectiveBody")
    assert missing(folder, sample, collective) == {"I.1.a": "who, result"}


def test_who_shares_a_role_without_a_lead_leaves_responsibility_open(folder: Path, sample: str) -> None:
    shared = (
        "        body: so-mau\n        role: implement\n"
        "      - id: 2\n        body: uy-ban-mau\n        role: implement\n"
    )
    assert missing(folder, sample, (ASSIGNED, shared)) == {"I.1.a": "responsibility, result"}


def test_who_only_coordinates_answers_for_nothing(folder: Path, sample: str) -> None:
    only = (ASSIGNED, "        body: so-mau\n        role: coordinate\n")
    assert missing(folder, sample, only) == {"I.1.a": "responsibility, result"}


@pytest.mark.parametrize(
    ("time", "lacking"),
    [("monthly", "result"), ("periodic", "when, result"), ("continuous", "when, result")],
)
def test_only_a_time_that_can_be_checked_is_clear(time: str, lacking: str, folder: Path, sample: str) -> None:
    assert missing(folder, sample, (DUE, f"        recurrence: {time}\n")) == {"I.1.a": lacking}


def test_a_target_that_is_part_of_a_task_is_its_result(folder: Path, sample: str) -> None:
    assert missing(folder, sample, ("  - id: II.1\n", "  - id: I.1.b\n")) == {}


def test_a_task_gains_nothing_from_its_parts_or_its_group(folder: Path, sample: str) -> None:
    alone = ("  - id: I.1.a\n", "  - id: I.2\n")
    assert missing(folder, sample, alone) == {
        "I.1": "result",
        "I.2": "who, responsibility, when, result",
    }


def test_numbers_agree_with_the_tasks_listed(store: Store) -> None:
    table = clarities(store, "en")
    rows = [dict(zip(table.columns, cells, strict=True)) for cells in table.cells()]
    documents = [row for row in rows if not row["group"]]
    assert len(documents) == 4
    for row in documents:
        listed = unclear(store, row["iri"])
        lacks = [
            dict(zip(listed.columns, cells, strict=True))["missing"].split(", ") for cells in listed.cells()
        ]
        assert int(row["parts"]) - int(row["all_five"]) == len(lacks)
        for clarity in CLARITIES:
            short = sum(clarity.column in lacking for lacking in lacks)
            assert int(row["parts"]) - int(row[clarity.column]) == short


def test_groups_add_up_to_no_more_than_their_document(store: Store) -> None:
    table = clarities(store, "vi")
    rows = [dict(zip(table.columns, cells, strict=True)) for cells in table.cells()]
    for whole in (row for row in rows if not row["group"]):
        groups = [row for row in rows if row["group"] and row["iri"].startswith(whole["iri"] + "/")]
        assert sum(int(row["parts"]) for row in groups) <= int(whole["parts"])


def test_tasks_that_a_document_counts_but_does_not_name_are_told(store: Store) -> None:
    table = clarities(store, "vi")
    rows = [dict(zip(table.columns, cells, strict=True)) for cells in table.cells()]
    programme = next(
        r for r in rows if "chuong-trinh-hanh-dong-thuc-hien-57-nq-tw" in r["iri"] and not r["group"]
    )
    assert int(programme["unnamed"]) == 140 - 32


def test_the_five_bear_their_names_in_both_languages() -> None:
    assert [clarity.vi for clarity in CLARITIES] == [
        "rõ người",
        "rõ việc",
        "rõ trách nhiệm",
        "rõ thời gian",
        "rõ kết quả",
    ]
    assert all(clarity.en for clarity in CLARITIES)
    text = questions()["clarities-by-document"].text
    assert all(f"AS ?{clarity.column})" in text for clarity in CLARITIES)


@pytest.mark.parametrize("form", ["table", "csv", "json", "md"])
def test_the_command_counts_clarities_in_every_form(
    form: str, built: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["audit", "--clarities", "--build", str(built), "--format", form]) == 0
    told, said = capsys.readouterr()
    assert "a deadline in words alone" in said
    assert "57-NQ/TW" in told
    if form == "json":
        assert {row["parts"] for row in json.loads(told)}
