"""Graph: records become quads, each document's in a named graph of its own; only what records assert or judge."""

from kg.graph.emission import Quad, emit
from kg.graph.whereabouts import whereabouts

__all__ = ["Quad", "emit", "whereabouts"]
