"""Where a SPARQL server is asked, updated and given graphs: the other addresses guessed from the first.

>>> places("http://127.0.0.1:7878/query").graphs
'http://127.0.0.1:7878/store'
>>> places("https://example.org/sparql").update
'https://example.org/sparql-auth'
"""

from dataclasses import dataclass
from urllib.parse import urlsplit

from kg.errors import BadInput

# The last part of the address that is asked, and those beside it for updates and for graphs: the first of
# `oxigraph serve`, the others of Virtuoso, which wants a user there.
_CUSTOMARY = {
    "query": ("update", "store"),
    "sparql": ("sparql-auth", "sparql-graph-crud-auth"),
    "sparql-auth": ("sparql-auth", "sparql-graph-crud-auth"),
}


@dataclass(frozen=True, slots=True)
class Places:
    """The addresses for queries and updates (SPARQL 1.1 Protocol) and for graphs (Graph Store Protocol).

    The last two are empty where they were neither given nor to be guessed.
    """

    query: str
    update: str
    graphs: str


def places(query: str, update: str = "", graphs: str = "") -> Places:
    """The addresses of a server that is asked at `query`; what is not given stands beside it by custom.

    Raises BadInput where one is no http(s) address, or holds a password.
    """
    for option, address in (("store", query), ("store-update", update), ("store-graphs", graphs)):
        if address or option == "store":
            _checked(option, address)
    beside, _, last = query.partition("?")[0].rpartition("/")
    usual = [f"{beside}/{name}" for name in _CUSTOMARY.get(last, ())] or ["", ""]
    return Places(query, update or usual[0], graphs or usual[1])


def _checked(option: str, address: str) -> None:
    try:
        place = urlsplit(address)
        named = place.scheme in ("http", "https") and bool(place.hostname) and (place.port or 1) > 0
    except ValueError:
        named = False
    if "@" in address.partition("://")[2].partition("/")[0]:
        raise BadInput(
            "--{option}: an address is shown to all who look; "
            "leave the user out of it and set KG_STORE_USER and KG_STORE_PASSWORD",
            option=option,
        )
    if not named or not address.isascii() or not address.isprintable() or " " in address:
        raise BadInput(
            "--{option} {address}: is no address; give one such as http://127.0.0.1:7878/query",
            option=option,
            address=address,
        )
