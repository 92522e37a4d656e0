"""Finding words: the places that are told are those of the words, and records take them as evidence."""

import json
from pathlib import Path
from unicodedata import normalize

import pytest
import yaml

from kg.align import occurrences
from kg.cli import main
from kg.errors import BadInput
from kg.text import digest

TEXT = "Giao Sở Nội vụ\nlập sổ, báo cáo hằng năm.\nGIAO SỞ NỘI VỤ lập danh mục.\n"


def test_words_are_found_whatever_their_case_marks_and_lines() -> None:
    assert [TEXT[start:end] for start, end in occurrences("giao so noi  vu lap", TEXT)] == [
        "Giao Sở Nội vụ\nlập",
        "GIAO SỞ NỘI VỤ lập",
    ]
    decomposed = normalize("NFD", TEXT)
    assert len(list(occurrences("Sở Nội vụ", decomposed))) == 2
    assert list(occurrences("ở Nội", TEXT)) == []


def test_words_left_out_may_be_many() -> None:
    assert [TEXT[start:end] for start, end in occurrences("Sở Nội vụ … năm", TEXT)] == [
        "Sở Nội vụ\nlập sổ, báo cáo hằng năm"
    ]


@pytest.mark.parametrize("words", ["", " … ", "!"])
def test_without_a_word_there_is_nothing_to_find(words: str) -> None:
    with pytest.raises(BadInput, match="holds no word to look for"):
        list(occurrences(words, TEXT))


def test_the_line_for_a_record_is_evidence(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["find", "làm báo cáo", str(folder), "--format", "yaml"]) == 0
    (place,) = yaml.safe_load(capsys.readouterr().out)
    # The records beside the text tell what they call it.
    assert place["source"] == "sample"
    text = (folder / "text.txt").read_text(encoding="utf-8")
    words = text[place["start"] : place["end"]]
    assert (words, digest(words)) == ("làm báo cáo", place["exact"])
    alone = tmp_path / "alone.txt"
    alone.write_text(text, encoding="utf-8")
    assert main(["find", "làm báo cáo", str(alone), "--format", "json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["line"], row["start"], row["words"]) == ("1", str(place["start"]), "làm báo cáo")
    assert main(["find", "làm báo cáo", str(alone), "--format", "yaml"]) == 0
    (place,) = yaml.safe_load(capsys.readouterr().out)
    assert place["source"].startswith("src-")


def test_what_no_text_has_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["find", "không có ở đây", str(folder)]) == 1
    assert "no text has these words" in capsys.readouterr().err
