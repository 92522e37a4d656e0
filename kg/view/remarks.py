"""What audit, shapes and checks found, as the page shows it: rule by rule, the gravest first."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from kg.audit.rules import rules
from kg.view.answers import NOTHING, Words, alike, plain
from kg.view.telling import Telling

if TYPE_CHECKING:
    from kg.validate import Finding

FINDINGS_SHOWN = 100
# More than these of one rule are told in a line that opens.
_OPEN = 5
_GRAVITY = ("violation", "warning", "note")


@dataclass(frozen=True, slots=True)
class Remark:
    """A message, what it concerns, how that is known (see pol:manner), and a value that is at fault.

    `times` is how often it is said of that: of several duties of a task, say.
    """

    message: Words
    concerns: Words
    document: str
    manner: str
    value: str
    times: int = 1


@dataclass(frozen=True, slots=True)
class Remarks:
    """The first remarks of one rule, how many it made in all, and what the rule finds.

    `of_records`: it says what records lack or what a reader doubts, and nothing of the documents.
    """

    severity: str
    rule: str
    finds: Words
    total: int
    listed: tuple[Remark, ...]
    of_records: bool

    @property
    def left(self) -> int:
        """How many of them are not among the first."""
        return self.total - sum(remark.times for remark in self.listed)

    @property
    def folded(self) -> bool:
        """Whether the page tells them in a line that opens: notes, and what one rule says of many things."""
        return self.severity == "note" or self.total > _OPEN


def remarks(findings: Sequence["Finding"], tell: Telling, manners: Mapping[str, str]) -> list[Remarks]:
    """The findings by rule, the gravest rules first, those of a rule in the order in which they came.

    What documents say comes before what records lack.
    """
    audited = rules()
    by_rule = sorted(findings, key=lambda f: (_GRAVITY.index(f.severity), f.rule not in audited, f.rule))
    return [
        _of_rule(severity, rule, list(found), (tell, manners))
        for (severity, rule), found in groupby(by_rule, key=lambda finding: (finding.severity, finding.rule))
    ]


def _of_rule(
    severity: str, rule: str, found: list["Finding"], told: tuple[Telling, Mapping[str, str]]
) -> Remarks:
    known = rules().get(rule)
    same = Counter(_remark(finding, *told) for finding in found[:FINDINGS_SHOWN])
    listed = tuple(replace(remark, times=times) for remark, times in same.items())
    finds = Words(known.says("vi"), known.says("en")) if known else _of_all(rule, listed)
    return Remarks(severity, plain(rule), finds, len(found), listed, severity == "note" and not known)


def _of_all(rule: str, listed: Sequence[Remark]) -> Words:
    """What the messages of one rule begin with, up to where each names its own; else the rule's name."""
    begun = [_begun([getattr(one.message, lang) for one in listed]) for lang in ("vi", "en")]
    return Words(*begun) if all(begun) else alike(plain(rule))


def _begun(messages: Sequence[str]) -> str:
    first = messages[0]
    heads = (first, *(f"{first.partition(mark)[0]}{mark}" for mark in (" (", ":")))
    same = next((head for head in heads if all(message.startswith(head) for message in messages)), "")
    return same.removesuffix(":").removesuffix(" (")


def _remark(finding: "Finding", tell: Telling, manners: Mapping[str, str]) -> Remark:
    document = tell.document_of(finding.focus)
    # The audit gives what stands on the other side as an IRI, and again at the end of its message.
    told = finding.value.startswith("http") and finding.rule in rules()
    message = (plain(text.removesuffix(f" ({finding.value})") if told else text)
               for text in (finding.message_vi, finding.message_en))  # fmt: skip
    return Remark(
        message=Words(*message),
        concerns=tell.thing(finding.focus) if finding.focus else NOTHING,
        document=document,
        manner=manners.get(document, ""),
        value="" if told else plain(finding.value),
    )
