"""Remote: a SPARQL 1.1 server in the place of a store on disk, to ask, to derive in, to put a build into."""

from kg.store.remote.asking import Remote
from kg.store.remote.calls import Unreachable
from kg.store.remote.deriving import Deriving
from kg.store.remote.opening import open_server, open_server_build, server
from kg.store.remote.putting import put, writable

__all__ = [
    "Deriving",
    "Remote",
    "Unreachable",
    "open_server",
    "open_server_build",
    "put",
    "server",
    "writable",
]
