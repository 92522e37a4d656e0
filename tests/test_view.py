"""The page that people open first, and what the pictures are made of: what is written, and what it says."""

import json
import re
import shlex
from dataclasses import replace
from html import unescape
from itertools import pairwise
from pathlib import Path

import networkx as nx
import pytest
from pyoxigraph import Store
from visiting import PAGES, PICTURES, Visitor

from kg import resources
from kg.audit import WHEN, audit
from kg.cli import main
from kg.errors import BadInput
from kg.pipeline import build
from kg.query import ask, questions, resolve
from kg.store import open_build
from kg.validate import Finding
from kg.view import PICTURES as NAMES
from kg.view import Card, Link, Panel, Words, draw, network, picture
from kg.view.answers import rows
from kg.view.asking import ROWS_SHOWN, asked
from kg.view.branches import OPENING_ROWS, columns, folding, tree
from kg.view.clearness import heat
from kg.view.counting import MEASURES, counts
from kg.view.layers import generations
from kg.view.layout import Frame, locator_order, spread
from kg.view.page import _shape_count
from kg.view.remarks import FINDINGS_SHOWN, remarks
from kg.view.scattering import scattered
from kg.view.telling import telling
from kg.view.writing import written

SAMPLE_BODY = "https://w3id.org/vnpolicy/id/body/so-mau"
RESOLUTION = "https://w3id.org/vnpolicy/id/document/bo-chinh-tri/2024/57-nq-tw"


# What is written


def test_all_that_the_page_and_the_pictures_need_is_written(drawn: Path) -> None:
    assert sorted(str(f.relative_to(drawn)) for f in drawn.rglob("*") if f.is_file()) == sorted(PAGES)


def test_no_file_is_too_large_to_send_by_mail(drawn: Path) -> None:
    assert {name for name in PAGES if (drawn / name).stat().st_size > 1_500_000} == set()


def test_no_attribute_of_any_page_names_a_place_on_the_web(drawn: Path) -> None:
    for name in PAGES:
        text = (drawn / name).read_text(encoding="utf-8")
        assert re.findall(r"""(?:src|href|action)=["'](?:https?:)?//""", text) == []
        assert "sourceMappingURL" not in text
        assert "@import" not in text


def test_nothing_in_the_graph_makes_the_pages_empty_but_not_wrong(tmp_path: Path, visitor: Visitor) -> None:
    draw(Store(), [], tmp_path)
    for name in PAGES:
        visitor.open(tmp_path / name)


@pytest.mark.parametrize("name", sorted(resources.texts("queries/view", ".rq")))
def test_every_query_of_the_view_answers_something(store: Store, name: str) -> None:
    assert rows(store, name)


# The page, as data


def test_the_page_says_what_the_queries_say(drawn: Path, store: Store) -> None:
    text = (drawn / "index.html").read_text(encoding="utf-8")
    (differing,) = rows(store, "counts-that-differ")
    assert (differing["sum"], differing["declared"], differing["groups"]) == ("139", "140", "7")
    assert "140 ≠ 139" in text
    for row in rows(store, "tasks-without-body"):
        assert f"{row['without']} trên {row['all']} " in text
    (dated,) = rows(store, "duties-with-date")
    assert f"{dated['dated']} / {dated['all']}" in text


def test_what_is_known_from_a_press_report_alone_is_said_to_be(drawn: Path, store: Store) -> None:
    manners = {row["document"]: row["manner"] for row in rows(store, "document-manners")}
    (differing,) = rows(store, "counts-that-differ")
    assert manners[differing["document"]].endswith("/reports")
    assert manners[RESOLUTION].endswith("/states")
    (fact,) = re.findall(r'<p class="sentence">(.*?)</p>', (drawn / "index.html").read_text(encoding="utf-8"))
    said = re.sub(r'<span class="en".*?</span>|<[^>]*>', "", fact)
    assert said == "theo bài báo, chương trình hành động có 140 nhiệm vụ; số nêu cho 7 nhóm cộng lại là 139."


