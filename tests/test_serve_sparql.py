"""The endpoint of `kg serve`: the W3C's protocol tests, forms of answers, limits that say so, and real clients."""

import csv
import io
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode
from xml.etree import ElementTree

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, Store, parse
from rdflib import DCTERMS, RDF, Graph, Namespace
from rdflib.collection import Collection
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from rdflib.term import BNode, Node
from serving import FORM, Reply, Server, free_port, listener, running, serving
from SPARQLWrapper import JSON, POST, SPARQLWrapper

from kg.cli import main
from kg.pipeline import build
from kg.serve.clauses import limited, outermost

MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
HT = Namespace("http://www.w3.org/2011/http#")
CNT = Namespace("http://www.w3.org/2011/content#")
SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
# A read-only service refuses these, which the W3C lets succeed; it is tested below that it does.
UPDATING = {
    "update_dataset_default_graph", "update_dataset_default_graphs", "update_dataset_named_graphs",
    "update_dataset_full", "update_post_form", "update_post_direct", "update_base_uri",
}  # fmt: skip
COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"


@pytest.fixture(scope="module")
def server(built: Path) -> Iterator[Server]:
    with serving("--build", built, "--rows", "50", "--triples", "40", "--quiet") as started:
        yield started


@pytest.fixture(scope="module")
def protocol(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The endpoint over the data of the W3C's tests."""
    folder, suite = tmp_path_factory.mktemp("protocol"), shared / "suites" / "sparql-protocol"
    store = Store(str(folder / "store"))
    for name in ("data1", "data2", "data3"):
        graph = NamedNode(f"http://kasei.us/2009/09/sparql/data/{name}.rdf")
        store.extend(
            Quad(q.subject, q.predicate, q.object, graph) for q in parse(path=str(suite / f"{name}.nt"))
        )
    store.flush()
    del store
    with serving("--build", folder, "--quiet") as started:
        yield started


def test_the_w3cs_protocol_tests_that_apply_pass(shared: Path, protocol: Server) -> None:
    manifest = Graph().parse(shared / "suites" / "sparql-protocol" / "manifest.ttl")
    entries = Collection(manifest, manifest.value(manifest.value(None, RDF.type, MF.Manifest), MF.entries))
    failed, passed = {}, 0
    for test in entries:
        name = str(test).rpartition("#")[2]
        if name in UPDATING:
            continue
        requests = Collection(manifest, manifest.value(manifest.value(test, MF.action), HT.requests))
        wrong = [said for request in requests if (said := judged(manifest, request, protocol))]
        failed.update({name: wrong} if wrong else {})
        passed += not wrong
    assert failed == {}
    assert passed == 27


def judged(manifest: Graph, request: Node, server: Server) -> str:
    """What is wrong with the answer to a request of the manifest; nothing where nothing is."""
    reply = sent(manifest, request, server)
    expected = manifest.value(request, HT.resp)
    statuses = {str(status)[-3] for status in manifest.objects(expected, MF.expectedStatus)}
    if str(reply.status)[0] not in statuses:
        return f"status {reply.status}: {reply.text}"
    media = reply.headers["content-type"].partition(";")[0]
    kind = str(manifest.value(expected, MF.expectedFormat) or "")
    kinds = {
        "": media,
        "boolean": "application/sparql-results+json",
        "tabular": "application/sparql-results+json",
        "RDF": "text/turtle",
    }
    if media != kinds[kind]:
        return f"{media} for {kind}"
    truth = manifest.value(expected, MF.expectedBoolean)
    return "" if truth is None or json.loads(reply.body)["boolean"] == truth.toPython() else reply.text  # type: ignore[attr-defined]


def sent(manifest: Graph, request: Node, server: Server) -> Reply:
    path = str(manifest.value(request, HT.absolutePath))
    listed = manifest.value(request, HT.headers)
    headers = {
        str(manifest.value(header, HT.fieldName)): str(manifest.value(header, HT.fieldValue))
        for header in (Collection(manifest, listed) if isinstance(listed, BNode) else ())
    }
    content = manifest.value(request, HT.body)
    body = None if content is None else str(manifest.value(content, CNT.chars))
    encoding = "utf-16" if "UTF-16" in headers.get("content-type", "") else "utf-8"
    method = str(manifest.value(request, HT.methodName))
    return server.ask(method, path, headers, body.encode(encoding) if body is not None else None)


@pytest.mark.parametrize(
    "body", ["CLEAR ALL", "INSERT DATA { <a:a> <a:b> <a:c> }", "LOAD <http://example.org/>", "DROP ALL"]
)
def test_updates_are_refused_in_every_way_that_one_can_be_sent(server: Server, body: str) -> None:
    before = server.query(COUNT).body
    update = "application/sparql-update"
    replies = [
        server.ask("POST", "/sparql", {"Content-Type": update}, body),
        server.ask("POST", "/sparql", {"Content-Type": FORM}, urlencode({"update": body})),
        server.ask("GET", f"/sparql?{urlencode({'update': body})}"),
        server.query(body),
        server.post(body),
    ]
    assert {reply.status for reply in replies} == {403}
    assert all("read-only" in reply.text for reply in replies)
    assert server.query(COUNT).body == before


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("*/*", "application/sparql-results+json"),
        ("application/json", "application/sparql-results+json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv;q=0.9, text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        ("text/csv", "text/csv; charset=utf-8"),
    ],
)
def test_rows_come_in_the_form_that_is_wanted(server: Server, accept: str, media: str) -> None:
    reply = server.query("SELECT ?s WHERE { ?s ?p ?o } LIMIT 3", accept)
    assert (reply.status, reply.headers["content-type"]) == (200, media)
    assert reply.headers["vary"] == "Accept"


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
@pytest.mark.parametrize(
    "accept", ["text/turtle", "application/n-triples", "application/ld+json", "application/rdf+xml"]
)
def test_triples_come_in_the_form_that_is_wanted(server: Server, accept: str) -> None:
    for query in (
        "CONSTRUCT { ?s a ?o } WHERE { ?s a ?o } LIMIT 5",
        "DESCRIBE <https://w3id.org/vnpolicy/ns#Task>",
    ):
        reply = server.query(query, accept)
        assert reply.headers["content-type"].partition(";")[0] == accept
        assert len(Graph().parse(data=reply.text, format=accept)) >= 5


