"""`kg serve` as a whole: negotiation, headers, health and metrics, the API, the query page, and its end."""

import ast
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from http import HTTPStatus
from http.client import HTTPException
from pathlib import Path

import pytest
import schemathesis
from catalogue import entries
from hypothesis import HealthCheck, Phase, given, settings
from pyoxigraph import Literal, NamedNode, Store
from rdflib import XSD
from schemathesis.specs.openapi.checks import positive_data_acceptance
from serving import ROOT, Server, serving, small_site

from kg import publish
from kg.cli import main
from kg.pipeline import build
from kg.query import Table, questions
from kg.serve import Limits
from kg.serve.media import FORMS, content_type, of_path
from kg.serve.negotiation import LONGEST, choose, language, weight
from kg.serve.rows import as_rows
from kg.serve.values import Answer
from kg.serve.worker import _guarded
from kg.store import GRAPH_FORMS, QUAD_FORMS, TABLE_FORMS, media_type

VIETNAMESE_TITLES = {told for _, told, marks in entries() if "http" in marks}


@pytest.fixture(scope="module")
def server(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(small_site(tmp_path_factory.mktemp("site")), "--build", built) as started:
        yield started


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        ("", "html"),
        ("*/*", "html"),
        ("text/turtle", "ttl"),
        ("Text/Turtle;Q=0.5 , application/ld+json; q=0.501", "jsonld"),
        ("text/turtle;q=1.000, text/html;q=0.999", "ttl"),
        ("text/html;q=0, text/*", "ttl"),
        ("text/*;q=0.1, text/turtle;q=0", "html"),
        ("text/turtle;q=0", None),
        ("text/turtleneck", None),
        ("x-text/turtle", None),
        ("application/n-triples;a=b;q=0.2;c=d, application/rdf+xml;q=0.1", "nt"),
    ],
)  # fmt: skip
def test_the_form_that_is_wanted_most_is_chosen(accept: str, chosen: str | None) -> None:
    assert choose(accept, FORMS) == chosen


def test_a_weight_is_of_the_range_that_says_most() -> None:
    assert weight("*/*;q=0.1, text/*;q=0.2, text/html;q=0.3", "text/html") == 0.3
    assert weight("*/*;q=0.1, text/*;q=0.2", "text/html") == 0.2
    assert weight("text/turtle;q=5", "text/turtle") == 1


@pytest.mark.parametrize(
    ("accept", "lang"),
    [("", "vi"), ("en", "en"), ("en-GB;q=0.4, vi-VN;q=0.3", "en"), ("fr", "vi"), ("*", "vi"), ("vi;q=0, *", "en"), ("eng", "vi")],
)  # fmt: skip
def test_the_language_that_is_wanted_most_is_chosen(accept: str, lang: str) -> None:
    assert language(accept) == lang


def test_an_endless_header_is_read_to_a_bound() -> None:
    began = time.perf_counter()
    assert choose(" " * LONGEST + "text/turtle", FORMS) is None
    for hostile in (
        ";" * 60_000,
        "text/turtle" + "; " * 30_000,
        " ," * 30_000,
        "text/turtle;" + "q" * 60_000,
    ):
        choose(hostile, FORMS)
    assert time.perf_counter() - began < 20


def test_media_types_are_those_that_are_registered() -> None:
    assert [content_type(of_path(path)) for path in ("/a.ttl", "/a.vi.html", "/a.rdf", "/b/.well-known/x", "/.well-known/void")] == [
        "text/turtle; charset=utf-8", "text/html; charset=utf-8", "application/rdf+xml", "application/octet-stream", "text/turtle; charset=utf-8",
    ]  # fmt: skip


