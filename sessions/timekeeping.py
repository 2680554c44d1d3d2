"""Whether the computer's clock was changed while a session ran: pure rules over what two clocks said.

The wall clock tells the time of day and can be put on or back, by hand or from the network. A steady clock only
counts the time that goes by. Where one goes on by more than the other, the wall clock jumped.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

# Corrections from the network are mostly far smaller; nobody in a room sees the difference of less than this.
JUMP = timedelta(seconds=5)


class Sample(NamedTuple):
    """What both clocks said at one moment: the time of day (UTC), and seconds since some fixed moment, with those in
    which the computer slept."""

    wall: datetime
    steady: float


def jumped(before: Sample, now: Sample) -> timedelta:
    """By how much the wall clock was put on between two samples (negative: back); nothing where it was not.

    However long the computer slept in between, that is no jump: the steady clock went on meanwhile.
    """
    by = (now.wall - before.wall) - timedelta(seconds=now.steady - before.steady)
    return by if abs(by) >= JUMP else timedelta()


def jump_words(by: timedelta, *, running: bool, wrong: bool = True) -> str:
    """What to tell the facilitator of a jump, and what to do; `running` is whether the room's clock is, and `wrong`
    whether that is out now: not where one jump made good for another."""
    minutes, seconds = divmod(round(abs(by) / timedelta(seconds=1)), 60)
    hours, minute = divmod(minutes, 60)
    length = f"{hours} h {minute:02} min" if hours else f"{minutes} min" if minutes else f"{seconds} s"
    what = f"The computer’s clock was put {'on' if by > timedelta() else 'back'} by {length}"
    if running and not wrong:
        return f"{what}, and the room’s clock is right again."
    if running:
        return f"{what}, and the room’s clock with it: J puts the time left right again."
    return f"{what}; late and early go by the new time."