def test_numbers_are_those_of_the_graph(store: Store) -> None:
    numbers = {row["measure"]: int(row["count"]) for row in rows(store, "numbers")}
    assert numbers["sources"] == 5
    assert numbers["documents_read"] == 4
    assert numbers["bodies_charged"] == len(rows(store, "bodies"))


def test_what_is_restated_is_shown_by_document_and_left_out_of_the_total(store: Store) -> None:
    held = rows(store, "numbers-by-document")
    groups = [row for row in held if row["measure"] == "groups"]
    assert sorted((row["count"], row["restated"]) for row in groups) == [("7", "0"), ("7", "7"), ("7", "7")]
    found = counts(store, telling(store), {})
    total = dict(zip(MEASURES, found.total, strict=True))
    assert total["groups"] == 7
    assert sum(int(row["count"]) for row in held if row["measure"] == "assignments") == len(
        rows(store, "assignments")
    )
    assert total["bodies"] < sum(int(row["count"]) for row in held if row["measure"] == "bodies")
    assert {len(row) for _, _, row in found.documents} == {len(MEASURES)}


def test_every_question_stands_on_the_page_with_a_command_that_means_its_defaults(
    drawn: Path, store: Store
) -> None:
    text = (drawn / "index.html").read_text(encoding="utf-8")
    commands = [shlex.split(unescape(c)) for c in re.findall(r"<pre><code>(.*?)<span", text)]
    assert sorted(command[:3] for command in commands) == [["kg", "ask", name] for name in questions()]
    for command in commands:
        question = questions()[command[2]]
        given = dict(zip(command[3::2], command[4::2], strict=True))
        for parameter in question.parameters:
            value = given[f"--{parameter.name}"]
            named = resolve(store, parameter.name, value).value if parameter.kind == "iri" else value
            assert named == parameter.default, command


def test_long_answers_are_cut_and_say_so(drawn: Path) -> None:
    text = (drawn / "index.html").read_text(encoding="utf-8")
    tables = re.findall(r"<tbody>(.*?)</tbody>", text.partition('class="question"')[2], re.DOTALL)
    assert max(table.count("<tr>") for table in tables) == ROWS_SHOWN
    assert "Còn " in text


def test_findings_are_listed_and_what_is_beyond_the_list_is_counted(store: Store, tmp_path: Path) -> None:
    many = [
        Finding("warning", "Task-label", f"urn:x:{n}", f"Sai <b>{n}</b>", f"Wrong <b>{n}</b>")
        for n in range(120)
    ]
    draw(store, many, tmp_path)
    text = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert text.count('<li class="warning">') == FINDINGS_SHOWN
    assert "Sai &lt;b&gt;0&lt;/b&gt;" in text
    assert "Còn 20 điều nữa" in text


def test_what_is_said_of_one_thing_several_times_is_one_line(store: Store, tmp_path: Path) -> None:
    said = [Finding("warning", "Task-label", f"urn:x:{n}", "Sai", "Wrong") for n in (1, 1, 1, 2)]
    draw(store, said, tmp_path)
    text = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert text.count('<li class="warning">') == 2
    assert text.count("<b>\u00d7 3</b>") == 1
    assert "điều nữa" not in text.partition('<ul class="findings">')[2].partition("</section>")[0]


def test_without_findings_the_page_says_how_much_was_applied(drawn: Path) -> None:
    text = (drawn / "index.html").read_text(encoding="utf-8")
    checks = len(resources.names("queries/check", ".rq"))
    assert f"{_shape_count()} khuôn SHACL và {checks} phép kiểm tra" in text
    assert "Không phát hiện sai sót" in text


