"""Differences: each change is told once and rightly, the same from either side, and the page is safe and whole."""

import json
import re
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser

from kg import resources
from kg.cli import main
from kg.diff import Difference, compare, open_versions
from kg.names import Base
from kg.pipeline import build

DOCUMENT = "uy-ban-mau/2030/1-kh-ubm"
HOSTILE = "</script><img src=x onerror=\"document.title='taken'\"><b>'{{ 7*7 }}"
Said = dict[str, Any]
Told = list[tuple[str, str, str, list[str]]]


@pytest.fixture
def said(sample: str) -> Said:
    """The small records, with more of everything that a difference may be about."""
    records: Said = yaml.safe_load(sample)
    records["document"]["issued"] = "2030-01-02"
    records["document"]["signed_by"] = [{"id": 1, "capacity": "T/M", "name": "Nguyễn Văn A"}]
    records["mentions"] = [
        {
            "id": "uy-ban-mau/2029/9-nq",
            "type": "Resolution",
            "number": "9-NQ",
            "title": both("Nghị quyết mẫu"),
        }
    ]
    records["relations"] = [{"id": 1, "kind": "implements", "to": "uy-ban-mau/2029/9-nq"}]
    records["events"] = [{"id": "hop", "label": both("Họp mẫu"), "date": "2030-02-01"}]
    records["counts"] = [{"id": 1, "of": "task", "count": 3}]
    for statement in records["statements"]:
        statement["evidence"][0] |= {
            "start": 0,
            "end": 8,
            "exact": digest_of(statement["id"]),
            "folded": "0" * 16,
        }
    of(records, "I")["evidence"] = [{"source": "sample", "start": 1, "end": 9}]
    return records


def both(text: str) -> dict[str, str]:
    return {"vi": text, "en": f"{text} (en)"}


def digest_of(text: str) -> str:
    return text.encode().hex().rjust(16, "0")[:16]


def of(records: Said, locator: str) -> Said:
    return next(statement for statement in records["statements"] if statement["id"] == locator)


def task(locator: str, label: str, **more: object) -> Said:
    return {"id": locator, "kind": "Task", "label": both(label), "evidence": [{"source": "sample"}], **more}


@pytest.fixture
def differ(said: Said, tmp_path: Path) -> Callable[[Callable[[Said], object]], tuple[Told, Told]]:
    """What is told of a change of the small records, and of the same change undone."""

    def told(change: Callable[[Said], object]) -> tuple[Told, Told]:
        changed = deepcopy(said)
        change(changed)
        old, new = write(said, tmp_path / "old.yaml"), write(changed, tmp_path / "new.yaml")
        return shown(compare(*open_versions(old, new))), shown(compare(*open_versions(new, old)))

    return told


def write(records: Said, path: Path) -> Path:
    path.write_text(yaml.safe_dump(records, allow_unicode=True), encoding="utf-8")
    return path


def shown(differences: list[Difference]) -> Told:
    """Each difference as what became of what where, with its properties before and after, in Vietnamese."""
    return [
        (
            d.change,
            d.thing.kind,
            d.thing.locator,
            [
                f"{change.told()[0].vi}: {change.told()[1].vi} > {change.told()[2].vi}"
                for change in d.properties
            ],
        )
        for d in differences
    ]


def mirrored(told: Told) -> Told:
    opposite = {"added": "removed", "removed": "added"}
    return [
        (
            opposite.get(change, change),
            kind,
            locator,
            [re.sub(r"^(.*?: )(.*) > (.*)$", r"\1\3 > \2", line) for line in properties],
        )
        for change, kind, locator, properties in told
    ]


def change_deadline(records: Said) -> None:
    deadline = {"text": "đến giữa tháng 4", "edtf": "2030-04-15", "qualifier": "by"}
    of(records, "I.1")["assignments"][0]["deadline"] = deadline


def move_evidence(records: Said) -> None:
    of(records, "I.1.a")["evidence"][0] |= {"start": 5, "end": 13}


def change_words(records: Said) -> None:
    of(records, "I.1.a")["evidence"][0] |= {"start": 5, "exact": "f" * 16}


