"""The question library: every question answers what its expected rows say, in both languages, by every name of a thing."""

import csv
import io
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from pyoxigraph import RdfFormat, Store
from rdflib.plugins.sparql import prepareQuery

from kg import resources
from kg.cli import main
from kg.pipeline import build
from kg.query import Parameter, Question, ask, questions
from kg.query.question import LANGUAGE
from kg.store import open_build

ROOT = Path(__file__).parent.parent
EXPECTED = ROOT / "tests" / "expected"
PAGE = ROOT / "docs" / "questions.md"
QUESTIONS = questions()
Answer = Callable[..., list[list[str]]]

every_question = pytest.mark.parametrize("question", QUESTIONS.values(), ids=list(QUESTIONS))


@pytest.fixture
def answer(built: Path, capsys: pytest.CaptureFixture[str]) -> Answer:
    """What `kg ask` prints as CSV, as rows."""

    def rows(*line: str) -> list[list[str]]:
        assert main(["ask", *line, "--build", str(built), "--format", "csv"]) == 0
        return list(csv.reader(io.StringIO(capsys.readouterr().out)))

    return rows


def expected(name: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO((EXPECTED / f"{name}.csv").read_text(encoding="utf-8"))))


def test_there_are_enough_questions_and_each_has_an_expected_answer() -> None:
    assert len(QUESTIONS) >= 20
    assert sorted(path.stem for path in EXPECTED.glob("*.csv")) == sorted(QUESTIONS)


@every_question
def test_a_question_answers_as_expected(question: Question, answer: Answer) -> None:
    wanted = expected(question.name)
    assert len(wanted) > 1
    assert answer(question.name, "--lang", "vi") == wanted


@every_question
def test_a_question_answers_in_english_row_for_row(question: Question, answer: Answer) -> None:
    vi, en = expected(question.name), answer(question.name, "--lang", "en")
    assert en[0] == vi[0]
    at = vi[0].index("iri")
    assert sorted(row[at] for row in en) == sorted(row[at] for row in vi)
    assert en != vi


@every_question
def test_a_header_says_what_is_asked_in_both_languages(question: Question) -> None:
    assert question.summary.endswith(".")
    assert question.summary_vi.endswith(".")
    assert question.summary != question.summary_vi
    assert question.tags
    assert all(parameter.default for parameter in question.parameters)


@every_question
def test_a_question_is_valid_sparql_as_it_stands_and_selects_no_parameter(question: Question) -> None:
    selected = [str(variable) for variable in prepareQuery(question.text).algebra["PV"]]
    assert [name for name in selected if name.startswith("_")] == []
    assert selected[-1] == "iri"
    assert f"?{LANGUAGE}" in question.text


@every_question
def test_every_column_has_a_heading_in_both_languages(question: Question) -> None:
    headings = yaml.safe_load(resources.text("queries/columns.yaml"))
    for column in expected(question.name)[0]:
        assert set(headings[column]) == {"vi", "en"}


def test_every_heading_is_of_a_column() -> None:
    columns = {column for name in QUESTIONS for column in expected(name)[0]}
    listing = {"rows", "question", "asks", "options"}
    assert set(yaml.safe_load(resources.text("queries/columns.yaml"))) == columns | listing


@pytest.fixture(scope="session")
def reversed_store(built: Path) -> Store:
    """The same quads, put in one by one from the last to the first."""
    store = Store()
    lines = (built / "graph.nq").read_text(encoding="utf-8").splitlines()
    store.load("\n".join(reversed(lines)).encode("utf-8"), format=RdfFormat.N_QUADS)
    return store


@every_question
def test_the_order_of_rows_does_not_hang_on_the_order_of_triples(
    question: Question, reversed_store: Store
) -> None:
    table = ask(reversed_store, question, {}, "vi")
    assert [list(table.columns), *table.cells()] == expected(question.name)


@pytest.mark.parametrize("name", ["bo tai chinh", "BTC", "https://w3id.org/vnpolicy/id/body/bo-tai-chinh"])
def test_a_body_may_be_given_by_any_of_its_names(answer: Answer, name: str) -> None:
    rows = answer("tasks-of-body", "--body", "Bộ Tài chính")
    assert len(rows) > 1
    assert answer("tasks-of-body", "--body", name) == rows


