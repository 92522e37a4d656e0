"""Attacks on `kg serve`: none gets through, and none stops the service."""

import asyncio
import json
import re
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from serving import DIRECT, FORM, Server, listener, received, serving, small_site
from uvicorn import Config
from uvicorn.server import ServerState

from kg.errors import BadQuery
from kg.query import examine
from kg.serve import Limits
from kg.serve.connection import limited_to

PATTERN = "{ ?s ?p ?o }"
# {} stands for the address that must not be asked.
DISGUISES = [
    "SELECT * { SERVICE <{}> { ?s ?p ?o } }",
    "SELECT * { service <{}> { ?s ?p ?o } }",
    "SELECT * { SeRvIcE <{}> { ?s ?p ?o } }",
    "SELECT * { SERVICE SILENT <{}> { ?s ?p ?o } }",
    "SELECT * { SERVICE<{}>{ ?s ?p ?o } }",
    "SELECT * { SERVICE # not a comment on this\n <{}> { ?s ?p ?o } }",
    "SELECT * { # SERVICE\nSERVICE\t<{}>\n{ ?s ?p ?o } }",
    "PREFIX a: <{}> SELECT * { SERVICE a: { ?s ?p ?o } }",
    "BASE <{}> SELECT * { SERVICE <x> { ?s ?p ?o } }",
    "SELECT * { { SELECT * { SERVICE <{}> { ?s ?p ?o } } } }",
    "SELECT * { ?s ?p ?o OPTIONAL { SERVICE <{}> { ?s ?p ?o } } }",
    "SELECT * { ?a ?b ?c MINUS { SERVICE <{}> { ?a ?b ?c } } }",
    "SELECT * { { ?s ?p ?o } UNION { GRAPH ?g { SERVICE <{}> { ?s ?p ?o } } } }",
    "SELECT * { ?s ?p ?o FILTER EXISTS { SERVICE <{}> { ?s ?p ?o } } }",
    "SELECT * { ?s ?p ?o FILTER NOT EXISTS { { SERVICE <{}> { ?s ?p ?o } } } } LIMIT 5",
    "SELECT (EXISTS { SERVICE <{}> { ?s ?p ?o } } AS ?x) { }",
    "ASK { SERVICE <{}> { ?s ?p ?o } }",
    "CONSTRUCT { ?s ?p ?o } WHERE { SERVICE <{}> { ?s ?p ?o } }",
    "DESCRIBE ?s WHERE { SERVICE <{}> { ?s ?p ?o } }",
    "SELECT * { VALUES ?x { <{}> } SERVICE ?x { ?s ?p ?o } }",
    "SELECT * { BIND (IRI('{}') AS ?x) SERVICE ?x { ?s ?p ?o } }",
    "SELECT * { SERV\\u0049CE <{}> { ?s ?p ?o } }",
    "SELECT * { \\U00000053\\u0045RVICE <{}> { ?s ?p ?o } }",
    "SELECT * { ?s ?p '\\u0053ERVICE' . SERVICE\\u0020<{}> { ?s ?p ?o } }",
    'SELECT * { ?s ?p "\\u0022" . SERVICE <{}> { ?s ?p ?o } OPTIONAL { ?a ?b """" } }',
    "SELECT * { ?s ?p 'SERVICE' . SERVICE <{}> { ?s ?p ?o } } # 'SERVICE'",
    "SELECT * { ?s ?p '''a ' '' b''' . SERVICE <{}> { ?s ?p ?o } }",
    "SELECT * { ?s ?p <http://a#b> . SERVICE <{}> { ?s ?p ?o } }",
    "LOAD <{}>",
    "LOAD SILENT <{}> INTO GRAPH <a:b>",
    "INSERT { ?s ?p ?o } WHERE { SERVICE <{}> { ?s ?p ?o } }",
    "SELECT * FROM <{}> { ?s ?p ?o }",
    "SELECT * FROM NAMED <{}> { GRAPH <{}> { ?s ?p ?o } }",
]
# Signs that one tokeniser reads otherwise than another; some of these are no SPARQL.
ODDITIES = [
    "PREFIX ex: <http://e/> SELECT * { OPTIONAL { ?s ?p ex:a·\\# } SERVICE <{}> { ?s ?p ?o }\n}",
    "SELECT * { ?a a ?c FILTER(1<2)SERVICE#>\n<{}> { ?s ?p ?o } }",
    "SELECT * { ?a a ?c FILTER(1<2||3>2)SERVICE<{}>{ ?s ?p ?o } }",
    "PREFIX ex: <{}> SELECT * { SERVICEex: { ?s ?p ?o } }",
    "PREFIX : <{}> SELECT * { SERVICE:{ ?s ?p ?o } }",
    "PREFIX service: <{}> SELECT * { SERVICE service:{ ?service ?p ?o } }",
    "SELECT * { SERVICESILENT<{}>{ ?s ?p ?o } }",
    "SELECT * { ?s ?p 1SERVICE<{}>{ ?s ?p ?o } }",
    "SELECT * { ?s ?p 'a'@en.SERVICE<{}>{ ?s ?p ?o } }",
    "SELECT * { ?s ?p true.SERVICE<{}>{ ?s ?p ?o } }",
    "SELECT * { ?s ?p ?·SERVICE . SERVICE<{}>{ ?s ?p ?o } }",
    "SELECT * { LATERAL { SERVICE <{}> { ?s ?p ?o } } }",
    "SELECT * { ?s ?p <<( ?s ?p ?o )>> . SERVICE <{}> { ?s ?p ?o } }",
    "SELECT * { ?s ?p 'x' LIMIT SERVICE <{}> { ?s ?p ?o } }",
    "SELECT * { ?s ?p ex:limit\\' } LIMIT 'x' # SERVICE <{}> { ?s ?p ?o }\n 99999 ",
    "SELECT * { ?s ?p ?o } LIMIT # { SERVICE <{}> { ?s ?p ?o }\n 99999 } {",
    "SELECT\ufeff* { SERVICE\u00a0<{}> { ?s ?p ?o } }",
    "SELECT * { SERVICE\x00<{}> { ?s ?p ?o } }",
    "SELECT * { SERVICE\r<{}>\r{ ?s ?p ?o } }",
    "SELECT * { ?s ?p 'service' } VALUES ?x { UNDEF } SERVICE <{}> { ?s ?p ?o }",
]
HARMLESS = [
    "SELECT * { ?s ?p 'a' } # SERVICE <http://example.org/> {",
    "PREFIX ex: <http://example.org/> SELECT * { ?s ?p ex:a·\\#SERVICE }",
    "SELECT * { ?s ?p ?o } LIMIT # SERVICE <http://example.org/>\n 5",
    "SELECT * { ?s ?p 'SERVICE <http://example.org/> {}' }",
    'SELECT * { ?s ?p """say "SERVICE" here""" }',
    "SELECT * { ?s ?p ?o } # SERVICE <http://example.org/> { }",
    "PREFIX service: <http://example.org/service#> SELECT * { service:x service:service ?service }",
    "SELECT * { <http://example.org/SERVICE> ?p ?o }",
    'SELECT * { ?s ?p <http://a#b> . ?x ?y "service" }',
    "SELECT ?service { ?service a <http://www.w3.org/ns/dcat#DataService> } # service",
]


