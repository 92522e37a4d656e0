"""How much of a document its draft holds is told, so that one which was hardly understood is seen at once."""

import re
from pathlib import Path

import pytest

from kg.cli import main
from kg.drafting import draft
from kg.drafting.covering import Shares, covered, shares
from kg.extract import read
from kg.source import Source

PLAN = """ỦY BAN NHÂN DÂN TỈNH LAI CHÂU

Số: 8/KH-UBND

KẾ HOẠCH

Trồng hoa bên đường

Căn cứ Nghị quyết số 3/NQ-HĐND ngày 02/01/2025 của Hội đồng nhân dân tỉnh;

I. TỔ CHỨC THỰC HIỆN

1. Sở Xây dựng chủ trì trồng hoa bên các tuyến đường trước ngày 30/6/2026.

Nơi nhận:

- Như trên;

- Lưu: VT.

TM. ỦY BAN NHÂN DÂN

CHỦ TỊCH

Lý Thị Mẫu
"""
ASIDE = "Danh mục sổ tay\n\nSổ tay ghi lại lời kể của người trồng hoa năm nay và những năm về trước.\n"


def told(text: str) -> Shares:
    source = Source(Path("a.md"), "0" * 64, text)
    reading = read(text)
    return shares(draft(reading, source).file, reading, text)


def words(text: str) -> int:
    return len(re.findall(r"[^\W_]+", re.sub(r"(?m)^(?:I|1)\. ", "", text)))


def test_every_word_is_counted_once() -> None:
    found = told(PLAN + ASIDE)
    assert found.stated + found.formal + found.left == words(PLAN + ASIDE)
    assert covered("một hai ba", [(0, 3), (0, 7)], [(4, 7)]) == Shares(stated=2, formal=0, left=1)


def test_head_grounds_recipients_and_signature_are_accounted_for() -> None:
    found = told(PLAN)
    assert found.left == 0
    assert found.stated >= words("Sở Xây dựng chủ trì trồng hoa bên các tuyến đường trước ngày 30/6/2026")
    assert found.formal >= words(PLAN[: PLAN.index("I. TỔ")])


def test_an_annex_behind_the_signature_is_not_accounted_for_by_the_list_of_recipients() -> None:
    assert told(PLAN + ASIDE).left > 10


def test_the_row_of_a_table_is_accounted_for_by_what_was_read_in_it() -> None:
    rows = "| TT | Việc | Chủ trì |\n|---|---|---|\n| 1 | Trồng hoa hồng | Sở Xây dựng |\n"
    text = f"{PLAN}\nPHỤ LỤC\n\n{rows}"
    assert told(text).left <= words("PHỤ LỤC")


@pytest.mark.parametrize(("lang", "said"), [("vi", "Độ phủ:"), ("en", "Covered:")])
def test_the_summary_tells_three_shares_that_make_a_whole(
    lang: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.md").write_text(PLAN + ASIDE, encoding="utf-8")
    assert main(["read", str(tmp_path / "a.md"), "--lang", lang]) == 0
    (line,) = (line for line in capsys.readouterr().out.splitlines() if said in line)
    assert sum(map(int, re.findall(r"(\d+)%", line))) == 100
