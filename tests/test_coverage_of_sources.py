"""How the records account for every sentence of the five texts, and what happens when either of them changes."""

import json
import re
import sys
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from samples import TEXT

from kg.audit.asides import fault, rule
from kg.audit.coverage import UNCLAIMED, Coverage, cover
from kg.audit.coverage_page import pages, segments
from kg.audit.sentences import cut
from kg.cli import main
from kg.records import Records, Words, read
from kg.source import gather

ROOT = Path(__file__).resolve().parents[1]
PRESS, SCAN, GUIDANCE = "001_debb3b3f055d20c6", "002_01d3e8950fbf6f9f", "004_e580ae5500414388"
NEW = "Bộ Giao thông thí điểm xe tự lái trên ba tuyến phố."


def corpus(**changed: str) -> Records:
    texts = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "corpus").glob("*.yaml")}
    return read(texts | {f"{name.replace('_', '-')}.yaml": text for name, text in changed.items()})


@pytest.fixture(scope="module")
def records() -> Records:
    return corpus()


@pytest.fixture(scope="module")
def texts(shared: Path) -> dict[str, str]:
    inputs = gather([ROOT / "corpus", shared / "corpus"])
    return {text.path.stem: text.text for text in inputs.texts}


@pytest.fixture(scope="module")
def coverages(records: Records, texts: dict[str, str]) -> dict[str, Coverage]:
    return {coverage.source.id: coverage for coverage in cover(records, texts)}


def test_every_sentence_of_the_five_texts_is_accounted_for(coverages: dict[str, Coverage]) -> None:
    left = {id_: [s.unit.span for s in coverage.unclaimed] for id_, coverage in coverages.items()}
    assert left == {id_: [] for id_ in coverages}
    assert len(coverages) == 5


def test_nothing_set_aside_has_a_fault(coverages: dict[str, Coverage]) -> None:
    assert [fault for coverage in coverages.values() for s in coverage.sentences for fault in s.faults] == []


def test_every_aside_sets_some_words_aside(coverages: dict[str, Coverage]) -> None:
    for coverage in coverages.values():
        words = [word for sentence in coverage.sentences for word in sentence.unit.words]
        for aside in coverage.asides:
            assert any(aside.start <= word.start and word.end <= aside.end for word in words), aside


def test_units_are_cut_at_exact_offsets_and_lose_no_word(texts: dict[str, str]) -> None:
    for text in texts.values():
        units = cut(text)
        assert all(text[unit.span.start : unit.span.end] == unit.said for unit in units)
        between = [text[a.span.end : b.span.start] for a, b in pairwise(units)]
        assert not re.search(r"\w", "".join(between))


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("Một câu. Câu hai!", ["Một câu.", "Câu hai!"]),
        ("Việc một; việc hai.", ["Việc một;", "việc hai."]),
        ("1.2. Về mục tiêu", ["1.2. Về mục tiêu"]),
        ("câu gãy\ndòng.", ["câu gãy\ndòng."]),
        ("câu gãy\n\ntrang.", ["câu gãy\n\ntrang."]),
        ("- Mục một\n- Mục hai", ["- Mục một", "- Mục hai"]),
        ("| cột một | cột hai |\n|---|---|\n| ô | ô kia |", ["cột một", "cột hai", "ô", "ô kia"]),
        ("# Đề mục\nĐoạn văn.", ["# Đề mục", "Đoạn văn."]),
        ("đạt 0,7 và v.v... còn nữa", ["đạt 0,7 và v.v... còn nữa"]),
        ("", []),
        ("\n---\n...\n", []),
    ],
)
def test_text_is_cut_into_sentences(text: str, units: list[str]) -> None:
    assert [unit.said for unit in cut(text)] == units


def test_a_sentence_whose_record_loses_its_evidence_is_unclaimed(texts: dict[str, str]) -> None:
    name = "huong-dan-tuyen-giao-tinh-uy"
    whole = (ROOT / "corpus" / f"{name}.yaml").read_text(encoding="utf-8")
    record = re.search(r"  - id: II\.1\.2\.1\.5\.f\n(?:(?!  - id: ).*\n)*", whole)
    assert record
    without = re.sub(r"    evidence: \[.*\]\n", "", record[0])
    assert without != record[0]
    changed = corpus(huong_dan_tuyen_giao_tinh_uy=whole.replace(record[0], without))
    (left,) = cover(changed, {GUIDANCE: texts[GUIDANCE]})
    assert len(left.unclaimed) == 1
    assert left.unclaimed[0].left


