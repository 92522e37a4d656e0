"""The command line: every command is documented, speaks UTF-8 whatever the locale, and fails with one clear line."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kg.cli import COMMANDS, main

ROOT = Path(__file__).parent.parent


def kg(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "kg", *arguments]
    return subprocess.run(
        command, capture_output=True, env={**os.environ, **environment}, cwd=ROOT, timeout=120
    )


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_stands_in_the_readme_and_has_help(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert f"kg {name}" in (ROOT / "README.md").read_text(encoding="utf-8")
    with pytest.raises(SystemExit) as stopped:
        main([name, "--help"])
    assert stopped.value.code == 0
    assert f"kg {name}" in capsys.readouterr().out


def test_help_lists_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    shown = capsys.readouterr().out
    assert [name for name in COMMANDS if f"  {name} " not in shown] == []


def test_the_readme_names_no_command_that_does_not_exist() -> None:
    words = (ROOT / "README.md").read_text(encoding="utf-8").split("bin/kg ")[1:]
    assert {word.split()[0] for word in words} <= set(COMMANDS)


def test_output_is_utf8_whatever_the_locale(built: Path) -> None:
    done = kg(
        "ask", "tasks-of-body", "--body", "bo tai chinh", "--build", str(built), LC_ALL="C", PYTHONUTF8="0"
    )
    assert done.returncode == 0, done.stderr
    assert "chủ trì" in done.stdout.decode("utf-8")


def test_every_form_of_an_answer_holds_the_same_rows(built: Path, tmp_path: Path) -> None:
    answers = {}
    for form in ("csv", "json", "md", "table"):
        file = tmp_path / form
        assert main(["ask", "documents", "--build", str(built), "--format", form, "-o", str(file)]) == 0
        answers[form] = file.read_bytes().decode("utf-8")
    rows = list(csv.DictReader(io.StringIO(answers["csv"], newline="")))
    found = json.loads(answers["json"])
    assert len(rows) == len(found) == answers["md"].count("\n") - 2 > 5
    assert [{k: v for k, v in row.items() if v} for row in rows] == found
    assert all(value in answers["table"] for row in found for value in row.values() if "://" not in value)


def test_a_question_that_does_not_exist_brings_the_nearest(
    built: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ask", "tasks of body", "--build", str(built)]) == 2
    assert "did you mean 'tasks-of-body'" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["ask", "tasks-of-body"], "no graph has been built there; name its folder with --build"),
        (["sparql", "SELECT"], "SELECT: No such file"),
        (["sparql", "SELECT {"], "no graph has been built there"),
        (["build", "nowhere"], "nowhere: there is no such file or folder"),
        (["build", "--base", "not an iri"], "not an http(s) IRI"),
        (["build", "--base", "https://example.org/{kg}/"], "not an http(s) IRI"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_status_two(
    arguments: list[str],
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(arguments) == 2
    shown = capsys.readouterr()
    assert said in shown.err
    assert len(shown.err.splitlines()) == 1
    assert shown.out == ""


def test_a_reader_that_has_enough_is_no_error(built: Path) -> None:
    query = "SELECT * WHERE { ?s ?p ?o }"
    with subprocess.Popen(
        [sys.executable, "-m", "kg", "sparql", query, "--build", str(built), "--format", "csv"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0


def test_construct_gives_turtle(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    query = "PREFIX pol: <https://w3id.org/vnpolicy/ns#> CONSTRUCT { ?t a pol:Task } WHERE { ?t a pol:Task } LIMIT 1"
    assert main(["sparql", query, "--build", str(built)]) == 0
    assert "ns#Task> ." in capsys.readouterr().out


@pytest.mark.parametrize(("form", "what"), [("table", "?what"), ("md", "| ?what |"), ("csv", "what\r\n")])
def test_variables_of_ones_own_keep_their_names(
    built: Path, form: str, what: str, capsys: pytest.CaptureFixture[str]
) -> None:
    query = "SELECT ?what { ?what pol:dueBy ?due } LIMIT 1"
    assert main(["sparql", query, "--build", str(built), "--format", form]) == 0
    assert capsys.readouterr().out.startswith(what)


def test_the_script_is_the_command(tmp_path: Path) -> None:
    command = [sys.executable, str(ROOT / "build.py"), "-o", str(tmp_path / "build"), "--quiet"]
    done = subprocess.run(command, capture_output=True, cwd=tmp_path, timeout=120)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert (tmp_path / "build" / "graph.nq").exists()


def test_starting_loads_nothing_heavy() -> None:
    code = "import sys, kg.cli; print([m for m in ('rdflib', 'pyshacl', 'pyvis', 'owlready2', 'networkx', 'pydantic', 'yaml') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"


def test_a_query_longer_than_any_file_name_is_a_query(
    built: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    query = f'SELECT ("{"x" * 5000}" AS ?long) WHERE {{ }}'
    assert main(["sparql", query, "--build", str(built), "--format", "csv"]) == 0
    assert "x" * 5000 in capsys.readouterr().out


def closed(stream: str, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """A command whose output or errors are closed, as a shell does it."""
    line = [f'exec "$@" {stream}', "bash", sys.executable, "-m", "kg", *arguments]
    return subprocess.run(["bash", "-c", *line], capture_output=True, cwd=ROOT, timeout=120)


def test_what_is_said_goes_nowhere_where_errors_are_closed_and_never_among_answers(tmp_path: Path) -> None:
    example = str(ROOT / "examples" / "mau-ke-hoach.md")
    done = closed("2>&-", "read", example, "--write", str(tmp_path), "--format", "json")
    assert done.returncode == 0
    assert [one["number"] for one in json.loads(done.stdout)] == ["412/KH-UBND"]


def test_an_answer_whose_output_is_closed_is_told(built: Path) -> None:
    done = closed(">&-", "ask", "documents", "--build", str(built))
    assert done.returncode == 2
    assert done.stderr.startswith(b"output: is closed; ")
    assert done.stderr.count(b"\n") == 1