@pytest.fixture(scope="module")
def server(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    site = small_site(tmp_path_factory.mktemp("site"))
    (site.parent / "secret.ttl").write_text("secret")
    limits = ("--seconds", "1.5", "--long", "1", "--memory", str(400 * 1024 * 1024))
    with serving(site, "--build", built, *limits) as started:
        yield started


@pytest.fixture(autouse=True)
def _goes_on(server: Server) -> Iterator[None]:
    """After each attack the service answers as before."""
    yield
    assert server.process.poll() is None
    assert json.loads(server.query("ASK { ?s ?p ?o }").body)["boolean"] is True
    assert server.get("/id/body/a.ttl").status == 200


def test_no_disguise_of_service_reaches_another_address(server: Server) -> None:
    with listener() as (port, heard):
        address = f"http://127.0.0.1:{port}/"
        for disguise in DISGUISES:
            query = disguise.replace("{}", address)
            for reply in (server.query(query, "*/*"), server.post(query.encode())):
                refused = "FROM" not in disguise
                statuses = (403, 400) if "u0020" in query or "u0022" in query else (403,)
                assert (reply.status in statuses) is refused, (query, reply.text)
        for oddity in ODDITIES:
            query = oddity.replace("{}", address)
            for reply in (server.query(query, "*/*"), server.post(query.encode())):
                assert reply.status in (400, 403), (query, reply.text)
        time.sleep(0.3)
        assert heard == []
    assert len(DISGUISES) + len(ODDITIES) >= 50


@pytest.mark.parametrize("disguise", [*DISGUISES, *ODDITIES])
def test_no_disguise_of_service_passes_the_examination(disguise: str) -> None:
    """The first wall by itself, as it also stands before `kg sparql`."""
    if "LOAD" not in disguise and "FROM" not in disguise:
        with pytest.raises(BadQuery):
            examine(disguise.replace("{}", "http://example.org/"))


def test_the_listener_would_hear() -> None:
    with listener() as (port, heard):
        socket.create_connection(("127.0.0.1", port)).close()
        time.sleep(0.3)
    assert heard


@pytest.mark.parametrize("query", HARMLESS)
def test_a_query_that_only_writes_the_word_passes(server: Server, query: str) -> None:
    examine(query)
    assert server.query(query).status == 200


def test_a_query_that_cannot_be_examined_does_not_pass(server: Server) -> None:
    for query in (
        "SELECT * { LATERAL { SERVICE <a:b> { ?s ?p ?o } } }",
        "SELECT * { ?s ?p 'service' ",
        "SELECT * { ?s ?p '\u017fervice' . \u017fervice <a:b> { } }",
        "SELECT * { ?s ?p 'service' . ?s ?p '\\u0027' }",
    ):
        with pytest.raises(BadQuery, match=r"'service'|SERVICE"):
            examine(query)
    deep = "SELECT * " + "{" * 5000 + " SERVICE <a:b> { } " + "}" * 5000
    assert server.post(deep).status in (403, 503)


def test_what_runs_is_what_was_examined() -> None:
    assert examine("ASK { ?s ?p 'servic\\u0065' }") == "ASK { ?s ?p 'service' }"
    assert examine("ASK { ?s ?p '\\u0065' }") == "ASK { ?s ?p '\\u0065' }"


def test_a_worker_can_open_no_connection_whatever_it_runs(built: Path) -> None:
    """The second wall: the system refuses the call, in a process confined as a worker is."""
    import multiprocessing

    parent, child = multiprocessing.Pipe()
    process = multiprocessing.get_context("forkserver").Process(target=_confined, args=(child,))
    process.start()
    said = parent.recv() if parent.poll(20) else "nothing"
    process.join()
    if said == "unheld":
        pytest.skip("needs a kernel that filters system calls")
    assert said == "PermissionError"


def _confined(connection: object) -> None:
    from kg.serve.confine import disconnect

    held = disconnect()
    try:
        socket.create_connection(("127.0.0.1", 9))
        said = "connected"
    except OSError as error:
        said = type(error).__name__ if held else "unheld"
    connection.send(said)  # type: ignore[attr-defined]


SLOW = [
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }",
    "SELECT (COUNT(*) AS ?n) { ?a (!<a:b>|^!<a:b>)* ?b . ?b (!<a:b>|^!<a:b>)* ?c }",
    "SELECT ?a { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c ?f ?a",
]


