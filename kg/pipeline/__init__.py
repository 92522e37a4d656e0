"""The pipeline: from paths of records and documents to a finished build, or to a clear word on why not."""

from kg.pipeline.accepting import accepted, unreviewed
from kg.pipeline.building import Built, build, topics
from kg.pipeline.shelving import put_whole, shelve_draft
from kg.pipeline.working import Outcome, outcomes

__all__ = [
    "Built",
    "Outcome",
    "accepted",
    "build",
    "outcomes",
    "put_whole",
    "shelve_draft",
    "topics",
    "unreviewed",
]
