"""A fuzzing run whose target fails at its fiftieth input: `python fuzzed.py LOG`."""

import sys
from dataclasses import replace

from fuzz.run import main
from fuzz.targets import TARGETS

tried: list[bytes] = []


def fails(content: bytes) -> None:
    tried.append(content)
    if len(tried) > 50:
        raise RuntimeError("the fiftieth")


if __name__ == "__main__":
    TARGETS["text"] = replace(TARGETS["text"], run=fails)
    sys.exit(main(["--seconds", "5", "--target", "text", "--log", sys.argv[1]]))
