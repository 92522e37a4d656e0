"""Sum up what was read in a document for its reviewer: head, counts, who is charged, what is doubtful."""

from collections import Counter
from collections.abc import Iterator
from typing import get_args

from kg.bodies import authority
from kg.drafting.covering import Shares, shares
from kg.drafting.drafted import Draft
from kg.extract.reading import Finding, Reading
from kg.records import RecordFile, Statement
from kg.records.kinds import RelationKind
from kg.source import Source

_WORDS = {
    "vi": {
        "basedOn": "căn cứ", "implements": "thực hiện", "concretises": "cụ thể hóa",
        "disseminates": "quán triệt, tuyên truyền", "amends": "sửa đổi, bổ sung", "replaces": "thay thế",
        "repeals": "bãi bỏ", "mandates": "giao xây dựng", "cites": "viện dẫn",
        "sections": "đề mục", "viewpoints": "quan điểm",
        "targets": "mục tiêu", "tasks": "nhiệm vụ", "assignments": "phân công",
        "dated": "nhiệm vụ có thời hạn",
        "head": "Đầu văn bản", "counts": "Đọc được", "charged": "Giao việc", "doubts": "Chỗ ngờ",
        "covered": "Độ phủ", "stated": "số chữ vào bản ghi", "left": "chưa đọc ra",
        "formal": "là thể thức",
        "nobody": "không giao ai",
        "force": "hiệu lực từ",
        "nothing": "máy không thấy chỗ nào; vẫn cần đối chiếu với văn bản", "ends": "Cuối văn bản",
        "unsigned": "không đọc ra người ký", "sent": "nơi nhận",
        "at": "ký tự", "unknown": "không rõ", "record": "Bản ghi",
        "lead": "chủ trì", "coordinate": "phối hợp", "direct": "chỉ đạo", "implement": "thực hiện",
        "monitor": "theo dõi", "report": "báo cáo", "advise": "tham mưu", "approve": "phê duyệt",
    },
    "en": {
        "basedOn": "grounds", "implements": "implements", "concretises": "concretises",
        "disseminates": "disseminates", "amends": "amends", "replaces": "replaces",
        "repeals": "repeals", "mandates": "mandates", "cites": "citations",
        "sections": "headings", "viewpoints": "viewpoints",
        "targets": "targets", "tasks": "tasks", "assignments": "assignments",
        "dated": "tasks with a deadline",
        "head": "Head", "counts": "Read", "charged": "Charged", "doubts": "Doubtful",
        "covered": "Covered", "stated": "of the words are in records", "left": "were not understood",
        "formal": "are its form",
        "nobody": "nobody is charged",
        "force": "in force from",
        "nothing": "none that the reader saw; compare with the text all the same", "ends": "End",
        "unsigned": "no signer was found", "sent": "recipients",
        "at": "characters", "unknown": "unknown", "record": "Record",
        "lead": "lead", "coordinate": "coordinate", "direct": "direct", "implement": "implement",
        "monitor": "monitor", "report": "report", "advise": "advise", "approve": "approve",
    },
}  # fmt: skip
# Relations that most documents have are told even where there are none.
_USUAL = ("basedOn", "cites")
_STATED = {"viewpoints": "Viewpoint", "targets": "Target", "tasks": "Task"}


def summary(source: Source, reading: Reading, draft: Draft, lang: str) -> str:
    """The summary of one document as lines of text, in `vi` or `en`."""
    words = _WORDS[lang]
    head = reading.head
    named = (head.number, head.type, head.issuer, _dates(reading, words), head.title)
    lines = [
        ("head", " · ".join(part or words["unknown"] for part in named)),
        ("ends", _ends(draft.file, words)),
        ("record", draft.file.document.id if draft.file.document else ""),
        ("counts", ", ".join(_counts(draft.file, reading, words))),
        ("covered", _covered(shares(draft.file, reading, source.text), words)),
        ("charged", "; ".join(_charged(draft.file, words)) or words["nobody"]),
        *(("doubts", doubt) for doubt in _doubts(draft.findings, words)),
    ]
    width = max(len(words[label]) for label, _ in lines) + 1
    return "\n".join([str(source.path), *(f"  {words[k] + ':':<{width}} {said}" for k, said in lines)]) + "\n"


def _dates(reading: Reading, words: dict[str, str]) -> str:
    """The day of issue, and in brackets that of coming into force where the document says it."""
    issued, entry = reading.head.issued, reading.entry_into_force
    said = issued.isoformat() if issued else words["unknown"]
    return f"{said} ({words['force']} {entry.day.isoformat()})" if entry else said


def _ends(file: RecordFile, words: dict[str, str]) -> str:
    """Who signed, and how many bodies it was sent to."""
    document = file.document
    signed = ", ".join(one.name for one in document.signed_by if one.name) if document else ""
    return f"{signed or words['unsigned']} · {words['sent']} {len(document.sent_to) if document else 0}"


def _covered(found: Shares, words: dict[str, str]) -> str:
    """The shares in whole percents, of which the last is the rest."""
    total = max(found.stated + found.formal + found.left, 1)
    stated, formal = (round(100 * count / total) for count in (found.stated, found.formal))
    told = (("stated", stated), ("formal", formal), ("left", max(100 - stated - formal, 0)))
    return ", ".join(f"{share}% {words[key]}" for key, share in told)


def _counts(file: RecordFile, reading: Reading, words: dict[str, str]) -> Iterator[str]:
    """What the draft holds, kind by kind; a task with several deadlines, of its own or of bodies, is one."""
    related = Counter(relation.kind for relation in file.relations)
    for relation in get_args(RelationKind):
        if related[relation] or relation in _USUAL:
            yield f"{words[relation]} {related[relation]}"
    yield f"{words['sections']} {len(reading.sections)}"
    stated = Counter[str](record.kind for record in file.statements)
    for key, kind in _STATED.items():
        yield f"{words[key]} {stated[kind]}"
    yield f"{words['assignments']} {sum(len(record.assignments) for record in file.statements)}"
    yield f"{words['dated']} {sum(map(_is_dated, file.statements))}"


def _is_dated(task: Statement) -> bool:
    return task.deadline is not None or any(one.deadline is not None for one in task.assignments)


def _charged(file: RecordFile, words: dict[str, str]) -> Iterator[str]:
    """Each body with how often it has each role, the most charged first."""
    given = (one for record in file.statements for one in record.assignments)
    said: Counter[tuple[str, str]] = Counter((one.body, one.role) for one in given)
    total: Counter[str] = Counter()
    for (body, _), count in said.items():
        total[body] += count
    names = {body.id: body.name.vi for body in file.bodies}
    for body, _ in sorted(total.items(), key=lambda entry: (-entry[1], entry[0])):
        name = names.get(body) or authority()[body].name.vi
        # The words of roles stand with the lead first.
        roles = (f"{words[role]} {said[body, role]}" for role in words if (body, role) in said)
        yield f"{name} ({', '.join(roles)})"


def _doubts(findings: tuple[Finding, ...], words: dict[str, str]) -> Iterator[str]:
    if not findings:
        yield words["nothing"]
    for finding in findings:
        message = finding.message_vi if words is _WORDS["vi"] else finding.message
        yield f"{message} ({words['at']} {finding.start}-{finding.end})"
