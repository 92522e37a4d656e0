"""SPARQL servers as the store: builds put on them, the same answers from them, and what goes wrong told in one line."""

import os
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, QueryBoolean, QuerySolutions, QueryTriples, Store
from servers import PASSWORD, USER, Fault, before, oxigraph, virtuoso
from serving import free_port, serving

import kg
from kg import resources
from kg.cli import main
from kg.errors import BadInput, BadQuery
from kg.names import VOCABULARY_BASE, Base
from kg.query import Table, bind, bound, questions, run
from kg.reason import infer
from kg.store import Remote, dump, open_build, open_server, open_server_build, put, writable
from kg.store.remote.credentials import Credentials, Digest, answered
from kg.store.remote.doubts import doubtful
from kg.store.remote.places import places
from kg.store.remote.putting import value
from kg.store.remote.queries import counted, rows_behind
from kg.validate.checking import checks

SERVERS = ("oxigraph", "virtuoso")
HTML, TABLE = "text/html", "application/sparql-results+json"
ALL = "SELECT ?s ?p ?o WHERE { ?s ?p ?o }"
POLICY = f"SELECT * WHERE {{ GRAPH <{VOCABULARY_BASE}graph/ontology/policy> {{ ?s ?p ?o }} }}"
OTHER = NamedNode("http://example.org/graph")
NAMED = ("check", "name", "trace", "audit", "audit/reading")


@pytest.fixture(autouse=True, scope="module")
def user() -> Iterator[None]:
    """Virtuoso wants to know who writes; Oxigraph does not ask."""
    kept = {name: os.environ.get(name) for name in ("KG_STORE_USER", "KG_STORE_PASSWORD")}
    os.environ.update(KG_STORE_USER=USER, KG_STORE_PASSWORD=PASSWORD)
    yield
    for name, given in kept.items():
        os.environ.pop(name, None) if given is None else os.environ.update({name: given})


@pytest.fixture(scope="module")
def addresses(tmp_path_factory: pytest.TempPathFactory, store: Store) -> Iterator[dict[str, str]]:
    """The query address of each server, with the build of the reviewed corpus on it."""
    with oxigraph() as first, virtuoso(tmp_path_factory.mktemp("virtuoso"), 10_000) as second:
        found = {"oxigraph": f"{first}/query", "virtuoso": f"{second}/sparql"}
        for address in found.values():
            given(address, store)
        yield found


@pytest.fixture(scope="module", params=SERVERS)
def address(request: pytest.FixtureRequest, addresses: dict[str, str]) -> str:
    """The query address of one server after the other."""
    return addresses[request.param]


@pytest.fixture(scope="module")
def remote(address: str) -> Remote:
    """The build on that server."""
    return open_server_build(address)


@pytest.fixture
def empty() -> Iterator[str]:
    """The address of an Oxigraph server that holds nothing."""
    with oxigraph() as found:
        yield found


def given(address: str, store: Store, base: str = VOCABULARY_BASE) -> Remote:
    """The server, after it was given the graphs of a store."""
    remote = open_server(address)
    writable(remote, base)
    put(remote, base, store, lambda line: None)
    return remote


def tiny(base: str = VOCABULARY_BASE, *, triples: int = 3, graphs: int = 1) -> Store:
    """A store that passes for a build: the graph that each has, and others."""
    store = Store()
    task, seen = (
        NamedNode(f"{VOCABULARY_BASE}ns#Task"),
        NamedNode("http://www.w3.org/2000/01/rdf-schema#seeAlso"),
    )
    for number in range(triples):
        store.add(Quad(task, seen, Literal(str(number)), NamedNode(f"{base}graph/ontology/policy")))
    for number in range(graphs):
        store.add(Quad(task, seen, task, NamedNode(f"{base}graph/asserted/{number}")))
    return store


def cells(table: Table | str) -> list[tuple[str, ...]]:
    """Rows as text, a number as its value: Virtuoso has one form for each."""
    assert isinstance(table, Table)
    return [tuple(map(valued, row)) for row in table.cells()]


def valued(text: str) -> str:
    try:
        return str(Decimal(text).normalize())
    except InvalidOperation:
        return text


def asked() -> dict[str, str]:
    """Every question with its defaults, and every query of the named folders."""
    found = {f"answer/{name}": bound(Store(), question, {}, "vi") for name, question in questions().items()}
    for folder in NAMED:
        for name, text in resources.texts(f"queries/{folder}", ".rq").items():
            found[f"{folder}/{name}"] = bind(text, {"_lang_string": Literal("vi")})
    return found


