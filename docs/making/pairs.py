"""Which pages stand in both languages, as the index of pages says."""

import re
from pathlib import Path

DOCS = Path(__file__).resolve().parents[1]
_ROW = re.compile(r"^\| \[([\w-]+)\.md\]\(\1\.md\) · \[[^]]+\]\(([\w-]+)\.md\) \|", re.M)


def pairs() -> list[tuple[str, str]]:
    """The names of such pages without `.md`: the English one, the Vietnamese one."""
    return _ROW.findall((DOCS / "README.md").read_text(encoding="utf-8"))
