"""A step without words, such as a break: the time left is what the room looks at, as large as there is room for."""

from __future__ import annotations

from itertools import product

import msgspec

from sessions import lettering
from sessions.clock import ClockView
from sessions.lettering import set_in
from sessions.lines import width_of
from sessions.pages import DRAWN, heading_lines
from sessions.stage import StageView
from sessions.stage_size import PLAIN, Size

_FONTS = ("mono12", "smmono12", "mono9", "smmono9")
# Rows that are not its own: the title, a blank one after it, after the heading and after the time, and the last one.
_AROUND = 5


class LargeClock(msgspec.Struct, frozen=True):
    """The rows of the heading, of the time and of what is said about it; `drawn` says whether the heading is."""

    heading: tuple[str, ...]
    drawn: bool
    time: tuple[str, ...]
    words: tuple[str, ...]


def words(clock: ClockView, *, away: bool) -> str:
    """What stands beside the time: until when it lasts, or when people who are away are to be back; once it is over,
    until when it was."""
    if not clock.until:
        return clock.words
    if clock.level == "over":
        return f"{clock.words}, was until {clock.until}"
    return f"back at {clock.until}" if away else clock.words


def large_clock(view: StageView, size: Size) -> LargeClock | None:
    """The time in the largest letters there is room for, then what it means, then the heading; None where there are
    words to be read, or no clock."""
    clock = view.clock
    if (
        view.kind != "face"
        or view.blocks
        or view.entries
        or view.caption
        or clock is None
        or size.text == PLAIN
    ):
        return None
    said = words(clock, away=view.away)
    said = said[:1].upper() + said[1:]
    headings = [
        (rows, True)
        for font in _FONTS
        if size.width >= DRAWN[0]
        and size.height >= DRAWN[1]
        and (rows := set_in(font, view.heading, size.wide))
    ]
    means = [rows for font in _FONTS if (rows := _one_row(font, said, size))]
    for time in _times(clock.digits, size):
        for below, (heading, drawn) in product(
            (*means, (said,)), (*headings, (heading_lines(view, size), False))
        ):
            if len(heading) + len(time) + len(below) + _AROUND <= size.height:
                return LargeClock(heading, drawn, time, below)
    return None


def _times(digits: str, size: Size) -> list[tuple[str, ...]]:
    """The time in letters of every size that the width has room for, the largest first."""
    found = [rows for font in _FONTS if (rows := _one_row(font, digits, size))]
    twice = [lettering.twice(rows) for rows in found]
    return [rows for rows in (*twice, *found) if max(map(width_of, rows)) <= size.wide]


def _one_row(font: str, text: str, size: Size) -> tuple[str, ...]:
    if len(text) * lettering.FONTS[font] > size.wide:
        return ()
    return set_in(font, text, size.wide) or ()
