"""Measure how soon pictures can be seen in a real browser, beside plain pyvis on the same graphs.

Run `python bench/pictures.py [BUILD]`. Times are medians of several openings, each in a fresh context with
the network cut, from the start of navigation until the picture is drawn; panning is the time of one redraw.
Plain pyvis is `cdn_resources="in_line"`, as its users have it: it lays out as it opens, and counts as drawn
when its network says that it has stabilised. What it asks of the network is aborted and counted. Sizes are in
kilobytes (1,000 bytes).
"""

import argparse
import statistics
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from measured import Row, give, load
from playwright.sync_api import Browser, sync_playwright
from pyvis.network import Network

from kg.store import open_build
from kg.view import PICTURES, Card, Link, Panel, Words, network, picture, shown

RUNS = 3
# Plain pyvis is given up on after so many seconds.
PATIENCE = 90
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
]
_KINDS = (("Task", Words("nhiệm vụ", "task")), ("StateBody", Words("cơ quan", "body")))
_ROLES = (("lead", Words("chủ trì", "lead")), ("coordinate", Words("phối hợp", "coordinate")))


@dataclass(frozen=True, slots=True)
class Opened:
    """Seconds until drawn (None: not within patience), seconds of one redraw, requests beyond the file."""

    drawn: float | None
    redraw: float
    requests: int


def made(nodes: int, links: int, seed: int = 1) -> tuple[list[Card], list[Link]]:
    """A network with few cards of many links and many of few, as bodies and tasks have."""
    random = Random(seed)
    cards = [
        Card(f"urn:n:{at}", _KINDS[at % 2][0], Words(f"Nút số {at}", f"Node {at}"), Panel(_KINDS[at % 2][1]))
        for at in range(nodes)
    ]
    found = []
    for at in range(links):
        group, words = random.choice(_ROLES)
        ends = random.randrange(nodes), int(nodes * random.random() ** 3)
        found.append(Link(f"urn:l:{at}", f"urn:n:{ends[0]}", f"urn:n:{ends[1]}", group, Panel(words)))
    return cards, found


def plain(cards: Sequence[Card], links: Sequence[Link]) -> str:
    """The same network as pyvis writes it, with all its own scripts in the file."""
    net = Network(directed=True, cdn_resources="in_line")
    for card in cards:
        net.add_node(card.id, label=card.label.vi, title=card.panel.kind.vi)
    for link in links:
        net.add_edge(link.source, link.target, title=link.panel.kind.vi)
    return str(net.generate_html(notebook=False))


def opened(browser: Browser, file: Path, ready: str) -> Opened:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    beyond: list[str] = []
    context.route("http*://**", lambda route: (beyond.append(route.request.url), route.abort())[1])
    page = context.new_page()
    page.set_default_timeout(PATIENCE * 1000)
    try:
        page.goto(file.as_uri(), wait_until="commit")
        drawn = page.wait_for_function(ready).json_value()
        redraw = page.evaluate(PAN)
        return Opened(float(drawn) / 1000, float(redraw) / 1000, len(beyond))
    except Exception as error:
        if "Timeout" not in type(error).__name__ + str(error):
            raise
        return Opened(None, 0.0, len(beyond))
    finally:
        context.close()


OURS = """() => window.picture && new Promise(done =>
  requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now()))))"""
PAN = """() => {
  const began = performance.now();
  for (let i = 0; i < 5; i++) { network.moveTo({ position: { x: i * 40, y: 0 } }); network.redraw(); }
  return (performance.now() - began) / 5;
}"""
THEIRS = """() => {
  if (typeof network === "undefined" || !network?.on) return false;
  if (!window.waiting) {
    window.waiting = true;
    network.on("stabilizationIterationsDone", () => { window.settled = performance.now(); });
  }
  return window.settled ?? false;
}"""


@dataclass(frozen=True, slots=True)
class Seen:
    """A picture opened several times: median seconds until drawn (None: not within patience), its size."""

    drawn: float | None
    redraw: float
    requests: int
    kilobytes: float
    runs: int

    def told(self) -> str:
        """What is known of it besides the time."""
        return (
            f"{self.kilobytes:,.0f} kB, redraw {1000 * self.redraw:.0f} ms, {self.requests} requests beyond"
        )


def seen(browser: Browser, text: str, ready: str = OURS, runs: int = RUNS) -> Seen:
    with tempfile.TemporaryDirectory() as room:
        file = Path(room) / "picture.html"
        file.write_text(text, encoding="utf-8")
        tries = [opened(browser, file, ready) for _ in range(runs)]
    times = [one.drawn for one in tries if one.drawn is not None]
    return Seen(
        statistics.median(times) if len(times) == runs else None,
        statistics.median(one.redraw for one in tries),
        tries[0].requests,
        len(text.encode()) / 1000,
        runs,
    )


def tell(name: str, ours: Seen, wanted: str, peer: Seen | None = None) -> None:
    """A row; SystemExit where a picture of ours was not drawn within patience."""
    if ours.drawn is None:
        raise SystemExit(f"{name}: not drawn within {PATIENCE} s")
    late = f", not drawn within {PATIENCE} s" if peer and peer.drawn is None else ""
    give(
        Row(
            f"{name} ({ours.told()})",
            ours.drawn,
            runs=ours.runs,
            wanted=wanted,
            peer=f"plain pyvis ({peer.told()}){late}" if peer else "",
            theirs=peer.drawn if peer else None,
            load=load(),
        )
    )


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure how soon pictures can be seen.")
    parser.add_argument("build", nargs="?", type=Path, default=Path("build"))
    parser.add_argument("--small", action="store_true", help="only small networks")
    options = parser.parse_args()
    store = open_build(options.build)
    sizes = ((100, 200, ""),) if options.small else ((500, 1000, "2 s"), (5000, 10000, "8 s"))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=QUIET)
        for name in PICTURES:
            tell(name, seen(browser, shown(picture(store, name)), runs=1 if options.small else RUNS), "1 s")
        for nodes, links, wanted in sizes:
            cards, found = made(nodes, links)
            ours = seen(browser, network(Words("Mạng", "Network"), cards, found))
            theirs = seen(browser, plain(cards, found), THEIRS, runs=1)
            tell(f"{nodes:,} nodes, {links:,} edges", ours, wanted, theirs)
        browser.close()


if __name__ == "__main__":
    main()