def test_documents_and_statements_may_be_given_by_number_and_locator(answer: Answer) -> None:
    assert answer("viewpoints-of-document", "--document", "57-nq/tw") == expected("viewpoints-of-document")
    assert answer("bodies-of-task", "--task", "57-NQ/TW IV.3") == expected("bodies-of-task")


def test_a_parameter_changes_the_answer(answer: Answer) -> None:
    assert answer("tasks-due-by-date", "--date", "2025-02-21")[1:] == expected("tasks-due-by-date")[1:2]
    assert answer("tasks-due-by-date", "--date", "2025-02-20")[1:] == []
    assert len(answer("targets-by-horizon", "--horizon", "2030")) == 51
    assert answer("tasks-by-topic", "--topic", "Trí tuệ nhân tạo") == expected("tasks-by-topic")


def test_a_body_that_does_not_exist_brings_the_nearest_names(
    built: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ask", "tasks-of-body", "--body", "Bộ Tài chánh", "--build", str(built)]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert "Bộ Tài chính" in told.err


def test_a_name_of_two_bodies_lists_both(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "tasks-of-body", "--body", "Ban Thường vụ Tỉnh ủy", "--build", str(built)]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("<https://w3id.org/vnpolicy/id/document/") == 2


def test_tasks_come_with_the_words_that_say_so(shared: Path, tmp_path: Path) -> None:
    build([Path("corpus"), shared / "corpus"], tmp_path / "build")
    table = ask(open_build(tmp_path / "build"), QUESTIONS["tasks-of-body"], {}, "vi")
    row = dict(zip(table.columns, table.cells()[0], strict=True))
    assert row["words"].startswith("Bộ Tài chính chủ trì")
    assert len(table.rows) == len(expected("tasks-of-body")) - 1


# How a value of each kind is given, in both languages.
GIVEN = {
    "iri": "tên, tên viết tắt, số hiệu hoặc IRI / name, abbreviation, number or IRI",
    "string": "chữ / text",
    "date": "ngày dạng 2025-06-30 / date like 2025-06-30",
    "integer": "số nguyên / whole number",
}
INTRODUCTION = """\
# Câu hỏi / Questions

Mỗi câu hỏi là một tệp trong `queries/answer`, hỏi được trên mọi đồ thị đã dựng. Cơ quan, văn bản, nhiệm vụ gọi bằng tên,
tên viết tắt hoặc số hiệu, có dấu hoặc không dấu. Giá trị trong dòng lệnh là giá trị dùng khi không nêu gì khác; `--lang en` cho
câu trả lời bằng tiếng Anh, `--format csv` cho tệp mở được bằng bảng tính.

Each question is a file under `queries/answer` and can be asked of any built graph. Bodies, documents and tasks go by name,
abbreviation or number, with diacritics or without. The values in a command line are those used when nothing else is given; `--lang en`
answers in English, and `--format csv` gives a file that a spreadsheet opens.

`kg ask tasks-of-body --body BTC`, `kg ask bodies-of-task --task '57-NQ/TW IV.3'`
"""


def described(parameter: Parameter) -> str:
    return f"- `--{parameter.name}`: {GIVEN[parameter.kind]}\n"


def section(question: Question) -> str:
    command = ["kg", "ask", question.name]
    for parameter in question.parameters:
        command += [f"--{parameter.name}", parameter.default]
    options = "".join(map(described, question.parameters))
    return (
        f"\n## {question.name}\n\n{question.summary_vi}\n\n{question.summary}\n\n"
        + (f"{options}\n" if options else "")
        + f"```\n{shlex.join(command)}\n```\n"
    )


def page() -> str:
    """The page of all questions, as their headers make it."""
    return INTRODUCTION + "".join(map(section, QUESTIONS.values()))


def test_the_page_of_questions_says_what_the_headers_say() -> None:
    assert PAGE.read_text(encoding="utf-8") == page()
