"""View: the page that people open first and two pictures, each a file that asks nothing of any network."""

from kg.view.drawing import draw

__all__ = ["draw"]
