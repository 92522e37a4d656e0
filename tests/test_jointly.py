"""Joint work: who is told to join in without a lead has the duty, and whom it is to work with is named, not charged."""

import csv
import io
from pathlib import Path

import pytest
from pyoxigraph import Store
from readings import source

from kg.cli import main
from kg.drafting import as_contract, draft
from kg.extract import read
from kg.query import ask, questions
from kg.store import open_build

HEAD = "ỦY BAN NHÂN DÂN TỈNH NGHỆ AN\nSố: 8/KH-UBND\n\nKẾ HOẠCH\nMượn sách ở xã\n\nII. PHÂN CÔNG\n\n1. Sở Nội vụ\n"
SAID = {
    "- Phối hợp với Sở Tài chính tham mưu mức hỗ trợ thủ thư.": ["Sở Tài chính"],
    "- Chủ động phối hợp chặt chẽ với Công an tỉnh và các cơ quan liên quan rà soát kho sách.": [
        "Công an tỉnh",
        "các cơ quan liên quan",
    ],
    "- Phối hợp Sở Y tế kiểm tra kho sách.": ["Sở Y tế"],
    "- Căn cứ số sách hiện có, phối hợp với Sở Tài chính lập dự toán.": ["Sở Tài chính"],
    "- Phối hợp với Sở Tài chính thực hiện các việc sau:\n+ Lập danh mục sách cần mua.": ["Sở Tài chính"],
    "- Phối hợp kiểm tra kho sách của Sở Y tế.": [],
    "- Phối hợp hỗ trợ các đơn vị mượn sách.": [],
    "- Phối hợp với Ủy ban nhân dân 04 xã mở kho sách.": [],
    "- Phối hợp với Sở Nội vụ rà soát kho sách.": [],
}
TEXT = f"{HEAD}- Phối hợp với Sở Tài chính tham mưu mức hỗ trợ thủ thư.\n"


@pytest.mark.parametrize(("item", "others"), SAID.items())
def test_a_body_that_joins_in_works_with_those_named_right_behind(item: str, others: list[str]) -> None:
    found = [(one.body, one.role, list(one.jointly_with)) for one in read(f"{HEAD}{item}\n").assignments]
    assert found == [("Sở Nội vụ", "coordinate", others)]


def test_a_heading_of_partners_says_with_whom_the_items_below_are_done() -> None:
    items = "-\n\nLập danh mục sách cần mua; kiểm tra kho sách.\n\n-\n\nSửa các kệ sách đã cũ.\n"
    text = f"{HEAD}a) Phối hợp với Sở Tài chính, Sở Y tế\n\n{items}"
    found = [(one.text, one.body, one.role, one.jointly_with) for one in read(text).assignments]
    assert found == [
        (words, "Sở Nội vụ", "coordinate", ("Sở Tài chính", "Sở Y tế"))
        for words in ("Lập danh mục sách cần mua; kiểm tra kho sách.", "Sửa các kệ sách đã cũ.")
    ]


def test_partners_with_nothing_below_them_head_nothing() -> None:
    found = [
        (one.text, one.role) for one in read(f"{HEAD}a) Phối hợp với Sở Tài chính, Sở Y tế\n").assignments
    ]
    assert found == [("Phối hợp với Sở Tài chính, Sở Y tế", "coordinate")]


def test_where_somebody_leads_those_who_join_in_are_charged_as_before() -> None:
    found = read(f"{HEAD}- Chủ trì, phối hợp với Sở Tài chính tham mưu mức hỗ trợ thủ thư.\n").assignments
    assert [(one.body, one.role, one.jointly_with) for one in found] == [
        ("Sở Nội vụ", "lead", ()),
        ("Sở Tài chính", "coordinate", ()),
    ]


def test_a_draft_and_the_json_name_whom_a_body_works_with() -> None:
    file = draft(read(TEXT), source(TEXT)).file
    (assignment,) = (one for statement in file.statements for one in statement.assignments)
    assert (assignment.role, assignment.jointly_with) == ("coordinate", ("so-tai-chinh-tinh-nghe-an",))
    (told,) = as_contract(read(TEXT), source(TEXT))["assignments"]
    assert told["jointly_with"] == ["Sở Tài chính"]


def test_the_graph_tells_who_works_with_whom_and_charges_nobody_more(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mau.txt").write_text(TEXT, encoding="utf-8")
    build = tmp_path / "build"
    assert main(["build", str(tmp_path / "mau.txt"), "-o", str(build), "--quiet"]) == 0
    said = [
        (q.predicate.value.rpartition("#")[2], q.object.value.rpartition("/")[2]) for q in open_build(build)
    ]
    assert ("jointlyWith", "so-tai-chinh-tinh-nghe-an") in said
    assert [object_ for predicate, object_ in said if predicate == "assignee"] == ["so-noi-vu-tinh-nghe-an"]
    capsys.readouterr()
    for body, partner, roles in (
        ("Sở Nội vụ tỉnh Nghệ An", "Sở Tài chính tỉnh Nghệ An", ("", "phối hợp")),
        ("Sở Tài chính tỉnh Nghệ An", "Sở Nội vụ tỉnh Nghệ An", ("phối hợp", "")),
    ):
        main(["ask", "partners-of-body", "--body", body, "--build", str(build), "--format", "csv", "--quiet"])
        (row,) = csv.DictReader(io.StringIO(capsys.readouterr().out))
        assert (row["partner"], (row["partner_role"], row["role"])) == (partner, roles)


def test_a_partner_that_has_the_task_too_is_listed_once(built: Path) -> None:
    before, after = open_build(built), Store()
    after.extend(before)
    after.update(
        "PREFIX pol: <https://w3id.org/vnpolicy/ns#>"
        " INSERT { GRAPH <urn:x> { ?own pol:jointlyWith ?other } } WHERE { GRAPH ?g { ?own pol:assigns ?task ;"
        " pol:assignee <https://w3id.org/vnpolicy/id/body/ban-can-su-dang-chinh-phu> } GRAPH ?h { ?shared pol:assigns"
        " ?task ; pol:assignee ?other } FILTER (?shared != ?own) }"
    )
    assert len(after) > len(before)
    for body in ("ban-can-su-dang-chinh-phu", "dang-doan-quoc-hoi"):
        rows = [
            ask(
                store,
                questions()["partners-of-body"],
                {"body": f"https://w3id.org/vnpolicy/id/body/{body}"},
                "vi",
            ).cells()
            for store in (before, after)
        ]
        assert rows[0]
        assert rows[0] == rows[1]
