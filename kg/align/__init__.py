"""Align: records and texts held against each other, words found where no place is recorded yet."""

from kg.align.claims import Claim, claims
from kg.align.editing import Fill, fill
from kg.align.finding import occurrences
from kg.align.matching import Text
from kg.align.placing import STATUSES, Placing, Status, align, recorded
from kg.align.verifying import verify

__all__ = [
    "STATUSES",
    "Claim",
    "Fill",
    "Placing",
    "Status",
    "Text",
    "align",
    "claims",
    "fill",
    "occurrences",
    "recorded",
    "verify",
]
