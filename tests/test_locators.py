"""Readers are told where a statement stands in words, not in the marks that the reader of documents puts there."""

import re
from pathlib import Path

import pytest
from pyoxigraph import Literal

from kg.cli import main
from kg.document.ending import ENDING
from kg.drafting.stating import _UNNUMBERED
from kg.pipeline import build
from kg.publish import publish
from kg.query import explained, said_place
from kg.query.called import ANNEXED, BESIDE
from kg.query.placing import _words
from kg.query.table import Table

PLAN = "id/document/uy-ban-mau/2030/1-kh-ubm"


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory, sample: str) -> Path:
    """The small records with a second task at I.1, built."""
    folder = tmp_path_factory.mktemp("locators")
    second = "  - id: I.1n2\n    kind: Task\n    label: {vi: Lưu báo cáo, en: Keep the report}\n    evidence: [{source: sample}]\n"
    (folder / "records.yaml").write_text(sample + second, encoding="utf-8")
    build([folder / "records.yaml"], folder / "build")
    return folder / "build"


@pytest.mark.parametrize(
    ("locator", "vi", "en"),
    [
        ("4.4.an2", "4.4.a (đoạn thứ 2)", "4.4.a (2nd passage)"),
        ("III.1.t3", "III.1 (chỉ tiêu thứ 3)", "III.1 (3rd figure)"),
        ("III.1.0", "III.1 (lời dẫn)", "III.1 (opening words)"),
        ("III.1.0.a", "III.1.0.a (lời dẫn)", "III.1.0.a (opening words)"),
        ("IVn2.1", "IV.1 (dưới số IV thứ 2)", "IV.1 (under the 2nd IV)"),
        ("9.dd", "9.đ", "9.đ"),
        ("P.I.2", "I.2 (phụ lục)", "I.2 (annex)"),
        ("P", "phụ lục", "annex"),
        ("P.n3", "phụ lục, hàng thứ 3", "annex, 3rd row"),
        ("quydinh.6.4n3", "6.4 (quy định kèm theo, đoạn thứ 3)", "6.4 (attached regulation, 3rd passage)"),
        ("ketn2", "đoạn kết thứ 2", "2nd closing passage"),
        ("kehoachn2.II", "II (kế hoạch kèm theo thứ 2)", "II (2nd attached plan)"),
        ("III.1.1", "III.1.1", "III.1.1"),
    ],
)
def test_marks_of_the_reader_are_said_in_words(locator: str, vi: str, en: str) -> None:
    assert (said_place(locator, "vi"), said_place(locator, "en")) == (vi, en)


def test_every_kind_of_attached_document_has_its_words() -> None:
    assert set(_words()["within"]) == {*BESIDE.split("|"), "P"}


def test_the_places_that_the_reader_gives_where_there_is_no_number_are_known_to_who_asks() -> None:
    assert {ENDING, _UNNUMBERED} == set(BESIDE.split("|"))
    assert set(_words()["attached"]) == set(ANNEXED.split("|"))
    assert set(_words()["brief"]) == set(_words()["notes"]) - {"again", "attached"}


def test_an_answer_explains_each_mark_once() -> None:
    rows = [[Literal(one), Literal("x")] for one in ("1", "2n2", "3n4", "4.t1")]
    said = explained(Table(("locator", "label"), tuple(map(tuple, rows))))
    assert str(said) == "how places are written: 2n2 = 2 (2nd passage); 4.t1 = 4 (1st figure)"
    assert explained(Table(("locator", "label"), tuple(map(tuple, rows[:1])))) is None
    assert explained(Table(("label",), ((Literal("2n2"),),))) is None


def test_the_marks_are_explained_beside_a_table_and_not_beside_what_programs_read(
    twice: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["ask", "statements-of-document", "--document", "1/KH-UBM", "--build", str(twice)]
    assert main([*asked, "--lang", "en"]) == 0
    assert "I.1n2 = I.1 (2nd passage)" in capsys.readouterr().err
    assert main([*asked, "--format", "csv"]) == 0
    assert "I.1n2 =" not in capsys.readouterr().err


def test_pages_pictures_and_traces_say_the_place_in_words(
    twice: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    publish(twice, tmp_path / "site")
    task = (tmp_path / "site" / f"{PLAN}/I.1n2.vi.html").read_text("utf-8")
    assert "<b>I.1 (đoạn thứ 2)</b>" in task
    assert "<bdi>I.1 (đoạn thứ 2) · I.1n2</bdi>" in task
    index = (tmp_path / "site" / "static" / "index.js").read_text("utf-8")
    assert '"I.1 (đoạn thứ 2) Lưu báo cáo","I.1 (2nd passage) Keep the report"' in index
    assert ',"1/KH-UBM I.1n2"]' in index
    assert re.search(
        r'I\.1/assignment/1","chủ trì: Sở Mẫu","lead: Sample Department",[0-9]+,"1/KH-UBM I\.1"\]', index
    )
    plan = (tmp_path / "site" / f"{PLAN}.en.html").read_text("utf-8")
    assert "I.1 (2nd passage) Keep the report" in plan
    listed = [
        plan.index(name)
        for name in ("I.1 Write", "I.1.a Send", "I.1 (2nd passage) Keep", "II.1 Sample share")
    ]
    assert listed == sorted(listed)
    assert "I.1 (đoạn thứ 2)" in (twice / "pictures" / "resolution.html").read_text("utf-8")
    first = (twice / "index.html").read_text("utf-8").partition('id="statements-of-document"')[2]
    assert re.search(r"<td[^>]*>I\.1 \(đoạn thứ 2\)</td>", first)
    assert "I.1 ¶2" in (twice / "pictures" / "resolution.html").read_text("utf-8")
    assert main(["trace", "1/KH-UBM I.1n2", "--lang", "en", "--build", str(twice)]) == 0
    assert "I.1 (2nd passage) · Keep the report" in capsys.readouterr().out
