"""Audit: what the records say, held against their texts and against one another."""

from kg.audit.again import audit_again
from kg.audit.clarities import BY_DOCUMENT, CLARITIES, WHEN, Clarity, clarities
from kg.audit.rules import Rule, as_read, audit, rules

__all__ = [
    "BY_DOCUMENT",
    "CLARITIES",
    "WHEN",
    "Clarity",
    "Rule",
    "as_read",
    "audit",
    "audit_again",
    "clarities",
    "rules",
]
