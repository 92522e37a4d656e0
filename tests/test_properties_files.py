"""Files of any bytes under any name: RDF in six syntaxes, documents of every kind, read or refused in one line."""

import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from properties import refused, tried
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, serialize
from test_fuzz import CORPUS

from kg import source
from kg.cli.check import load
from kg.errors import BadInput

SYNTAXES = {
    "ttl": RdfFormat.TURTLE,
    "trig": RdfFormat.TRIG,
    "nt": RdfFormat.N_TRIPLES,
    "nq": RdfFormat.N_QUADS,
    "jsonld": RdfFormat.JSON_LD,
    "rdf": RdfFormat.RDF_XML,
}
NODE = NamedNode("urn:mẫu:a")
QUADS = [
    Quad(NODE, NODE, value) for value in (NODE, Literal("Kế hoạch\n\"'<&>\\", language="vi"), Literal("4"))
]
VALID = {suffix: serialize(QUADS, format=form) or b"" for suffix, form in SYNTAXES.items()}
DOCUMENTS = sorted(source.SUFFIXES)


@given(st.sampled_from(sorted(SYNTAXES)), st.data())
@tried(150)
def test_mutilated_rdf_is_read_or_told_in_a_line(
    tmp_path_factory: pytest.TempPathFactory, suffix: str, data: st.DataObject
) -> None:
    valid = VALID[suffix]
    at = data.draw(st.integers(0, len(valid)))
    end = data.draw(st.integers(at, min(len(valid), at + 30)))
    told(
        tmp_path_factory.getbasetemp() / f"mutilated.{suffix}",
        valid[:at] + data.draw(st.binary(max_size=12)) + valid[end:],
    )


@given(st.sampled_from(sorted(SYNTAXES)), st.binary(max_size=60))
@example("ttl", b"<a:b> <a:b> " + b"(" * 100_000)
@example("jsonld", b'{"@id":"a:b","a:b":' * 50_000)
@example("jsonld", b'{"@context":"http://127.0.0.1:9/","@id":"a:b","a:c":1}')
@example("rdf", b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>')
@example("nt", b"\xff\xfe\x00")
@example(
    "rdf",
    b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:a="a:">'
    + b"<a:c><a:d>" * 50_000,
)
@tried(100)
def test_any_bytes_are_rdf_or_told_in_a_line(
    tmp_path_factory: pytest.TempPathFactory, suffix: str, content: bytes
) -> None:
    told(tmp_path_factory.getbasetemp() / f"any.{suffix}", content)


def told(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    _, read, wrong = load([path])
    assert bool(read) != bool(wrong)
    assert all(line.startswith(str(path)) and "\n" not in line for line in wrong)


@pytest.mark.parametrize("suffix", sorted(SYNTAXES))
def test_valid_rdf_is_read_in_every_syntax(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"valid.{suffix}"
    path.write_bytes(VALID[suffix])
    store, read, wrong = load([path])
    assert (len(store), read, wrong) == (3, [path], [])


@given(
    st.sampled_from(
        [suffix for suffix in DOCUMENTS if suffix not in (".png", ".tif", ".tiff", ".jpg", ".jpeg")]
    ),
    st.data(),
)
@tried(150)
def test_any_bytes_are_a_document_or_refused_in_a_line(
    tmp_path_factory: pytest.TempPathFactory, suffix: str, data: st.DataObject
) -> None:
    kept = sorted((CORPUS / suffix[1:]).glob("*")) if (CORPUS / suffix[1:]).is_dir() else []
    whole = (
        data.draw(st.sampled_from(kept)).read_bytes()
        if kept and data.draw(st.booleans())
        else data.draw(st.binary(max_size=60))
    )
    at = data.draw(st.integers(0, len(whole)))
    path = tmp_path_factory.getbasetemp() / f"any{suffix}"
    path.write_bytes(
        whole[:at] + data.draw(st.binary(max_size=6)) + whole[at + data.draw(st.integers(0, 4)) :]
    )
    told_line = refused(lambda: source.read(path))
    assert not told_line or (told_line.startswith(f"{path}: ") and "\n" not in told_line)


def test_a_name_that_no_system_takes_is_refused() -> None:
    for name in ("a" * 300, "a\0b"):
        assert "; give" in refused(lambda name=name: source.read(Path(name)))
        assert "; give" in refused(lambda name=name: source.find([Path(name)])) or "name one" in refused(
            lambda name=name: source.find([Path(name)])
        )


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=300))
@example("\0")
@example("/dev/null/x")
@example("")
@tried(100)
def test_any_name_of_a_file_is_found_or_refused(name: str) -> None:
    path = Path("/nowhere/at/all") / name.lstrip("/")
    with pytest.raises(BadInput):
        source.find([path])
    with pytest.raises(BadInput):
        source.read(path)


HUGE = b"""%PDF-1.4
1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 14400 14400]/Contents 4 0 R>> endobj
4 0 obj <</Length 56>> stream
q 14400 0 0 14400 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID a EI Q
endstream endobj
trailer <</Root 1 0 R>>
"""
# What a page of five metres may take beyond what the program has, in bytes; drawn at full size it takes 3.6 GB.
READ = """
import resource, sys
from pathlib import Path
from kg import source
from kg.errors import KgError
import kg.source.pdf
resource.setrlimit(resource.RLIMIT_AS, (2_500_000_000, 2_500_000_000))
try:
    source.read(Path(sys.argv[1]))
except KgError as error:
    print(error)
"""


def test_a_page_of_five_metres_is_drawn_within_memory(tmp_path: Path) -> None:
    path = tmp_path / "huge.pdf"
    path.write_bytes(HUGE)
    done = subprocess.run(
        [sys.executable, "-c", READ, str(path)], capture_output=True, text=True, env={"PATH": ""}, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "tesseract" in done.stdout


def test_a_workbook_with_one_cell_far_down_is_read(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["C99999"] = "cuối"
    book.save(tmp_path / "sparse.xlsx")
    assert source.read(tmp_path / "sparse.xlsx").text == "cuối\n"


def test_a_workbook_of_too_many_cells_is_refused(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["GR99999"] = "cuối"
    book.save(tmp_path / "wide.xlsx")
    assert "over 5,000,000 cells" in refused(lambda: source.read(tmp_path / "wide.xlsx"))