def test_warnings_lead_the_page_and_notes_of_one_rule_fold_into_a_line(
    store: Store, tmp_path: Path, visitor: Visitor
) -> None:
    draw(store, audit(store), tmp_path)
    page = visitor.open(tmp_path / PAGES[0]).page
    assert page.inner_text("main section:first-child h2") == "Những điểm đáng lưu ý"
    first = page.locator("main section:first-child")
    assert "139" in first.locator("li:visible").first.inner_text()
    assert "theo bài báo" in first.locator("li:visible").first.inner_text()
    assert first.locator("li.note:visible").count() == 0
    folded = first.locator("details.notes", has_text="Mục tiêu có chỉ số")
    folded.locator("summary").click()
    assert folded.locator("li.note:visible").count() == int(folded.locator("summary small").inner_text())
    assert "http" not in first.inner_text()


def test_questions_stand_by_subject_with_the_values_they_are_asked_with(
    drawn: Path, visitor: Visitor
) -> None:
    page = visitor.open(drawn / PAGES[0]).page
    assert page.locator(".chapter h3").first.inner_text() == "Văn bản"
    assert page.locator(".chapter h3", has_text="Câu hỏi khác").count() == 0
    assert page.inner_text("#tasks-of-body .given") == "Cơ quan: Bộ Tài chính"
    assert re.search(
        r"ngày: \d\d/\d\d/\d{4}", page.inner_text("#tasks-due-by-date .given >> nth=0"), re.IGNORECASE
    )
    assert "57-NQ/TW, mục II.1.2.c" in page.inner_text("#tasks-of-target .given")


def test_no_code_for_a_date_reaches_a_page(drawn: Path) -> None:
    cells = re.findall(r"<td[^>]*>(.*?)</td>", (drawn / "index.html").read_text(encoding="utf-8"), re.DOTALL)
    assert [cell for cell in cells if re.search(r"XXXX|\b\d{4}-(?:1[3-9]|[2-9]\d)\b", cell)] == []
    assert any("13/01 (không nêu năm)" in cell for cell in cells)


def test_colours_of_lines_and_of_cards_differ() -> None:
    light, dark = resources.text("templates/shared.css").split("@media screen")
    for scheme in (light, dark):
        inks = dict(re.findall(r"--(\w+): (#\w+)", scheme))
        kinds = {ink for name, ink in inks.items() if name[0].isupper() and name != "Task"}
        roles = ["lead", "coordinate", "direct", "implement", "monitor", "report", "advise", "approve"]
        relations = [
            "implements",
            "concretises",
            "disseminates",
            "mandates",
            "cites",
            "basedOn",
            "amends",
            "replaces",
        ]
        assert kinds & {inks[name] for name in roles + relations} == set()


def test_a_picture_in_small_is_not_too_high_and_its_cards_bear_lines_for_words(drawn: Path) -> None:
    page = (drawn / "index.html").read_text(encoding="utf-8")
    small = re.findall(
        r'<svg viewBox="(\S+) (\S+) (\S+) (\S+)" aria-hidden="true">(.*?)</svg>', page, re.DOTALL
    )
    assert len(small) == len(PICTURES)
    for _, _, width, height, inside in small:
        assert float(height) <= 0.6 * float(width) + 16
        assert inside.count('<path class="words') > 2


# Layout, as data


def test_runs_of_cards_keep_their_order_and_do_not_overlap() -> None:
    centres = spread([5, 6, 7, 200], [20, 30, 20, 20], 4, (0, 300))
    edges = [(c - h / 2, c + h / 2) for c, h in zip(centres, [20, 30, 20, 20], strict=True)]
    assert all(later[0] - earlier[1] >= 4 - 1e-9 for earlier, later in pairwise(edges))
    assert edges[0][0] >= 0
    assert centres[3] == 200


def test_documents_that_come_from_each_other_share_a_generation() -> None:
    assert generations(nx.DiGraph([("a", "b"), ("b", "a"), ("b", "c")])) == [["a", "b"], ["c"]]


