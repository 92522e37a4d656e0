"""The description of the dataset says what is there, and the ontology what catalogues of ontologies ask for."""

import hashlib
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Store, parse
from pyshacl import validate
from rdflib import DCTERMS, FOAF, OWL, PROV, RDF, RDFS, SH, SKOS, VANN, VOID, XSD, Graph, Namespace, URIRef
from sites import listing, published, triples

from kg import __version__, resources
from kg.errors import BadInput
from kg.names import POL, VOCABULARY_BASE
from kg.publish import is_of_others, publish
from kg.publish.describing import made, notes
from kg.resources import mapping, text
from kg.store import read_inputs

DCAT = Namespace("http://www.w3.org/ns/dcat#")
SPDX = Namespace("http://spdx.org/rdf/terms#")
SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
DATASET = URIRef(f"{VOCABULARY_BASE}catalog#dataset")
NS = URIRef(f"{VOCABULARY_BASE}ns")


@pytest.fixture(scope="module")
def site(built: Path) -> Path:
    return published(built)


@pytest.fixture(scope="module")
def catalog(site: Path) -> Graph:
    return Graph().parse(data=(site / "catalog.ttl").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def ontology(site: Path) -> Graph:
    return Graph().parse(data=(site / "ns.ttl").read_text(encoding="utf-8"))


def number(store: Store, query: str) -> int:
    (row,) = store.query(query, use_default_graph_as_union=True)
    return int(row[0].value)


# Catalogue


def test_the_catalogue_conforms_to_dcat_ap(shared: Path, catalog: Graph) -> None:
    shapes = Graph().parse(data=(shared / "suites/dcat-ap-3.0.1.ttl").read_text(encoding="utf-8"))
    # The file names two property shapes that it does not hold.
    dangling = {
        shape for shape in shapes.objects(None, SH.property) if not any(shapes.triples((shape, None, None)))
    }
    for shape in dangling:
        shapes.remove((None, SH.property, shape))
    assert len(dangling) == 2
    conforms, _, report = validate(catalog, shacl_graph=shapes)
    assert conforms, report
    catalog_without = Graph() + catalog
    catalog_without.remove((DATASET, DCTERMS.title, None))
    assert not validate(catalog_without, shacl_graph=shapes)[0]


def test_void_counts_are_those_of_the_store(catalog: Graph, store: Store) -> None:
    told = {
        p: int(o)
        for p, o in catalog.predicate_objects(DATASET)
        if getattr(o, "datatype", None) == XSD.integer
    }
    assert told == {
        VOID.triples: number(
            store, "SELECT (COUNT(*) AS ?n) { SELECT DISTINCT ?s ?p ?o { GRAPH ?g { ?s ?p ?o } } }"
        ),
        VOID.distinctSubjects: number(store, "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s ?p ?o }"),
        VOID.distinctObjects: number(store, "SELECT (COUNT(DISTINCT ?o) AS ?n) { ?s ?p ?o }"),
        VOID.classes: number(store, "SELECT (COUNT(DISTINCT ?c) AS ?n) { ?s a ?c }"),
        VOID.properties: number(store, "SELECT (COUNT(DISTINCT ?p) AS ?n) { ?s ?p ?o }"),
        VOID.entities: number(
            store,
            f'SELECT (COUNT(DISTINCT ?s) AS ?n) {{ ?s ?p ?o FILTER(STRSTARTS(STR(?s), "{VOCABULARY_BASE}")) }}',
        ),
    }


def test_void_partitions_are_those_of_the_store(catalog: Graph, store: Store) -> None:
    classes = {
        str(catalog.value(part, VOID["class"])): int(catalog.value(part, VOID.entities))
        for part in catalog.objects(DATASET, VOID.classPartition)
    }
    rows = store.query(
        "SELECT ?c (COUNT(DISTINCT ?s) AS ?n) { ?s a ?c } GROUP BY ?c", use_default_graph_as_union=True
    )
    assert classes == {row["c"].value: int(row["n"].value) for row in rows}
    properties = {
        str(catalog.value(part, VOID.property)): int(catalog.value(part, VOID.triples))
        for part in catalog.objects(DATASET, VOID.propertyPartition)
    }
    rows = store.query(
        "SELECT ?p (COUNT(*) AS ?n) { SELECT DISTINCT ?s ?p ?o { GRAPH ?g { ?s ?p ?o } } } GROUP BY ?p"
    )
    assert properties == {row["p"].value: int(row["n"].value) for row in rows}


def test_the_subsets_add_up_to_the_quads_of_the_build(built: Path, catalog: Graph, site: Path) -> None:
    subsets = list(catalog.objects(DATASET, VOID.subset))
    counted = {str(graph): int(catalog.value(graph, VOID.triples)) for graph in subsets}
    assert sum(counted.values()) == len((built / "graph.nq").read_text(encoding="utf-8").splitlines())
    for graph, count in counted.items():
        assert len(triples(site / f"{graph.removeprefix(VOCABULARY_BASE)}.nt")) == count


def test_example_resources_and_downloads_are_there(catalog: Graph, site: Path) -> None:
    examples = [str(thing) for thing in catalog.objects(DATASET, VOID.exampleResource)]
    assert len(examples) == 6
    downloads = [
        str(o) for o in (*catalog.objects(None, DCAT.downloadURL), *catalog.objects(None, VOID.dataDump))
    ]
    assert len(downloads) > 20
    for iri in examples:
        assert f"{iri.removeprefix(VOCABULARY_BASE)}.vi.html" in listing(site)
    assert [iri for iri in downloads if iri.removeprefix(VOCABULARY_BASE) not in listing(site)] == []


def test_distributions_tell_size_and_hash_of_their_file(catalog: Graph, site: Path) -> None:
    distributions = list(catalog.objects(DATASET, DCAT.distribution))
    assert len(distributions) == 2
    for distribution in distributions:
        packed = (
            site / str(catalog.value(distribution, DCAT.downloadURL)).removeprefix(VOCABULARY_BASE)
        ).read_bytes()
        checksum = catalog.value(distribution, SPDX.checksum)
        assert str(catalog.value(checksum, SPDX.checksumValue)) == hashlib.sha256(packed).hexdigest()
        assert int(catalog.value(distribution, DCAT.byteSize)) == len(packed)


def test_the_build_names_its_software_and_each_input_with_its_hash(built: Path, catalog: Graph) -> None:
    build = catalog.value(DATASET, PROV.wasGeneratedBy)
    agent = catalog.value(build, PROV.wasAssociatedWith)
    assert str(catalog.value(agent, OWL.versionInfo)) == __version__
    assert str(catalog.value(agent, DCTERMS.license)) == "https://www.apache.org/licenses/LICENSE-2.0"
    hashes = {
        str(catalog.value(i, DCTERMS.title)): str(
            catalog.value(catalog.value(i, SPDX.checksum), SPDX.checksumValue)
        )
        for i in catalog.objects(build, PROV.used)
    }
    assert hashes.pop("graph.nq") == hashlib.sha256((built / "graph.nq").read_bytes()).hexdigest()
    brought = {
        f"{folder}/{name}.ttl": hashlib.sha256(content.encode()).hexdigest()
        for folder in ("ontology", "shapes")
        for name, content in resources.texts(folder, ".ttl").items()
    }
    records = {
        str(file.relative_to(resources.corpus())): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in resources.corpus().rglob("*.yaml")
    }
    assert len(records) == 7
    assert hashes == brought | records
    assert len(list(catalog.objects(DATASET, PROV.wasDerivedFrom))) == 5


def test_a_build_tells_what_it_was_made_of_wherever_it_lies(folder: Path, tmp_path: Path) -> None:
    from kg.pipeline import build

    (folder / "broken.md").write_bytes(b"\xff\xfe\x00")
    build([folder], tmp_path / "build")
    told = read_inputs(tmp_path / "build")
    assert told is not None
    own = {(file.kind, file.name) for file in told.files if file.kind in ("records", "document")}
    assert own == {("records", "records.yaml"), ("document", "text.txt")}
    assert told.software == __version__
    elsewhere = tmp_path / "elsewhere/deeper"
    shutil.copytree(folder, elsewhere)
    build([elsewhere / "text.txt", elsewhere / "records.yaml"], tmp_path / "again")
    assert (tmp_path / "again/inputs.json").read_bytes() == (tmp_path / "build/inputs.json").read_bytes()
    (tmp_path / "again/inputs.json").write_text("{}", encoding="utf-8")
    with pytest.raises(BadInput, match=r"inputs\.json"):
        publish(tmp_path / "again", tmp_path / "site")


def test_software_that_built_is_named_beside_that_which_published(folder: Path, tmp_path: Path) -> None:
    from kg.pipeline import build

    build([folder], tmp_path / "build")
    place = tmp_path / "build/inputs.json"
    place.write_text(place.read_text(encoding="utf-8").replace(__version__, "0.0.9"), encoding="utf-8")
    publish(tmp_path / "build", tmp_path / "site")
    told = Graph().parse(tmp_path / "site/catalog.ttl")
    agents = {
        str(v) for a in told.objects(None, PROV.wasAssociatedWith) for v in told.objects(a, OWL.versionInfo)
    }
    assert agents == {__version__, "0.0.9"}


def test_time_comes_from_the_environment_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert made() == ""
    moment = datetime(2030, 1, 2, 3, 4, 5, tzinfo=UTC)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(moment.timestamp())))
    assert made() == "2030-01-02T03:04:05Z"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    with pytest.raises(BadInput, match="SOURCE_DATE_EPOCH"):
        made()


