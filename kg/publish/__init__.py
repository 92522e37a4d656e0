"""Publish: a static site of linked data from a build, with a page and RDF for every resource."""

from kg.publish.making import Published, publish
from kg.publish.pages import FORMS, LANGUAGES
from kg.publish.places import MOVED, Home, Places
from kg.publish.rights import Rights, is_of_others

__all__ = ["FORMS", "LANGUAGES", "MOVED", "Home", "Places", "Published", "Rights", "is_of_others", "publish"]
