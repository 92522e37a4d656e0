"""Write records as YAML: each statement under a comment with the document's words and what is doubtful."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from decimal import Decimal
from textwrap import wrap
from typing import Any

import yaml

from kg.drafting.marking import DOUBT, WORDS, sealed
from kg.extract.reading import Finding
from kg.records import Evidence, RecordFile

_DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_WIDTH = 140
# A value is never broken over lines, so that no line of it can look like a comment.
_UNBROKEN = 10**9
_HEADS = (
    "Bản ghi nháp, đọc theo quy tắc từ một văn bản. Dòng bắt đầu bằng #> là lời của văn bản, bằng #? là chỗ "
    "còn ngờ: hãy sửa bản ghi cho đúng, rồi chạy 'kg accept', lệnh này bỏ các dòng ấy đi. Dòng bắt đầu bằng "
    "#= cho biết từ khi viết ra đã có gì được sửa chưa.",
    "Draft records, read by rule from one document. Lines that begin with #> give the document's words, with "
    "#? what is doubtful: correct the records, then run 'kg accept', which takes these lines out. "
    "The line with #= shows whether anything was changed since.",
)


def plain(value: Any) -> Any:
    """A record as mappings, lists and plain values, without what is not said; keys as the format has them."""
    if is_dataclass(value):
        return {
            field.name.removesuffix("_"): plain(inner)
            for field in fields(value)
            if not _left_out(inner := getattr(value, field.name), field)
        }
    if isinstance(value, tuple):
        return [plain(inner) for inner in value]
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else f"{value:f}"
    return value.isoformat() if isinstance(value, date) else value


def _left_out(inner: Any, field: "Field[Any]") -> bool:
    if field.name == "status":
        return bool(inner == "reviewed")
    default = field.default
    own = getattr(default, "default", default)
    return bool(inner is None or inner == () or (own is not MISSING and own is not None and inner == own))


def as_yaml(file: RecordFile, text: str, findings: Iterable[Finding] = ()) -> str:
    """Records as YAML that `records.read` reads back as they are; `text` is the source's, as decoded."""
    doubts = _by_place(file, tuple(findings))
    sections = plain(file)
    lines = [
        *(line for head in _HEADS for line in _comment(WORDS, head)),
        *(line for doubt in doubts.get(-1, ()) for line in _doubt(doubt, text)),
    ]
    for section, held in sections.items():
        lines += ["", f"{section}:"]
        if section == "statements":
            for at, (statement, record) in enumerate(zip(file.statements, held, strict=True)):
                lines += [f"  {line}" for line in _quoted(statement.evidence, text)]
                lines += [f"  {line}" for doubt in doubts.get(at, ()) for line in _doubt(doubt, text)]
                lines += _dumped([record])
        else:
            lines += _dumped(held)
    return sealed("\n".join(lines) + "\n")


def _dumped(value: Any) -> list[str]:
    written = yaml.dump(
        value, Dumper=_DUMPER, allow_unicode=True, sort_keys=False, width=_UNBROKEN, default_flow_style=None
    )
    return [f"  {line}" if line else "" for line in written.splitlines()]


def _quoted(evidence: Sequence[Evidence], text: str) -> Iterator[str]:
    for place in evidence[:1]:
        if place.start is not None and place.end is not None:
            yield from _comment(WORDS, text[place.start : place.end])


def _doubt(finding: Finding, text: str) -> list[str]:
    """A doubt in both languages, with the words that it is about."""
    about = " ".join(text[finding.start : finding.end].split())[:_WIDTH]
    return _comment(DOUBT, f"{finding.message_vi} / {finding.message}" + (f" [{about}]" if about else ""))


def _comment(mark: str, said: str) -> list[str]:
    # What YAML takes for the end of a line, or does not allow at all, may not stand in a comment.
    clean = "".join(c if c.isprintable() else " " for c in " ".join(said.split()))
    return [mark + line for line in wrap(clean, _WIDTH, break_on_hyphens=False, break_long_words=False)]


def _by_place(file: RecordFile, findings: Sequence[Finding]) -> dict[int, list[Finding]]:
    """The findings by the index of the statement whose words they lie in, the shortest; -1 for the rest."""
    spans = [
        (place.end - place.start, at, place.start, place.end)
        for at, statement in enumerate(file.statements)
        for place in statement.evidence[:1]
        if place.start is not None and place.end is not None
    ]
    found: dict[int, list[Finding]] = {}
    for finding in findings:
        around = [(size, at) for size, at, start, end in spans if start <= finding.start < end]
        found.setdefault(min(around)[1] if around else -1, []).append(finding)
    return found
