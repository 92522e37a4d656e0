"""Names in large graphs: what is likely to be meant is looked at, and that finds what looking at every name finds."""

import unicodedata
from pathlib import Path
from random import Random

import pytest
from pyoxigraph import Store

from kg import resources
from kg.cli import main
from kg.errors import AmbiguousName, UnknownName
from kg.messages import said
from kg.pipeline import build
from kg.query import resolve, resolve_thing, taken_for
from kg.query.called import Name, key, likely, names
from kg.store import open_build

BASE = "https://w3id.org/vnpolicy/id/"
RESOLUTION = f"{BASE}document/bo-chinh-tri/2024/57-nq-tw"


@pytest.fixture(scope="module")
def everything(store: Store) -> dict[str, list[Name]]:
    """Every name of every thing, by kind."""
    return {kind: names(store, kind) for kind in ("body", "document", "statement")}


def bearers(known: list[Name], wanted: str) -> tuple[set[str], set[str]]:
    """The things that are called so, and those of whose names it is a part."""
    whole = {name.thing for name in known if name.folded == wanted}
    return whole, {name.thing for name in known if f" {wanted} " in f" {name.folded} "}


def parts(known: list[Name], number: int) -> list[str]:
    """Runs of words out of names, the whole name among them."""
    random, found = Random(57), []
    for name in random.sample(known, number):
        words = name.folded.split()
        first = random.randrange(len(words))
        found += [name.folded, " ".join(words[first : random.randrange(first, len(words)) + 1])]
    return [part for part in found if part != "so" and not part.endswith(" so")]


@pytest.mark.parametrize("kind", ["body", "document"])
def test_looking_at_few_names_finds_what_looking_at_all_finds(
    store: Store, everything: dict[str, list[Name]], kind: str
) -> None:
    known = everything[kind]
    for wanted in parts(known, 25):
        assert bearers(likely(store, kind, wanted), wanted) == bearers(known, wanted), wanted


def test_a_statement_is_found_by_every_whole_name(store: Store, everything: dict[str, list[Name]]) -> None:
    known = everything["statement"]
    for name in Random(57).sample(known, 25):
        found = bearers(likely(store, "statement", name.folded), name.folded)[0]
        assert found == bearers(known, name.folded)[0], name.written


def test_few_names_are_looked_at_of_many(store: Store, everything: dict[str, list[Name]]) -> None:
    assert 0 < len(likely(store, "statement", key("57-NQ/TW IV.3"))) < len(everything["statement"]) / 20


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ("57-NQ/TW IV.3", f"{RESOLUTION}/IV.3"),
        ("57 nq tw iv 3", f"{RESOLUTION}/IV.3"),
        ("Nghị quyết II.1.2.c", f"{RESOLUTION}/II.1.2.c"),
        ("IV.3", f"{RESOLUTION}/IV.3"),
        (f"{RESOLUTION}/IV.3", f"{RESOLUTION}/IV.3"),
        ("id:document/bo-chinh-tri/2024/57-nq-tw/IV.3", f"{RESOLUTION}/IV.3"),
    ],
)
def test_a_statement_goes_by_its_place(store: Store, given: str, found: str) -> None:
    assert resolve(store, "task", given).value == found


@pytest.mark.parametrize(
    "given", ["UBND thị xã", "uỷ ban nhân dân thị xã", "ỦY BAN NHÂN DÂN THỊ XÃ", "Uy ban nhan dan thi xa"]
)
def test_short_words_marks_and_letter_case_do_not_hide_a_body(store: Store, given: str) -> None:
    assert resolve(store, "body", given).value.endswith("uy-ban-nhan-dan-thi-xa")


def test_letters_whose_marks_stand_apart_are_found() -> None:
    store = Store()
    written = unicodedata.normalize("NFD", "Sở Đo đạc Bến Sậy")
    store.update(
        resources.text("queries/name/body.rq").partition("SELECT")[0]
        + f'INSERT DATA {{ GRAPH <x:g> {{ <x:b> a pol:Body ; skos:prefLabel "{written}"@vi }} }}'
    )
    assert {name.thing for name in likely(store, "body", "do dac ben say")} == {"x:b"}


def test_of_very_many_that_are_called_so_some_are_named_and_the_rest_counted(
    store: Store, everything: dict[str, list[Name]]
) -> None:
    with pytest.raises(AmbiguousName) as caught:
        resolve(store, "task", "phát triển")
    *shown, rest = caught.value.matches
    everyone = bearers(everything["statement"], "phat trien")[1]
    assert rest == f"... and {len(everyone) - len(shown)} more"
    assert all("  id:" in line and not line.startswith(" ") for line in shown)


@pytest.mark.parametrize(
    ("parameter", "given", "near"),
    [
        ("document", "57-NQ/TWX", "57-nq/tw"),
        ("task", "phát chiển khoa học", "khoa học"),
        ("topic", "trí tuệ nhận tạo x", "trí tuệ nhân tạo"),
    ],
)
def test_a_name_that_nothing_bears_brings_the_nearest(
    store: Store, parameter: str, given: str, near: str
) -> None:
    with pytest.raises(UnknownName) as caught:
        resolve(store, parameter, given)
    assert any(near in name.lower() for name in caught.value.nearest)


