"""The pictures in a real browser with the network cut: they open, can be read, searched, filtered and walked."""

import os
from itertools import combinations
from pathlib import Path

import pytest
from playwright.sync_api import Page
from pyoxigraph import Store
from visiting import DESK, PAGES, PHONE, PICTURES, Visitor, settle

from kg.view import picture, shown
from kg.view.answers import rows

ROOT = Path(__file__).parent.parent
LEAST_SCALE = 0.78
CHARGES, BODY, TREE, DERIVATION, TIMELINE, ROLES, CLARITIES = PICTURES
FINANCE = "https://w3id.org/vnpolicy/id/body/bo-tai-chinh"
RESOLUTION = "https://w3id.org/vnpolicy/id/document/bo-chinh-tri/2024/57-nq-tw"


@pytest.fixture(scope="session")
def screenshots(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where screenshots are kept: beside the build of the checkout, where there is one."""
    if (ROOT / "build" / "graph.nq").is_file() and os.access(ROOT / "build", os.W_OK):
        folder = ROOT / "build" / "screenshots"
        folder.mkdir(exist_ok=True)
        return folder
    return tmp_path_factory.mktemp("screenshots")


# Opening


OVERLAPPING = """() => {
  const boxes = picture.labels();
  return boxes.flatMap((a, at) => boxes.slice(at + 1).filter(b =>
    a.left < b.right - .01 && b.left < a.right - .01 && a.top < b.bottom - .01 && b.top < a.bottom - .01).map(b => [a.id ?? a.text, b.id ?? b.text]));
}"""
VIEW = (
    "[network.getScale(), network.getViewPosition().x, network.getViewPosition().y, picture.labels().length]"
)
HIDDEN = """() => {
  const host = document.getElementById("network"), a = network.DOMtoCanvas({ x: 0, y: 0 });
  const b = network.DOMtoCanvas({ x: host.clientWidth, y: host.clientHeight });
  return picture.labels().filter(box => box.left < a.x || box.top < a.y || box.right > b.x || box.bottom > b.y).map(box => box.id);
}"""
CLIPPED = """found => found.filter(one => one.scrollWidth > one.clientWidth).map(one => one.className)"""
RIGHTS = """found => found.map(one => one.getBoundingClientRect().right)"""


def fits(page: Page, width: int) -> bool:
    rights = page.eval_on_selector_all(".languages button, .shade", RIGHTS)
    return (
        page.evaluate("document.documentElement.scrollWidth") <= width
        and len(rights) == 3
        and max(rights) <= width
    )


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_asks_for_nothing_fits_the_screen_and_can_be_read(
    drawn: Path, visitor: Visitor, screenshots: Path, name: str, size: tuple[int, int]
) -> None:
    visit = visitor.open(drawn / name, size=size)
    page, shot = visit.page, f"{Path(name).stem}-{size[0]}x{size[1]}"
    page.wait_for_timeout(60)
    for lang in ("vi", "en"):
        page.click(f"[data-lang={lang}]")
        assert fits(page, size[0])
        if name in PICTURES:
            assert page.evaluate("picture.labels().length") > 4
            assert page.evaluate(OVERLAPPING) == []
            assert page.evaluate("network.getScale()") >= (LEAST_SCALE if size == DESK else 0.97)
    page.click("[data-lang=vi]")
    page.screenshot(path=str(screenshots / f"{shot}-light.png"))
    page.click("[data-shade]")
    page.screenshot(path=str(screenshots / f"{shot}-dark.png"))
    assert visit.asked == [(drawn / name).as_uri()]


@pytest.mark.parametrize(("name", "lang"), [(BODY, "vi"), (TREE, "en")])
def test_labels_do_not_overlap_in_any_scene(drawn: Path, visitor: Visitor, name: str, lang: str) -> None:
    page = visitor.open(drawn / name, f"?lang={lang}").page
    scenes = page.eval_on_selector_all("#scene option", "found => found.map(option => option.value)")
    assert len(scenes) >= 4
    wrong = []
    for scene in scenes:
        page.select_option("#scene", scene)
        wrong += page.evaluate(OVERLAPPING)
    assert wrong == []


@pytest.mark.parametrize("name", [CHARGES, DERIVATION, ROLES, CLARITIES, TIMELINE])
def test_all_of_a_picture_is_in_sight_when_it_opens_on_a_desk(
    drawn: Path, visitor: Visitor, name: str
) -> None:
    page = visitor.open(drawn / name).page
    assert page.evaluate(HIDDEN) == []


def test_every_assignment_is_an_edge_and_every_relation_too(
    drawn: Path, visitor: Visitor, store: Store
) -> None:
    for name, query, key in ((CHARGES, "assignments", "assignment"), (DERIVATION, "relations", "relation")):
        page = visitor.open(drawn / name).page
        assert sorted(page.evaluate("edges.getIds()")) == sorted(row[key] for row in rows(store, query))


def test_a_narrower_window_is_laid_out_anew(drawn: Path, visitor: Visitor) -> None:
    page = visitor.open(drawn / CHARGES).page
    width = f"picture.places()[{FINANCE!r}].width"
    wide = page.evaluate(width)
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    settle(page)
    assert page.evaluate(width) < wide


def test_a_visitor_finds_nothing_that_the_one_before_has_left(drawn: Path, visitor: Visitor) -> None:
    before = Visitor(visitor.browser)
    visit = before.open(drawn / BODY)
    visit.page.click("[data-lang=en]")
    visit.page.evaluate("localStorage.setItem('left', 'x')")
    assert before.leave() == []
    again = visitor.open(drawn / BODY)
    assert again.room is visit.room
    assert again.page.evaluate("[document.documentElement.lang, localStorage.getItem('left')]") == [
        "vi",
        None,
    ]


# Search


def test_search_without_marks_moves_to_the_card_and_tells_of_it(drawn: Path, visitor: Visitor) -> None:
    page = visitor.open(drawn / CHARGES).page
    page.fill("#search", "bo tai chinh")
    assert "Bộ Tài chính" in page.inner_text("#matches li:first-child")
    page.keyboard.press("Enter")
    settle(page)
    assert page.evaluate("network.getSelectedNodes()") == [FINANCE]
    panel = page.inner_text("#panel")
    assert "hằng năm" in panel
    assert f"kg ask tasks-of-body --body {FINANCE}" in panel
    place = page.evaluate(f"network.canvasToDOM(network.getPosition({FINANCE!r}))")
    assert 0 < place["x"] < DESK[0]
    assert 0 < place["y"] < DESK[1]


def test_search_knows_abbreviations_and_says_when_nothing_is_found(drawn: Path, visitor: Visitor) -> None:
    page = visitor.open(drawn / CHARGES).page
    page.fill("#search", "BTC")
    assert "Bộ Tài chính" in page.inner_text("#matches")
    page.fill("#search", "qqqq zzzz")
    assert page.inner_text("#matches") == "Không tìm thấy"


def test_search_opens_the_branch_and_the_scene_that_hold_what_is_found(drawn: Path, visitor: Visitor) -> None:
    page = visitor.open(drawn / TREE).page
    task = f"{RESOLUTION}/III.3.1.a"
    assert task not in page.evaluate("picture.seen()")
    page.fill("#search", "III.3.1.a")
    page.keyboard.press("Enter")
    settle(page)
    assert page.evaluate("picture.chosen()") == task
    assert task in page.evaluate("picture.seen()")
    body = visitor.open(drawn / BODY).page
    body.fill("#search", "bo tai chinh")
    body.keyboard.press("Enter")
    assert body.input_value("#scene") == FINANCE


# Filters


def test_the_legend_hides_and_shows_what_it_names(drawn: Path, visitor: Visitor) -> None:
    page = visitor.open(drawn / CHARGES).page
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


def test_a_document_and_a_kind_of_deadline_can_be_picked(drawn: Path, visitor: Visitor, store: Store) -> None:
    page = visitor.open(drawn / CHARGES).page
    shown = "edges.get({ filter: edge => !edge.hidden }).map(edge => edge.id)"
    page.select_option("#of-document", RESOLUTION)
    assert page.evaluate(shown)
    assert [one for one in page.evaluate(shown) if not one.startswith(RESOLUTION)] == []
    page.select_option("#of-document", "")
    page.select_option("#of-time", "dated")
    dated = sorted(row["assignment"] for row in rows(store, "assignments") if row["due"])
    assert sorted(page.evaluate(shown)) == dated
    page.select_option("#of-time", "recurring")
    assert len(page.evaluate(shown)) == sum(
        1 for row in rows(store, "assignments") if row["recurrence"] and not row["due"]
    )


# Clicks


def click(page: Page, card: str) -> None:
    box = page.evaluate(
        f"(({{left, right, top, bottom}}) => network.canvasToDOM({{x: (left + right) / 2, y: (top + bottom) / 2}}))"
        f"(network.getBoundingBox({card!r}))"
    )
    page.locator("#network canvas").click(position={"x": box["x"], "y": box["y"]})
    page.wait_for_selector("#panel:not([hidden])")


def test_a_click_on_a_card_opens_its_panel_and_escape_closes_it(drawn: Path, visitor: Visitor) -> None:
    page = visitor.open(drawn / CHARGES).page
    task = f"{RESOLUTION}/IV.6.a"
    click(page, task)
    panel = page.inner_text("#panel")
    for said in ("57-NQ/TW · IV.6.a", "Văn phòng Trung ương Đảng", "Ban Kinh tế Trung ương", "hối hợp", task):
        assert said in panel
    assert f"kg ask bodies-of-task --task {task}" in panel
    page.keyboard.press("Escape")
    assert page.locator("#panel").is_hidden()


def test_a_click_on_a_link_opens_its_panel(drawn: Path, visitor: Visitor) -> None:
    page = visitor.open(drawn / CHARGES).page
    place = page.evaluate(
        f"""() => {{
          const {{ from, to }} = edges.get({RESOLUTION + "/IV.6.b/assignment/1"!r});
          const a = network.getBoundingBox(from), b = network.getBoundingBox(to);
          return network.canvasToDOM({{ x: (a.right + b.left) / 2, y: (a.top + a.bottom + b.top + b.bottom) / 4 }});
        }}"""
    )
    page.locator("#network canvas").click(position={"x": place["x"], "y": place["y"]})
    page.wait_for_selector("#panel:not([hidden])")
    assert "áo cáo" in page.inner_text("#panel h2")
    assert "IV.6.b" in page.inner_text("#panel")


def test_a_cell_of_the_matrix_lists_the_tasks_that_it_counts(drawn: Path, visitor: Visitor) -> None:
    page = visitor.open(drawn / ROLES).page
    click(page, f"{FINANCE}#lead")
    assert "8.3" in page.inner_text("#panel dl")


def test_a_body_leads_to_its_own_world_and_a_document_to_its_tree(drawn: Path, visitor: Visitor) -> None:
    page = visitor.open(drawn / CHARGES, f"?lang=en#{FINANCE}").page
    page.click("#panel a.act")
    page.wait_for_selector("canvas")
    assert page.input_value("#scene") == FINANCE
    assert page.locator("html").get_attribute("lang") == "en"
    assert FINANCE in page.evaluate("picture.seen()")


def test_words_stand_in_the_panel_where_the_texts_were_at_hand(
    built_with_texts: Path, visitor: Visitor
) -> None:
    page = visitor.open(built_with_texts / CHARGES, f"#{RESOLUTION}/IV.3.b").page
    page.wait_for_selector("#panel blockquote")
    assert "ký tự" in page.inner_text("#panel blockquote small >> nth=0")
    assert len(page.inner_text("#panel blockquote >> nth=0")) > 80
    assert "31/12/2025" in page.inner_text("#panel")


def test_a_page_of_its_own_is_linked_only_where_there_are_such_pages(
    drawn: Path, store: Store, tmp_path: Path, visitor: Visitor
) -> None:
    page = visitor.open(drawn / CHARGES, f"#{FINANCE}").page
    assert page.locator("#panel a.act", has_text="Trang riêng").count() == 0
    text = shown(picture(store, "bodies-and-tasks"), pages="../../{path}.html")
    (tmp_path / "one.html").write_text(text, encoding="utf-8")
    page = visitor.open(tmp_path / "one.html", f"#{FINANCE}").page
    link = page.locator("#panel a.act", has_text="Trang riêng")
    assert link.get_attribute("href") == "../../id/body/bo-tai-chinh.html"


def test_the_query_can_be_copied(drawn: Path, visitor: Visitor) -> None:
    page = visitor.open(drawn / CHARGES, f"#{FINANCE}").page
    page.click("#copy")
    page.wait_for_function("document.getElementById('copy').textContent === 'Đã sao chép'")


# Folding


def test_a_branch_folds_and_unfolds_and_the_tree_closes_up(drawn: Path, visitor: Visitor) -> None:
    page = visitor.open(drawn / TREE, f"#{RESOLUTION}/IV.3").page
    settle(page)
    below = f"{RESOLUTION}/IV.3.b"
    assert below in page.evaluate("picture.seen()")
    tall = "Math.max(...picture.labels().map(box => box.bottom)) - Math.min(...picture.labels().map(box => box.top))"
    before = page.evaluate(tall)
    page.click("#fold")
    assert below not in page.evaluate("picture.seen()")
    assert page.evaluate(tall) < before
    assert page.evaluate(OVERLAPPING) == []
    page.click("#fold")
    assert below in page.evaluate("picture.seen()")
    assert page.evaluate(tall) == before


def test_a_tree_unfolded_on_the_page_stands_as_it_was_laid_out_when_drawn(
    drawn: Path, visitor: Visitor
) -> None:
    for size in (DESK, PHONE):
        page = visitor.open(drawn / TREE, size=size).page
        before = page.evaluate("picture.labels()")
        page.evaluate(f"location.hash = '{RESOLUTION}/III.1'")
        page.wait_for_selector("#fold")
        page.click("#fold")
        page.click("#fold")
        after = page.evaluate("picture.labels()")
        assert [box["id"] for box in after] == [box["id"] for box in before]
        assert max(abs(a["top"] - b["top"]) for a, b in zip(after, before, strict=True)) < 0.2


def test_what_hangs_on_one_body_alone_folds_away_with_it(drawn: Path, visitor: Visitor) -> None:
    page = visitor.open(drawn / CHARGES, f"#{FINANCE}").page
    settle(page)
    before = len(page.evaluate("picture.seen()"))
    page.evaluate("location.hash = ''")
    page.evaluate("location.hash = picture.links().find(link => link.group === 'approve').from")
    settle(page)
    page.click("#fold")
    assert len(page.evaluate("picture.seen()")) < before
    page.click("#fold")
    assert len(page.evaluate("picture.seen()")) == before


# Keys


def test_the_picture_can_be_walked_with_the_keyboard_alone(drawn: Path, visitor: Visitor) -> None:
    page = visitor.open(drawn / CHARGES).page
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "network":
            break
    assert page.evaluate("document.activeElement.id") == "network"
    assert page.evaluate("picture.chosen()")
    page.evaluate(f"location.hash = '{FINANCE}'")
    page.keyboard.press("Escape")
    page.focus("#network")
    page.fill("#search", "bo tai chinh")
    page.keyboard.press("Enter")
    page.focus("#network")
    page.keyboard.press("ArrowRight")
    task = page.evaluate("picture.chosen()")
    assert task.endswith("/8.3")
    assert "8.3" in page.inner_text("#said")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.closest('#panel') !== null")
    page.keyboard.press("Escape")
    assert page.locator("#panel").is_hidden()
    assert page.evaluate("document.activeElement.id") == "network"
    page.focus("#network")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("picture.chosen()")


# Language, colours, wheel


def test_english_replaces_vietnamese_and_is_remembered(drawn: Path, visitor: Visitor) -> None:
    page = visitor.open(drawn / CHARGES).page
    assert page.evaluate(f"nodes.get({FINANCE!r}).label") == "Bộ Tài chính"
    page.click("[data-lang=en]")
    assert page.evaluate(f"nodes.get({FINANCE!r}).label") == "Ministry of Finance"
    assert page.inner_text("h1") == "Who does what"
    assert page.inner_text("#of-time option:checked") == "all"
    page.goto((drawn / PAGES[0]).as_uri())
    assert page.inner_text("h1") == "Who must do what, by when, because of which document"
    assert page.title() == page.inner_text("h1")


def test_the_address_asks_for_english(drawn: Path, visitor: Visitor) -> None:
    page = visitor.open(drawn / PAGES[0], "?lang=en").page
    for address in ("", "?lang=fr", "?lang="):
        page.goto((drawn / PAGES[0]).as_uri() + address)
        assert page.evaluate("document.documentElement.lang") == "en"
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.locator(".vi:visible").count() == 0
    page.click(".pictures a:first-child")
    page.wait_for_selector("canvas")
    assert page.inner_text("h1") == "Who does what"


def test_the_colours_follow_the_system_and_can_be_switched(drawn: Path, visitor: Visitor) -> None:
    page = visitor.open(drawn / CHARGES, scheme="dark").page
    paper = "getComputedStyle(document.body).backgroundColor"
    dark = page.evaluate(paper)
    page.emulate_media(color_scheme="light")
    page.wait_for_function("document.documentElement.dataset.scheme === 'light'")
    assert page.evaluate(paper) != dark
    page.click("[data-shade]")
    assert page.evaluate(paper) == dark
    page.reload()
    assert page.evaluate(paper) == dark


COLOURS = """kind => [...document.querySelectorAll(`[data-group].${kind}`)].filter(button => !button.hidden).map(
  button => button.style.getPropertyValue("--of")
)"""


@pytest.mark.parametrize("name", [CHARGES, BODY, TREE, DERIVATION, ROLES])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_a_legend_names_differs_in_colour(drawn: Path, visitor: Visitor, name: str, scheme: str) -> None:
    page = visitor.open(drawn / name, scheme=scheme).page
    for kind in ("link", "card"):
        inks = [[int(ink[at : at + 2], 16) for at in (1, 3, 5)] for ink in page.evaluate(COLOURS, kind)]
        apart = [sum(abs(a - b) for a, b in zip(*pair, strict=True)) for pair in combinations(inks, 2)]
        assert min(apart, default=255) > 40


def test_lead_is_the_first_role_and_a_name_is_told_whole_where_the_mouse_rests(
    drawn: Path, visitor: Visitor
) -> None:
    page = visitor.open(drawn / ROLES, "?lang=en").page
    columns = page.evaluate(
        "picture.labels().filter(one => /[/]role[/][a-z]+$/.test(one.id) && !one.id.includes('#'))"
    )
    assert min(columns, key=lambda one: one["left"])["id"].endswith("/role/lead")
    named = page.evaluate(
        "picture.labels().filter(one => one.id.includes('/body/') && !one.id.includes('#')).at(0)"
    )
    middle = {"x": (named["left"] + named["right"]) / 2, "y": (named["top"] + named["bottom"]) / 2}
    corner = page.locator("#network").bounding_box()
    assert corner
    at = page.evaluate("point => network.canvasToDOM(point)", middle)
    page.mouse.move(corner["x"] + at["x"], corner["y"] + at["y"])
    told = "id => document.getElementById('network').title.startsWith(nodes.get(id).label)"
    page.wait_for_function(told, arg=named["id"])
    page.mouse.move(corner["x"] + 3, corner["y"] + corner["height"] - 3)
    page.wait_for_function("document.getElementById('network').title.startsWith('Picture:')")


def test_the_wheel_moves_and_with_control_zooms(drawn: Path, visitor: Visitor) -> None:
    page = visitor.open(drawn / CHARGES, size=PHONE).page
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


# Table and files


@pytest.mark.parametrize("name", PICTURES)
def test_the_table_says_the_same_and_sorts(drawn: Path, visitor: Visitor, name: str) -> None:
    page = visitor.open(drawn / name).page
    page.click("#tabled")
    texts = "[...document.querySelectorAll('#table tbody tr')].map(row => row.cells[0].textContent)"
    before = page.evaluate(texts)
    assert len(before) > 2
    page.click("#table th:first-child button")
    assert page.get_attribute("#table th:first-child", "aria-sort") == "ascending"
    ascending = page.evaluate(texts)
    assert sorted(ascending) == sorted(before)
    page.click("#table th:first-child button")
    assert page.get_attribute("#table th:first-child", "aria-sort") == "descending"
    assert page.evaluate(texts)[0] == ascending[-1]
    page.click("#table tbody button >> nth=0")
    page.wait_for_selector("#panel:not([hidden])")


def test_the_table_of_assignments_has_a_row_for_each(drawn: Path, visitor: Visitor, store: Store) -> None:
    page = visitor.open(drawn / CHARGES).page
    page.click("#tabled")
    assert page.locator("#table tbody tr").count() == len(rows(store, "assignments"))
    page.select_option("#of-time", "dated")
    assert page.locator("#table tbody tr").count() == sum(
        1 for row in rows(store, "assignments") if row["due"]
    )


def test_the_table_is_saved_for_a_spreadsheet(drawn: Path, visitor: Visitor, store: Store) -> None:
    page = visitor.open(drawn / CHARGES).page
    with page.expect_download() as waiting:
        page.click("#csv")
    saved = waiting.value
    assert saved.suggested_filename == "bodies-and-tasks.csv"
    content = Path(saved.path()).read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    lines = content.decode("utf-8-sig").split("\r\n")
    assert lines[0].startswith('"Từ","Quan hệ, vai trò","Đến"')
    assert len(lines) == len(rows(store, "assignments")) + 2


@pytest.mark.parametrize("name", [CHARGES, TREE, ROLES])
def test_the_whole_picture_is_saved_as_an_image(drawn: Path, visitor: Visitor, name: str) -> None:
    page = visitor.open(drawn / name, size=PHONE).page
    before = page.evaluate(VIEW)
    with page.expect_download() as waiting:
        page.click("#png")
    content = Path(waiting.value.path()).read_bytes()
    assert content.startswith(b"\x89PNG")
    wide, high = int.from_bytes(content[16:20]), int.from_bytes(content[20:24])
    assert high > PHONE[1]
    assert wide >= 380
    after = page.evaluate(VIEW)
    assert after == pytest.approx(before)


def test_on_paper_there_are_picture_and_table_and_no_switches(drawn: Path, visitor: Visitor) -> None:
    page = visitor.open(drawn / CHARGES, scheme="dark").page
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print", color_scheme="dark")
    assert page.locator(".languages").is_hidden()
    assert page.locator("#search").is_hidden()
    assert page.evaluate("document.getElementById('printed').naturalWidth") > 800
    below = "document.getElementById('table').getBoundingClientRect().top - document.getElementById('printed').getBoundingClientRect().bottom"
    assert page.locator("#table tbody tr").first.is_visible()
    assert page.evaluate(below) >= 0
    ink = "getComputedStyle(document.documentElement).getPropertyValue('--card').trim()"
    assert page.evaluate(ink) == "#ffffff"
    page.emulate_media(media="screen", color_scheme="dark")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.evaluate(ink) != "#ffffff"
    assert page.locator("#table").is_hidden()


@pytest.mark.parametrize("size", [(1180, 800), (1040, 800), (900, 800)])
def test_a_picture_whose_legend_makes_room_as_it_opens_is_in_sight_whole(
    drawn: Path, visitor: Visitor, size: tuple[int, int]
) -> None:
    for lang in ("vi", "en"):
        page = visitor.open(drawn / BODY, f"?lang={lang}", size=size).page
        settle(page)
        assert fits(page, size[0])
        assert page.eval_on_selector_all(".zoom, .languages", CLIPPED) == []
        assert page.evaluate(HIDDEN) == []


def test_the_table_of_the_timeline_tells_times_and_no_issuers(drawn: Path, visitor: Visitor) -> None:
    page = visitor.open(drawn / "pictures/timeline.html").page
    settle(page)
    page.click("#tabled")
    page.wait_for_selector("#table tbody tr")
    told = page.eval_on_selector_all(
        "#table tbody tr", "rows => rows.map(row => [...row.cells].map(c => c.textContent))"
    )
    issued = [row for row in told if "57-NQ/TW" in row[-1] and "22/12/2024" in row[0]]
    assert issued
    assert [row for row in told if not row[0] or "Chính phủ" in row[0] or "Bộ Chính trị" in row[0]] == []
