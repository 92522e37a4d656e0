"""The sitemap, as search engines read it (https://www.sitemaps.org/protocol.html)."""

from collections.abc import Iterable
from xml.sax.saxutils import escape

from kg.publish.filling import way
from kg.publish.pages import LANGUAGES

# A sitemap of more addresses is to be split (same source).
MOST = 50_000


def sitemaps(base: str, paths: Iterable[str]) -> Iterable[tuple[str, str]]:
    """The sitemap's files; more than one, with an index, where one cannot hold all addresses."""
    lines = [_line(base, path, lang) for path in sorted(paths) for lang in LANGUAGES]
    parts = [lines[at : at + MOST] for at in range(0, len(lines), MOST)]
    if len(parts) == 1:
        yield "sitemap.xml", _whole("urlset", parts[0])
        return
    for number, part in enumerate(parts, start=1):
        yield f"sitemap-{number}.xml", _whole("urlset", part)
    names = [f"<sitemap><loc>{escape(base)}sitemap-{n + 1}.xml</loc></sitemap>\n" for n in range(len(parts))]
    yield "sitemap.xml", _whole("sitemapindex", names)


def _line(base: str, path: str, lang: str) -> str:
    return f"<url><loc>{escape(base + way(path))}.{lang}.html</loc></url>\n"


def _whole(root: str, lines: Iterable[str]) -> str:
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{space}">\n{"".join(lines)}</{root}>\n'
