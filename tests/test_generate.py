"""Documents that are made up: the same each time, records that hold, texts that read as meant, errors that are found."""

import json
from collections import defaultdict
from pathlib import Path

import pytest
from made_up import generating
from pyoxigraph import Store
from score import Score, gold_of, score

from kg import extract, resources, source
from kg import store as storage
from kg.audit import audit, rules
from kg.drafting import as_contract
from kg.names import Base
from kg.pipeline import build
from kg.reason import infer
from kg.store import open_build

# Three families: each kind of error is in one of them at least.
DOCUMENTS = 60
# The least F1 of what is read in the texts. Head, grounds and lists are printed as the rules on form have them.
LEAST = {"assignments": 0.95, "deadlines": 0.98}
LEAST_OF_THE_REST = 0.99


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Texts, records and truth of documents that each have an error."""
    made = tmp_path_factory.mktemp("made")
    assert generating.write(generating.Wanted(DOCUMENTS, seed=1, rate=1.0, gold=DOCUMENTS), made) == DOCUMENTS
    return made


@pytest.fixture(scope="module")
def store(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The build of those records beside their texts: it raises where a violation or a wrong place is in them."""
    into = tmp_path_factory.mktemp("of-made") / "build"
    built = build([folder / "records", folder / "texts"], into)
    assert built.left_out == ()
    return open_build(into)


def planted(folder: Path) -> list[dict[str, object]]:
    lines = (folder / "planted.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def everything(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_same_seed_writes_the_same_bytes_and_another_does_not(folder: Path, tmp_path: Path) -> None:
    for name, seed in (("again", 1), ("other", 2)):
        generating.write(generating.Wanted(DOCUMENTS, seed=seed, rate=1.0, gold=DOCUMENTS), tmp_path / name)
    first = everything(folder)
    assert len(first) == 3 * DOCUMENTS + 2
    assert everything(tmp_path / "again") == first
    other = everything(tmp_path / "other")
    assert {other[name] == first[name] for name in other.keys() & first.keys() if "texts" in name} == {False}


def test_a_longer_row_begins_as_a_shorter_one() -> None:
    few = list(generating.texts(25, seed=5))
    assert list(generating.texts(40, seed=5))[:25] == few
    assert list(generating.records(40, seed=5))[:26] == list(generating.records(25, seed=5))


def test_no_two_documents_share_a_number_or_an_id() -> None:
    made = list(generating.plans(2000, seed=3))
    assert len({plan.id for plan in made}) == len({plan.number for plan in made}) == 2000
    assert all(plan.above is None or plan.above.index < plan.index for plan in made)


def test_a_stream_of_quads_says_nothing_twice() -> None:
    said = list(generating.quads(250, seed=2))
    assert len(said) == len(set(said))


def test_the_words_of_every_place_are_in_the_graph(folder: Path, store: Store) -> None:
    direct = Store()
    storage.add(direct, generating.quads(DOCUMENTS, seed=1, rate=1.0, words=True))
    stages = ("/asserted/", "/judgement/")
    built = {quad for quad in store if any(stage in quad.graph_name.value for stage in stages)}
    assert built == set(direct)
    quotes = [quad for quad in built if quad.predicate.value.endswith("oa#exact")]
    assert len(quotes) > 7 * DOCUMENTS
    texts = {path.stem: path.read_text(encoding="utf-8") for path in (folder / "texts").rglob("*.txt")}
    assert all(any(quad.object.value in text for text in texts.values()) for quad in quotes)


def test_each_planted_error_is_found_by_its_rule_and_that_rule_finds_nothing_else(
    folder: Path, store: Store
) -> None:
    wanted = defaultdict(set)
    for error in planted(folder):
        document = str(Base().document(str(error["document"])))
        places = error["at"] or [""]
        assert isinstance(places, list)
        wanted[error["rule"]] |= {f"{document}/{place}".rstrip("/") for place in places}
    kinds = {rule for of_kind in generating.PLANTED.values() for rule in of_kind}
    assert wanted.keys() == kinds <= rules().keys()
    for rule, places in wanted.items():
        found = {finding.focus for finding in audit(store, only=str(rule))}
        if rule == "restatement-reworded":
            # A restated figure that was changed is a word that was changed, too.
            found -= {place for other in ("target-figure-restated",) for place in wanted[other]}
        at = {place: any(one == place or one.startswith(f"{place}/") for one in found) for place in places}
        assert all(at.values()), f"{rule}: not found at {[place for place in at if not at[place]]}"
        beyond = {one for one in found if not any(one == p or one.startswith(f"{p}/") for p in places)}
        assert beyond == set(), f"{rule} finds what was not planted"


def test_without_planted_errors_the_audit_finds_none_of_them() -> None:
    sound = Store()
    storage.add(sound, generating.quads(DOCUMENTS, seed=4, rate=0.0, words=True))
    for name, text in resources.texts("ontology", ".ttl").items():
        storage.load_turtle(sound, text, str(Base().graph("ontology", name)))
    infer(sound, Base())
    kinds = {rule for of_kind in generating.PLANTED.values() for rule in of_kind}
    assert [finding for finding in audit(sound) if finding.rule in kinds] == []


def test_texts_are_read_as_they_were_meant(folder: Path) -> None:
    sums: dict[str, Score] = {}
    for path in sorted((folder / "texts").rglob("*.txt")):
        text = source.read(path)
        gold = gold_of(path, folder / "gold")
        assert gold is not None
        for field, one in score(gold, as_contract(extract.read(text.text), text)).items():
            sums[field] = sums.get(field, Score()) + one
    low = {field: s for field, s in sums.items() if s.f1 < LEAST.get(field, LEAST_OF_THE_REST)}
    assert low == {}
    assert sums["assignments"].right > 4 * DOCUMENTS
    assert {field for field, one in sums.items() if one.right == 0} == set()