def test_the_heat_map_shows_the_numbers_of_the_question(store: Store) -> None:
    tell = telling(store)
    answered = asked(store, tell)
    table = next(question.tables["en"] for question in answered if question.name == "clarities-by-document")
    rows = heat(answered, tell)
    order = list(dict.fromkeys(tell.document_of(row.iri) for row in rows))
    assert order == [iri for iri in tell.documents if iri in order]
    assert len(rows) == len(table.rows) > 15
    whole = next(row for row in rows if row.document.en == "57-NQ/TW" and not row.group.en)
    groups = [row for row in rows if row.document.en == "57-NQ/TW" and row.group.en]
    assert len(groups) == 7
    assert all(
        count <= row.parts and share == round(100 * count / row.parts)
        for row in rows
        for count, share in row.cells
    )
    # Part IV has tasks outside every group.
    assert sum(row.parts for row in groups) < whole.parts


# Pictures, as data


def test_every_picture_that_is_listed_is_drawn_and_linked_from_the_first_page(drawn: Path) -> None:
    assert [f"pictures/{name}.html" for name in NAMES] == PICTURES
    text = (drawn / "index.html").read_text(encoding="utf-8")
    assert [name for name in PICTURES if f'href="{name}"' not in text] == []
    assert text.index("Những điểm đáng lưu ý") < text.index('class="pictures"')


def test_every_assignment_of_a_body_stands_in_its_world(store: Store) -> None:
    drawn = picture(store, "body")
    scenes = {scene.id: scene.layouts["wide vi"] for scene in drawn.scenes}
    charged = rows(store, "assignments")
    assert set(scenes) == {row["body"] for row in charged}
    assert [row for row in charged if row["task"] not in scenes[row["body"]]] == []


def test_cells_of_the_role_matrix_add_up_to_the_assignments(store: Store) -> None:
    cells = [card for card in picture(store, "roles").cards if card.form == "cell"]
    assert sum(int(card.label.vi) for card in cells) == len(rows(store, "assignments"))


def test_every_time_that_the_graph_knows_is_on_the_timeline(store: Store) -> None:
    cards = {card.id for card in picture(store, "timeline").cards}
    missing = [
        row
        for row in rows(store, "times")
        if f"{row['task']}#{row['edtf'] or row['recurrence'].rpartition('/')[2]}" not in cards
    ]
    assert rows(store, "times")
    assert missing == []


def test_the_timeline_begins_with_the_month_of_the_oldest_document_at_hand(
    folder: Path, tmp_path: Path
) -> None:
    file = folder / "records.yaml"
    cited = """mentions:
  - {id: uy-ban-mau/1999/9-kh-ubm, type: Plan, number: 9/KH-UBM, title: {vi: Cũ, en: Old}, issued: 1999-05-01, evidence: [{source: sample}]}
  - {id: uy-ban-mau/2030/7-kh-ubm, type: Plan, number: 7/KH-UBM, title: {vi: Cùng tháng, en: Same month}, issued: 2030-01-01, evidence: [{source: sample}]}
  - {id: uy-ban-mau/2031/8-kh-ubm, type: Plan, number: 8/KH-UBM, title: {vi: Mới, en: New}, issued: 2031-05-01, evidence: [{source: sample}]}
"""
    file.write_text(file.read_text(encoding="utf-8") + cited, encoding="utf-8")
    build([folder], tmp_path / "build")
    cards = [card.id for card in picture(open_build(tmp_path / "build"), "timeline").cards]
    shown = [card.rpartition("/")[2] for card in cards if "/document/" in card and "#" not in card]
    assert shown == ["7-kh-ubm", "1-kh-ubm", "8-kh-ubm"]


def test_a_tree_holds_every_statement_of_its_kinds_and_opens_with_rows_to_read(store: Store) -> None:
    drawn = picture(store, "resolution")
    said = {row["statement"] for row in rows(store, "statements")}
    assert said <= {card.id for card in drawn.cards}
    for scene in drawn.scenes:
        grown = tree(scene.id, [card for card in drawn.cards if card.id in scene.layouts["wide vi"]])
        shown = grown.shown(set(scene.folded))
        leaves = [one for one in shown if one in scene.folded or not grown.children.get(one)]
        assert 0 < len(leaves) <= OPENING_ROWS


def _leaf(name: str, head: str) -> Card:
    return Card(name, "Task", Words(name, name), Panel(Words("việc", "task")), head=head)


