"""Build the knowledge graph: `python build.py` for the reviewed corpus, `python build.py PATH...` for records and texts of your own."""

import sys

from kg.cli import main

if __name__ == "__main__":
    sys.exit(main(["build", *sys.argv[1:]]))
