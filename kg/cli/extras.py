"""The extras: which packages beside the core each brings, and what a command says that misses one."""

from kg.messages import Message

# The modules that each extra of pyproject.toml is installed for, by the names that imports know.
EXTRAS = {
    "trace": ("networkx",),
    "pictures": ("networkx", "pyvis", "igraph"),
    "reason": ("owlready2",),
    "serve": ("uvicorn", "httptools", "uvloop"),
    "office": ("lxml", "openpyxl", "pypdfium2", "numpy"),
    "scan": ("PIL", "numpy", "pypdfium2"),
    "notebook": ("pandas", "ipykernel", "nbclient", "nbformat"),
    "scale": ("distributed", "fsspec"),
}


def remedy(extra: str) -> str:
    """The command line that installs an extra.

    >>> remedy("serve")
    "pip install 'vnpolicy-kg[serve]'"
    """
    return f"pip install 'vnpolicy-kg[{extra}]'"


def lacking(module: str) -> Message | None:
    """One line on a module that cannot be imported; None where it comes with no extra, so is no user's want.

    >>> str(lacking("pyvis.network"))
    "pyvis is not installed; pip install 'vnpolicy-kg[pictures]'"
    """
    package = module.partition(".")[0]
    extra = next((name for name, brought in EXTRAS.items() if package in brought), None)
    if extra is None:
        return None
    return Message("{package} is not installed; {remedy}", package=package, remedy=remedy(extra))