@pytest.mark.parametrize("query", SLOW)
def test_a_slow_query_ends_at_its_limit_with_a_clear_answer(server: Server, query: str) -> None:
    reply = server.query(query)
    assert reply.status in (503, 504)
    assert "limit of 1.5 seconds" in reply.text or "more memory" in reply.text


def test_other_queries_go_on_while_slow_ones_run(server: Server) -> None:
    replies: list[int] = []
    slow = [threading.Thread(target=lambda: replies.append(server.query(SLOW[0]).status)) for _ in range(6)]
    for thread in slow:
        thread.start()
    quick = [server.query("SELECT ?s { ?s ?p ?o } LIMIT 1").status for _ in range(10)]
    for thread in slow:
        thread.join()
    assert quick == [200] * 10
    assert set(replies) <= {503, 504}
    assert 504 in replies


def test_a_query_whose_client_goes_away_is_ended_and_so_is_one_that_waits_for_its_turn(built: Path) -> None:
    limits = ("--queries", "1", "--long", "1", "--seconds", "300", "--waiting", "9", "--quiet")
    with serving("--build", built, *limits) as server:
        sent = f"GET /sparql?{urlencode({'query': SLOW[0]})} HTTP/1.1\r\nHost: a\r\n\r\n".encode()
        connections = [socket.create_connection(("127.0.0.1", server.port), timeout=30) for _ in range(3)]
        for connection in connections:
            connection.sendall(sent)
        await_metric(server, "kg_queries_long", 1)
        for connection in connections:
            connection.close()
        await_metric(server, "kg_queries_running", 0)
        await_metric(server, "kg_queries_waiting", 0)
        await_metric(server, "kg_queries_long", 0)
        assert metric(server, "kg_queries_left_total") >= 1
        assert metric(server, "kg_queries_timed_out_total") == 0
        assert server.query("ASK {}").status == 200


