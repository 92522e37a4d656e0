"""Rights: who publishes a site's data, and under what licence."""

import re
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from kg import resources
from kg.store import read_inputs

# The licence of the records and the ontology that come with the software (README).
CC_BY = "https://creativecommons.org/licenses/by/4.0/"
_IRI = re.compile(r"https?://[^\s<>\"{}|\\^`]+", re.ASCII)


@dataclass(frozen=True, slots=True)
class Rights:
    """The publisher's name, empty for those who made the ontology, and the IRI of the data's licence."""

    publisher: str = ""
    licence: str = CC_BY

    @property
    def said(self) -> str:
        """The licence as pages call it: its short name, or its IRI."""
        return "CC BY 4.0" if self.licence == CC_BY else self.licence


def is_iri(text: str) -> bool:
    """Whether a text can be the IRI of a licence.

    >>> is_iri("https://creativecommons.org/licenses/by/4.0/"), is_iri("CC BY 4.0")
    (True, False)
    """
    return _IRI.fullmatch(text) is not None


def is_of_others(build: Path) -> bool:
    """Whether a build has records or texts other than the reviewed ones and those that these are of."""
    told = read_inputs(build)
    if told is None:
        return False
    corpus = {file.name: file.read_bytes() for file in resources.corpus().glob("*.yaml")}
    named = resources.mapping(corpus["sources.yaml"].decode("utf-8"))["sources"]
    ours = {sha256(content).hexdigest() for content in corpus.values()} | {one["sha256"] for one in named}
    return any(one.kind in ("records", "document") and one.sha256 not in ours for one in told.files)
