"""The page of the architecture tells of every stage, in the order that imports follow, and of nothing else."""

import re
from pathlib import Path

from test_house import ORDER

from kg.cli import COMMANDS

PAGE = (Path(__file__).parent.parent / "docs" / "architecture.md").read_text(encoding="utf-8")
STAGES = re.findall(r"^\| ((?:`\w+`(?:, )?)+) \|", PAGE, flags=re.MULTILINE)


def test_every_stage_is_told_of_in_the_order_of_imports() -> None:
    told = [name for row in STAGES for name in re.findall(r"`(\w+)`", row)]
    assert told == [name for name in ORDER if name != "__main__"]


def test_the_flow_shows_every_stage_that_makes_something() -> None:
    flow = PAGE.partition("```mermaid")[2].partition("```")[0]
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
    assert {name for name in ORDER if name not in shared} <= set(re.findall(r"\b[a-z]+\b", flow))


def test_the_commands_that_it_names_are_there() -> None:
    assert set(re.findall(r"`kg ([a-z]+)", PAGE)) <= set(COMMANDS)


def test_the_files_that_it_links_are_there() -> None:
    folder = Path(__file__).parent.parent / "docs"
    linked = [link for link in re.findall(r"\]\(([^)#]+)\)", PAGE) if "://" not in link]
    assert linked
    assert [link for link in linked if not (folder / link).exists()] == []
