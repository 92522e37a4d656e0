"""A real browser with the network cut, one for all tests, and what happened in each page that it opened."""

import atexit
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

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


@dataclass(frozen=True, slots=True)
class Room:
    """What a visit has to itself of a browser: nothing is stored there, and the network is cut."""

    context: BrowserContext
    # An empty page: as long as it is open the browser keeps what runs the pages of a room, and the scripts it has read.
    keeper: Page
    kind: tuple[tuple[int, int], str]

    def leave(self) -> None:
        """Forget what pages have stored, and close them."""
        session = self.context.new_cdp_session(self.keeper)
        for page in self.context.pages:
            if page != self.keeper:
                page.close()
        session.send("Storage.clearDataForOrigin", {"origin": "file://", "storageTypes": "all"})
        session.detach()
        _FREE.setdefault(self.kind, []).append(self)


# To make a room takes longer than to look at most pages, so a room that is left is taken again.
_FREE: dict[tuple[tuple[int, int], str], list[Room]] = {}


def room(browser: Browser, size: tuple[int, int], scheme: str) -> Room:
    """A room that nobody is in."""
    if free := _FREE.get((size, scheme)):
        return free.pop()
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if scheme == "dark" else "light",
        accept_downloads=True,
    )
    context.set_offline(True)
    context.route(
        "**/*",
        lambda route: route.continue_() if route.request.url.startswith("file:") else route.abort(),
    )
    return Room(context, context.new_page(), (size, scheme))


@dataclass
class Visit:
    """A page that is open, with everything it asked for and everything that went wrong in it."""

    page: Page
    room: Room
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
        taken = room(self.browser, size, scheme)
        visit = Visit(taken.context.new_page(), taken)
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
            visit.room.leave()
        return wrong


def settle(page: Page) -> None:
    """Let animations end."""
    page.wait_for_timeout(350)
