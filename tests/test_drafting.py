"""Drafting: a reading becomes records that hold by the records' own rules, each with the words that prove it."""

from dataclasses import replace

import pytest
from readings import DOCUMENT, HEAD, READING, TASKS, source, span

from kg.bodies import Context
from kg.drafting import as_contract, as_yaml, draft, without_marks
from kg.drafting.locating import locator
from kg.drafting.setting import issuing
from kg.extract import read as read_document
from kg.extract.reading import Due, Task
from kg.records import Evidence, RecordFile, Statement, read
from kg.text import digest, fold


@pytest.fixture(scope="module")
def file() -> RecordFile:
    return draft(READING, source()).file


def statement(file: RecordFile, place: str) -> Statement:
    return next(one for one in file.statements if one.id == place)


def test_the_head_becomes_a_document_named_by_issuer_year_and_number(file: RecordFile) -> None:
    document = file.document
    assert document is not None
    assert document.id == "uy-ban-nhan-dan-tinh-nghe-an/2025/77-kh-ubnd"
    assert (document.type, document.number, document.status) == ("Plan", "77/KH-UBND", "draft")
    assert document.title.vi == "Thử nghiệm sổ tay điện tử"
    assert document.title.en == "Plan 77/KH-UBND of 14 October 2025: “Thử nghiệm sổ tay điện tử”"
    assert document.sent_to == ("so-tai-chinh-tinh-nghe-an",)
    assert [(one.capacity, one.name, one.on_behalf_of) for one in document.signed_by] == [
        ("K/T", "Trần Văn Mẫu", "uy-ban-nhan-dan-tinh-nghe-an")
    ]


def test_the_source_attests_the_document_by_its_hash(file: RecordFile) -> None:
    (text,) = file.sources
    assert text.id == f"src-{text.sha256[:16]}"
    assert text.characters == len(DOCUMENT)
    assert file.document is not None
    assert [(one.document, one.as_) for one in text.attests] == [(file.document.id, "fullText")]


def test_a_document_of_no_stated_issuer_is_minted_under_its_source() -> None:
    read = replace(READING, head=replace(HEAD, issuer=None, number=None, place=None, issued=None))
    document = draft(read, source()).file.document
    assert document is not None
    assert document.id == f"src-{source().sha256[:16]}/undated/ke-hoach-thu-nghiem-so-tay-dien-tu"


def test_cited_documents_are_mentioned_once_and_related_in_the_words_meaning(file: RecordFile) -> None:
    assert [one.id for one in file.mentions] == [
        "thu-tuong-chinh-phu/2025/5-qd-ttg",
        "uy-ban-nhan-dan-tinh-nghe-an/undated/12-kh-ubnd",
    ]
    assert [(one.kind, one.to.rpartition("/")[2]) for one in file.relations] == [
        ("basedOn", "5-qd-ttg"),
        ("repeals", "12-kh-ubnd"),
    ]


def test_those_who_issued_a_cited_document_together_are_each_named() -> None:
    together = replace(READING.based_on[0], issuer="Bộ Công an và Bộ Nông nghiệp và Môi trường")
    cited = draft(replace(READING, based_on=(together,)), source()).file.mentions[0]
    assert cited.issued_by == ("bo-cong-an", "bo-nong-nghiep-va-moi-truong")


def test_headings_become_the_kinds_that_they_hold(file: RecordFile) -> None:
    kinds = {one.id: one.kind for one in file.statements}
    assert kinds == {
        "I": "Purpose",
        "II.1": "Viewpoint",
        "III.a": "Target",
        "III.b": "Target",
        "III.c": "Target",
        "IV": "TaskGroup",
        "IV.1": "TaskGroup",
        "IV.1.1": "Task",
        "IV.1.2": "Task",
        "IV.1.2.t1": "Target",
    }


def test_figures_keep_the_unit_that_the_text_writes(file: RecordFile) -> None:
    share, income, none = (statement(file, f"III.{letter}").target for letter in "abc")
    assert share is not None
    assert (share.comparator, str(share.value), share.unit, share.horizon) == (
        "atLeast",
        "70",
        "percent",
        2027,
    )
    assert income is not None
    assert (income.unit, income.unit_text) == ("asWorded", "triệu đồng")
    assert none is not None
    assert none.value is None
    assert len(file.indicators) == 3


