"""The page that people open first and its pictures: in a real browser with the network cut."""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from itertools import pairwise
from pathlib import Path

import networkx as nx
import pytest
import yaml
from playwright.sync_api import Browser, Page, sync_playwright
from pyoxigraph import Store

from kg import resources
from kg.audit import audit
from kg.pipeline import build
from kg.query import questions, resolve
from kg.store import open_build
from kg.validate import Finding
from kg.view import draw
from kg.view.answers import plain, rows
from kg.view.asking import ROWS_SHOWN, asked
from kg.view.clearness import heat
from kg.view.counting import MEASURES, counts
from kg.view.layout import generations, spread
from kg.view.page import _shape_count
from kg.view.pictures import telling
from kg.view.remarks import FINDINGS_SHOWN

CHROMIUM = Path("/usr/bin/chromium")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
PAGES = ["index.html", "pictures/bodies-and-tasks.html", "pictures/derivation.html"]
PICTURES = PAGES[1:]
DESK, PHONE = (1280, 800), (390, 844)
LEAST_SCALE = 0.78
FINANCE = "https://w3id.org/vnpolicy/id/body/bo-tai-chinh"
RESOLUTION = "https://w3id.org/vnpolicy/id/document/bo-chinh-tri/2024/57-nq-tw"
HOSTILE = {
    "script": "<script>document.title='taken'</script>",
    "end": "</script><img src=x onerror=\"document.title='taken'\">",
    "quotes": "\"double\" 'single' `tick` \\u003c &amp; {{ 7*7 }} {% raw %}",
    "emoji": "Nhiệm vụ 🇻🇳 \U0001f9d1‍\U0001f4bb",
    "rtl": "\u202eđảo ngược\u202c \u200f\u05e9\u05dc",
}


@pytest.fixture(scope="module")
def drawn(store: Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("drawn")
    draw(store, [], folder)
    return folder


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        pytest.skip("needs Debian's chromium (make system)")
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=str(CHROMIUM), args=QUIET)


@dataclass
class Visit:
    """A page that is open, with everything it asked for and everything that went wrong in it."""

    page: Page
    asked: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


@dataclass
class Visitor:
    """Opens pages from file:// with the network cut."""

    browser: Browser
    visits: list[Visit] = field(default_factory=list)

    def open(
        self, file: Path, address: str = "", size: tuple[int, int] = DESK, scheme: str = "light"
    ) -> Visit:
        context = self.browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme="dark" if scheme == "dark" else "light",
        )
        context.set_offline(True)
        visit = Visit(context.new_page())
        visit.page.on("request", lambda request: visit.asked.append(request.url))
        visit.page.on("console", lambda message: visit.wrong.append(message.text))
        visit.page.on("pageerror", lambda error: visit.wrong.append(str(error)))
        visit.page.goto(file.as_uri() + address)
        visit.page.wait_for_load_state("load")
        self.visits.append(visit)
        return visit


@pytest.fixture
def visitor(browser: Browser) -> Iterator[Visitor]:
    """A visitor that goes home, and complains if anything went wrong on the way."""
    visitor = Visitor(browser)
    yield visitor
    wrong = [line for visit in visitor.visits for line in visit.wrong]
    for visit in visitor.visits:
        visit.page.context.close()
    assert wrong == []


def settle(page: Page) -> None:
    """Let animations end."""
    page.wait_for_timeout(400)


def inks(page: Page) -> str:
    return page.evaluate("document.querySelector('canvas').toDataURL()")


# What is written


def test_all_that_the_page_and_the_pictures_need_is_written(drawn: Path) -> None:
    assert sorted(str(f.relative_to(drawn)) for f in drawn.rglob("*") if f.is_file()) == sorted(PAGES)


def test_no_file_is_too_large_to_send_by_mail(drawn: Path) -> None:
    assert {name for name in PAGES if (drawn / name).stat().st_size > 1_500_000} == set()


