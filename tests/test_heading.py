"""The head of a document: invented headings in every layout, and the development set's own numbers and dates."""

import re
from datetime import date
from pathlib import Path

import pytest
import yaml

from kg.document import cleaned, outline
from kg.document.number import numbers
from kg.extract.heading import head, heads
from kg.extract.reading import Head, Signer

CASES = yaml.safe_load((Path(__file__).parent / "fixtures/heads/heads.yaml").read_text(encoding="utf-8"))
DISPATCH = """Số: 3/UBND-VX
V/v mượn sân đình

Phú Thọ, ngày 8 tháng 3 năm 2021

Kính gửi: Ban Quản lý đình.

Ủy ban nhân dân đề nghị cho mượn sân đình.

BỘ Y TẾ

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM

Số: 8/QĐ-BYT

Hà Nội, ngày 9 tháng 3 năm 2021

QUYẾT ĐỊNH

Về việc đặt tên vườn thuốc

Căn cứ Luật Dược;
"""


def read(text: str) -> Head:
    clean = cleaned(text)
    return head(clean, outline(clean))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_heading_is_read_in_its_layout(case):
    found, expected = read(case["text"]), case["head"]
    assert (found.number, found.type, found.issuer) == tuple(
        expected.get(field) for field in ("number", "type", "issuer")
    )
    assert (found.place, found.issued, found.title) == tuple(
        expected.get(field) for field in ("place", "issued", "title")
    )
    assert [finding.kind for finding in found.findings] == expected.get("findings", [])


@pytest.mark.parametrize("case", [case for case in CASES if case["head"]], ids=lambda case: case["name"])
def test_recipients_and_signer_are_those_of_the_text(case):
    found, expected = read(case["text"]), case["head"]
    assert list(found.recipients) == expected.get("recipients", list(found.recipients))
    assert found.signer == (Signer(*expected["signer"]) if "signer" in expected else None)


def test_nothing_is_invented_for_a_text_without_a_heading():
    assert read(CASES[-1]["text"]) == Head()
    assert read("Thủ tướng đã nghe báo cáo ngày 13/1 về Nghị quyết số 57-NQ/TW.") == Head()
    assert read("") == Head()


def test_findings_point_at_the_words_in_the_text_as_decoded():
    text = next(case["text"] for case in CASES if case["head"].get("findings") == ["number-type"])
    (finding,) = read(text).findings
    assert "10/KH-BTC" in text[finding.start : finding.end]
    assert "Kế hoạch" in finding.message_vi
    assert "Chỉ thị" in finding.message_vi


def test_a_second_document_in_the_same_file_has_a_head_of_its_own():
    clean = cleaned(DISPATCH)
    blocks = outline(clean)
    (_, first), (at, second) = heads(clean, blocks)
    assert (first.number, first.title) == ("3/UBND-VX", "V/v mượn sân đình")
    assert (second.number, second.issued) == ("8/QĐ-BYT", date(2021, 3, 9))
    assert clean.text[blocks[at].start :].startswith("BỘ Y TẾ")
    assert head(clean, blocks) == first


def test_a_form_in_an_annex_is_no_second_document():
    form = (
        "MẪU SỐ 1\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\nSố: ....../QĐ-....\n\nQUYẾT ĐỊNH\n\nVề việc ...\n"
    )
    clean = cleaned(f"{DISPATCH}\n{form}")
    assert len(heads(clean, outline(clean))) == 2


def test_every_number_and_date_that_the_development_set_prints_is_read(devset: dict[str, str]) -> None:
    read_, printed = [], []
    for stem, text in devset.items():
        clean = cleaned(text)
        label = re.search(r"(?:^|\n|\|)\s*Số\s*:\s*(?=\d)", clean.text)
        if not label or "CỘNG HÒA" not in clean.text:
            continue
        own = next(numbers(clean.text[label.end() : label.end() + 60].replace("\n", " ")), None)
        found = head(clean, outline(clean))
        printed.append((stem, str(own.number) if own else None))
        read_.append((stem, found.number))
        dated = re.search(r"\w,? ngày\s+\d+\s+tháng\s*\d+\s+năm\s+\d{4}", clean.text[: label.end() + 200])
        assert found.issued or not dated, stem
    assert len(printed) > 145
    assert read_ == printed


def test_an_issuer_in_another_script_is_no_body_that_is_looked_up():
    found = read(
        "МИНИСТЕРСТВО\n\nSố: 12/KH-UBND\n\nHà Nội, ngày 1 tháng 2 năm 2031\n\nKẾ HOẠCH\n\nĐếm ghe\n\nĐếm.\n"
    )
    assert (found.number, found.issuer) == ("12/KH-UBND", "Министерство")
