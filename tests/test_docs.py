"""The pages for readers: what they tell a reader to do works, what they show is printed, what they link is there."""

import doctest
import re
import struct
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

import kg
from kg.audit import audit
from kg.cli import COMMANDS

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
# Behind all else, as bench/ is in made_up.py: what is there has names that tests may have too.
sys.path.append(str(DOCS / "making"))
import blocks  # noqa: E402
from consoles import LASTING, OUTSIDE, Command, Place, Saved, commands, furnish, missing, saved, steps  # noqa: E402
from pairs import pairs  # noqa: E402
from screens import LANGUAGES, SHOTS  # noqa: E402
from vocabulary import ontology  # noqa: E402

from ontology import PAGES as ONTOLOGY  # noqa: E402
from ontology import made  # noqa: E402

README = {"en": ROOT / "README.md", "vi": ROOT / "README.vi.md"}
GUIDE = {"en": DOCS / "guide.md", "vi": DOCS / "huong-dan.md"}
# The English page of each that there is in Vietnamese, as the READMEs link them.
ENGLISH = {f"docs/{vi}.md": f"docs/{en}.md" for en, vi in pairs()}
# The guides first: they correct the drafts that the others, with the same commands, accept and build.
WALKED = [
    *GUIDE.values(),
    *README.values(),
    DOCS / "correcting.md",
    DOCS / "sua-ban-nhap.md",
    DOCS / "trace.md",
    DOCS / "lan-theo-nhiem-vu.md",
    DOCS / "audit.md",
    DOCS / "ra-soat.md",
    DOCS / "figures.md",
    DOCS / "con-so.md",
]
FOR_READERS = [*README.values(), ROOT / "CONTRIBUTING.md", *sorted(DOCS.glob("*.md"))]
# It takes as long as all others together, and tests/test_explain.py runs it on less.
ELSEWHERE = {"kg reason --dl"}
WIDEST, ALL_PICTURES = 150_000, 600_000


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def run_here(command: Command) -> bool:
    return not OUTSIDE.match(command.line) and command.line not in ELSEWHERE


@pytest.fixture(scope="module")
def place(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Place:
    return furnish(tmp_path_factory.mktemp("reader"), built)


@pytest.mark.parametrize("path", WALKED, ids=named)
def test_every_command_of_a_page_runs_and_prints_what_is_shown(path: Path, place: Place) -> None:
    ended = []
    for step in steps(text(path)):
        if isinstance(step, Saved):
            step.put(place.folder)
        elif run_here(step):
            ended.append((step, *place.run(step)))
    assert ended
    assert [(c.line, output) for c, status, output in ended if status not in (0, 1)] == []
    assert [(c.line, lines) for c, _, output in ended if (lines := missing(c, output))] == []


def test_a_line_that_is_not_printed_is_missed() -> None:
    command = Command("kg ask", ("first …", "third"))
    assert missing(command, "first   and more\nsecond\nthird\n") == []
    assert missing(command, "third\nfirst and more\n") == ["third"]
    assert missing(command, "") == ["first …", "third"]


@pytest.mark.parametrize("path", WALKED, ids=named)
def test_what_no_place_but_a_checkout_can_run_is_there(path: Path) -> None:
    targets = set(re.findall(r"^(\w+):", text(ROOT / "Makefile"), flags=re.M))
    made = [command.words[1:] for command in commands(text(path)) if command.words[0] == "make"]
    assert {word for words in made for word in words} <= targets


@pytest.mark.parametrize("path", FOR_READERS, ids=named)
def test_every_command_that_a_page_names_exists(path: Path) -> None:
    # `kg.open` and `kg/cli` are no commands, nor is a word in capitals that stands for one.
    assert set(re.findall(r"`(?:\.venv/bin/)?kg ([a-z]+)\b", text(path))) <= set(COMMANDS)


def unlanguaged(page: str) -> list[str]:
    return [command.line.replace(" --lang en", "") for command in commands(page)]


def test_both_readmes_have_the_same_sections_and_commands() -> None:
    en, vi = (text(README[lang]) for lang in ("en", "vi"))
    assert unlanguaged(en) == unlanguaged(vi)
    assert len(re.findall(r"^## ", en, flags=re.M)) == len(re.findall(r"^## ", vi, flags=re.M)) > 8
    for pattern in (
        r"^\| `([^|]+)` \|",
        r"\]\((?!README|docs/images)([^)]+)\)",
    ):
        theirs = [ENGLISH.get(found, found) for found in re.findall(pattern, vi, flags=re.M)]
        assert re.findall(pattern, en, flags=re.M) == theirs


def test_the_readmes_name_every_command() -> None:
    for path in README.values():
        told = {c.words[1] for c in commands(text(path)) if c.words[0] == "kg"}
        assert set(COMMANDS) - LASTING <= told <= set(COMMANDS)


def test_both_guides_take_the_same_steps() -> None:
    en, vi = (text(GUIDE[lang]) for lang in ("en", "vi"))
    steps = [[" ".join(c.words[:2]) for c in commands(page)] for page in (en, vi)]
    assert [step.split()[0] for step in steps[0]] == [step.split()[0] for step in steps[1]]
    assert len(steps[0]) > 35
    assert [s.kind for s in saved(en)] == [s.kind for s in saved(vi)]
    assert (
        re.findall(r"^## (\d)\.", en, flags=re.M)
        == re.findall(r"^## (\d)\.", vi, flags=re.M)
        == list("12345678")
    )


@pytest.mark.parametrize("path", FOR_READERS, ids=named)
def test_every_file_that_a_page_links_is_there(path: Path) -> None:
    linked = [link for link in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text(path)) if "://" not in link]
    assert [link for link in linked if not (path.parent / link).exists()] == []


