"""The pages on extending the project, carried out in a copy of it: each example works as both say."""

import re
import sys
from pathlib import Path

import pytest

DOCS = Path(__file__).parent.parent / "docs"
sys.path.append(str(DOCS / "making"))
from consoles import Command, Place, Saved, commands, copy, missing, saved  # noqa: E402

ENGLISH, VIETNAMESE = ((DOCS / name).read_text(encoding="utf-8") for name in ("extending.md", "mo-rong.md"))


def sections(page: str) -> list[str]:
    return re.split(r"^## ", page, flags=re.M)[1:]


# The same section of both pages, by its heading in English.
SECTIONS = {
    en.splitlines()[0]: (en, vi) for en, vi in zip(sections(ENGLISH), sections(VIETNAMESE), strict=True)
}


@pytest.fixture(scope="module")
def place(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Place:
    return copy(tmp_path_factory.mktemp("copy"), built)


@pytest.mark.parametrize("name", SECTIONS)
def test_an_example_does_in_a_copy_what_the_pages_say(name: str, place: Place) -> None:
    place.save(saved(SECTIONS[name][0]))
    # What both ask alike runs once; else the Vietnamese page asks for its own language.
    ended = [(command, *place.run(command)) for section in SECTIONS[name] for command in commands(section)]
    assert ended
    assert [(c.line, output) for c, status, output in ended if status not in (0, 1)] == []
    assert [(c.line, lines) for c, _, output in ended if (lines := missing(c, output))] == []


@pytest.mark.parametrize("name", SECTIONS)
def test_both_pages_have_the_same_files_and_changes(name: str) -> None:
    en, vi = map(saved, SECTIONS[name])
    assert en == vi != []


def test_an_example_fails_without_its_file(built: Path, tmp_path: Path) -> None:
    line = "kg ask documents-of-year --year 2024 --lang en"
    assert line in ENGLISH
    status, output = copy(tmp_path, built).run(Command(line, ()))
    assert status == 2
    assert "documents-of-year" in output


def test_the_page_has_an_example_of_each_kind() -> None:
    assert len(SECTIONS) == 6
    folders = {file.name.rpartition("/")[0] for file in saved(ENGLISH)}
    assert {"queries/answer", "queries/audit", "shapes", "ontology", "kg/source", "xa"} <= folders
    assert all("\nThen" in en and "\nSau đó" in vi for en, vi in SECTIONS.values())


def test_a_change_that_fits_nowhere_is_refused(tmp_path: Path) -> None:
    (tmp_path / "lines").write_text("one\ntwo\n", encoding="utf-8")
    Saved("lines", "diff", " one\n+more\n").put(tmp_path)
    assert (tmp_path / "lines").read_text(encoding="utf-8") == "one\nmore\ntwo\n"
    with pytest.raises(ValueError, match="do not stand there once"):
        Saved("lines", "diff", " three\n+more\n").put(tmp_path)
