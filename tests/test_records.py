"""Records: whatever is wrong in them is one line with file, line and remedy, and nothing is built."""

from pathlib import Path

import pytest

from kg.cli import main
from kg.records import Records, check, read
from kg.resources import corpus

FAULTS = {
    "a wrong key": ("label: {vi: Nhóm mẫu", "labl: {vi: Nhóm mẫu", "there is no key 'labl' here", "did you mean 'label'"),
    "a missing key": ("    kind: TaskGroup\n", "", "the key 'kind' is missing", "add 'kind"),
    "a missing language": ("{vi: Nhóm mẫu, en: Sample group}", "{vi: Nhóm mẫu}", "the key 'en' is missing", "add 'en"),
    "a key stated twice": ("role: lead", "role: lead\n        role: report", "stands twice", "keep one"),
    "a bad date": ("issued: 2030-01-02", "issued: 2030-02-30", "'2030-02-30' does not fit", "date"),
    "a bad deadline": ("edtf: 2030-03-01", "edtf: 2030-13", "'2030-13' does not fit", "no such month"),
    "a bad role": ("role: lead", "role: boss", "'boss' does not fit", "'lead'"),
    "an unknown body": ("body: so-mau", "body: so-mao", "no body 'so-mao' is declared", "did you mean 'so-mau'"),
    "an unknown source": ("[{source: sample}]\nstatements", "[{source: simple}]\nstatements", "no source 'simple'", "sources.yaml"),
    "an unknown indicator": ("indicator: ty-le-mau", "indicator: ty-le", "no indicator 'ty-le'", "indicators.yaml"),
    "an unknown topic": ("topics: [data]", "topics: [date]", "no topic 'date'", "did you mean 'data'"),
    "a duplicate id": ("id: I.1.a", "id: I.1", "is already used at", "an id of its own"),
    "an id that differs by case alone": ("id: I.1.a", "id: i.1", "is already used at", "an id of its own"),
    "a date in another order": ("issued: 2030-01-02", "issued: 02/01/2030", "'02/01/2030' does not fit", "YYYY-MM-DD"),
    "a decimal comma": ("value: 40", "value: 40,5", "there is no key '5' here", "a point before decimals"),
    "a word for a number": ("value: 40", "value: forty", "'forty' does not fit", "write a number"),
    "an id with diacritics": ("id: so-mau,", "id: sở-mẫu,", "'sở-mẫu' does not fit", "without diacritics"),
    "a text in place of keys": ("label: {vi: Nhóm mẫu, en: Sample group}", "label: Nhóm", "'Nhóm' does not fit", "a mapping of keys"),
    "half a figure": ("comparator: moreThan, ", "", "does not fit", "a figure has comparator"),
    "a key of another kind": ("kind: TaskGroup", "kind: Viewpoint\n    recurrence: annual", "does not fit", "'recurrence' goes with"),
    "an end before the start": ("start: 0, end: 8", "start: 9, end: 8", "does not fit", "greater than start"),
    "a signature's id stated twice": ("issued: 2030-01-02", "issued: 2030-01-02\n  signed_by: [{id: 1, name: A}, {id: 1, name: B}]", "the signature id", "an id of its own"),
    "an assignment's id stated twice": ("qualifier: before}", "qualifier: before}\n      - {id: 1, body: so-mau, role: report}", "the assignment id", "an id of its own"),
    "an aside that ends where it starts": ("as: fullText}]", "as: fullText}]\n    set_aside: [{start: 5, end: 5, reason: heading}]", "does not fit", "greater than start"),
    "a count about nothing that can be": ("statements:\n  - id: I\n", "counts:\n  - {id: 1, of: task, count: 1, about: '???', evidence: [{source: sample}]}\nstatements:\n  - id: I\n", "about: '???' does not fit", "a statement's locator"),
    "a body of the list misspelt": ("body: so-mau", "body: bo-tai-chanh", "no body 'bo-tai-chanh' is declared", "'bo-tai-chinh'"),
    "a colon in a text without quotes": ("label: {vi: Nhóm mẫu,", "label: {vi: Nhóm: mẫu,", "a second ': ' stands in one value", "in quotes"),
    "a tab behind a dash": ("  - id: I.1.a", "  -\tid: I.1.a", "a tab stands there", "write spaces"),
    "a tab before a dash": ("  - id: I.1.a", "\t- id: I.1.a", "a tab stands there", "write spaces"),
    "a month with the year last": ("edtf: 2030-03-01", "edtf: 12/2030", "'12/2030' does not fit", "write 2030-12"),
    "a quarter in words": ("edtf: 2030-03-01", "edtf: Quý II/2030", "'Quý II/2030' does not fit", "write 2030-34"),
    "broken YAML": ("id: I.1.a", "id: [I.1.a", "not YAML", "mend"),
}  # fmt: skip
RELATION = "relations:\n  - {id: 1, kind: implements, to: bo-mau/2029/9-nq-bm, evidence: [{source: sample}]}\nstatements:"


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_is_one_line_with_place_and_remedy(
    fault: str, folder: Path, sample: str, capsys: pytest.CaptureFixture[str]
) -> None:
    right, wrong, said, remedy = FAULTS[fault]
    assert sample.count(right) == 1
    (folder / "records.yaml").write_text(sample.replace(right, wrong), encoding="utf-8")
    into = folder / "build"
    into.mkdir()
    (into / "graph.nq").write_text("the last build", encoding="utf-8")
    assert main(["build", str(folder), "-o", str(into)]) == 2
    lines = [line for line in capsys.readouterr().err.splitlines() if "records.yaml:" in line]
    assert len(lines) == 1
    assert said in lines[0]
    assert remedy in lines[0]
    wrong_line = sample[: sample.index(right)].count("\n") + 1
    found_line = int(lines[0].split("records.yaml:")[1].split(":")[0])
    assert abs(found_line - wrong_line) <= 1
    assert [path.name for path in into.iterdir()] == ["graph.nq"]


