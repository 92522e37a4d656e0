"""Fill the package's templates with what is to be shown: pages, which escape it, and texts, which do not."""

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from kg import resources


def templates(*, escaping: bool) -> Environment:
    """The files of `templates/` by their paths in it, for a stage to add filters and names of its own.

    In a page, `escaping`, what is put in is escaped as HTML, and `part(name)` gives a file as it stands: a
    style sheet or a script of our own. A name that is not told is an error (jinja2.UndefinedError).
    """
    environment = Environment(
        loader=FunctionLoader(lambda name: resources.text(f"templates/{name}")),
        autoescape=escaping,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["part"] = _part
    return environment


def _part(name: str) -> Markup:
    return Markup(resources.text(f"templates/{name}"))
