"""Store: quads in Oxigraph, the same quads as files or on a server, and the folder that holds a build."""

from kg.store.file import put_file
from kg.store.folder import replace, replaceable
from kg.store.forms import GRAPH_FORMS, QUAD_FORMS, TABLE_FORMS, media_type
from kg.store.inputs import Input, Inputs, read_inputs, write_inputs
from kg.store.lexing import outside_braces, tokens
from kg.store.quads import (
    FOLDER,
    add,
    change,
    dump,
    graph_lines,
    in_xml,
    load_files,
    load_turtle,
    open_build,
    snapshot,
    triples,
    write,
)
from kg.store.remote import (
    Deriving,
    Remote,
    Unreachable,
    open_server,
    open_server_build,
    put,
    server,
    writable,
)

__all__ = [
    "FOLDER",
    "GRAPH_FORMS",
    "QUAD_FORMS",
    "TABLE_FORMS",
    "Deriving",
    "Input",
    "Inputs",
    "Remote",
    "Unreachable",
    "add",
    "change",
    "dump",
    "graph_lines",
    "in_xml",
    "load_files",
    "load_turtle",
    "media_type",
    "open_build",
    "open_server",
    "open_server_build",
    "outside_braces",
    "put",
    "put_file",
    "read_inputs",
    "replace",
    "replaceable",
    "server",
    "snapshot",
    "tokens",
    "triples",
    "writable",
    "write",
    "write_inputs",
]
