"""Benchmarks: rows in one form, a failing benchmark is named and the rest goes on, a build at scale holds every text."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from made_up import generating
from measured import ROWS, Row, command, give, rows
from peers import ASKED, ours, prepared
from questions_peer import peer
from run import BENCHES, Bench, ran, report
from scale import change_one, each, hashes, whole
from software import commit, described

BENCH = Path(__file__).parent.parent / "bench"


def test_rows_are_kept_as_they_were_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ROWS, str(tmp_path / "rows"))
    given = [
        Row("one way", 2.0, runs=3, megabytes=10, wanted="1 s", peer="other", theirs=5.0, load=0.5),
        Row("served", 50.0, "requests/s", peer="other", theirs=100.0, better="more"),
    ]
    for row in given:
        give(row)
    assert rows(tmp_path / "rows") == given
    assert [row.ratio for row in given] == [2.5, 0.5]
    assert given[0].line() == "| one way | 2 s (median of 3) | 10 MB | 1 s | other: 5 s | 2.50 | 0.5 |"


def test_a_command_is_watched_with_all_its_processes() -> None:
    held = "import time; x = bytearray(60_000_000); time.sleep(1)"
    child = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {held!r}])"
    taken = command([sys.executable, "-c", child], runs=2)
    assert len(taken.seconds) == 2
    assert taken.megabytes > 50
    with pytest.raises(SystemExit, match="failed:\nno such thing"):
        command([sys.executable, "-c", "import sys; sys.exit('no such thing')"])


def test_a_failing_benchmark_is_named_and_the_rest_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "bench").mkdir()
    scripts = {
        "good": "import json, os\nopen(os.environ['BENCH_ROWS'], 'a').write(json.dumps({'what': 'it', 'value': 1.5}) + '\\n')",
        "bad": "raise SystemExit('the disk | is full')",
        "slow": "import time; time.sleep(60)",
        "plain": "print('| a | table |')",
    }
    for name, text in scripts.items():
        (tmp_path / "bench" / f"{name}.py").write_text(text, encoding="utf-8")
    monkeypatch.setattr("run.ROOT", tmp_path)
    done = [ran(Bench(name), (), 1 if name == "slow" else 60) for name in scripts]
    text = report(done, quick=False, before=1.0)
    assert "| good | 1 | " in text
    assert "| it | 1.5 s |" in text
    assert "failed: the disk / is full |" in text
    assert "failed: not done within 1 s |" in text
    assert "| a | table |" in text
    assert commit() in text


def test_every_benchmark_is_run_and_described() -> None:
    told = (BENCH / "README.md").read_text(encoding="utf-8")
    scripts = {path.stem for path in BENCH.glob("*.py") if "__main__" in path.read_text(encoding="utf-8")}
    assert {bench.name for bench in BENCHES} == scripts - {"generate", "run", "score", "torn", "peers_alone"}
    assert [bench.name for bench in BENCHES if f"`{bench.name}.py`" not in told] == []
    for bench in BENCHES:
        options = [word for word in (*bench.full, *bench.quick) if word.startswith("--")]
        text = (BENCH / f"{bench.name}.py").read_text(encoding="utf-8")
        assert [option for option in options if f'"{option}"' not in text] == []


def test_the_machine_is_described() -> None:
    said = described(0.25)
    assert f"Python {sys.version.split()[0]}" in said
    assert "pyoxigraph 0." in said
    assert "load 0.2" in said


def test_a_build_at_scale_holds_every_text_and_after_a_change_the_new_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(ROWS, str(tmp_path / "rows"))
    generating.write(generating.Wanted(6, records=False, gold=0), tmp_path)
    before = hashes(tmp_path / "texts")
    _, seconds = whole(tmp_path, 6, 1, [sys.executable, "-m", "kg", "build", "--quiet"])
    assert len(hashes(tmp_path / "texts") - before) == 1
    first, again = rows(tmp_path / "rows")
    assert seconds == first.value
    assert again.theirs == first.value
    changed = max((tmp_path / "texts").rglob("*.txt")).read_text(encoding="utf-8")
    assert changed.count(" Mới\n") == 1


def test_what_one_text_costs_among_many_stands_beside_one_among_few(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(ROWS, str(tmp_path / "rows"))
    each({1000: 20.0, 10_000: 240.0})
    (row,) = rows(tmp_path / "rows")
    assert (row.value, row.theirs, row.unit) == (24.0, 20.0, "ms")


@pytest.mark.parametrize("documents", [1, 4, 10, 24])
def test_a_change_is_of_the_signer_alone_whatever_the_last_document_is(
    tmp_path: Path, documents: int
) -> None:
    generating.write(generating.Wanted(documents, records=False, gold=0), tmp_path)
    last = max((tmp_path / "texts").rglob("*.txt"))
    before = last.read_text(encoding="utf-8")
    change_one(tmp_path / "texts")
    after = last.read_text(encoding="utf-8")
    signer = list(generating.written(documents))[-1].content.signer
    assert after == before.replace(f"\n{signer}\n", f"\n{signer} Mới\n") != before


def test_the_peers_find_the_same_answers(tmp_path: Path) -> None:
    room = prepared(tmp_path, 8)
    ours(room, 8)
    script = [sys.executable, "-W", "ignore", BENCH / "peers_alone.py"]
    files = [room / name for name in ("records", "asked.json", "theirs.json")]
    subprocess.run([*script, *files], check=True, env=os.environ)
    found, theirs = (json.loads((room / f"{name}.json").read_text()) for name in ("ours", "theirs"))
    assert found == theirs
    assert found.keys() == ASKED.keys()
    assert all(found.values())


def test_a_peer_that_fails_at_a_query_is_not_told_as_one_that_was_slow(tmp_path: Path) -> None:
    (tmp_path / "one.nt").write_text("<urn:a> <urn:b> <urn:c> .\n", encoding="utf-8")
    with peer(tmp_path / "one.nt", 30) as other:
        assert other.ask("SELECT * { ?s ?p ?o }")[1] == 1
        with pytest.raises(EOFError):
            other.ask("no query")
