"""A graph that holds drafts says so wherever a user looks, and one that holds none says nothing of them."""

import json
from pathlib import Path

import pytest
from serving import serving

import kg
from kg.cli import main
from kg.pipeline import build
from kg.publish import publish
from kg.query import unreviewed
from kg.store import open_build

SAID = "not reviewed"
HOME = ["index.html", "pictures/bodies-and-tasks.html", "pictures/timeline.html"]


def drafted(sample: str, *kinds: str) -> str:
    """The small records with what is of these kinds as drafts."""
    for kind in kinds:
        sample = sample.replace(f"    kind: {kind}\n", f"    kind: {kind}\n    status: draft\n")
    return sample


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory, sample: str) -> dict[str, Path]:
    """The small records built three times: reviewed, with tasks as drafts, and as drafts altogether."""
    folder = tmp_path_factory.mktemp("reviewing")
    records = {
        "reviewed": sample,
        "mixed": drafted(sample, "Task"),
        "drafts": drafted(sample, "Task", "Target", "TaskGroup").replace(
            "    type: Plan\n", "    type: Plan\n    status: draft\n"
        ).replace("  type: Plan\n", "  type: Plan\n  status: draft\n"),
    }  # fmt: skip
    for name, text in records.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
        build([folder / f"{name}.yaml"], folder / name)
    return {name: folder / name for name in records}


def test_what_is_not_reviewed_is_counted_by_document(builds: dict[str, Path]) -> None:
    found = {name: unreviewed(open_build(folder)) for name, folder in builds.items()}
    assert {name: (one.drafts, one.statements) for name, one in found.items()} == {
        "reviewed": (0, 0),
        "mixed": (2, 4),
        "drafts": (4, 4),
    }
    plan = next(iri for iri in found["mixed"].documents if iri.endswith("1-kh-ubm"))
    assert [found["mixed"].rests(f"{plan}/{place}") for place in ("I", "I.1", "I.1/1", "II.1")] == [
        False,
        True,
        True,
        False,
    ]
    assert found["mixed"].rests("https://w3id.org/vnpolicy/id/body/so-mau") is None


