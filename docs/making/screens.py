"""Draw docs/images: pages of the reviewed graph as Chromium shows them.

Run as `python docs/making/screens.py BUILD [FOLDER]`; needs Chromium, playwright and pillow (`make test`
installs the two packages). A palette of 256 colours makes the files half as large.
"""

import io
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

IMAGES = Path(__file__).resolve().parents[1] / "images"
CHROMIUM = "/usr/bin/chromium"
LANGUAGES = ("en", "vi")
COLOURS = 256


@dataclass(frozen=True, slots=True)
class Shot:
    """A page of a build, what of it to look at, and the size of the window in pixels."""

    name: str
    page: str
    width: int
    height: int
    of: str = ""


SHOTS = (
    Shot("opening", "index.html", 1120, 640),
    Shot("body", "pictures/body.html", 1500, 560, of="https://w3id.org/vnpolicy/id/body/dang-doan-quoc-hoi"),
    Shot("clarities", "pictures/clarities.html", 1180, 700),
)


def address(build: Path, shot: Shot, lang: str) -> str:
    """Where a page opens, in a language."""
    return f"{(build.resolve() / shot.page).as_uri()}?lang={lang}" + (f"#{shot.of}" if shot.of else "")


def drawn(browser: Browser, build: Path, shot: Shot, lang: str) -> bytes:
    """The page as a PNG file."""
    page = browser.new_page(viewport={"width": shot.width, "height": shot.height}, color_scheme="light")
    page.goto(address(build, shot, lang))
    page.wait_for_timeout(1200)
    seen = page.screenshot()
    page.close()
    small = io.BytesIO()
    picture = Image.open(io.BytesIO(seen)).convert("RGB")
    few = picture.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    few.save(small, "PNG", optimize=True)
    return small.getvalue()


def main(arguments: Sequence[str]) -> int:
    """Draw every shot in both languages from the build, the first argument, into the folder, the second."""
    if len(arguments) not in (1, 2):
        print("usage: screens.py BUILD [FOLDER]", file=sys.stderr)
        return 2
    folder = Path(arguments[1]) if len(arguments) == 2 else IMAGES
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        for shot in SHOTS:
            for lang in LANGUAGES:
                picture = drawn(browser, Path(arguments[0]), shot, lang)
                (folder / f"{shot.name}.{lang}.png").write_bytes(picture)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
