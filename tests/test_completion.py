"""What shells complete: commands, the options of each, questions with their options, pictures, files."""

import io
import re
import shutil
import subprocess
import sys
from contextlib import redirect_stdout
from pathlib import Path

import pytest

from kg.cli import COMMANDS, main
from kg.cli.completion import SHELLS
from kg.query import questions
from kg.view import PICTURES

# Completes the words after it as a person would who presses Tab at the end of the last.
BASH = """
source "$1"; shift
COMP_WORDS=(kg "$@"); COMP_CWORD=$#; COMPREPLY=()
call=$(complete -p kg); call=${call##*-F }; ${call%% *} kg "${COMP_WORDS[-1]}" "${COMP_WORDS[-2]}"
printf '%s\\n' "${COMPREPLY[@]}"
"""
# How other shells say whether they understand a script, without running it.
ASKED = {"bash": ["bash", "-n"], "zsh": ["zsh", "-f", "-n"], "fish": ["fish", "--no-execute"]}
HERE = [shell for shell, (program, *_) in ASKED.items() if shutil.which(program)]


@pytest.fixture(scope="module")
def scripts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The script for each shell, in a file."""
    folder, made = tmp_path_factory.mktemp("scripts"), {}
    for shell in SHELLS:
        with redirect_stdout(io.StringIO()) as said:
            assert main(["completion", shell]) == 0
        (folder / shell).write_text(said.getvalue(), encoding="utf-8")
        made[shell] = folder / shell
    return made


@pytest.fixture(scope="module")
def completed(scripts: dict[str, Path], tmp_path_factory: pytest.TempPathFactory):
    """What bash offers for the words of a line, the last of them unfinished."""
    folder = tmp_path_factory.mktemp("work")
    (folder / "my records").mkdir()
    (folder / "plan.txt").touch()

    def offered(*words: str) -> set[str]:
        command = ["bash", "--norc", "-c", BASH, "bash", scripts["bash"], *words]
        done = subprocess.run(command, capture_output=True, text=True, cwd=folder, check=True)
        assert done.stderr == ""
        return set(done.stdout.split("\n")) - {""}

    return offered


def test_every_command_is_offered(completed) -> None:
    assert completed("") >= set(COMMANDS)
    assert completed("bu") == {"build"}


@pytest.mark.parametrize("name", COMMANDS)
def test_the_options_offered_are_those_of_the_help(
    name: str, completed, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main([name, "--help"])
    told = " ".join(re.findall(r"^  (-.*?)(?:  |$)", capsys.readouterr().out, re.MULTILINE))
    assert completed(name, "--") == set(re.findall(r"--[a-z-]+", told))


def test_every_question_is_offered_with_the_options_that_it_leaves_open(completed) -> None:
    assert completed("ask", "") >= set(questions())
    for name in ("tasks-of-body", "tasks-due-by-date"):
        assert {f"--{parameter.name}" for parameter in questions()[name].parameters} <= completed(
            "ask", name, "--"
        )


def test_what_an_option_takes_is_offered(completed) -> None:
    assert completed("ask", "tasks-of-body", "--lang", "") == {"vi", "en"}
    assert "csv" in completed("ask", "tasks-of-body", "--format", "c")


def test_every_picture_is_offered(completed) -> None:
    assert completed("view", "") == set(PICTURES)


def test_files_and_folders_are_offered_where_they_are_wanted(completed) -> None:
    assert "plan.txt" in completed("build", "pl")
    assert completed("ask", "documents", "--build", "pl") == set()
    assert completed("ask", "documents", "--build", "my") != set()


@pytest.mark.parametrize("shell", HERE)
def test_a_shell_understands_its_script(shell: str, scripts: dict[str, Path]) -> None:
    done = subprocess.run([*ASKED[shell], scripts[shell]], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("shell", SHELLS)
def test_a_script_in_vietnamese_offers_what_the_english_one_does(
    shell: str, scripts: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KG_LANG", "vi")
    command = [sys.executable, "-m", "kg", "completion", shell]
    script = tmp_path / shell
    script.write_bytes(subprocess.run(command, capture_output=True, check=True).stdout)
    if shell in HERE:
        done = subprocess.run([*ASKED[shell], script], capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")
    told, english = (path.read_text(encoding="utf-8") for path in (script, scripts[shell]))
    for kind in ("_shtab_compgen_dirs", "_files -/", "__fish_complete_directories", "--store-graphs"):
        assert told.count(kind) == english.count(kind)


def test_scripts_name_every_command_question_and_picture(scripts: dict[str, Path]) -> None:
    wanted = [*COMMANDS, *questions(), *PICTURES]
    for shell, script in scripts.items():
        text = script.read_text(encoding="utf-8")
        assert [name for name in wanted if name not in text] == [], shell


def test_the_same_scripts_whatever_the_seed(scripts: dict[str, Path]) -> None:
    command = [sys.executable, "-m", "kg", "completion", "zsh"]
    again = subprocess.run(
        command, capture_output=True, check=True, env={"PYTHONHASHSEED": "5", "LC_ALL": "C"}
    )
    assert again.stdout == scripts["zsh"].read_bytes()