def test_types_of_rdf_and_tables_stand_in_one_table() -> None:
    """With IANA these are registered so, whatever pyoxigraph's next version may call them."""
    registered = {
        "ttl": "text/turtle", "jsonld": "application/ld+json", "nt": "application/n-triples",
        "rdf": "application/rdf+xml", "nq": "application/n-quads", "trig": "application/trig",
    }  # fmt: skip
    tables = {
        "json": "application/sparql-results+json", "xml": "application/sparql-results+xml",
        "csv": "text/csv", "tsv": "text/tab-separated-values",
    }  # fmt: skip
    assert {end: media_type(form) for end, form in (GRAPH_FORMS | QUAD_FORMS).items()} == registered
    assert {end: media_type(form) for end, form in TABLE_FORMS.items()} == tables
    assert [(end, media) for end, media, _ in publish.FORMS] == list(registered.items())[:4]
    modules = [path for part in ("publish", "serve") for path in (ROOT / "kg" / part).glob("*.py")]
    nodes = [(path.name, node) for path in modules for node in ast.walk(ast.parse(path.read_text("utf-8")))]
    values = [(name, node.value) for name, node in nodes if isinstance(node, ast.Constant)]
    assert [(name, value) for name, value in values if value in registered.values()] == []


def test_every_answer_is_guarded_and_may_be_read_from_any_page(server: Server) -> None:
    for target in (
        "/",
        "/nothing",
        "/sparql?query=ASK{}",
        "/query",
        "/query/query.js",
        "/api/questions",
        "/health",
        "/metrics",
    ):
        headers = server.get(target, Origin="http://example.org").headers
        assert headers["access-control-allow-origin"] == "*", target
        assert headers["x-content-type-options"] == "nosniff"
        policy = headers["content-security-policy"]
        assert policy.startswith("default-src 'none'")
        assert "http" not in policy
        assert "server" not in headers
    assert (
        "unsafe-inline'"
        not in re.search("script-src[^;]*", server.get("/query").headers["content-security-policy"])[0]
    )  # type: ignore[index]


def test_a_page_elsewhere_may_ask_before_it_posts_a_query(server: Server) -> None:
    asked = {"Origin": "http://example.org", "Access-Control-Request-Method": "POST"}
    reply = server.ask("OPTIONS", "/sparql", asked)
    assert (reply.status, reply.headers["access-control-allow-methods"]) == (204, "GET, HEAD, POST, OPTIONS")
    assert "Content-Type" in reply.headers["access-control-allow-headers"]
    assert "access-control-allow-credentials" not in reply.headers


def test_metrics_count_what_was_served(server: Server) -> None:
    def count() -> int:
        found = re.search(
            r'kg_requests_total\{part="sparql",status="200"\} ([0-9]+)', server.get("/metrics").text
        )
        return int(found[1]) if found else 0

    before = count()
    for _ in range(3):
        server.query("ASK {}")
    assert count() == before + 3
    lines = server.get("/metrics").text.splitlines()
    assert all(re.fullmatch(r"# (HELP|TYPE) .+|[a-z_]+(\{[^}]*\})? [0-9.e+-]+", line) for line in lines)


def test_the_log_has_a_line_for_each_request(server: Server) -> None:
    server.get("/id/body/a.ttl?marked")
    time.sleep(0.2)
    line = next(line for line in server.log if "marked" in line)
    assert re.fullmatch(
        r'127\.0\.0\.1 - - \[[^]]+\] "GET /id/body/a\.ttl\?marked" 200 14 [0-9.]+ms "-"\n', line
    )


def test_requests_in_flight_are_answered_before_the_server_ends(built: Path) -> None:
    with serving("--build", built, "--seconds", "100", "--quiet") as server:
        replies = []
        slow = "SELECT (COUNT(*) AS ?n) { ?a a <https://w3id.org/vnpolicy/ns#Statement> . ?d a <https://w3id.org/vnpolicy/ns#Statement> FILTER(STR(?a) < STR(?d)) }"
        thread = threading.Thread(target=lambda: replies.append(server.query(slow)))
        thread.start()
        while b"kg_queries_running 1" not in server.get("/metrics").body and not replies:
            pass
        running = not replies
        server.process.send_signal(signal.SIGTERM)
        thread.join()
        assert replies[0].status == 200
        assert running
        assert server.process.wait(20) == 0


def test_no_worker_is_left_when_the_server_is_killed(built: Path) -> None:
    with serving("--build", built, "--quiet") as server:
        group = children(server.process.pid)
        assert len(group) > 2
        server.process.kill()
        server.process.wait()
        until = time.monotonic() + 20
        while any(alive(process) for process in group) and time.monotonic() < until:
            time.sleep(0.1)
        assert not [process for process in group if alive(process)]


