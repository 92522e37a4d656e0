"""Pages that stand in both languages: each leads to the other, and neither says more than the other."""

import json
import re
import sys
from collections import Counter
from dataclasses import fields
from importlib import import_module
from pathlib import Path
from typing import get_args
from unicodedata import is_normalized

import pytest

from kg.audit import rules
from kg.audit.collation import collate
from kg.audit.wording import KINDS
from kg.cli import main
from kg.cli.options import parser_of
from kg.records import kinds, lists, model, read
from kg.source import gather
from kg.source.syllables import is_syllable

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
sys.path.append(str(DOCS / "making"))
from consoles import commands  # noqa: E402
from pairs import pairs  # noqa: E402
from question_pages import PAGES as QUESTIONS  # noqa: E402
from question_pages import page  # noqa: E402

PAIRS = pairs()
# Their readers save files under names of their own language; tests/test_docs.py runs and holds these pages.
APART = {"guide", "ontology", "correcting"}
ALIKE = [pair for pair in PAIRS if pair[0] not in APART]
every_pair = pytest.mark.parametrize(("en", "vi"), PAIRS, ids=[en for en, _ in PAIRS])
every_pair_alike = pytest.mark.parametrize(("en", "vi"), ALIKE, ids=[en for en, _ in ALIKE])
BOTH = {pair[0]: pair for pair in PAIRS}
_FENCE = re.compile(r"^```.*?^```$", re.M | re.S)
# What is no words of a page: fences, code, where links lead.
_CODE = re.compile(r"^```.*?^```$|`[^`]+`|\]\([^)]*\)|https?:\S+", re.M | re.S)
PIECES = {"heading": r"^#+ ", "table": r"^\|", "list": r"^(?:[*-]|\d+\.) ", "fence": r"^fence$"}
VIETNAMESE = [ROOT / "README.vi.md", *(DOCS / f"{vi}.md" for _, vi in PAIRS)]
Table = list[tuple[str, ...]]


def text(name: str) -> str:
    return (DOCS / f"{name}.md").read_text(encoding="utf-8")


def keys(page: str) -> set[str]:
    """What a page writes as code; what is Vietnamese there is words, shown as they are printed."""
    written = (" ".join(key.split()) for key in re.findall(r"`([^`]+)`", _FENCE.sub("", page)))
    return {key for key in written if key.isascii()}


def tables(page: str) -> list[Table]:
    """The first column of every table, row by row: what is code there."""
    found: list[Table] = []
    for block in re.findall(r"(?:^\|.*\n)+", _FENCE.sub("", page) + "\n", flags=re.M):
        firsts = [re.split(r"(?<!\\)\|", row)[1] for row in block.splitlines()]
        found.append([tuple(re.findall(r"`([^`]+)`", first)) for first in firsts])
    return found


def pieces(page: str) -> list[str]:
    """What a page is made of, in order: headings, tables with their rows, lists with their items, all else."""
    found = []
    for piece in re.split(r"\n\s*\n", _FENCE.sub("fence", page).strip()):
        kind = next((kind for kind, mark in PIECES.items() if re.match(mark, piece)), "words")
        found.append(
            f"{kind} {len(re.findall(PIECES[kind], piece, flags=re.M))}" if kind != "words" else kind
        )
    return found


def figures(page: str) -> Counter[str]:
    """The numbers of a page: 1,000 and 2.3 in one language are 1.000 and 2,3 in the other; "5 rõ" is a name."""
    return Counter(
        re.sub(r"[.,]", "", found) for found in re.findall(r"\d+(?:[.,]\d+)*(?! rõ)", _CODE.sub("", page))
    )


def asked(page: str) -> list[str]:
    """The commands of a page, without the language that they ask for."""
    return [command.line.replace(" --lang en", "") for command in commands(page)]


def test_there_are_pairs() -> None:
    assert len(PAIRS) > 12
    assert {en for en, _ in PAIRS} > APART


@every_pair
def test_a_page_leads_to_the_same_page_in_the_other_language(en: str, vi: str) -> None:
    assert text(en).splitlines()[2] == f"[Tiếng Việt]({vi}.md)"
    assert text(vi).splitlines()[2] == f"[English]({en}.md)"


def test_a_page_leads_on_in_its_own_language() -> None:
    here = {f"{en}.md": f"{vi}.md" for en, vi in PAIRS}
    for name, others in [*((en, here.values()) for en, _ in PAIRS), *((vi, here) for _, vi in PAIRS)]:
        lines = text(name).splitlines()
        linked = re.findall(r"\]\(([\w-]+\.md)[)#]", "\n".join(lines[3:]))
        assert (name, sorted(set(linked) & set(others))) == (name, [])


@every_pair
def test_a_vietnamese_page_says_where_it_leads_on_to_english(en: str, vi: str) -> None:
    own = {f"{name}.md" for _, name in PAIRS} | {"../README.vi.md", "../examples/mau-ke-hoach.md"}
    lines = text(vi).splitlines()[3:]
    links = re.findall(r"\[([^]]+)\]\(([^)#:]+\.md)[)#]", "\n".join(lines))
    assert [(said, place) for said, place in links if place not in own and "tiếng Anh" not in said] == []


def test_the_list_of_pages_calls_vietnamese_pages_by_their_titles() -> None:
    listed = dict(re.findall(r" · \[([^]]+)\]\(([\w-]+)\.md\)", text("README")))
    assert listed == {text(vi).splitlines()[0].removeprefix("# "): vi for _, vi in PAIRS}


@every_pair_alike
def test_both_pages_have_the_same_sections_and_commands(en: str, vi: str) -> None:
    assert asked(text(en)) == asked(text(vi))
    levels = [re.findall(r"^(##+) ", _FENCE.sub("", text(name)), flags=re.M) for name in (en, vi)]
    assert levels[0] == levels[1]