CHANGED: dict[str, tuple[Callable[[Said], object], tuple[str, str, str, list[str]]]] = {
    "label": (
        lambda r: of(r, "I.1").update(label={"vi": "Soạn báo cáo mẫu", "en": "Draft a sample report"}),
        ("changed", "statement", "I.1", ["tên gọi: Làm báo cáo mẫu > Soạn báo cáo mẫu"]),
    ),
    "label in English alone": (
        lambda r: of(r, "I.1")["label"].update(en="Draft it"),
        ("changed", "statement", "I.1", ["tên gọi, tiếng Anh: Write a sample report > Draft it"]),
    ),
    "topic": (
        lambda r: of(r, "I.1").update(topics=["data", "ai"]),
        ("changed", "statement", "I.1", ["chủ đề: dữ liệu > trí tuệ nhân tạo; dữ liệu"]),
    ),
    "figure": (
        lambda r: of(r, "II.1")["target"].update(comparator="atLeast", value="45.50"),
        ("changed", "figure", "II.1", ["con số: trên 40 % > tối thiểu 45,5 %"]),
    ),
    "horizon": (
        lambda r: of(r, "II.1")["target"].update(horizon=2040),
        ("changed", "figure", "II.1", ["năm đích: 2035 > 2040"]),
    ),
    "body of an assignment": (
        lambda r: of(r, "I.1")["assignments"][0].update(body="uy-ban-mau"),
        ("changed", "assignment", "I.1", ["chủ thể được giao: Sở Mẫu > Ủy ban Mẫu"]),
    ),
    "role": (
        lambda r: of(r, "I.1")["assignments"][0].update(role="advise"),
        ("changed", "assignment", "I.1", ["vai trò: chủ trì > tham mưu"]),
    ),
    "deadline": (
        change_deadline,
        (
            "changed",
            "assignment",
            "I.1",
            [
                "thời hạn: “trước ngày 01/03/2030” (trước 01/03/2030) > “đến giữa tháng 4” (chậm nhất 15/04/2030)"
            ],
        ),
    ),
    "words": (
        change_words,
        (
            "changed",
            "statement",
            "I.1.a",
            ["chứng cứ: Văn bản mẫu, nêu, ký tự 0–8 > Văn bản mẫu, nêu, ký tự 5–8"],
        ),
    ),
    "place of unknown words": (
        lambda r: of(r, "I")["evidence"][0].update(start=3, end=9),
        (
            "changed",
            "statement",
            "I",
            ["chứng cứ: Văn bản mẫu, nêu, ký tự 1–9 > Văn bản mẫu, nêu, ký tự 3–9"],
        ),
    ),
    "moved evidence": (move_evidence, ("moved", "statement", "I.1.a", [])),
    "renumbered statement": (
        lambda r: of(r, "II.1").update(id="II.2"),
        ("renumbered", "statement", "II.2", ["số thứ tự: II.1 > II.2"]),
    ),
    "renumbered assignment": (
        lambda r: of(r, "I.1")["assignments"][0].update(id=7),
        ("renumbered", "assignment", "I.1", ["số thứ tự: 1 > 7"]),
    ),
    "judgement": (
        lambda r: of(r, "I.1").update(contributes_to=["II.1"]),
        ("changed", "statement", "I.1", ["góp phần đạt:  > II.1: Tỷ lệ mẫu trên 40%"]),
    ),
    "title of a document": (
        lambda r: r["document"].update(title={"vi": "Kế hoạch khác", "en": "Other plan"}),
        ("changed", "document", "", ["tiêu đề: Kế hoạch mẫu > Kế hoạch khác"]),
    ),
    "date of issue": (
        lambda r: r["document"].update(issued="2030-01-05"),
        ("changed", "document", "", ["ngày ban hành: 02/01/2030 > 05/01/2030"]),
    ),
    "signature": (
        lambda r: r["document"]["signed_by"][0].update(capacity="K/T"),
        ("changed", "document", "", ["được ký bởi: thay mặt · Nguyễn Văn A > ký thay · Nguyễn Văn A"]),
    ),
    "id of the document": (
        lambda r: [
            r["document"].update(id="uy-ban-mau/2031/1-kh-ubm"),
            r["sources"][0]["attests"][0].update(document="uy-ban-mau/2031/1-kh-ubm"),
        ],
        ("changed", "document", "", [f"mã: {DOCUMENT} > uy-ban-mau/2031/1-kh-ubm"]),
    ),
    "product": (
        lambda r: of(r, "I.1").update(products=[{"id": 1, "label": both("Báo cáo")}]),
        ("changed", "statement", "I.1", ["sản phẩm:  > Báo cáo"]),
    ),
    "number counted": (
        lambda r: r["counts"][0].update(count=4),
        ("changed", "count", "", ["số lượng: 3 > 4"]),
    ),
    "date of an event": (
        lambda r: r["events"][0].update(date="2030-02-02"),
        ("changed", "event", "", ["ngày: 01/02/2030 > 02/02/2030"]),
    ),
    "kind of a relation": (
        lambda r: r["relations"][0].update(kind="basedOn"),
        ("changed", "relation", "", ["loại quan hệ: thực hiện > căn cứ"]),
    ),
    "name of a body": (
        lambda r: r["bodies"][1].update(name={"vi": "Sở Khác", "en": "Other Department"}),
        ("changed", "body", "", ["tên gọi: Sở Mẫu > Sở Khác"]),
    ),
}
ADDED: dict[str, tuple[Callable[[Said], object], list[tuple[str, str, str]]]] = {
    "statement": (
        lambda r: r["statements"].append(task("I.2", "Lưu báo cáo mẫu")),
        [("added", "statement", "I.2")],
    ),
    "statement with a duty": (
        lambda r: r["statements"].append(
            task("I.2", "Lưu báo cáo", assignments=[{"id": 1, "body": "so-mau", "role": "lead"}])
        ),
        [("added", "statement", "I.2"), ("added", "assignment", "I.2")],
    ),
    "document": (
        lambda r: r["mentions"].append({"id": "uy-ban-mau/2028/2-kh", "type": "Plan", "title": both("Kế hoạch cũ")}),
        [("added", "document", "")],
    ),
    "body": (
        lambda r: r["bodies"].append({"id": "ban-mau", "kind": "Committee", "name": both("Ban Mẫu")}),
        [("added", "body", "")],
    ),
    "statement taken out": (lambda r: r["statements"].remove(of(r, "I.1.a")), [("removed", "statement", "I.1.a")]),
    "group taken out": (lambda r: r["statements"].remove(of(r, "I")), [("removed", "statement", "I")]),
    "target taken out": (
        lambda r: r["statements"].remove(of(r, "II.1")),
        [("removed", "statement", "II.1"), ("removed", "figure", "II.1")],
    ),
    "relation cut": (lambda r: r.pop("relations"), [("removed", "relation", "")]),
    "event cut": (lambda r: r.pop("events"), [("removed", "event", "")]),
    "count cut": (lambda r: r.pop("counts"), [("removed", "count", "")]),
    "number of tasks": (lambda r: of(r, "I").update(declared_tasks=2), [("added", "count", "I")]),
    "statement put before others": (
        lambda r: [of(r, "II.1").update(id="II.2"), r["statements"].append(task("II.1", "Việc chen vào"))],
        [("added", "statement", "II.1"), ("renumbered", "statement", "II.2")],
    ),
    "locator of other words": (
        lambda r: of(r, "I.1.a").update(id="I.1.b", evidence=[{"source": "sample", "start": 1, "end": 2, "exact": "e" * 16}]),
        [("removed", "statement", "I.1.a"), ("added", "statement", "I.1.b")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGED)
def test_a_change_is_told_once_with_what_was_and_what_is(
    name: str, differ: Callable[[Callable[[Said], object]], tuple[Told, Told]]
) -> None:
    change, expected = CHANGED[name]
    told, undone = differ(change)
    assert told == [expected]
    where = {"II.2": "II.1"}.get(expected[2], expected[2]) if expected[0] == "renumbered" else expected[2]
    assert undone == mirrored([(expected[0], expected[1], where, expected[3])])


@pytest.mark.parametrize("name", ADDED)
def test_what_is_added_or_removed_is_told_once(
    name: str, differ: Callable[[Callable[[Said], object]], tuple[Told, Told]]
) -> None:
    change, expected = ADDED[name]
    told, undone = differ(change)
    assert [entry[:3] for entry in told] == expected
    assert ("'loại: " in str(told)) == any(entry[1] in ("statement", "document", "body") for entry in told)
    if not any(entry[0] == "renumbered" for entry in told):
        assert sorted(undone) == sorted(mirrored(told))


def test_statements_that_change_places_are_renumbered_with_all_that_hangs_on_them(
    said: Said, differ: Callable[[Callable[[Said], object]], tuple[Told, Told]]
) -> None:
    of(said, "I.1.a")["restates"] = ["I.1"]

    def swap(records: Said) -> None:
        first, second = of(records, "I.1"), of(records, "II.1")
        first["id"], second["id"] = "II.1", "I.1"
        of(records, "I.1.a")["restates"] = ["II.1"]

    told, _ = differ(swap)
    assert [entry[:3] for entry in told] == [
        ("renumbered", "statement", "I.1"),
        ("renumbered", "statement", "II.1"),
    ]


def test_moved_evidence_is_counted_and_listed_only_when_asked_for(
    said: Said, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = write(said, tmp_path / "old.yaml")
    move_evidence(said)
    new = write(said, tmp_path / "new.yaml")
    assert main(["diff", str(old), str(new)]) == 1
    assert capsys.readouterr().out == "1/KH-UBM: mệnh đề: 1 chứng cứ chỉ đổi chỗ\n"
    assert main(["diff", str(old), str(new), "--format", "json"]) == 1
    answer = json.loads(capsys.readouterr().out)
    assert (answer["differences"], answer["summary"][0]["moved"]) == ([], 1)
    assert main(["diff", str(old), str(new), "--evidence", "--lang", "en"]) == 1
    listed = capsys.readouterr().out
    assert "characters 0–8" in listed
    assert "characters 5–13" in listed
    assert main(["diff", str(old), str(new), "--evidence", "--format", "json"]) == 1
    (entry,) = json.loads(capsys.readouterr().out)["differences"]
    assert entry["moved"][0]["old"] == [0, 8]
    assert entry["moved"][0]["new"] == [5, 13]


# Builds


def test_a_build_does_not_differ_from_itself_nor_from_its_records(
    built: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["diff", str(built), str(built)]) == 0
    assert capsys.readouterr().out == "không có khác biệt\n"
    assert main(["diff", str(built), "corpus", "--lang", "en"]) == 0
    assert capsys.readouterr().out == "no difference\n"


def test_a_build_under_another_base_is_the_same_but_for_what_changed(
    folder: Path, tmp_path: Path, sample: str
) -> None:
    build([folder], tmp_path / "one")
    (folder / "records.yaml").write_text(sample.replace("value: 40", "value: 41"), encoding="utf-8")
    build([folder], tmp_path / "two", Base("https://example.org/kg/"))
    told = shown(compare(*open_versions(tmp_path / "one", tmp_path / "two")))
    assert told == [("changed", "figure", "II.1", ["con số: trên 40 % > trên 41 %"])]
    assert shown(compare(*open_versions(tmp_path / "two", folder))) == []


def test_words_at_hand_are_shown_and_make_no_difference_themselves(
    folder: Path, tmp_path: Path, said: Said
) -> None:
    build([folder], tmp_path / "with")
    build([folder / "records.yaml"], tmp_path / "without")
    assert compare(*open_versions(tmp_path / "with", tmp_path / "without")) == []
    said = yaml.safe_load((folder / "records.yaml").read_text(encoding="utf-8"))
    of(said, "I.1")["evidence"] = [{"source": "sample"}]
    write(said, tmp_path / "new.yaml")
    for old in (tmp_path / "with", folder):
        (told,) = shown(compare(*open_versions(old, tmp_path / "new.yaml")))
        assert told[3] == ["chứng cứ: Văn bản mẫu, nêu, ký tự 0–8, “Sở Mẫu l” > Văn bản mẫu, nêu"]


def test_one_file_of_the_reviewed_records_needs_no_lists_beside_it(tmp_path: Path) -> None:
    text = (resources.corpus() / "57-nq-tw.yaml").read_text(encoding="utf-8")
    (tmp_path / "old.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "new.yaml").write_text(
        text.replace("number: 57-NQ/TW", "number: 58-NQ/TW", 1), encoding="utf-8"
    )
    told = shown(compare(*open_versions(tmp_path / "old.yaml", tmp_path / "new.yaml")))
    assert told == [("changed", "document", "", ["số, ký hiệu: 57-NQ/TW > 58-NQ/TW"])]


def test_lists_of_their_own_come_before_those_that_records_are_lent(said: Said, tmp_path: Path) -> None:
    (tmp_path / "bodies.yaml").write_text(
        "bodies: [{id: so-mau, kind: Office, name: {vi: A, en: A}}]", "utf-8"
    )
    said["bodies"][0]["id"] = "quoc-hoi"
    said["document"]["issued_by"] = ["quoc-hoi"]
    old = write(said, tmp_path / "old.yaml")
    said["bodies"][0]["name"] = both("Quốc hội Mẫu")
    told = shown(compare(*open_versions(old, write(said, tmp_path / "new.yaml"))))
    assert told == [("changed", "body", "", ["tên gọi: Ủy ban Mẫu > Quốc hội Mẫu"])]
    said["bodies"].pop()
    told = shown(compare(*open_versions(old, write(said, tmp_path / "new.yaml"))))
    assert [entry[:2] for entry in told] == [("changed", "body")] * 2
    assert "tên gọi: Sở Mẫu > A" in told[0][3]


def test_two_documents_of_one_number_are_counted_apart(
    said: Said, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = write(said, tmp_path / "old.yaml")
    for place in ("a", "b"):
        said["mentions"].append(
            {
                "id": f"src-{place}/undated/46-ctr-tu",
                "type": "Plan",
                "number": "46-CTr/TU",
                "title": both("Kế hoạch"),
            }
        )
    new = write(said, tmp_path / "new.yaml")
    assert main(["diff", str(old), str(new)]) == 1
    assert capsys.readouterr().out.count("46-CTr/TU: văn bản: 1 thêm\n") == 2


# The command


def test_what_cannot_be_compared_is_said_in_one_line(
    said: Said, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = write(said, tmp_path / "good.yaml")
    of(said, "I.1")["assignments"][0]["body"] = "khong-ai"
    strange = write(said, tmp_path / "strange.yaml")
    (tmp_path / "empty").mkdir()
    twice = tmp_path / "twice"
    twice.mkdir()
    for name in ("a.yaml", "b.yaml"):
        (twice / name).write_bytes(good.read_bytes())
    broken = tmp_path / "broken"
    (broken / "store").mkdir(parents=True)
    for other, word in (
        (tmp_path / "nowhere", "there is no such file"),
        (tmp_path / "empty", "neither a build"),
        (strange, "'khong-ai'"),
        (twice, "declared twice"),
        (broken, "build again"),
    ):
        assert main(["diff", str(good), str(other)]) == 2
        said_of_it = capsys.readouterr().err.splitlines()
        assert len(said_of_it) == 1
        assert word in said_of_it[0]


@pytest.mark.parametrize("form", ["table", "json", "md", "html"])
def test_each_format_is_stable_and_goes_to_a_file(
    form: str, said: Said, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = write(said, tmp_path / "old.yaml")
    for change in ("label", "figure", "deadline", "renumbered assignment", "date of an event"):
        CHANGED[change][0](said)
    said["statements"].reverse()
    said["bodies"].reverse()
    new = write(said, tmp_path / "new.yaml")
    written = []
    for name in ("one", "two"):
        assert (
            main(["diff", str(old), str(new), "--format", form, "-o", str(tmp_path / name), "--quiet"]) == 1
        )
        written.append((tmp_path / name).read_bytes())
        assert capsys.readouterr() == ("", "")
    assert written[0] == written[1]
    assert "Soạn báo cáo mẫu" in written[0].decode("utf-8")


def test_json_counts_by_document_and_kind_and_names_in_both_languages(
    said: Said, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = write(said, tmp_path / "old.yaml")
    CHANGED["figure"][0](said)
    CHANGED["label"][0](said)
    assert main(["diff", str(old), str(write(said, tmp_path / "new.yaml")), "--format", "json"]) == 1
    answer = json.loads(capsys.readouterr().out)
    assert [(row["kind"], row["changed"], row["added"]) for row in answer["summary"]] == [
        ("statement", 1, 0),
        ("figure", 1, 0),
    ]
    assert answer["differences"][1]["properties"] == [
        {
            "property": "pol:value",
            "name": {"vi": "con số", "en": "figure"},
            "old": [{"vi": "trên 40 %", "en": "more than 40 %"}],
            "new": [{"vi": "tối thiểu 45,5 %", "en": "at least 45.5 %"}],
        }
    ]


# The page


@pytest.fixture
def report(said: Said, tmp_path: Path) -> Path:
    """The page of some changes, one label of which is an attack."""
    old = write(said, tmp_path / "old.yaml")
    of(said, "I.1")["label"] = {"vi": HOSTILE, "en": f"{HOSTILE} en"}
    said["document"]["number"] = HOSTILE
    CHANGED["figure"][0](said)
    said["statements"].append(task("I.2", HOSTILE))
    new = write(said, tmp_path / "new.yaml")
    assert (
        main(["diff", str(old), str(new), "--format", "html", "-o", str(tmp_path / "o.html"), "--quiet"]) == 1
    )
    return tmp_path / "o.html"


def test_hostile_labels_are_text_in_the_source_of_the_page(report: Path) -> None:
    text = report.read_text(encoding="utf-8")
    assert "<img" not in text
    assert text.count("</script>") == 1
    assert not re.search(r"(src|href)=\"?https?:", text)


@pytest.mark.parametrize("size", [(1280, 800), (390, 844)], ids=["desk", "phone"])
def test_the_page_asks_for_nothing_and_shows_old_beside_new(
    report: Path, browser: Browser, size: tuple[int, int]
) -> None:
    context = browser.new_context(viewport={"width": size[0], "height": size[1]})
    context.set_offline(True)
    page = context.new_page()
    asked: list[str] = []
    wrong: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: wrong.append(message.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(report.as_uri())
    assert page.title() == "So sánh hai bản"
    assert HOSTILE in page.inner_text("main")
    figure = page.locator("article.changed", has_text="con số")
    assert figure.locator(".vi del").all_inner_texts() == ["trên 40"]
    assert figure.locator(".vi ins").all_inner_texts() == ["tối thiểu 45,5"]
    old, new = (figure.locator("tbody td").nth(at).bounding_box() for at in (0, 1))
    assert old
    assert new
    assert (abs(old["y"] - new["y"]) < 2, old["x"] < new["x"]) == (True, True)
    page.click("[data-lang=en]")
    assert page.title() == "Two versions compared"
    assert page.locator(".vi:visible").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    assert (asked, wrong) == ([report.as_uri()], [])
    context.close()


def test_the_page_opens_in_the_language_asked_for(said: Said, tmp_path: Path, browser: Browser) -> None:
    old = write(said, tmp_path / "old.yaml")
    CHANGED["label"][0](said)
    new, file = write(said, tmp_path / "new.yaml"), tmp_path / "o.html"
    main(["diff", str(old), str(new), "--format", "html", "--lang", "en", "-o", str(file), "--quiet"])
    context = browser.new_context()
    page = context.new_page()
    page.goto(file.as_uri())
    assert page.title() == "Two versions compared"
    assert "Draft a sample report" in page.inner_text("main")
    page.click("[data-lang=vi]")
    assert page.title() == "So sánh hai bản"
    context.close()


def test_the_reviewed_texts_show_their_words(built_with_texts: Path) -> None:
    differences = compare(*open_versions(built_with_texts, resources.corpus()))
    assert differences == []


def test_folders_of_drafts_that_share_mentions_and_lean_on_the_authority_list_are_compared(
    tmp_path: Path,
) -> None:
    for side, verb in (("old", "Lập"), ("new", "Soát")):
        texts = tmp_path / f"texts-{side}"
        texts.mkdir()
        for number, first in ((1, "Lập"), (2, verb)):
            (texts / f"{number}.txt").write_text(letter(number, first), encoding="utf-8")
        assert main(["read", str(texts), "--write", str(tmp_path / side), "--quiet"]) == 0
    differences = compare(*open_versions(tmp_path / "old", tmp_path / "new"))
    assert differences
    assert {one.document.vi for one in differences if one.thing.kind == "statement"} == {"2/UBND-VX"}


def letter(number: int, verb: str) -> str:
    return f"""ỦY BAN NHÂN DÂN TỈNH NGHỆ AN
Số: {number}/UBND-VX

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Nghệ An, ngày 5 tháng 3 năm 2030

Thực hiện Nghị định số 9/2029/NĐ-CP ngày 02/01/2029 của Chính phủ, Ủy ban nhân dân tỉnh yêu cầu:

1. Giao Sở Nội vụ chủ trì, phối hợp với Sở Tài chính thực hiện: {verb} danh mục bến thuyền mẫu trước ngày 15/6/2030.

2. Giao Sở Y tế chủ trì kiểm tra tủ thuốc mẫu.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Nguyễn Văn Mẫu
"""


def test_the_page_says_places_in_words(said: Said, tmp_path: Path) -> None:
    old, file = write(said, tmp_path / "old.yaml"), tmp_path / "o.html"
    said["statements"].append(task("I.1n2", "Lưu báo cáo"))
    new = write(said, tmp_path / "new.yaml")
    main(["diff", str(old), str(new), "--format", "html", "-o", str(file), "--quiet"])
    text = file.read_text(encoding="utf-8")
    assert ("I.1 (đoạn thứ 2)" in text, "I.1 (2nd passage)" in text) == (True, True)
