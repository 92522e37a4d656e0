"""Media types as they are registered, by the ends of files and by the kinds of answers.

Sources: the IANA registry of media types; SPARQL 1.1 Protocol, section 2.1.
"""

from kg.store import GRAPH_FORMS, QUAD_FORMS, TABLE_FORMS, media_type

# The forms of one resource, in the order of preference where a client likes several as much.
FORMS = {"html": "text/html"} | {end: media_type(form) for end, form in GRAPH_FORMS.items()}
LANGUAGES = ("vi", "en")
# The forms of a table, and of the answer to a yes-or-no question, which CSV and TSV cannot hold.
TABLES = {end: media_type(form) for end, form in TABLE_FORMS.items()}
BOOLEANS = {name: TABLES[name] for name in ("json", "xml")}
GRAPHS = {name: FORMS[name] for name in ("ttl", "nt", "jsonld", "rdf")}
# Names that clients ask for by custom: https://www.w3.org/TR/sparql11-protocol/#conneg leaves room for them.
CUSTOMARY = {
    "application/json": "json",
    "application/xml": "xml",
    "text/xml": "xml",
}
PROBLEM = "application/problem+json"
_TEXTS = ("text/", "application/xml")
_OTHERS = {
    "json": "application/json",
    "xml": "application/xml",
    "js": "text/javascript",
    "mjs": "text/javascript",
    "css": "text/css",
    "txt": "text/plain",
    "sha256": "text/plain",
    "md": "text/markdown",
    "csv": TABLES["csv"],
    "svg": "image/svg+xml",
    "png": "image/png",
    "ico": "image/vnd.microsoft.icon",
    "woff2": "font/woff2",
    "wasm": "application/wasm",
    "gz": "application/gzip",
    "zip": "application/zip",
}
BY_END = FORMS | {end: media_type(form) for end, form in QUAD_FORMS.items()} | _OTHERS
UNKNOWN = "application/octet-stream"
# Files without an end: VoID's well-known place (https://www.w3.org/TR/void/#well-known).
WELL_KNOWN = {"/.well-known/void": FORMS["ttl"]}


def content_type(media: str) -> str:
    """The Content-Type of a media type: text says that it is UTF-8, the others have no such parameter.

    >>> content_type("text/turtle"), content_type("application/ld+json")
    ('text/turtle; charset=utf-8', 'application/ld+json')
    """
    return f"{media}; charset=utf-8" if media.startswith(_TEXTS) else media


def of_path(path: str) -> str:
    """The media type of a file, by the end of its path."""
    if path in WELL_KNOWN:
        return WELL_KNOWN[path]
    return BY_END.get(path.rpartition("/")[2].rpartition(".")[2].lower(), UNKNOWN)
