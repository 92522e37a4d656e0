"""Audit: what the records say, held against their texts and against one another."""

from kg.audit.again import audit_again
from kg.audit.clarities import BY_DOCUMENT, CLARITIES, clarities, unclear
from kg.audit.rules import Rule, audit, rules

__all__ = ["BY_DOCUMENT", "CLARITIES", "Rule", "audit", "audit_again", "clarities", "rules", "unclear"]
