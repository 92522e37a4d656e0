"""Turn Vietnamese policy documents into a knowledge graph that can be trusted."""

__version__ = "0.1.0"
