"""The bulk path: many documents read, decided on, emitted, judged and kept in parts, on all cores."""

from kg.pipeline.bulk.building import BuiltInBulk, build_in_bulk
from kg.pipeline.bulk.mapping import Here, Mapper, Processes
from kg.pipeline.bulk.watching import Answer, Watch, on_terminal, unwatched

__all__ = [
    "Answer",
    "BuiltInBulk",
    "Here",
    "Mapper",
    "Processes",
    "Watch",
    "build_in_bulk",
    "on_terminal",
    "unwatched",
]
