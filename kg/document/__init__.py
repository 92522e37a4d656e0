"""Document: a source's text made even for reading, its outline, its tables, and the grammar of numbers."""

from kg.document.clean import Clean, cleaned
from kg.document.outline import Block, outline
from kg.document.table import Cell, Table, tables

__all__ = ["Block", "Cell", "Clean", "Table", "cleaned", "outline", "tables"]
