"""What is fuzzed: each target takes any bytes and raises only where the project errs."""

from collections.abc import Callable
from dataclasses import dataclass

from fuzz.targets.asking import ask, sparql
from fuzz.targets.files import docx, html, pdf, rdf, text, xlsx
from fuzz.targets.grammar import grammar
from fuzz.targets.reading import extract
from fuzz.targets.recording import records
from fuzz.targets.requesting import request


@dataclass(frozen=True, slots=True)
class Target:
    """A target, what it gives the bytes to, and the longest input that is tried, in bytes."""

    run: Callable[[bytes], None]
    gives_to: str
    longest: int


TARGETS = {
    "text": Target(text, "`source.read` on .txt: encodings, old fonts", 2048),
    "html": Target(html, "`source.read` on .html", 4096),
    "docx": Target(docx, "`source.read` on .docx, as an archive or as the parts of one", 8192),
    "xlsx": Target(xlsx, "`source.read` on .xlsx, as an archive or as the parts of one", 8192),
    "pdf": Target(pdf, "`source.read` on .pdf", 8192),
    "extract": Target(extract, "`extract.read`, `drafting.draft`, the draft written and read back", 2048),
    "grammar": Target(grammar, "numbers, dates, deadlines, EDTF", 512),
    "records": Target(records, "`records.read`, `records.check`, `graph.emit`; written and read back", 4096),
    "rdf": Target(rdf, "`kg check`: six syntaxes of RDF, then shapes and checks", 4096),
    "sparql": Target(sparql, "`query.examine`, `query.bind`, the server's limits, `query.run`", 400),
    "ask": Target(ask, "`query.answer` and `query.resolve_thing` by any question, name and value", 1024),
    "request": Target(request, "the server's application, from path, headers and body to the answer", 2048),
}