def test_an_iri_of_nothing_is_no_name(store: Store) -> None:
    for given in (f"{BASE}body/co-quan-khong-co", "http://not an iri"):
        with pytest.raises(UnknownName):
            resolve(store, "body", given)


def test_the_thing_that_is_meant_may_be_of_any_kind(store: Store) -> None:
    assert resolve_thing(store, "57-NQ/TW").value == RESOLUTION
    assert resolve_thing(store, "57-NQ/TW IV.3").value == f"{RESOLUTION}/IV.3"
    assert resolve_thing(store, "bo tai chinh").value == f"{BASE}body/bo-tai-chinh"
    assert resolve_thing(store, RESOLUTION).value == RESOLUTION


def test_words_of_a_query_language_in_a_name_are_words(store: Store) -> None:
    for given in ('") } #', ".*", "(a|b)+", "\\", "?_first_string", ""):
        with pytest.raises(UnknownName):
            resolve(store, "document", given)


def test_every_query_that_finds_names_says_what_for() -> None:
    found = resources.texts("queries/find", ".rq")
    assert sorted(found) == ["body", "document", "kind", "main", "statement"]
    assert all("#+ summary:" in text and "#+ summary_vi:" in text for text in found.values())


@pytest.fixture(scope="module")
def annexed(tmp_path_factory: pytest.TempPathFactory, sample: str) -> Store:
    """The small records with a statement at a place inside a regulation that is issued with the document."""
    folder = tmp_path_factory.mktemp("annexed")
    records = sample.replace("id: I.1.a", "id: quydinh.III.6.4n3")
    assert records != sample
    (folder / "records.yaml").write_text(records, encoding="utf-8")
    build([folder / "records.yaml"], folder / "build")
    return open_build(folder / "build")


@pytest.mark.parametrize("given", ["1/KH-UBM III.6.4n3", "1/KH-UBM quydinh.III.6.4n9", "1/kh-ubm 6.4n3"])
def test_a_place_without_its_beginning_or_with_a_wrong_end_is_told_what_is_near(
    given: str, annexed: Store
) -> None:
    for ask in (lambda: resolve_thing(annexed, given), lambda: resolve(annexed, "task", given)):
        with pytest.raises(UnknownName) as found:
            ask()
        assert found.value.nearest[0] == "1/KH-UBM quydinh.III.6.4n3"


def test_a_name_without_a_place_is_told_no_places(annexed: Store) -> None:
    with pytest.raises(UnknownName) as found:
        resolve_thing(annexed, "2/KH-UBM")
    assert not any("quydinh" in name for name in found.value.nearest)


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory, sample: str) -> Path:
    """A build with a body whose name holds that of another, which the graph does not have."""
    folder = tmp_path_factory.mktemp("standing")
    body = "  - {id: thuong-truc, kind: StateBody, name: {vi: Thường trực Hội đồng Mẫu tỉnh Thử, en: Standing Board of the Sample Council}}\n"
    charged = "body: thuong-truc\n        role: lead"
    records = sample.replace("indicators:\n", f"{body}indicators:\n").replace(
        "body: so-mau\n        role: lead", charged
    )
    (folder / "records.yaml").write_text(records, encoding="utf-8")
    build([folder / "records.yaml"], folder / "build")
    return folder / "build"


@pytest.mark.parametrize(
    "line",
    [
        ["trace", "Hội đồng Mẫu tỉnh Thử"],
        ["trace", "1/KH-UBM I.1", "--to", "Hội đồng Mẫu tỉnh Thử"],
        ["ask", "tasks-of-body", "--body", "Hội đồng Mẫu tỉnh Thử"],
        ["explain", "Hội đồng Mẫu tỉnh Thử", "leads", "1/KH-UBM I.1"],
    ],
)
def test_a_body_taken_for_another_of_whose_name_it_is_the_end_is_told(
    standing: Path, line: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*line, "--build", str(standing), "--lang", "en"]) == 0
    told = "no body is called just 'Hội đồng Mẫu tỉnh Thử'; taken for Standing Board of the Sample Council\n"
    assert capsys.readouterr().err.count(told) == 1
    assert main([*line, "--build", str(standing), "--lang", "en", "--quiet"]) == 0
    assert "taken for" not in capsys.readouterr().err


@pytest.mark.parametrize(
    "given", ["Thường trực Hội đồng Mẫu", "Thường trực Hội đồng Mẫu Thử", "id:body/thuong-truc", "Sở Mẫu"]
)
def test_a_body_called_by_the_beginning_of_its_name_is_not_remarked_on(standing: Path, given: str) -> None:
    store = open_build(standing)
    assert taken_for(store, given, resolve(store, "body", given).value, "vi") is None


def test_what_a_name_was_taken_for_is_told_in_both_languages(standing: Path) -> None:
    store = open_build(standing)
    taken = taken_for(store, "hoi dong mau", f"{BASE}body/thuong-truc", "vi")
    assert taken
    assert said(taken, "vi") == (
        "không có cơ quan nào tên đúng như 'hoi dong mau'; lấy Thường trực Hội đồng Mẫu tỉnh Thử"
    )
