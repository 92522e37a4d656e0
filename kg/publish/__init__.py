"""Publish: a static site of linked data from a build, with a page and RDF for every resource."""

from kg.publish.making import Published, publish
from kg.publish.pages import FORMS, LANGUAGES
from kg.publish.places import MOVED, Home, Places

__all__ = ["FORMS", "LANGUAGES", "MOVED", "Home", "Places", "Published", "publish"]
