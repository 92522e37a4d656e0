"""The type and title of a heading, and the names in capitals under it."""

import re
from dataclasses import dataclass, replace

from kg.document import Clean
from kg.document.marker import markers
from kg.extract.heading_casing import recased, shouted
from kg.extract.heading_lines import Line
from kg.extract.heading_names import written_name
from kg.extract.heading_types import TYPE_WORDS, type_name
from kg.text import fold

_TYPE = re.compile(rf"\W*(?P<type>{TYPE_WORDS})")
_SUBJECT = re.compile(r"\W*v\s?[/.]?\s?v(?![a-z])|\W*trich yeu\s*:")
_BODY = re.compile(
    r"\W*(?:can cu|theo de nghi|kinh g[a-z]{2,4}\b|thuc hien|trong (?:nhung|thoi)|thoi gian|ngay [0-9]"
    r"|nham|de |sau khi"
    r"|xet |tren co so|dien\s*:|dieu 1\b|chuong i\b|phan (?:thu|i)\b|quyet (?:dinh|nghi)\s*:)"
)
_STOP = re.compile(r"\W*(?:can cu |theo de nghi|kinh g[a-z]{2,4}\s*:)")
_BELOW = re.compile(r"\W*(?:Kính g|Căn cứ|Theo đề nghị|Nơi nhận|KÍNH G)")
_ADDRESSED = re.compile(r"\W*kinh g[a-z]{2,4}\s*[:;]")
_OF = re.compile(
    r"cua\s+(?P<body>(?:bo chinh|b[oq6] chinh|ban |quoc hoi|hoi dong|uy ban|chinh phu|thu tuong|tinh uy"
    r"|thanh uy|chu tich).*)"
)
_HEADS = re.compile(
    r"(?:thu tuong|bo truong|chu tich|chinh phu$|uy ban nhan dan|hoi dong nhan dan|quoc hoi$|giam doc"
    r"|tong giam doc|cuc truong"
    r"|tong cuc truong|thong doc|vien truong|chanh an|tong thanh tra|tong kiem toan|truong ban"
    r"|uy ban thuong vu|chanh van phong"
    r"|hoi dong tham phan|bo [a-z ,]+$|so [a-z ,]+$|ban thuong vu|ban chap hanh|hieu truong"
    r"|chi cuc truong|chanh thanh tra|ubnd )"
)
_DATED = re.compile(r"ngay\s+[0-9.… ]{1,6}\s*thang")
_SUBTITLE = re.compile(r"\s*\(")
_LONG = 260
# A letter's subject: characters of a line in a paragraph of its own, and lines.
_LONGEST_LINE, _MOST_LINES = 120, 8
# Lines between the number and the type at most: place and date, marks of urgency and secrecy.
_FAR = 12


@dataclass(frozen=True, slots=True)
class Titled:
    """Type and title as read; `subject` where a letter's V/v gave it; `issuer` where "CỦA ..." names it.

    `authority` is the line in capitals over the legal basis (THỦ TƯỚNG CHÍNH PHỦ); `start` where the
    type stands.
    """

    type: str | None = None
    title: str | None = None
    issuer: str | None = None
    authority: str | None = None
    subject: bool = False
    start: int | None = None


def titled(clean: Clean, lines: tuple[Line, ...], label_end: int) -> Titled:
    """What stands under a number that ends at `label_end`: type and title, or a letter's subject."""
    below = [at for at, line in enumerate(lines) if line.end > label_end]
    for at in below[:_FAR]:
        line = lines[at]
        if _type_at(clean, lines, at):
            return _of_type(clean, lines, at)
        if _SUBJECT.match(clean.flat, line.start, line.end):
            return _of_subject(clean, lines, at)
        if _STOP.match(clean.flat, line.start, line.end):
            break
    return Titled()


def _type_at(clean: Clean, lines: tuple[Line, ...], at: int) -> re.Match[str] | None:
    """The type's name in capitals (or bold) at the beginning of a line; it may be broken over two."""
    line = lines[at]
    end = lines[at + 1].end if at + 1 < len(lines) and lines[at + 1].paragraph == line.paragraph else line.end
    found = _TYPE.match(clean.flat, line.start, end)
    if not found or clean.text[found.end() : found.end() + 1].islower():
        return None
    word = clean.text[found.start("type") : found.end("type")]
    closed = found.end() >= line.end or _parted(clean, found.end())
    return found if word.isupper() and (closed or clean.text[found.end() : line.end].isupper()) else None


def _parted(clean: Clean, at: int) -> bool:
    """Whether the raw text parts what stands before an offset from what follows: a line's end or bold's."""
    begin, _ = clean.raw_span(at - 1, at)
    return bool(re.match(r"\S?\s*(?:\*\*|\n)", clean.raw[begin : begin + 8]))