def metric(server: Server, name: str) -> int:
    return int(re.search(rf"^{name} ([0-9]+)$", server.get("/metrics").text, re.MULTILINE)[1])  # type: ignore[index]


def await_metric(server: Server, name: str, value: int) -> None:
    """Wait until a figure of the metrics is so; a query of this test would run for minutes."""
    until = time.monotonic() + 60
    while metric(server, name) != value and time.monotonic() < until:
        time.sleep(0.05)
    assert metric(server, name) == value


def test_queries_of_a_megabyte_are_refused_and_those_below_are_judged(server: Server) -> None:
    long = "SELECT * { " + "?s ?p ?o . " * 100_000 + "}"
    for media, body in ((DIRECT, long), (FORM, urlencode({"query": long}))):
        head = f"POST /sparql HTTP/1.1\r\nHost: a\r\nContent-Type: {media}\r\nContent-Length: {len(body)}\r\n\r\n"
        assert b" 413 " in server.raw(head.encode())
    assert server.post("SELECT * " + "{" * 100_000 + "}" * 100_000).status in (400, 503, 504)
    assert server.post("SELECT * { ?s ?p " + '"' + "a" * 200_000 + '" }').status == 200
    chunked = b"POST /sparql HTTP/1.1\r\nHost: a\r\nContent-Type: application/sparql-query\r\nTransfer-Encoding: chunked\r\n\r\n"
    assert b" 413 " in server.raw(chunked + (b"10000\r\n" + b"a" * 0x10000 + b"\r\n") * 6)


def test_headers_that_are_too_long_are_refused(server: Server) -> None:
    for name in ("Accept", "Accept-Language", "X"):
        sent = f"GET /id/body/a HTTP/1.1\r\nHost: a\r\n{name}: {'text/turtle;q=0.5,' * 60_000}\r\n\r\n"
        assert server.raw(sent.encode()).startswith((b"HTTP/1.1 431", b"HTTP/1.1 400")) or not sent
    hostile = "text/turtle" + ";a" * 15_000 + " , " * 3000
    began = time.monotonic()
    assert server.get("/id/body/a", Accept=hostile).status in (303, 406)
    assert time.monotonic() - began < 5


