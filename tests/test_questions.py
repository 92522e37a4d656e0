"""The question library: every question answers what its expected rows say, in both languages, by every name of a thing."""

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from pyoxigraph import RdfFormat, Store
from rdflib.plugins.sparql import prepareQuery

import kg
from kg import resources
from kg.cli import main
from kg.pipeline import build
from kg.query import Question, ask, questions, resolve, usual_name
from kg.query.question import LANGUAGE
from kg.query.wording import compact
from kg.store import open_build

ROOT = Path(__file__).parent.parent
EXPECTED = ROOT / "tests" / "expected"
QUESTIONS = questions()
Answer = Callable[..., list[list[str]]]
# What only EDTF writes: a year that is not given, and a quarter.
EDTF_ONLY = re.compile(r"\bXXXX\b|\b\d{4}-3[3-6]\b")

every_question = pytest.mark.parametrize("question", QUESTIONS.values(), ids=list(QUESTIONS))


@pytest.fixture
def answer(built: Path, capsys: pytest.CaptureFixture[str]) -> Answer:
    """What `kg ask` prints as CSV, as rows."""

    def rows(*line: str) -> list[list[str]]:
        assert main(["ask", *line, "--build", str(built), "--format", "csv"]) == 0
        return list(csv.reader(io.StringIO(capsys.readouterr().out)))

    return rows


def as_mappings(table: list[list[str]]) -> list[dict[str, str]]:
    return [dict(zip(table[0], row, strict=True)) for row in table[1:]]


def expected(name: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO((EXPECTED / f"{name}.csv").read_text(encoding="utf-8"))))


def test_there_are_enough_questions_and_each_has_an_expected_answer() -> None:
    assert len(QUESTIONS) >= 50
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
    of_commands = {"row", "rows", "question", "asks", "options", "picture", "shows"}
    of_parameters = {p.name for q in QUESTIONS.values() for p in q.parameters if p.kind == "iri"}
    of_measures = {"alone", "timed", "documents", "served", "reached", "assigned", "led"}
    assert (
        set(yaml.safe_load(resources.text("queries/columns.yaml")))
        == columns | of_commands | of_measures | of_parameters
    )


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
    spring = answer("tasks-due-by-date", "--from", "2025-02-22", "--date", "2025-06-30")
    assert spring[1:] == expected("tasks-due-by-date")[2:3]


def test_targets_of_a_year_stand_document_by_document(answer: Answer) -> None:
    rows = answer("targets-by-horizon", "--horizon", "2045")[1:]
    documents = [row[0] for row in rows]
    assert documents == sorted(documents, key=documents.index)
    assert len(set(documents)) == 2
    assert documents.count("57-NQ/TW") == 9


def test_only_targets_with_a_figure_are_kept_where_that_is_wanted(answer: Answer) -> None:
    head, *every = expected("targets-by-horizon")
    with_figure = [row for row in every if row[head.index("figure")]]
    assert answer("targets-by-horizon", "--figure", "yes") == [head, *with_figure]
    assert 0 < len(with_figure) < len(every)


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("tasks-by-topic", ("--topic", "Trí tuệ nhân tạo")),
        ("tasks-by-topic", ("--topic", "tri tue nhan tao")),
        ("tasks-by-topic", ("--topic", "artificial intelligence")),
        ("targets-of-indicator", ("--indicator", "quy mo kinh te so so voi gdp")),
    ],
)
def test_topics_and_indicators_go_by_name(answer: Answer, question: str, line: tuple[str, str]) -> None:
    assert answer(question, *line) == expected(question)


def test_reports_that_name_no_recipient_are_told_with_how_often(answer: Answer) -> None:
    rows = as_mappings(answer("reports", "--lang", "en"))
    unaddressed = {row["body"] for row in rows if not row["reports_to"] and row["deadline"] == "semiannual"}
    assert "Minister" in unaddressed
    assert any(row["reports_to"] for row in rows)


@pytest.mark.parametrize("own", ["reports-of-body", "reports-to-body"])
def test_the_reports_of_one_body_are_among_all_reports(answer: Answer, own: str) -> None:
    told = {(row["locator"], row["label"], row["role"], row["due"]) for row in as_mappings(answer("reports"))}
    mine = {(row["locator"], row["label"], row["role"], row["due"]) for row in as_mappings(expected(own))}
    assert mine
    assert mine <= told


