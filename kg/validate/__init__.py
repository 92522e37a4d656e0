"""Validate: hold what is asserted against the shapes, and the store against the check queries.

Shapes judge what records assert, with the types of super-classes and nothing else inferred, so that a wrong
link cannot make itself right. The engines are loaded when they are used.
"""

from kg.validate.again import again
from kg.validate.checking import Check, check, checks
from kg.validate.engines import ENGINES, by_shapes, conform, examine
from kg.validate.facts import Facts, facts, judged, learn
from kg.validate.finding import NOTE, SEVERITIES, VIOLATION, WARNING, Finding, emit
from kg.validate.nearby import Answer, Asked, nearby
from kg.validate.reach import Query
from kg.validate.rules import shapes

__all__ = [
    "ENGINES",
    "NOTE",
    "SEVERITIES",
    "VIOLATION",
    "WARNING",
    "Answer",
    "Asked",
    "Check",
    "Facts",
    "Finding",
    "Query",
    "again",
    "by_shapes",
    "check",
    "checks",
    "conform",
    "emit",
    "examine",
    "facts",
    "judged",
    "learn",
    "nearby",
    "shapes",
]
