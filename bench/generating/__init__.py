"""Documents made up: seeded, any number, as texts, as records and as quads, with the truth about them."""

from generating.series import FAMILY, PLANTED, RATE, plans
from generating.streaming import nquads, quads, records, texts, written
from generating.writing import Wanted, write

__all__ = [
    "FAMILY",
    "PLANTED",
    "RATE",
    "Wanted",
    "nquads",
    "plans",
    "quads",
    "records",
    "texts",
    "write",
    "written",
]