def test_the_same_store_gives_the_same_bytes_whatever_the_seed(
    built: Path, drawn: Path, tmp_path: Path
) -> None:
    code = (
        "import sys, pathlib; from kg.store import open_build; from kg.view import draw;"
        "draw(open_build(pathlib.Path(sys.argv[1])), [], pathlib.Path(sys.argv[2]))"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "11", "LC_ALL": "C", "TZ": "Asia/Ho_Chi_Minh"}
    subprocess.run([sys.executable, "-c", code, built, tmp_path], check=True, env=environment, timeout=60)
    assert [name for name in PAGES if (tmp_path / name).read_bytes() != (drawn / name).read_bytes()] == []


def test_no_attribute_of_any_page_names_a_place_on_the_web(drawn: Path) -> None:
    for name in PAGES:
        text = (drawn / name).read_text(encoding="utf-8")
        assert re.findall(r"""(?:src|href|action)=["'](?:https?:)?//""", text) == []
        assert "sourceMappingURL" not in text
        assert "@import" not in text


def test_nothing_in_the_graph_makes_the_pages_empty_but_not_wrong(tmp_path: Path, visitor: Visitor) -> None:
    draw(Store(), [], tmp_path)
    for name in PAGES:
        visitor.open(tmp_path / name)


@pytest.mark.parametrize("name", sorted(resources.texts("queries/view", ".rq")))
def test_every_query_of_the_view_answers_something(store: Store, name: str) -> None:
    assert rows(store, name)


# The page, as data


def test_the_page_says_what_the_queries_say(drawn: Path, store: Store) -> None:
    text = (drawn / "index.html").read_text(encoding="utf-8")
    (differing,) = rows(store, "counts-that-differ")
    assert (differing["sum"], differing["declared"], differing["groups"]) == ("139", "140", "7")
    assert "140 ≠ 139" in text
    for row in rows(store, "tasks-without-body"):
        assert f"{row['without']} trên {row['all']} " in text
    (dated,) = rows(store, "duties-with-date")
    assert f"{dated['dated']} / {dated['all']}" in text


def test_what_is_known_from_a_press_report_alone_is_said_to_be(drawn: Path, store: Store) -> None:
    manners = {row["document"]: row["manner"] for row in rows(store, "document-manners")}
    (differing,) = rows(store, "counts-that-differ")
    assert manners[differing["document"]].endswith("/reports")
    assert manners[RESOLUTION].endswith("/states")
    (fact,) = re.findall(r'<p class="sentence">(.*?)</p>', (drawn / "index.html").read_text(encoding="utf-8"))
    said = re.sub(r'<span class="en".*?</span>|<[^>]*>', "", fact)
    assert said == "theo bài báo, chương trình hành động có 140 nhiệm vụ; số nêu cho 7 nhóm cộng lại là 139."


def test_numbers_are_those_of_the_graph(store: Store) -> None:
    numbers = {row["measure"]: int(row["count"]) for row in rows(store, "numbers")}
    assert numbers["sources"] == 5
    assert numbers["documents_read"] == 4
    assert numbers["bodies_charged"] == len(rows(store, "bodies"))


def test_what_is_restated_is_shown_by_document_and_left_out_of_the_total(store: Store) -> None:
    held = rows(store, "numbers-by-document")
    groups = [row for row in held if row["measure"] == "groups"]
    assert sorted((row["count"], row["restated"]) for row in groups) == [("7", "0"), ("7", "7"), ("7", "7")]
    found = counts(store, telling(store), {})
    total = dict(zip(MEASURES, found.total, strict=True))
    assert total["groups"] == 7
    assert sum(int(row["count"]) for row in held if row["measure"] == "assignments") == len(
        rows(store, "assignments")
    )
    assert total["bodies"] < sum(int(row["count"]) for row in held if row["measure"] == "bodies")
    assert {len(row) for _, _, row in found.documents} == {len(MEASURES)}


def test_every_question_stands_on_the_page_with_a_command_that_means_its_defaults(
    drawn: Path, store: Store
) -> None:
    text = (drawn / "index.html").read_text(encoding="utf-8")
    commands = [shlex.split(unescape(c)) for c in re.findall(r"<pre><code>(.*?)<span", text)]
    assert sorted(command[:3] for command in commands) == [["kg", "ask", name] for name in questions()]
    for command in commands:
        question = questions()[command[2]]
        given = dict(zip(command[3::2], command[4::2], strict=True))
        for parameter in question.parameters:
            value = given[f"--{parameter.name}"]
            named = resolve(store, parameter.name, value).value if parameter.kind == "iri" else value
            assert named == parameter.default, command


