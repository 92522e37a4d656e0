"""Rights: who publishes a site's data, and under what licence."""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from kg import resources
from kg.store import read_inputs

# The licence of the records and the ontology that come with the software (README).
CC_BY = "https://creativecommons.org/licenses/by/4.0/"


@dataclass(frozen=True, slots=True)
class Rights:
    """The publisher's name, empty for those who made the ontology, and the IRI of the data's licence."""

    publisher: str = ""
    licence: str = CC_BY

    @property
    def said(self) -> str:
        """The licence as pages call it: its short name, or its IRI."""
        return "CC BY 4.0" if self.licence == CC_BY else self.licence


def is_of_others(build: Path) -> bool:
    """Whether a build has records or texts that do not come with the software."""
    told = read_inputs(build)
    if told is None:
        return False
    ours = {sha256(file.read_bytes()).hexdigest() for file in resources.corpus().glob("*.yaml")}
    return any(one.kind == "records" and one.sha256 not in ours for one in told.files)
