"""Write findings down: for people as text or Markdown, for programs as JSON or as a W3C validation report."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from kg.names import Base
from kg.query import in_markdown, printable
from kg.query.showing import compact
from kg.validate.finding import NOTE, SEVERITIES, VIOLATION, WARNING, Finding
from kg.validate.w3c import turtle

_WORDS = {
    VIOLATION: {"vi": "Vi phạm: phải sửa", "en": "Violations: must be mended"},
    WARNING: {"vi": "Cảnh báo: nên sửa", "en": "Warnings: should be mended"},
    NOTE: {"vi": "Lưu ý: nên biết", "en": "Notes: good to know"},
    "value": {"vi": "giá trị", "en": "value"},
    "more": {"vi": "và {} chỗ nữa", "en": "and {} more"},
    "focus": {"vi": "Ở đâu", "en": "Where"},
    "sum": {
        "vi": "vi phạm: {violation}, cảnh báo: {warning}, lưu ý: {note}; bộ ba: {quads}, tệp: {files}",
        "en": "violations: {violation}, warnings: {warning}, notes: {note}; triples: {quads}, files: {files}",
    },
}
# More places than a person looks at for one rule; the forms for programs hold all.
_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Report:
    """What was found in how many triples of how many files."""

    findings: Sequence[Finding]
    quads: int
    files: int

    def count(self, severity: str) -> int:
        """How many findings are of a severity."""
        return sum(finding.severity == severity for finding in self.findings)


def show(report: Report, form: str, lang: str, base: Base) -> str:
    """The report in one of FORMATS, its words in `vi` or `en`."""
    return FORMATS[form](report, lang, base)


def _grouped(report: Report) -> Iterator[tuple[str, list[tuple[str, list[Finding]]]]]:
    """Severities from the gravest on, each with its rules, each with its findings."""
    for severity in SEVERITIES:
        found = [finding for finding in report.findings if finding.severity == severity]
        ordered = sorted(found, key=lambda finding: (finding.rule, finding.message_en, finding))
        rules = groupby(ordered, key=lambda finding: (finding.rule, finding.message_en))
        if found:
            yield severity, [(rule, list(findings)) for (rule, _), findings in rules]


def _sum(report: Report, lang: str) -> str:
    counts = {severity: report.count(severity) for severity in SEVERITIES}
    return _WORDS["sum"][lang].format(**counts, quads=report.quads, files=report.files)


def _place(finding: Finding, lang: str) -> str:
    value = compact(finding.value)
    of_itself = finding.value in ("", finding.focus)
    return (
        compact(finding.focus) if of_itself else f"{compact(finding.focus)}  {_WORDS['value'][lang]}: {value}"
    )


def _places(findings: list[Finding], lang: str) -> Iterator[str]:
    """Where a rule is broken, each place once, as many as a person looks at."""
    places = list(dict.fromkeys(_place(finding, lang) for finding in findings))
    yield from places[:_SHOWN]
    if len(places) > _SHOWN:
        yield _WORDS["more"][lang].format(len(places) - _SHOWN)


def _text(report: Report, lang: str, base: Base) -> str:
    lines = []
    for severity, rules in _grouped(report):
        lines += [f"{_WORDS[severity][lang]} ({report.count(severity)})", ""]
        for rule, findings in rules:
            lines += [f"  {rule} ({len(findings)})", f"    {printable(findings[0].message(lang))}"]
            lines += [*(f"      {printable(place)}" for place in _places(findings, lang)), ""]
    return "\n".join([*lines, _sum(report, lang), ""])


def _markdown(report: Report, lang: str, base: Base) -> str:
    lines = []
    for severity, rules in _grouped(report):
        lines += [f"## {_WORDS[severity][lang]} ({report.count(severity)})", ""]
        for rule, findings in rules:
            lines += [f"### {_plain(rule)} ({len(findings)})", "", _plain(findings[0].message(lang)), ""]
            lines += [*(f"* {_plain(place)}" for place in _places(findings, lang)), ""]
    return "\n".join([*lines, _plain(_sum(report, lang)), ""])


def _plain(text: str) -> str:
    """Text in which Markdown and HTML mean nothing, each run of spaces one."""
    return " ".join(in_markdown(text).split())


def _json(report: Report, lang: str, base: Base) -> str:
    findings = [
        {
            "severity": finding.severity,
            "rule": finding.rule,
            "focus": finding.focus,
            "path": finding.path or None,
            "value": finding.term or finding.value or None,
            "component": finding.component or None,
            "message": {"vi": finding.message_vi, "en": finding.message_en},
        }
        for _, rules in _grouped(report)
        for _, found in rules
        for finding in found
    ]
    counts = {severity: report.count(severity) for severity in SEVERITIES}
    told = {"triples": report.quads, "files": report.files, "counts": counts, "findings": findings}
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _turtle(report: Report, lang: str, base: Base) -> str:
    return turtle(report.findings, base)


FORMATS: dict[str, Callable[[Report, str, Base], str]] = {
    "table": _text,
    "json": _json,
    "md": _markdown,
    "ttl": _turtle,
}