def test_long_answers_are_cut_and_say_so(drawn: Path) -> None:
    text = (drawn / "index.html").read_text(encoding="utf-8")
    tables = re.findall(r"<tbody>(.*?)</tbody>", text.partition('class="question"')[2], re.DOTALL)
    assert max(table.count("<tr>") for table in tables) == ROWS_SHOWN
    assert "Còn " in text


def test_findings_are_listed_and_what_is_beyond_the_list_is_counted(store: Store, tmp_path: Path) -> None:
    many = [
        Finding("warning", "Task-label", f"urn:x:{n}", f"Sai <b>{n}</b>", f"Wrong <b>{n}</b>")
        for n in range(120)
    ]
    draw(store, many, tmp_path)
    text = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert text.count('<li class="warning">') == FINDINGS_SHOWN
    assert "Sai &lt;b&gt;0&lt;/b&gt;" in text
    assert "Còn 20 điều nữa" in text


def test_without_findings_the_page_says_how_much_was_applied(drawn: Path) -> None:
    text = (drawn / "index.html").read_text(encoding="utf-8")
    checks = len(resources.names("queries/check", ".rq"))
    assert f"{_shape_count()} khuôn SHACL và {checks} phép kiểm tra" in text
    assert "Không phát hiện sai sót" in text


def test_warnings_lead_the_page_and_notes_of_one_rule_fold_into_a_line(
    store: Store, tmp_path: Path, visitor: Visitor
) -> None:
    draw(store, audit(store), tmp_path)
    page = visitor.open(tmp_path / PAGES[0]).page
    assert page.inner_text("main section:first-child h2") == "Những điểm đáng lưu ý"
    first = page.locator("main section:first-child")
    assert "139" in first.locator("li:visible").first.inner_text()
    assert "theo bài báo" in first.locator("li:visible").first.inner_text()
    assert first.locator("li.note:visible").count() == 0
    folded = first.locator("details.notes", has_text="Mục tiêu có chỉ số")
    folded.locator("summary").click()
    assert folded.locator("li.note:visible").count() == int(folded.locator("summary small").inner_text())
    assert "http" not in first.inner_text()


def test_questions_stand_by_subject_with_the_values_they_are_asked_with(
    drawn: Path, visitor: Visitor
) -> None:
    page = visitor.open(drawn / PAGES[0]).page
    assert page.locator(".chapter h3").first.inner_text() == "Văn bản"
    assert page.locator(".chapter h3", has_text="Câu hỏi khác").count() == 0
    assert page.inner_text("#tasks-of-body .given") == "Cơ quan: Bộ Tài chính"
    assert re.search(
        r"ngày: \d\d/\d\d/\d{4}", page.inner_text("#tasks-due-by-date .given >> nth=0"), re.IGNORECASE
    )
    assert "57-NQ/TW, mục II.1.2.c" in page.inner_text("#tasks-of-target .given")


def test_no_code_for_a_date_reaches_a_page(drawn: Path) -> None:
    cells = re.findall(r"<td[^>]*>(.*?)</td>", (drawn / "index.html").read_text(encoding="utf-8"), re.DOTALL)
    assert [cell for cell in cells if re.search(r"XXXX|\b\d{4}-(?:1[3-9]|[2-9]\d)\b", cell)] == []
    assert any("13/01 (không nêu năm)" in cell for cell in cells)


def test_colours_of_lines_and_of_cards_differ() -> None:
    light, dark = resources.text("templates/shared.css").split("@media screen")
    for scheme in (light, dark):
        inks = dict(re.findall(r"--(\w+): (#\w+)", scheme))
        kinds = {ink for name, ink in inks.items() if name[0].isupper() and name != "Task"}
        roles = ["lead", "coordinate", "direct", "implement", "monitor", "report", "advise", "approve"]
        relations = [
            "implements",
            "concretises",
            "disseminates",
            "mandates",
            "cites",
            "basedOn",
            "amends",
            "replaces",
        ]
        assert kinds & {inks[name] for name in roles + relations} == set()


