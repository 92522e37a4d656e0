"""Measure how soon pictures can be seen in a real browser, beside plain pyvis on the same graphs.

Run `python bench/pictures.py [BUILD]`. Times are medians of several openings, each in a fresh context with
the network cut, from the start of navigation until the picture is drawn; panning is the time of one redraw.
Plain pyvis is `cdn_resources="in_line"`, as its users have it: it lays out as it opens, and counts as drawn
when its network says that it has stabilised. What it asks of the network is aborted and counted. Sizes are in
kilobytes (1,000 bytes); "data" is what a file holds besides scripts and styles.
"""

import argparse
import statistics
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

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


def row(browser: Browser, name: str, text: str, wanted: str, ready: str = OURS, runs: int = RUNS) -> str:
    with tempfile.TemporaryDirectory() as room:
        file = Path(room) / "picture.html"
        file.write_text(text, encoding="utf-8")
        tries = [opened(browser, file, ready) for _ in range(runs)]
    times = [one.drawn for one in tries if one.drawn is not None]
    drawn = f"{statistics.median(times):.2f} s" if len(times) == runs else f"not within {PATIENCE} s"
    redraw = f"{1000 * statistics.median(one.redraw for one in tries):.0f} ms" if times else "-"
    held = text.partition('id="graph">')[2].partition("</script>")[0]
    kilobytes = f"{len(text.encode()) / 1000:.0f}" + (
        f" (data {len(held.encode()) / 1000:.0f})" if held else ""
    )
    return f"| {name} | {drawn} | {wanted} | {redraw} | {kilobytes} | {tries[0].requests} |"


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure how soon pictures can be seen.")
    parser.add_argument("build", nargs="?", type=Path, default=Path("build"))
    store = open_build(parser.parse_args().build)
    print("| picture | drawn | wanted | one redraw | kB | requests beyond the file |")
    print("|---|---|---|---|---|---|")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=QUIET)
        for name in PICTURES:
            print(row(browser, name, shown(picture(store, name)), "1 s"), flush=True)
        for nodes, links, wanted in ((500, 1000, "2 s"), (5000, 10000, "8 s")):
            cards, found = made(nodes, links)
            size = f"{nodes:,} nodes, {links:,} edges"
            print(row(browser, size, network(Words("Mạng", "Network"), cards, found), wanted), flush=True)
            print(row(browser, f"plain pyvis, {size}", plain(cards, found), "", THEIRS, runs=1), flush=True)
        browser.close()


if __name__ == "__main__":
    main()
