"""Fuzz one target until its time is over: `python -m fuzz.drive TARGET SECONDS FOLDER...`.

Inputs that are found are kept in the first folder, those of the others are tried too. Ends with a status that
is not 0 where an input crashes, or takes more than five seconds of processor time; the input lies in the
working folder then.
"""

import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

import atheris

if TYPE_CHECKING:
    from fuzz.targets import Target

# In seconds of processor time; and, behind it, of the clock, for what does not come back to Python at all.
SECONDS, CLOCK = 5, 60
MEMORY = 2048
_INSTRUMENTED = ["kg", "fuzz", "openpyxl", "rdflib.plugins.sparql"]


class Hang(BaseException):
    """An input that takes too long; nothing catches it on the way."""


def _hangs(number: int, frame: FrameType | None) -> None:
    raise Hang(f"over {SECONDS} seconds of processor time")


def targets() -> "dict[str, Target]":
    """The targets by name, with all that they load instrumented, which takes seconds the first time."""
    with atheris.instrument_imports(include=_INSTRUMENTED):
        from fuzz.targets import TARGETS
    return TARGETS


def main(arguments: Sequence[str]) -> None:
    """Fuzz as the arguments say; does not return."""
    name, seconds, *folders = arguments
    # Recognition of scans starts a program for each page; what that does is not what is fuzzed here.
    os.environ["PATH"] = ""
    target = targets()[name]
    with atheris.instrument_imports(include=_INSTRUMENTED):
        # What loads modules when it is called loads them here, where they are instrumented.
        for path in sorted(path for folder in folders for path in Path(folder).glob("*") if path.is_file()):
            target.run(path.read_bytes())

    def one(content: bytes) -> None:
        signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
        try:
            target.run(content)
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)

    signal.signal(signal.SIGVTALRM, _hangs)
    options = [f"-max_total_time={seconds}", f"-timeout={CLOCK}", f"-rss_limit_mb={MEMORY}"]
    options += [f"-max_len={target.longest}", "-print_final_stats=1", f"-report_slow_units={CLOCK}"]
    atheris.Setup(["fuzz", *options, *folders], one)
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1:])