@pytest.mark.parametrize(
    ("build", "line", "said"),
    [
        ("reviewed", ["duties-of-document", "--document", "1/KH-UBM"], ""),
        ("reviewed", ["bodies-by-duties"], ""),
        ("mixed", ["duties-of-document", "--document", "1/KH-UBM"], "all of this"),
        ("mixed", ["targets-of-document", "--document", "1/KH-UBM"], ""),
        ("mixed", ["statements-of-document", "--document", "1/KH-UBM"], "2 of 4 rows"),
        ("mixed", ["bodies-by-duties"], "2 of the 4 statements"),
        ("drafts", ["bodies-by-duties"], "all of this"),
        ("drafts", ["documents"], "all of this"),
    ],
)
def test_an_answer_that_rests_on_drafts_says_so_beside_it(
    builds: dict[str, Path], build: str, line: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ask", *line, "--build", str(builds[build]), "--format", "csv"]) == 0
    out, err = capsys.readouterr()
    assert len(out.splitlines()) > 1
    assert SAID not in out
    assert (SAID in err, said in err) == (bool(said), True)


def test_python_is_told_with_the_answer(builds: dict[str, Path]) -> None:
    plan = {"document": "1/KH-UBM"}
    mixed = kg.open(builds["mixed"], lang="en").ask("statements-of-document", **plan)
    assert mixed.unreviewed == "not reviewed: 2 of 4 rows rest on drafts that nobody has reviewed"
    assert mixed.unreviewed in mixed._repr_html_()
    assert "2 trên 4 dòng" in kg.open(builds["mixed"]).ask("statements-of-document", **plan).unreviewed
    assert kg.open(builds["mixed"]).ask("targets-of-document", **plan).unreviewed == ""
    assert kg.open(builds["reviewed"]).ask("statements-of-document", **plan).unreviewed == ""


@pytest.mark.parametrize("limits", [(), ("--held", "1")])
def test_a_server_says_it_with_its_answers(builds: dict[str, Path], limits: tuple[str, ...]) -> None:
    asked = "/api/questions/statements-of-document?document=1/KH-UBM"
    query = "SELECT ?s WHERE { ?s a <https://w3id.org/vnpolicy/ns#Task> }"
    with serving("--build", builds["mixed"], *limits) as server:
        told = server.get(f"{asked}&lang=en")
        words = json.loads(told.body)["unreviewed"]
        assert words.startswith("not reviewed: 2 of 4 rows" if not limits else "not reviewed: this graph")
        assert told.headers["warning"] == f'199 kg "{words}"'
        assert "chưa rà soát" in json.loads(server.get(asked).body)["unreviewed"]
        as_csv = server.get(asked, Accept="text/csv")
        assert (SAID in as_csv.headers["warning"], SAID in as_csv.text) == (True, False)
        rows = server.query(query)
        assert SAID in rows.headers["warning"]
        assert set(json.loads(rows.body)) == {"head", "results"}
        assert "warning" not in server.query("SELECT").headers
    with serving("--build", builds["reviewed"], *limits) as server:
        told = server.get(asked)
        assert "unreviewed" not in json.loads(told.body)
        assert "warning" not in told.headers
        assert "warning" not in server.query(query).headers


def test_what_is_counted_agrees_with_its_number(
    tmp_path: Path, sample: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "records.yaml").write_text(drafted(sample, "Target"), encoding="utf-8")
    assert main(["build", str(tmp_path / "records.yaml"), "-o", str(tmp_path / "build")]) == 0
    assert "1 record file, 0 texts at hand" in capsys.readouterr().err
    plan = ["--document", "1/KH-UBM", "--build", str(tmp_path / "build")]
    assert main(["ask", "statements-of-document", *plan]) == 0
    assert "1 of 4 rows rests on drafts" in capsys.readouterr().err
    assert main(["trace", "1/KH-UBM II.1", "--build", str(tmp_path / "build"), "--lang", "en"]) == 0
    assert "1 statement or document on these chains is a draft" in capsys.readouterr().out


def test_who_wants_quiet_is_told_nothing_beside_the_answer(
    builds: dict[str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ask", "documents", "--quiet", "--build", str(builds["drafts"])]) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(("build", "said"), [("reviewed", 0), ("mixed", 1), ("drafts", 1)])
def test_a_trace_through_drafts_has_a_remark_that_says_so(
    builds: dict[str, Path], build: str, said: int, capsys: pytest.CaptureFixture[str]
) -> None:
    line = ["trace", "Sở Mẫu", "--build", str(builds[build]), "--lang", "en"]
    assert main(line) == 0
    assert capsys.readouterr().out.lower().count(SAID) == said
    assert main([*line, "--format", "json"]) == 0
    ways = json.loads(capsys.readouterr().out)["ways"]
    assert sum(remark["name"] == "drafts" for way in ways for remark in way["remarks"]) == said
    assert main([*line, "--format", "graphml"]) == 0
    assert capsys.readouterr().err.count(SAID) == said
    assert main(["trace", "--load", "--build", str(builds[build])]) == 0
    assert capsys.readouterr().err.count(SAID) == said


@pytest.mark.parametrize(
    ("build", "object_", "said"),
    [
        ("reviewed", "1/KH-UBM I.1", False),
        ("mixed", "1/KH-UBM I.1", True),
        ("drafts", "1/KH-UBM I.1", True),
    ],
)
def test_an_explanation_from_drafts_says_so(
    builds: dict[str, Path], build: str, object_: str, said: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["explain", "Sở Mẫu", "leads", object_, "--build", str(builds[build])]) == 0
    assert (SAID in capsys.readouterr().err) == said


def test_the_first_page_and_the_pictures_say_how_much_nobody_has_reviewed(builds: dict[str, Path]) -> None:
    texts = {(name, page): (builds[name] / page).read_text("utf-8") for name in builds for page in HOME}
    said = {
        "mixed": ("2 trên 4 nội dung", "2 of 4 statements"),
        "drafts": ("cả 4 nội dung", "all 4 statements"),
    }
    for (name, page), text in texts.items():
        notes = text.count('class="unreviewed"')
        assert notes == (name in said), (name, page)
        assert all(words in text for words in said.get(name, ())), (name, page)


def test_the_site_says_it_at_home_in_lists_and_on_what_is_a_draft(
    builds: dict[str, Path], tmp_path: Path
) -> None:
    def note(site: str, page: str, lang: str) -> str:
        text = (tmp_path / site / f"{page}.{lang}.html").read_text("utf-8")
        return text.partition('class="unreviewed" role="note">')[2].partition("<")[0]

    for name in ("reviewed", "mixed"):
        publish(builds[name], tmp_path / name)
    plan = "id/document/uy-ban-mau/2030/1-kh-ubm"
    for page in ("index", "browse/deadlines", plan, f"{plan}/I.1", f"{plan}/II.1", "id/body/so-mau"):
        assert note("reviewed", page, "vi") == note("reviewed", page, "en") == ""
    for page in ("index", "browse/deadlines", "id/body/so-mau", plan):
        assert "2 trên 4 nội dung" in note("mixed", page, "vi")
        assert "2 of 4 statements" in note("mixed", page, "en")
    assert "bản nháp" in note("mixed", f"{plan}/I.1", "vi")
    assert "this is a draft" in note("mixed", f"{plan}/I.1", "en")
    assert note("mixed", f"{plan}/II.1", "vi") == ""
