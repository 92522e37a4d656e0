"""Make documents up: a folder of texts, records and the truth about them, or the quads that the records give.

    python bench/generate.py --documents 1000 -o FOLDER
    python bench/generate.py --documents 1000 -o FILE.nq --as quads

Every document's content is put together from word lists of `generating`, so nothing in it is anyone's text;
bodies and places are real. The folder holds `texts/`, `records/` (docs/records.md), `gold/` for some of them
(docs/reading.md) and `planted.jsonl`: each error that was put in, with the rule of the audit that finds it.
"""

import argparse
from pathlib import Path

from generating import RATE, Wanted, nquads, quads, write

# Quads of an asserted or judged graph for a document, on average over its family of twenty, without quotes.
QUADS_A_DOCUMENT = 178


def main() -> None:
    parser = argparse.ArgumentParser(description="Make documents up, as texts and records or as quads.")
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--errors", type=float, default=RATE, help="the share of documents with an error")
    parser.add_argument("--gold", type=int, default=100, help="for about how many documents to write gold")
    parser.add_argument("--as", dest="form", choices=("folder", "quads"), default="folder")
    parser.add_argument("--texts-only", action="store_true", help="write no records")
    parser.add_argument("-o", "--output", type=Path, required=True, help="a folder, or a file of quads")
    options = parser.parse_args()
    if options.form == "quads":
        with options.output.open("w", encoding="utf-8") as file:
            file.writelines(nquads(quads(options.documents, options.seed, rate=options.errors)))
        return
    wanted = Wanted(
        options.documents, options.seed, options.errors, records=not options.texts_only, gold=options.gold
    )
    errors = write(wanted, options.output)
    print(f"{options.documents} documents, {errors} errors planted")


if __name__ == "__main__":
    main()
