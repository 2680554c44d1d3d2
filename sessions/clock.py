"""The clock of a step, as pure functions of a saved clock and the time.

A clock is stored as running since, elapsed before and allowance, so that after a restart or an hour of
suspension it shows exactly what an uninterrupted one would. It never moves the room on by itself.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

import msgspec
from msgspec.structs import replace

from sessions.model import Clock

Level = Literal["calm", "soon", "last", "over"]

# The product's rule: orange with a fifth of the time left, red with a twentieth.
SOON = 0.20
LAST = 0.05
# A bell later than this after zero rings for nothing: the computer slept, or the clock was corrected.
_IN_TIME = 10
_MILLISECOND = timedelta(milliseconds=1)


class ClockView(msgspec.Struct, frozen=True, kw_only=True):
    """What a clock shows: `digits` ("11:42" left, "2:10" over), `words` that say what they mean, `until` as
    local time of day ("11:12", over or not; "" while it stands still), and how pressing it is. `remaining` are whole
    seconds, negative once it is over. A clock of a step without minutes counts up from zero ("so far")."""

    digits: str
    words: str
    until: str
    level: Level
    running: bool
    remaining: int


def elapsed(clock: Clock, now: datetime) -> timedelta:
    """How long the clock has run. A `now` before its start counts as no time, not as negative time."""
    before = timedelta(milliseconds=clock.elapsed)
    if clock.running_since is None:
        return before
    return before + max(now - clock.running_since, timedelta())


def remaining(clock: Clock, now: datetime) -> timedelta:
    """Time left; negative when it is over."""
    return timedelta(seconds=clock.allowance) - elapsed(clock, now)


def start(step: str, minutes: int, now: datetime) -> Clock:
    """A clock started now for a step of so many minutes; whatever ran before is over."""
    return Clock(step=step, allowance=minutes * 60, running_since=_instant(now))


def pause(clock: Clock, now: datetime) -> Clock:
    """The same clock standing still; pausing twice changes nothing."""
    return replace(clock, elapsed=elapsed(clock, _instant(now)) // _MILLISECOND, running_since=None)


def resume(clock: Clock, now: datetime) -> Clock:
    """The same clock running on from where it stood."""
    return clock if clock.running_since is not None else replace(clock, running_since=_instant(now))


def restart(clock: Clock, now: datetime) -> Clock:
    """The whole allowance again, from now."""
    return replace(clock, elapsed=0, running_since=_instant(now))


def add(clock: Clock, minutes: int, now: datetime) -> Clock:
    """More or fewer minutes. After zero, a minute more is a minute from now, not one already past.

    The allowance never falls below what has run: taking minutes away stops at zero left.
    """
    left = remaining(clock, now)
    if minutes > 0 and left < timedelta():
        # In whole seconds, as it is said over: so it says "1:00" then, not a second more.
        over = -left // timedelta(seconds=1)
        return replace(clock, allowance=clock.allowance + minutes * 60 + over)
    lowest = _whole_seconds_up(elapsed(clock, now)) if left > timedelta() else clock.allowance
    return replace(clock, allowance=max(clock.allowance + minutes * 60, lowest))


def started_earlier(clock: Clock, minutes: int) -> Clock:
    """Correct a clock started late: it now counts as started so many minutes before."""
    return replace(clock, elapsed=max(clock.elapsed + minutes * 60_000, 0))


def started_at(clock: Clock, moment: datetime, now: datetime) -> Clock:
    """Correct a clock by when it should have been started: it counts as having run since then without a pause. One
    that stands still goes on standing still. A moment still to come counts as now."""
    since = _instant(min(moment, now))
    if clock.running_since is not None:
        return replace(clock, elapsed=0, running_since=since)
    return replace(clock, elapsed=(_instant(now) - since) // _MILLISECOND)


def shifted(clock: Clock, by: timedelta) -> Clock:
    """The clock after the computer's own was put on by so much, or back (negative): it shows what it would have
    shown. One that stands still is not touched by that."""
    if clock.running_since is None:
        return clock
    return replace(clock, running_since=_instant(clock.running_since + by))


def started_words(clock: Clock, now: datetime, zone: ZoneInfo) -> str:
    """When it was started by what it shows: "started 3 min ago, at 10:42"; of one that stands still, how long it
    ran."""
    ran = elapsed(clock, now)
    minutes = ran // timedelta(minutes=1)
    if clock.running_since is None:
        return f"{minutes} min have run; the clock stands still"
    return f"started {minutes} min ago, at {(now.astimezone(UTC) - ran).astimezone(zone):%H:%M}"


def rings(before: ClockView | None, now: ClockView | None) -> bool:
    """Whether the bell rings between two pictures of a clock: once, as its time runs out while it runs. Not for one
    that was over before, nor for one that is long over when it is next looked at, nor for one that counts up."""
    if before is None or now is None or not now.running or now.level != "over":
        return False
    return before.remaining > 0 >= now.remaining > -_IN_TIME


def level(clock: Clock, now: datetime) -> Level:
    """How pressing it is: see SOON and LAST. As time goes by it only ever gets more pressing."""
    if not clock.allowance:
        return "calm"
    left = remaining(clock, now)
    if left <= timedelta():
        return "over"
    share = left / timedelta(seconds=clock.allowance)
    return "last" if share <= LAST else "soon" if share <= SOON else "calm"


def view(clock: Clock, now: datetime, zone: ZoneInfo) -> ClockView | None:
    """What the clock shows at `now`, or None when none was started; "until" is a time of day in `zone`.

    Time left is rounded up and time over rounded down, so that both turn at the same instant.
    """
    if not clock.step:
        return None
    left = remaining(clock, now)
    running = clock.running_since is not None
    pressing = level(clock, now)
    if left > timedelta():
        seconds = _whole_seconds_up(left)
        # Added up in UTC: a sum of local times is an hour out where the clocks change in between.
        until = f"{(now.astimezone(UTC) + left).astimezone(zone):%H:%M}" if running else ""
        words = f"until {until}" if running else "paused"
        return ClockView(
            digits=digits(seconds),
            words=words,
            until=until,
            level=pressing,
            running=running,
            remaining=seconds,
        )
    over = int(-left / timedelta(seconds=1))
    # When its time was up: known as long as it runs on from there.
    until = f"{(now.astimezone(UTC) + left).astimezone(zone):%H:%M}" if running and clock.allowance else ""
    words = ("time is up" if over < 1 else "over") if clock.allowance else "so far"
    if not running:
        words = f"{words}, paused"
    return ClockView(
        digits=digits(over), words=words, until=until, level=pressing, running=running, remaining=-over
    )


def digits(seconds: int) -> str:
    """Seconds as a clock's face: ``"0:05"``, ``"12:00"``, ``"1:05:00"``."""
    minutes, second = divmod(seconds, 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours}:{minute:02}:{second:02}" if hours else f"{minute}:{second:02}"


def _instant(moment: datetime) -> datetime:
    """A moment as it is kept: to the millisecond, cut and never rounded up, so that spans add up exactly."""
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def _whole_seconds_up(span: timedelta) -> int:
    return -(-span // timedelta(seconds=1))
