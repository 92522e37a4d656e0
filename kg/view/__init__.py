"""View: the page that people open first and the pictures, each a file that asks nothing of any network."""

from kg.view.answers import Words
from kg.view.chains import chains
from kg.view.drawing import PICTURES, draw, network, picture, shown, undrawable
from kg.view.picture import Card, Group, Link, Panel, Picture, Quote

__all__ = [
    "PICTURES",
    "Card",
    "Group",
    "Link",
    "Panel",
    "Picture",
    "Quote",
    "Words",
    "chains",
    "draw",
    "network",
    "picture",
    "shown",
    "undrawable",
]
