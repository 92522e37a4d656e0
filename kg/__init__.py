"""Turn Vietnamese policy documents into a knowledge graph that can be trusted."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.built import Built

__version__ = "0.1.0"


def open(folder: str | Path = "build", *, lang: str = "vi") -> "Built":
    """The built graph in a folder, or on the SPARQL server at an address, for Python and notebooks.

    See `kg.built` for what can be done with it. Raises BadInput where there is none.
    """
    from kg.built import open_built

    return open_built(folder, lang=lang)