def test_a_relation_to_an_unknown_document_is_refused(
    folder: Path, sample: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "records.yaml").write_text(sample.replace("statements:", RELATION), encoding="utf-8")
    assert main(["build", str(folder), "-o", str(folder / "build")]) == 2
    assert "no document 'bo-mau/2029/9-nq-bm' is declared;" in (shown := capsys.readouterr().err)
    assert "eclare it under 'document' or 'mentions'" in shown
    assert not (folder / "build").exists()


def test_all_faults_are_told_at_once(sample: str) -> None:
    broken = (
        sample.replace("role: lead", "role: boss")
        .replace("kind: Plan", "kind: Plann")
        .replace("type: Plan", "type: Pln")
    )
    with pytest.raises(Exception, match="boss") as caught:
        read({"records.yaml": broken})
    assert len(str(caught.value).splitlines()) == 2


def reviewed() -> Records:
    return read({path.name: path.read_text(encoding="utf-8") for path in sorted(corpus().glob("*.yaml"))})


def test_numbers_in_records_stay_as_written() -> None:
    locators = {record.id for _, _, record in reviewed().each("statements")}
    assert {"0.1", "3.3", "III.2.0"} <= locators


def test_every_reviewed_statement_has_evidence_with_a_place() -> None:
    statements = [record for _, _, record in reviewed().each("statements")]
    assert len(statements) > 500
    assert [s.id for s in statements if not s.evidence] == []
    assert [s.id for s in statements for place in s.evidence if place.start is None or not place.folded] == []


def test_records_that_hold_together_come_back_unchanged(sample: str) -> None:
    records = read({"records.yaml": sample})
    assert check(records, frozenset({"data"})) is records


def test_a_whole_number_may_be_written_with_a_point(folder: Path, sample: str) -> None:
    (folder / "records.yaml").write_text(
        sample.replace("start: 0, end: 8,", "start: 0.0, end: 8.0,"), encoding="utf-8"
    )
    assert "8.0" in (folder / "records.yaml").read_text(encoding="utf-8")
    assert main(["build", str(folder), "-o", str(folder / "build"), "--quiet"]) == 0