def test_a_path_leads_up_through_what_lies_between(answer: Answer) -> None:
    paths = {row["number"]: row["path"] for row in as_mappings(answer("ancestors-of-document"))}
    assert paths == {"46-CTr/TU": "46-CTr/TU", "57-NQ/TW": "46-CTr/TU → 57-NQ/TW"}


@every_question
def test_no_name_is_cut_and_no_code_stands_for_a_date(question: Question, answer: Answer) -> None:
    for lang in ("vi", "en"):
        for row in as_mappings(answer(question.name, "--lang", lang)):
            readable = [said for column, said in row.items() if column not in ("edtf", "iri")]
            assert [said for said in readable if said.endswith("…") or EDTF_ONLY.search(said)] == []


@pytest.mark.parametrize(
    ("lang", "dates"),
    [
        ("vi", ["13/01/2025", "quý I năm 2025", "13/01 (không nêu năm)"]),
        ("en", ["13 January 2025", "first quarter of 2025", "13 January (year not given)"]),
    ],
)
def test_dates_are_put_in_words_in_both_languages(answer: Answer, lang: str, dates: list[str]) -> None:
    rows = as_mappings(answer("events", "--lang", lang))
    assert [row["edtf"] for row in rows] == ["2025-01-13", "2025-33", "XXXX-01-13"]
    assert [row["date"] for row in rows] == dates


@pytest.mark.parametrize(
    ("lang", "deadlines"),
    [
        ("vi", ["trước ngày 22/02/2025", "trong Quý I năm 2025", "cơ bản hoàn thành trong năm 2025"]),
        ("en", ["before 22 February 2025", "during the first quarter of 2025", "during 2025"]),
    ],
)
def test_a_deadline_is_told_in_the_language(answer: Answer, lang: str, deadlines: list[str]) -> None:
    rows = as_mappings(answer("tasks-due-by-date", "--lang", lang))
    assert [row["deadline"] for row in rows[:3]] == deadlines


def test_deadlines_are_worded_alike_in_every_question() -> None:
    pattern = re.compile(r"  # The words are Vietnamese\..*?AS \?(?=when|deadline)", re.DOTALL)
    found = [
        (name, [re.sub(r"\n +", "\n", said) for said in pattern.findall(question.text)])
        for name, question in QUESTIONS.items()
    ]
    assert {name for name, said in found if said} == {
        name for name, question in QUESTIONS.items() if "pol:deadlineText ?text" in question.text
    }
    assert len({text for _, said in found for text in said}) == 1


def test_figures_have_the_decimal_mark_of_the_language_and_counts_no_unit(answer: Answer) -> None:
    figures = {
        lang: {
            (row["figure"], row["unit"]) for row in as_mappings(answer("targets-by-horizon", "--lang", lang))
        }
        for lang in ("vi", "en")
    }
    assert ("0,7", "điểm chỉ số") in figures["vi"]
    assert ("0.7", "index") in figures["en"]
    assert ("5", "") in figures["vi"] & figures["en"]


def test_a_task_without_a_lead_names_who_has_another_role(answer: Answer) -> None:
    charged = {row["locator"]: row["charged"] for row in as_mappings(answer("tasks-without-lead"))}
    assert "Người đứng đầu (lãnh đạo, chỉ đạo)" in charged["III.1.1"].split("; ")
    assert charged["III.1.2"] == ""


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
    assert told.err.count("  id:document/") == 2


def test_tasks_come_with_the_words_that_say_so(built_with_texts: Path) -> None:
    table = ask(open_build(built_with_texts), QUESTIONS["tasks-of-body"], {}, "vi")
    row = dict(zip(table.columns, table.cells()[0], strict=True))
    assert row["words"].startswith("Bộ Tài chính chủ trì")
    assert row["source"].startswith("Bài báo về Chương trình hành động của Chính phủ")
    assert len(table.rows) == len(expected("tasks-of-body")) - 1


def test_a_task_without_a_body_has_none_within_what_it_is_part_of(answer: Answer) -> None:
    for document in ("57-NQ/TW", "Chương trình hành động của Chính phủ"):
        gaps = {row["iri"] for row in as_mappings(answer("tasks-without-body", "--document", document))}
        charged = {row["iri"] for row in as_mappings(answer("duties-of-document", "--document", document))}
        assert gaps
        assert not [task for task in gaps if any(f"{task}.".startswith(f"{whole}.") for whole in charged)]


