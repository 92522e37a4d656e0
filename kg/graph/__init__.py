"""Graph: records become quads, each document's in named graphs of its own."""

from kg.graph.emission import Quad, emit
from kg.graph.whereabouts import whereabouts

__all__ = ["Quad", "emit", "whereabouts"]