# Layout, as data


def test_runs_of_cards_keep_their_order_and_do_not_overlap() -> None:
    centres = spread([5, 6, 7, 200], [20, 30, 20, 20], 4, (0, 300))
    edges = [(c - h / 2, c + h / 2) for c, h in zip(centres, [20, 30, 20, 20], strict=True)]
    assert all(later[0] - earlier[1] >= 4 - 1e-9 for earlier, later in pairwise(edges))
    assert edges[0][0] >= 0
    assert centres[3] == 200


def test_documents_that_come_from_each_other_share_a_generation() -> None:
    assert generations(nx.DiGraph([("a", "b"), ("b", "a"), ("b", "c")])) == [["a", "b"], ["c"]]


# In the browser


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_asks_for_nothing_but_itself(
    drawn: Path, visitor: Visitor, name: str, size: tuple[int, int], scheme: str
) -> None:
    visit = visitor.open(drawn / name, size=size, scheme=scheme)
    settle(visit.page)
    assert visit.asked == [(drawn / name).as_uri()]
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= size[0]


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("name", PICTURES)
def test_cards_do_not_overlap_and_can_be_read_at_the_opening_zoom(
    drawn: Path, visitor: Visitor, name: str, size: tuple[int, int], lang: str
) -> None:
    page = visitor.open(drawn / name, f"?lang={lang}", size).page
    boxes = page.evaluate("nodes.getIds().map(id => network.getBoundingBox(id))")
    assert len(boxes) > 15
    overlapping = [
        (a, b)
        for at, a in enumerate(boxes)
        for b in boxes[at + 1 :]
        if a["left"] < b["right"]
        and b["left"] < a["right"]
        and a["top"] < b["bottom"]
        and b["top"] < a["bottom"]
    ]
    assert overlapping == []
    assert page.evaluate("network.getScale()") >= (LEAST_SCALE if size == DESK else 1)


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("name", PICTURES)
def test_all_of_a_picture_is_in_sight_when_it_opens_on_a_desk(
    drawn: Path, visitor: Visitor, name: str, lang: str
) -> None:
    page = visitor.open(drawn / name, f"?lang={lang}").page
    hidden = page.evaluate(
        """() => {
          const host = document.getElementById("network"), a = network.DOMtoCanvas({ x: 0, y: 0 });
          const b = network.DOMtoCanvas({ x: host.clientWidth, y: host.clientHeight });
          return nodes.getIds().filter(id => {
            const box = network.getBoundingBox(id);
            return box.left < a.x || box.top < a.y || box.right > b.x || box.bottom > b.y;
          });
        }"""
    )
    assert hidden == []


def test_every_assignment_is_an_edge_and_every_relation_too(
    drawn: Path, visitor: Visitor, store: Store
) -> None:
    for name, query, key in zip(
        PICTURES, ("assignments", "relations"), ("assignment", "relation"), strict=True
    ):
        page = visitor.open(drawn / name).page
        assert sorted(page.evaluate("edges.getIds()")) == sorted(row[key] for row in rows(store, query))


def test_search_without_marks_finds_and_selects(drawn: Path, visitor: Visitor) -> None:
    page = visitor.open(drawn / PICTURES[0]).page
    page.fill("#search", "bo tai chinh")
    assert "Bộ Tài chính" in page.inner_text("#matches li:first-child")
    page.keyboard.press("Enter")
    settle(page)
    assert page.evaluate("network.getSelectedNodes()") == [FINANCE]
    panel = page.inner_text("#panel")
    assert "Bộ Tài chính" in panel
    assert "hằng năm" in panel
    place = page.evaluate(f"network.canvasToDOM(network.getPosition({FINANCE!r}))")
    assert 0 < place["x"] < DESK[0]
    assert 0 < place["y"] < DESK[1]


def test_search_knows_abbreviations_and_says_when_nothing_is_found(drawn: Path, visitor: Visitor) -> None:
    page = visitor.open(drawn / PICTURES[0]).page
    page.fill("#search", "BTC")
    assert "Bộ Tài chính" in page.inner_text("#matches")
    page.fill("#search", "qqqq zzzz")
    assert page.inner_text("#matches") == "Không tìm thấy"