def test_a_body_has_a_role_in_a_task_once_and_its_own_deadline(file: RecordFile) -> None:
    task = statement(file, "IV.1.1")
    assert [(one.id, one.role) for one in task.assignments] == [(1, "lead"), (2, "coordinate")]
    assert task.assignments[0].body == "so-tai-chinh-tinh-nghe-an"
    assert task.assignments[0].deadline is not None
    assert task.assignments[0].deadline.edtf == "2026-06-30"
    assert task.deadline is None
    assert [one.label.vi for one in task.products if one.label] == ["Bản dự toán", "Tờ trình"]


def test_a_body_on_no_list_is_defined_in_the_draft_and_a_listed_one_is_not(file: RecordFile) -> None:
    assert [one.name.vi for one in file.bodies] == ["Tổ Sổ tay"] or len(file.bodies) == 1
    assert statement(file, "IV.1.1").assignments[1].body == file.bodies[0].id


def test_every_place_has_the_hashes_of_its_words(file: RecordFile) -> None:
    places: list[Evidence] = [
        place for one in (*file.statements, *file.relations, *file.mentions) for place in one.evidence
    ]
    assert len(places) == 14
    for place in places:
        words = DOCUMENT[place.start : place.end]
        assert (place.exact, place.folded) == (digest(words), digest(fold(words)))
    assert DOCUMENT[slice(*span(TASKS[0]))] == TASKS[0]


def test_a_date_that_no_calendar_has_is_left_out_with_a_finding() -> None:
    task = replace(READING.tasks[0], deadline=Due("trước 31/02/2026", "2026-02-31", "before", None))
    made = draft(replace(READING, tasks=(task, READING.tasks[1]), assignments=()), source())
    deadline = statement(made.file, "IV.1.1").deadline
    assert deadline is not None
    assert (deadline.text, deadline.edtf, deadline.qualifier) == ("trước 31/02/2026", None, None)
    assert [one.kind for one in made.findings] == ["doubt", "deadline"]


def test_two_tasks_of_one_place_get_locators_of_their_own() -> None:
    one = READING.tasks[0]
    twice = Task("-", one.text, one.start, one.end, None, None, one.path)
    file = draft(replace(READING, tasks=(one, twice), assignments=()), source()).file
    assert {"IV.1.1", "IV.1.1n2"} <= {record.id for record in file.statements}


def test_a_task_at_a_target_hangs_on_the_group_around_it() -> None:
    under = replace(READING.tasks[1], path=("IV", "1", "2", "a"))
    lone = replace(READING.targets[3], path=("IV", "1", "2"))
    read = replace(READING, tasks=(READING.tasks[0], under), targets=(lone,), assignments=())
    file = draft(read, source()).file
    kinds = {record.id: record.kind for record in file.statements}
    assert kinds["IV.1.2"] == "Target"
    assert kinds["IV.1.2a"] == "Task"


def test_yaml_says_the_words_beside_each_statement_and_reads_back_the_same(file: RecordFile) -> None:
    text = as_yaml(file, DOCUMENT, READING.findings)
    assert read({"mau.yaml": text}).files["mau.yaml"] == file
    lines = text.splitlines()
    at = lines.index("  - id: IV.1.1")
    assert lines[at - 1] == f"  #> {TASKS[0]}"
    assert "#? xem lại số / look at the number [77/KH-UBND]" in lines


def test_only_the_readers_own_comments_are_taken_out(file: RecordFile) -> None:
    text = as_yaml(file, DOCUMENT).replace("statements:", "# my own remark\nstatements:  # mine")
    bare = without_marks(text)
    assert "# my own remark\nstatements:  # mine\n" in bare
    assert "#>" not in bare
    assert read({"a": bare}).files["a"] == file


