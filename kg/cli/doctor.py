"""`kg doctor`: what optional programs and packages are here, what for, and how to get the missing ones."""

import importlib.util
import os
import shutil
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table

from kg.cli.extras import EXTRAS, remedy
from kg.cli.options import command, in_a_language

_DONE, _FOUND = 0, 1
# Letters of a line that nobody reads in a terminal: no remedy is broken.
_WIDE = 160


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


def _extra(name: str, vi: str, en: str) -> _Need:
    """The packages of an extra, and what they are for."""
    modules = EXTRAS[name]
    listed = ", ".join(_DISTRIBUTED.get(module, module) for module in modules)
    return _Need(listed, _packages(*modules), {"vi": vi, "en": en}, remedy(name))


# Modules that bear another name than the package that brings them.
_DISTRIBUTED = {"PIL": "pillow"}
_NEEDS = (
    _extra("trace", "kg trace: các chuỗi liên kết", "kg trace: chains"),
    _extra("pictures", "vẽ hình khi dựng đồ thị, kg view", "pictures of a build, kg view"),
    _extra("reason", "kg reason --dl (HermiT)", "kg reason --dl (HermiT)"),
    _Need(
        "Java",
        _program("java"),
        {"vi": "kg reason --dl (HermiT)", "en": "kg reason --dl (HermiT)"},
        "apt-get install default-jre-headless",
    ),
    _extra("office", "đọc tệp .docx, .xlsx, .html, .pdf", "to read .docx, .xlsx, .html and .pdf"),
    _extra("scan", "đọc bản quét dạng ảnh", "to read scanned images"),
    _Need(
        "tesseract (vie)",
        _vietnamese,
        {"vi": "nhận dạng chữ trong bản quét", "en": "to recognise the words of scans"},
        "apt-get install tesseract-ocr tesseract-ocr-vie",
    ),
    _extra("serve", "kg serve", "kg serve"),
    _Need(
        "nginx",
        _program("nginx", "/usr/sbin/nginx"),
        {"vi": "phục vụ trang đã công bố (kg serve --nginx)", "en": "a published site (kg serve --nginx)"},
        "apt-get install nginx-light",
    ),
    _Need(
        "Virtuoso",
        _program("virtuoso-t"),
        {"vi": "đồ thị lớn trên máy chủ SPARQL", "en": "large graphs on a SPARQL server"},
        "apt-get install virtuoso-opensource",
    ),
    _extra("notebook", "bảng trong sổ tay Jupyter", "tables in notebooks"),
    _extra("scale", "dựng đồ thị trên nhiều máy", "builds on many machines"),
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
    in_a_language(parser)
    options = parser.parse_args(arguments)
    part, purpose, here, how, yes, no = _WORDS[options.lang]
    table = Table(part, purpose, here, how, box=None, pad_edge=False)
    found = {need: need.here() for need in _NEEDS}
    for need, is_here in found.items():
        table.add_row(
            need.name, need.purpose[options.lang], yes if is_here else no, "" if is_here else need.remedy
        )
    # What stands in brackets is the name of an extra, not a style.
    Console(width=None if os.isatty(1) else _WIDE, markup=False).print(table)
    return _DONE if all(found.values()) else _FOUND
