"""The entries of the lists on the stage."""

from __future__ import annotations

import msgspec


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One entry of a list that people look for themselves in or choose from: a pair with its names, an area with
    its code, a sentence.

    `marker` is a code or a number in front of it; with `place` only where it stands in the list, for people to call
    it by. `title` are words over it: a school over its people. `detail` is a number that belongs to it, and `short`
    the same in fewer letters, the fewest last. A `head` stands over the entries that follow. `plain` is for sentences,
    which are read and not looked for. `cells` are the same words as a row of columns, for where there is room for
    them, and `brief` those in fewer letters. What the room has `chosen` has a tick and stands out from the others.
    """

    marker: str
    text: str
    title: str = ""
    detail: str = ""
    short: tuple[str, ...] = ()
    place: bool = False
    head: bool = False
    plain: bool = False
    cells: tuple[str, ...] = ()
    brief: tuple[str, ...] = ()
    chosen: bool = False