def test_a_worker_that_computes_ends_with_a_server_that_is_killed(built: Path) -> None:
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    with serving("--build", built, "--seconds", "300", "--quiet") as server:
        asking = threading.Thread(target=lambda: suppressed(server, endless))
        asking.start()
        while b"kg_queries_long 1" not in server.get("/metrics").body:
            time.sleep(0.05)
        group = children(server.process.pid)
        server.process.kill()
        server.process.wait()
        asking.join()
        until = time.monotonic() + 20
        while any(alive(process) for process in group) and time.monotonic() < until:
            time.sleep(0.1)
        assert not [process for process in group if alive(process)]


def suppressed(server: Server, query: str) -> None:
    """Ask a server that will not answer."""
    with suppress(OSError, HTTPException):
        server.query(query)


def test_workers_come_again_where_their_keeper_is_killed(built: Path) -> None:
    with serving("--build", built, "--quiet") as server:
        workers: list[int] = []
        while len(workers) < 1 + Limits().queries + Limits().long:
            workers = [one for one in children(server.process.pid) if command(one) == "keep"]
        keeper = next(one for one in workers if set(children(one)) & set(workers))
        os.kill(keeper, signal.SIGKILL)
        until = time.monotonic() + 60
        while any(alive(one) for one in workers) and time.monotonic() < until:
            time.sleep(0.05)
        while (status := server.query("ASK {}").status) != 200 and time.monotonic() < until:
            time.sleep(0.05)
        assert status == 200
        assert b"kg_queries_died_total 0" in server.get("/metrics").body


def command(process: int) -> str:
    """What a process of the server is: its tracker, or the keeper or a fork of it."""
    told = Path(f"/proc/{process}/cmdline").read_bytes()
    return "tracker" if b"resource_tracker" in told else "keep"


def children(process: int) -> list[int]:
    found = {
        int(child) for task in Path(f"/proc/{process}/task").glob("*") for child in _told(task / "children")
    }
    return [*found, *(grandchild for child in found for grandchild in children(child))]


def _told(place: Path) -> list[str]:
    """What a file of /proc says: nothing, where the thread that it is of has ended meanwhile."""
    try:
        return place.read_text().split()
    except (FileNotFoundError, ProcessLookupError):
        return []


def alive(process: int) -> bool:
    try:
        os.kill(process, 0)
        return "\nState:\tZ" not in Path(f"/proc/{process}/status").read_text()
    except (ProcessLookupError, FileNotFoundError):
        return False


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--build", "nowhere"], "no graph has been built there"),
        (["nowhere"], "is no folder"),
        (["--store", "ftp://example.org"], "is no address"),
        (["--nginx"], "name the published site"),
    ],
)
def test_what_cannot_be_served_is_told_in_a_line(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["serve", *arguments]) == 2
    error = capsys.readouterr().err
    assert said in error
    assert error.count("\n") == 1


def test_a_port_that_is_taken_is_told_in_a_line(server: Server, built: Path) -> None:
    command = [sys.executable, "-m", "kg", "serve", "--build", str(built), "--port", str(server.port)]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert (ended.returncode, ended.stderr.count("\n"), "choose another --port" in ended.stderr) == (
        2,
        1,
        True,
    )


def test_a_site_of_another_graph_is_told(server: Server, built: Path, folder: Path, tmp_path: Path) -> None:
    build([folder], tmp_path / "small")
    assert main(["publish", "--build", str(tmp_path / "small"), "-o", str(tmp_path / "site"), "--quiet"]) == 0
    for beside in (tmp_path / "small", built):
        command = [sys.executable, "-m", "kg", "serve", str(tmp_path / "site"), "--build", str(beside)]
        ended = subprocess.run(
            [*command, "--port", str(server.port)], cwd=ROOT, capture_output=True, text=True, timeout=60
        )
        assert ended.returncode == 2
        assert ("tells of documents that" in ended.stderr) == (beside == built)


