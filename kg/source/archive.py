"""Parts of a zipped office document, each within a size, and as XML that can do nothing."""

import re
from io import BytesIO
from zipfile import BadZipFile, ZipFile
from zlib import error as BadDeflate

from lxml import etree

from kg.errors import BadInput

# What may be unpacked, in bytes: one part (a tree of it takes about eight times that), and all parts.
_PART, _ALL = 64_000_000, 400_000_000
_DEFINITION = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.I)
_DAMAGED = "is a damaged document; save it again"


def unpack(content: bytes, names: str) -> dict[str, bytes]:
    """The parts whose whole name the pattern matches, by their names.

    Raises BadInput for a damaged or locked archive, and one that unpacks to more than the limits.
    """
    wanted = re.compile(names)
    try:
        with ZipFile(BytesIO(content)) as archive:
            sizes = {entry.filename: entry.file_size for entry in archive.infolist()}
            if any(entry.flag_bits & 1 for entry in archive.infolist()):
                raise BadInput("is locked with a password; save it without one")
            parts = [name for name in sizes if wanted.fullmatch(name)]
            if sum(sizes.values()) > _ALL or any(sizes[name] > _PART for name in parts):
                raise BadInput(
                    f"unpacks to more than the {_PART // 1_000_000} MB of text or {_ALL // 1_000_000} MB "
                    "in all that are read; give it in parts"
                )
            return {name: archive.read(name) for name in parts}
    except (BadZipFile, BadDeflate, EOFError, RuntimeError, ValueError) as error:
        raise BadInput(_DAMAGED) from error


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
        raise BadInput("nests over 256 levels deep; give it less nested" if deep else _DAMAGED) from error


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
