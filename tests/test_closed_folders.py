"""A folder that cannot be opened is told, and the rest goes on."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import mkdtemp

import pytest

from kg.cli import main
from kg.errors import BadInput
from kg.source import find, gather

NOBODY = 65534
PLAN = "KẾ HOẠCH\nTrồng hoa bên đường\n\n1. Sở Xây dựng chủ trì trồng hoa trước ngày 30/6/2026.\n"


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder with a text, and one in it that is closed; what is asked for is asked by one without rights."""
    place = Path(mkdtemp())
    (place / "shut").mkdir()
    (place / "shut" / "b.md").write_text(PLAN, encoding="utf-8")
    (place / ".kept").mkdir()
    (place / "a.md").write_text(PLAN, encoding="utf-8")
    place.chmod(0o755)
    for closed in ("shut", ".kept"):
        (place / closed).chmod(0)
    mine = os.geteuid()
    if mine == 0:
        os.seteuid(NOBODY)
    yield place
    os.seteuid(mine)
    for closed in ("shut", ".kept"):
        (place / closed).chmod(0o755)
    shutil.rmtree(place)


def test_a_folder_that_cannot_be_opened_is_told_and_the_rest_is_read(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["read", str(folder), "--format", "json", "--jobs", "1"]) == 1
    told = capsys.readouterr()
    assert "a.md" in told.out
    (line,) = told.err.splitlines()
    assert line.startswith(f"{folder / 'shut'}: ")


def test_only_what_is_not_hidden_is_asked_for(folder: Path) -> None:
    assert [path.name for path in find([folder]).documents] == ["a.md", "shut"]


def test_a_folder_that_is_itself_closed_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", str(folder / "shut")]) == 2
    assert str(folder / "shut") in capsys.readouterr().err


def test_records_are_not_gathered_past_a_closed_folder(folder: Path) -> None:
    with pytest.raises(BadInput, match="shut"):
        gather([Path("corpus"), folder])


def test_drafts_are_not_accepted_past_a_closed_folder(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["accept", str(folder)]) == 2
    assert capsys.readouterr().err.startswith(f"{folder / 'shut'}: ")