def test_a_role_narrows_the_tasks_that_bodies_share(answer: Answer) -> None:
    rows = as_mappings(answer("tasks-shared-in-role", "--role", "report"))
    assert rows
    assert {row["role"] for row in rows} == {"báo cáo"}
    assert all(int(row["bodies"]) == row["sharing"].count("; ") + 1 >= 2 for row in rows)
    assert answer("tasks-shared-in-role", "--role", "lead")[1:] == []


def test_duties_come_down_to_a_named_body_with_a_date(answer: Answer) -> None:
    first = as_mappings(answer("duties-under-document", "--document", "57-NQ/TW"))[0]
    assert (first["body"], first["due"], first["through"]) == (
        "Ủy ban nhân dân thị xã",
        "2025-02-21",
        "46-CTr/TU",
    )
    rows = as_mappings(answer("descent-of-task", "--task", "57-NQ/TW IV.3.a"))
    assert {"Ban cán sự đảng Chính phủ", "Bộ Tài chính"} <= {row["body"] for row in rows}


def test_the_basis_of_a_body_goes_up_to_the_resolution(answer: Answer) -> None:
    rows = as_mappings(answer("basis-of-body", "--body", "Ban Chỉ đạo Trung ương"))
    assert [(row["link"], row["number"]) for row in rows] == [("thành lập", "57-NQ/TW")]
    rows = as_mappings(answer("basis-of-body", "--body", "Ủy ban nhân dân thị xã"))
    assert {row["number"] for row in rows} == {"", "57-NQ/TW", "46-CTr/TU"}


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_names_of_defaults_lead_to_the_defaults(lang: str, store: Store) -> None:
    open_things = {p for q in QUESTIONS.values() for p in q.parameters if p.kind == "iri"}
    found = {p: resolve(store, p.name, usual_name(p.default, lang)).value for p in open_things}
    assert found == {p: p.default for p in open_things}


def test_every_name_of_a_default_is_of_one() -> None:
    defaults = {compact(p.default) for q in QUESTIONS.values() for p in q.parameters if p.kind == "iri"}
    assert set(yaml.safe_load(resources.text("queries/defaults.yaml"))) == defaults


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        (
            "vi",
            "không nêu giá trị khác nên hỏi với giá trị mặc định: --body 'Bộ Tài chính'\n",
        ),
        ("en", "nothing else was given, so the question is asked with --body 'Ministry of Finance'\n"),
    ],
)
def test_what_is_asked_where_nothing_is_given_is_told_by_name(
    lang: str, said: str, built: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KG_LANG", lang)
    line = ["ask", "tasks-of-body", "--build", str(built)]
    main(line)
    assert capsys.readouterr().err == said
    main([*line, "--quiet"])
    main([*line, "--body", "BTC"])
    assert capsys.readouterr().err == ""


def test_what_a_graph_lacks_that_is_asked_about_unless_told_is_said(
    store: Store, capsys: pytest.CaptureFixture[str], tmp_path: Path, sample: str
) -> None:
    (tmp_path / "own.yaml").write_text(sample, encoding="utf-8")
    build([tmp_path / "own.yaml"], tmp_path / "own")
    main(["ask", "tasks-of-viewpoint", "--build", str(tmp_path / "own")])
    assert "--viewpoint '57-NQ/TW I.5' (which this graph does not have)" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("lang", "name", "default"), [("vi", "TÊN", "Bộ Tài chính"), ("en", "NAME", "Ministry of Finance")]
)
def test_help_gives_names_and_no_iri(
    lang: str, name: str, default: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KG_LANG", lang)
    monkeypatch.setenv("COLUMNS", "120")
    with pytest.raises(SystemExit):
        main(["ask", "tasks-of-body", "--help"])
    told = capsys.readouterr().out
    assert f"--body {name}" in told
    assert f": {default}\n" in told
    assert "https://" not in told


def test_the_usage_of_ask_has_a_place_for_the_question(
    capsys: pytest.CaptureFixture[str], built: Path
) -> None:
    with pytest.raises(SystemExit):
        main(["ask", "--help"])
    assert "[NAME]" in capsys.readouterr().out.partition("\n\n")[0]
    assert main(["ask", "--build", str(built), "task-of-body"]) == 2
    assert "did you mean 'tasks-of-body'" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["ancestors-of-document", "descendants-of-document"])
