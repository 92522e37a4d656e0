"""Viewpoints: one for each item under their heading, in plans, scans, guidance and texts without numbers."""

from pathlib import Path

import pytest

from kg.document import cleaned, outline
from kg.extract.reading import Viewpoint
from kg.extract.viewpoints import viewpoints

SAMPLES = Path(__file__).parent / "fixtures" / "aims"


def read(raw: str) -> tuple[Viewpoint, ...]:
    clean = cleaned(raw)
    return viewpoints(clean, outline(clean))


def sample(name: str) -> str:
    return (SAMPLES / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["plan.txt", "scan.txt", "guidance.txt", "unnumbered.txt"])
def test_each_item_under_the_heading_is_one_viewpoint(name: str) -> None:
    found = read(sample(name))
    assert len(found) == 2
    assert all(one.text.startswith(("Ngh", "Th")) for one in found)


def test_a_viewpoint_ends_where_its_sentence_does_over_broken_lines() -> None:
    raw = sample("plan.txt")
    second = read(raw)[1]
    assert second.label == "2"
    assert second.path == ("II", "2")
    assert raw[second.start :].startswith("2. Thợ gốm")
    assert raw[: second.end].endswith("trong làng.")


def test_a_sentence_about_viewpoints_opens_none() -> None:
    assert (
        read("1. Quan điểm của xã là giữ nghề; các thôn cùng làm theo quan điểm ấy.\n\n2. Giữ lò nung.\n")
        == ()
    )


@pytest.mark.parametrize(("stem", "count"), [("000", 2), ("002", 5), ("004", 5)])
def test_the_source_texts_give_their_viewpoints(stem: str, count: int, source_texts: dict[str, str]) -> None:
    assert len(read(source_texts[stem])) == count
