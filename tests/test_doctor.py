"""`kg doctor` tells what is here by looking, not by hoping."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kg.cli import main


def run(lang: str, path: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kg", "doctor", "--lang", lang],
        capture_output=True,
        text=True,
        env=os.environ | {"PATH": path},
        check=False,
    )


def test_a_missing_program_is_named_with_its_remedy(tmp_path: Path) -> None:
    for lang, word in (("vi", "thiếu"), ("en", "no")):
        told = run(lang, str(tmp_path))
        assert told.returncode == 1
        line = next(line for line in told.stdout.splitlines() if line.startswith("Java"))
        assert word in line.split()
        assert "apt-get install default-jre-headless" in line


def test_a_program_that_is_here_needs_no_remedy(tmp_path: Path) -> None:
    java = tmp_path / "java"
    java.write_text("#!/bin/sh\n")
    java.chmod(0o755)
    line = next(line for line in run("en", str(tmp_path)).stdout.splitlines() if line.startswith("Java"))
    assert "apt-get" not in line


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="needs tesseract")
def test_tesseract_counts_only_with_its_vietnamese_model(tmp_path: Path) -> None:
    bare = tmp_path / "tesseract"
    bare.write_text("#!/bin/sh\necho eng\n")
    bare.chmod(0o755)
    line = next(line for line in run("en", str(tmp_path)).stdout.splitlines() if line.startswith("tesseract"))
    assert "tesseract-ocr-vie" in line


def test_doctor_is_a_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", "--lang", "en"]) in (0, 1)
    assert "how to get it" in capsys.readouterr().out