def test_a_click_on_a_card_opens_its_panel_and_escape_closes_it(drawn: Path, visitor: Visitor) -> None:
    page = visitor.open(drawn / PICTURES[0]).page
    task = f"{RESOLUTION}/IV.6.a"
    box = page.evaluate(
        f"(({{left, right, top, bottom}}) => network.canvasToDOM({{x: (left + right) / 2, y: (top + bottom) / 2}}))"
        f"(network.getBoundingBox({task!r}))"
    )
    page.locator("#network canvas").click(position={"x": box["x"], "y": box["y"]})
    page.wait_for_selector("#panel:not([hidden])")
    panel = page.inner_text("#panel")
    for said in ("57-NQ/TW · IV.6.a", "Văn phòng Trung ương Đảng", "Ban Kinh tế Trung ương", "hối hợp", task):
        assert said in panel
    page.keyboard.press("Escape")
    assert page.locator("#panel").is_hidden()


def test_a_click_on_a_link_opens_its_panel(drawn: Path, visitor: Visitor) -> None:
    page = visitor.open(drawn / PICTURES[0]).page
    place = page.evaluate(
        f"""() => {{
          const {{ from, to }} = edges.get({RESOLUTION + "/IV.6.b/assignment/1"!r});
          const a = network.getPosition(from), b = network.getPosition(to);
          return network.canvasToDOM({{ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }});
        }}"""
    )
    page.locator("#network canvas").click(position={"x": place["x"], "y": place["y"]})
    page.wait_for_selector("#panel:not([hidden])")
    assert "áo cáo" in page.inner_text("#panel h2")
    assert "IV.6.b" in page.inner_text("#panel")


def test_words_stand_in_the_panel_where_the_texts_were_at_hand(
    shared: Path, tmp_path: Path, visitor: Visitor
) -> None:
    build([resources.corpus(), shared / "corpus"], tmp_path / "build")
    draw(open_build(tmp_path / "build"), [], tmp_path)
    page = visitor.open(tmp_path / PICTURES[0], f"#{RESOLUTION}/IV.3.b").page
    page.wait_for_selector("#panel blockquote")
    assert "ký tự" in page.inner_text("#panel blockquote small")
    assert len(page.inner_text("#panel blockquote")) > 80
    assert "31/12/2025" in page.inner_text("#panel")


def test_english_replaces_vietnamese_and_is_remembered(drawn: Path, visitor: Visitor) -> None:
    page = visitor.open(drawn / PICTURES[0]).page
    before = inks(page)
    assert page.evaluate(f"nodes.get({FINANCE!r}).label") == "Bộ Tài chính"
    page.click("[data-lang=en]")
    settle(page)
    assert page.evaluate(f"nodes.get({FINANCE!r}).label") == "Ministry of Finance"
    assert inks(page) != before
    assert page.inner_text("h1") == "Who does what"
    page.goto((drawn / PAGES[0]).as_uri())
    assert page.inner_text("h1") == "Who must do what, by when, because of which document"
    assert page.title() == page.inner_text("h1")


def test_the_address_asks_for_english(drawn: Path, visitor: Visitor) -> None:
    page = visitor.open(drawn / PAGES[0], "?lang=en").page
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.locator(".vi:visible").count() == 0
    page.click(".pictures a:first-child")
    page.wait_for_selector("canvas")
    assert page.inner_text("h1") == "Who does what"


def test_the_legend_hides_and_shows_what_it_names(drawn: Path, visitor: Visitor) -> None:
    page = visitor.open(drawn / PICTURES[0]).page
    shown = "edges.get({ filter: edge => !edge.hidden }).length"
    of_role = int(page.inner_text("[data-group=lead] small"))
    all_of_them = page.evaluate(shown)
    page.click("[data-group=lead]")
    assert page.get_attribute("[data-group=lead]", "aria-pressed") == "false"
    assert page.evaluate(shown) == all_of_them - of_role
    page.click("[data-group=lead]")
    assert page.evaluate(shown) == all_of_them
    page.click("[data-group=PartyBody]")
    assert page.evaluate("nodes.get({ filter: node => node.hidden }).length") == int(
        page.inner_text("[data-group=PartyBody] small")
    )
    assert page.evaluate(shown) < all_of_them


