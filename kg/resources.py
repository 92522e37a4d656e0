"""Find what the package carries beside its code: ontology, shapes, queries, reviewed records, templates."""

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import yaml

_ROOT = files("kg")
# libyaml's loader where PyYAML was built with it: ten times as fast, and as safe.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def folder(name: str) -> Traversable:
    """A folder of the package, such as `ontology` or `queries/answer`."""
    return _ROOT.joinpath(*name.split("/"))


def names(name: str, suffix: str) -> list[str]:
    """The names, sorted and without suffix, of a folder's files that end in `suffix`."""
    return sorted(f.name.removesuffix(suffix) for f in folder(name).iterdir() if f.name.endswith(suffix))


def text(name: str) -> str:
    """A file of the package as text, such as `ontology/policy.ttl`."""
    return folder(name).read_text(encoding="utf-8")


def texts(name: str, suffix: str) -> dict[str, str]:
    """Every file of a folder that ends in `suffix`, by name without suffix, in order of name."""
    return {stem: text(f"{name}/{stem}{suffix}") for stem in names(name, suffix)}


def mapping(yaml_text: str) -> dict[str, Any]:
    """The mapping in a YAML text of the package's own, such as a query's header; empty for an empty text.

    Raises yaml.YAMLError where it is not YAML, and TypeError where it is no mapping.
    """
    found = yaml.load(yaml_text, Loader=_LOADER) or {}
    if not isinstance(found, dict):
        raise TypeError(f"a mapping is wanted, not {type(found).__name__}")
    return found


def corpus() -> Path:
    """The folder of the reviewed records."""
    return Path(str(folder("corpus")))
