"""Deadlines as readers get them: the day of every month and open periods alike in answers, traces, pictures and pages."""

import json
import re
from pathlib import Path

import pytest
from pyoxigraph import Literal, Store

from kg import resources
from kg.cli import main
from kg.pipeline import build
from kg.publish import publish
from kg.query import bind, deadline_in_english, meant, run
from kg.store import open_build
from kg.view import picture
from kg.view.dates import day

PLAN = "id/document/uy-ban-mau/2030/1-kh-ubm"
FIRST, LAST = "# The words are Vietnamese.", "AS ?meant)\n"
TASK = """  - id: I.{place}
    kind: Task
    label: {{vi: Việc mẫu {place}, en: Sample work {place}}}
    assignments: [{{id: 1, body: so-mau, role: report{time}}}]
    evidence: [{{source: sample}}]
"""
TIMES = {
    "day of every month": (
        ", recurrence: monthly, deadline: {text: trước ngày 20 hằng tháng, edtf: XXXX-XX-20, qualifier: before}",
        "trước ngày 20 hằng tháng",
        "monthly, before the 20th",
    ),
    "open": (
        ", deadline: {text: Năm 2031 và các năm tiếp theo, edtf: 2031/.., qualifier: during}",
        "Năm 2031 và các năm tiếp theo",
        "from 2031",
    ),
    "worded": (", deadline: {text: theo tiến độ chung}", "theo tiến độ chung", "theo tiến độ chung"),
    "day of no date": (
        ", recurrence: quarterly, deadline: {text: trước ngày 25 tháng cuối quý}",
        "trước ngày 25 tháng cuối quý",
        "quarterly (trước ngày 25 tháng cuối quý)",
    ),
}
WORDS = [(vi, en) for _, vi, en in TIMES.values()]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory, sample: str) -> Path:
    """A build and a site of the small records with four duties that have no last day."""
    folder = tmp_path_factory.mktemp("told")
    tasks = (TASK.format(place=at, time=time) for at, (time, _, _) in enumerate(TIMES.values(), start=5))
    (folder / "records.yaml").write_text(sample + "".join(tasks), encoding="utf-8")
    build([folder / "records.yaml"], folder / "build")
    publish(folder / "build", folder / "site")
    return folder


def putting_into_words() -> str:
    """The lines that put a date into words, which are the same in every question (tests/test_questions.py)."""
    text = resources.text("queries/answer/reports.rq").partition(FIRST)[2].partition(LAST)[0]
    return f"BIND ({text.partition('BIND (')[2]}{LAST}"


