"""Accept drafts that a person has reviewed: checked beside the records there are, and marked reviewed."""

from collections.abc import Iterator, Mapping

import yaml

from kg import records
from kg.drafting import without_marks
from kg.errors import BadRecords, Place, Problem
from kg.names import Base
from kg.pipeline.building import judged
from kg.pipeline.gathering import Gathered

_STATUS = "status"
# libyaml's parser, for speed, where PyYAML was built with it; both mark the same places.
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def accepted(drafts: Mapping[str, str], around: Mapping[str, str]) -> dict[str, str]:
    """The texts of draft record files as reviewed ones: without the reader's comments, every status reviewed.

    `around` holds the record files that they will stand beside. Raises BadRecords or BadGraph with each thing
    that does not hold, by file and line of the drafts.
    """
    _drafts_only(drafts)
    reviewed = {name: _reviewed(text) for name, text in drafts.items()}
    said = records.read({**around, **reviewed})
    judged(Gathered(said, {}, {}, ()), Base())
    return {name: without_marks(text) for name, text in reviewed.items()}


def unreviewed(texts: Mapping[str, str]) -> frozenset[str]:
    """The names of the record files in which anything is a draft; raises BadRecords as `records.read`."""
    records.read(dict(texts))
    return frozenset(name for name, text in texts.items() if any(_drafts(_composed(text))))


def _composed(text: str) -> yaml.Node | None:
    root: yaml.Node | None = yaml.compose(text, Loader=_LOADER)
    return root


def _drafts_only(drafts: Mapping[str, str]) -> None:
    read = records.read(dict(drafts))
    no_draft = sorted(read.files.keys() - records.drafts(read))
    if no_draft:
        wrong, remedy = "holds no draft of a document", "give files that 'kg read --write' made"
        raise BadRecords([Problem(Place(name), wrong, remedy) for name in no_draft])


def _reviewed(text: str) -> str:
    """The text with each draft's status set to reviewed, at its own place, and nothing else changed."""
    # From the last one on, so that places stay true; an alias stands where its anchor does.
    for start, end in sorted(set(_drafts(_composed(text))), reverse=True):
        text = f"{text[:start]}reviewed{text[end:]}"
    return text


def _drafts(node: yaml.Node | None) -> Iterator[tuple[int, int]]:
    """Where the value of each status that is draft stands."""
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _drafts(item)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == _STATUS and value.value == "draft":
                yield value.start_mark.index, value.end_mark.index
            else:
                yield from _drafts(value)