@every_pair_alike
def test_both_pages_say_as_much_in_as_many_pieces(en: str, vi: str) -> None:
    assert pieces(text(en)) == pieces(text(vi))


@every_pair_alike
def test_tables_of_both_pages_have_the_same_keys_in_the_same_rows(en: str, vi: str) -> None:
    assert tables(text(en)) == tables(text(vi))


@every_pair_alike
def test_both_pages_name_the_same_keys_and_options(en: str, vi: str) -> None:
    assert sorted(keys(text(en)) ^ keys(text(vi))) == []


@every_pair_alike
def test_both_pages_give_the_same_figures(en: str, vi: str) -> None:
    theirs, ours = (figures(text(name)) for name in (en, vi))
    assert (theirs - ours, ours - theirs) == (Counter(), Counter())


@pytest.mark.parametrize("path", VIETNAMESE, ids=lambda path: path.name)
def test_a_page_in_vietnamese_is_spelt_in_syllables(path: Path) -> None:
    words = re.findall(r"[^\W\d_]+", _CODE.sub("", path.read_text(encoding="utf-8")))
    assert is_normalized("NFC", path.read_text(encoding="utf-8"))
    assert len(words) > 200
    spelt = [word for word in words if not word.isascii() and not word.isupper()]
    assert [word for word in spelt if not is_syllable(word)] == []


def test_a_key_that_one_page_lacks_is_seen() -> None:
    assert tables("| `a` | 1 |\n|---|---|\n| `b`, `c` | `d` |\n") == [[("a",), (), ("b", "c")]]
    assert pieces("# A\n\nb\n\n* c\n* d\n\n```x\n\ny\n```\n") == ["heading 1", "words", "list 2", "fence 1"]
    assert keys("`a` and `b`\n```\n`c`\n```\n`như`\n") == {"a", "b"}
    assert figures("1,000 of 2.3 MB `5`") == figures("2,3 MB, 1.000") != figures("1,000 of 2.4 MB")


@pytest.mark.parametrize("lang", QUESTIONS)
def test_the_pages_of_questions_say_what_the_headers_say(lang: str) -> None:
    assert QUESTIONS[lang].read_text(encoding="utf-8") == page(lang), "python docs/making/question_pages.py"


RECORDS = [
    value
    for module in (lists, model)
    for value in vars(module).values()
    if isinstance(value, type) and value.__module__ == module.__name__
]


def named() -> set[str]:
    """Every key that records may have, as it is written there, and every word of a closed list."""
    held = [field for record in RECORDS for field in fields(record)]
    chosen = [getattr(kinds, name) for name in dir(kinds) if get_args(getattr(kinds, name))]
    words = [*map(get_args, chosen), *(get_args(f.type) for f in held)]
    return {field.name.rstrip("_") for field in held} | {
        word for some in words for word in some if isinstance(word, str) and word.isalpha()
    }


@pytest.mark.parametrize("name", BOTH["records"])
def test_the_page_on_records_names_every_key_and_every_word_of_a_closed_list(name: str) -> None:
    written = {word for key in keys(text(name)) for word in re.findall(r"\w+", key)}
    assert {"set_aside", "on_behalf_of", "perTenThousandPeople", "fullText", "Telegram"} <= named()
    assert len(named()) > 120
    assert sorted(named() - written) == []


# What most commands have, and what the pages on other things tell of.
COMMON = {"-h", "--help", "--quiet", "--build", "--store", "-o", "--output", "--lang", "--shortest"}
COMMANDS = {
    "read": "reading",
    "accept": "reading",
    "trace": "trace",
    "coverage": "coverage",
    "align": "align",
    "audit": "audit",
    "check": "validation",
    "diff": "diff",
    "view": "pictures",
    "publish": "publishing",
    "serve": "serving",
}


@pytest.mark.parametrize("command", COMMANDS)
def test_both_pages_name_every_option_of_their_command(command: str) -> None:
    parser = parser_of(import_module(f"kg.cli.{command}").run)
    options = {option for action in parser._actions for option in action.option_strings} - COMMON
    assert options
    for name in BOTH[COMMANDS[command]]:
        assert sorted(options - set(re.findall(r"(?<![\w-])--[\w-]+", text(name)))) == []


@pytest.mark.parametrize("name", BOTH["reading"])
def test_the_page_on_reading_names_every_key_of_the_json(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["read", str(ROOT / "examples" / "mau-ke-hoach.md"), "--format", "json", "--jobs", "1"]) == 0
    (told,) = json.loads(capsys.readouterr().out)
    inner = [one for value in told.values() for one in (value if isinstance(value, list) else [value])]
    found = {key for mapping in (told, *inner) if isinstance(mapping, dict) for key in mapping}
    assert len(found) > 40
    assert sorted(found - keys(text(name))) == []


@pytest.mark.parametrize("name", BOTH["audit"])
def test_the_page_on_the_audit_names_every_rule(name: str) -> None:
    assert sorted(set(rules()) - keys(text(name))) == []


@pytest.mark.parametrize("name", BOTH["coverage"])
def test_the_page_on_coverage_counts_the_pairs_of_readings_rightly(name: str, shared: Path) -> None:
    inputs = gather([ROOT / "corpus", shared / "corpus"])
    found = collate(read(inputs.records), {text.path.stem: text.text for text in inputs.texts})
    counted = Counter(variant.kind for variant in found)
    told = dict(re.findall(r"^\| `(\w+)` \|.*\| (\d+) \|$", text(name), flags=re.M))
    assert told == {kind: str(counted[kind]) for kind in KINDS}
