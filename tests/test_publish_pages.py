"""Search and queries in the page: from file://, with the network cut, in a real browser."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from pyoxigraph import Store
from sites import listing, published

from kg.names import VOCABULARY_BASE
from kg.pipeline import build
from kg.publish import publish
from kg.query import ask, questions

RESOLUTION = "id/document/bo-chinh-tri/2024/57-nq-tw"
SHOWN = [
    "index",
    RESOLUTION,
    f"{RESOLUTION}/III.1.1.a",
    "id/body/bo-tai-chinh",
    "ns",
    "ns/Task",
    "shape/Task-inGroup",
    "catalog",
    "browse/targets",
    "browse/deadlines",
    "search/index",
    "query/index",
]


@pytest.fixture(scope="module")
def site(built: Path) -> Path:
    return published(built)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page with the network cut that complains of what goes wrong in it and of what it asks of others."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.set_offline(True)
    page, wrong, asked = context.new_page(), [], []
    page.on("console", lambda message: wrong.append(message.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    yield page
    context.close()
    assert wrong == []
    assert [url for url in asked if not url.startswith(("file:", "data:", "blob:"))] == []


def state(page: Page) -> str:
    """What the query page says once it has an answer."""
    page.wait_for_function(
        "/ ms$|rror|xpected/.test(document.getElementById('state').textContent)", timeout=60_000
    )
    return page.inner_text("#state")


def test_every_question_of_the_library_has_its_answer_in_the_page(
    site: Path, page: Page, store: Store
) -> None:
    page.goto((site / "query/index.vi.html").as_uri())
    assert page.locator("#example option").count() == len(questions()) + 1
    for name, question in questions().items():
        page.evaluate("document.getElementById('state').textContent = ''")
        page.select_option("#example", name)
        rows = len(ask(store, question, {}, "vi").rows)
        assert state(page).startswith(f"{rows} dòng"), name


def test_an_answer_is_a_table_whose_links_lead_to_pages(site: Path, page: Page) -> None:
    page.goto((site / "query/index.en.html").as_uri() + "#question=tasks-of-body")
    assert state(page).startswith("1 row ")
    href = page.locator("#answer td a").first.get_attribute("href")
    assert href.startswith("../id/document/")
    assert href.removeprefix("../") in listing(site)
    with page.expect_download() as download:
        page.click("#save")
    assert Path(download.value.path()).read_text(encoding="utf-8-sig").startswith("locator,document,label")


def test_a_page_opens_as_a_query_about_its_thing(site: Path, page: Page) -> None:
    page.goto((site / "id/body/bo-tai-chinh.vi.html").as_uri())
    page.click("text=Mở thành truy vấn")
    assert re.match(r"\d+ dòng", state(page))
    assert f"<{VOCABULARY_BASE}id/body/bo-tai-chinh>" in page.input_value("#query")
    assert page.locator("#answer tbody tr").count() > 5


def test_what_is_no_query_is_said_to_be_none_and_text_stays_text(site: Path, page: Page) -> None:
    page.goto((site / "query/index.vi.html").as_uri())
    page.fill("#query", "SELECT nothing")
    page.click("#ask button")
    assert "expected" in state(page)
    page.fill("#query", 'SELECT ("<img src=x onerror=alert(1)>" AS ?x) (<javascript:alert(1)> AS ?y) {}')
    page.evaluate("document.getElementById('state').textContent = ''")
    page.click("#ask button")
    assert state(page).startswith("1 dòng")
    assert page.locator("#answer img, #answer a").count() == 0


def test_a_hostile_address_does_not_reach_the_query(site: Path, page: Page) -> None:
    page.goto((site / "query/index.vi.html").as_uri() + "#thing=x%3E%20%3Fp%20%3Fo%20%7D%20%23%3Cscript%3E")
    assert "script" not in page.input_value("#query")


@pytest.mark.parametrize("typed", ["bo tai chinh", "Bộ Tài chính", "BTC", "ministry of finance"])
def test_search_finds_with_and_without_diacritics(site: Path, page: Page, typed: str) -> None:
    page.goto((site / "index.html").as_uri())
    page.fill("#q", typed)
    page.press("#q", "Enter")
    page.wait_for_selector("#found li")
    assert page.locator("#found a").first.inner_text() == "Bộ Tài chính"
    assert page.locator("#found a").first.get_attribute("href") == "../id/body/bo-tai-chinh.vi.html"


def test_a_card_of_a_picture_leads_to_its_page_wherever_the_site_stands(
    built: Path, page: Page, tmp_path: Path
) -> None:
    base = "https://example.org/kg/"
    site = publish(built, tmp_path / "site", base).folder
    for iri in (f"{base}id/body/bo-tai-chinh", f"{VOCABULARY_BASE}concept/role/lead"):
        for lang, name in (("vi", "Trang riêng"), ("en", "Its own page")):
            page.goto("about:blank")
            page.goto(f"{(site / 'pictures/roles.html').as_uri()}?lang={lang}#{iri}")
            href = page.locator(f"a.act:has-text('{name}')").first.get_attribute("href", timeout=10_000)
            assert (site / "pictures" / href).resolve().is_file()
            assert href.endswith(f".{lang}.html")


def test_search_knows_every_thing_with_a_page(site: Path) -> None:
    text = (site / "static/index.js").read_text(encoding="utf-8")
    entries = json.loads(text.partition("const siteIndex=")[2].rstrip().rstrip(";"))
    pages = {
        n.removesuffix(".vi.html")
        for n in listing(site)
        if n.startswith(("id/", "concept/", "ns/")) and n.endswith(".vi.html")
    }
    assert {entry[0] for entry in entries} >= {
        path for path in pages if not re.match(r"ns/(axioms|alignments|[0-9])", path)
    }


@pytest.mark.parametrize("path", SHOWN)
def test_nothing_is_wider_than_a_phone(site: Path, page: Page, path: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto((site / f"{path}.vi.html").as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_light_and_dark_are_remembered_and_the_other_language_is_one_step_away(
    site: Path, page: Page
) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto((site / "ns/Task.vi.html").as_uri())
    assert page.evaluate("document.documentElement.dataset.scheme") == "dark"
    page.click("[data-shade]")
    page.click("text=English")
    assert page.url.endswith("ns/Task.en.html")
    assert page.evaluate("document.documentElement.dataset.scheme") == "light"


@pytest.mark.parametrize(("path", "place"), [("index", "#main"), ("ns/Task", "#main"), ("search/index", "")])
def test_an_address_asks_for_a_language(site: Path, page: Page, path: str, place: str) -> None:
    stem = (site / path).as_uri()
    for lang, other in (("vi", "en"), ("en", "vi")):
        page.goto(f"{stem}.{lang}.html?lang={other}&q=b%C3%A1o+c%C3%A1o{place}")
        page.wait_for_url(f"{stem}.{other}.html?q=b%C3%A1o+c%C3%A1o{place}")
        assert page.evaluate("document.documentElement.lang") == other
        for address in (f"?lang={lang}", "?lang=fr", "?lang=", "", "?lang=%22%5D"):
            page.goto(f"{stem}.{lang}.html{address}")
            page.wait_for_load_state("load")
            assert page.url == f"{stem}.{lang}.html{address}"


def test_the_lock_of_the_client_names_no_registry_and_the_script_is_of_its_version() -> None:
    client = Path(__file__).parent.parent / "client/oxigraph"
    lock = json.loads((client / "package-lock.json").read_text(encoding="utf-8"))
    assert not any("resolved" in package for package in lock["packages"].values())
    version = lock["packages"]["node_modules/oxigraph"]["version"]
    script = client.parent.parent / "kg/templates/publish/static/oxigraph.js"
    assert script.read_text(encoding="utf-8").startswith(f"/* Oxigraph {version} ")


def test_a_duty_that_is_due_with_its_task_is_listed_once(site: Path) -> None:
    page = (site / "browse/deadlines.en.html").read_text(encoding="utf-8")
    rows = re.findall(r"<tr><td[^>]*><bdi>[0-9-]+</bdi>.*?</tr>", page)
    assert len(rows) > 5
    cells = [re.sub(r"<[^>]+>", "", row) for row in rows]
    assert len(cells) == len(set(cells))


def test_the_places_that_prove_a_task_stand_in_the_order_of_the_text(tmp_path: Path) -> None:
    text = (
        "KẾ HOẠCH\nII. NHIỆM VỤ\n1. Kho sách\na) Nhiệm vụ: Lập danh mục sách của tỉnh.\n"
        "b) Cơ quan chủ trì: Sở Nội vụ.\nc) Thời gian thực hiện: trước ngày 30/6/2026.\n"
    )
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "mau.txt").write_text(text, encoding="utf-8")
    build([tmp_path / "in"], tmp_path / "build")
    publish(tmp_path / "build", tmp_path / "site")
    (page,) = (tmp_path / "site").glob("id/document/**/II.1.vi.html")
    shown = page.read_text(encoding="utf-8").partition("Căn cứ")[2]
    places = ("1. Kho sách", "Lập danh mục sách của tỉnh", "Thời gian thực hiện: trước")
    said = [shown.index(words) for words in places]
    assert said == sorted(said)
