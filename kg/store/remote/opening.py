"""Open a server as a store: to be asked, or to be given a build."""

from kg.errors import BadInput
from kg.names import VOCABULARY_BASE
from kg.store.remote.asking import Remote
from kg.store.remote.calls import Caller
from kg.store.remote.credentials import from_environment
from kg.store.remote.endpoint import Endpoint
from kg.store.remote.places import places
from kg.store.remote.queries import own_query
from kg.store.remote.scope import Scope


def server(store: str, *, base: str = VOCABULARY_BASE, seconds: float = 600, most: int = 1 << 30) -> Remote:
    """The server that answers queries at `store`, not asked yet; `seconds` and `most` bytes limit an answer.

    The user and password are those of the environment. Where the server holds builds of several bases, that
    of `base` is meant. Raises BadInput where the address cannot be one.
    """
    return _remote(Endpoint(places(store), Caller(from_environment(), seconds, most)), base)


def open_server(store: str, update: str = "", graphs: str = "", *, base: str = VOCABULARY_BASE) -> Remote:
    """The server that answers queries at `store`, and takes updates and graphs at the others.

    User and base as for `server`. Raises BadInput where an address cannot be one, Unreachable or BadQuery
    where no SPARQL server answers.
    """
    endpoint = Endpoint(places(store, update, graphs), Caller(from_environment()))
    endpoint.ask(own_query("nothing"))
    return _remote(endpoint, base)


def open_server_build(store: str, *, base: str = VOCABULARY_BASE) -> Remote:
    """The build on a server, to be read; raises as `open_server` does, and BadInput where there is none."""
    remote = open_server(store, base=base)
    if not remote.graphs().marked:
        raise BadInput(
            "{store}: holds no graph of ours; put one there with 'kg build --store {store}'", store=store
        )
    return remote


def _remote(endpoint: Endpoint, base: str) -> Remote:
    return Remote(endpoint, Scope(endpoint, base))
