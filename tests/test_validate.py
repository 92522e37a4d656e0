"""`kg check` and what it tells: any RDF file is judged, what is wrong is told so that a person can act on it, and nothing is fetched."""

import json
import os
import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store, parse, serialize
from rdflib import RDF, SH, Graph

from kg.cli import main
from kg.cli.check import format_of
from kg.names import POL, SHAPE, Base
from kg.validate import NOTE, VIOLATION, WARNING, Finding, emit
from kg.validate.report import Report, show
from kg.validate.rules import own_rules, own_sight, sight

FIXTURES = Path(__file__).parent / "fixtures" / "shapes"
BROKEN = FIXTURES / "invalid.Assignment-role.ttl"
FORMATS = {
    "ttl": RdfFormat.TURTLE,
    "trig": RdfFormat.TRIG,
    "nt": RdfFormat.N_TRIPLES,
    "nq": RdfFormat.N_QUADS,
    "jsonld": RdfFormat.JSON_LD,
    "rdf": RdfFormat.RDF_XML,
}


def kept(turtle: str, suffix: str, folder: Path) -> Path:
    """A Turtle text in another format, in a file."""
    file = folder / f"data.{suffix}"
    quads = (quad.triple for quad in parse(turtle.encode(), format=RdfFormat.TURTLE))
    serialize(quads, str(file), format=FORMATS[suffix])
    return file


def told(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, list[dict[str, object]]]:
    """The exit status of `kg check --format json`, and the findings."""
    status = main(["check", *map(str, arguments), "--format", "json", "--quiet"])
    return status, json.loads(capsys.readouterr().out)["findings"]


# Input


