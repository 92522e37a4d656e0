"""Reason: `infer` materialises what follows from records; `kg.reason.dl` asks an OWL 2 DL reasoner."""

from kg.reason.rules import infer

__all__ = ["infer"]
