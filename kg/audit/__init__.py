"""Audit: what the records say, held against their texts and against one another."""

from kg.audit.clarities import CLARITIES, clarities, unclear
from kg.audit.rules import Rule, audit, rules

__all__ = ["CLARITIES", "Rule", "audit", "clarities", "rules", "unclear"]
