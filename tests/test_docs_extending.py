"""The page on extending the project, carried out in a copy of it: each example works as the page says."""

import re
import sys
from pathlib import Path

import pytest

DOCS = Path(__file__).parent.parent / "docs"
sys.path.append(str(DOCS / "making"))
from consoles import Command, Place, Saved, commands, copy, missing, saved  # noqa: E402

PAGE = (DOCS / "extending.md").read_text(encoding="utf-8")
SECTIONS = {part.splitlines()[0]: part for part in re.split(r"^## ", PAGE, flags=re.M)[1:]}


@pytest.fixture(scope="module")
def place(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Place:
    return copy(tmp_path_factory.mktemp("copy"), built)


@pytest.mark.parametrize("name", SECTIONS)
def test_an_example_does_in_a_copy_what_the_page_says(name: str, place: Place) -> None:
    section = SECTIONS[name]
    place.save(saved(section))
    ended = [(command, *place.run(command)) for command in commands(section)]
    assert ended
    assert [(c.line, output) for c, status, output in ended if status not in (0, 1)] == []
    assert [(c.line, lines) for c, _, output in ended if (lines := missing(c, output))] == []


def test_an_example_fails_without_its_file(built: Path, tmp_path: Path) -> None:
    line = "kg ask documents-of-year --year 2024 --lang en"
    assert line in PAGE
    status, output = copy(tmp_path, built).run(Command(line, ()))
    assert status == 2
    assert "documents-of-year" in output


def test_the_page_has_an_example_of_each_kind() -> None:
    assert len(SECTIONS) == 6
    folders = {file.name.rpartition("/")[0] for file in saved(PAGE)}
    assert {"queries/answer", "queries/audit", "shapes", "ontology", "kg/source", "xa"} <= folders
    assert all("\nThen" in section for section in SECTIONS.values())


def test_a_change_that_fits_nowhere_is_refused(tmp_path: Path) -> None:
    (tmp_path / "lines").write_text("one\ntwo\n", encoding="utf-8")
    Saved("lines", "diff", " one\n+more\n").put(tmp_path)
    assert (tmp_path / "lines").read_text(encoding="utf-8") == "one\nmore\ntwo\n"
    with pytest.raises(ValueError, match="do not stand there once"):
        Saved("lines", "diff", " three\n+more\n").put(tmp_path)
