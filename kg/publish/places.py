"""Where in the site each IRI is described: the file's path without its ending, and the anchor within.

>>> places = Places("https://example.org/kg/")
>>> places.of("https://example.org/kg/id/body/bo-y-te")
Home(path='id/body/bo-y-te', anchor='')
>>> places.of("https://example.org/kg/id/document/a/2024/b/I.1/evidence/s/quote")
Home(path='id/document/a/2024/b/I.1', anchor='evidence/s/quote')
>>> places.of("https://w3id.org/vnpolicy/ns#Product").path, places.of("https://w3id.org/vnpolicy/ns#product").path
('ns/Product-class', 'ns/product')
"""

import re
from dataclasses import dataclass
from typing import NamedTuple

from kg.names import POL, VOCABULARY_BASE

# What hangs on a thing as its proof is described with it; the server follows the same rule (moved.json).
MOVED = r"^(id/.+?)/(evidence/.+)$"
_MOVED = re.compile(MOVED)
_TERMS = [name for name in POL.__annotations__ if not name.startswith("_")]
_LOWER = [name for name in _TERMS if name[0].islower()]
# Classes that differ from a property by case alone (Product, product): many disks keep one file for both.
TWINS = frozenset(n for n in _TERMS if n[0].isupper() and n.lower() in {low.lower() for low in _LOWER})
# The parts of a site in which an IRI can be described; anything else under the base is no resource.
_FIRST = ("id/", "concept/", "graph/", "ns", "shape", "catalog")


class Home(NamedTuple):
    """The path of the files that describe a thing, without ending, and where in the page it stands."""

    path: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Places:
    """The places of a site whose data have this base; the vocabulary's stand beside them."""

    base: str

    def local(self, iri: str) -> str:
        """What follows the base of data or vocabulary in an IRI; empty where it is of neither."""
        for base in (self.base, VOCABULARY_BASE):
            if iri.startswith(base) and iri.startswith(_FIRST, len(base)):
                return iri[len(base) :]
        return ""

    def of(self, iri: str) -> Home | None:
        """Where an IRI is described, or nothing where it is not of this site.

        Terms and shapes have hash IRIs and a page each: `ns#leads` is described by `ns/leads`.
        """
        local = self.local(iri)
        if not local:
            return None
        whole, _, name = local.partition("#")
        if whole == "catalog":
            return Home("catalog", name)
        if name:
            return Home(f"{whole}/{name}{'-class' if whole == 'ns' and name in TWINS else ''}", "")
        moved = _MOVED.match(whole)
        return Home(moved[1], moved[2]) if moved else Home(whole, "")


def up(path: str) -> str:
    """The way from a file back to the top of the site.

    >>> up("id/body/bo-y-te.vi.html"), up("index.vi.html")
    ('../../', '')
    """
    return "../" * path.count("/")
