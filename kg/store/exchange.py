"""Exchange two folders at one stroke, so that nobody finds neither of them."""

import ctypes
import os
import sys
from pathlib import Path

# Linux, renameat2(2): paths count from the working folder, and the two change places.
_HERE, _EXCHANGE = -100, 2


def exchanged(one: Path, other: Path) -> bool:
    """Whether two folders of one disk have changed places; False, and nothing done, where they cannot.

    Not every system and not every disk can: it takes Linux and one that knows renameat2, as most do.
    """
    if sys.platform != "linux":
        return False
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    return not rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE)
