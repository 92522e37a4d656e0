"""Texts and Markdown, taken as they are."""

from kg.source.decoding import decode
from kg.source.kinds import Decoded


def read(content: bytes) -> Decoded:
    """The text as decoded, nothing changed; raises BadInput where no encoding fits."""
    return Decoded(decode(content))
