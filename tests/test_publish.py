"""The static site: every resource has its pages and its RDF, and every way inside it leads somewhere."""

import gzip
import hashlib
import json
import os
import re
import shutil
import subprocess
import warnings
from collections import defaultdict
from pathlib import Path
from urllib.parse import unquote

import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, RdfFormat, Store, Triple, parse
from samples import SAMPLE, TEXT
from sites import FORMATS, anchors, dereferences, listing, published, triples

from kg.cli import main
from kg.errors import BadInput
from kg.names import POL, PREFIXES, VOCABULARY_BASE
from kg.pipeline import build
from kg.publish import MOVED, Places, chapters, publish
from kg.publish.forms import files
from kg.publish.pages import render
from kg.text import digest, fold

RESOLUTION = "id/document/bo-chinh-tri/2024/57-nq-tw"
ELSEWHERE = "https://example.org/kg/"
HOSTILE = "</script><img src=x onerror=alert(1)>\\\" {{ 7*7 }} ']]>"
SAMPLE_PLAN = "id/document/uy-ban-mau/2030/1-kh-ubm"


XML = b'<?xml version="1.0" encoding="UTF-8"?>'
NAMES = {"ttl": "turtle", "jsonld": "json-ld", "nt": "nt", "rdf": "xml"}


def misread(site: Path, paths: list[str]) -> list[str]:
    """The files of which rdflib does not read as many triples as N-Triples has lines."""
    wrong = []
    with warnings.catch_warnings():
        # The JSON-LD parser of rdflib uses a class that rdflib itself has deprecated.
        warnings.simplefilter("ignore", DeprecationWarning)
        for path in paths:
            lines = len(set((site / f"{path}.nt").read_bytes().splitlines()))
            for ending, form in NAMES.items():
                found = rdflib.Graph(bind_namespaces="none").parse(site / f"{path}.{ending}", format=form)
                wrong += [f"{path}.{ending}"] if len(found) != lines else []
    return wrong


@pytest.fixture(scope="module")
def site(built: Path) -> Path:
    return published(built)


@pytest.fixture(scope="module")
def paths(site: Path) -> list[str]:
    """The documents of the site by path, those with RDF beside them."""
    return sorted(name.removesuffix(".nt") for name in listing(site) if name.endswith(".nt"))


