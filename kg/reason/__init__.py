"""Reason: `infer` materialises what follows from records, `infer_again` keeps that up to date.

`kg.reason.dl` asks an OWL 2 DL reasoner.
"""

from kg.reason.again import Change, infer_again
from kg.reason.rules import infer

__all__ = ["Change", "infer", "infer_again"]
