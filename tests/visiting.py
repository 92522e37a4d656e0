"""A real browser with the network cut, one for all tests, and what happened in each page that it opened."""

import atexit
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = Path("/usr/bin/chromium")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
DESK, PHONE = (1280, 800), (390, 844)
PICTURES = [
    f"pictures/{name}.html"
    for name in ("bodies-and-tasks", "body", "resolution", "derivation", "timeline", "roles", "clarities")
]
PAGES = ["index.html", *PICTURES]


@cache
def chromium() -> Browser:
    """The browser, started once and ended with the tests."""
    if not CHROMIUM.exists():
        pytest.skip("needs Debian's chromium (make system)")
    playwright = sync_playwright().start()
    started = playwright.chromium.launch(executable_path=str(CHROMIUM), args=QUIET)
    atexit.register(playwright.stop)
    atexit.register(started.close)
    return started


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
            accept_downloads=True,
        )
        context.set_offline(True)
        context.route(
            "**/*",
            lambda route: route.continue_() if route.request.url.startswith("file:") else route.abort(),
        )
        visit = Visit(context.new_page())
        visit.page.on("request", lambda request: visit.asked.append(request.url))
        visit.page.on("console", lambda message: visit.wrong.append(message.text))
        visit.page.on("pageerror", lambda error: visit.wrong.append(str(error)))
        visit.page.goto(file.as_uri() + address)
        visit.page.wait_for_load_state("load")
        self.visits.append(visit)
        return visit

    def leave(self) -> list[str]:
        """Close every page; what went wrong in any."""
        wrong = [line for visit in self.visits for line in visit.wrong]
        for visit in self.visits:
            visit.page.context.close()
        return wrong


def settle(page: Page) -> None:
    """Let animations end."""
    page.wait_for_timeout(350)
