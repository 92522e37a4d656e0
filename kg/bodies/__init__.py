"""Bodies: the authority list of Party, State and mass organisations, and reading their names."""

from kg.bodies.finding import mentions
from kg.bodies.groups import is_collective
from kg.bodies.known import authority, is_listed, issuers
from kg.bodies.listing import listed
from kg.bodies.minting import kind_of
from kg.bodies.placing import context_of
from kg.bodies.resolving import resolve
from kg.bodies.spelling import written_out
from kg.bodies.units import unit_named
from kg.bodies.values import Context, Mention, Resolved

__all__ = [
    "Context",
    "Mention",
    "Resolved",
    "authority",
    "context_of",
    "is_collective",
    "is_listed",
    "issuers",
    "kind_of",
    "listed",
    "mentions",
    "resolve",
    "unit_named",
    "written_out",
]