def test_most_statements_alone_claim_some_words(records: Records, coverages: dict[str, Coverage]) -> None:
    for coverage in coverages.values():
        alone = sum(
            any(
                claim.span.holds(word) and sum(other.span.holds(word) for other in coverage.claims) == 1
                for sentence in coverage.sentences
                for word in sentence.unit.words
            )
            for claim in coverage.claims
        )
        assert alone > len(coverage.claims) / 3, (coverage.source.id, alone, len(coverage.claims))


def test_a_planted_sentence_and_nothing_else_is_unclaimed(records: Records, texts: dict[str, str]) -> None:
    for id_ in texts:
        (before,) = cover(records, {id_: texts[id_]})
        ends = [s.unit.span.end for s in before.sentences if s.unit.said.endswith(".")]
        at = [e for e in ends if not any(c.span.start < e < c.span.end for c in before.claims)][2]
        planted = f"{texts[id_][:at]} {NEW}{texts[id_][at:]}"
        (after,) = cover(records, {id_: planted})
        assert [sentence.unit.said for sentence in after.unclaimed] == [NEW], id_


def test_of_what_is_left_only_joining_words_are_passed_over(records: Records, texts: dict[str, str]) -> None:
    (coverage,) = cover(records, {GUIDANCE: f"{texts[GUIDANCE]}\n\nNhu cầu cung cấp và cũng như Nhau.\n"})
    left = coverage.unclaimed[-1].left
    assert [coverage.text[word.start : word.end] for word in left] == ["Nhu", "cầu", "cung", "cấp", "Nhau"]


def test_a_changed_word_is_unclaimed(records: Records, texts: dict[str, str]) -> None:
    changed = texts[GUIDANCE].replace("trên 55%", "trên 65%")
    (coverage,) = cover(records, {GUIDANCE: changed})
    assert any("65%" in sentence.unit.said for sentence in coverage.unclaimed)


@pytest.mark.parametrize(
    ("lang", "said"), [("vi", "có số liệu, ngày tháng: "), ("en", "has a figure or date: ")]
)
def test_why_a_stretch_may_not_be_set_aside_is_told_in_the_language_that_is_asked_for(
    lang: str, said: str, tmp_path: Path, sample: str, capsys: pytest.CaptureFixture[str]
) -> None:
    text = f"{TEXT}\n\nĐạt 77% vào năm 2031.\n"
    (tmp_path / "sample.txt").write_text(text, encoding="utf-8")
    aside = f"    set_aside: [{{start: {len(TEXT) + 2}, end: {len(text) - 1}, reason: connective}}]\n"
    records = sample.replace("    medium: text\n", f"    medium: text\n{aside}", 1)
    (tmp_path / "records.yaml").write_text(records, encoding="utf-8")
    main(["coverage", str(tmp_path), "--lang", lang])
    told = capsys.readouterr().out
    assert said in told
    assert " / " not in told


@pytest.mark.parametrize("reason", ["heading", "address", "navigation", "connective", "repetition"])
def test_a_sentence_with_a_figure_cannot_be_set_aside(texts: dict[str, str], reason: str) -> None:
    at = texts[PRESS].index("đảm bảo ít nhất 15%")
    end = texts[PRESS].index(".", at)
    name = "chuong-trinh-hanh-dong-chinh-phu"
    whole = (ROOT / "corpus" / f"{name}.yaml").read_text(encoding="utf-8")
    sources = (ROOT / "corpus" / "sources.yaml").read_text(encoding="utf-8")
    aside = f"    set_aside:\n      - {{start: {at}, end: {end}, reason: {reason}}}\n"
    head, _, tail = sources.partition(f"  - id: {PRESS}")
    loose = re.sub(
        r"    evidence: \[\{source: 001_\w+, start: (\d+), end: (\d+), [^\n]*\n",
        lambda m: "" if int(m[1]) < end and at < int(m[2]) else m[0],
        whole,
    )
    assert loose != whole
    changed = corpus(
        chuong_trinh_hanh_dong_chinh_phu=loose,
        sources=head + f"  - id: {PRESS}" + tail.replace("    set_aside:\n", aside, 1),
    )
    (coverage,) = cover(changed, {PRESS: texts[PRESS]})
    held = next(s for s in coverage.sentences if "15%" in s.unit.said)
    assert held.state == UNCLAIMED
    assert [(fault.vi.partition(":")[0], fault.en.partition(":")[0]) for fault in held.faults] == [
        ("có số liệu, ngày tháng", "has a figure or date")
        if reason != "repetition"
        else ("không lặp lại câu đã có bản ghi", "repeats nothing that is claimed")
    ]