@pytest.mark.parametrize(
    ("language", "said"), [("vi", "phần đầu của yêu cầu quá dài"), ("en", "headers are too long")]
)
def test_what_is_wrong_with_headers_is_told_in_the_language_that_has_come(language: str, said: str) -> None:
    """Before the whole request is here, on the connection itself."""
    written = bytearray()

    class Taking(asyncio.Transport):
        def write(self, data: bytes | bytearray | memoryview) -> None:
            written.extend(data)

        def is_closing(self) -> bool:
            return False

        def close(self) -> None:
            pass

    async def refused() -> None:
        config = Config(lambda scope: None, http=limited_to(Limits(headers=100, request=100)), lifespan="off")
        config.load()
        connection = config.http_protocol_class(config=config, server_state=ServerState(), app_state={})  # type: ignore[call-arg]
        connection.connection_made(Taking())
        connection.data_received(
            f"GET / HTTP/1.1\r\nHost: a\r\nAccept-Language: {language}\r\nB: b\r\n".encode()
        )
        connection.data_received(b"X: " + b"a" * 300)
        connection.connection_lost(None)

    # A loop of its own: that of the browser's tests may run in this thread.
    with ThreadPoolExecutor(1) as other:
        other.submit(asyncio.run, refused()).result()
    head, _, body = bytes(written).partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 431 ")
    assert (body.decode(), b"content-length: %d" % len(body) in head) == (said, True)


def test_what_is_no_request_is_told_and_so_is_a_connection_too_many(built: Path) -> None:
    with serving("--build", built, "--connections", "3", "--quiet") as server:
        assert server.raw(b"GET / HTTP/1.1\r\nAccept-Language: vi\r\nB: b\r\n: :\r\n\r\n").endswith(
            "đây không phải yêu cầu HTTP".encode()
        )
        held = [socket.create_connection(("127.0.0.1", server.port), timeout=10) for _ in range(3)]
        reply = server.get("/health", Accept_Language="vi")
        assert (reply.status, reply.headers["retry-after"]) == (503, "2")
        assert json.loads(reply.body)["detail"] == "có quá nhiều máy đang kết nối; hãy thử lại sau giây lát"
        for connection in held:
            connection.close()


def test_limits_are_told_in_the_language_of_who_asks(server: Server) -> None:
    asked = {"Accept-Language": "vi", "Content-Type": DIRECT}
    late = server.ask("POST", "/sparql", asked, SLOW[0])
    assert (late.status, json.loads(late.body)["detail"]) == (
        504,
        "truy vấn bị dừng khi hết hạn 1,5 giây; hãy hỏi ít hơn",
    )
    large = server.ask("POST", "/sparql", asked, " " * 300_000)
    assert (large.status, json.loads(large.body)["detail"]) == (413, "một yêu cầu dài nhất 262144 byte")


def test_a_client_that_dawdles_is_let_go(built: Path, tmp_path: Path) -> None:
    """Here with short limits; connections that send nothing, half of a header, or half of a body are closed."""
    with serving("--build", built, "--dawdling", "1", "--quiet") as server:
        halves = [
            b"",
            b"GET /health HTTP/1.1\r\nX: ",
            b"POST /sparql HTTP/1.1\r\nHost: a\r\nContent-Type: application/sparql-query\r\nContent-Length: 9\r\n\r\nASK",
        ]
        connections = [socket.create_connection(("127.0.0.1", server.port), timeout=10) for _ in range(60)]
        for at, connection in enumerate(connections):
            connection.sendall(halves[at % 3])
        assert server.get("/health").status == 200
        ends = [received(connection) for connection in connections]
        assert all(end == b"" or b" 408 " in end for end in ends)
        assert sum(b" 408 " in end for end in ends) == 20
        for connection in connections:
            connection.close()


