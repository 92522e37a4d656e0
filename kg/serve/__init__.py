"""Serve: the published site, a SPARQL endpoint and the questions over HTTP; and the same site from nginx.

Workers import this package too, so what runs the server is loaded when it is called for.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.serve.configuration import nginx
    from kg.serve.running import serve
    from kg.serve.settings import Limits, Settings

__all__ = ["Limits", "Settings", "nginx", "serve"]
_MODULES = {"Limits": "settings", "Settings": "settings", "nginx": "configuration", "serve": "running"}


def __getattr__(name: str) -> Any:
    from importlib import import_module

    if name not in _MODULES:
        raise AttributeError(f"kg.serve has no {name}")
    return getattr(import_module(f"kg.serve.{_MODULES[name]}"), name)