@pytest.mark.parametrize("qualifier", ["before", "during", ""])
@pytest.mark.parametrize(
    "edtf",
    [
        "2031", "2031-07", "2031-33", "2031-36", "2031-02-05", "2031/..", "2031-10/..", "../2035", "2031/2035",
        "2031-12-01/2032-01-31", "XXXX-11-15", "XXXX-02",
        *(f"XXXX-XX-{day:02}" for day in range(1, 32)),
    ],
)  # fmt: skip
def test_queries_and_pages_put_a_date_into_the_same_words(edtf: str, qualifier: str) -> None:
    asked = f"""SELECT ?meant ?said WHERE {{
      VALUES (?edtf ?qualifier) {{ (?_edtf_string {"?_qualifier_string" if qualifier else "UNDEF"}) }}
      {putting_into_words()} }}"""
    given = {"_edtf_string": Literal(edtf), "_qualifier_string": Literal(qualifier)}
    ((found, plain),) = run(Store(), bind(asked, given)).cells()
    assert (found or plain) == meant(edtf, qualifier)


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize(
    "question",
    [
        ["duties-of-document", "--document", "1/KH-UBM"],
        ["tasks-of-body", "--body", "Sở Mẫu"],
        ["reports"],
        ["reports-of-body", "--body", "Sở Mẫu"],
        ["bodies-of-task", "--task", "1/KH-UBM I.5"],
    ],
)
def test_answers_tell_the_day_of_every_month_and_open_periods(
    told: Path, question: list[str], lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["ask", *question, "--build", str(told / "build"), "--lang", lang, "--format", "csv"]
    assert main(asked) == 0
    answer = capsys.readouterr().out
    wanted = [words[lang == "en"] for words in WORDS]
    if "--task" in question:
        wanted = wanted[:1]
    assert [words for words in wanted if words not in answer] == []


def test_duties_that_come_again_say_on_which_day(told: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = {}
    for lang in ("vi", "en"):
        main(["ask", "recurring-duties", "--build", str(told / "build"), "--lang", lang, "--format", "csv"])
        said[lang] = capsys.readouterr().out
    assert "hằng tháng,trước ngày 20 hằng tháng," in said["vi"]
    assert "monthly,before the 20th," in said["en"]
    assert "quarterly,trước ngày 25 tháng cuối quý," in said["en"]


def test_a_trace_tells_them_too(told: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for lang, mark in (("vi", "hạn: {}"), ("en", "due: {}")):
        main(["trace", "Sở Mẫu", "--build", str(told / "build"), "--lang", lang])
        answer = capsys.readouterr().out
        assert [w for w in WORDS if mark.format(w[lang == "en"]) not in answer] == []


def test_pictures_tell_them_on_cards_and_in_panels(told: Path) -> None:
    timeline = (told / "build/pictures/timeline.html").read_text("utf-8")
    assert '["trước ngày 20 hằng tháng","monthly, before the 20th"]' in timeline
    assert '["từ 2031","from 2031"]' in timeline
    assert '["trước ngày 25 tháng cuối quý","quarterly (trước ngày 25 tháng cuối quý)"]' in timeline
    # One card, not one by its day and another by its rhythm.
    assert set(re.findall(r"/I\.5#([\w-]+)", timeline)) == {"monthly-XXXX-XX-20"}
    assert "of each month" not in timeline
    bodies = (told / "build/pictures/bodies-and-tasks.html").read_text("utf-8")
    assert '["trước ngày 20 hằng tháng","before the 20th"]' in bodies
    assert '["Năm 2031 và các năm tiếp theo","from 2031"]' in bodies


def test_the_timeline_shows_deadlines_of_words_alone_in_a_column_of_their_own(told: Path) -> None:
    drawn = picture(open_build(told / "build"), "timeline")
    (column,) = [card for card in drawn.cards if card.label == ("Theo lời văn", "In words")]
    (card,) = [card for card in drawn.cards if card.head == column.id]
    assert card.mark == ("theo tiến độ chung", "theo tiến độ chung")
    assert card.id.endswith("/I.7#theo-tien-do-chung")
    heads = [card.id for card in drawn.cards if card.form == "head"]
    assert heads[-1] == column.id


@pytest.mark.parametrize(("at", "lang"), [(0, "vi"), (1, "en")])
def test_the_site_tells_them_on_pages_of_tasks_and_of_bodies(told: Path, at: int, lang: str) -> None:
    for place, words in enumerate(WORDS, start=5):
        task = (told / f"site/{PLAN}/I.{place}.{lang}.html").read_text("utf-8")
        body = (told / f"site/id/body/so-mau.{lang}.html").read_text("utf-8")
        assert f'<td class="when">{words[at]}</td>' in task
        assert f'<td class="when">{words[at]}</td>' in body


@pytest.mark.parametrize(("at", "lang", "role"), [(0, "vi", "báo cáo"), (1, "en", "report")])
def test_the_page_of_deadlines_leaves_none_out_and_names_the_role(
    told: Path, at: int, lang: str, role: str
) -> None:
    page = (told / f"site/browse/deadlines.{lang}.html").read_text("utf-8")
    rows = [re.sub(r"<[^>]+>", "|", row) for row in re.findall(r"<tr>.*?</tr>", page)]
    for words in WORDS:
        (row,) = [row for row in rows if f"|{words[at]}|" in row]
        assert f"|{role}|" in row
    assert sum("I.1 " in row for row in rows) == 1
    home = (told / f"site/index.{lang}.html").read_text("utf-8")
    assert "<strong>5</strong><b>" in home


def test_a_day_of_every_month_in_the_notation_of_records_is_told_to_readers() -> None:
    assert day("XXXX-XX-05") == ("ngày 5 hằng tháng", "the 5th of each month")
    assert deadline_in_english("", meant("XXXX-11-15", "before"), "annual") == "annual, before 15 November"


@pytest.fixture(scope="module")
def reported(tmp_path_factory: pytest.TempPathFactory, sample: str) -> Path:
    """A build and a site of the small records with a report to the committee, through a third body."""
    folder = tmp_path_factory.mktemp("reported")
    bodies = "  - {id: so-ba, kind: StateBody, name: {vi: Sở Ba, en: Third Department}}\nindicators:\n"
    time = ", recurrence: monthly, reports_to: [uy-ban-mau], via: [so-ba]"
    records = sample.replace("indicators:\n", bodies) + TASK.format(place=9, time=time)
    (folder / "records.yaml").write_text(records, encoding="utf-8")
    build([folder / "records.yaml"], folder / "build")
    publish(folder / "build", folder / "site")
    return folder


def test_a_trace_says_to_whom_and_through_whom_a_duty_is_reported(
    reported: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    line = ["trace", "1/KH-UBM I.9", "--build", str(reported / "build"), "--lang"]
    for lang, said in (
        ("vi", "báo cáo với: Ủy ban Mẫu · qua: Sở Ba"),
        ("en", "reports to: Sample Committee · via: Third Department"),
    ):
        main([*line, lang])
        assert said in capsys.readouterr().out
    main([*line, "en", "--format", "json"])
    links = [link for step in json.loads(capsys.readouterr().out)["steps"] for link in step["links"]]
    assert [link["reports_to"] for link in links if "reports_to" in link] == [["Sample Committee"]]
    assert [link["via"] for link in links if "via" in link] == [["Third Department"]]
    assert "reported by" in {link["label"] for link in links}


def test_a_page_and_a_card_say_to_whom_and_through_whom_a_duty_is_reported(reported: Path) -> None:
    page = (reported / f"site/{PLAN}/I.9.en.html").read_text("utf-8")
    table = page.partition('<table class="stack">')[2].partition("</table>")[0]
    assert re.search(r"reports to:</small> <a [^>]*>Sample Committee</a>", table)
    assert re.search(r"via:</small> <a [^>]*>Third Department</a>", table)
    other = (reported / f"site/{PLAN}/I.1.en.html").read_text("utf-8")
    assert "Reports to, with" in page
    assert "Reports to, with" not in other
    timeline = (reported / "build/pictures/timeline.html").read_text("utf-8")
    assert '["Ủy ban Mẫu","Sample Committee"]' in timeline
    assert '["Sở Ba","Third Department"]' in timeline


def referred(page: Path) -> str:
    """What refers to the thing of a page, as text."""
    told = page.read_text("utf-8").partition("Referred to by</h2>")[2].partition("</section>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", told).split())


def test_who_reports_is_never_told_as_what_is_reported_on(reported: Path) -> None:
    task = referred(reported / f"site/{PLAN}/I.9.en.html")
    assert "reported by Sample Department" in task
    assert "reports on" not in task
    assert "reporting to this body report: Sample Department" in referred(
        reported / "site/id/body/uy-ban-mau.en.html"
    )
    assert "reporting through this body report: Sample Department" in referred(
        reported / "site/id/body/so-ba.en.html"
    )
    page = (reported / f"site/{PLAN}/I.9.vi.html").read_text("utf-8")
    assert "cơ quan báo cáo" in page
    assert "báo cáo về" not in page


def test_a_trace_of_a_body_tells_what_it_reports(reported: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for lang, said in (("vi", "báo cáo kết quả → I.9 · "), ("en", "reports the outcome of → I.9 · ")):
        main(["trace", "Sở Mẫu", "--build", str(reported / "build"), "--lang", lang])
        assert said in capsys.readouterr().out
