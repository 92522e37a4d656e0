"""The pages of the architecture tell of every stage, in the order that imports follow, and of nothing else."""

import re
from pathlib import Path

import pytest
from test_house import ORDER

from kg.cli import COMMANDS

DOCS = Path(__file__).parent.parent / "docs"
PAGES = {name: (DOCS / name).read_text(encoding="utf-8") for name in ("architecture.md", "kien-truc.md")}
every_page = pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)


def flow(page: str) -> str:
    return page.partition("```mermaid")[2].partition("```")[0]


@every_page
def test_every_stage_is_told_of_in_the_order_of_imports(page: str) -> None:
    rows = re.findall(r"^\| ((?:`\w+`(?:, )?)+) \|", page, flags=re.MULTILINE)
    told = [name for row in rows for name in re.findall(r"`(\w+)`", row)]
    assert told == [name for name in ORDER if name != "__main__"]


@every_page
def test_the_flow_shows_every_stage_that_makes_something(page: str) -> None:
    shared = {
        "messages",
        "errors",
        "resources",
        "rendering",
        "names",
        "text",
        "built",
        "pipeline",
        "cli",
        "__main__",
    }
    assert {name for name in ORDER if name not in shared} <= set(re.findall(r"\b[a-z]+\b", flow(page)))


def test_the_flow_is_the_same_in_both_languages() -> None:
    # Without the words at arrows and in boxes.
    ways = [re.sub(r"\|[^|\n]*\||\[[^]\n]*\]", "", flow(page)) for page in PAGES.values()]
    assert "source -->" in ways[0]
    assert ways[0] == ways[1]


@every_page
def test_the_commands_that_it_names_are_there(page: str) -> None:
    assert set(re.findall(r"`kg ([a-z]+)", page)) <= set(COMMANDS)


@every_page
def test_the_files_that_it_links_are_there(page: str) -> None:
    linked = [link for link in re.findall(r"\]\(([^)#]+)\)", page) if "://" not in link]
    assert linked
    assert [link for link in linked if not (DOCS / link).exists()] == []
