"""Find what the package carries beside its code: ontology, shapes, queries, reviewed records, templates."""

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

_ROOT = files("kg")


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


def corpus() -> Path:
    """The folder of the reviewed records."""
    return Path(str(folder("corpus")))
