"""What people are called for short: "Dai" for David, "Gwennie" for Gwen. Words are folded (see `name_letters`)."""

from __future__ import annotations

from functools import cache
from importlib import resources

_VOWELS = frozenset("aeiouwy")
# A first name of more letters is cut short before anything is put behind it.
_LONGEST = 6


def called_for_short(first: str) -> set[str]:
    """What somebody with this first name may be called, besides its beginnings; some of it may be a name itself."""
    return (_listed().get(first, set()) | _fondly(first)) - {first}


def _fondly(first: str) -> set[str]:
    """A name with an ending: "gwennie" and "gwenny" for "gwen", "rosie" for "rose"."""
    if not 3 <= len(first) <= _LONGEST:
        return set()
    stem = first[:-1] if first[-1] == "e" else first
    if stem[-1] in _VOWELS:
        return set()
    stems = {stem, stem + stem[-1]} if stem[-2] in _VOWELS else {stem}
    return {one + end for one in stems for end in ("ie", "y")}


@cache
def _listed() -> dict[str, set[str]]:
    text = resources.files("sessions").joinpath("short_names.txt").read_text("utf-8")
    found: dict[str, set[str]] = {}
    for line in text.splitlines():
        name, _, short = line.partition("#")[0].partition(":")
        if short:
            found.setdefault(name.strip(), set()).update(short.split())
    return found
