"""The query page in Chromium: it asks this server alone, knows our terms and bodies, and its examples answer."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from serving import Server, serving


@pytest.fixture(scope="module")
def server(built: Path) -> Iterator[Server]:
    with serving("--build", built, "--quiet") as started:
        yield started


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="vi-VN")
    yield context.new_page()
    context.close()


def test_the_page_answers_completes_and_asks_no_one_else(server: Server, page: Page) -> None:
    asked: list[str] = []
    faults: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(f"{server.url}/query")
    page.wait_for_selector("body[data-ready]")
    assert page.locator("#examples option").count() > 30
    page.click(".yasqe_queryButton")
    page.wait_for_selector(".yasr table.dataTable tbody tr td")
    assert "57-NQ/TW" in page.locator(".yasr table.dataTable").inner_text()

    page.evaluate(
        "document.querySelector('.CodeMirror').CodeMirror.setValue('SELECT * WHERE { ?task a TaskGr')"
    )
    page.evaluate("const e = document.querySelector('.CodeMirror').CodeMirror; e.focus(); e.setCursor(0, 99)")
    page.keyboard.press("Control+Space")
    page.set_default_timeout(8000)
    hint = page.locator(".CodeMirror-hints li", has_text="pol:TaskGroup")
    hint.first.click()
    completed = page.evaluate("document.querySelector('.CodeMirror').CodeMirror.getValue()")
    assert "a pol:TaskGroup" in completed
    assert "PREFIX pol: <https://w3id.org/vnpolicy/ns#>" in completed
    page.evaluate(
        "document.querySelector('.CodeMirror').CodeMirror.setValue('SELECT * WHERE { ?task ?p bo-tai-chinh')"
    )
    page.evaluate("const e = document.querySelector('.CodeMirror').CodeMirror; e.focus(); e.setCursor(0, 99)")
    page.keyboard.press("Control+Space")
    page.locator(".CodeMirror-hints li", has_text="/body/bo-tai-chinh").first.wait_for(timeout=8000)
    page.keyboard.press("Escape")

    page.click('.languages button[lang="en"]')
    assert page.title() == "SPARQL query"
    page.select_option("#examples", "topics")
    page.click(".yasqe_queryButton")
    page.locator(".yasr table.dataTable", has_text="semiconductor").first.wait_for()
    assert {url.split("/")[2] for url in asked if not url.startswith("data:")} == {server.url.split("/")[2]}
    assert faults == []


def test_a_query_in_the_address_is_text_and_never_runs_as_a_page(server: Server, page: Page) -> None:
    page.goto(f"{server.url}/query?query=%3Cimg%20src%3Dx%20onerror%3D%22document.title%3D%27gone%27%22%3E")
    page.wait_for_selector("body[data-ready]")
    assert "onerror" in page.evaluate("document.querySelector('.CodeMirror').CodeMirror.getValue()")
    assert page.title() == "Truy vấn SPARQL"


def test_the_page_opens_in_the_language_of_its_reader_and_an_example_changes_with_it(
    server: Server, browser: Browser
) -> None:
    context = browser.new_context(locale="en-GB")
    page = context.new_page()
    text = "document.querySelector('.CodeMirror').CodeMirror"
    page.goto(f"{server.url}/query")
    page.wait_for_selector("body[data-ready]")
    assert page.title() == "SPARQL query"
    assert '"en"' in page.evaluate(f"{text}.getValue()")
    page.click('.languages button[lang="vi"]')
    assert '"vi"' in page.evaluate(f"{text}.getValue()")
    page.evaluate(f"{text}.setValue('ASK {{}}')")
    page.click('.languages button[lang="en"]')
    assert page.evaluate(f"{text}.getValue()") == "ASK {}"
    context.close()
