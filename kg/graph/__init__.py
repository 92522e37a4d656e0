"""Graph: records become quads, each document's in named graphs of its own."""

from kg.graph.emission import Quad, emit, emit_file
from kg.graph.whereabouts import whereabouts
from kg.graph.writing import Writer

__all__ = ["Quad", "Writer", "emit", "emit_file", "whereabouts"]
