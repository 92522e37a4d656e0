"""Store: the same quads in every form, and a dump that depends on nothing else."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, Store
from rdflib import Dataset, Graph

from kg.errors import BadInput
from kg.store import dump, load_turtle, open_build


def test_the_dump_does_not_depend_on_the_order_of_loading(store: Store) -> None:
    turned = Store()
    turned.extend(reversed(list(store)))
    assert dump(turned) == dump(store)


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
def test_all_files_of_a_build_hold_the_same_triples(built: Path, store: Store) -> None:
    lines = (built / "graph.nq").read_text(encoding="utf-8")
    assert lines == dump(store)
    assert lines.splitlines() == sorted(set(lines.splitlines()))
    merged = Graph().parse(built / "graph.ttl")
    linked = Dataset()
    linked.parse(data=(built / "graph.jsonld").read_text(encoding="utf-8"), format="json-ld")
    triples = {quad.triple for quad in store}
    assert len(merged) == len(triples)
    assert len(set(linked.quads())) == len(store)


def test_no_blank_node_reaches_the_graph(built: Path) -> None:
    assert not [
        line
        for line in (built / "graph.nq").read_text(encoding="utf-8").splitlines()
        if "_:" in line.split('"')[0]
    ]


def test_lists_of_an_ontology_stay_out_of_the_store() -> None:
    store = Store()
    turtle = "@prefix : <urn:x:> . :a a :B . [] :members ( :a :b ) . :c :chain ( :a ) ."
    load_turtle(store, turtle, "urn:x:graph")
    assert list(store) == [
        Quad(
            *(
                NamedNode(iri)
                for iri in (
                    "urn:x:a",
                    "http://www.w3.org/1999/02/22-rdf-syntax-ns#type",
                    "urn:x:B",
                    "urn:x:graph",
                )
            )
        )
    ]


def test_an_opened_build_cannot_be_written(built: Path) -> None:
    with pytest.raises(RuntimeError, match="read-write"):
        open_build(built).add(Quad(NamedNode("urn:a"), NamedNode("urn:b"), NamedNode("urn:c")))


@pytest.mark.parametrize("damage", [lambda file: file.unlink(), lambda file: file.write_text("MANIFEST-0")])
def test_a_damaged_store_is_told_with_its_remedy(damage: Callable[[Path], object], tmp_path: Path) -> None:
    store = Store(str(tmp_path / "store"))
    store.flush()
    del store
    damage(tmp_path / "store" / "CURRENT")
    with pytest.raises(
        BadInput, match=r"store: this store cannot be opened .*; build again: 'python build\.py'"
    ):
        open_build(tmp_path)