def test_a_tree_puts_a_whole_beside_the_middle_of_its_parts() -> None:
    grown = tree("a", [_leaf("a", ""), _leaf("b", "a"), _leaf("c", "a"), _leaf("d", "c")])
    assert folding(grown) == set()
    frame = Frame(left=0, gap=10, right=0, lines=1, spacing=4, widths=(100, 100, 100))
    places = columns(grown, set(), frame)
    assert places["a"].y == (places["b"].y + places["c"].y) / 2
    assert places["c"].y == places["d"].y
    assert places["a"].x < places["b"].x == places["c"].x < places["d"].x


def _made(nodes: int) -> tuple[list[Card], list[Link]]:
    kind, lead = Panel(Words("việc", "task")), Panel(Words("chủ trì", "lead"))
    cards = [Card(f"urn:n:{at}", "Task", Words(f"Việc {at}", f"Task {at}"), kind) for at in range(nodes)]
    links = [Link(f"urn:l:{at}", f"urn:n:{at}", f"urn:n:{at // 3}", "lead", lead) for at in range(1, nodes)]
    return cards, links


def test_a_large_network_is_laid_out_the_same_each_time() -> None:
    cards, links = _made(300)
    first = scattered(cards, links)
    assert first == scattered(cards, links)
    assert len({(place.x, place.y) for place in first.values()}) == 300


def test_a_network_stands_by_steps_from_where_it_starts() -> None:
    cards, links = _made(5)
    drawn = network(Words("Thử", "Try"), cards, links, start="urn:n:1")
    assert '"id":"urn:n:4"' in drawn
    assert "Việc 4" in drawn


def test_a_link_to_a_card_that_is_not_there_is_told_and_so_is_such_a_start() -> None:
    cards, links = _made(3)
    with pytest.raises(BadInput, match=r"the link urn:l:2: no card has the id 'urn:n:0'"):
        network(Words("Thử", "Try"), cards[1:], links[1:])
    with pytest.raises(BadInput, match="the start: no card has the id 'urn:n:9'"):
        network(Words("Thử", "Try"), cards, links, start="urn:n:9")


def test_parts_of_a_document_stand_in_the_order_of_their_letters_and_numerals() -> None:
    assert sorted(["C", "B", "A.2", "A.10"], key=locator_order) == ["A.2", "A.10", "B", "C"]
    assert sorted(["XIX", "XVI", "IX", "XL", "II"], key=locator_order) == ["II", "IX", "XVI", "XIX", "XL"]


def test_what_counts_as_a_clear_time_is_said_where_it_is_counted(store: Store, drawn: Path) -> None:
    cards = [card for card in picture(store, "clarities").cards if card.id.endswith("#when")]
    assert {card.panel.summary for card in cards} == {Words(WHEN.vi, str(WHEN))}
    page = (drawn / "index.html").read_text(encoding="utf-8")
    assert "thời hạn chỉ nêu bằng lời" in page
    assert "a deadline in words alone" in page


def test_what_is_said_alike_is_written_once_and_a_card_twice_given_moves_no_other(store: Store) -> None:
    drawn = picture(store, "clarities")
    told = json.dumps(written(drawn, ""), ensure_ascii=False)
    assert told.count("Nhiệm vụ nói rõ") == 1
    assert told.count(f'"{RESOLUTION}"') < 5
    twice = replace(drawn, cards=(drawn.cards[0], *drawn.cards))
    assert written(twice, "") == written(drawn, "")


# A graph of one's own


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("own") / "build"
    assert main(["build", str(Path(__file__).parent.parent / "examples"), "-o", str(folder), "--quiet"]) == 0
    return folder


def test_questions_ask_about_what_the_graph_says_most_of(own: Path) -> None:
    store = open_build(own)
    about = {question.name: dict(question.given) for question in asked(store, telling(store))}
    assert [value.vi for value in about["duties-of-document"].values()] == ["412/KH-UBND"]
    assert [value.vi for value in about["tasks-of-body"].values()] == ["Sở Khoa học và Công nghệ"]