def test_the_index_names_every_page() -> None:
    index = text(DOCS / "README.md")
    assert [
        path.name for path in DOCS.glob("*.md") if path.name != "README.md" and f"]({path.name})" not in index
    ] == []


def size(picture: bytes) -> tuple[int, int]:
    assert picture[:8] == b"\x89PNG\r\n\x1a\n"
    return struct.unpack(">II", picture[16:24])


def test_the_pictures_are_those_that_the_script_draws_and_are_small() -> None:
    drawn = {f"{shot.name}.{lang}.png": shot for shot in SHOTS for lang in LANGUAGES}
    pictures = {path.name: path.read_bytes() for path in (DOCS / "images").iterdir()}
    assert sorted(pictures) == sorted(drawn)
    assert [
        name for name, picture in pictures.items() if size(picture) != (drawn[name].width, drawn[name].height)
    ] == []
    assert max(map(len, pictures.values())) < WIDEST
    assert sum(map(len, pictures.values())) < ALL_PICTURES


def test_each_readme_shows_the_pictures_in_its_language() -> None:
    for lang, path in README.items():
        shown = re.findall(r"!\[([^\]]+)\]\(docs/images/([^)]+)\)", text(path))
        assert sorted(name for _, name in shown) == sorted(f"{shot.name}.{lang}.png" for shot in SHOTS)
        assert min(len(words) for words, _ in shown) > 10


def bullets(page: str) -> list[str]:
    section = re.split(r"^## ", page, flags=re.M)[1]
    return re.findall(r"^\* (.*)$", section, flags=re.M)


def numbers(bullet: str) -> list[int]:
    """The numbers of a line, without those in commands and in the numbers of documents."""
    return [int(number) for number in re.findall(r"(?<![\w/-])\d+(?![\w/-])", re.sub(r"`[^`]*`", "", bullet))]


@pytest.fixture(scope="module")
def figures(built: Path) -> list[list[int]]:
    """What the lines at the top of the README must say, asked of the graph."""
    graph = kg.open(built, lang="en")
    counts = graph.ask("declared-counts").mappings()
    tasks = {row["locator"]: int(row["declared"]) for row in counts if row["counted_thing"] == "task"}
    whole, groups = tasks.pop(""), list(tasks.values())
    resolution = row_of(graph.coverage().mappings(), "57-NQ/TW")
    clear = graph.ask("clarities-by-document").mappings()
    town = next(row for row in clear if row["document"].startswith("On drawing up"))
    unserved = graph.ask("targets-without-task", document="57-NQ/TW").mappings()
    named_one = int(row_of(clear, "57-NQ/TW")["who"])
    targets, served = int(resolution["targets"]), int(resolution["served"])
    assert targets - served == len(unserved)
    all_tasks = int(resolution["tasks"])
    return [
        [whole, len(groups), sum(groups)],
        [all_tasks, *(int(resolution[name]) for name in ("assigned", "led", "timed"))],
        [targets, len(unserved), served, int(resolution["reached"])],
        [int(town["who"]), all_tasks, named_one, int(resolution["assigned"]) - named_one],
    ]


def row_of(rows: list[Mapping[str, str]], document: str) -> Mapping[str, str]:
    return next(row for row in rows if row["document"] == document)


@pytest.mark.parametrize("path", README.values(), ids=named)
def test_what_the_readme_says_first_is_what_the_graph_answers(path: Path, figures: list[list[int]]) -> None:
    assert [numbers(bullet) for bullet in bullets(text(path))] == figures


def test_the_programme_s_tasks_do_not_add_up(figures: list[list[int]]) -> None:
    assert figures[0][0] != figures[0][2]


def test_the_audit_finds_what_the_readme_says_of_it(built: Path) -> None:
    for path in README.values():
        rules = re.findall(r"kg audit --rule ([\w-]+)", text(path))
        assert rules
        assert [rule for rule in rules if not audit(kg.open(built).store, only=rule)] == []


@pytest.mark.parametrize("lang", ONTOLOGY)
def test_making_the_guide_to_the_ontology_again_changes_nothing(lang: str, built: Path) -> None:
    page = text(ONTOLOGY[lang])
    assert made(page, lang, kg.open(built).store) == page, "run python docs/making/ontology.py build"


def test_both_guides_to_the_ontology_hold_the_same() -> None:
    held = [re.findall(r"^<!-- made: (.+) -->$", text(path), flags=re.M) for path in ONTOLOGY.values()]
    assert held[0] == held[1]
    assert len(held[0]) > 30
    assert text(ONTOLOGY["en"]).count("\n## ") == text(ONTOLOGY["vi"]).count("\n## ")


def test_the_guide_to_the_ontology_names_every_class_and_property() -> None:
    said, page = ontology(), text(ONTOLOGY["en"])
    classes = [said.name(term) for term in said.classes()]
    assert len(classes) > 40
    assert [
        name for name in (*classes, *map(said.name, said.properties)) if not re.search(rf"\b{name}\b", page)
    ] == []


def test_what_is_made_stands_between_its_marks() -> None:
    done = doctest.testmod(blocks)
    assert (done.attempted > 0, done.failed) == (True, 0)
    assert blocks.renewed("no mark\n", "".join) == "no mark\n"