def test_the_wheel_moves_and_with_control_zooms(drawn: Path, visitor: Visitor) -> None:
    page = visitor.open(drawn / PICTURES[0], size=PHONE).page
    before = page.evaluate("[network.getScale(), network.getViewPosition().y]")
    page.mouse.move(200, 500)
    page.mouse.wheel(0, 300)
    settle(page)
    after = page.evaluate("[network.getScale(), network.getViewPosition().y]")
    assert after[0] == before[0]
    assert after[1] > before[1] + 100
    page.keyboard.down("Control")
    page.mouse.wheel(0, -100)
    settle(page)
    assert page.evaluate("network.getScale()") > before[0]


def test_a_narrower_window_is_laid_out_anew(drawn: Path, visitor: Visitor) -> None:
    page = visitor.open(drawn / PICTURES[0]).page
    wide = page.evaluate(f"network.getBoundingBox({FINANCE!r})")
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    settle(page)
    narrow = page.evaluate(f"network.getBoundingBox({FINANCE!r})")
    assert narrow["right"] - narrow["left"] < wide["right"] - wide["left"]


def test_questions_are_filtered_without_marks(drawn: Path, visitor: Visitor) -> None:
    page = visitor.open(drawn / PAGES[0]).page
    every = page.locator(".question:visible").count()
    assert every == len(questions())
    page.fill("#filter", "phan cong cua mot co quan")
    few = page.locator(".question:visible").count()
    page.fill("#filter", "bo tai chinh")
    assert 0 < page.locator(".question:visible").count() < every
    assert few < every
    assert page.locator(".chapter:visible").count() <= page.locator(".question:visible").count()


def test_the_filter_looks_into_answers_too(drawn: Path, visitor: Visitor) -> None:
    page = visitor.open(drawn / PAGES[0]).page
    cell = page.locator("#events td", has_text="không nêu năm").first.text_content()
    assert cell
    assert "khong neu nam" not in page.locator("#events summary").first.inner_text()
    page.fill("#filter", "khong neu nam")
    assert page.locator("#events").is_visible()
    assert page.locator("#topics").is_hidden()
    page.fill("#filter", "qqqq")
    assert page.locator(".chapter:visible").count() == 0
    assert page.locator("#none").is_visible()


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_the_language_buttons_are_whole_on_a_phone(
    drawn: Path, visitor: Visitor, name: str, lang: str
) -> None:
    page = visitor.open(drawn / name, f"?lang={lang}", PHONE).page
    cut = page.evaluate(
        """() => {
          const frame = document.querySelector(".languages").getBoundingClientRect();
          return [...document.querySelectorAll(".languages button")].map(b => b.getBoundingClientRect().right - frame.right);
        }"""
    )
    assert max(cut) <= 0
    assert page.evaluate("document.querySelector('.languages').getBoundingClientRect().right") <= PHONE[0]


def test_facts_in_a_body_panel_have_captions(drawn: Path, visitor: Visitor) -> None:
    page = visitor.open(drawn / PICTURES[0], f"#{FINANCE}").page
    page.wait_for_selector("#panel:not([hidden])")
    lines = page.locator("#panel li small").all_inner_texts()
    assert lines
    assert [line for line in lines if ": " not in line] == []


def test_a_planned_document_says_so_on_its_card(drawn: Path, visitor: Visitor, store: Store) -> None:
    page = visitor.open(drawn / PICTURES[1]).page
    planned = [row["document"] for row in rows(store, "documents") if row["life"].endswith("/planned")]
    cards = page.evaluate("JSON.parse(document.getElementById('graph').textContent).nodes")
    feet = {card["id"]: card["foot"][0] for card in cards}
    assert len(planned) > 3
    assert [one for one in planned if "dự định ban hành" not in feet[one]] == []


def test_on_paper_there_are_no_switches_and_the_page_is_light(drawn: Path, visitor: Visitor) -> None:
    page = visitor.open(drawn / PAGES[0], scheme="dark").page
    page.emulate_media(media="print", color_scheme="dark")
    assert page.locator(".languages").is_hidden()
    assert (
        page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--card').trim()")
        == "#ffffff"
    )


