"""The extras: which packages beside the core each brings, and what a command says that misses one."""

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


def told(module: str) -> str | None:
    """One line on a module that cannot be imported; None where it comes with no extra, so is no user's want.

    >>> told("pyvis.network")
    "pyvis is not installed; pip install 'vnpolicy-kg[pictures]'"
    """
    package = module.partition(".")[0]
    extra = next((name for name, brought in EXTRAS.items() if package in brought), None)
    return f"{package} is not installed; {remedy(extra)}" if extra else None
