"""Reason: what follows from what records assert. `infer` materialises it; `kg.reason.dl` asks a complete OWL 2 DL reasoner."""

from kg.reason.rules import infer

__all__ = ["infer"]