def test_a_form_that_there_is_not_is_refused(server: Server) -> None:
    assert server.query("ASK {}", "text/csv").status == 406
    assert server.query("SELECT * {}", "text/turtle").status == 406
    assert server.query("CONSTRUCT WHERE { ?s ?p ?o }", "text/csv").status == 406


def test_rows_beyond_the_limit_are_announced_in_the_answer(server: Server) -> None:
    every = "SELECT ?s ?p ?o WHERE { ?s ?p ?o }"
    cut = server.query(every)
    assert len(json.loads(cut.body)["results"]["bindings"]) == 50
    assert json.loads(cut.body)["head"]["link"] == ["/limits#rows"]
    xml = server.query(every, "application/sparql-results+xml")
    assert (xml.text.count("<result>"), "/limits#rows" in xml.text) == (50, True)
    tables = [server.query(every, accept) for accept in ("text/csv", "text/tab-separated-values")]
    assert [len(list(csv.reader(io.StringIO(reply.text, newline="")))) for reply in tables[:1]] == [51]
    assert tables[1].text.count("\n") == 51
    for reply in (cut, xml, *tables):
        assert reply.headers["x-answer-cut"] == "50"
        assert "cut at 50" in reply.headers["warning"]
    assert json.loads(server.get("/limits").body)["rows"] == 50


