"""Diff: what was added, removed and changed between two builds, record sets or versions of a document."""

from kg.diff.comparing import Change, Difference, compare
from kg.diff.page import page
from kg.diff.telling import as_json, as_table, summary
from kg.diff.version import Version, open_versions

__all__ = [
    "Change",
    "Difference",
    "Version",
    "as_json",
    "as_table",
    "compare",
    "open_versions",
    "page",
    "summary",
]