@pytest.mark.parametrize("engine", ["pyshacl", "bulk"])
@pytest.mark.parametrize("suffix", FORMATS)
def test_every_format_is_judged_alike(
    suffix: str, engine: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = kept(BROKEN.read_text(encoding="utf-8"), suffix, tmp_path)
    status, findings = told(capsys, file, "--engine", engine)
    assert status == 1
    assert [(f["severity"], f["rule"]) for f in findings] == [("violation", "Assignment-role")]
    assert findings == told(capsys, BROKEN)[1]


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("name", ["data", "data.txt"])
def test_a_suffix_that_says_nothing_leaves_it_to_the_content(
    suffix: str, name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = kept(BROKEN.read_text(encoding="utf-8"), suffix, tmp_path).rename(tmp_path / name)
    assert told(capsys, file)[0] == 1


@pytest.mark.parametrize(
    ("name", "beginning", "format_"),
    [
        ("a.ttl", b'<?xml version="1.0"?><rdf:RDF/>', RdfFormat.RDF_XML),
        ("a.ttl", b"\xef\xbb\xbf <rdf:RDF xmlns:rdf='urn:rdf'>", RdfFormat.RDF_XML),
        ("a.xml", b"@prefix a: <urn:a> .", RdfFormat.TRIG),
        ("a.nt", b'# quads\n<urn:a> <urn:b> "c d"@vi <urn:g> .\n', RdfFormat.N_QUADS),
        ("a", b'<urn:a> <urn:b> "1"^^<urn:i> <urn:g> .\n', RdfFormat.N_QUADS),
        ("a.ttl", b"<urn:a> <urn:b> <urn:c> , <urn:d> .", RdfFormat.TURTLE),
        ("a.ttl", b"[ a <urn:b> ] .", RdfFormat.TURTLE),
        ("a.ttl", b'[\n  {"@id": "urn:a"}]', RdfFormat.JSON_LD),
        ("a.trig", b"{ <urn:a> a <urn:b> }", RdfFormat.TRIG),
        ("a.ttl", b"<urn:a> a <urn:b> .", RdfFormat.TURTLE),
    ],
)
def test_content_of_another_kind_overrules_the_suffix(
    name: str, beginning: bytes, format_: RdfFormat
) -> None:
    assert format_of(Path(name), beginning) == format_


def test_a_folder_is_judged_as_one_graph(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    blocks = (FIXTURES / "valid.assignments.ttl").read_text(encoding="utf-8").split("\n\n")
    head, body = (
        next(b for b in blocks if "@prefix" in b),
        next(b for b in blocks if "/body/" in b.splitlines()[0]),
    )
    rest = "\n\n".join(b for b in blocks if b not in (head, body))
    (tmp_path / "deep").mkdir()
    (tmp_path / "bodies.ttl").write_text(f"{head}\n\n{body}\n", encoding="utf-8")
    (tmp_path / "deep" / "rest.ttl").write_text(f"{head}\n\n{rest}\n", encoding="utf-8")
    (tmp_path / "notes.md").write_text("not RDF", encoding="utf-8")
    assert told(capsys, tmp_path) == (0, [])
    status, findings = told(capsys, tmp_path / "deep")
    assert status == 1
    assert {f["rule"] for f in findings} >= {"Assignment-assignee"}


def test_the_built_graph_is_judged_by_default(
    built: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(built.parent)
    assert main(["check"]) == 0
    out, err = capsys.readouterr()
    assert out.startswith("vi phạm: 0, cảnh báo: 0, lưu ý: 0; bộ ba: ")
    assert "of 1 files" in err


def test_a_mark_of_utf8_is_no_part_of_the_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.ttl").write_bytes(b"\xef\xbb\xbf" + BROKEN.read_bytes())
    assert told(capsys, tmp_path / "a.ttl")[0] == 1


def test_what_is_inferred_is_not_judged(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A link to a signature that is none is wrong, whatever else makes it one."""
    place = "https://w3id.org/vnpolicy"
    asserted = f"<{place}/id/document/a/b/c> <{POL.signedBy}> <{place}/id/document/a/b/c/1> <{place}/graph/asserted/a/b/c> .\n"
    inferred = (
        f"<{place}/id/document/a/b/c/1> <{RDF.type}> <{POL.Signature}> <{place}/graph/inferred/a/b/c> .\n"
    )
    (tmp_path / "a.nq").write_text(asserted + inferred, encoding="utf-8")
    assert "Document" in {f["rule"] for f in told(capsys, tmp_path / "a.nq")[1]}
    (tmp_path / "b.nq").write_text(inferred, encoding="utf-8")
    assert told(capsys, tmp_path / "b.nq") == (0, [])


# What cannot be read


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.ttl", b"<urn:a> <urn:b>\n 'c' ;\n <urn:d> .", r"a\.ttl:3: not Turtle: .*; mend the file there"),
        (
            "a.nt",
            b"<urn:a> <urn:b> <urn:c> .\n<urn:a> <urn:b> .\n",
            r"a\.nt:2: not N-Triples: .*; mend the file there",
        ),
        ("a.ttl", b"<urn:a> <urn:b> 'Ngh\xe9' .", r"a\.ttl:1: not Turtle: .*; save it as UTF-8"),
        (
            "a.json",
            b'{"@id": "urn:a",\n "urn:b" 1}',
            r"a\.json:2: not JSON-LD: .*; mend it there, with the @context in the file",
        ),
        ("a.json", b'{"name": "b"}', r"a\.json: this JSON states nothing in RDF; give JSON-LD"),
        ("a.rdf", b'<?xml version="1.0"?><a></b>', r"a\.rdf: not RDF/XML: .*; mend the XML there"),
        (
            "a.jsonld",
            b'{"@context": "http://localhost:9/", "@id": "urn:a"}',
            r"a\.jsonld: not JSON-LD: .*@context in the file",
        ),
    ],
)
@pytest.mark.parametrize("engine", ["pyshacl", "bulk"])
def test_what_cannot_be_read_gets_one_line(
    name: str, content: bytes, said: str, engine: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / name).write_bytes(content)
    assert main(["check", str(tmp_path / name), "--engine", engine]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert re.fullmatch(rf"\S*{said}.*\n", err)


def test_a_path_that_gives_nothing_gets_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(tmp_path / "none.ttl")]) == 2
    assert "none.ttl: no such file or folder; give RDF files" in capsys.readouterr().err
    assert main(["check", str(tmp_path)]) == 2
    assert "no RDF file is in it" in capsys.readouterr().err


def test_a_bad_file_among_good_ones_is_told_and_the_others_are_judged(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [f"<urn:x{n}> <{POL.deadline}> 'x' .\n" for n in range(5)]
    (tmp_path / "bad.nt").write_text("".join([*lines, "oops"]), encoding="utf-8")
    (tmp_path / "good.ttl").write_bytes(BROKEN.read_bytes())
    status, findings = told(capsys, tmp_path)
    assert status == 2
    assert {f["rule"] for f in findings} == {"Assignment-role"}


def test_entities_of_xml_reach_no_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "secret").write_text("secret", encoding="utf-8")
    text = f"""<?xml version="1.0"?><!DOCTYPE r [<!ENTITY e SYSTEM "{(tmp_path / "secret").as_uri()}">]>
<rdf:RDF xmlns:rdf="{RDF}" xmlns:p="{POL}"><rdf:Description rdf:about="urn:a"><p:role>&e;</p:role></rdf:Description></rdf:RDF>"""
    (tmp_path / "a.rdf").write_text(text, encoding="utf-8")
    assert main(["check", str(tmp_path / "a.rdf")]) == 2
    assert "secret" not in capsys.readouterr().out


def test_imports_are_not_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refused(*arguments: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refused)
    text = "<https://example.org/a> <http://www.w3.org/2002/07/owl#imports> <http://localhost:9/b> .\n"
    (tmp_path / "a.ttl").write_text(text + BROKEN.read_text(encoding="utf-8"), encoding="utf-8")
    assert told(capsys, tmp_path / "a.ttl")[0] == 1


# What is told


def test_warnings_alone_conform_and_are_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(FIXTURES / "invalid.Source-attests.ttl"), "--quiet", "--lang", "en"]) == 0
    out = capsys.readouterr().out
    assert out.startswith(
        "Warnings: should be mended (1)\n\n  Source-attests (1)\n    A source should attest at least one document"
    )
    assert "violations: 0, warnings: 1, notes: 0" in out


def test_notes_alone_conform_and_are_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(FIXTURES / "invalid.WordedDeadline-deadline.ttl"), "--quiet"]) == 0
    assert capsys.readouterr().out.startswith("Lưu ý: nên biết (1)\n")


def made_up() -> Report:
    """Findings of each severity, one rule with more places than are shown, and signs that mean something in Markdown."""
    many = [
        Finding(VIOLATION, "Task-inGroup", f"urn:task:{n}", "Sai nhóm", "Wrong group", value=f"urn:v{n}")
        for n in range(25)
    ]
    hostile = "<b>|*x*|`#\n`"
    few = [
        Finding(NOTE, "Note-a", "urn:n", "Ghi", "Note"),
        Finding(WARNING, "Warn-a", "urn:w", "Báo", "Warn", value=hostile),
    ]
    return Report([*few, *many], 99, 2)


@pytest.mark.parametrize("form", ["table", "md"])
def test_the_gravest_comes_first_and_each_rule_once(form: str) -> None:
    vi, en = (show(made_up(), form, lang, Base()) for lang in ("vi", "en"))
    places = [
        en.index(word)
        for word in (
            "Violations",
            "Wrong group",
            "urn:task:0",
            "and 5 more",
            "Warnings",
            "Notes",
            "triples: 99",
        )
    ]
    assert places == sorted(places)
    assert en.count("Wrong group") == 1
    assert (
        vi.index("Vi phạm")
        < vi.index("Sai nhóm")
        < vi.index("và 5 chỗ nữa")
        < vi.index("Cảnh báo")
        < vi.index("Lưu ý")
    )
    assert "urn:v0" in en


def test_markdown_takes_no_sign_of_the_data_for_its_own() -> None:
    text = show(made_up(), "md", "en", Base())
    assert re.search(r"(?<!\\)[<|`*]\w", text.replace("* ", "")) is None
    assert "\\<b\\>" in text


@pytest.mark.parametrize("form", ["table", "md"])
def test_no_sign_of_the_data_steers_the_terminal(form: str) -> None:
    found = [
        Finding(WARNING, "Warn-a", "urn:w", "Báo\x1b[2J", "Warn\x1b[2J", value="a\x1b]0;b\x07\u202ec\nd")
    ]
    text = show(Report(found, 1, 1), form, "vi", Base())
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", text)
    assert sum("urn:w" in line and "d" in line for line in text.splitlines()) == 1


def test_forms_for_programs_hold_every_finding() -> None:
    found = json.loads(show(made_up(), "json", "vi", Base()))
    assert found["counts"] == {"violation": 25, "warning": 1, "note": 1}
    assert len(found["findings"]) == 27
    assert found["findings"][0]["message"] == {"vi": "Sai nhóm", "en": "Wrong group"}
    graph = Graph().parse(data=show(made_up(), "ttl", "vi", Base()), format="turtle")
    assert len(set(graph.subjects(RDF.type, SH.ValidationResult))) == 27
    assert {str(severity).rpartition("#")[2] for severity in graph.objects(None, SH.resultSeverity)} == {
        "Violation",
        "Warning",
        "Info",
    }


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    texts = set()
    for seed in ("1", "2"):
        command = [sys.executable, "-m", "kg", "check", str(BROKEN), "--format", "ttl", "--quiet"]
        done = subprocess.run(
            command, capture_output=True, env={**os.environ, "PYTHONHASHSEED": seed}, check=False, timeout=60
        )
        assert done.returncode == 1, done.stderr
        texts.add(done.stdout)
    assert len(texts) == 1


def test_output_goes_to_a_file_that_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(BROKEN), "-o", str(tmp_path / "out.txt"), "--quiet"]) == 1
    assert capsys.readouterr().out == ""
    assert "Assignment-role" in (tmp_path / "out.txt").read_text(encoding="utf-8")


def test_the_value_that_breaks_a_rule_stands_beside_its_place(capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", str(FIXTURES / "invalid.Document-issued.ttl"), "--quiet"])
    assert re.search(r"id:document/so-mau/2025/1-kh  giá trị: 2025\n", capsys.readouterr().out)


def test_a_value_of_nothing_is_told_too(capsys: pytest.CaptureFixture[str]) -> None:
    """Zero and the empty text are values, though Python takes them for none."""
    findings = [
        f
        for name in ("Source-characters", "TextQuoteSelector-exact")
        for f in told(capsys, FIXTURES / f"invalid.{name}.ttl")[1]
    ]
    assert [f["value"] for f in findings] == ['"0"^^<http://www.w3.org/2001/XMLSchema#integer>', '""']


# Findings and rules


def test_findings_of_the_audit_graph_have_no_blank_node() -> None:
    quads = list(
        emit(
            [
                Finding(VIOLATION, "Topic-inScheme", "_:b1", "sai", "wrong"),
                Finding(VIOLATION, "Topic-inScheme", '"AI"', "sai", "wrong"),
            ],
            Base(),
        )
    )
    store = Store()
    assert {str(quad[2]) for quad in quads if quad[1] == POL.concerns} == {
        "https://w3id.org/vnpolicy/.well-known/genid/b1"
    }
    assert len({quad[0] for quad in quads}) == 2
    assert len(store) == 0


def test_two_components_of_one_shape_are_two_findings() -> None:
    one, other = (
        Finding(VIOLATION, "Task-inGroup", "urn:a", "sai", "wrong", component=c)
        for c in ("urn:min", "urn:max")
    )
    assert one.iri(Base()) != other.iri(Base())


def test_a_path_of_more_than_a_property_is_written_as_sparql_has_it() -> None:
    rules = own_rules()
    assert rules[str(SHAPE["TaskGroup-partOf"])].path == f"^<{POL.partOf}>"
    assert rules[str(SHAPE["Rank-unit"])].path == f"<{POL.comparator}>|<{POL.unit}>"


def test_the_sight_of_shapes_is_read_from_them() -> None:
    seen = own_sight()
    assert seen.inward == {str(POL.partOf)}
    assert seen.beyond == {str(POL.inGroup)}
    assert str(POL.supportedBy) in seen.pointed
    assert str(POL.dueBy) in seen.typed
    assert seen.depth == 2


def test_a_shape_that_looks_further_than_is_known_is_refused() -> None:
    far = "@prefix sh: <http://www.w3.org/ns/shacl#> . <urn:s> a sh:PropertyShape ; sh:targetClass <urn:c> ; sh:path ( <urn:p> <urn:q> ) ; sh:minCount 1 ."
    with pytest.raises(ValueError, match="one step at a time"):
        sight(Graph().parse(data=far, format="turtle"))