@pytest.mark.parametrize(
    ("stretch", "reason", "may"),
    [
        ("ĐẾN NĂM 2030", "heading", True),
        ("ĐẾN NĂM 2031", "heading", False),
        ("đến năm 2030", "connective", False),
        ("Nghị quyết số 57-NQ/TW ngày 22/12/2024", "navigation", True),
        ("Nghị quyết số 57-NQ/TW ngày 23/12/2024", "navigation", False),
        ("theo tiểu mục 3 Mục 3 Nghị quyết 57", "connective", True),
        ("trong Quý I", "connective", False),
        ("Bộ Tài chính chủ trì", "heading", False),
        ("Bộ Tài chính", "address", True),
        ("18.NQTWS57.DOC 9", "navigation", True),
        ("Số hộ dùng điện mặt trời là trên 55%", "repetition", False),
    ],
)
def test_what_may_be_set_aside(records: Records, stretch: str, reason: str, may: bool) -> None:
    allowed = rule(records, records.sources[SCAN], ["Diện tích rừng ngập mặn lên đến 30% đất ven biển."])
    assert (fault(allowed, stretch, reason, opens=False) is None) is may


def test_repetition_needs_the_same_figures(records: Records) -> None:
    allowed = rule(records, records.sources[SCAN], ["Diện tích rừng ngập mặn lên đến 30% đất ven biển."])
    assert (
        fault(allowed, "Diện tích rừng ngập mặn lên đến 30% đất ven biển", "repetition", opens=True) is None
    )
    assert fault(allowed, "Diện tích rừng ngập mặn lên đến 50% đất ven biển", "repetition", opens=True)


def test_a_number_without_letters_or_digits_is_cited_nowhere(records: Records) -> None:
    name, file = next((name, file) for name, file in records.files.items() if file.mentions)
    odd = replace(file.mentions[0], number="—")
    mentions = (odd, *file.mentions[1:])
    changed = replace(records, files={**records.files, name: replace(file, mentions=mentions)})
    assert fault(rule(changed, changed.sources[SCAN], []), "Kế hoạch 5", "navigation", opens=False)


