"""The word that a template in the making is known as: what is suggested, and what there is to say about another."""

from __future__ import annotations

from frameworks.front import SLUG
from frameworks.text import slug
from sessions.model import Template
from sessions.reuse import Finder, replaced
from sessions.shelving import Shelving
from sessions.text import one_line

# It is typed on the command line, and read in a field.
_LONGEST = 32


def suggested(title: str, finder: Finder, shelving: Shelving) -> str:
    """A free id out of a title, without the names in it."""
    template = Template(id="", title=one_line(title))
    neutral = replaced(template, finder.finds(template)).title
    return shelving.free_id(_short(slug(neutral)) or "our-own")


def about(id: str, finder: Finder, shelving: Shelving) -> tuple[str, bool]:
    """What there is to say about an id, and whether it cannot be had."""
    if not SLUG.fullmatch(id):
        return "small letters and hyphens", True
    if finder.named(id):
        return "it has a name in it", True
    if shelving.free_id(id) != id:
        return "there is one: saving asks", False
    return "for the command line", False


def _short(id: str) -> str:
    """An id that can be typed: its first words."""
    if len(id) <= _LONGEST:
        return id
    return id[: _LONGEST + 1].rpartition("-")[0] or id[:_LONGEST]
