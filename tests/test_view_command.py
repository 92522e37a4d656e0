"""`kg view`: lists the pictures, draws one, and says clearly what it cannot draw."""

from pathlib import Path

import pytest

from kg.cli import main
from kg.view import PICTURES

FINANCE = "https://w3id.org/vnpolicy/id/body/bo-tai-chinh"


def test_without_a_name_the_pictures_are_listed_in_both_languages(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["view"]) == 0
    vi = capsys.readouterr().out
    assert [name for name in PICTURES if name not in vi] == []
    assert main(["view", "--lang", "en"]) == 0
    assert PICTURES["timeline"].en in capsys.readouterr().out


@pytest.mark.parametrize("name", list(PICTURES))
def test_a_picture_is_drawn_into_the_file_that_is_named(built: Path, tmp_path: Path, name: str) -> None:
    into = tmp_path / "one.html"
    assert main(["view", name, "--build", str(built), "-o", str(into), "--quiet"]) == 0
    assert into.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_a_body_is_named_as_people_name_it(built: Path, tmp_path: Path) -> None:
    into = tmp_path / "one.html"
    given = ["view", "body", "--body", "bo tai chinh", "--build", str(built), "-o", str(into), "--quiet"]
    assert main(given) == 0
    scenes = into.read_text(encoding="utf-8").partition('"scenes":[')[2]
    assert scenes.startswith(f'{{"id":"{FINANCE}"')


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["rolse"], "did you mean 'roles'"),
        (["roles", "--body", "bo tai chinh"], "draw 'body' with it"),
        (["body", "--body", "bộ không có thật"], "bộ không có thật"),
        (["timeline", "-o", "no/such/folder/one.html"], "name a file that can be written"),
    ],
)
def test_what_cannot_be_drawn_is_said_in_one_line(
    built: Path, capsys: pytest.CaptureFixture[str], given: list[str], said: str
) -> None:
    assert main(["view", *given, "--build", str(built)]) == 2
    error = capsys.readouterr().err
    assert said in error
    assert error.count("\n") == 1
