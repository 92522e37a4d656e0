"""One table of requests has the same answers from `kg serve` and from nginx with the generated configuration."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from serving import Reply, Server, free_port, running, serving, small_site

from kg.serve import nginx

TABLE = Path(__file__).parent / "fixtures" / "serve-requests.tsv"
ROWS = [
    line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")
]
SAME = (
    "location", "content-type", "content-location", "content-language", "vary", "link", "allow", "etag",
    "last-modified", "cache-control", "access-control-allow-origin", "content-security-policy",
    "x-content-type-options", "referrer-policy",
)  # fmt: skip
OWN = {"content-type", "content-language", "vary"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_site(tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="module")
def ours(site: Path, built: Path) -> Iterator[Server]:
    with serving(site, "--build", built, "--quiet") as server:
        yield server


@pytest.fixture(scope="module")
def theirs(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    program = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/bin:/usr/local/sbin")
    if not program:
        pytest.skip("needs nginx (make system)")
    folder, port = tmp_path_factory.mktemp("nginx"), free_port()
    (folder / "site.conf").write_text(nginx(site, ("127.0.0.1", port)), encoding="utf-8")
    (folder / "nginx.conf").write_text(
        f"pid {folder}/pid; error_log {folder}/log; daemon off; worker_processes 1; user root;\n"
        f"events {{ worker_connections 64; }}\nhttp {{ access_log off; include {folder}/site.conf; }}\n"
    )
    # The workers must reach the site, which pytest keeps to its user.
    with running([program, "-p", folder, "-c", folder / "nginx.conf"], port) as server:
        yield server


def asked(server: Server, row: list[str]) -> Reply:
    method, target, accept, languages = row[:4]
    headers = {"Accept": accept, "Accept-Language": languages}
    return server.ask(method, target, {name: value for name, value in headers.items() if value})


@pytest.mark.parametrize("row", ROWS, ids=[" ".join(row[:4]) for row in ROWS])
def test_a_request_is_answered_as_the_table_says(ours: Server, row: list[str]) -> None:
    reply = asked(ours, row)
    assert (reply.status, reply.headers.get("location", "")) == (int(row[4]), row[5])


@pytest.mark.parametrize("row", ROWS, ids=[" ".join(row[:4]) for row in ROWS])
def test_nginx_answers_the_same(ours: Server, theirs: Server, row: list[str]) -> None:
    one, other = asked(ours, row), asked(theirs, row)
    assert (one.status, one.headers.get("location")) == (other.status, other.headers.get("location"))
    if one.status == 400:
        return
    # What is wrong is told by each server in a form of its own, by ours in the language of who asks.
    own = {404: OWN, 405: OWN, 406: OWN - {"vary"}}.get(one.status, OWN - {"vary", "content-language"})
    compared = SAME if one.status == 200 else tuple(name for name in SAME if name not in own)
    assert {n: one.headers.get(n) for n in compared} == {n: other.headers.get(n) for n in compared}
    if one.status == 200:
        assert one.body == other.body


def test_the_table_has_the_cases() -> None:
    assert len(ROWS) >= 40
    assert {row[4] for row in ROWS} == {"200", "204", "303", "400", "404", "405", "406"}


def test_what_a_client_has_is_not_sent_again_by_either(ours: Server, theirs: Server) -> None:
    for server in (ours, theirs):
        first = server.get("/id/body/a.ttl")
        assert server.get("/id/body/a.ttl", If_None_Match=first.headers["etag"]).status == 304
        assert server.get("/id/body/a.ttl", If_Modified_Since=first.headers["last-modified"]).status == 304
        assert server.get("/id/body/a.ttl", If_None_Match='"other"').status == 200