def test_a_table_is_cut_between_rows_whatever_they_hold(server: Server) -> None:
    long, odd = "x" * 140_000, 'a ""quoted""\\n line'.replace('""', '\\"')
    values = " ".join(f'("{text}" {at})' for at, text in enumerate([long, odd] + ["a"] * 60))
    for accept, end in (("text/csv", b"\r\n"), ("text/tab-separated-values", b"\n")):
        reply = server.post(f"SELECT ?text ?at {{ VALUES (?text ?at) {{ {values} }} }}", accept)
        assert (reply.status, reply.headers.get("x-answer-cut")) == (200, "50"), reply.text[:200]
        assert reply.body.endswith(end)
        assert int(reply.body.splitlines()[-1].split(b"," if end == b"\r\n" else b"\t")[-1]) == 49
        assert long in reply.text


def test_an_answer_in_xml_is_xml_whatever_characters_it_holds(server: Server) -> None:
    for query, accept in (
        ('SELECT ("a\\fb" AS ?text) {}', "application/sparql-results+xml"),
        ('CONSTRUCT { <urn:a> <urn:x:b> "a\\fb" } {}', "application/rdf+xml"),
    ):
        reply = server.query(query, accept)
        assert "a\ufffdb" in "".join(ElementTree.fromstring(reply.body).itertext())


def test_a_parameter_behind_the_charset_is_no_part_of_it(server: Server) -> None:
    headers = {"Content-Type": f"{FORM}; charset=utf-8; boundary=none"}
    assert server.ask("POST", "/sparql", headers, urlencode({"query": "ASK {}"})).status == 200
    headers = {"Content-Type": f"{FORM}; charset=utf-16"}
    assert server.ask("POST", "/sparql", headers, urlencode({"query": "ASK {}"})).status == 415


def test_an_answer_at_the_limit_is_whole_and_says_nothing(server: Server) -> None:
    for query in ("SELECT ?s WHERE { ?s ?p ?o } LIMIT 50", "SELECT ?s WHERE { ?s ?p ?o } LIMIT 7"):
        reply = server.query(query)
        assert "x-answer-cut" not in reply.headers
        assert "link" not in json.loads(reply.body)["head"]
    assert "x-answer-cut" in server.query("SELECT ?s WHERE { ?s ?p ?o } LIMIT 51").headers


def test_triples_beyond_the_limit_are_announced(server: Server) -> None:
    reply = server.query("CONSTRUCT WHERE { ?s ?p ?o }", "application/n-triples")
    assert (reply.headers["x-answer-cut"], len(list(parse(reply.body, format=RdfFormat.N_TRIPLES)))) == (
        "40",
        40,
    )
    assert "cut at 40" in reply.text


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("SELECT * { ?s ?p ?o }", "SELECT * { ?s ?p ?o }\nLIMIT 9"),
        ("SELECT * { ?s ?p ?o } LIMIT 5", "SELECT * { ?s ?p ?o } LIMIT 5"),
        ("SELECT * { ?s ?p ?o } limit 500 OFFSET 3", "SELECT * { ?s ?p ?o } LIMIT 9 OFFSET 3"),
        ("SELECT * { { SELECT * { ?s ?p 'LIMIT 3' } LIMIT 7 } }", "SELECT * { { SELECT * { ?s ?p 'LIMIT 3' } LIMIT 7 } }\nLIMIT 9"),
        ("SELECT * { ?s ?p ?o } # LIMIT 2", "SELECT * { ?s ?p ?o } # LIMIT 2\nLIMIT 9"),
        ("PREFIX limit: <a:#> SELECT * { limit:x ?p <b:#LIMIT> } VALUES ?p { <a:b> }", "PREFIX limit: <a:#> SELECT * { limit:x ?p <b:#LIMIT> }  LIMIT 9 VALUES ?p { <a:b> }"),
        ("SELECT ?limit { ?limit ?p ?o FILTER(?limit < 3) } ORDER BY ?limit", "SELECT ?limit { ?limit ?p ?o FILTER(?limit < 3) } ORDER BY ?limit\nLIMIT 9"),
    ],
)  # fmt: skip
def test_a_limit_is_set_where_the_outermost_query_has_it(query: str, expected: str) -> None:
    assert limited(query, 9) == expected
    Store().query(expected)


