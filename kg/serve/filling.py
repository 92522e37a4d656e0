"""The server's templates that are no pages: what is put into them stands as it is told."""

from functools import cache

from jinja2 import Environment, Template

from kg.rendering import templates


@cache
def template(name: str) -> Template:
    """A template of templates/serve by the name of its file."""
    return _templates().get_template(f"serve/{name}")


@cache
def _templates() -> Environment:
    environment = templates(escaping=False)
    environment.filters["quoted"] = quoted
    return environment


def quoted(text: str) -> str:
    """A text as one word of nginx's configuration; variables in it stay variables."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