def _of_type(clean: Clean, lines: tuple[Line, ...], at: int) -> Titled:
    found = _type_at(clean, lines, at)
    if found is None:
        return Titled()
    rest = [replace(line, start=max(line.start, found.end())) for line in lines[at:]]
    rest = [line for line in rest if any(c.isalnum() for c in clean.text[line.start : line.end])]
    issuer, rest = _issuer_line(clean, rest)
    parts, authority = _title_lines(clean, rest)
    written = clean.text[rest[len(parts)].start if len(parts) < len(rest) else found.end() :][:16_000]
    title = _joined(parts)
    return Titled(
        type_name(found["type"]),
        recased(title, written) if title else None,
        written_name(issuer, written) if issuer else None,
        authority,
        start=found.start(),
    )


def _issuer_line(clean: Clean, lines: list[Line]) -> tuple[str | None, list[Line]]:
    """The body that a line "CỦA ..." under the type names, and the lines behind it."""
    if lines and (found := _OF.match(clean.flat, lines[0].start, lines[0].end)):
        text = clean.text[found.start("body") : lines[0].end]
        if text.isupper() and len(text) < 90:
            return text.strip(" *,;"), lines[1:]
    return None, lines


def _title_lines(clean: Clean, lines: list[Line]) -> tuple[list[str], str | None]:
    """The title's lines, and the name in capitals behind them."""
    parts: list[str] = []
    first = lines[0] if lines else None
    for line in lines:
        text, plain = clean.text[line.start : line.end].strip(), clean.flat[line.start : line.end].strip()
        new = first is not None and line.paragraph != first.paragraph and parts
        if _opens_body(clean, line, plain, text) and (parts or not _may_open(clean, line, text)):
            return parts, None
        if new and _HEADS.match(fold(text)) and _shouts(text):
            return parts, " ".join(text.split())
        if new and (not _shouts(text) if _shouts(parts[0]) else not _same_dress(clean, line, first)):
            return parts, None
        if _SUBTITLE.match(text) and parts:
            continue
        parts.append(text)
    return parts, None


def _opens_body(clean: Clean, line: Line, plain: str, text: str) -> bool:
    if _BODY.match(plain) and not _shouts(text):
        return True
    if _shouts(text) and re.match(r"(?:quyet (?:dinh|nghi)\s*:|dieu 1\b)", plain):
        return True
    if len(text) > 2 * _LONG:
        return True
    return line.opens and bool(markers(clean.text, line.start, line.end)) and not _SUBJECT.match(plain)


def _may_open(clean: Clean, line: Line, text: str) -> bool:
    """Whether words that might begin the text ("thực hiện ...") begin a title: dress or a small letter."""
    return not _STOP.match(fold(text) + " ") and (_shouts(text) or text[:1].islower() or _bold(clean, line))


def _shouts(text: str) -> bool:
    """Whether a line is in capitals, aside what it has in parentheses."""
    return shouted(re.sub(r"\([^()]*\)", "", text))


def _same_dress(clean: Clean, line: Line, first: Line | None) -> bool:
    """Whether a line is printed like the title's first: bold both."""
    if first is None:
        return False
    return _bold(clean, line) and _bold(clean, first)


def _bold(clean: Clean, line: Line) -> bool:
    begin, _ = clean.raw_span(line.start, line.end)
    return clean.raw[max(begin - 3, 0) : begin].strip().endswith("**")


def _joined(parts: list[str]) -> str | None:
    """The title's lines as one, without a subtitle in brackets at the end and notes' marks."""
    text = re.sub(r"\s*\[\d+\]|\s+\($", "", " ".join(" ".join(parts).split()))
    text = re.sub(r"\s*\((?:thực hiện|kèm theo|ban hành kèm).*$", "", text, flags=re.IGNORECASE)
    return text.strip(" -*_:;|.,") or None


def _of_subject(clean: Clean, lines: tuple[Line, ...], at: int) -> Titled:
    """A letter's subject, to the end of its cell, the date, the addressees or the text."""
    parts: list[str] = []
    for line in lines[at:]:
        text, plain = clean.text[line.start : line.end].strip(), clean.flat[line.start : line.end]
        below = _BELOW.match(text) or _ADDRESSED.match(plain) or _DATED.search(plain)
        if line.cell != lines[at].cell or (parts and below):
            break
        other = len(text) > _LONGEST_LINE or _shouts(text) or len(parts) > _MOST_LINES
        if parts and line.paragraph != lines[at].paragraph and other:
            break
        parts.append(text)
    title = _joined(parts)
    return Titled(
        None,
        recased(title, clean.text[lines[at].end :]) if title else None,
        subject=True,
        start=lines[at].start,
    )
