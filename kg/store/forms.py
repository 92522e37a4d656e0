"""The forms in which graphs, quads and tables are written, by the end of their files.

The names that people know them by and the media types, as they are registered with IANA, are those of
pyoxigraph's formats.

>>> media_type(GRAPH_FORMS["ttl"]), GRAPH_FORMS["ttl"].name, media_type(TABLE_FORMS["csv"])
('text/turtle', 'Turtle', 'text/csv')
"""

from pyoxigraph import QueryResultsFormat, RdfFormat

# In the order of preference where a client likes several as much.
GRAPH_FORMS = {
    "ttl": RdfFormat.TURTLE,
    "jsonld": RdfFormat.JSON_LD,
    "nt": RdfFormat.N_TRIPLES,
    "rdf": RdfFormat.RDF_XML,
}
QUAD_FORMS = {"nq": RdfFormat.N_QUADS, "trig": RdfFormat.TRIG}
TABLE_FORMS = {
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
}


def media_type(form: RdfFormat | QueryResultsFormat) -> str:
    """The media type of a form, without parameters."""
    return form.media_type.partition(";")[0]
