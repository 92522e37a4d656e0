"""Questions: `.rq` files whose header says in both languages what is asked, and gives parameters defaults.

A header is YAML behind `#+`, as in grlc, so that the file stays a query that runs anywhere.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

import yaml

from kg import resources
from kg.errors import BadQuery
from kg.query.binding import variables

Kind = Literal["iri", "string", "date", "integer"]
_KINDS: tuple[Kind, ...] = ("iri", "string", "date", "integer")
# The reader's language is a parameter of every question, given by --lang.
LANGUAGE = "_lang_string"


@dataclass(frozen=True, slots=True)
class Parameter:
    """Something that a question leaves open: its name, its kind, and the value it has when none is given."""

    name: str
    kind: Kind
    default: str

    @property
    def variable(self) -> str:
        """The variable that stands for it in the query."""
        return f"_{self.name}_{self.kind}"


@dataclass(frozen=True, slots=True)
class Question:
    """A named query with what it asks (vi and en), its tags and its parameters."""

    name: str
    summary: str
    summary_vi: str
    tags: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    text: str

    def asks(self, lang: str) -> str:
        """What it asks, in a language."""
        return self.summary_vi if lang == "vi" else self.summary


def header(text: str) -> dict[str, Any]:
    """What the header of a `.rq` file says, by key.

    Raises yaml.YAMLError where it is not YAML, and TypeError where it is no mapping.
    """
    lines = (line[2:].removeprefix(" ") for line in text.splitlines() if line.startswith("#+"))
    return resources.mapping("\n".join(lines))


def parse_question(name: str, text: str) -> Question:
    """The question in the text of a `.rq` file.

    Raises BadQuery where the header lacks a summary, or a default for a parameter.
    """
    try:
        said = header(text)
        defaults = {key: str(value) for default in said.get("defaults", []) for key, value in default.items()}
        parameters = tuple(
            _parameter(name, variable, defaults) for variable in variables(text) if variable.startswith("_")
        )
        named = tuple(p for p in parameters if p.variable != LANGUAGE)
        return Question(name, said["summary"], said["summary_vi"], tuple(said.get("tags", ())), named, text)
    except (yaml.YAMLError, KeyError, AttributeError, TypeError) as error:
        raise BadQuery(
            "{name}.rq: the header does not give summary, summary_vi and defaults as it should ({error})",
            name=name,
            error=error,
        ) from error


def _parameter(question: str, variable: str, defaults: dict[str, str]) -> Parameter:
    name, _, kind = variable[1:].rpartition("_")
    known = next((k for k in _KINDS if k == kind), None)
    if known is None:
        raise BadQuery(
            "{question}.rq: ?{variable} ends in none of {kinds}",
            question=question,
            variable=variable,
            kinds=", ".join("_" + k for k in _KINDS),
        )
    if variable != LANGUAGE and name not in defaults:
        raise BadQuery(
            "{question}.rq: ?{variable} has no default in the header", question=question, variable=variable
        )
    return Parameter(name, known, defaults.get(name, "vi"))


@cache
def questions() -> dict[str, Question]:
    """The questions that the package carries, by name."""
    return {
        name: parse_question(name, text) for name, text in resources.texts("queries/answer", ".rq").items()
    }