@pytest.fixture(scope="module")
def sampled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build of small records with their text; one of their labels means harm."""
    folder = tmp_path_factory.mktemp("sampled")
    (folder / "in").mkdir()
    hashes = {"exact": digest(TEXT[:8]), "folded": digest(fold(TEXT[:8]))}
    records = SAMPLE.format(sha256=hashlib.sha256(TEXT.encode()).hexdigest(), characters=len(TEXT), **hashes)
    records = records.replace("vi: Gửi báo cáo mẫu", f'vi: "{HOSTILE}"')
    (folder / "in/records.yaml").write_text(records, encoding="utf-8")
    (folder / "in/text.txt").write_text(TEXT, encoding="utf-8")
    build([folder / "in"], folder / "build")
    return folder / "build"


@pytest.fixture(scope="module")
def small(sampled: Path) -> Path:
    """The site of that build."""
    return published(sampled)


# Ways


def test_every_link_inside_the_site_leads_to_a_file_and_a_place_in_it(site: Path) -> None:
    wrong, seen = set(), defaultdict(set)
    for name in sorted(n for n in listing(site) if n.endswith(".html") and not n.startswith("pictures/")):
        text = (site / name).read_text(encoding="utf-8")
        for target in re.findall(r'\b(?:href|src|action)="([^"]*)"', text):
            if not target.startswith(("http", "data:")):
                seen[Path(name).parent, target].add(name)
    for (folder, target), names in seen.items():
        path, _, anchor = target.replace("&amp;", "&").partition("#")
        for name in names if not path else list(names)[:1]:
            file = os.path.normpath(folder / unquote(path.partition("?")[0])) if path else name
            if file not in listing(site) or (
                anchor
                and "query/index" not in path
                and "pictures/" not in path
                and unquote(anchor) not in anchors(site / file)
            ):
                wrong.add((target, name))
    assert len(seen) > 20_000
    assert wrong == set()


def test_every_picture_leads_to_pages_that_are_there(site: Path) -> None:
    for picture in (site / "pictures").glob("*.html"):
        text = picture.read_text(encoding="utf-8")
        assert '"pages":"../{path}.{lang}.html"' in text
        cards = re.findall(r'"id":"' + VOCABULARY_BASE + r'([^"#]+)"', text.partition('"edges":')[0])
        assert [card for card in cards if f"{card}.vi.html" not in listing(site)] == []


def test_every_iri_minted_under_the_base_dereferences(built: Path, site: Path) -> None:
    places = Places(VOCABULARY_BASE)
    quads = parse((built / "graph.nq").read_bytes(), format=RdfFormat.N_QUADS)
    terms = {t.value for q in quads for t in (*q.triple, q.graph_name) if isinstance(t, NamedNode)}
    terms |= {t.value for triple in triples(site / "catalog.nt") for t in triple if isinstance(t, NamedNode)}
    minted = {iri: iri.removeprefix(VOCABULARY_BASE) for iri in terms if iri.startswith(VOCABULARY_BASE)}
    assert len(minted) > 3_000
    files = listing(site) | {"sparql"}
    wrong = [
        iri
        for iri, local in minted.items()
        if local and local not in files and not dereferences(site, places.of(iri) or places.of(f"{iri}/"))
    ]
    assert wrong == []


def test_the_server_can_follow_the_rule_for_what_has_no_page_of_its_own(site: Path) -> None:
    rule = json.loads((site / "moved.json").read_text(encoding="utf-8"))
    assert rule["pattern"] == MOVED
    path = f"{RESOLUTION}/III.1.1/evidence/002_01d3e8950fbf6f9f/quote"
    home = Places(VOCABULARY_BASE).of(VOCABULARY_BASE + path)
    found = re.match(rule["pattern"], path)
    assert home == (found[1], found[2])
    assert dereferences(site, home)


def test_the_sitemap_names_every_page_once(site: Path) -> None:
    named = re.findall(r"<loc>(.*?)</loc>", (site / "sitemap.xml").read_text(encoding="utf-8"))
    pages = {n for n in listing(site) if n.endswith((".vi.html", ".en.html"))}
    assert sorted(named) == sorted(VOCABULARY_BASE + name for name in pages)


# RDF


def test_the_four_forms_of_every_document_say_the_same(site: Path, paths: list[str]) -> None:
    assert len(paths) > 1_200
    for path in paths:
        forms = {ending: triples(site / f"{path}.{ending}") for ending in FORMATS}
        if path.startswith(("ns", "shape")):
            assert len({len(found) for found in forms.values()}) == 1, path
        else:
            assert len({frozenset(map(str, found)) for found in forms.values()}) == 1, path
        assert forms["nt"], path


def test_rdflib_reads_all_that_is_published(site: Path, paths: list[str]) -> None:
    assert misread(site, paths) == []


def test_rapper_reads_all_that_is_published(site: Path, paths: list[str], tmp_path: Path) -> None:
    """The files of a form one behind the other, as one file: Turtle may begin anew, RDF/XML stands in XML."""
    if not shutil.which("rapper"):
        pytest.skip("needs Debian's raptor2-utils (make system)")
    lines = sum((site / f"{path}.nt").read_bytes().count(b"\n") for path in paths)
    for ending, form in {"ttl": "turtle", "nt": "ntriples", "rdf": "rdfxml"}.items():
        texts = [(site / f"{path}.{ending}").read_bytes() for path in paths]
        whole = b"\n".join(text.replace(XML, b"") for text in texts)
        (tmp_path / "whole").write_bytes(b"<all>%b</all>" % whole if form == "rdfxml" else whole)
        command = ["rapper", "-c", "-f", "scanForRDF=1", "-i", form, "whole", "https://example.org/"]
        told = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
        assert (told.returncode, f"returned {lines} triples" in told.stderr) == (0, True), told.stderr
        assert "rror" not in told.stderr
        assert "arning" not in told.stderr


def test_the_dumps_of_named_graphs_add_up_to_the_whole_and_to_the_build(built: Path, site: Path) -> None:
    whole = set(gzip.decompress((site / "dumps/graph.nq.gz").read_bytes()).decode().splitlines())
    assert whole == set((built / "graph.nq").read_text(encoding="utf-8").splitlines())
    parts = [p for p in (site / "dumps/graph").rglob("*.nt.gz") if "description" not in p.parts]
    lines = set()
    for part in parts:
        graph = VOCABULARY_BASE + str(part.relative_to(site / "dumps")).removesuffix(".nt.gz")
        text = gzip.decompress(part.read_bytes()).decode()
        lines |= {f"{line[:-2]} <{graph}> ." for line in text.splitlines()}
    assert lines == whole
    trig = parse(gzip.decompress((site / "dumps/graph.trig.gz").read_bytes()), format=RdfFormat.TRIG)
    assert {f"{quad} ." for quad in trig} == whole


def test_the_documents_of_things_hold_all_that_the_graph_says_of_them(
    built: Path, site: Path, paths: list[str]
) -> None:
    held = {
        line
        for path in paths
        for line in (site / f"{path}.nt").read_text(encoding="utf-8").splitlines()
        if not path.startswith("graph/")
    }
    graph = (
        f"{quad.triple} ." for quad in parse((built / "graph.nq").read_bytes(), format=RdfFormat.N_QUADS)
    )
    ours = {line for line in graph if line.startswith(f"<{VOCABULARY_BASE}")}
    assert ours - held == set()


def test_checksums_hold_and_nothing_packed_has_a_time(site: Path) -> None:
    lines = (site / "dumps/SHA256SUMS").read_text(encoding="utf-8").splitlines()
    dumps = sorted(str(p.relative_to(site / "dumps")) for p in (site / "dumps").rglob("*.gz"))
    assert sorted(line.split("  ")[1] for line in lines) == dumps
    for line in lines:
        digest, name = line.split("  ")
        packed = (site / "dumps" / name).read_bytes()
        assert hashlib.sha256(packed).hexdigest() == digest
        assert packed[4:8] == bytes(4)


# Pages


def test_every_page_has_a_language_a_title_and_one_heading(site: Path) -> None:
    for name in listing(site):
        if name.endswith((".vi.html", ".en.html")):
            text = (site / name).read_text(encoding="utf-8")
            lang = name.split(".")[-2]
            assert f'<html lang="{lang}">' in text
            assert text.count("<h1>") == 1, name
            assert not re.search(r"<title>\s*·", text), name
            found = re.findall(r'\bid="([^"]+)"', text)
            assert len(found) == len(set(found)), name


def test_a_statement_shows_its_relations_both_ways_its_evidence_and_its_place(site: Path) -> None:
    text = (site / f"{RESOLUTION}/III.1.1.a.vi.html").read_text(encoding="utf-8")
    assert 'id="evidence/002_01d3e8950fbf6f9f"' in text
    assert "id/body/can-bo-dang-vien.vi.html" in text
    assert "../../../../../pictures/bodies-and-tasks.html?lang=vi#" in text
    assert "query/index.vi.html#thing=" in text
    body = (site / "id/body/can-bo-dang-vien.vi.html").read_text(encoding="utf-8")
    assert f"{RESOLUTION}/III.1.1.a.vi.html" in body


def test_the_words_of_the_evidence_stand_where_the_text_is_at_hand(small: Path) -> None:
    page = (small / f"{SAMPLE_PLAN}/I.1.vi.html").read_text(encoding="utf-8")
    assert re.search(
        r'<blockquote id="evidence/sample/quote" lang="vi" dir="auto">Sở Mẫu l</blockquote>', page
    )
    assert "28/02/2030" in page


def test_a_term_shows_both_definitions_its_shapes_its_uses_and_real_examples(
    built: Path, site: Path, store: Store
) -> None:
    text = (site / "ns/inGroup.vi.html").read_text(encoding="utf-8")
    uses = sum(
        1
        for quad in store.quads_for_pattern(None, NamedNode(str(POL.inGroup)), None)
        if "/ontology/" not in quad.graph_name.value
    )
    assert f"Số lần dùng <small>{uses}</small>" in text
    assert "shape/Task-inGroup.vi.html" in text
    assert '<dd lang="vi">' in text
    assert '<dd lang="en">' in text
    assert re.search(r'<li><a href="\.\./id/document/[^"]+">', text)


def test_no_two_files_differ_by_case_alone(site: Path) -> None:
    assert len({name.lower() for name in listing(site)}) == len(listing(site))


def test_every_term_and_shape_has_a_page(site: Path) -> None:
    names = [name for name in vars(POL)["__annotations__"] if not name.startswith("_")]
    assert [
        n for n in names if f"{Places(VOCABULARY_BASE).of(str(POL) + n).path}.vi.html" not in listing(site)
    ] == []
    shapes = set(
        re.findall(r"^shape:([\w-]+)$", (site / "shape.ttl").read_text(encoding="utf-8"), re.MULTILINE)
    )
    assert len(shapes) > 150
    assert [name for name in shapes if f"shape/{name}.en.html" not in listing(site)] == []


def test_embedded_descriptions_are_json_in_the_words_of_schema_org(site: Path) -> None:
    def told(name: str) -> dict[str, object]:
        (script,) = re.findall(
            r'<script type="application/ld\+json">(.*?)</script>', (site / name).read_text(encoding="utf-8")
        )
        return json.loads(script)

    resolution = told(f"{RESOLUTION}.vi.html")
    assert (resolution["@type"], resolution["legislationIdentifier"]) == ("Legislation", "57-NQ/TW")
    assert resolution["legislationDate"] == "2024-12-22"
    assert told("id/body/bo-tai-chinh.en.html")["@type"] == "Organization"
    assert told("ns/Task.vi.html")["@type"] == "DefinedTerm"
    assert told("concept/role/lead.vi.html")["@type"] == "DefinedTerm"
    assert told("catalog.vi.html")["@type"] == "Dataset"


def test_text_of_documents_is_escaped_on_every_page(small: Path) -> None:
    pages = [name for name in listing(small) if name.endswith(".html") and not name.startswith("pictures/")]
    for name in (*pages, "sitemap.xml"):
        assert "<img" not in (small / name).read_text(encoding="utf-8"), name
    page = (small / f"{SAMPLE_PLAN}/I.1.a.vi.html").read_text(encoding="utf-8")
    assert "{{ 7*7 }}" in page
    (script,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    assert json.loads(script)["name"][0].startswith("</script><img")
    assert {str(t) for t in triples(small / f"{SAMPLE_PLAN}/I.1.a.rdf")} == {
        str(t) for t in triples(small / f"{SAMPLE_PLAN}/I.1.a.nt")
    }


# The whole


def test_a_site_elsewhere_has_its_data_there_and_the_vocabulary_where_it_was(
    sampled: Path, tmp_path: Path
) -> None:
    site = publish(sampled, tmp_path / "site", ELSEWHERE).folder
    lines = gzip.decompress((site / "dumps/graph.nq.gz").read_bytes()).decode().splitlines()
    assert [
        line for line in lines if f"<{VOCABULARY_BASE}id/" in line or f"<{VOCABULARY_BASE}graph/" in line
    ] == []
    assert f"<{ELSEWHERE}{SAMPLE_PLAN}> <{POL.number}>" in "\n".join(lines)
    assert f"{SAMPLE_PLAN}/I.1.vi.html" in listing(site)
    assert f"<{ELSEWHERE}{SAMPLE_PLAN}" in (site / "catalog.nt").read_text(encoding="utf-8")
    picture = (site / "pictures/derivation.html").read_text(encoding="utf-8")
    assert f'"base":["{ELSEWHERE}","{VOCABULARY_BASE}"]' in picture
    (site / "left.html").write_text("old", encoding="utf-8")
    publish(sampled, site)
    assert not (site / "left.html").exists()


def test_what_has_not_changed_is_shared_with_the_last_site_and_the_bytes_are_those_of_a_whole_one(
    sampled: Path, small: Path, tmp_path: Path
) -> None:
    """A site over that of another build: the same bytes as a new one, and no file written that was the same."""
    changed = tmp_path / "in"
    shutil.copytree(sampled.parent / "in", changed)
    records = (changed / "records.yaml").read_text(encoding="utf-8")
    (changed / "records.yaml").write_text(records.replace("Sở Mẫu", "Sở Mẫu Đổi Tên", 1), encoding="utf-8")
    build([changed], tmp_path / "build")
    over = tmp_path / "site"
    publish(sampled, over)
    before = {name: (over / name).stat() for name in listing(small)}
    made = publish(tmp_path / "build", over)
    new = publish(tmp_path / "build", tmp_path / "new").folder
    assert contents(over) == contents(new)
    same = [
        name
        for name in before
        if (over / name).is_file() and (over / name).stat().st_ino == before[name].st_ino
    ]
    assert made.kept == len(same)
    assert 0 < made.files - made.kept < made.files / 2
    assert all((over / name).stat().st_mtime_ns == before[name].st_mtime_ns for name in same)
    assert "id/document/uy-ban-mau/2030/1-kh-ubm/I.1.ttl" in same
    assert publish(tmp_path / "build", over).kept == made.files


def contents(site: Path) -> dict[str, bytes]:
    return {str(file.relative_to(site)): file.read_bytes() for file in site.rglob("*") if file.is_file()}


def test_a_list_that_is_long_goes_on_over_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chapters, "MOST", 4)
    rows = [(chapters.text(str(at)),) for at in range(7)]
    parts = [
        chapters.Chapter(chapters.text("a"), (), rows[:3]),
        chapters.Chapter(chapters.text("b"), (), rows),
    ]
    pages = list(chapters.listings("findings", "browse/findings", parts))
    assert [page.path for page in pages] == ["browse/findings", "browse/findings-2", "browse/findings-3"]
    assert [[len(c.rows) for c in page.told["chapters"]] for page in pages] == [[3, 1], [4], [2]]
    assert [c.whole for page in pages for c in page.told["chapters"]] == [3, 7, 7, 7]
    html = dict(render(pages[1], VOCABULARY_BASE))["browse/findings-2.vi.html"]
    assert 'href="../browse/findings-3.vi.html">3</a>' in html
    assert 'href="../browse/findings-2.vi.html" aria-current="page">2</a>' in html


def test_a_site_takes_the_place_of_nothing_else(sampled: Path, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(BadInput, match="holds files that are no"):
        publish(sampled, tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["letter.txt"]


@pytest.mark.parametrize(
    "base", ["example.org/kg/", "https://example.org/kg", "https://example.org/<b>/", "ftp://example.org/"]
)
def test_a_base_that_is_no_base_is_refused_and_nothing_is_written(
    built: Path, tmp_path: Path, base: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["publish", "--build", str(built), "--base", base, "-o", str(tmp_path / "site")]) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_prefixes_of_published_turtle_are_those_of_the_project(site: Path) -> None:
    text = (site / "id/body/bo-tai-chinh.ttl").read_text(encoding="utf-8")
    assert f"@prefix pol: <{PREFIXES['pol']}> ." in text
    assert "pol:abbreviation" in text


def test_rdf_xml_holds_a_mark_where_xml_has_no_place_for_a_character() -> None:
    text = "một\x0c hai\ufffe ba 𠀀"
    triple = Triple(NamedNode("urn:a"), NamedNode("urn:x:b"), Literal(text))
    for name, content in files("a", [triple]):
        if name in ("a.nt", "a.rdf"):
            (read,) = rdflib.Graph().parse(content, format=NAMES[name[2:]])
            assert str(read[2]) == (text if name == "a.nt" else "một\ufffd hai\ufffd ba 𠀀")


def test_search_tells_places_apart_by_their_documents_and_queries_open_in_the_language(
    tmp_path: Path, sample: str
) -> None:
    (tmp_path / "own.yaml").write_text(sample, encoding="utf-8")
    build([tmp_path / "own.yaml"], tmp_path / "build")
    publish(tmp_path / "build", tmp_path / "site")
    index = (tmp_path / "site/static/index.js").read_text(encoding="utf-8")
    entries = json.loads(index.partition("const siteIndex=")[2].rstrip(";\n"))
    (task,) = [entry for entry in entries if entry[0].endswith("1-kh-ubm/I.1")]
    assert task[4] == "1/KH-UBM"
    scripts = (tmp_path / "site/static/examples.js").read_text(encoding="utf-8")
    opening = json.loads(scripts.partition("const siteOpening=")[2].partition(";\n")[0])
    assert ['LANG(?label) = "vi"' in opening[0], 'LANG(?label) = "en"' in opening[1]] == [True, True]
