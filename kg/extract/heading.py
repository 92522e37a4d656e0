"""The head of a document: number, type, issuer, place, date, title, and from its end signer and recipients.

The components are those of Decree 30/2020/NĐ-CP, annex I, part II, and of the Party's guidance on the form of
its documents. What the text does not show is None; what it shows twice in two ways is a finding.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from kg.bodies import issuers
from kg.document import Block, Clean
from kg.document.agreement import disagreements, type_names
from kg.document.codes import TYPE_CODES
from kg.document.number import Number
from kg.extract.closing import recipients, signer
from kg.extract.heading_casing import shouted
from kg.extract.heading_dates import FoundIssue, adopted_on, issue_of
from kg.extract.heading_lines import Line, Zone, upper_lines, zones
from kg.extract.heading_names import issuer_of, place_written
from kg.extract.heading_numbers import FoundLabel, labelled_number
from kg.extract.heading_places import cells, printed_at, signed_at
from kg.extract.heading_titles import Titled, titled
from kg.extract.reading import Finding, Head
from kg.extract.showing import Span
from kg.text import fold

# How much of two names must agree for one to be a misreading of the other.
_ALIKE = 0.9
_LETTER = "Công văn"
# Paragraphs over which a signature goes.
_SIGNATURE = 12
# Characters of the text in which the spelling of names is looked up.
_WRITTEN = 20_000


@dataclass(frozen=True, slots=True)
class _Parts:
    """What was found in a heading's zone; `end` is where number and date end."""

    zone: Zone
    label: FoundLabel | None
    issue: FoundIssue | None
    titled: Titled
    end: int

    @property
    def number(self) -> Number | None:
        """The document's number, where it could be read."""
        return self.label.number if self.label else None


def head(clean: Clean, blocks: tuple[Block, ...]) -> Head:
    """The head of the first document in a text; all its fields None where the text has no heading."""
    first = next(zones(clean, blocks), None)
    return _head(clean, blocks, first) if first else Head()


def heads(clean: Clean, blocks: tuple[Block, ...]) -> tuple[tuple[int, Head], ...]:
    """Each document's head in a text that may hold several, with the block at which its heading begins.

    Behind the first, a heading without a number is a form's in an annex and no document's.
    """
    found = [(zone.first, _head(clean, blocks, zone)) for zone in zones(clean, blocks)]
    return tuple(one for at, one in enumerate(found) if at == 0 or one[1].number)


def _head(clean: Clean, blocks: tuple[Block, ...], zone: Zone) -> Head:
    parts = _parts(clean, zone, blocks[zone.first].start)
    label, issue, number = parts.label, parts.issue, parts.number
    if not label and not parts.titled.type and not parts.titled.subject:
        return Head()
    dated = issue if issue and issue.day else adopted_on(clean, parts.end)
    near = f"{issue.place}\n" if issue and issue.place else ""
    written = near + clean.text[parts.end : parts.end + _WRITTEN]
    sent, signed = recipients(clean, blocks, zone.first), signer(clean, blocks, zone.first + 1)
    shown = [*_heading_at(clean, parts, dated), *((one.start, one.end) for one in sent)]
    if signed:
        last = min(signed[1] + _SIGNATURE, len(blocks)) - 1
        shown += signed_at(clean, signed[0], (blocks[signed[1]].start, blocks[last].end))
    found = Head(
        number=str(number) if number else (label.printed if label else None),
        type=_type(parts, number),
        issuer=_issuer(clean, parts, written),
        place=place_written(issue.place, written) if issue and issue.place else None,
        issued=dated.day if dated else None,
        title=parts.titled.title,
        signer=signed[0] if signed else None,
        recipients=tuple(name for one in sent for name in one.names),
        shown_at=tuple(sorted({clean.raw_span(*span) for span in shown})),
    )
    return replace(found, findings=_findings(clean, parts, number, found))