def test_what_one_rule_says_of_many_things_is_a_line_that_opens(own: Path) -> None:
    page = (own / "index.html").read_text(encoding="utf-8")
    section = page.partition("Những điểm đáng lưu ý")[2].partition("</section>")[0]
    cards = re.sub(r"<details.*?</details>", "", section, flags=re.DOTALL).count("<li")
    assert cards <= 5 < section.count("<li")
    assert re.search(
        r"<summary>.*?chủ thể ngoài danh mục, lập từ bản nháp", section, flags=re.IGNORECASE | re.DOTALL
    )


def test_a_document_that_is_only_cited_is_not_where_the_page_begins(own: Path) -> None:
    page = (own / "index.html").read_text(encoding="utf-8")
    assert "57-NQ/TW" not in page.partition('<p class="lead">')[2].partition("</p>")[0]


def test_what_records_lack_is_told_apart_and_by_what_each_rule_says_of_all(store: Store) -> None:
    rule = "citation-unresolved"
    found = [
        Finding("note", "draft-body", "", f"Ngoài danh mục: {name}", f"On no list: {name}")
        for name in ("A", "B")
    ]
    torn = [
        Finding("note", "reading-torn", "", f"Câu bị đứt (ký tự {at})", f"Words torn (characters {at})")
        for at in "12"
    ]
    other = [Finding("note", "other", "", text, text) for text in ("One", "Two")]
    told = remarks([*found, *torn, *other, Finding("note", rule, "", "x", "x")], telling(store), {})
    assert [(one.rule, one.of_records) for one in told][1:] == [
        ("draft-body", True),
        ("other", True),
        ("reading-torn", True),
    ]
    assert (told[0].rule, told[0].of_records) == (rule, False)
    assert [one.finds for one in told[1:]] == [
        Words("Ngoài danh mục", "On no list"),
        Words("other", "other"),
        Words("Câu bị đứt", "Words torn"),
    ]


# The page of one's own documents

OWN = """ỦY BAN NHÂN DÂN TỈNH HÀ GIANG
Số: 78/QĐ-UBND
Hà Giang, ngày 05 tháng 3 năm 2025

QUYẾT ĐỊNH
Ban hành Quy định về các điểm đọc sách

QUY ĐỊNH
Về các điểm đọc sách
(Kèm theo Quyết định số 78/QĐ-UBND ngày 05 tháng 3 năm 2025 của Ủy ban nhân dân tỉnh Hà Giang)

Điều 1. Trách nhiệm của các sở

1. Sở Tài chính chủ trì rà soát các điểm đọc sách, hoàn thành trước ngày 30 tháng 6 năm 2025.

2. Sở Nội vụ theo dõi việc đọc sách.
"""


@pytest.fixture(scope="module")
def regulation(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("own")
    (folder / "quy-dinh.md").write_text(OWN, encoding="utf-8")
    build([folder / "quy-dinh.md"], folder / "build")
    return folder / "build"


def test_nothing_is_asked_about_a_kind_of_thing_that_a_graph_does_not_have(regulation: Path) -> None:
    graph = open_build(regulation)
    page = asked(graph, telling(graph))
    kinds = {parameter for question in page for parameter in (name.en for name, _ in question.given)}
    assert {"Task", "Statement", "Document", "Body", "Topic name"} <= kinds
    assert not {"Viewpoint", "Target", "Indicator"} & kinds
    told = [value.vi for question in page for _, value in question.given]
    assert [value for value in told if "57-nq-tw" in value or "://" in value] == []


def test_what_is_asked_about_is_called_in_vietnamese(regulation: Path) -> None:
    graph = open_build(regulation)
    given = {name.vi for question in asked(graph, telling(graph)) for name, _ in question.given}
    assert {"Nhiệm vụ", "Nội dung", "Văn bản", "Cơ quan"} <= given


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("IV.3", "IV.3"),
        ("quydinh.III.6.4n3", "III.6.4 (quy định kèm theo, đoạn thứ 3)"),
        ("quydinh", "quy định kèm theo"),
        ("P.I.2", "I.2 (phụ lục)"),
    ],
)
def test_a_statement_is_called_by_its_place_that_of_an_annex_too(place: str, said: str, store: Store) -> None:
    tell = telling(store)
    assert tell.thing(f"{RESOLUTION}/{place}").vi == f"57-NQ/TW, mục {said}"
    assert tell.thing(f"{RESOLUTION}/relation/1").vi == "57-NQ/TW"