def test_a_site_under_another_base_than_its_graph_is_told(
    server: Server, folder: Path, tmp_path: Path
) -> None:
    build([folder], tmp_path / "small")
    site = ["publish", "--build", str(tmp_path / "small"), "-o", str(tmp_path / "site"), "--quiet"]
    assert main([*site, "--base", "https://example.org/kg/"]) == 0
    ended = subprocess.run(
        [sys.executable, "-m", "kg", "serve", str(tmp_path / "site"), "--build", str(tmp_path / "small"), "--port", str(server.port)],
        cwd=ROOT, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert ended.returncode == 2
    assert "its IRIs begin with https://example.org/kg/" in ended.stderr
    assert "tells of documents that" not in ended.stderr


def test_the_questions_are_an_api(server: Server, store: Store) -> None:
    listed = json.loads(server.get("/api/questions").body)["questions"]
    assert [question["name"] for question in listed] == list(questions())
    by_iri = server.get(
        "/api/questions/tasks-of-body?lang=en&body=https://w3id.org/vnpolicy/id/body/bo-tai-chinh"
    )
    by_name = server.get("/api/questions/tasks-of-body?lang=en&body=bo+tai+chinh")
    assert json.loads(by_iri.body) == json.loads(by_name.body)
    assert len(json.loads(by_iri.body)["rows"]) > 0
    table = server.get("/api/questions/documents", Accept="text/csv")
    assert table.headers["content-type"] == "text/csv; charset=utf-8"
    assert (
        len(table.text.splitlines())
        == len(json.loads(server.get("/api/questions/documents").body)["rows"]) + 1
    )


@pytest.mark.parametrize(
    ("target", "status"),
    [
        ("/api/questions/nothing", 404),
        ("/api/nothing", 404),
        ("/api/questions/tasks-of-body?body=zzzz", 422),
        ("/api/questions/tasks-of-body?nobody=x", 400),
        ("/api/questions/tasks-of-body?body=a&body=b", 422),
        ("/api/questions/tasks-of-body?lang=fr", 422),
        ("/api/questions/tasks-due-by-date?date=tomorrow", 400),
        ("/api/questions/tasks-of-body?body=" + "a" * 600, 422),
    ],
)
def test_faults_of_the_api_are_problems(server: Server, target: str, status: int) -> None:
    reply = server.get(target)
    assert (reply.status, reply.headers["content-type"]) == (status, "application/problem+json")
    said = json.loads(reply.body)
    assert (said["status"], bool(said["title"]), bool(said["detail"])) == (status, True, True)


def test_no_request_that_the_description_allows_fails(server: Server) -> None:
    description = json.loads(server.get("/api/openapi.json").body)
    schema = schemathesis.openapi.from_dict(description)
    schema.config.base_url = server.url
    tried: set[str] = set()
    for found in schema.get_all_operations():
        operation = found.ok()

        @given(case=operation.as_strategy())
        @settings(
            max_examples=2,
            deadline=None,
            derandomize=True,
            database=None,
            phases=(Phase.generate,),
            suppress_health_check=list(HealthCheck),
        )
        def one(case: schemathesis.Case) -> None:
            response = case.call(timeout=30)
            tried.add(case.operation.path)
            assert response.status_code < 500, response.text
            # A name that no body bears is a string all the same, and is refused.
            case.validate_response(response, excluded_checks=[positive_data_acceptance])

        one()
    assert len(tried) == len(questions()) + 1


SERVE_SHORTLY = """
import sys
from pathlib import Path
from kg.serve import Limits, Settings, serve
site, build = map(Path, sys.argv[1:])
serve(Settings(site, build, limits=Limits(grace=1)), ("127.0.0.1", 0), lambda line: print(line, flush=True), log=False)
"""


def test_a_large_file_reaches_a_client_that_takes_it_in_its_own_time(built: Path, tmp_path: Path) -> None:
    """Here a client may pause for a second; it takes two for all, and never so long for a part."""
    site, size = small_site(tmp_path / "site"), 24 << 20
    (site / "dumps" / "all.nq.gz").write_bytes(b"x" * size)
    command = [sys.executable, "-c", SERVE_SHORTLY, str(site), str(built)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        port = int(process.stdout.readline().rpartition(":")[2].strip("/\n"))
        try:
            with socket.socket() as connection:
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 16)
                connection.connect(("127.0.0.1", port))
                connection.sendall(b"GET /dumps/all.nq.gz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                got = b""
                while chunk := connection.recv(1 << 20, socket.MSG_WAITALL):
                    got += chunk
                    time.sleep(0.1)
            head, _, body = got.partition(b"\r\n\r\n")
            assert f"content-length: {size}".encode() in head
            assert len(body) == size
        finally:
            process.terminate()


def test_a_file_is_described_to_who_asks_for_its_head_alone(server: Server) -> None:
    whole, head = server.get("/id/body/a.ttl"), server.ask("HEAD", "/id/body/a.ttl")
    assert (head.status, head.body) == (200, b"")
    assert head.headers["content-length"] == str(len(whole.body)) != "0"


def test_a_server_whose_workers_cannot_begin_ends_and_says_so(tmp_path: Path) -> None:
    begin = f"import kg.serve.pool as pool; pool._START_SECONDS = 3{SERVE_SHORTLY}"
    command = [sys.executable, "-c", begin, str(tmp_path), str(tmp_path)]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert ended.returncode != 0
    assert "no worker could begin" in ended.stderr
    assert f"{tmp_path}: no graph has been built there" in ended.stderr


def test_what_was_not_foreseen_in_a_worker_is_told_as_a_fault_of_the_server(
    capfd: pytest.CaptureFixture[str],
) -> None:
    assert json.loads(_guarded(lambda: Answer(1 // 0)).body)["status"] == 500
    assert "ZeroDivisionError" in capfd.readouterr().err


def test_a_value_that_is_not_what_its_type_says_is_given_as_it_is_written() -> None:
    typed = [("7", "integer"), ("seven", "integer"), ("1", "boolean"), ("false", "boolean")]
    row = tuple(Literal(text, datatype=NamedNode(f"{XSD}{kind}")) for text, kind in typed)
    answer = as_rows(Table(("a", "b", "c", "d"), (row,)), "json", "en")
    assert json.loads(answer.body)["rows"] == [{"a": 7, "b": "seven", "c": True, "d": False}]


@pytest.mark.parametrize(
    ("target", "languages", "said"),
    [
        ("/api/questions/tasks-of-body?body=zzzz", "vi-VN,vi;q=0.9", "không có cơ quan nào tên là 'zzzz'"),
        ("/api/questions/tasks-of-body?body=zzzz", "en-GB", "no body is called 'zzzz'"),
        ("/api/questions/tasks-of-body?body=zzzz", "", "no body is called 'zzzz'"),
        ("/api/questions/tasks-of-body?body=zzzz&lang=vi", "en-GB", "không có cơ quan nào tên là 'zzzz'"),
        ("/api/questions/tasks-due-by-date?date=mai", "vi", "--date: 'mai' không phải"),
        ("/api/questions/tasks-of-boddy", "vi", "không có câu hỏi nào tên là 'tasks-of-boddy'"),
    ],
)
def test_what_is_wrong_with_a_question_is_told_in_the_language_of_who_asks(
    server: Server, target: str, languages: str, said: str
) -> None:
    headers = {"Accept-Language": languages} if languages else {}
    assert json.loads(server.ask("GET", target, headers).body)["detail"].startswith(said)


# What is asked (method, address, media type of what is sent), and what is wrong with it in both languages.
WRONG = [
    ("GET", "/sparql?query=ASK%20%7B", "", 400, "đây không phải truy vấn SPARQL: ", "this is no SPARQL query: "),
    ("GET", "/sparql?query=ASK{}&query=ASK{}", "", 400, "cần đúng một truy vấn mà lại có 2;", "one query is wanted, and 2 are given;"),
    ("GET", "/sparql?query=%FF", "", 400, "các tham số không viết bằng UTF-8", "the parameters are not UTF-8"),
    ("GET", "/sparql?query=SELECT%20*%20{SERVICE%20%3Ca:b%3E%20{}}", "", 403, "SERVICE sẽ", "SERVICE would reach beyond this graph;"),
    ("GET", "/sparql?update=CLEAR%20ALL", "", 403, "điểm truy vấn này chỉ để đọc;", "this endpoint is read-only;"),
    ("GET", "/sparql?query=CLEAR%20ALL", "", 403, "điểm truy vấn này chỉ để đọc;", "this endpoint is read-only;"),
    ("PUT", "/sparql?query=ASK{}", "", 405, "/sparql chỉ nhận GET, HEAD, POST, OPTIONS", "/sparql takes GET, HEAD, POST, OPTIONS"),
    ("POST", "/sparql", "text/plain", 415, "POST nhận application/", "POST takes application/"),
    ("POST", "/sparql", "application/sparql-query; charset=latin-1", 415, "truy vấn phải viết bằng UTF-8,", "a query comes as UTF-8,"),
    ("GET", "/api/nothing", "", 404, "không có gì ở /api/nothing; hãy xem", "nothing is at /api/nothing; see"),
    ("GET", "/api/questions/tasks-of-body?body=a&body=b", "", 422, "body được nêu nhiều lần", "body is given more than once"),
    ("GET", "/api/questions/tasks-of-body?lang=fr", "", 422, "lang phải là một trong", "lang is one of"),
    ("POST", "/api/questions", "text/plain", 405, "/api/questions chỉ nhận", "/api/questions takes"),
    ("GET", "/nothing", "", 404, "không có gì được công bố ở /nothing", "nothing is published at /nothing"),
    ("GET", "/%FF", "", 400, "đường dẫn không hợp lệ:", "the path is not one:"),
]  # fmt: skip


@pytest.mark.parametrize(("method", "target", "media", "status", "vi", "en"), WRONG)
def test_every_error_is_told_in_the_language_of_who_asks(
    server: Server, method: str, target: str, media: str, status: int, vi: str, en: str
) -> None:
    sent = {"Content-Type": media} if media else {}
    also = "&" if "?" in target else "?"
    for languages, asked, said, lang in (
        ("vi-VN,vi;q=0.9", "", vi, "vi"),
        ("en-GB", "", en, "en"),
        ("", "", en, "en"),
        ("en", "lang=vi", vi, "vi"),
        ("vi", "lang=en", en, "en"),
    ):
        if asked and "lang=" in target:
            continue
        headers = sent | ({"Accept-Language": languages} if languages else {})
        reply = server.ask(method, target + (also + asked if asked else ""), headers, "x" if media else None)
        told = json.loads(reply.body)
        assert (reply.status, told["status"], list(told)) == (
            status,
            status,
            ["type", "title", "status", "detail"],
        )
        assert told["detail"].startswith(said)
        assert told["title"] in ({HTTPStatus(status).phrase} if lang == "en" else VIETNAMESE_TITLES)
        assert reply.headers["content-language"] == lang
        assert "Accept-Language" in reply.headers["vary"]


def test_a_form_that_an_answer_has_not_is_told_in_the_language_of_who_asks(server: Server) -> None:
    for target, vi in (
        ("/sparql?query=ASK{}", "câu trả lời này chỉ có các dạng application/sparql-results+json"),
        ("/sparql", "không có truy vấn; điểm truy vấn tự mô tả bằng"),
        ("/api/questions/documents", "câu trả lời này chỉ có các dạng application/json, text/csv"),
        ("/id/body/a", "tài nguyên này có ở dạng khác"),
    ):
        reply = server.get(target, Accept="image/png", Accept_Language="vi")
        assert (reply.status, json.loads(reply.body)["detail"].startswith(vi)) == (406, True), reply.text
        assert "Accept" in reply.headers["vary"].split(", ")


@pytest.mark.parametrize(
    ("languages", "said"), [("vi", "Không có trang này"), ("en", "There is no such page")]
)
def test_a_browser_is_given_a_page_where_nothing_is(server: Server, languages: str, said: str) -> None:
    browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    for target in ("/nothing/%3Cb%3E", "/id/body/nobody"):
        reply = server.get(target, Accept=browser, Accept_Language=languages)
        assert (reply.status, reply.headers["content-type"]) == (404, "text/html; charset=utf-8")
        assert f"<h1>{said}</h1>" in reply.text
        assert "<b>" not in reply.text
        asked = server.get(f"{target}?lang=en", Accept=browser, Accept_Language=languages)
        assert "<h1>There is no such page</h1>" in asked.text
    assert server.get("/nothing").headers["content-type"] == "application/problem+json"
