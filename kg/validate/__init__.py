"""Validate: hold what is asserted against the shapes, and the store against the check queries.

Shapes judge what records assert, with the types of super-classes and nothing else inferred, so that a wrong
link cannot make itself right. The engines are loaded when they are used.
"""

from kg.validate.again import again
from kg.validate.checking import check, checks
from kg.validate.engines import ENGINES, conform, examine
from kg.validate.facts import Facts, facts, judged, learn
from kg.validate.finding import NOTE, SEVERITIES, VIOLATION, WARNING, Finding, emit
from kg.validate.rules import shapes

__all__ = [
    "ENGINES",
    "NOTE",
    "SEVERITIES",
    "VIOLATION",
    "WARNING",
    "Facts",
    "Finding",
    "again",
    "check",
    "checks",
    "conform",
    "emit",
    "examine",
    "facts",
    "judged",
    "learn",
    "shapes",
]
