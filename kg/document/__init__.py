"""Document: a source's text made even for reading, its outline, its tables, and the grammar of numbers."""

from kg.document.clean import Clean, cleaned
from kg.document.outline import Block, outline

__all__ = ["Block", "Clean", "cleaned", "outline"]