def test_the_outermost_clauses_are_seen() -> None:
    assert outermost("SELECT ?s FROM <a:b> { ?s ?p 'FROM' { SELECT * { } } } VALUES ?s { 1 }") == [
        "SELECT",
        "FROM",
        "VALUES",
    ]


def test_the_default_graph_is_all_graphs_unless_the_query_or_the_request_names_graphs(
    server: Server, store: Store
) -> None:
    graph = "https://w3id.org/vnpolicy/graph/ontology/policy"
    whole = len({quad.triple for quad in store})
    part = len(list(store.quads_for_pattern(None, None, None, NamedNode(graph))))
    assert int(value(server.query(COUNT))) == whole
    assert int(value(server.query(f"SELECT (COUNT(*) AS ?n) FROM <{graph}> {{ ?s ?p ?o }}"))) == part
    named = server.ask("GET", "/sparql?" + urlencode({"query": COUNT, "default-graph-uri": graph}))
    assert int(value(named)) == part < whole
    other = server.ask("GET", "/sparql?" + urlencode({"query": COUNT, "named-graph-uri": graph}))
    assert int(value(other)) == 0


def value(reply: Reply) -> str:
    return str(json.loads(reply.body)["results"]["bindings"][0]["n"]["value"])


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
@pytest.mark.parametrize("accept", ["*/*", "text/turtle", "application/rdf+xml", "application/ld+json"])
def test_without_a_query_the_endpoint_describes_itself(server: Server, store: Store, accept: str) -> None:
    reply = server.get("/sparql", Accept=accept)
    media = reply.headers["content-type"].partition(";")[0]
    assert (reply.status, media) == (200, "text/turtle" if accept == "*/*" else accept)
    graph = Graph().parse(data=reply.text, format=media, publicID=f"{server.url}/sparql")
    (service,) = graph.subjects(RDF.type, SD.Service)
    assert str(graph.value(service, SD.endpoint)) == f"{server.url}/sparql"
    assert graph.value(service, SD.supportedLanguage) == SD.SPARQL11Query
    assert set(graph.objects(service, SD.feature)) == {SD.UnionDefaultGraph}
    named = {str(name) for name in graph.objects(None, SD.name)}
    assert named == {name.value for name in store.named_graphs()}


@pytest.mark.parametrize(
    ("options", "licence"),
    [((), None), (("--licence", "https://example.org/l"), "https://example.org/l")],
)
def test_data_of_others_have_the_licence_that_is_told_or_none(
    folder: Path, tmp_path: Path, options: tuple[str, ...], licence: str | None
) -> None:
    build([folder], tmp_path / "build")
    with serving("--build", tmp_path / "build", *options) as own:
        service = Graph().parse(data=own.get("/sparql", Accept="text/turtle").text, publicID=own.url)
        assert {str(one) for one in service.objects(None, DCTERMS.license)} == (
            {licence} if licence else set()
        )
        told = json.loads(own.get("/api/openapi.json").body)["info"].get("license")
        assert told == ({"name": licence, "url": licence} if licence else None)


def test_the_reviewed_records_are_served_under_their_licence(server: Server) -> None:
    service = Graph().parse(data=server.get("/sparql", Accept="text/turtle").text, publicID=server.url)
    usual = "https://creativecommons.org/licenses/by/4.0/"
    assert {str(one) for one in service.objects(None, DCTERMS.license)} == {usual}
    told = json.loads(server.get("/api/openapi.json").body)["info"]["license"]
    assert told == {"name": "CC BY 4.0", "url": usual}


def test_what_is_no_licence_is_refused(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["serve", "--build", str(built), "--licence", "CC BY"])
    assert "not the IRI of a licence" in capsys.readouterr().err