def test_json_has_the_keys_of_the_contract() -> None:
    told = as_contract(READING, source())
    assert list(told) == [
        "source", "number", "type", "issuer", "place", "title", "issued", "signer", "recipients",
            "entry_into_force", "based_on", "cites",
        "sections", "viewpoints", "targets", "tasks", "assignments", "counts", "findings",
    ]  # fmt: skip
    assert told["issued"] == "2025-10-14"
    assert told["based_on"][0]["issued"] == "2025-01-03"
    assert told["tasks"][0]["deadline"] == {
        "text": "trước ngày 30/6/2026",
        "edtf": "2026-06-30",
        "qualifier": "before",
        "recurrence": None,
    }
    assert "path" not in told["tasks"][0]


def test_an_issuer_without_letters_is_none() -> None:
    assert issuing("40%", Context())
    assert issuing("%", Context()) == ()


@pytest.mark.parametrize(
    ("text", "called"),
    [
        ("1. Sở Nội vụ chủ trì, phối hợp với Sở Tài chính rà soát biên chế xã.", "Rà soát biên chế xã."),
        ("1. Giao Sở Nội vụ có trách nhiệm rà soát biên chế xã.", "Rà soát biên chế xã."),
        ("1. Sở Nội vụ phân công cán bộ xã trực đêm.", "Phân công cán bộ xã trực đêm."),
        ("1. Rà soát biên chế; Sở Nội vụ chủ trì.", "Rà soát biên chế; Sở Nội vụ chủ trì."),
        ("1. Sở Nội vụ chủ trì rà soát.", "Sở Nội vụ chủ trì rà soát."),
        (
            "1. Sở Nội vụ, Hợp tác xã Mẫu và thợ điện rà soát sổ.",
            "Sở Nội vụ, Hợp tác xã Mẫu và thợ điện rà soát sổ.",
        ),
        (
            "1. Sở Nội vụ chủ trì, phối hợp với thợ điện rà soát dây.",
            "Sở Nội vụ chủ trì, phối hợp với thợ điện rà soát dây.",
        ),
    ],
)
def test_a_task_is_called_by_what_is_to_be_done(text: str, called: str) -> None:
    whole = f"KẾ HOẠCH\n\nI. NHIỆM VỤ\n\n{text}\n"
    assert {
        one.label.vi
        for one in draft(read_document(whole), source(whole)).file.statements
        if one.kind == "Task"
    } == {called}


def test_a_draft_says_at_its_head_in_both_languages_what_it_is_and_what_to_do() -> None:
    made = draft(READING, source())
    head = as_yaml(made.file, DOCUMENT, made.findings).partition("\n\n")[0]
    assert 0 < head.index("Bản ghi nháp") < head.index("Draft records")
    assert head.count("'kg accept'") == 2


NUMBERED = """ỦY BAN NHÂN DÂN TỈNH LAI CHÂU

Số: 8/KH-UBND

KẾ HOẠCH

Trồng hoa bên đường

II. NHIỆM VỤ

1. Về cây giống

1.1. Vườn ươm của tỉnh:

a) Nhiệm vụ: Xây dựng vườn ươm hoa giấy.

b) Cơ quan thực hiện: Sở Xây dựng.

1.2. Sở Y tế rà soát các cây có độc.

2. Về đất trồng

2.1. Sở Nội vụ lập sổ ghi đất trồng.
"""


def test_an_item_lies_where_its_printed_number_says_and_keeps_its_heading() -> None:
    text = source(NUMBERED)
    tasks = {
        one.id: one for one in draft(read_document(NUMBERED), text).file.statements if one.kind == "Task"
    }
    assert list(tasks) == ["II.1.1", "II.1.2", "II.2.1"]
    places = [place for place in tasks["II.1.1"].evidence if place.start is not None]
    assert "1.1. Vườn ươm của tỉnh" in [text.text[place.start : place.end] for place in places]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (("II", "1.", "1.1."), "II.1.1"),
        (("II", "1n2", "1.1"), "II.1n2.1"),
        (("3", "3.2n2", "3.2.4"), "3.2n2.4"),
        (("II", "1.2"), "II.1.2"),
        (("I", "I.2"), "I.2"),
        (("1", "11"), "1.11"),
    ],
)
def test_numbers_that_a_label_says_again_stand_once(path: tuple[str, ...], expected: str) -> None:
    assert locator(path) == expected


