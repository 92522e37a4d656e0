"""Publish: a static site of linked data from a build, with a page and RDF for every resource.

Who serves a site asks of its rights alone, so what makes one is loaded when it is called for.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.publish.making import Published, publish
    from kg.publish.pages import FORMS, LANGUAGES
    from kg.publish.places import MOVED, Home, Places
    from kg.publish.rights import Rights, is_iri, is_of_others

__all__ = [
    "FORMS",
    "LANGUAGES",
    "MOVED",
    "Home",
    "Places",
    "Published",
    "Rights",
    "is_iri",
    "is_of_others",
    "publish",
]
_MODULES = {
    "Published": "making",
    "publish": "making",
    "FORMS": "pages",
    "LANGUAGES": "pages",
    "MOVED": "places",
    "Home": "places",
    "Places": "places",
    "Rights": "rights",
    "is_iri": "rights",
    "is_of_others": "rights",
}


def __getattr__(name: str) -> Any:
    from importlib import import_module

    if name not in _MODULES:
        raise AttributeError(f"kg.publish has no {name}")
    return getattr(import_module(f"kg.publish.{_MODULES[name]}"), name)
