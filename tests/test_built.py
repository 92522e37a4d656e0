"""A build opened in Python: it answers as the commands do, shows itself in a notebook, and goes on to pandas."""

import html
import json
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode

import kg
from kg.built import Built
from kg.cli import main
from kg.errors import BadInput, BadQuery, MissingTool, UnknownName
from kg.query import Table, questions

ROOT = Path(__file__).parent.parent
NOTEBOOK = ROOT / "examples" / "notebook.ipynb"


@pytest.fixture(scope="module")
def graph(built: Path) -> Built:
    return kg.open(built)


def test_importing_the_package_loads_nothing_heavy() -> None:
    code = "import sys, kg; print([m for m in ('pyoxigraph', 'networkx', 'rdflib', 'pandas', 'rich') if m in sys.modules])"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert told.stdout == "[]\n"


def test_it_answers_as_the_command_does(
    graph: Built, built: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = graph.ask("tasks-due-by-date", from_=date(2025, 1, 1), date="2025-06-30")
    line = ["--from", "2025-01-01", "--date", "2025-06-30", "--format", "json", "--build", str(built)]
    assert main(["ask", "tasks-due-by-date", *line]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [{name: text for name, text in row.items() if text} for row in table.mappings()] == told
    assert len(told) == 2
    assert graph.ask("tasks_of_body", body="bo tai chinh") == graph.ask("tasks-of-body")


def test_it_lists_every_question(graph: Built) -> None:
    assert [row["question"] for row in graph.questions().mappings()] == list(questions())


def test_it_speaks_the_language_that_it_was_opened_with(built: Path) -> None:
    english = kg.open(built, lang="en")
    assert "<th>Role</th>" in english.ask("tasks-of-body")._repr_html_()
    assert "Ministry of Finance (body)" in str(english.trace("BTC"))
    table = english.sparql("SELECT (1 AS ?tasks) {}")
    assert isinstance(table, Table)
    assert "<th>Tasks</th>" in table._repr_html_()


def test_it_runs_sparql_to_a_table_or_to_turtle(graph: Built) -> None:
    table = graph.sparql("SELECT (1 AS ?one) {}")
    assert isinstance(table, Table)
    assert table.cells() == [["1"]]
    turtle = graph.sparql("CONSTRUCT { ?s a ?c } WHERE { ?s a ?c } LIMIT 1")
    assert isinstance(turtle, str)
    question = questions()["tasks-of-body"]
    assert graph.sparql(question.text) == graph.ask("tasks-of-body")


@pytest.mark.parametrize(
    ("call", "error", "wanted"),
    [
        (lambda g: g.ask("tasks-of-bodies"), UnknownName, "tasks-of-body"),
        (lambda g: g.ask("tasks-of-body", bodie="BTC"), BadQuery, "its parameters: body"),
        (lambda g: g.ask("topics", body="BTC"), BadQuery, "its parameters: none"),
        (lambda g: g.ask("tasks-of-body", body="Bộ Tài chánh"), UnknownName, "Bộ Tài chính"),
        (lambda g: g.ask("tasks-due-by-date", date="soon"), BadQuery, "a date like"),
        (lambda g: g.sparql("DROP ALL"), BadQuery, "cannot be run"),
        (lambda g: g.trace("BTC", towards="heaven"), BadInput, "documents, bodies"),
        (lambda g: g.trace("BTC", depth=0), BadInput, "1 or more"),
        (lambda g: g.view("nothing"), UnknownName, "bodies-and-tasks"),
        (lambda g: kg.open(g.folder, lang="fr"), BadInput, "vi, en"),
        (lambda g: kg.open("nowhere"), BadInput, "no graph has been built"),
    ],
)
def test_what_cannot_be_done_says_what_can(graph: Built, call, error: type, wanted: str) -> None:
    with pytest.raises(error, match=re.escape(wanted)):
        call(graph)


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", '"><img onerror=x>', "a\u202eb", "&amp;"])
def test_a_table_and_a_trace_show_hostile_text_as_text(text: str) -> None:
    shown = Table(("label",), ((Literal(text),), (NamedNode("urn:x"),)))._repr_html_()
    cells = re.findall("<td>(.*?)</td>", shown)
    assert html.unescape(cells[0]) == text.replace("\u202e", " ")
    assert "<" not in cells[0]


def test_a_long_table_says_how_much_of_it_is_shown() -> None:
    table = Table(("n",), tuple((Literal(n),) for n in range(500)), "en")
    shown = table._repr_html_()
    assert shown.count("<tr>") == 201
    assert "200 / 500 rows" in shown


def test_a_column_that_says_nothing_is_not_shown_but_goes_to_pandas() -> None:
    table = Table(("label", "words"), ((Literal("x"), None),), "en")
    assert "Words" not in table._repr_html_()
    pytest.importorskip("pandas", reason="needs pandas")
    assert list(table.to_pandas().columns) == ["label", "words"]


def test_pandas_gets_numbers_and_dates(graph: Built) -> None:
    pytest.importorskip("pandas", reason="needs pandas")
    frame = graph.load().to_pandas()
    assert frame["tasks"].dtype.kind == "i"
    due = graph.ask("tasks-due-by-date").to_pandas()["due"]
    assert due.iloc[0] == date(2025, 2, 21)
    assert graph.ask("events").to_pandas().shape[0] == len(graph.ask("events").rows)


def test_without_pandas_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(MissingTool, match="pip install pandas"):
        Table(("a",), ()).to_pandas()


def test_a_picture_shows_in_a_frame_of_its_own(graph: Built) -> None:
    page = graph.view("bodies-and-tasks")
    shown = page._repr_html_()
    source = re.fullmatch(r'<iframe srcdoc="([^"]*)"[^>]*></iframe>', shown)
    assert source
    assert html.unescape(source[1]) == page.path.read_text(encoding="utf-8")


def test_a_trace_comes_in_every_form(graph: Built) -> None:
    traced = graph.trace("BTC", to="57-NQ/TW")
    assert json.loads(traced.to_json())["end"].endswith("57-nq-tw")
    assert traced.to_markdown().startswith("# Bộ Tài chính\n")
    assert "<graphml" in traced.to_graphml()
    assert traced._repr_html_() == f"<pre>{html.escape(str(traced))}</pre>"


def test_the_notebook_is_stored_without_outputs_and_speaks_both_languages() -> None:
    cells = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
    code = [cell for cell in cells if cell["cell_type"] == "code"]
    assert len(code) > 8
    assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in code)
    headings = ["".join(cell["source"]).splitlines()[0] for cell in cells if cell["cell_type"] == "markdown"]
    assert all(heading.startswith("#") and " / " in heading for heading in headings)


def test_the_notebook_runs(built: Path, tmp_path: Path) -> None:
    nbformat = pytest.importorskip("nbformat", reason="needs nbclient and ipykernel")
    nbclient = pytest.importorskip("nbclient", reason="needs nbclient and ipykernel")
    pytest.importorskip("ipykernel", reason="needs nbclient and ipykernel")
    pytest.importorskip("pandas", reason="needs pandas")
    (tmp_path / "build").symlink_to(built)
    (tmp_path / "examples").mkdir()
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    where = {"metadata": {"path": str(tmp_path / "examples")}}
    done = nbclient.NotebookClient(notebook, timeout=120, resources=where).execute()
    shown = [
        "".join(o["data"].get("text/html", "") for o in cell["outputs"])
        for cell in done.cells
        if cell["cell_type"] == "code"
    ]
    assert all(shown)
    assert "Bảo đảm nguồn kinh phí thực hiện hằng năm" in shown[1]
    assert "46-CTr/TU" in shown[5]
    assert "iframe" in shown[-1]


def test_citations_lead_where_nothing_else_leads_one_way(graph: Built) -> None:
    def told(start: str, end: str) -> tuple[list[str], set[str]]:
        found = graph.trace(start, to=end).trace
        names = [link.name for chain in found.chains for step in chain for link in step.links]
        return names, {remark.name for way in found.ways for remark in way.remarks}

    assert told("Hướng dẫn quán triệt, tuyên truyền", "25-KH/TW") == (["cites"], {"citing"})
    assert told("25-KH/TW", "57-NQ/TW")[1] == {"citing", "turning"}
    # What carries it out says so without them, and the decree that nobody carries out turns without them.
    assert told("công văn", "57-NQ/TW")[1] == set()
    assert told("179/2024/NĐ-CP", "57-NQ/TW")[1] == {"turning"}
