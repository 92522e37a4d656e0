"""Terms: limits counted from a day or an event, in sentences and documents written for this test."""

from datetime import date

import pytest

from kg.extract import read
from kg.extract.deadlines import deadline, deadlines
from kg.extract.terms import Known, terms

KNOWN = Known(date(2025, 3, 10), date(2025, 4, 1), "Quyết định")
COUNTED = {
    "Lập danh mục trong thời hạn 30 ngày kể từ ngày ký Quyết định này.": "2025-04-09",
    "Lập danh mục chậm nhất sau 30 ngày kể từ ngày ký ban hành.": "2025-04-09",
    "Gắn biển không quá ba mươi (30) ngày kể từ ngày ban hành Quyết định.": "2025-04-09",
    "Gắn biển trong vòng 02 tháng kể từ ngày Quyết định này có hiệu lực thi hành.": "2025-06-01",
    "Gửi sổ trong thời hạn 06 (sáu) tháng, kể từ ngày 31 tháng 8 năm 2025.": "2026-02-28",
    "Nộp sổ trong 01 năm kể từ ngày 29/02/2024.": "2025-02-28",
    "Xin ý kiến chậm nhất là 05 ngày trước ngày 15/12/2025.": "2025-12-10",
    "Sơn cửa trong thời gian tối đa 2 tuần kể từ ngày 01/6/2025.": "2025-06-15",
}
KEPT = {
    "Trong thời hạn 05 giờ kể từ ngày ký Quyết định này gửi sổ về kho.": "Trong thời hạn 05 giờ kể từ ngày ký Quyết định này",
    "Trả lời trong thời hạn 05 ngày làm việc kể từ ngày 01/6/2025.": "trong thời hạn 05 ngày làm việc kể từ ngày 01/6/2025",
    "Góp ý chậm nhất 10 ngày sau khi có bản thảo.": "chậm nhất 10 ngày sau khi có bản thảo",
    "Trong vòng 24 giờ kể từ khi mất sách, thủ kho phải báo tin.": "Trong vòng 24 giờ kể từ khi mất sách",
    "Thẩm định trong thời hạn 10 ngày kể từ ngày nhận đủ đơn, hợp lệ, có dấu để kịp mua.": "trong thời hạn 10 ngày kể từ ngày nhận đủ đơn, hợp lệ",
    "Nộp hợp đồng chậm nhất 05 ngày kể từ ngày ký.": "chậm nhất 05 ngày kể từ ngày ký",
    "Gửi sổ trong thời hạn 15 ngày kể từ ngày ban hành Kế hoạch.": "trong thời hạn 15 ngày kể từ ngày ban hành Kế hoạch",
    "Dán biển trong thời hạn 7 ngày kể từ ngày nhận đề nghị mượn sách.": "trong thời hạn 7 ngày kể từ ngày nhận đề nghị mượn sách",
    "Sau 10 ngày kể từ ngày 01/6/2025, kiểm sổ.": "Sau 10 ngày kể từ ngày 01/6/2025",
    "Hoàn thành trong thời hạn 03 ngày làm việc.": "trong thời hạn 03 ngày làm việc",
}
NONE = [
    "Quyết định này có hiệu lực sau 45 ngày kể từ ngày ký.",
    "Lưu sổ mượn trong thời hạn 05 năm kể từ ngày trả sách.",
    "Niêm yết danh mục trong thời hạn 15 ngày.",
    "Thư viện đã phục vụ trong vòng 24 tháng kể từ ngày 01/01/2023.",
    "Số sách tăng trong vòng 03 năm gần đây.",
    "Mỗi bạn đọc được mượn 05 ngày.",
]
SAID = """QUYẾT ĐỊNH
Số: 9/QĐ-UBND
Nghệ An, ngày 10 tháng 3 năm 2025

Điều 1. Giao nhiệm vụ
1. Sở Tài chính lập dự toán trong thời hạn 20 ngày kể từ ngày ký Quyết định này.
2. Sở Nội vụ rà soát sổ sách chậm nhất 15 ngày kể từ ngày Quyết định này có hiệu lực.
3. Sở Y tế xử lý trong thời hạn 05 ngày kể từ ngày nhận được phiếu hỏi.

Điều 2. Quyết định này có hiệu lực từ ngày 01 tháng 4 năm 2025.
"""


@pytest.mark.parametrize(("sentence", "day"), COUNTED.items())
def test_a_term_from_a_known_day_has_its_last_day(sentence, day):
    assert [term.edtf for term in terms(sentence, KNOWN)] == [day]


@pytest.mark.parametrize(("sentence", "words"), KEPT.items())
def test_a_term_that_gives_no_day_keeps_its_words(sentence, words):
    (term,) = terms(sentence, KNOWN)
    assert (sentence[term.start : term.end], term.edtf) == (words, None)
    assert [one.text for one in deadlines(sentence)] == [words]


@pytest.mark.parametrize("sentence", NONE)
def test_what_lasts_or_is_past_is_no_term(sentence):
    assert list(terms(sentence, KNOWN)) == []
    assert deadlines(sentence) == ()


def test_a_cell_that_counts_from_a_day_is_due_on_the_last_and_not_on_the_first():
    found = deadline("15 ngày kể từ ngày 01/4/2025")
    assert found is not None
    assert (found.edtf, found.qualifier) == ("2025-04-16", "by")


def test_a_document_dates_the_terms_that_count_from_its_own_days():
    reading = read(SAID)
    assert [(task.deadline.text.split(" kể")[0], task.deadline.edtf) for task in reading.tasks] == [
        ("trong thời hạn 20 ngày", "2025-03-30"),
        ("chậm nhất 15 ngày", "2025-04-16"),
        ("trong thời hạn 05 ngày", None),
    ]
    assert [one.deadline for one in reading.assignments] == [task.deadline for task in reading.tasks]