def test_without_a_source_date_no_time_is_told_and_with_one_it_is(
    catalog: Graph, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kg.pipeline import build

    assert list(catalog.objects(None, PROV.endedAtTime)) == []
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1900000000")
    build([folder], tmp_path / "build")
    timed = Graph().parse(
        data=(publish(tmp_path / "build", tmp_path / "site", endpoint="").folder / "catalog.ttl").read_text(
            encoding="utf-8"
        )
    )
    (ended,) = timed.objects(None, PROV.endedAtTime)
    assert str(ended.toPython()) == "2030-03-17 17:46:40+00:00"
    assert list(timed.subjects(RDF.type, SD.Service)) == []
    assert list(timed.objects(None, VOID.sparqlEndpoint)) == []


def test_the_service_describes_its_endpoint_and_every_named_graph(catalog: Graph, store: Store) -> None:
    (service,) = catalog.subjects(RDF.type, SD.Service)
    assert str(catalog.value(service, SD.endpoint)) == f"{VOCABULARY_BASE}sparql"
    assert (service, RDF.type, DCAT.DataService) in catalog
    assert catalog.value(service, DCAT.servesDataset) == DATASET
    named = {str(graph) for graph in catalog.objects(None, SD.name)}
    assert named == {graph.value for graph in store.named_graphs()}


def test_the_version_of_today_says_what_it_changes(catalog: Graph) -> None:
    version = str(catalog.value(DATASET, DCAT.version))
    assert version in mapping(text("templates/publish/versions.yaml"))
    assert version == __version__
    assert notes("9.9").vi == "9.9"


def test_the_description_has_no_blank_node_and_stands_where_clients_look(site: Path) -> None:
    assert "_:" not in (site / "catalog.nt").read_text(encoding="utf-8")
    assert (site / ".well-known/void").read_bytes() == (site / "catalog.ttl").read_bytes()
    lines = (site / "graph/description/dataset.nt").read_text(encoding="utf-8")
    assert set(lines.splitlines()) == set((site / "catalog.nt").read_text(encoding="utf-8").splitlines())


# The ontology, as catalogues of ontologies judge it (the checks of FOOPS! that need no network)


@pytest.mark.parametrize(
    "term",
    [
        DCTERMS.title,
        DCTERMS.description,
        DCTERMS.creator,
        DCTERMS.license,
        DCTERMS.issued,
        DCTERMS.modified,
        OWL.versionIRI,
        OWL.versionInfo,
        VANN.preferredNamespacePrefix,
        VANN.preferredNamespaceUri,
    ],
    ids=lambda term: term.rpartition("/")[2],
)
def test_the_ontology_tells_of_itself(ontology: Graph, term: URIRef) -> None:
    assert list(ontology.objects(NS, term))


def test_the_ontology_tells_of_itself_in_both_languages(ontology: Graph) -> None:
    for term in (DCTERMS.title, DCTERMS.description):
        assert {text.language for text in ontology.objects(NS, term)} == {"vi", "en"}


@pytest.mark.parametrize("said", [RDFS.label, SKOS.definition], ids=["label", "definition"])
def test_every_term_says_it_in_both_languages(ontology: Graph, said: URIRef) -> None:
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
    terms = {t for kind in kinds for t in ontology.subjects(RDF.type, kind) if str(t).startswith(str(POL))}
    assert len(terms) > 140
    assert [t for t in terms if {w.language for w in ontology.objects(t, said)} != {"vi", "en"}] == []
    assert [t for t in terms if not ontology.value(t, SKOS.example)] == []
    assert [t for t in terms if (t, RDFS.isDefinedBy, NS) not in ontology] == []


def test_the_namespace_is_persistent_and_its_own(ontology: Graph) -> None:
    assert str(ontology.value(NS, VANN.preferredNamespaceUri)) == str(POL._NS)
    assert str(NS).startswith("https://w3id.org/")
    assert str(ontology.value(NS, VANN.preferredNamespacePrefix)) == "pol"


def test_the_version_iri_is_another_than_the_ontology_and_dereferences(ontology: Graph, site: Path) -> None:
    version = str(ontology.value(NS, OWL.versionIRI))
    assert version != str(NS)
    local = version.removeprefix(VOCABULARY_BASE)
    assert (site / f"{local}.ttl").read_bytes() == (site / "ns.ttl").read_bytes()
    assert f"{local}.vi.html" in listing(site)


def test_the_licence_is_an_address_that_machines_know(ontology: Graph) -> None:
    assert str(ontology.value(NS, DCTERMS.license)) == "https://creativecommons.org/licenses/by/4.0/"


def test_the_ontology_is_there_for_people_and_as_every_form_of_rdf(site: Path) -> None:
    assert {f"ns.{ending}" for ending in ("vi.html", "en.html", "ttl", "jsonld", "nt", "rdf")} <= listing(
        site
    )


def test_the_ontology_reuses_vocabularies_that_others_know(site: Path) -> None:
    found = parse((site / "ns/alignments.ttl").read_bytes(), format=RdfFormat.TURTLE)
    objects = {q.object.value for q in found if isinstance(q.object, NamedNode)}
    for space in (
        "http://data.europa.eu/eli/ontology#",
        "http://www.w3.org/ns/prov#",
        "http://www.w3.org/ns/org#",
    ):
        assert any(iri.startswith(space) for iri in objects), space
    assert not any(isinstance(q.object, Literal) and not q.object.value for q in found)


def test_the_rights_are_those_of_who_publishes(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from kg.cli import main
    from kg.pipeline import build

    build([folder], tmp_path / "build")
    command = ["publish", "--build", str(tmp_path / "build"), "-o", str(tmp_path / "site")]
    assert main(command) == 0
    assert "say yours by --publisher and --licence" in capsys.readouterr().err
    assert main([*command, "--publisher", "Sở Mẫu <1>", "--licence", "https://example.org/l"]) == 0
    assert "say yours" not in capsys.readouterr().err
    told = Graph().parse(tmp_path / "site/catalog.ttl")
    assert [str(name) for name in told.objects(told.value(DATASET, DCTERMS.publisher), FOAF.name)] == [
        "Sở Mẫu <1>"
    ]
    assert {str(one) for one in told.objects(None, DCTERMS.license)} == {
        "https://example.org/l",
        "https://www.apache.org/licenses/LICENSE-2.0",
    }
    page = (tmp_path / "site/index.en.html").read_text(encoding="utf-8")
    assert "Published by: Sở Mẫu &lt;1&gt;." in page
    assert '"license":"https://example.org/l"' in page
    assert main([*command, "--licence", "javascript:alert(1)"]) == 2
    assert "not the IRI of a licence" in capsys.readouterr().err


def test_what_comes_with_the_software_is_nobody_elses(built: Path, folder: Path, tmp_path: Path) -> None:
    from kg.pipeline import build

    assert not is_of_others(built)
    build([folder], tmp_path / "build")
    assert is_of_others(tmp_path / "build")


def test_texts_of_ones_own_are_nobody_elses_either(
    built_with_texts: Path, folder: Path, tmp_path: Path
) -> None:
    from kg.pipeline import build

    assert not is_of_others(built_with_texts)
    (folder / "records.yaml").unlink()
    build([folder], tmp_path / "build")
    assert is_of_others(tmp_path / "build")