def test_an_article_that_regulates_is_a_provision_though_a_clause_charges_somebody() -> None:
    text = (
        "QUYẾT ĐỊNH\nChương I\nQUY ĐỊNH CHUNG\nĐiều 3. Giá mượn sách\n1. Bảng giá\nMượn một cuốn trả mười đồng.\n"
        "2. Giá chưa gồm tiền cọc và tiền bảo quản sách, là những khoản mà người mượn trả riêng cho kho.\n"
        "3. Khi giá không còn phù hợp, Sở Nội vụ chủ trì đề xuất điều chỉnh.\n"
        "Điều 4. Trách nhiệm tổ chức thực hiện\n1. Sở Nội vụ:\na) Lập kho sách.\nb) Kiểm tra kho sách.\n"
    )
    file = draft(read_document(text), source(text)).file
    kinds = {one.id: one.kind for one in file.statements}
    assert {place: kinds[place] for place in ("I", "I.3", "I.3.3", "I.4", "I.4.1.a")} == {
        "I": "Provision",
        "I.3": "Provision",
        "I.3.3": "Task",
        "I.4": "TaskGroup",
        "I.4.1.a": "Task",
    }
    quoted = [text[one.start : one.end] for one in statement(file, "I.3").evidence]
    assert quoted[0] == "Điều 3. Giá mượn sách"
    assert quoted[1].startswith("2. Giá chưa gồm")


def test_what_a_context_is_parted_into_is_context() -> None:
    text = "KẾ HOẠCH\n\nI. THỰC TRẠNG\n\n1. Kho sách\n\nKho còn nhỏ.\n\n2. Người mượn\n\nNgười mượn còn ít.\n\nII. HIỆU LỰC\n\nTừ tháng 5.\n"
    kinds = {one.id: one.kind for one in draft(read_document(text), source(text)).file.statements}
    assert kinds == {"I": "Context", "I.1": "Context", "I.2": "Context", "II": "Provision"}


def test_a_list_of_collectives_is_each_of_them_in_a_draft_however_they_are_spelt() -> None:
    text = NUMBERED.replace(
        "1.2. Sở Y tế rà soát",
        "1.2. Các Sở, ban, ngành, UBND xã, phường và các cơ quan, tổ chức có liên quan rà soát",
    ).replace("2.1. Sở Nội vụ lập", "2.1. UBND các phường, xã lập")
    given = {
        one.id: {charged.body for charged in one.assignments}
        for one in draft(read_document(text), source(text)).file.statements
    }
    communes = "uy-ban-nhan-dan-cac-xa-phuong-tinh-lai-chau"
    assert given["II.1.2"] == {
        "cac-so-ban-nganh-tinh-lai-chau",
        communes,
        "cac-co-quan-to-chuc-lien-quan-tinh-lai-chau",
    }
    assert given["II.2.1"] == {communes}


def test_a_group_has_every_name_that_the_document_prints() -> None:
    text = NUMBERED.replace("1.2. Sở Y tế rà soát", "1.2. UBND xã, phường và đặc khu rà soát")
    text = text.replace("2.1. Sở Nội vụ lập", "2.1. UBND các phường, xã, đặc khu lập")
    names = {body.id: body.other_names for body in draft(read_document(text), source(text)).file.bodies}
    assert names["uy-ban-nhan-dan-cac-xa-phuong-dac-khu-tinh-lai-chau"] == (
        "Ủy ban nhân dân xã, phường và đặc khu, tỉnh Lai Châu",
        "Ủy ban nhân dân các phường, xã, đặc khu, tỉnh Lai Châu",
    )


def test_a_submission_is_a_type_of_its_own() -> None:
    (mention,) = draft(
        read_document(
            NUMBERED.replace("II. NHIỆM VỤ", "Xét Tờ trình số 9/TTr-SXD ngày 02/01/2025;\n\nII. NHIỆM VỤ")
        ),
        source(NUMBERED),
    ).file.mentions
    assert (mention.type, mention.title.en) == ("Submission", "Submission 9/TTr-SXD of 2 January 2025")