# Labels that would do harm


@pytest.fixture
def hostile(sample: str, tmp_path: Path) -> Path:
    """Pages drawn from records whose every label is an attack."""
    said = yaml.safe_load(sample)
    said["bodies"][1]["name"] = {"vi": HOSTILE["script"], "en": HOSTILE["end"]}
    said["document"]["title"] = {"vi": HOSTILE["end"], "en": HOSTILE["script"]}
    said["statements"][1]["label"] = {"vi": HOSTILE["quotes"], "en": HOSTILE["rtl"]}
    said["statements"][1]["summary"] = {"vi": HOSTILE["end"], "en": HOSTILE["emoji"]}
    said["statements"][1]["assignments"][0]["deadline"]["text"] = HOSTILE["rtl"]
    (tmp_path / "hostile.yaml").write_text(yaml.safe_dump(said, allow_unicode=True), encoding="utf-8")
    built = build([tmp_path / "hostile.yaml"], tmp_path / "build")
    remarks = [Finding("warning", HOSTILE["quotes"], HOSTILE["end"], HOSTILE["script"], HOSTILE["rtl"])]
    draw(open_build(built.folder), remarks, tmp_path / "drawn")
    return tmp_path / "drawn"


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_hostile_labels_show_as_text(hostile: Path, visitor: Visitor, name: str, lang: str) -> None:
    visit = visitor.open(hostile / name, f"?lang={lang}")
    page = visit.page
    if name in PICTURES:
        for one in page.evaluate("nodes.getIds()"):
            page.evaluate("id => { location.hash = id; }", one)
            page.reload()
            page.wait_for_selector("#panel:not([hidden])")
            title = page.evaluate(
                "[document.querySelector('#panel h2').textContent, nodes.get(network.getSelectedNodes()[0]).label]"
            )
            assert title[0] == title[1]
    else:
        assert HOSTILE["end" if lang == "vi" else "script"] in page.inner_text(".papers")
        assert plain(HOSTILE["script" if lang == "vi" else "rtl"]) in page.inner_text(".findings")
    settle(page)
    assert page.title() != "taken"
    assert page.locator("img").count() == 0
    assert {address.partition("?")[0].partition("#")[0] for address in visit.asked} == {
        (hostile / name).as_uri()
    }


@pytest.mark.parametrize("name", PAGES)
def test_no_character_turns_text_round_or_reaches_a_terminal(hostile: Path, name: str) -> None:
    text = (hostile / name).read_text(encoding="utf-8").partition("<script>!function")[0]
    assert "đảo ngược" in text or name != PICTURES[0]
    own = text.partition('id="graph">')[2].partition("</script>")[0] if name in PICTURES else text
    assert re.findall(r"[\x00-\x08\x0b-\x1f\u200e\u200f\u202a-\u202e\u2066-\u2069]", own) == []
    assert re.findall(r"\\u(?:001b|202[a-e]|206[6-9])", own) == []


def test_hostile_labels_are_found_by_the_search(hostile: Path, visitor: Visitor) -> None:
    page = visitor.open(hostile / PICTURES[0]).page
    page.fill("#search", HOSTILE["script"])
    page.keyboard.press("Enter")
    assert page.evaluate("nodes.get(network.getSelectedNodes()[0]).label") == HOSTILE["script"]


def test_the_heat_map_shows_the_numbers_of_the_question(store: Store) -> None:
    answered = asked(store, telling(store))
    table = next(question.tables["en"] for question in answered if question.name == "clarities-by-document")
    rows = heat(answered)
    assert len(rows) == len(table.rows) > 15
    whole = next(row for row in rows if row.document.en == "57-NQ/TW" and not row.group.en)
    groups = [row for row in rows if row.document.en == "57-NQ/TW" and row.group.en]
    assert len(groups) == 7
    assert all(
        count <= row.parts and share == round(100 * count / row.parts)
        for row in rows
        for count, share in row.cells
    )
    # Part IV has tasks outside every group.
    assert sum(row.parts for row in groups) < whole.parts