def test_command_tells_what_is_unclaimed_and_where(
    shared: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (shared / "corpus" / f"{GUIDANCE}.txt").read_text(encoding="utf-8")
    (tmp_path / f"{GUIDANCE}.txt").write_text(f"{text}\n\n{NEW}\n", encoding="utf-8")
    arguments = ["coverage", "corpus", str(tmp_path), "--quiet"]
    assert main([*arguments, "--format", "json"]) == 1
    (told,) = json.loads(capsys.readouterr().out)
    (place,) = told["unclaimed"]
    assert f"{text}\n\n{NEW}"[place["start"] : place["end"]] == NEW
    assert main([*arguments, "--format", "md", "--lang", "en"]) == 1
    assert "words left" in capsys.readouterr().out


@pytest.mark.parametrize(("form", "lang", "why"), [("table", "en", "why"), ("md", "vi", "vì sao")])
def test_a_column_that_says_nothing_is_left_out(
    tmp_path: Path, sample: str, form: str, lang: str, why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "records.yaml").write_text(sample, encoding="utf-8")
    (tmp_path / "sample.txt").write_text("Sở Mẫu làm báo cáo.\nMột câu chưa ai ghi.\n", encoding="utf-8")
    assert main(["coverage", str(tmp_path), "--quiet", "--format", form, "--lang", lang]) == 1
    told = capsys.readouterr().out
    assert "ghi" in told
    assert why not in told


def test_command_ends_well_where_all_is_claimed(shared: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["coverage", "corpus", str(shared / "corpus")]) == 0
    assert "chưa có" in capsys.readouterr().out


def test_command_without_a_text_says_what_to_give(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["coverage", "corpus"]) == 2
    assert "no source text" in capsys.readouterr().err


def test_segments_of_a_page_are_the_whole_text(coverages: dict[str, Coverage]) -> None:
    for coverage in coverages.values():
        assert "".join(segment.said for segment in segments(coverage)) == coverage.text


def test_text_is_escaped_on_the_page(records: Records, texts: dict[str, str]) -> None:
    hostile = texts[GUIDANCE] + "\n\n<script>alert(1)</script> \"'><img src=x>\n"
    shown = pages(cover(records, {GUIDANCE: hostile}), [], {GUIDANCE: "a.txt"})[f"{GUIDANCE}.html"]
    assert "<script>alert" not in shown
    assert "<img" not in shown
    assert "&lt;" in shown


def test_a_list_leads_to_every_source_by_its_file_and_title(sample: str) -> None:
    (first,) = cover(read({"records.yaml": sample.replace("sample", "src-1")}), {"src-1": TEXT})
    second = replace(
        first, source=replace(first.source, id="src-2", title=Words(vi="Văn bản khác", en="Other"))
    )
    files = {"src-1": "van-ban-1.txt", "src-2": "van-ban-2.txt"}
    shown = pages([first, second], [], files)
    for source, file, title in (
        ("src-1", "van-ban-1.txt", "Văn bản mẫu"),
        ("src-2", "van-ban-2.txt", "Văn bản khác"),
    ):
        row = (
            shown["index.html"]
            .partition(f'<tr><td><a data-page href="{source}.html">')[2]
            .partition("</tr>")[0]
        )
        assert (title in row, file in row) == (True, True)
    navigation = shown["src-1.html"].partition("<nav>")[2].partition("</nav>")[0]
    for lead in ('href="index.html"', ">van-ban-1.txt<", ">van-ban-2.txt<"):
        assert lead in navigation


def test_tables_fit_the_terminal_and_are_whole_elsewhere(
    shared: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = ["coverage", "corpus", str(shared / "corpus"), "--variants", "--quiet"]
    main(asked)
    assert max(map(len, capsys.readouterr().out.splitlines())) > 200
    monkeypatch.setenv("COLUMNS", "90")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    main(asked)
    assert max(map(len, capsys.readouterr().out.splitlines())) <= 90


def test_page_joins_words_and_records_and_asks_for_nothing(
    shared: Path, tmp_path: Path, browser: Browser
) -> None:
    assert main(["coverage", "corpus", str(shared / "corpus"), "--html", str(tmp_path), "--quiet"]) == 0
    context = browser.new_context()
    context.set_offline(True)
    page, asked, wrong = context.new_page(), [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: wrong.append(message.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    for file in sorted(tmp_path.iterdir()):
        page.goto(f"{file.as_uri()}?lang=en")
        assert page.evaluate("document.documentElement.lang") == "en"
    page.goto((tmp_path / f"{GUIDANCE}.html").as_uri())
    page.locator(".claims li a").nth(5).click()
    assert page.locator(".text a.lit").count() > 0
    assert page.locator(".claims li.lit").count() == 1
    stretch = page.locator(".text a").nth(40)
    stretch.dispatch_event("click")
    lit = page.locator(".claims li.lit").evaluate_all("all => all.map((li) => li.dataset.claim)")
    assert lit == (stretch.get_attribute("data-claims") or "").split()
    context.close()
    assert len(asked) == len(list(tmp_path.iterdir())) + 1
    assert wrong == []


def test_a_body_that_is_charged_in_what_is_set_aside_is_called_as_it_is_written(sample: str) -> None:
    held = read({"records.yaml": sample})
    (source,) = held.sources.values()
    wrong = fault(rule(held, source, []), "Sở Mẫu chủ trì việc này", "connective", opens=True)
    assert wrong is not None
    assert wrong.vi == "có cơ quan và nhiệm vụ: Sở Mẫu"
