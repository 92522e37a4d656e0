"""Parts of a zipped office document, each within a size, and as XML that can do nothing."""

import re
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from lxml import etree

from kg.errors import BadInput
from kg.messages import Message
from kg.source.kinds import DAMAGE

# What may be unpacked, in bytes: one part (a tree of it takes about eight times that), and all parts.
_PART, _ALL = 64_000_000, 400_000_000
# How parts may be packed (ECMA-376, part 2); what other methods unpack to has no limit.
_METHODS = {ZIP_STORED, ZIP_DEFLATED}
_DEFINITION = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.I)
_DAMAGED = Message("is a damaged document; save it again")
_DEEP = Message("nests over 256 levels deep; give it less nested")
_OFF = {"0", "false", "off"}


def unpack(content: bytes, names: str) -> dict[str, bytes]:
    """The parts whose whole name the pattern matches, by their names.

    Raises BadInput for a damaged or locked archive, and one that unpacks to more than the limits.
    """
    wanted = re.compile(names)
    try:
        with ZipFile(BytesIO(content)) as archive:
            sizes = _sizes(archive.infolist(), wanted)
            # With its size given no more is unpacked than the archive says that the part has.
            return {name: _read(archive, name, size) for name, size in sizes.items()}
    except DAMAGE as error:
        raise BadInput(_DAMAGED) from error


def _read(archive: ZipFile, name: str, size: int) -> bytes:
    with archive.open(name) as part:
        return part.read(size)


def _sizes(entries: list[ZipInfo], wanted: re.Pattern[str]) -> dict[str, int]:
    """The sizes of the parts that are wanted; raises BadInput where the archive is not to be unpacked."""
    if any(entry.flag_bits & 1 for entry in entries):
        raise BadInput("is locked with a password; save it without one")
    if any(entry.compress_type not in _METHODS for entry in entries):
        raise BadInput("is packed in a way that office documents are not; save it again")
    parts = {entry.filename: entry.file_size for entry in entries if wanted.fullmatch(entry.filename)}
    if sum(entry.file_size for entry in entries) > _ALL or any(size > _PART for size in parts.values()):
        raise BadInput(
            "unpacks to more than the {part} MB of text or {whole} MB in all that are read; give it in parts",
            part=_PART // 1_000_000,
            whole=_ALL // 1_000_000,
        )
    return parts


def check(part: bytes) -> None:
    """Raises BadInput for a part that defines entities, which no office document may."""
    if _DEFINITION.search(part) or _DEFINITION.search(part[:8192].replace(b"\0", b"")):
        raise BadInput("defines XML entities, which no office document may; save it again")


def parse(part: bytes) -> etree._Element:
    """The root of a part; raises BadInput as `check` does, and for what is not XML."""
    check(part)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        return etree.fromstring(part, parser)
    except etree.XMLSyntaxError as error:
        deep = "depth" in str(error)
        raise BadInput(_DEEP if deep else _DAMAGED) from error


def name(element: etree._Element) -> str:
    """The local name: the namespaces of the transitional and the strict form differ."""
    return str(element.tag).rpartition("}")[2]


def value(element: etree._Element, attribute: str = "val") -> str | None:
    """An attribute in the namespace of its element."""
    space = str(element.tag).rpartition("}")[0]
    return element.get(f"{space}}}{attribute}" if space else attribute)


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """The first element down a path of local names."""
    for step in path:
        if element is None:
            return None
        element = next((inner for inner in element if name(inner) == step), None)
    return element


def child_value(element: etree._Element | None, *path: str) -> str | None:
    """The `val` of the first element down a path; None where there is none."""
    found = child(element, *path)
    return None if found is None else value(found)


def is_on(element: etree._Element | None) -> bool:
    """Whether a property that is on or off (ST_OnOff) is there, and not switched off."""
    return element is not None and value(element) not in _OFF
