"""Drafting: what was read in a document becomes draft records, as values, YAML and the reader's JSON."""

from kg.drafting.composing import Draft, draft
from kg.drafting.summing import summary
from kg.drafting.telling import as_contract
from kg.drafting.writing import as_yaml, plain, without_marks

__all__ = ["Draft", "as_contract", "as_yaml", "draft", "plain", "summary", "without_marks"]
