"""`kg doctor`: what optional programs and packages are here, what for, and how to get the missing ones."""

import importlib.util
import os
import shutil
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table

from kg.cli.options import command

_DONE, _FOUND = 0, 1


@dataclass(frozen=True, slots=True, eq=False)
class _Need:
    """A program or set of packages: whether it is here, what it is for, how to get it."""

    name: str
    here: Callable[[], bool]
    purpose: dict[str, str]
    remedy: str


def _program(*names: str) -> Callable[[], bool]:
    return lambda: any(shutil.which(name) for name in names)


def _packages(*names: str) -> Callable[[], bool]:
    return lambda: all(importlib.util.find_spec(name) for name in names)


def _vietnamese() -> bool:
    """Whether tesseract is here and has the Vietnamese model."""
    program = shutil.which("tesseract")
    if not program:
        return False
    listed = subprocess.run([program, "--list-langs"], capture_output=True, text=True, check=False)
    return "vie" in listed.stdout.split()


_NEEDS = (
    _Need(
        "lxml, openpyxl, pypdfium2",
        _packages("lxml", "openpyxl", "pypdfium2"),
        {"vi": "đọc tệp .docx, .xlsx, .html, .pdf", "en": "to read .docx, .xlsx, .html and .pdf"},
        "pip install 'vnpolicy-kg[office]'",
    ),
    _Need(
        "pillow",
        _packages("PIL"),
        {"vi": "đọc bản quét dạng ảnh", "en": "to read scanned images"},
        "pip install 'vnpolicy-kg[scan]'",
    ),
    _Need(
        "tesseract (vie)",
        _vietnamese,
        {"vi": "nhận dạng chữ trong bản quét", "en": "to recognise the words of scans"},
        "apt-get install tesseract-ocr tesseract-ocr-vie",
    ),
    _Need(
        "Java",
        _program("java"),
        {"vi": "kg reason --dl (HermiT)", "en": "kg reason --dl (HermiT)"},
        "apt-get install default-jre-headless",
    ),
    _Need(
        "uvicorn, httptools",
        _packages("uvicorn", "httptools"),
        {"vi": "kg serve", "en": "kg serve"},
        "pip install 'vnpolicy-kg[serve]'",
    ),
    _Need(
        "pandas, nbformat",
        _packages("pandas", "nbformat"),
        {"vi": "bảng trong sổ tay Jupyter", "en": "tables in notebooks"},
        "pip install 'vnpolicy-kg[notebook]'",
    ),
    _Need(
        "Chromium",
        _program("chromium", "chromium-browser", "google-chrome"),
        {"vi": "kiểm thử các trang trong trình duyệt thật", "en": "tests of the pages in a real browser"},
        "apt-get install chromium",
    ),
)
_WORDS = {
    "vi": ("thành phần", "dùng để", "có", "cách cài đặt", "có", "thiếu"),
    "en": ("part", "is for", "here", "how to get it", "yes", "no"),
}


def run(arguments: Sequence[str]) -> int:
    """Print a line for each optional part; the status is 1 where one is missing."""
    parser = command(
        "doctor", "Say which optional programs and packages are here, and how to get the others."
    )
    parser.add_argument("--lang", choices=("vi", "en"), default="vi", help="language of words (default: vi)")
    options = parser.parse_args(arguments)
    part, purpose, here, remedy, yes, no = _WORDS[options.lang]
    table = Table(part, purpose, here, remedy, box=None, pad_edge=False)
    found = {need: need.here() for need in _NEEDS}
    for need, is_here in found.items():
        table.add_row(
            need.name, need.purpose[options.lang], yes if is_here else no, "" if is_here else need.remedy
        )
    Console(width=None if os.isatty(1) else 120).print(table)
    return _DONE if all(found.values()) else _FOUND