@pytest.mark.parametrize(
    "target",
    [
        "/../secret.ttl", "/%2e%2e/secret.ttl", "/id/..%2f..%2fsecret.ttl", "/id/%2e%2e%2f%2e%2e%2fsecret", "/..%5csecret.ttl",
        "/id/body/../../../secret.ttl", "//secret.ttl", "/id/%00.ttl", "/%c0%ae%c0%ae/secret.ttl", "/....//secret.ttl",
        "/query/../../secret.ttl", "/query/..%2f..%2fpage.html", "/api/questions/..%2f..%2fsecret",
    ],
)  # fmt: skip
def test_no_path_leaves_the_site(server: Server, target: str) -> None:
    reply = server.get(target)
    assert reply.status in (400, 404)
    assert reply.text != "secret"


def test_a_link_out_of_the_site_is_not_followed(server: Server, built: Path, tmp_path: Path) -> None:
    site = small_site(tmp_path / "site")
    (tmp_path / "secret.ttl").write_text("secret")
    (site / "id" / "out.ttl").symlink_to(tmp_path / "secret.ttl")
    with serving(site, "--build", built, "--quiet") as other:
        assert other.get("/id/out.ttl").status == 404
        assert other.get("/id/body/a.ttl").status == 200


def test_what_a_client_sends_comes_back_in_no_page_and_no_header(server: Server) -> None:
    script = "<script>alert(1)</script>"
    for target in (
        f"/query?query={quote(script)}", f"/{quote(script)}", f"/id/{quote(script)}", f"/sparql?query={quote(script)}",
        f"/api/questions/{quote(script)}", f"/api/questions/tasks-of-body?body={quote(script)}",
        "/id/body/a%0d%0aSet-Cookie:%20x=1", "/sparql?query=ASK{}%0d%0aX-Evil:1", "/id/body/a.ttl?%0d%0aX-Evil:1",
    ):  # fmt: skip
        reply = server.get(target)
        if script in reply.text:
            assert reply.headers["content-type"] == "application/problem+json"
        assert reply.headers["x-content-type-options"] == "nosniff"
        assert "default-src 'none'" in reply.headers["content-security-policy"]
        assert not {"set-cookie", "x-evil"} & set(reply.headers)
        assert "\n" not in "".join(reply.headers.values())


def test_a_request_cannot_write_a_line_of_the_log(server: Server) -> None:
    server.raw(
        b'GET /a%0d%0a127.0.0.1%20-%20forged HTTP/1.1\r\nHost: a\r\nUser-Agent: x" - "y\r\nConnection: close\r\n\r\n'
    )
    time.sleep(0.2)
    line = next(line for line in reversed(server.log) if "forged" in line)
    assert line.startswith("127.0.0.1 - - [")
    assert line.count('"') == 4


def test_two_requests_in_one_are_not_smuggled(server: Server) -> None:
    sent = (
        b"POST /sparql HTTP/1.1\r\nHost: a\r\nContent-Type: "
        + DIRECT.encode()
        + b"\r\nContent-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /x HTTP/1.1\r\n\r\n"
    )
    assert server.raw(sent, 3).startswith(b"HTTP/1.1 400")


def test_too_many_at_once_are_told_when_to_come_again(built: Path) -> None:
    with serving(
        "--build", built, "--waiting", "1", "--queries", "1", "--long", "1", "--seconds", "1", "--quiet"
    ) as server:
        replies = []
        threads = [threading.Thread(target=lambda: replies.append(server.query(SLOW[0]))) for _ in range(12)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        turned = [reply for reply in replies if reply.status == 503]
        assert turned
        assert {reply.headers["retry-after"] for reply in turned} == {"2"}
        assert b"kg_queries_turned_away_total 0" not in server.get("/metrics").body
