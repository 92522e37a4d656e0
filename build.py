"""Build the knowledge graph: of the reviewed corpus, or of `python build.py PATH...`."""

import sys

from kg.cli import main

if __name__ == "__main__":
    sys.exit(main(["build", *sys.argv[1:]]))