def _parts(clean: Clean, zone: Zone, start: int) -> _Parts:
    """What a zone holds whose first paragraph begins at `start`."""
    upper = upper_lines(clean, zone)
    label = labelled_number(clean, upper)
    named = titled(clean, zone.lines, label.end if label else zone.motto or -1)
    above = tuple(line for line in upper if named.start is None or line.start < named.start)
    issue = issue_of(clean, upper if named.subject else above, label)
    end = max([found.end for found in (label, issue) if found], default=start)
    return _Parts(zone, label, issue, named, end)


def _issuer(clean: Clean, parts: _Parts, written: str) -> str | None:
    """Who issued: as printed, mended by the number's code, else whose code it is."""
    names = [clean.text[line.start : line.end] for line in _name_lines(clean, parts)]
    printed = parts.titled.issuer or issuer_of(names, written, parts.titled.authority)
    return _as_coded(printed, parts.number) if printed else _issuer_by_code(parts.number)


def _heading_at(clean: Clean, parts: _Parts, dated: FoundIssue | None) -> Iterator[Span]:
    """Where issuer, number, place and date stand."""
    yield from cells(_name_lines(clean, parts))
    yield from printed_at(clean, parts.titled.authority or "", parts.titled.start or 0)
    yield from ((one.start, one.end) for one in (parts.label, parts.issue, dated) if one)


def _as_coded(printed: str, number: Number | None) -> str:
    """A printed name, or the one it all but is among the bodies of the number's code: recognition errs."""
    coded = [body.name.vi for body in issuers(number.issuer_code)] if number and number.issuer_code else []
    likely = [name for name in coded if SequenceMatcher(None, fold(name), fold(printed)).ratio() >= _ALIKE]
    return likely[0] if len(likely) == 1 else printed


def _issuer_by_code(number: Number | None) -> str | None:
    """The body whose code the number has, for a heading that lost its name; None if several have it."""
    named = issuers(number.issuer_code) if number and number.issuer_code else ()
    return named[0].name.vi if len(named) == 1 else None


def _type(parts: _Parts, number: Number | None) -> str | None:
    """The printed type; a consolidated text's is that of its number, a letter's is not printed."""
    if number and (entry := TYPE_CODES.get(number.type_code)) and entry.consolidates:
        return entry.names[0]
    if parts.titled.type:
        return parts.titled.type
    if parts.titled.subject or (number and number.form == "letter"):
        return _LETTER
    return type_names(number)[0] if number and type_names(number) else None


def _name_lines(clean: Clean, parts: _Parts) -> Iterator[Line]:
    """The lines in capitals that stand before number, date and type: the names at the left."""
    stop = min(
        [found.start for found in (parts.label, parts.issue) if found]
        + ([parts.titled.start] if parts.titled.start is not None else [])
        or [parts.zone.motto or 0]
    )
    for line in parts.zone.lines:
        if line.start >= stop:
            break
        if shouted(clean.text[line.start : line.end]):
            yield line


def _findings(clean: Clean, parts: _Parts, number: Number | None, found: Head) -> tuple[Finding, ...]:
    findings: list[Finding] = []
    if number and parts.label:
        span = clean.raw_span(parts.label.start, parts.label.end)
        findings += [
            Finding(one.kind, one.message, one.message_vi, *span)
            for one in disagreements(number, parts.titled.type, found.issuer)
        ]
    elif parts.label:
        span = clean.raw_span(parts.label.start, parts.label.end)
        findings.append(Finding("number-unread", *_UNREAD, *span))
    if parts.issue and parts.issue.day is None:
        span = clean.raw_span(parts.issue.start, parts.issue.end)
        findings.append(Finding("date-incomplete", *_INCOMPLETE, *span))
    return tuple(findings)


_UNREAD = ("the document's number is blank or cannot be read", "số của văn bản để trống hoặc không đọc được")
_INCOMPLETE = ("the date of issue lacks a part", "ngày ban hành thiếu ngày, tháng hoặc năm")
