"""The generator of made-up documents, which lies in bench/ and is no part of the package."""

import sys
from pathlib import Path

# Behind all else, since bench/ and tests/ have modules of one name.
sys.path.append(str(Path(__file__).parent.parent / "bench"))

import generating

__all__ = ["generating"]
