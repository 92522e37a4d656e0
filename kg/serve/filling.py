"""The server's templates that are no pages: what is put into them stands as it is told."""

from functools import cache

from jinja2 import Environment, FunctionLoader, StrictUndefined, Template

from kg import resources


@cache
def template(name: str) -> Template:
    """A template of templates/serve by the name of its file."""
    return _environment().get_template(name)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FunctionLoader(lambda name: resources.text(f"templates/serve/{name}")),
        autoescape=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["quoted"] = quoted
    return environment


def quoted(text: str) -> str:
    """A text as one word of nginx's configuration; variables in it stay variables."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
