"""Store: quads in Oxigraph, in memory or on disk, the same quads as files, and the folder that holds them."""

from kg.store.folder import replace, replaceable
from kg.store.quads import FOLDER, add, dump, load_turtle, open_build, triples, write

__all__ = ["FOLDER", "add", "dump", "load_turtle", "open_build", "replace", "replaceable", "triples", "write"]
