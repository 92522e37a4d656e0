"""The whole site: every file of it, written into a folder that takes the place of the last one."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, parse

from kg import resources, store
from kg.errors import BadInput
from kg.publish.browsing import documents as listed_documents
from kg.publish.describable import of_graphs, of_ontologies, of_shapes, triples
from kg.publish.describing import Making, catalogue, made_of
from kg.publish.dumping import WHOLE, Dump, checksums, dumps, nquads, ntriples, pack
from kg.publish.forms import files
from kg.publish.pages import render
from kg.publish.pictured import FOLDER, Pictured, pictured
from kg.publish.places import MOVED, Places
from kg.publish.reading import Reading, base_of, extended, moved, read
from kg.publish.rights import CC_BY, Rights, is_iri
from kg.publish.scripts import dataset, examples, search_index
from kg.publish.shelving import Shelf
from kg.publish.sitemap import sitemaps
from kg.publish.spreads import Spread, spread
from kg.publish.things import Teller
from kg.publish.wording import wording

# What every site of ours holds; a folder without it is not ours to replace.
MARK = "moved.json"
# Where the description of the dataset stands among the named graphs.
_DESCRIPTION = "graph/description/dataset"
_USUAL = Rights()
_BASE = re.compile(r"https?://[\w.~:@%/-]+/", re.ASCII)
# What a folder opens with, by the page that it is.
_OPENING = {
    "index.vi.html": "index.html",
    "search/index.vi.html": "search/index.html",
    "query/index.vi.html": "query/index.html",
}
_STATIC = ("site.js", "search.js", "query.js", "oxigraph.js")

File = tuple[str, str | bytes]


@dataclass(frozen=True, slots=True)
class Published:
    """A site that was written: its folder and base, and how many pages, files and quads it has.

    So many of the files as were `kept` are those of the last site there, whose content they share.
    """

    folder: Path
    base: str
    pages: int
    files: int
    quads: int
    kept: int


def publish(
    build: Path, into: Path, base: str = "", *, endpoint: str | None = None, rights: Rights = _USUAL
) -> Published:
    """Write the site of a build into a folder, in the place of the last site there, whole or not at all.

    `base` is where the site will stand and its IRIs begin, by default that of the build's data; `endpoint`
    the address of the SPARQL service beside it, by default `<base>sparql`, empty for none. Raises BadInput.
    """
    _allowed(rights)
    built = store.open_build(build)
    old = base_of(built)
    if not old:
        raise BadInput(
            "{build}: holds no graph of the ontology, so its base is not known; build it again", build=build
        )
    new = _checked(base or old)
    making = made_of(build, f"{new}sparql" if endpoint is None else endpoint, rights)
    data = read(moved(built, old, new), new)
    site = _site(data, pictured(build, (old, new)), making)
    shelf = Shelf(store.replaceable(into, MARK))

    def write(folder: Path) -> None:
        for path, content in site:
            shelf.put(folder, path, content)

    store.replace(into, write, mark=MARK)
    quads = sum(map(len, data.graphs.values()))
    return Published(into, new, shelf.pages, shelf.files, quads, shelf.kept)


def _checked(base: str) -> str:
    if not _BASE.fullmatch(base):
        raise BadInput(
            "--base {base}: not an http(s) IRI that ends in '/'; give one like https://example.org/kg/",
            base=base,
        )
    return base


def _allowed(rights: Rights) -> None:
    if not is_iri(rights.licence):
        raise BadInput(
            "--licence {licence}: not the IRI of a licence; give one like {usual}",
            licence=rights.licence,
            usual=CC_BY,
        )


def _site(data: Reading, pictures: Pictured, making: Making) -> Iterator[File]:
    """Every file of the site, each with its path."""
    base = data.base
    dumped = list(dumps(base, data.graphs))
    turtle = catalogue(data, dumped, making)
    described = [q.triple for q in parse(turtle.encode(), format=RdfFormat.TURTLE)]
    graph = NamedNode(f"{base}{_DESCRIPTION}")
    whole = extended(data, (Quad(t.subject, t.predicate, t.object, graph) for t in described))
    teller = Teller(whole, wording(whole), Places(base))
    pages = spread(teller, pictures, dumped)
    yield from _dumped(dumped, whole, base)
    yield from _rendered(pages, base, whole.unreviewed(), making.rights)
    yield from _documents(teller, pages)
    yield from _described(turtle, described)
    yield from _loaded(teller, pages)
    yield from _standing(pictures, base)


def _dumped(dumped: list[Dump], whole: Reading, base: str) -> Iterator[File]:
    """The dumps, that of the description among them, and the hashes of all."""
    graph = f"{base}{_DESCRIPTION}"
    description = ntriples(f"dumps/{_DESCRIPTION}.nt.gz", whole.graphs[graph])
    for dump in (*dumped, description):
        yield dump.path, dump.packed
    yield "dumps/SHA256SUMS", checksums((*dumped, description))
    packed = pack(nquads({graph: whole.graphs[graph]}))
    yield "static/dataset.js", dataset(next(d.packed for d in dumped if d.path == WHOLE), packed)


def _rendered(pages: Spread, base: str, unreviewed: tuple[int, int], rights: Rights) -> Iterator[File]:
    """Every page in both languages; the first one also as what a folder opens with."""
    for page in pages.pages:
        for path, text in render(page, base, unreviewed, rights):
            yield path, text
            if path in _OPENING:
                yield _OPENING[path], text
    yield from sitemaps(base, (page.path for page in pages.pages))


def _documents(teller: Teller, pages: Spread) -> Iterator[File]:
    """The RDF beside each page."""
    for path, things in pages.held.things.items():
        yield from files(path, triples(teller.reading, things))
    for path, found in of_graphs(teller.reading):
        yield from files(path, found)
    for shape in pages.shapes:
        yield from _written(f"shape/{shape.name}", list(shape.triples), "")
    path, turtle, found = of_shapes()
    yield from _written(path, found, turtle)
    for path, turtle, found in of_ontologies(teller.reading):
        yield from _written(path, found, turtle)


def _written(path: str, found: list[Triple], turtle: str) -> Iterator[File]:
    """The four files of a document, the Turtle as people wrote it where it is at hand."""
    for name, content in files(path, found):
        yield name, turtle if turtle and name.endswith(".ttl") else content


def _described(turtle: str, described: list[Triple]) -> Iterator[File]:
    yield from _written("catalog", described, turtle)
    yield ".well-known/void", turtle


def _loaded(teller: Teller, pages: Spread) -> Iterator[File]:
    """What the pages load."""
    documents = listed_documents(teller)
    yield "static/index.js", search_index(pages.things, teller)
    yield (
        "static/examples.js",
        examples(teller.reading.base, next(iter(documents), teller.reading.base)),
    )
    style = resources.text("templates/shared.css") + resources.text("templates/publish/site.css")
    yield "static/site.css", style
    for name in _STATIC:
        yield f"static/{name}", resources.text(f"templates/publish/static/{name}")


def _standing(pictures: Pictured, base: str) -> Iterator[File]:
    """The pictures, and the rule by which what has no page of its own is found."""
    for name, html in pictures.pages():
        yield f"{FOLDER}/{name}.html", html
    told = {"base": base, "pattern": MOVED, "document": "$1", "fragment": "$2"}
    yield MARK, json.dumps(told, indent=2) + "\n"
