"""Sum up what was read in a document for its reviewer: head, counts, who is charged, what is doubtful."""

from collections import Counter
from collections.abc import Iterator

from kg.bodies import authority
from kg.drafting.drafted import Draft
from kg.extract.reading import Finding, Reading
from kg.records import RecordFile
from kg.source import Source

_WORDS = {
    "vi": {
        "based_on": "căn cứ", "cites": "viện dẫn", "sections": "đề mục", "viewpoints": "quan điểm",
        "targets": "mục tiêu", "tasks": "nhiệm vụ", "assignments": "phân công", "dated": "có thời hạn",
        "head": "Đầu văn bản", "counts": "Đọc được", "charged": "Giao việc", "doubts": "Chỗ ngờ",
        "nobody": "không giao ai",
        "nothing": "không có gì đáng ngờ", "at": "ký tự", "unknown": "không rõ", "record": "Bản ghi",
        "lead": "chủ trì", "coordinate": "phối hợp", "direct": "chỉ đạo", "implement": "thực hiện",
        "monitor": "theo dõi", "report": "báo cáo", "advise": "tham mưu", "approve": "phê duyệt",
    },
    "en": {
        "based_on": "grounds", "cites": "citations", "sections": "headings", "viewpoints": "viewpoints",
        "targets": "targets", "tasks": "tasks", "assignments": "assignments", "dated": "with a deadline",
        "head": "Head", "counts": "Read", "charged": "Charged", "doubts": "Doubtful",
        "nobody": "nobody is charged",
        "nothing": "nothing doubtful", "at": "characters", "unknown": "unknown", "record": "Record",
        "lead": "lead", "coordinate": "coordinate", "direct": "direct", "implement": "implement",
        "monitor": "monitor", "report": "report", "advise": "advise", "approve": "approve",
    },
}  # fmt: skip
_KINDS = ("based_on", "cites", "sections", "viewpoints", "targets", "tasks", "assignments")


def summary(source: Source, reading: Reading, draft: Draft, lang: str) -> str:
    """The summary of one document as lines of text, in `vi` or `en`."""
    words = _WORDS[lang]
    head = reading.head
    named = (head.number, head.type, head.issuer, head.issued and head.issued.isoformat(), head.title)
    lines = [
        str(source.path),
        f"  {words['head']}: {' · '.join(part or words['unknown'] for part in named)}",
        f"  {words['record']}: {draft.file.document.id if draft.file.document else ''}",
        f"  {words['counts']}: {', '.join(_counts(reading, words))}",
        f"  {words['charged']}: {'; '.join(_charged(draft.file, words)) or words['nobody']}",
        *_doubts(draft.findings, words),
    ]
    return "\n".join(lines) + "\n"


def _counts(reading: Reading, words: dict[str, str]) -> Iterator[str]:
    for kind in _KINDS:
        yield f"{words[kind]} {len(getattr(reading, kind))}"
    dated = sum(task.deadline is not None for task in reading.tasks)
    yield f"{words['dated']} {dated + sum(a.deadline is not None for a in reading.assignments)}"


def _charged(file: RecordFile, words: dict[str, str]) -> Iterator[str]:
    """Each body with how often it has each role, the most charged first."""
    said = Counter((one.body, one.role) for record in file.statements for one in record.assignments)
    total: Counter[str] = Counter()
    for (body, _), count in said.items():
        total[body] += count
    names = {body.id: body.name.vi for body in file.bodies}
    for body, _ in sorted(total.items(), key=lambda entry: (-entry[1], entry[0])):
        name = names.get(body) or authority()[body].name.vi
        roles = (f"{words[role]} {count}" for (one, role), count in sorted(said.items()) if one == body)
        yield f"{name} ({', '.join(roles)})"


def _doubts(findings: tuple[Finding, ...], words: dict[str, str]) -> Iterator[str]:
    if not findings:
        yield f"  {words['doubts']}: {words['nothing']}"
    for finding in findings:
        message = finding.message_vi if words is _WORDS["vi"] else finding.message
        yield f"  {words['doubts']}: {message} ({words['at']} {finding.start}-{finding.end})"