def test_every_question_check_rule_and_chain_has_the_same_answer_on_a_server(
    remote: Remote, store: Store
) -> None:
    queries = asked()
    assert len(queries) > len(questions()) + len(checks()) + 20
    differ = {}
    for name, query in queries.items():
        own, other = cells(run(store, query)), cells(run(remote, query))  # type: ignore[arg-type]
        if Counter(own) != Counter(other):
            differ[name] = (len(own), len(other))
    assert differ == {}


def test_the_graph_comes_back_from_a_server_as_it_was_put_there(remote: Remote, store: Store) -> None:
    assert dump(remote.copied()) == dump(store)


def test_the_rules_run_on_a_server_and_give_what_they_give_in_a_store(
    address: str, store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    said = Store()
    for graph in store.named_graphs():
        if "/graph/inferred/" not in str(graph):
            said.extend(store.quads_for_pattern(None, None, None, graph))
    remote = given(address, said)
    assert main(["reason", "--store", address]) == 0
    assert capsys.readouterr().err == f"{infer(said, Base())} triples follow that were not there\n"
    assert dump(remote.copied()) == dump(said) == dump(store)


def test_commands_and_notebooks_read_from_a_server(
    address: str, built: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for arguments in (
        ["ask", "tasks-of-body", "--body", "Bo Tai chinh", "--format", "csv"],
        ["sparql", "SELECT (COUNT(*) AS ?n) { ?s a <https://w3id.org/vnpolicy/ns#Task> }", "--format", "csv"],
        ["trace", "57-NQ/TW III.3.1"],
        ["audit", "--format", "csv"],
    ):
        status = main([*arguments, "--build", str(built)])
        from_folder = capsys.readouterr().out
        assert main([*arguments, "--store", address]) == status
        assert capsys.readouterr().out == from_folder
    assert kg.open(address).ask("tasks-of-body").rows == kg.open(built).ask("tasks-of-body").rows
    with pytest.raises(BadInput, match="keeps no pictures"):
        kg.open(address).view("network")


def test_a_server_is_held_against_shapes_and_checks(
    addresses: dict[str, str], built: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--store", addresses["virtuoso"], "--format", "json", "--quiet"]) == 0
    from_server = capsys.readouterr().out
    assert main(["check", str(built), "--format", "json", "--quiet"]) == 0
    assert capsys.readouterr().out == from_server
    with pytest.raises(SystemExit):
        main(["check", "--store", addresses["virtuoso"], str(built)])


def test_a_server_is_served(addresses: dict[str, str], store: Store) -> None:
    with serving("--store", addresses["virtuoso"], "--seconds", "60", "--quiet") as server:
        reply = server.query("SELECT (COUNT(*) AS ?n) { ?s a <https://w3id.org/vnpolicy/ns#Body> }")
        assert reply.status == 200
        assert b"rows" in server.get("/api/questions/tasks-of-body?body=Bo+Tai+chinh").body


def test_a_build_goes_to_a_server_and_takes_the_place_of_the_last(
    empty: str, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    remote = given(f"{empty}/query", tiny(graphs=4))
    remote.change(
        f"INSERT DATA {{ GRAPH <{OTHER.value}> {{ <urn:a> a <https://w3id.org/vnpolicy/ns#Task> }} }}"
    )
    arguments = ["build", str(folder), "-o", str(tmp_path / "build"), "--store", f"{empty}/query", "--quiet"]
    assert main(arguments) == 0
    built = open_build(tmp_path / "build")
    assert dump(open_server_build(f"{empty}/query").copied()) == dump(built)
    assert remote.graphs().others == (OTHER.value,)
    assert len(list(remote.endpoint.ask("SELECT * { GRAPH <http://example.org/graph> { ?s ?p ?o } }"))) == 1  # type: ignore[arg-type]
    tasks = "SELECT ?task { ?task a <https://w3id.org/vnpolicy/ns#Task> }"
    assert Counter(cells(run(remote, tasks))) == Counter(cells(run(built, tasks)))  # type: ignore[arg-type]
    assert capsys.readouterr().err == ""


def test_builds_of_two_bases_stand_side_by_side(empty: str) -> None:
    other = "https://example.org/kg/"
    given(f"{empty}/query", tiny())
    given(f"{empty}/query", tiny(other, triples=5), other)
    number = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
    assert [
        cells(run(open_server_build(f"{empty}/query", base=base), number))
        for base in (VOCABULARY_BASE, other)
    ] == [  # type: ignore[arg-type]
        [("4",)],
        [("6",)],
    ]
    with pytest.raises(BadInput, match="holds builds of several bases"):
        open_server_build(f"{empty}/query", base="https://example.com/")


def test_virtuoso_is_not_asked_where_it_would_mix_two_builds(addresses: dict[str, str]) -> None:
    other = "https://example.org/kg/"
    remote = given(addresses["virtuoso"], tiny(other), other)
    try:
        with pytest.raises(BadInput, match="give each a server of its own"):
            run(open_server_build(addresses["virtuoso"]), ALL)  # type: ignore[arg-type]
    finally:
        put(remote, other, Store(), lambda line: None)


def test_rules_see_no_graph_that_is_not_of_the_build(empty: str) -> None:
    remote = given(f"{empty}/query", tiny())
    remote.change(f"INSERT DATA {{ GRAPH <{OTHER.value}> {{ <urn:a> <urn:b> <urn:c> }} }}")
    new = f"{VOCABULARY_BASE}graph/inferred/new"
    remote.update(f"INSERT {{ GRAPH <{new}> {{ ?s ?p ?o }} }} WHERE {{ GRAPH ?g {{ ?s ?p ?o }} }}")
    assert len(remote.copied()) == 4 + 4


# A server that cuts its answers.


@pytest.fixture(scope="module")
def cutting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The query address of a Virtuoso that cuts answers at 40 rows, and holds a graph of 130 triples and 45 of one."""
    with virtuoso(tmp_path_factory.mktemp("cutting"), 40) as address:
        given(f"{address}/sparql", tiny(triples=130, graphs=45))
        yield f"{address}/sparql"


@pytest.mark.parametrize(
    ("query", "told"),
    [
        (POLICY, "cuts answers: 40 of 130 rows came; raise its limit"),
        (f"{POLICY} LIMIT 60", "cuts answers: 40 of 60 rows"),
        (POLICY.replace("SELECT *", "CONSTRUCT { ?s ?p ?o }"), "cuts answers: 40 of 130 rows"),
        ("DESCRIBE ?s WHERE { ?s ?p ?o }", "cuts what it describes"),
    ],
)
def test_a_cut_answer_is_an_error_and_never_short(cutting: str, query: str, told: str) -> None:
    with pytest.raises(BadQuery, match=told):
        open_server_build(cutting).query(query)


@pytest.mark.parametrize("rows", [39, 40])
def test_an_answer_that_is_whole_is_no_error_however_many_rows_it_has(cutting: str, rows: int) -> None:
    remote = open_server_build(cutting)
    found = remote.query(f"{POLICY} LIMIT {rows}")
    assert isinstance(found, QuerySolutions)
    assert sum(1 for _ in found) == rows
    triples = remote.query(POLICY.replace("SELECT *", "CONSTRUCT { ?s ?p ?o }") + f" LIMIT {rows}")
    assert isinstance(triples, QueryTriples)
    assert sum(1 for _ in triples) == rows


def test_graphs_are_read_in_pages_from_a_server_that_cuts(cutting: str) -> None:
    remote = open_server_build(cutting)
    assert len(remote.named_graphs()) == 46
    assert dump(remote.copied()) == dump(tiny(triples=130, graphs=45))


def test_a_server_that_cuts_without_a_word_is_found_out(empty: str) -> None:
    given(f"{empty}/query", tiny(triples=20))
    row = '{"s":{"type":"uri","value":"urn:a"},"p":{"type":"uri","value":"urn:b"},"o":{"type":"uri","value":"urn:c"}}'
    short = f'{{"head":{{"vars":["s","p","o"]}},"results":{{"bindings":[{",".join([row] * 7)}]}}}}'

    def fault(method: str, path: str, body: bytes) -> tuple[int, str, str] | None:
        return (200, short, TABLE) if b"query=SELECT+%3Fs+" in body else None

    with before(empty, fault) as address:
        remote = open_server_build(f"{address}/query")
        with pytest.raises(BadQuery, match="7 of 21 rows"):
            remote.query(ALL)
        assert isinstance(remote.query("ASK { ?s ?p ?o }"), QueryBoolean)
        assert isinstance(remote.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"), QueryTriples)


# What goes wrong.


def left(address: str, store: Store) -> bool:
    """Whether a server holds what a store does, and nothing that waits."""
    remote = open_server_build(f"{address}/query")
    return dump(remote.copied()) == dump(store) and remote.graphs().others == ()


@pytest.mark.parametrize(
    ("told", "fault"),
    [
        (
            "fails \\(500\\): the disk is full",
            lambda method, path, body: (500, "<h1>the disk is full</h1>", HTML),
        ),
        ("refuses this \\(400\\): no such graph", lambda method, path, body: (400, "no such graph", HTML)),
        ("refuses this \\(413\\)", lambda method, path, body: (413, "too large", HTML)),
        ("the connection broke before an answer", lambda method, path, body: False),
    ],
    ids=["500", "400", "413", "broken connection"],
)
def test_what_a_server_held_stays_where_it_does_not_take_a_build(empty: str, told: str, fault: Fault) -> None:
    old = tiny(graphs=2)
    given(f"{empty}/query", old)
    sent = []

    def third(method: str, path: str, body: bytes) -> tuple[int, str, str] | bool | None:
        if not path.startswith("/store"):
            return None
        sent.append(path)
        return fault(method, path, body) if len(sent) > 2 else None

    with (
        before(empty, third) as address,
        pytest.raises((BadInput, BadQuery), match=f"{told}.*what it held before stays") as error,
    ):
        given(f"{address}/query", tiny(triples=500, graphs=5))
    assert len(str(error.value).splitlines()) == 1
    assert left(empty, old)


def test_what_may_be_half_done_is_told(empty: str) -> None:
    given(f"{empty}/query", tiny())

    def fault(method: str, path: str, body: bytes) -> bool | None:
        return False if b"MOVE" in body else None

    with (
        before(empty, fault) as address,
        pytest.raises(BadInput, match="some graphs may be new and others old: build again"),
    ):
        given(f"{address}/query", tiny(graphs=5))
    given(f"{empty}/query", tiny(graphs=3))
    assert left(empty, tiny(graphs=3))


@pytest.mark.parametrize("hangs_up", [False, True])
def test_parts_shrink_until_a_server_takes_them(empty: str, store: Store, hangs_up: bool) -> None:
    sizes = []

    def fault(method: str, path: str, body: bytes) -> tuple[int, str, str] | bool | None:
        sizes.append(len(body))
        return (False if hangs_up else (413, "", HTML)) if len(body) > 60_000 else None

    with before(empty, fault) as address:
        given(f"{address}/query", store)
    assert max(sizes) > 1_000_000
    assert dump(open_server_build(f"{empty}/query").copied()) == dump(store)


def test_what_is_no_sparql_server_is_told_in_one_line(
    empty: str, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    down = f"http://127.0.0.1:{free_port()}/query"
    with (
        before(empty, lambda method, path, body: (200, "<p>welcome</p>", HTML)) as page,
        before(empty, lambda method, path, body: (200, "{", TABLE)) as broken,
    ):
        for address, told in (
            (down, "does not answer"),
            (f"{empty}/elsewhere", "no SPARQL server is at this address (404)"),
            (f"{page}/query", "answers with text/html, as no SPARQL server does"),
            (f"{broken}/query", "its answer cannot be read"),
            (f"{empty}/query", "holds no graph of ours"),
            ("127.0.0.1:7878", "is no address"),
            ("http://me:secret@127.0.0.1/query", "set KG_STORE_USER and KG_STORE_PASSWORD"),
        ):
            assert main(["ask", "documents", "--store", address]) == 2
            line = capsys.readouterr().err
            assert told in line
            assert line.count("\n") == 1
            assert "secret" not in line
        into = tmp_path / "build"
        assert main(["build", str(folder), "-o", str(into), "--store", down, "--quiet"]) == 2
        assert main(["build", str(folder), "-o", str(into), "--store-update", down, "--quiet"]) == 2
        assert (
            main(["build", str(folder), "-o", str(into), "--store", f"{empty}/elsewhere/query", "--quiet"])
            == 2
        )
    assert not into.exists()


def test_a_wrong_password_is_told_and_never_shown(
    addresses: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
    folder: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    arguments = [
        "build",
        str(folder),
        "-o",
        str(tmp_path / "build"),
        "--quiet",
        "--store",
        addresses["virtuoso"],
    ]
    monkeypatch.setenv("KG_STORE_PASSWORD", "not-the-password")
    assert main(arguments) == 2
    line = capsys.readouterr().err
    assert "refuses the user of KG_STORE_USER (401)" in line
    assert "not-the-password" not in line
    monkeypatch.delenv("KG_STORE_PASSWORD")
    assert main(arguments) == 2
    assert "go together" in capsys.readouterr().err
    monkeypatch.delenv("KG_STORE_USER")
    assert main(arguments) == 2
    assert "wants to know the user (401)" in capsys.readouterr().err
    assert not (tmp_path / "build").exists()


def test_a_password_that_a_server_repeats_is_hidden(empty: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_STORE_PASSWORD", "mật-khẩu")
    secret = Credentials(USER, "mật-khẩu")
    with (
        before(empty, lambda method, path, body: (500, f"{secret.password} {secret.basic}", HTML)) as address,
        pytest.raises(BadInput, match=r"\*\*\* \*\*\*") as error,
    ):
        open_server(f"{address}/query")
    assert secret.password not in str(error.value)
    assert secret.password not in repr(secret)


# The parts.


@pytest.mark.parametrize(
    ("algorithm", "response"),
    [
        ("MD5", "8ca523f5e9506fed4657c9700eebdbec"),
        ("SHA-256", "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"),
    ],
)
def test_digest_access_authentication_is_that_of_the_example_in_rfc_7616(
    algorithm: str, response: str
) -> None:
    challenge = (
        'Digest realm="http-auth@example.org", qop="auth, auth-int", '
        f'algorithm={algorithm}, nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", '
        'opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"'
    )
    digest = answered([challenge], Credentials("Mufasa", "Circle of Life"))
    assert isinstance(digest, Digest)
    header = digest.header("GET", "/dir/index.html", "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ")
    assert f'response="{response}"' in header
    assert "nc=00000001" in header


def test_the_best_challenge_that_is_known_is_answered() -> None:
    user = Credentials("a", "b")
    basic = answered(['Digest realm="x", nonce="y", algorithm=SHA-512-256', 'Basic realm="x"'], user)
    assert basic is not None
    assert basic.header("GET", "/") == "Basic YTpi"
    assert answered(["Negotiate"], user) is None


def test_addresses_are_guessed_by_custom_and_can_be_given() -> None:
    given = places("http://127.0.0.1:8890/sparql?default-graph-uri=", "", "http://127.0.0.1/graphs")
    assert given.update == "http://127.0.0.1:8890/sparql-auth"
    assert given.graphs == "http://127.0.0.1/graphs"
    assert places("http://127.0.0.1:3030/ds").update == ""


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("SELECT ?s FROM <urn:a> WHERE { ?s ?p ?o } ORDER BY ?s", 2),
        ("# SELECT\nSELECT (EXISTS { ?s ?p 'FROM {' } AS ?x) ?s { ?s ?p ?o } LIMIT 1 # }", 1),
        ("PREFIX select: <urn:> SELECT * { { SELECT ?s { ?s select:b ?o } } } VALUES ?s { select:a }", 1),
    ],
)
def test_rows_are_counted_whatever_the_query_looks_like(query: str, rows: int) -> None:
    store = Store()
    for subject in ("urn:a", "urn:c"):
        store.add(Quad(NamedNode(subject), NamedNode("urn:b"), Literal("x"), NamedNode("urn:a")))
    union = "FROM <urn:a>" not in query
    assert len(list(store.query(query, use_default_graph_as_union=union))) == rows  # type: ignore[arg-type]
    found = store.query(counted(query), use_default_graph_as_union=union)
    assert [row["rows"].value for row in found] == [str(rows)]  # type: ignore[union-attr]


def test_the_rows_behind_triples_are_those_of_the_pattern() -> None:
    assert rows_behind("CONSTRUCT WHERE { ?s ?p ?o } LIMIT 3") == "SELECT * WHERE { ?s ?p ?o } LIMIT 3"
    assert (
        rows_behind("CONSTRUCT { ?s ?p '}' } FROM <urn:a> { ?s ?p ?o }")
        == "SELECT * FROM <urn:a> { ?s ?p ?o }"
    )


@pytest.mark.parametrize(
    ("query", "doubted"),
    [
        ("SELECT * { ?s <urn:a>+ ?o }", True),
        ("SELECT * { ?s (a|<urn:b>)* ?o }", True),
        ("SELECT * { GRAPH ?g { } }", True),
        ("SELECT * { ?s a/<urn:b>? ?o }", False),
        ("SELECT (COUNT(*) AS ?n) { ?s ?p ?o . FILTER (?o + 2 * ?o > 1) }", False),
        ('SELECT (REPLACE(?a, "x", "ệ") AS ?b) { ?s ?p ?a }', True),
        ('SELECT (REPLACE(?a, "x", STR("ệ"@vi)) AS ?b) { ?s ?p ?a }', False),
    ],
)
def test_what_virtuoso_may_answer_wrongly_is_known_by_its_looks(query: str, doubted: bool) -> None:
    assert doubtful(query) is doubted


def test_numbers_are_compared_as_values() -> None:
    decimal = NamedNode("http://www.w3.org/2001/XMLSchema#decimal")
    assert value(Literal("1.50", datatype=decimal)) == value(Literal("1.5", datatype=decimal))
    assert value(Literal("1.50")) != value(Literal("1.5"))
