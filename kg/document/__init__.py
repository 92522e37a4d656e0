"""Document: a source's text made even for reading, its outline, its tables, and the grammar of numbers."""

from kg.document.block import Block
from kg.document.clean import Clean, cleaned
from kg.document.outline import outline
from kg.document.table import tables
from kg.document.table_value import Cell, Table

__all__ = ["Block", "Cell", "Clean", "Table", "cleaned", "outline", "tables"]