def test_a_browser_without_a_query_gets_the_page_to_write_one(server: Server) -> None:
    reply = server.get("/sparql", Accept="text/html,application/xhtml+xml,*/*;q=0.8")
    assert (reply.status, reply.headers["location"]) == (303, "/query")
    reply = server.get("/sparql", Accept="application/sparql-results+json")
    assert (reply.status, "no query is given" in reply.text) == (406, True)


def test_faults_have_their_status_and_say_what_is_wrong(server: Server) -> None:
    cases = {
        "/sparql?query=ASK%20%7B": 400,
        "/sparql?query=ASK{}&query=ASK{}": 400,
        "/sparql?query=%FF": 400,
        "/sparql?query=ASK{}&default-graph-uri=not%20an%20iri": 400,
    }
    for target, status in cases.items():
        reply = server.get(target)
        assert (reply.status, reply.headers["content-type"]) == (status, "application/problem+json"), target
        assert json.loads(reply.body)["detail"]
    assert server.ask("PUT", "/sparql?query=ASK{}").headers["allow"] == "GET, HEAD, POST, OPTIONS"


def test_clients_get_right_answers(server: Server, store: Store) -> None:
    query = "SELECT ?s WHERE { ?s a <https://w3id.org/vnpolicy/ns#Viewpoint> } ORDER BY ?s LIMIT 30"
    expected = [row["s"].value for row in store.query(query, use_default_graph_as_union=True)]  # type: ignore[union-attr, index]
    assert len(expected) > 4
    for method in ("GET", POST):
        wrapper = SPARQLWrapper(f"{server.url}/sparql", returnFormat=JSON)
        wrapper.setMethod(method)
        wrapper.setQuery(query)
        assert [row["s"]["value"] for row in wrapper.query().convert()["results"]["bindings"]] == expected
    graph = Graph(SPARQLStore(f"{server.url}/sparql"))
    assert [str(row[0]) for row in graph.query(query)] == expected  # type: ignore[index]
    curl = shutil.which("curl")
    if not curl:
        pytest.skip("needs curl (make system)")
    command = [
        curl,
        "-sSf",
        "-H",
        "Accept: text/csv",
        "--data-urlencode",
        f"query={query}",
        f"{server.url}/sparql",
    ]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()[1:] == expected


def test_another_servers_endpoint_is_served_with_the_same_limits(built: Path, store: Store) -> None:
    program = shutil.which("oxigraph", path=str(Path(sys.executable).parent))
    if not program:
        pytest.skip("needs the oxigraph server of the extra 'test'")
    port = free_port()
    command = [
        program,
        "serve-read-only",
        "--location",
        built / "store",
        "--bind",
        f"127.0.0.1:{port}",
        "--union-default-graph",
    ]
    with (
        running(command, port),
        serving("--store", f"http://127.0.0.1:{port}/query", "--rows", "50", "--quiet") as server,
    ):
        assert int(value(server.query(COUNT))) == len({quad.triple for quad in store})
        assert server.query("SELECT * { ?s ?p ?o }").headers["x-answer-cut"] == "50"
        assert server.query("SELECT * {").status == 400
        assert server.query("CLEAR ALL").status == 403
        with listener() as (heard_at, heard):
            assert (
                server.query(f"SELECT * {{ SERVICE <http://127.0.0.1:{heard_at}/> {{ ?s ?p ?o }} }}").status
                == 403
            )
            assert heard == []
        triples = server.query("CONSTRUCT { ?s a ?o } WHERE { ?s a ?o } LIMIT 5", "text/turtle")
        assert len(Graph().parse(data=triples.text, format="turtle")) == 5
        rows = json.loads(server.get("/api/questions/tasks-of-body?body=Bo+Tai+chinh").body)["rows"]
        assert len(rows) > 0
    with serving("--store", f"http://127.0.0.1:{port}/query", "--quiet") as server:
        assert server.query("ASK {}").status == 502
        described = server.get("/sparql", Accept="text/turtle")
        assert (described.status, "does not answer" in described.text) == (502, True)
