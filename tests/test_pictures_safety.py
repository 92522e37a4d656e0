"""What stands in the graph shows as text in every picture, and nobody is shut out of a picture."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from pyoxigraph import Store
from visiting import PAGES, PICTURES, Visitor, settle

from kg.pipeline import build
from kg.store import open_build
from kg.validate import Finding
from kg.view import Card, Link, Panel, Words, draw, network
from kg.view.answers import plain

AXE = Path(__file__).parent / "browser" / "node_modules" / "axe-core" / "axe.min.js"
HOSTILE = {
    "script": "<script>document.title='taken'</script>",
    "end": "</script><img src=x onerror=\"document.title='taken'\">",
    "quotes": "\"double\" 'single' `tick` \\u003c &amp; {{ 7*7 }} {% raw %}",
    "emoji": "Nhiệm vụ 🇻🇳 \U0001f9d1‍\U0001f4bb",
    "rtl": "\u202eđảo ngược\u202c \u200f\u05e9\u05dc",
    "long": "Rất dài " * 1250,
    "unbroken": "x" * 10_000,
}


@pytest.fixture(scope="module")
def hostile(sample: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Pages drawn from records whose every label is an attack."""
    folder = tmp_path_factory.mktemp("hostile")
    said = yaml.safe_load(sample)
    said["bodies"][1]["name"] = {"vi": HOSTILE["script"], "en": HOSTILE["end"]}
    said["document"]["title"] = {"vi": HOSTILE["end"], "en": HOSTILE["script"]}
    said["statements"][0]["label"] = {"vi": HOSTILE["long"], "en": HOSTILE["unbroken"]}
    said["statements"][1]["label"] = {"vi": HOSTILE["quotes"], "en": HOSTILE["rtl"]}
    said["statements"][1]["summary"] = {"vi": HOSTILE["end"], "en": HOSTILE["emoji"]}
    said["statements"][1]["assignments"][0]["deadline"]["text"] = HOSTILE["rtl"]
    (folder / "hostile.yaml").write_text(yaml.safe_dump(said, allow_unicode=True), encoding="utf-8")
    built = build([folder / "hostile.yaml"], folder / "build")
    remarks = [Finding("warning", HOSTILE["quotes"], HOSTILE["end"], HOSTILE["script"], HOSTILE["rtl"])]
    draw(open_build(built.folder), remarks, folder / "drawn")
    return folder / "drawn"


# Each card in each scene, chosen from the address: what its panel is headed with, and what the graph calls it.
TOLD = """async () => {
  const en = document.documentElement.lang === "en" ? 1 : 0, wrong = [];
  for (const card of picture.cards().filter(one => one.form !== "cell")) {
    location.hash = encodeURI(card.id);
    await new Promise(done => setTimeout(done, 1));
    const title = document.querySelector("#panel h2")?.textContent;
    if (picture.chosen() === card.id && title !== card.words[en]) wrong.push([card.id, title, card.words[en]]);
  }
  return wrong;
}"""


def test_hostile_labels_show_as_text_everywhere(hostile: Path, visitor: Visitor) -> None:
    for name in PAGES:
        for lang in ("vi", "en") if name in (PAGES[0], *PICTURES[:3]) else ("vi",):
            visit = visitor.open(hostile / name, f"?lang={lang}")
            page = visit.page
            if name in PICTURES:
                assert page.evaluate(TOLD) == []
                page.click("#tabled")
                page.fill("#search", "double" if lang == "vi" else "document")
            else:
                assert HOSTILE["end" if lang == "vi" else "script"] in page.inner_text(".papers")
                assert plain(HOSTILE["script" if lang == "vi" else "rtl"]) in page.inner_text(".findings")
            assert page.title() != "taken"
            assert page.locator("img:not(#printed)").count() == 0
            assert page.evaluate("document.documentElement.scrollWidth") <= 1280
            addresses = {address.partition("?")[0].partition("#")[0] for address in visit.asked}
            assert addresses == {(hostile / name).as_uri()}


@pytest.mark.parametrize("name", PAGES)
def test_no_character_turns_text_round_or_reaches_a_terminal(hostile: Path, name: str) -> None:
    text = (hostile / name).read_text(encoding="utf-8").partition("<script>!function")[0]
    own = text.partition('id="graph">')[2].partition("</script>")[0] if name in PICTURES else text
    assert own
    assert re.findall(r"[\x00-\x08\x0b-\x1f\u200e\u200f\u202a-\u202e\u2066-\u2069]", own) == []
    assert re.findall(r"\\u(?:001b|202[a-e]|206[6-9])", own) == []


def test_hostile_labels_are_found_by_the_search_and_saved_as_text(hostile: Path, visitor: Visitor) -> None:
    page = visitor.open(hostile / PICTURES[0]).page
    page.fill("#search", HOSTILE["script"])
    page.keyboard.press("Enter")
    assert page.evaluate("nodes.get(network.getSelectedNodes()[0]).label") == HOSTILE["script"]
    assert page.evaluate("picture.csv()").startswith("\ufeff")


def test_a_cell_that_a_spreadsheet_would_run_is_saved_as_text(tmp_path: Path, visitor: Visitor) -> None:
    kind = Panel(Words("việc", "task"))
    cards = [
        Card(f"urn:n:{at}", "Task", Words(label, label), kind) for at, label in enumerate(("=1+1", "@x"))
    ]
    text = network(Words("Thử", "Try"), cards, [Link("urn:l", "urn:n:0", "urn:n:1", "lead", kind)])
    (tmp_path / "one.html").write_text(text, encoding="utf-8")
    saved = visitor.open(tmp_path / "one.html").page.evaluate("picture.csv()")
    assert '"\'=1+1"' in saved
    assert '"\'@x"' in saved


# Accessibility


@pytest.fixture(scope="module")
def drawn(store: Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("drawn")
    draw(store, [Finding("warning", "Task-label", "urn:x:1", "Sai", "Wrong")], folder)
    return folder


def serious(page: Any) -> list[tuple[str, str]]:
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
    return [
        (fault["id"], node["html"][:160])
        for fault in found["violations"]
        if fault["impact"] in {"serious", "critical"}
        for node in fault["nodes"][:3]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_no_serious_fault(drawn: Path, visitor: Visitor, name: str, scheme: str) -> None:
    if not AXE.exists():
        pytest.skip("needs axe-core (npm ci in tests/browser)")
    page = visitor.open(drawn / name, scheme=scheme).page
    assert serious(page) == []
    if name in PICTURES:
        page.click("#tabled")
        page.click("#table tbody button >> nth=0")
        settle(page)
        assert serious(page) == []