def test_an_assignment_has_the_last_day_of_its_task(regulation: Path) -> None:
    graph = open_build(regulation)
    (dated,) = rows(graph, "duties-with-date")
    due = ask(graph, questions()["tasks-due-by-date"], {}, "vi")
    assert int(dated["dated"]) == len(due.rows) == 1


def test_a_page_speaks_of_what_is_told_of_documents_only_where_something_is(
    regulation: Path, built: Path
) -> None:
    told = "các bài viết về văn bản"
    assert told in (built / "index.html").read_text(encoding="utf-8")
    assert told not in (regulation / "index.html").read_text(encoding="utf-8")


def test_commands_on_the_first_page_and_in_pictures_name_the_folder_of_their_graph(
    tmp_path: Path, sample: str, visitor: Visitor, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "own.yaml").write_text(sample, encoding="utf-8")
    for folder, said in (("my own", f" --build '{tmp_path}/my own'"), ("build", "")):
        build([tmp_path / "own.yaml"], tmp_path / folder)
        page = visitor.open(tmp_path / folder / "index.html").page
        commands = page.eval_on_selector_all(
            "details.question pre code", "found => found.map(each => each.textContent)"
        )
        assert all(f"{said} --lang en" in command for command in commands)
        assert sum(command.count("--build") for command in commands) == len(commands) * bool(said)
        asked = next(command for command in commands if "duties-of-document" in command)
        assert "--document 1/KH-UBM" in asked
        if said:
            assert main(shlex.split(asked)[1:]) == 0
            assert "Sample Department" in capsys.readouterr().out
        picture = visitor.open(tmp_path / folder / "pictures/bodies-and-tasks.html", "#" + SAMPLE_BODY).page
        picture.wait_for_selector("#panel .query code")
        assert picture.inner_text("#panel .query code").endswith(f"{SAMPLE_BODY}{said}")


def test_the_tree_of_a_document_has_its_provisions_purposes_and_context(store: Store) -> None:
    drawn = picture(store, "resolution")
    kinds = {card.group.rpartition("#")[2] for card in drawn.cards if card.document == RESOLUTION}
    assert {"Context", "Provision"} <= kinds
    assert any(card.group.endswith("#Purpose") for card in drawn.cards)
    assert {card.head for card in drawn.cards if card.id == f"{RESOLUTION}/IV.7"} == {
        f"{RESOLUTION}#Provision"
    }


def test_a_card_of_the_timeline_quotes_each_passage_once(tmp_path: Path) -> None:
    text = (
        "ỦY BAN NHÂN DÂN\nTỈNH AN GIANG\nSố: 7/KH-UBND\nAn Giang, ngày 2 tháng 3 năm 2026\nKẾ HOẠCH\nVề sách\n"
        "II. NHIỆM VỤ\n1. Kho sách\na) Nhiệm vụ: Lập danh mục sách của tỉnh.\n"
        "b) Cơ quan chủ trì: Sở Nội vụ, Sở Tài chính.\nc) Thời gian thực hiện: trước ngày 30/6/2026.\n"
    )
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "mau.txt").write_text(text, encoding="utf-8")
    build([tmp_path / "in"], tmp_path / "build")
    cards = picture(open_build(tmp_path / "build"), "timeline").cards
    quotes = [card.panel.quotes for card in cards if "/II.1" in card.id]
    assert quotes
    assert all(len(said) == len(set(said)) for said in quotes)
    assert any("trước ngày 30/6/2026" in one.text for said in quotes for one in said)
