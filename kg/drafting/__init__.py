"""Drafting: what was read in a document becomes draft records, as values, YAML and the reader's JSON."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from kg.drafting.drafted import Draft
from kg.drafting.marking import doubts, untouched, without_marks
from kg.drafting.writing import as_yaml, plain

if TYPE_CHECKING:
    from kg.drafting.composing import draft
    from kg.drafting.summing import summary
    from kg.drafting.telling import as_contract

__all__ = [
    "Draft",
    "as_contract",
    "as_yaml",
    "doubts",
    "draft",
    "plain",
    "summary",
    "untouched",
    "without_marks",
]

# What only reading needs: a build of records alone need not compile its patterns.
_LATER = {"as_contract": "telling", "draft": "composing", "summary": "summing"}


def __getattr__(name: str) -> Any:
    if name not in _LATER:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_LATER[name]}"), name)
