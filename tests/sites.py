"""Sites that tests publish once and share, and ways to read them."""

import re
from functools import cache
from pathlib import Path

from pyoxigraph import RdfFormat, Triple, parse
from sharing import once

from kg.publish import Home, publish

FORMATS = {
    "ttl": RdfFormat.TURTLE,
    "jsonld": RdfFormat.JSON_LD,
    "nt": RdfFormat.N_TRIPLES,
    "rdf": RdfFormat.RDF_XML,
}


def published(build: Path) -> Path:
    """The site of a build, beside it, published once in a run."""
    return once(build.parent / "site", lambda into: publish(build, into))


@cache
def anchors(page: Path) -> frozenset[str]:
    return frozenset(re.findall(r'\bid="([^"]+)"', page.read_text(encoding="utf-8")))


@cache
def listing(site: Path) -> frozenset[str]:
    """Every file of a site by its path."""
    return frozenset(str(path.relative_to(site)) for path in site.rglob("*") if path.is_file())


def triples(file: Path) -> list[Triple]:
    return [quad.triple for quad in parse(file.read_bytes(), format=FORMATS[file.suffix[1:]])]


def dereferences(site: Path, home: Home) -> bool:
    """Whether a thing's page stands in both languages, with its anchor, and its RDF beside it."""
    endings = ("vi.html", "en.html", *FORMATS)
    if not all(f"{home.path}.{ending}" in listing(site) for ending in endings):
        return False
    return not home.anchor or all(
        home.anchor in anchors(site / f"{home.path}.{lang}.html") for lang in ("vi", "en")
    )