def test_a_question_of_the_chain_of_carrying_out_claims_no_legal_grounds(name: str) -> None:
    question = QUESTIONS[name]
    assert "thực hiện, cụ thể hóa hoặc quán triệt, tuyên truyền" in question.summary_vi
    for lang in ("vi", "en"):
        assert "relations-of-document" in question.asks(lang)
    assert "căn cứ" in QUESTIONS["relations-of-document"].summary_vi


def test_tasks_of_a_group_are_those_of_the_groups_within_it_too() -> None:
    store = Store()
    store.update("""
        PREFIX pol: <https://w3id.org/vnpolicy/ns#>
        PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
        INSERT DATA { GRAPH <urn:g> {
          <urn:d/IV.3> a pol:TaskGroup . <urn:d/IV.3.a> a pol:TaskGroup ; pol:partOf <urn:d/IV.3> .
          <urn:d/IV.3.1> a pol:Task ; pol:inGroup <urn:d/IV.3> ; pol:locator "IV.3.1" ; skos:prefLabel "Một"@vi .
          <urn:d/IV.3.a.1> a pol:Task ; pol:inGroup <urn:d/IV.3.a> ; pol:locator "IV.3.a.1" ; skos:prefLabel "Hai"@vi .
        } }""")
    table = ask(store, questions()["tasks-of-group"], {"group": "urn:d/IV.3"}, "vi")
    assert [row["locator"] for row in table.mappings()] == ["IV.3.1", "IV.3.a.1"]


def test_a_question_without_a_subject_is_asked_about_what_the_graph_says_most_of(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, sample: str
) -> None:
    (tmp_path / "own.yaml").write_text(sample, encoding="utf-8")
    build([tmp_path / "own.yaml"], tmp_path / "own")
    line = ["ask", "tasks-of-body", "--build", str(tmp_path / "own"), "--lang", "en"]
    main(line)
    out, err = capsys.readouterr()
    assert "--body 'Sample Department' (of which this graph says most)" in err
    assert "Write a sample report" in out
    assert out.endswith("\n1 row\n")
    main([*line, "--body", "Sở Mẫu"])
    assert capsys.readouterr() == (out, "")


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_who_leads_stands_before_the_others_of_a_task(
    lang: str, capsys: pytest.CaptureFixture[str], tmp_path: Path, sample: str
) -> None:
    other = "      - {id: 8, body: uy-ban-mau, role: coordinate}\n      - {id: 9, body: uy-ban-mau, role: report}\n"
    records = sample.replace(
        "      - id: 1\n        body: so-mau\n", f"{other}      - id: 1\n        body: so-mau\n"
    )
    (tmp_path / "own.yaml").write_text(records, encoding="utf-8")
    build([tmp_path / "own.yaml"], tmp_path / "own")
    for question in (
        ["duties-of-document", "--document", "1/KH-UBM"],
        ["bodies-of-task", "--task", "1/KH-UBM I.1"],
    ):
        main(["ask", *question, "--build", str(tmp_path / "own"), "--lang", lang, "--format", "json"])
        roles = [row["role"] for row in json.loads(capsys.readouterr().out)]
        assert roles[0] == {"vi": "chủ trì", "en": "lead"}[lang]
        assert len(roles) == 3


def test_the_lead_of_a_task_comes_before_those_who_coordinate(tmp_path: Path, sample: str) -> None:
    second = "      - {id: 2, body: uy-ban-mau, role: coordinate}\n"
    given = sample.replace("qualifier: before}\n", "qualifier: before}\n" + second)
    (tmp_path / "records.yaml").write_text(given, encoding="utf-8")
    build([tmp_path / "records.yaml"], tmp_path / "build")
    graph = kg.open(tmp_path / "build", lang="en")
    for name, subject in (
        ("descent-of-task", {"task": "1/KH-UBM I.1"}),
        ("bodies-of-task", {"task": "1/KH-UBM I.1"}),
        ("duties-of-document", {"document": "1/KH-UBM"}),
    ):
        rows = graph.ask(name, **subject).mappings()
        assert [row["role"] for row in rows] == ["lead", "coordinate"]
